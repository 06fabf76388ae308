"""Reads a misspelt word of a question as a word of the articles: "wimbeldon" as "Wimbledon".

Only a word that no visible article and no English dictionary has is misspelt. It is read as the nearest word of the
visible articles, if that is plainly nearer than all others; a word of other articles is never suggested.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ..outcomes import Correction
from ..store.passages import Passages
from ..types import Filters
from ..workers.threads import Worker

_MOST_WORDS = 3
"""So many words of a question are looked up; a text with more is no misspelt question."""
_MOST_TERMS = 8
_TEXTS = 40
"""Passages of a term that are read for the forms of its word."""
_ENDING = 4
"""Letters that the keyword index cuts off a word at most ("presid" of "presidents")."""
_COMMONER = 10
"""Of two words that are equally near, one is plainly meant if it is so many times more frequent."""
_STEM = 5
_WORD = re.compile(r"[^\W\d_]+")


class Spelling:
    """Finds what misspelt words stand for. The comparing runs on the worker `rules`."""

    def __init__(self, passages: Passages, rules: Worker) -> None:
        self._passages = passages
        self._rules = rules

    async def corrections(self, words: Mapping[str, int], filters: Filters) -> tuple[Correction, ...]:
        """`words` are in lower case, ASCII letters only; each has the number of edits that it may be away."""
        held = await self._passages.held({word: f'"{word}"' for word in words}, filters)
        missing = [word for word in words if word not in held]
        if not missing or len(missing) > _MOST_WORDS:
            return ()
        misspelt = await self._rules.run(_without_english, missing)
        found = [await self._correction(word, words[word], filters) for word in misspelt]
        return tuple(each for each in found if each is not None)

    async def _correction(self, word: str, most: int, filters: Filters) -> Correction | None:
        terms = await self._passages.terms(word[0])
        near = await self._rules.run(near_terms, word, most, terms)
        texts = [text for term in near for text in await self._passages.texts_with(term, filters, _TEXTS)]
        meant = await self._rules.run(meant_word, word, most, texts)
        return Correction(word, meant) if meant else None


def near_terms(word: str, most: int, terms: Iterable[tuple[str, int]]) -> list[str]:
    """The terms that may be `word` without its ending, nearest first, then by how many passages have them."""
    folded = f"{word[:-1]}i" if word.endswith("y") else word  # as the index writes it
    letters = set(folded)
    near = []
    for term, passages in terms:
        if -_ENDING <= len(term) - len(word) <= most and len(set(term) - letters) <= most and term.isalpha():
            distance = min(edits(term, folded, most)[len(term) - most :], default=most + 1)
            if distance <= most:
                near.append((distance, -passages, term))
    return [term for _, _, term in sorted(near)[:_MOST_TERMS]]


def meant_word(word: str, most: int, texts: Sequence[str]) -> str | None:
    """The word of the texts that is plainly nearest to `word`, as they write it; None if there is none, or a rival."""
    written = Counter[str](found for text in texts for found in _WORD.findall(text))
    known = Counter[str]()
    for found, times in written.items():
        if found[0].lower() == word[0] and abs(len(found) - len(word)) <= most:
            known[found.lower()] += times
    away = {found: edits(word, found, most)[-1] for found in known}
    nearest = min(away.values(), default=most + 1)
    if nearest > most:
        return None
    best, *rivals = sorted(
        (found for found in away if away[found] == nearest),
        key=lambda each: (each[-1] != word[-1], -known[each], each),
    )
    for rival in rivals:
        if rival[:_STEM] != best[:_STEM] and known[best] < _COMMONER * known[rival]:
            return None
    ways = [found for found in written if found.lower() == best]
    return max(ways, key=lambda way: written[way])


def edits(one: str, other: str, most: int) -> list[int]:
    """How many edits `one` is away from each beginning of `other`, the whole of it last: letters left out, added or
    changed, or two neighbours swapped (optimal string alignment). From `most` + 1 on, a number is a lower bound."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        older, before, row = before, row, [at]
        for to, against in enumerate(other, start=1):
            least = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != against))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == against:
                least = min(least, older[to - 2] + 1)
            row.append(least)
        if min(row) > most:
            return [most + 1] * (len(other) + 1)
    return row


def _without_english(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _dictionary()]


@cache
def _dictionary() -> frozenset[str]:
    """The words of English. The first call loads them (0.2 s)."""
    from spellchecker import SpellChecker  # here, because only a word that no article has needs it

    return frozenset(SpellChecker(language="en").word_frequency.dictionary)
