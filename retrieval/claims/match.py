"""Compares a claim with the sentences of articles: which of its words, names, dates and numbers stand in each of them.

The rules compare words only. A sentence supports a claim if it has all its names, dates and numbers, nearly all its words
and as many negations; it contradicts the claim if one of these differs. Hedged sentences ("may", "plans to") are found
here, too. The rules are English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np

from ..answer.question import is_content, stem
from ..answer.values import Value, values, with_meanings
from ..dates.quotes import notes_of, resolve
from ..english import NO_PATTERN, NOT_SHORT_PATTERN, ORDINALS
from ..models.base import Placed, Readable
from ..text import sentences
from ..types import Article, Hit, Span

# a table of words is easier to read in wide lines


_NO = re.compile(
    rf"\b(?:{NO_PATTERN}|hardly|fails?|failed|refus(?:e|es|ed|ing)"
    rf"|halt(?:s|ed|ing)?|cancel(?:s|led|ed|ling)?|unable)\b|\b{NOT_SHORT_PATTERN}\b",
    re.IGNORECASE,
)
_NO_NEGATION = re.compile(
    r"\bnot\s+only\b|\bno\s+(?:fewer|less|more|later|earlier)\s+than\b|\bnot\s+(?:just|merely|until|least)\b|\bno\s+doubt\b|\bor\s+not\b|\bno\.\s?\d",
    re.IGNORECASE,
)
"""Phrases with a negation that negate nothing: "not only", "no doubt"."""
_HEDGE = re.compile(
    r"\b(?:may(?!\s+\d)|might|could|would|possibl[ey]|perhaps|potential(?:ly)?|reported(?:ly)?\s+(?=that|to\b)|reportedly|allegedly|alleg(?:ed|es|ing)|rumou?r(?:ed|s)?"
    r"|unconfirmed|expect(?:s|ed)?|plan(?:s|ned|ning)?\s+to|consider(?:s|ed|ing)?|propos(?:e|es|ed|al)|suggest(?:s|ed)?|aims?\s+to|hopes?\s+to"
    r"|seek(?:s|ing)?\s+to|likely|supposed(?:ly)?|claim(?:s|ed|ing)?|if|whether|unless|attempt(?:s|ed)?\s+to|tr(?:y|ied|ies|ying)\s+to|want(?:s|ed)?\s+to"
    r"|believed|thought\s+to|threaten(?:s|ed)?|scheduled|set\s+to|due\s+to\s+(?:be|begin|start)|should|(?:is|are|was|were)\s+(?:leading|ahead)|leads?\s+(?:in|by|with)|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|myth|hoax|false(?:ly)?)\b"
)
"""Hedges: something is planned, possible, claimed, denied or conditional. The month "May" has a capital."""


def negations(text: str) -> list[int]:
    """The offsets of the negations: "They did not sign" -> [9]."""
    plain = _NO_NEGATION.sub(lambda found: " " * len(found.group()), text)
    return [match.start() for match in _NO.finditer(plain)]


def without_negation(text: str) -> str:
    """`text` without "not" and "never": "They did not sign" -> "They sign"."""
    plain = re.sub(
        r"\b(?:do|does|did)\s+not\s|\b(?:do|does|did)n['’]t\s|\b(?:not|never)\s|(?<=\w)n['’]t\b", "", text
    )
    return " ".join(plain.split())


def is_hedged(text: str) -> bool:
    """True for a text that says only that something may be, is planned, or is claimed."""
    return _HEDGE.search(text) is not None


_WORD = re.compile(
    r"(?P<us>\bU\.S\.A?\b\.?|\bUSA?\b|\bUnited\s+States(?:\s+of\s+America)?\b)|(?P<uk>\bU\.K\.|\bUK\b|\bUnited\s+Kingdom\b)|[^\W_]+"
)
_NAME_ENDINGS = ("ese", "ians", "ian", "ans", "any", "an", "ish", "s", "y", "ia", "a", "i")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a claim or sentence; words with the same `key` match. `exact` is true for names, ordinals and words
    with a digit, which another word cannot replace."""

    text: str
    key: str
    start: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as it is compared with sentences: its content words, and its dates and numbers (`values`)."""

    text: str
    words: tuple[Word, ...]
    values: tuple[Value, ...]
    context: frozenset[str] = frozenset()
    """Keys of the names in the statement before, if this one begins with a pronoun."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or two neighbouring ones, that a claim is compared with; `span` has offsets into the article's text."""

    hit: Hit
    span: Span
    is_single: bool = True

    @property
    def text(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]

    @property
    def article(self) -> Article:
        return self.hit.article

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Each of its sentences among those that stand around it in the passage."""
        text, start = self.hit.passage.text, self.hit.passage.start
        spans = sentences(text, self.article.language)
        found = []
        for at, (begin, end) in enumerate(spans):
            if self.span.start <= start + begin and start + end <= self.span.end:
                found.append(among_neighbours(self.article, text, spans, at))
        return tuple(found)


def among_neighbours(article: Article, text: str, spans: Sequence[Span], at: int) -> Placed:
    """Sentence `at` of a part of the article's text, with the one before and the one after it."""
    first, last = spans[max(0, at - 1)].start, spans[min(len(spans) - 1, at + 1)].end
    around = Readable(text[first:last], article.title, article.published_on, article.language)
    return Placed(around, Span(spans[at].start - first, spans[at].end - first))


_GOING_ON = re.compile(r"\b(?:still\s+)?(?:going\s+on|under\s*way)\b", re.IGNORECASE)


def read_claim(text: str, context: str, today: date, hits: Sequence[Hit]) -> Claim:
    """The claim in a statement. "Yesterday" is counted from `today`; the hits show which words are names, also if the
    statement writes them without a capital."""
    found = tuple(with_meanings(text, resolve(text, today), 0))
    names = _names_in(hits)
    # a claim whose first word is in no passage is about something else, whether that word is a name or not
    known = {key for hit in hits for key in keys_in(f"{hit.article.title} {hit.passage.text}")}
    words = tuple(
        replace(word, exact=True) if word.key in names or (at == 0 and word.key not in known) else word
        for at, word in enumerate(content_words(text, found))
    )
    words += tuple(Word(each[0], "ongoing", each.start(), exact=False) for each in _GOING_ON.finditer(text))
    leaned_on = frozenset(word.key for word in content_words(context, values(context)) if word.exact)
    return Claim(text, words, found, leaned_on)


def _names_in(hits: Sequence[Hit]) -> frozenset[str]:
    """Keys of words that the passages write with a capital inside sentences, and never without one."""
    capital: set[str] = set()
    plain: set[str] = set()
    for hit in hits:
        for match in _WORD.finditer(hit.passage.text):
            word = match.group()
            if word[0].isupper():
                if re.search(r"[a-z,;] $", hit.passage.text[max(0, match.start() - 2) : match.start()]):
                    capital.add(_key(match))
            else:
                plain.add(_key(match))
    return frozenset(capital - plain)


def content_words(text: str, taken: Sequence[Value]) -> list[Word]:
    """The content words of `text`, without those inside the values `taken`."""
    found = []
    said_no = set(negations(text))
    for match in _WORD.finditer(text):
        word = match.group()
        if match.start() in said_no or any(
            value.span.start <= match.start() < value.span.end for value in taken
        ):
            continue
        lone = len(word) == 1 and not word.isdigit()
        if lone or not (is_content(word) or match["us"] or match["uk"]):
            continue
        opens = match.start() == 0 or text[: match.start()].rstrip()[-1:] in '.!?:“"('
        follows = re.match(r"\s[A-Z]", text[match.end() :]) is not None
        name = word[0].isupper() and (not opens or follows or word.isupper())
        exact = name or word.lower() in ORDINALS or any(char.isdigit() for char in word)
        found.append(Word(word, _key(match), match.start(), exact))
    return found


def _key(match: re.Match[str]) -> str:
    if match["us"] or match["uk"]:
        return "united-states" if match["us"] else "united-kingdom"
    word = match.group()
    if word == "American" or word == "Americans":
        return "united-states"
    if word == "British" or word == "Britain":
        return "united-kingdom"
    if word[0].isupper() and not word.isupper():
        return name_key(word)
    return stem(word)


def name_key(word: str) -> str:
    """A name without the ending of its adjective: "Japanese" -> "japan"."""
    word = word.lower()
    for ending in _NAME_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def keys_in(text: str) -> dict[str, list[int]]:
    """Key -> offsets, for the words of `text`; each word has a key as a name and one as a common word."""
    found: dict[str, list[int]] = {}
    for match in _WORD.finditer(text):
        for key in {_key(match), stem(match.group()), name_key(match.group())}:
            found.setdefault(key, []).append(match.start())
    return found


def units(hits: Sequence[Hit]) -> list[Unit]:
    """The sentences of the English articles among the hits, each also with the one after it."""
    found = []
    for hit in hits:
        if hit.article.language[:2] != "en":
            continue
        at = hit.passage.start
        spans = sentences(hit.passage.text, hit.article.language)
        found += [Unit(hit, Span(at + span.start, at + span.end)) for span in spans]
        found += [
            Unit(hit, Span(at + one.start, at + other.end), is_single=False) for one, other in pairwise(spans)
        ]
    return found


@dataclass(frozen=True, slots=True)
class Match:
    """A claim compared with a unit. For each word of the claim, `weights` has its rarity, `places` its offset in the
    unit's text (-1: missing), and `near` is true if the passage or title holds it."""

    unit: Unit
    weights: tuple[float, ...]
    places: tuple[int, ...]
    near: tuple[bool, ...]
    values: tuple[Value, ...]
    """The dates and numbers of the unit; relative times are resolved."""
    beside: frozenset[str]
    """Keys of the words of the passage and title."""

    def holds_context(self, claim: Claim) -> bool:
        """True if the passage or title holds the names of the statement before."""
        return claim.context <= self.beside

    @property
    def covered(self) -> float:
        """Share of the claim's words that the unit holds, by weight."""
        total = sum(self.weights)
        held = sum(weight for weight, place in zip(self.weights, self.places, strict=True) if place >= 0)
        return held / total if total else 0.0

    @property
    def about(self) -> Span:
        """The part of the unit's text with the claim's words, and `REACH` characters before it; all if there are none."""
        found = [place for place in self.places if place >= 0]
        return Span(max(0, min(found) - REACH), max(found) + 1) if found else Span(0, len(self.unit.text))

    @property
    def clause(self) -> str:
        """The unit's text from the first to the last of the claim's words and values."""
        text = self.unit.text
        found = [place for place in self.places if place >= 0]
        if not found:
            return text
        end = re.compile(r"[\w’'-]*").match(text, max(found))
        near = [value.span.end for value in self.values if 0 <= value.span.start - max(found) <= REACH]
        return text[min(found) : max([end.end() if end else 0, *near])]


REACH = 30
"""Characters before the first matched word in which a negation or hedge is about the claim."""


def matches(claim: Claim, found: Sequence[Unit]) -> list[Match]:
    """The claim compared with every unit."""
    held = [keys_in(unit.text) for unit in found]
    singles = max(1, len(found))
    weights = tuple(
        float(np.log1p(singles / (1 + sum(word.key in each for each in held)))) for word in claim.words
    )
    around: dict[int, frozenset[str]] = {}
    out = []
    for unit, keys in zip(found, held, strict=True):
        if unit.hit.passage.id not in around:
            around[unit.hit.passage.id] = frozenset(keys_in(f"{unit.article.title} {unit.hit.passage.text}"))
        beside = around[unit.hit.passage.id]
        places = tuple(keys.get(word.key, [-1])[0] for word in claim.words)
        near = tuple(word.key in beside for word in claim.words)
        found_values = with_meanings(unit.text, notes_of(unit.article, unit.span), unit.span.start)
        out.append(Match(unit, weights, places, near, tuple(found_values), beside))
    return out
