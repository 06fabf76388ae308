"""Decides from the words whether a sentence supports or contradicts a claim.

Precision comes first: what is not sure is "not found". Three rules:
- "The bridge may open in May" does not support "The bridge opens in May": a hedged sentence supports no plain claim.
- Another name contradicts only if one name can be right: "Berg won" contradicts "Diaz won", but "Berg spoke" does not
  contradict "Diaz spoke".
- If some articles support a claim and others contradict it, it is supported; the dates of the quotes show why.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..answer.compared.counting import is_left_behind
from ..answer.values import Amount, Moment, Relation, Value, compare
from ..dates.quotes import published_on
from ..english import OPPOSITES, ORDINALS
from ..outcomes import Difference
from ..types import Span
from .match import REACH, Claim, Match, Word, is_hedged, negations

SUPPORT_WEIGHTS = {"covered": 4.5, "cosine": 10.1, "names_nearby": -1.8}
SUPPORT_BIAS = -10.7
"""Fitted by logistic regression on the 258 claims made from quotesum_dev, clapnq_dev, timeqa_dev and squad2_dev
(`retrieval.evaluation.claims`) that have a sentence which passes every rule of `support`."""
SUPPORTED_FROM = 0.7
"""A claim with at least this confidence is called supported. On those claims this has a precision of 0.97 and, among the
supported claims that pass the rules, a recall of 0.94."""
COVERED_NEGATED, COSINE_NEGATED = 0.8, 0.7
"""Share of a claim's words, and cosine, that a sentence needs to contradict it by a negation or an opposite. Chosen by
hand, so that no claim of quotesum_dev and clapnq_dev is contradicted wrongly."""
MOST_NAMES = 0.34
"""Share of a claim's exact words that may stand in the passage or title only, for a sentence that supports it."""
PRECISION = {"value": 0.93, "name": 0.85, "denial": 0.93, "opposite": 0.92}
"""The confidence of each kind of contradiction: a little below its precision on quotesum_dev, clapnq_dev and
squad2_dev. It is chosen by hand, not fitted."""

_WINS = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!being )\b(?:wins?|won|winners?|beats?|defeat(?:s|ed)|champions?|victory)\b",
    re.IGNORECASE,
)
_BEATS = re.compile(
    r"\b(?:beats?|beaten|beating|defeat(?:s|ed|ing)|eliminat(?:es|ed|ing)|over|against|past|upset|knock(?:s|ed|ing)\s{1,3}out)\s{1,3}"
    r"(?:[^\s.;,]{1,30}\s{1,3}){0,4}$",
    re.IGNORECASE,
)
"""Before the one who lost."""
_LOSES = re.compile(
    r"(?:[^\s.;,]{1,30}\s{1,3}){0,4}?(?:lost|los(?:es|ing)|fell|(?:was|were|been|being)\s{1,3}(?:beaten|defeated|eliminated|knocked\s{1,3}out))\b",
    re.IGNORECASE,
)
"""From the one who lost on."""
_BY_SOMEBODY = re.compile(r"\bby\s+(?:the\s+)?[A-Z]")


@dataclass(frozen=True, slots=True)
class ScoredMatch:
    """A match with its cosine: the highest of the unit's and its clause's, with the claim and the claim without
    negation."""

    match: Match
    cosine: float


@dataclass(frozen=True, slots=True)
class ReaderSpan:
    """The reader's answer to the question of a slot; offsets into the unit's text. `margin` is over "no answer"."""

    span: Span
    margin: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A unit that supports or contradicts a claim. `differs` is empty if it supports; `marks` are the deciding words, as
    offsets into the article's text."""

    match: Match
    confidence: float
    differs: tuple[Difference, ...] = ()
    marks: tuple[Span, ...] = ()


def relation(claimed: Value, match: Match) -> Relation:
    """SAME if any value of the unit is the claimed one, else DIFFERENT if any differs, else UNSURE. "From six years to
    four" says four."""
    published = published_on(match.unit.article, match.unit.span.start)
    now = (value for value in match.values if not is_left_behind(match.unit.text, value.span))
    found = {compare(claimed, value, published) for value in now}
    return next((each for each in (Relation.SAME, Relation.DIFFERENT) if each in found), Relation.UNSURE)


def support(claim: Claim, seen: ScoredMatch) -> Evidence | None:
    """The unit as support of the claim, with any confidence; None if a rule forbids it."""
    match = seen.match
    if not has_names(claim, match) or is_only_hedged(claim, match) or find_opposite(claim, match):
        return None
    if _has_swapped_names(claim, match) or _lost_instead(claim, match):
        return None
    if any(relation(value, match) is not Relation.SAME for value in claim.values):
        return None
    if len(negations(claim.text)) != len(negations_near(match)):
        return None
    parts = {
        "covered": match.covered,
        "cosine": seen.cosine,
        "names_nearby": _names_nearby(claim, match),
    }
    score = SUPPORT_BIAS + sum(SUPPORT_WEIGHTS[name] * value for name, value in parts.items())
    return Evidence(match, 1 / (1 + math.exp(-score)), marks=_agreeing(claim, match))


def has_names(claim: Claim, match: Match) -> bool:
    """True if the unit holds most names of the claim, the passage or title the other ones and those of the statement
    before, and the unit all ordinals and words with digits."""
    exact = [(word, place) for word, place in zip(claim.words, match.places, strict=True) if word.exact]
    if not has_names_near(claim, match):
        return False
    if any(place < 0 and is_no_name(word) for word, place in exact):
        return False
    beside = sum(place < 0 for _, place in exact)
    return (not exact or beside <= max(1, MOST_NAMES * len(exact))) and match.holds_context(claim)


def has_names_near(claim: Claim, match: Match) -> bool:
    """True if the passage or title holds all names of the claim."""
    return all(near for word, near in zip(claim.words, match.near, strict=True) if word.exact)


def is_no_name(word: Word) -> bool:
    return word.text.lower() in ORDINALS or any(char.isdigit() for char in word.text)


def _names_nearby(claim: Claim, match: Match) -> float:
    """Share of the claim's exact words that only the passage or title holds."""
    exact = [place for word, place in zip(claim.words, match.places, strict=True) if word.exact]
    return sum(place < 0 for place in exact) / len(exact) if exact else 0.0


def is_only_hedged(claim: Claim, match: Match) -> bool:
    """True if the unit is hedged near the claim's words, and the claim is not."""
    first, last = match.about
    return is_hedged(match.unit.text[first:last]) and not is_hedged(claim.text)


def negations_near(match: Match) -> list[int]:
    """The offsets of negations near the claim's words in the unit."""
    first, last = match.about
    return [place for place in negations(match.unit.text) if first <= place <= last]


def _has_swapped_names(claim: Claim, match: Match) -> bool:
    """True if two names have changed places around a word, and no passive explains it.

    "Japan sued China" and "China sued Japan": True. "China was sued by Japan": False.
    """
    if (_BY_SOMEBODY.search(claim.text) is None) != (_BY_SOMEBODY.search(match.unit.text) is None):
        return False
    found = [(word, place) for word, place in zip(claim.words, match.places, strict=True) if place >= 0]
    for first, (one, here) in enumerate(found):
        for last, (other, there) in enumerate(found[first + 1 :], start=first + 1):
            if not (one.exact and other.exact and there < here):
                continue
            between = (place for word, place in found[first + 1 : last] if not word.exact)
            if any(there < place < here for place in between):
                return True
    return False


def _lost_instead(claim: Claim, match: Match) -> bool:
    """True if the claim has somebody win whom the unit has lose: "The Foxes won the cup" beside "the Owls beat the Foxes"
    or "the Foxes lost the final"."""
    wins = _WINS.search(claim.text)
    if wins is None:
        return False
    text = match.unit.text
    found = zip(claim.words, match.places, strict=True)
    winner = next((place for word, place in found if word.exact and word.start < wins.start()), -1)
    return winner >= 0 and bool(_BEATS.search(text[:winner]) or _LOSES.match(text, winner))


def _agreeing(claim: Claim, match: Match) -> tuple[Span, ...]:
    published = published_on(match.unit.article, match.unit.span.start)
    return marks_at(
        match,
        [
            value.span
            for value in match.values
            if any(compare(each, value, published) is Relation.SAME for each in claim.values)
        ],
    )


def marks_at(match: Match, spans: Sequence[Span]) -> tuple[Span, ...]:
    start = match.unit.span.start
    return tuple(Span(start + span.start, start + span.end) for span in spans)


def find_opposite(claim: Claim, match: Match) -> tuple[Word, str, int] | None:
    """A word of the claim whose opposite stands in the unit instead: (word, opposite, offset of the opposite)."""
    said = {word.text.lower() for word in claim.words}
    text = match.unit.text
    for word, place in zip(claim.words, match.places, strict=True):
        if place >= 0 or not (
            others := OPPOSITES.get(word.key if " " in word.text else word.text.lower(), frozenset()) - said
        ):
            continue
        found = re.search(rf"\b(?:{'|'.join(sorted(others, key=len, reverse=True))})\b", text, re.IGNORECASE)
        if found:
            return word, found.group(), found.start()
    return None


def contradiction_in_words(claim: Claim, seen: ScoredMatch) -> Evidence | None:
    """The contradiction if only one of unit and claim has a negation, or the unit has an opposite of a word; else
    None."""
    match = seen.match
    if seen.cosine < COSINE_NEGATED or not has_names(claim, match) or _names_nearby(claim, match):
        return None
    if is_only_hedged(claim, match) or any(
        relation(value, match) is not Relation.SAME for value in claim.values
    ):
        return None
    turned = find_opposite(claim, match)
    mine, theirs = negations(claim.text), negations_near(match)
    differs = len(mine) != len(theirs)
    if turned and not differs:
        word, other, place = turned
        if covered_without(claim, match, [word]) < COVERED_NEGATED:
            return None
        marks = marks_at(match, [Span(place, place + len(other))])
        return Evidence(match, PRECISION["opposite"], (Difference(word.text, other),), marks)
    if turned or not differs or match.covered < COVERED_NEGATED or len(mine) + len(theirs) > 1:
        return None
    if not mine and not any(theirs[0] < place <= theirs[0] + REACH for place in match.places):
        return None  # no word of the claim follows the negation closely
    said = _word_at(claim.text, mine[0]) if mine else ""
    quoted = _word_at(match.unit.text, theirs[0]) if theirs else ""
    marks = marks_at(match, [Span(theirs[0], theirs[0] + len(quoted))]) if theirs else ()
    return Evidence(match, PRECISION["denial"], (Difference(said, quoted),), marks)


def _word_at(text: str, place: int) -> str:
    found = re.compile(r"[\w’']+").match(text, place)
    return found.group() if found else ""


def covered_without(claim: Claim, match: Match, left_out: Sequence[Word]) -> float:
    """Share of the claim's words that the unit holds, by weight, without `left_out`."""
    kept = [
        (weight, place)
        for word, weight, place in zip(claim.words, match.weights, match.places, strict=True)
        if word not in left_out
    ]
    total = sum(weight for weight, _ in kept)
    return sum(weight for weight, place in kept if place >= 0) / total if total else 0.0


def are_alike(one: Value, other: Value) -> bool:
    if isinstance(one, Amount) and isinstance(other, Amount):
        return one.measure == other.measure
    return isinstance(one, Moment) and isinstance(other, Moment)
