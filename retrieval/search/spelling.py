"""Reads a misspelt word of a question as a word of the articles: "wimbeldon" as "Wimbledon".

Only a word that no visible article and no English dictionary has is misspelt. It is read as the nearest word of the
visible articles, if that is plainly nearer than all others; a word of other articles is never suggested. Without one it
may be a verb of any question ("happend"). A word that the articles write with a mark in it is no error, and read so:
"att" as "AT&T", "email" as "e-mail".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ..english import COMMON_VERBS, IRREGULAR_PASTS
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
_JOINING = "&.+/‑-"
"""Marks inside a name that people leave out: "AT&T", "J.Crew", "e-mail"."""


class Spelling:
    """Finds what misspelt words stand for. The comparing runs on the worker `rules`."""

    def __init__(self, passages: Passages, rules: Worker) -> None:
        self._passages = passages
        self._rules = rules

    async def corrections(self, words: Mapping[str, int], filters: Filters) -> tuple[Correction, ...]:
        """`words` are in lower case, ASCII letters only; each has the number of edits that it may be away, 0 if it may
        only lack a mark."""
        held = await self._passages.held({word: f'"{word}"' for word in words}, filters)
        missing = [word for word in words if word not in held]
        if not missing or sum(words[word] > 0 for word in missing) > _MOST_WORDS:
            return ()
        marked = {word: with_mark for word in missing if (with_mark := await self._with_mark(word, filters))}
        other = [word for word in missing if word not in marked and words[word]]
        misspelt = await self._rules.run(_without_english, other) if other else ()
        found = [await self._correction(word, words[word], filters) for word in misspelt]
        return (*(Correction(*each) for each in marked.items()), *filter(None, found))

    async def _with_mark(self, word: str, filters: Filters) -> str | None:
        """The word as the visible articles write it with a mark between two letters, if they do."""
        pairs = [f"{word[:at]} {word[at:]}" for at in range(1, len(word))]
        for pair in await self._passages.held({pair: f'"{pair}"' for pair in pairs}, filters):
            texts = await self._passages.texts_with(pair, filters, _TEXTS)
            if written := await self._rules.run(marked_word, pair, texts):
                return written
        return None

    async def _correction(self, word: str, most: int, filters: Filters) -> Correction | None:
        terms = await self._passages.terms(word[0])
        near = await self._rules.run(near_terms, word, most, terms)
        texts = [text for term in near for text in await self._passages.texts_with(term, filters, _TEXTS)]
        meant = await self._rules.run(lambda: meant_word(word, most, texts) or meant_verb(word))
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


def meant_verb(word: str) -> str | None:
    """The form of a frequent verb that is one edit away: "happened" for "happend". None where two verbs are."""
    near = {
        form: base
        for form, base in _verb_forms().items()
        if form[:1] == word[:1] and edits(word, form, 1)[-1] <= 1
    }
    return max(near, key=lambda form: (form[-1] == word[-1], form)) if len(set(near.values())) == 1 else None


def marked_word(pair: str, texts: Sequence[str]) -> str | None:
    """As the texts mostly write the two parts ("at t") with a mark between them; None where they never do."""
    first, second = map(re.escape, pair.split())
    joined = re.compile(
        rf"(?<![\w{_JOINING}]){first}[{_JOINING}]{second}(?!\w|[{_JOINING}]\w)", re.IGNORECASE
    )
    written = Counter(found for text in texts for found in joined.findall(text))
    return written.most_common(1)[0][0] if written else None


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
def _verb_forms() -> dict[str, str]:
    """Each form of a frequent verb of at least five letters, and its base."""
    regular = (
        (f"{verb.removesuffix('e')}{ending}", verb)
        for verb in COMMON_VERBS
        for ending in ("", "e", "s", "es", "ed", "ing")
    )
    forms = {**dict(regular), **{past: base for base, past in IRREGULAR_PASTS.items()}}
    return {form: base for form, base in forms.items() if len(form) >= _STEM and form in _dictionary()}


@cache
def _dictionary() -> frozenset[str]:
    """The words of English. The first call loads them (0.2 s)."""
    from spellchecker import SpellChecker  # here, because only a word that no article has needs it

    return frozenset(SpellChecker(language="en").word_frequency.dictionary)
