"""Whether a sentence bears a claim out or says otherwise, as far as words tell. Pure.

Precision first: what is not sure is "not found". Three rules worth knowing: a sentence that only says that something may
be, is planned or is claimed does not bear out a plain claim; another name in the place of a claimed one contradicts only
where there can be but one (a winner, a capital, where it was signed); where some articles bear a claim out and others say
otherwise, it is borne out, and the quotes show when.
"""

# a pattern is easier to read whole than cut into lines
from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..dates.quotes import published_on
from ..english import OPPOSITES, ORDINALS
from ..types import Difference, Span
from .match import REACH, Claim, Match, Word, is_hedged, negations
from .values import Amount, Moment, Relation, Value, compare

SUPPORT_WEIGHTS = {"covered": 4.5, "cosine": 10.1, "names_nearby": -1.8}
SUPPORT_BIAS = -10.7
"""Logistic regression over the 258 claims made from quotesum_dev, clapnq_dev, timeqa_dev and squad2_dev
(`retrieval.evaluation.claims`) that have a sentence which passes every rule of `support`."""
SUPPORTED_FROM = 0.7
"""Confidence from which a claim is called supported: on those claims 0.97 of such calls are right, and 0.94 of what is
supported and passes the rules is called so."""
COVERED_NEGATED, COSINE_NEGATED = 0.8, 0.7
"""Share of a claim's words, and similarity, that a sentence needs to say otherwise where only yes or no differs, or one
word: there is no value in it that shows what is meant. By hand, so that no claim of quotesum_dev and clapnq_dev is
contradicted wrongly."""
MOST_NAMES = 0.34
"""Share of a claim's names and such that may stand beside a supporting sentence (in its passage or title)."""
PRECISION = {"value": 0.93, "name": 0.85, "denial": 0.93, "opposite": 0.92}
"""The confidence of each way of saying otherwise: by hand, a little below how often it was right on quotesum_dev,
clapnq_dev and squad2_dev. It is no fitted probability."""

_BY_SOMEBODY = re.compile(r"\bby\s+(?:the\s+)?[A-Z]")


@dataclass(frozen=True, slots=True)
class ScoredMatch:
    """A match with its similarity to the claim: that of the unit or of its clause, to the claim or to its contrary."""

    match: Match
    cosine: float


@dataclass(frozen=True, slots=True)
class ReaderSpan:
    """What the reader sees in a unit as the answer to a slot; offsets into the unit's text. `margin` over "no answer"."""

    span: Span
    margin: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A unit that speaks to a claim: how surely, what differs (nothing where it supports), and the words that say so, in
    the article's text."""

    match: Match
    confidence: float
    differs: tuple[Difference, ...] = ()
    marks: tuple[Span, ...] = ()


def relation(claimed: Value, match: Match) -> Relation:
    """What the unit's values say to a claimed one, at best."""
    published = published_on(match.unit.article, match.unit.span.start)
    found = {compare(claimed, value, published) for value in match.values}
    return next((each for each in (Relation.SAME, Relation.DIFFERENT) if each in found), Relation.UNSURE)


def support(claim: Claim, seen: ScoredMatch) -> Evidence | None:
    """The unit as support, whatever its confidence; None where something speaks against it."""
    match = seen.match
    if not has_names(claim, match) or is_only_hedged(claim, match) or find_opposite(claim, match):
        return None
    if _has_swapped_names(claim, match):
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
    """Names in the unit, most of them, or beside it; ordinals and words with digits in the unit; and the names that the
    claim leans on beside it."""
    exact = [
        (word, place, near)
        for word, place, near in zip(claim.words, match.places, match.near, strict=True)
        if word.exact
    ]
    if any(not near for _, _, near in exact):
        return False
    if any(place < 0 and is_no_name(word) for word, place, _ in exact):
        return False
    beside = sum(place < 0 for _, place, _ in exact)
    return (not exact or beside <= max(1, MOST_NAMES * len(exact))) and match.holds_context(claim)


def is_no_name(word: Word) -> bool:
    return word.text.lower() in ORDINALS or any(char.isdigit() for char in word.text)


def _names_nearby(claim: Claim, match: Match) -> float:
    """Share of the names that stand only beside the unit."""
    exact = [place for word, place in zip(claim.words, match.places, strict=True) if word.exact]
    return sum(place < 0 for place in exact) / len(exact) if exact else 0.0


def is_only_hedged(claim: Claim, match: Match) -> bool:
    """True where the unit leaves open what the claim does not."""
    first, last = match.about
    return is_hedged(match.unit.text[first:last]) and not is_hedged(claim.text)


def negations_near(match: Match) -> list[int]:
    """Places of denials among the words that match."""
    first, last = match.about
    return [place for place in negations(match.unit.text) if first <= place <= last]


def _has_swapped_names(claim: Claim, match: Match) -> bool:
    """True where two names have changed places around the same word, and no passive explains it: who did it to whom?"""
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
    """A word of the claim that is missing, and the opposite that stands in the unit: (word, opposite, its place)."""
    said = {word.text.lower() for word in claim.words}
    text = match.unit.text
    for word, place in zip(claim.words, match.places, strict=True):
        if place >= 0 or not (others := OPPOSITES.get(word.text.lower(), frozenset()) - said):
            continue
        found = re.search(rf"\b(?:{'|'.join(sorted(others, key=len, reverse=True))})\b", text, re.IGNORECASE)
        if found:
            return word, found.group(), found.start()
    return None


def contradiction_in_words(claim: Claim, seen: ScoredMatch) -> Evidence | None:
    """The unit says no where the claim says yes, or the other way round, or has an opposite in a word's place."""
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
    if not mine and not _negates_a_match(match, theirs[0]):
        return None
    said = _word_at(claim.text, mine[0]) if mine else ""
    quoted = _word_at(match.unit.text, theirs[0]) if theirs else ""
    marks = marks_at(match, [Span(theirs[0], theirs[0] + len(quoted))]) if theirs else ()
    return Evidence(match, PRECISION["denial"], (Difference(said, quoted),), marks)


def _negates_a_match(match: Match, denial: int) -> bool:
    """True where a matched word follows the denial closely."""
    return any(denial < place <= denial + REACH for place in match.places)


def _word_at(text: str, place: int) -> str:
    found = re.compile(r"[\w’']+").match(text, place)
    return found.group() if found else ""


def covered_without(claim: Claim, match: Match, left_out: Sequence[Word]) -> float:
    """Share of the other words that stand in the unit, by weight."""
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


def overlap(span: Span, outer: Span) -> bool:
    """True where they overlap."""
    return span.start < outer.end and outer.start < span.end
