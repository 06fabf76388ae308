"""Whether a sentence bears a claim out or says otherwise, as far as words tell. Pure.

Precision first: what is not sure is "not found". Three rules worth knowing: a sentence that only says that something may
be, is planned or is claimed does not bear out a plain claim; another name in the place of a claimed one contradicts only
where there can be but one (a winner, a capital, where it was signed); where some articles bear a claim out and others say
otherwise, it is borne out, and the quotes show when.
"""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..types import Difference, Span
from .claims import REACH, Claim, Match, Word
from .slots import Asked, Slot, slots
from .values import Amount, Moment, Relation, Value, compare
from .wording import OPPOSITES, ORDINALS, denials, leaves_open

SUPPORT_WEIGHTS = {"covered": 8.0, "cosine": 6.0, "order": 1.0, "apart": -3.0}
SUPPORT_BIAS = -9.6
SUPPORTED_FROM = 0.7
"""Confidence from which a claim is called supported."""
COVERED_BUT_ONE, COSINE_BUT_ONE = 0.7, 0.6
"""Share of a claim's words, and similarity, that a sentence needs to say otherwise about the rest."""
COVERED_DENIED, COSINE_DENIED = 0.8, 0.7
"""The same where only yes or no differs: there is no value in it that shows what is meant."""
SURE_SPAN = 1.0
"""By so much the reader must prefer a value to "no answer" before it contradicts one; `SURE_NAME` likewise."""
SURE_NAME = 3.0
MOST_NAMES = 0.34
"""Share of a claim's names and such that may stand beside a supporting sentence (in its passage or title)."""
PRECISION = {"value": 0.93, "name": 0.85, "denial": 0.93, "opposite": 0.92}
"""How often each way of saying otherwise was right on the sets it was tuned on: the confidence of such a finding."""

_ONE_ONLY = re.compile(
    r"\b(?:first|last|only|won|wins?|winner|champions?|capital|founded|founder|invented|discovered|born|died|wrote|author|directed|composed"
    r"|married|president|prime\s+minister|ceo|king|queen|mayor|governor|chair(?:man|woman)?|elected|beat|defeated|developed|designed|created"
    r"|named|called|\w{3,}est|(?:the|most)\s+\w+\s+of)\b",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(r"\b(?:in|at)\s+(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class Seen:
    """A match with its similarity to the claim: that of the unit or of its clause, to the claim or to its contrary."""

    match: Match
    cosine: float


@dataclass(frozen=True, slots=True)
class Spoken:
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


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A slot whose place in a unit may hold something else. `quoted` are the values there that differ; none for a name."""

    slot: Slot
    quoted: tuple[Value, ...] = ()


def relation(claimed: Value, match: Match) -> Relation:
    """What the unit's values say to a claimed one, at best."""
    published = match.unit.article.published_on
    found = {compare(claimed, value, published) for value in match.values}
    return next((each for each in (Relation.SAME, Relation.DIFFERENT) if each in found), Relation.UNSURE)


def support(claim: Claim, seen: Seen) -> Evidence | None:
    """The unit as support, whatever its confidence; None where something speaks against it."""
    match = seen.match
    if not _names_are_there(claim, match) or _open(claim, match) or opposite(claim, match):
        return None
    if _turned_round(claim, match):
        return None
    if any(relation(value, match) is not Relation.SAME for value in claim.values):
        return None
    if len(denials(claim.text)) % 2 != len(_denials_here(match)) % 2:
        return None
    parts = {
        "covered": match.covered,
        "cosine": seen.cosine,
        "order": match.order,
        "apart": _apart(claim, match),
    }
    score = SUPPORT_BIAS + sum(SUPPORT_WEIGHTS[name] * value for name, value in parts.items())
    return Evidence(match, 1 / (1 + math.exp(-score)), marks=_agreeing(claim, match))


def ambiguous(claim: Claim, match: Match) -> list[Slot]:
    """The slots whose value stands in the unit beside others of its kind: the reader must say which is meant."""
    return [
        slot
        for slot in slots(claim)
        if slot.value
        and sum(_alike(slot.value, value) for value in match.values) > _wanted(claim, slot.value)
    ]


def _wanted(claim: Claim, value: Value) -> int:
    return sum(_alike(value, other) for other in claim.values)


def agrees(slot: Slot, match: Match, spoken: Spoken | None) -> bool:
    """True where the reader's words for the slot hold the claimed value, or what is counted is the same."""
    published = match.unit.article.published_on
    same = [
        value
        for value in match.values
        if slot.value and compare(slot.value, value, published) is Relation.SAME
    ]
    counted = slot.value.counted if isinstance(slot.value, Amount) else ""
    if counted and any(isinstance(value, Amount) and value.counted == counted for value in same):
        return True
    return spoken is not None and any(_inside(value.span, spoken.span) for value in same)


def _names_are_there(claim: Claim, match: Match) -> bool:
    """Names in the unit, most of them, or beside it; ordinals and words with digits in the unit; and the names that the
    claim leans on beside it."""
    exact = [
        (word, place, near)
        for word, place, near in zip(claim.words, match.places, match.near, strict=True)
        if word.exact
    ]
    if any(not near for _, _, near in exact):
        return False
    if any(place < 0 and _is_no_name(word) for word, place, _ in exact):
        return False
    beside = sum(place < 0 for _, place, _ in exact)
    return (not exact or beside <= max(1, MOST_NAMES * len(exact))) and match.holds_context(claim)


def _is_no_name(word: Word) -> bool:
    return word.text.lower() in ORDINALS or any(char.isdigit() for char in word.text)


def _apart(claim: Claim, match: Match) -> float:
    """Share of the names that stand only beside the unit."""
    exact = [place for word, place in zip(claim.words, match.places, strict=True) if word.exact]
    return sum(place < 0 for place in exact) / len(exact) if exact else 0.0


def _open(claim: Claim, match: Match) -> bool:
    """True where the unit leaves open what the claim does not."""
    first, last = match.about
    return leaves_open(match.unit.text[first:last]) and not leaves_open(claim.text)


def _denials_here(match: Match) -> list[int]:
    """Places of denials among the words that match."""
    first, last = match.about
    return [place for place in denials(match.unit.text) if first <= place <= last]


def _turned_round(claim: Claim, match: Match) -> bool:
    """True where two names have changed places around the same word, and no passive explains it: who did it to whom?"""
    if (" by " in claim.text) != (" by " in match.unit.text):
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
    published = match.unit.article.published_on
    return _marks(
        match,
        [
            value.span
            for value in match.values
            if any(compare(each, value, published) is Relation.SAME for each in claim.values)
        ],
    )


def _marks(match: Match, spans: Sequence[Span]) -> tuple[Span, ...]:
    start = match.unit.span.start
    return tuple(Span(start + span.start, start + span.end) for span in spans)


def opposite(claim: Claim, match: Match) -> tuple[Word, str, int] | None:
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


def contradiction_in_words(claim: Claim, seen: Seen) -> Evidence | None:
    """The unit says no where the claim says yes, or the other way round, or has an opposite in a word's place."""
    match = seen.match
    if seen.cosine < COSINE_DENIED or not _names_are_there(claim, match) or _apart(claim, match):
        return None
    if _open(claim, match) or any(relation(value, match) is not Relation.SAME for value in claim.values):
        return None
    turned = opposite(claim, match)
    mine, theirs = denials(claim.text), _denials_here(match)
    differs = len(mine) % 2 != len(theirs) % 2
    if turned and not differs:
        word, other, place = turned
        if _covered_without(claim, match, [word]) < COVERED_DENIED:
            return None
        marks = _marks(match, [Span(place, place + len(other))])
        return Evidence(match, PRECISION["opposite"], (Difference(word.text, other),), marks)
    if turned or not differs or match.covered < COVERED_DENIED or len(mine) + len(theirs) > 1:
        return None
    if not mine and not _denies_a_match(match, theirs[0]):
        return None
    said = _word_at(claim.text, mine[0]) if mine else ""
    quoted = _word_at(match.unit.text, theirs[0]) if theirs else ""
    marks = _marks(match, [Span(theirs[0], theirs[0] + len(quoted))]) if theirs else ()
    return Evidence(match, PRECISION["denial"], (Difference(said, quoted),), marks)


def _denies_a_match(match: Match, denial: int) -> bool:
    """True where a matched word follows the denial closely."""
    return any(denial < place <= denial + REACH for place in match.places)


def _word_at(text: str, place: int) -> str:
    found = re.compile(r"[\w’']+").match(text, place)
    return found.group() if found else ""


def _covered_without(claim: Claim, match: Match, left_out: Sequence[Word]) -> float:
    """Share of the other words that stand in the unit, by weight."""
    kept = [
        (weight, place)
        for word, weight, place in zip(claim.words, match.weights, match.places, strict=True)
        if word not in left_out
    ]
    total = sum(weight for weight, _ in kept)
    return sum(weight for weight, place in kept if place >= 0) / total if total else 0.0


def suspicion(claim: Claim, seen: Seen) -> Suspicion | None:
    """The one slot of the claim in whose place the unit may have something else; None if it is none or several."""
    match = seen.match
    if seen.cosine < COSINE_BUT_ONE or _open(claim, match) or opposite(claim, match):
        return None
    if len(denials(claim.text)) % 2 != len(_denials_here(match)) % 2 or not match.holds_context(claim):
        return None
    wrong = [value for value in claim.values if relation(value, match) is not Relation.SAME]
    if len(wrong) > 1:
        return None
    return _wrong_value(claim, match, wrong[0]) if wrong else _wrong_name(claim, match)


def _wrong_value(claim: Claim, match: Match, value: Value) -> Suspicion | None:
    published = match.unit.article.published_on
    taken = [other for other in claim.values if other is not value]
    quoted = tuple(
        other
        for other in match.values
        if compare(value, other, published) is Relation.DIFFERENT
        and not any(compare(each, other, published) is Relation.SAME for each in taken)
    )
    fits = _names_are_there(claim, match) and match.covered >= COVERED_BUT_ONE
    if not quoted or not fits or relation(value, match) is not Relation.DIFFERENT:
        return None
    return Suspicion(next(slot for slot in slots(claim) if slot.value is value), quoted)


def _wrong_name(claim: Claim, match: Match) -> Suspicion | None:
    """One name of the claim that stands neither in the unit nor beside it, where there can be only one."""
    away = [
        word
        for word, near in zip(claim.words, match.near, strict=True)
        if word.exact and not near and not _is_no_name(word)
    ]
    named = [slot for slot in slots(claim) if slot.asked is Asked.NAME]
    gone = [slot for slot in named if any(_within(word, slot.span) for word in away)]
    if len(gone) != 1 or not all(_within(word, gone[0].span) for word in away):
        return None
    slot = gone[0]
    inside = [word for word in claim.words if _within(word, slot.span)]
    if any(match.places[claim.words.index(word)] >= 0 for word in inside) or len(inside) == len(claim.words):
        return None
    single = _ONE_ONLY.search(claim.text) or _PLACE_BEFORE.search(claim.text[: slot.span.start])
    if not single or _covered_without(claim, match, inside) < COVERED_DENIED:
        return None
    return Suspicion(slot)


def _within(word: Word, span: Span) -> bool:
    return span.start <= word.start < span.end


def contradiction_in_slot(
    claim: Claim, seen: Seen, suspected: Suspicion, spoken: Spoken | None, *, read: bool
) -> Evidence | None:
    """The suspicion held against what the reader sees there. Without a reader, only a lone value that counts the same
    thing contradicts."""
    match, slot = seen.match, suspected.slot
    if slot.value is None:
        return _other_name(claim, match, slot, spoken) if spoken else None
    if read:
        if spoken is None or spoken.margin < SURE_SPAN:
            return None
        there = [value for value in suspected.quoted if _inside(value.span, spoken.span)]
    else:
        there = list(suspected.quoted) if _stands_alone(slot.value, match) else []
    if len(there) != 1 or match.covered < COVERED_BUT_ONE:
        return None
    value = there[0]
    differs = Difference(_words(claim.text, slot.span), _words(match.unit.text, value.span))
    return Evidence(match, PRECISION["value"], (differs,), _marks(match, [value.span]))


def _stands_alone(value: Value, match: Match) -> bool:
    alike = [other for other in match.values if _alike(value, other)]
    counted = [
        other
        for other in alike
        if isinstance(other, Amount) and isinstance(value, Amount) and other.counted == value.counted
    ]
    return len(alike) == 1 and (isinstance(value, Moment) or len(counted) == 1)


def _other_name(claim: Claim, match: Match, slot: Slot, spoken: Spoken) -> Evidence | None:
    """Another name in the place of the claimed one, none that the claim has elsewhere."""
    words = _words(match.unit.text, spoken.span)
    if spoken.margin < SURE_NAME or not re.match(r"(?:the\s+)?[A-Z]", words) or len(words.split()) > 6:
        return None
    if any(place >= 0 and spoken.span.start <= place < spoken.span.end for place in match.places):
        return None
    if not _ONE_ONLY.search(claim.text) and not _PLACE_BEFORE.search(match.unit.text[: spoken.span.start]):
        return None
    differs = Difference(_words(claim.text, slot.span), words)
    return Evidence(match, PRECISION["name"], (differs,), _marks(match, [spoken.span]))


def _alike(one: Value, other: Value) -> bool:
    if isinstance(one, Amount) and isinstance(other, Amount):
        return one.measure == other.measure
    return isinstance(one, Moment) and isinstance(other, Moment)


def _inside(span: Span, outer: Span) -> bool:
    """True where they overlap."""
    return span.start < outer.end and outer.start < span.end


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]
