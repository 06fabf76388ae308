"""What a sentence of an article says to a claim: how much of the claim stands in it, and what it has in another's place.

Nothing here understands language. A sentence supports a claim if it has all its names, dates and numbers, nearly all its
words and the same yes or no; it contradicts one if it has all of that but a single thing, and another of its kind there.

How a text says a thing: does it deny it, does it leave it open, which of its words have an opposite. Pure; English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np

from ..answer.question import is_content, stem
from ..dates.quotes import notes_of, resolve
from ..english import NO_PATTERN, NOT_SHORT_PATTERN, ORDINALS
from ..text import sentences
from ..types import Article, Hit, Span
from .values import Value, values, with_meanings

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
"""Holds a word of denial and denies nothing."""
_HEDGE = re.compile(
    r"\b(?:may(?!\s+\d)|might|could|would|possibl[ey]|perhaps|potential(?:ly)?|reported(?:ly)?\s+(?=that|to\b)|reportedly|allegedly|alleg(?:ed|es|ing)|rumou?r(?:ed|s)?"
    r"|unconfirmed|expect(?:s|ed)?|plan(?:s|ned|ning)?\s+to|consider(?:s|ed|ing)?|propos(?:e|es|ed|al)|suggest(?:s|ed)?|aims?\s+to|hopes?\s+to"
    r"|seek(?:s|ing)?\s+to|likely|supposed(?:ly)?|claim(?:s|ed|ing)?|if|whether|unless|attempt(?:s|ed)?\s+to|tr(?:y|ied|ies|ying)\s+to|want(?:s|ed)?\s+to"
    r"|believed|thought\s+to|threaten(?:s|ed)?|scheduled|set\s+to|due\s+to\s+(?:be|begin|start)|should|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|myth|hoax|false(?:ly)?)\b"
)
"""Leaves open whether it is so: planned, possible, claimed, denied, conditional. "May" the month has a capital."""


def negations(text: str) -> list[int]:
    """Where words stand that say no."""
    plain = _NO_NEGATION.sub(lambda found: " " * len(found.group()), text)
    return [match.start() for match in _NO.finditer(plain)]


def without_negation(text: str) -> str:
    """`text` without its "not" and "never"."""
    plain = re.sub(
        r"\b(?:do|does|did)\s+not\s|\b(?:do|does|did)n['’]t\s|\b(?:not|never)\s|(?<=\w)n['’]t\b", "", text
    )
    return " ".join(plain.split())


def is_hedged(text: str) -> bool:
    """True where a text says only that something may be, is planned, or is claimed."""
    return _HEDGE.search(text) is not None


_WORD = re.compile(
    r"(?P<us>\bU\.S\.A?\b\.?|\bUSA?\b|\bUnited\s+States(?:\s+of\s+America)?\b)|(?P<uk>\bU\.K\.|\bUK\b|\bUnited\s+Kingdom\b)|[^\W_]+"
)
_NAME_ENDINGS = ("ese", "ians", "ian", "ans", "any", "an", "ish", "s", "y", "ia", "a", "i")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a claim or of a sentence, as it is compared. `exact`: nothing but itself stands for it (a name, an
    ordinal, a word with a digit)."""

    text: str
    key: str
    start: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as it is held against sentences: its content words outside of dates and numbers, and those."""

    text: str
    words: tuple[Word, ...]
    values: tuple[Value, ...]
    context: frozenset[str] = frozenset()
    """Keys of the names it leans on, of the statement before."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or two neighbours, that may speak to a claim; `span` in the article's text."""

    hit: Hit
    span: Span
    is_single: bool = True

    @property
    def text(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]

    @property
    def article(self) -> Article:
        return self.hit.article


def read_claim(text: str, context: str, today: date, hits: Sequence[Hit]) -> Claim:
    """`today` says what "yesterday" means in it; the hits tell which of its words are names, however they are written."""
    found = tuple(with_meanings(text, resolve(text, today), 0))
    names, known = _names_in(hits), _known(hits)
    words = tuple(
        replace(word, exact=True) if word.key in names or (at == 0 and word.key not in known) else word
        for at, word in enumerate(content_words(text, found))
    )
    leaned_on = frozenset(word.key for word in content_words(context, values(context)) if word.exact)
    return Claim(text, words, found, leaned_on)


def _known(hits: Sequence[Hit]) -> frozenset[str]:
    """Keys of every word of the passages and titles. A claim that begins with a word that is not among them is about
    something else, whether it is a name or not."""
    return frozenset(key for hit in hits for key in keys_in(f"{hit.article.title} {hit.passage.text}"))


def _names_in(hits: Sequence[Hit]) -> frozenset[str]:
    """Keys of words that the passages write with a capital inside a sentence, and never without."""
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
    """The words that say what `text` is about, without those inside the values `taken`."""
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
    """A name without the ending that makes an adjective of it: "Japanese" is "Japan"."""
    word = word.lower()
    for ending in _NAME_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def keys_in(text: str) -> dict[str, list[int]]:
    """Every key of the words of `text`, as a name and as a word, with the places where it stands."""
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
    """A claim in a unit. `weights` says how telling each of the claim's words is; `places` where it stands in the unit's
    text, -1 where it does not; `near` whether it stands in the passage or title at least."""

    unit: Unit
    weights: tuple[float, ...]
    places: tuple[int, ...]
    near: tuple[bool, ...]
    values: tuple[Value, ...]
    """Those of the unit, relative times resolved."""
    beside: frozenset[str]
    """Keys of the words of its passage and title."""

    def holds_context(self, claim: Claim) -> bool:
        """Whether the names that the claim leans on stand in the passage or title."""
        return claim.context <= self.beside

    @property
    def covered(self) -> float:
        """Share of the claim's words that stand in the unit, by weight."""
        total = sum(self.weights)
        held = sum(weight for weight, place in zip(self.weights, self.places, strict=True) if place >= 0)
        return held / total if total else 0.0

    @property
    def about(self) -> Span:
        """The part of the unit's text that holds the claim's words, and a little before them; all of it without any."""
        found = [place for place in self.places if place >= 0]
        return Span(max(0, min(found) - REACH), max(found) + 1) if found else Span(0, len(self.unit.text))

    @property
    def clause(self) -> str:
        """From the first to the last of the claim's words and values in the unit."""
        text = self.unit.text
        found = [place for place in self.places if place >= 0]
        if not found:
            return text
        end = re.compile(r"[\w’'-]*").match(text, max(found))
        near = [value.span.end for value in self.values if 0 <= value.span.start - max(found) <= REACH]
        return text[min(found) : max([end.end() if end else 0, *near])]


REACH = 30
"""Characters before the first matched word in which a denial or a doubt is about what is claimed."""


def matches(claim: Claim, found: Sequence[Unit]) -> list[Match]:
    """The claim in every unit."""
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
        out.append(Match(unit, weights, places, near, values_of(unit), beside))
    return out


def values_of(unit: Unit) -> tuple[Value, ...]:
    """Its dates and numbers, its relative times as what they mean by the article's day."""
    return tuple(with_meanings(unit.text, notes_of(unit.article, unit.span), unit.span.start))
