"""The features of a sentence as an answer to a question, and the fitted weights (`Calibration`) that add them up.

`retrieval.training.fit` makes the weights; they are stored in `calibration.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from importlib import resources
from itertools import pairwise
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from ..english import (
    MONTH_PATTERN,
    NATIONS,
    SCALE_PATTERN,
    STOP_WORDS,
    TENS,
    UNITS,
    WEEKDAYS,
)
from ..models.base import SpanScore
from ..models.named_reader import LARGE_READER
from ..types import Hit, Span
from .question import STORY_KINDS, Kind, Question, key, places, stem, stems
from .spans import REQUIRED


@dataclass(frozen=True, slots=True)
class Features:
    """Each is between about -1 and 1. A larger value is better, except for features that name a fault.

    margin: score of the reader's best span in the sentence minus that of "no answer", divided by 10; -1 if not read.
    lead: the same, minus that of the best span with other words.
    agreed: share of the read passages whose best span has the same words.
    cosine, passage: similarity of the sentence, and of its whole passage, with the question.
    keyword: BM25 of the passage divided by that of the best passage.
    covered: share of the question's words that the sentence holds, rare words with more weight; a word in the passage or
    title, or that the sentence means with other words, counts half at most.
    conflict: by how much the cosine grows if a word that the sentence does not hold is left out of the question: large
    for "typhoon" if the text is about Tomahawks.
    unheard: 1 if a word of the question that the sentence does not mean with other words stands in no visible article.
    foreign: share of the question's names and numbers that stand neither in the sentence nor near it; names_nearby:
    share of those that stand near it only.
    negated: the question has a negation and the sentence has none; denying: the other way round.
    typed: the sentence has a span of the asked form. near_rarest: this span stands close to the rarest word of the
    question, and the reader is unsure. formless: the kind of question needs such a span ("how many") and there is none.
    echo: share of the words of the reader's span that stand in the question.
    fragment: the sentence is too short to say anything; asks: it asks, announces, or tells who did not comment.
    quoted: the question asks what somebody said, and the sentence quotes.
    fits: 1 if the words that may answer have the asked form (a number, a time, a name that is not in the question), -1 if
    not, 0 for kinds of questions without a form.
    timely: 1 if it was published in the asked time, or no time is asked; 0.5 if a week away from it, and so on.
    newest: the same, counted from the newest of the found articles; it ranks only, because being old is no fault.
    depth: how far from the beginning of its article it stands (`depth`); 0 without a date, for a fact: it is no news.
    """

    margin: float
    lead: float
    agreed: float
    cosine: float
    passage: float
    keyword: float
    covered: float
    conflict: float
    unheard: float
    foreign: float
    names_nearby: float
    negated: float
    denying: float
    typed: float
    near_rarest: float
    formless: float
    echo: float
    fragment: float
    asks: float
    quoted: float
    fits: float
    timely: float
    newest: float
    depth: float

    @property
    def unread(self) -> Features:
        """The features of the same sentence without a reader."""
        return replace(self, margin=-1.0, lead=0.0, agreed=0.0, echo=0.0)

    @property
    def vector(self) -> npt.NDArray[np.float64]:
        return np.array(_VALUES(self), np.float64)


NAMES = tuple(field.name for field in fields(Features))
_VALUES = attrgetter(*NAMES)

_BESIDE = 0.5
"""The weight of a word that stands in the passage or title, but not in the sentence."""
_REACH = 50
"""Characters between a word of the question and a span that may answer it: about a clause."""
_ECHO = 10.0
"""If leaving a missing word out of the question costs 0.1 of cosine, the sentence means it with another word
("concluded", "finalized")."""
_UNDATED = 0.2
"""An article without a date counts like one that was published four weeks away from the asked time."""
_QUOTATION = re.compile(r"[\"“„«][^\"“”„«»]{12,}")
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_SPELT = "|".join([*UNITS[1:], *TENS, "dozen", "half"])
_NUMBER = re.compile(
    rf"\d|\b(?:{_SPELT}|no|none|nobody|several|few|many|dozens|hundreds|thousands|millions|all|both|single|once|twice|free|third|quarter)\b"
    rf"|\b(?:{_SPELT}|a) (?:{SCALE_PATTERN})\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\d|\b(?:{MONTH_PATTERN}|\w+day|week|month|year|spring|summer|fall|autumn|winter|tonight|tomorrow)",
    re.IGNORECASE,
)
_FORMS = {Kind.HOW_MANY: _NUMBER, Kind.HOW_MUCH: _NUMBER, Kind.WHEN: _TIME}
_NO_NAMES = (
    STOP_WORDS
    | frozenset(WEEKDAYS)
    | frozenset("january february march july september october november december ii iii iv".split())
)
_WEEK = 7.0
_SHORT = 4
"""Words; shorter ones are headings, captions, bylines."""
_MARGIN = 2.0
"""Differences of reader scores are clipped to it."""
_UNRIVALLED = 0.5
"""The lead if all spans have the same words."""


@dataclass(frozen=True, slots=True)
class Words:
    """Which words of a question a sentence and its passage hold. The numbers are features."""

    covered: float
    conflict: float
    foreign: float
    names_nearby: float
    missing: tuple[str, ...]
    """Words that neither the sentence nor its passage nor the title holds, and that it does not mean with other words."""


def compare_words(
    question: Question, hit: Hit, text: str, gains: npt.NDArray[np.float32], weights: Sequence[float]
) -> Words:
    """`gains`: by how much the cosine grows if each focus word is left out of the question; `weights`: the rarity of each
    focus word."""
    here, near = stems(text), stems(f"{hit.article.title} {hit.passage.text}")
    covered, conflict = 0.0, 0.0
    missing: list[str] = []
    for word, gain, weight in zip(question.focus, gains, weights, strict=True):
        if stem(word) in here:
            covered += weight
        elif stem(word) in near:
            covered += weight * _BESIDE
        else:
            covered += weight * float(np.clip(-gain * _ECHO, 0.0, _BESIDE))
            conflict = max(conflict, float(gain))
            if gain >= 0.0:
                missing.append(word)
    total, names = sum(weights), [stem(name) for name in question.names]
    away = [name for name in names if name not in here]
    foreign = sum(name not in near for name in away)
    return Words(
        covered=covered / total if total else 0.0,
        conflict=conflict,
        foreign=foreign / len(names) if names else 0.0,
        names_nearby=(len(away) - foreign) / len(names) if names else 0.0,
        missing=tuple(missing),
    )


_ALPHA = re.compile(r"[^\W\d_]+")


def of_another_nation(question: str, text: str) -> bool:
    """True if the text has what is asked for of other nations only: the "Japanese fiscal year", not the American one."""
    asked = pairwise(_ALPHA.findall(question.lower()))
    things = [
        (nation, stem(thing)) for nation, thing in asked if nation in NATIONS and thing not in STOP_WORDS
    ]
    if not things:
        return False
    said = _ALPHA.findall(text.lower())
    owners = [
        {before for before, each in pairwise(said) if stem(each) == thing}
        for nation, thing in things
        if nation not in said
    ]
    return any(whose and whose <= NATIONS for whose in owners)


def rarity(question: Question, texts: Sequence[str]) -> list[float]:
    """The rarity of each focus word among the texts (inverse document frequency)."""
    held = [stems(text) for text in texts]
    frequencies = [sum(stem(word) in each for each in held) for word in question.focus]
    return [float(np.log1p(len(texts) / (1 + frequency))) for frequency in frequencies]


def share_held(question: Question, text: str, weights: Sequence[float]) -> float:
    """Share of the question's words that stand in `text`, rare words with more weight."""
    here = stems(text)
    held = sum(weight for word, weight in zip(question.focus, weights, strict=True) if stem(word) in here)
    return held / sum(weights) if sum(weights) else 0.0


def typed(question: Question, forms: Sequence[Span]) -> float:
    """1 for a sentence with a span of the asked form, else 0 or 0.2; 0.5 if the kind of question has no form."""
    if question.kind in (Kind.WHAT, Kind.YES_NO, Kind.OTHER, Kind.SAID, *STORY_KINDS):
        return 0.5
    if question.kind not in REQUIRED and not forms:
        return 0.2
    return 1.0 if forms else 0.0


def near_rarest(rarest: str, forms: Sequence[Span], text: str) -> bool:
    """True when a form lies within reach of a form of the word `rarest`."""
    found = places(text, frozenset([stem(rarest)])) if rarest else []
    return any(form.start - _REACH <= place <= form.end + _REACH for place in found for form in forms)


def formless(question: Question, forms: Sequence[Span]) -> bool:
    """True if the kind of question needs a form ("how many": a number) and the sentence has no such span."""
    return question.kind in REQUIRED and not forms


def echo(question: Question, answer: str) -> float:
    """Share of the words of `answer` that stand in the question; 0 without words."""
    said = [stem(word) for word in re.findall(r"[^\W_]{3,}", answer)]
    return sum(word in question.stems for word in said) / len(said) if said else 0.0


def fragment(text: str) -> bool:
    """True for a heading or a byline."""
    return len(text.split()) < _SHORT


_ANNOUNCES = re.compile(r"here(?:['’]s| is| are)\b[^:]*\Z", re.IGNORECASE)
_SILENT = re.compile(
    r"\b(?:not|n['’]t) (?:\w+ly )?(?:respond|reply|return|comment|provide (?:a )?comment)|\bdeclined to comment",
    re.IGNORECASE,
)


def asks(question: Question, text: str) -> bool:
    """True for a question, for what only announces an answer ("Here's what to know."), and for who did not comment, if
    nobody asks what was said."""
    if text.rstrip("\"'”’) ").endswith("?") or _ANNOUNCES.match(text) is not None:
        return True
    unasked = question.kind not in (Kind.SAID, Kind.YES_NO)
    return unasked and _SILENT.search(text) is not None and " but " not in text


def quoted(question: Question, text: str) -> bool:
    """True for a sentence that quotes, where the question asks what somebody said."""
    return question.kind is Kind.SAID and bool(_QUOTATION.search(text))


def fits(question: Question, answer: str, *, is_form: bool) -> float:
    """1 if `answer` has the asked form, -1 if not, 0 if no form is asked. `is_form` says that a place without a name
    ("within the island chain") or a role ("the mayor") was found there."""
    form = _FORMS.get(question.kind)
    if form is not None:
        return 1.0 if form.search(answer) else -1.0
    if question.kind in (Kind.WHO, Kind.WHERE):
        named = (name for name in _CAPITAL.findall(answer) if stem(name) not in question.stems)
        return 1.0 if is_form or any(name.lower() not in _NO_NAMES for name in named) else -1.0
    return 0.0


def counts_nothing(question: Question, answer: str) -> bool:
    """True for words without a number where a number is asked: "twin" says not how old."""
    counts = question.kind in (Kind.HOW_MANY, Kind.HOW_MUCH)
    return counts and bool(answer) and fits(question, answer, is_form=False) < 0


def names_nobody(answer: str) -> bool:
    """True for a day, a month or a number alone: "Thursday" says not who. "US" and "WHO" are names."""
    said = _ALPHA.findall(answer)
    named = any(word.isupper() and word.lower() in STOP_WORDS for word in said)
    return bool(said) and not named and all(word.lower() in _NO_NAMES for word in said)


def timely(published: date | None, since: date, until: date) -> float:
    """1 inside the asked days, 0.5 a week away from them, 0.33 two weeks away; `_UNDATED` without a date."""
    if published is None:
        return _UNDATED
    gap = max((since - published).days, (published - until).days, 0)
    return 1 / (1 + gap / _WEEK)


def few(passages: int) -> float:
    """1 for at most 10 visible passages (a short article or two), 0.5 for 100, 0 for 1,000 and more."""
    return float(np.clip(1.5 - np.log10(max(passages, 1)) / 2, 0.0, 1.0))


def leads(spans: Sequence[SpanScore | None], texts: Sequence[str]) -> list[float]:
    """The feature "lead" of each span; `texts` are the spans' words."""
    best: dict[str, float] = {}
    for span, text in zip(spans, texts, strict=True):
        if span is not None:
            best[key(text)] = max(best.get(key(text), span.score), span.score)
    ranked = sorted(best.items(), key=lambda item: -item[1])[:2]
    return [_lead(span, key(text), ranked) for span, text in zip(spans, texts, strict=True)]


def _lead(span: SpanScore | None, text: str, ranked: Sequence[tuple[str, float]]) -> float:
    rival = next((score for other, score in ranked if other != text), None)
    if span is None:
        return 0.0
    return tenths(span.score - rival) if rival is not None else _UNRIVALLED


def tenths(score: float) -> float:
    """A difference of reader scores, on the scale of the other features."""
    return float(np.clip(score / 10, -_MARGIN, _MARGIN))


Vector = npt.NDArray[np.float64]


def _named(weights: Vector) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=True)}


def _vector(named: Mapping[str, Any]) -> Vector:
    return np.array([named[feature] for feature in NAMES], np.float64)


_BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Certainty:
    """A weight for each of `NAMES`, in order, and a bias: what speaks for a sentence, as log odds."""

    weights: Vector
    bias: float

    def logit(self, features: Vector) -> float:
        return self.bias + float(features @ self.weights)

    def as_data(self) -> dict[str, float]:
        """The data of the file that `load_calibration` reads."""
        return {**_named(self.weights), _BIAS: round(self.bias, 4)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Certainty:
        """The inverse of `as_data`."""
        return cls(_vector(data), float(data[_BIAS]))


@dataclass(frozen=True, slots=True)
class Weights:
    """`ranking` and `certainty` hold a weight for each of `NAMES`, in order. `among_few` is the certainty where only few
    passages are visible: the search says nothing there, and a word that no article has may just be another word."""

    ranking: Vector
    certainty: Certainty
    among_few: Certainty

    def score(self, features: Vector) -> float:
        """The score that ranks the sentences of one question; not comparable between questions."""
        return float(features @ self.ranking)

    def confidence(self, features: Vector, few: float = 0.0) -> float:
        """Probability that the sentence answers the question (logistic regression). `few` is the share of `among_few`."""
        logit = (1 - few) * self.certainty.logit(features) + few * self.among_few.logit(features)
        return float(1 / (1 + np.exp(-logit)))

    def as_data(self) -> dict[str, object]:
        """The data of the file that `load_calibration` reads."""

        return {
            "rank": _named(self.ranking),
            "confidence": self.certainty.as_data(),
            "confidence_among_few": self.among_few.as_data(),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Weights:
        """The inverse of `as_data`."""

        return cls(
            _vector(data["rank"]),
            Certainty.from_data(data["confidence"]),
            Certainty.from_data(data["confidence_among_few"]),
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """The weights by group of kinds (`group_of`).

    An answer with a confidence of at least `threshold` is given, with at least `sure` it is called sure, as the fit found
    on the development sets. The configured `answer.threshold` decides; a test compares its default with this one."""

    groups: Mapping[str, Weights]
    threshold: float
    sure: float

    def of(self, kind: Kind) -> Weights:
        """The weights for a kind of question."""
        return self.groups[group_of(kind)]

    def as_data(self) -> dict[str, object]:
        """The data of the file that `load_calibration` reads."""
        weights: dict[str, object] = {name: each.as_data() for name, each in self.groups.items()}
        return weights | {"threshold": self.threshold, "sure": self.sure}


FACTS, STORIES = GROUPS = ("facts", "stories")


def group_of(kind: Kind) -> str:
    """Kinds that are weighed alike: a story is told by the opening of an article, a fact stands anywhere."""
    return STORIES if kind in STORY_KINDS else FACTS


class Tier(StrEnum):
    """What reads the passages. Each has weights of its own, in the part of `calibration.json` of this name."""

    NONE = "without_reader"
    SMALL = "with_reader"
    """The packaged reader, and any other model."""
    LARGE = "with_large_reader"

    @classmethod
    def of(cls, reader: str) -> Tier:
        """That of the configured `reader.model`."""
        return {"": cls.NONE, LARGE_READER: cls.LARGE}.get(reader, cls.SMALL)


def load_calibration(tier: Tier) -> Calibration:
    """The shipped weights; those of the packaged reader for a larger one for which none were fitted."""
    data = json.loads(resources.files(__package__).joinpath("calibration.json").read_text(encoding="utf-8"))
    part = data.get(tier) or data[Tier.SMALL]
    groups = {name: Weights.from_data(part[name]) for name in GROUPS}
    return Calibration(groups, float(part["threshold"]), float(part["sure"]))
