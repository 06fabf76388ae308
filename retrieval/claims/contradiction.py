"""Finds the slot of a claim (a date, a number, a name) for which a sentence has another value.

First the words show which slot may differ. Then a reader is asked the slot's question about the sentence, and its answer
decides. "The bridge opened in 1990" has the slot "1990" with the question "The bridge opened in what year?".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ..answer.values import Amount, Moment, Relation, Value, compare
from ..dates.quotes import published_on
from ..outcomes import Difference
from ..types import Span
from .match import Claim, Match, Word, negations
from .stance import (
    COVERED_NEGATED,
    PRECISION,
    Evidence,
    ReaderSpan,
    ScoredMatch,
    are_alike,
    covered_without,
    find_opposite,
    has_names,
    is_no_name,
    is_only_hedged,
    marks_at,
    negations_near,
    relation,
)

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines


_PREPOSITION = re.compile(
    r"\b(?:on|in|at|by|since|during|around|about|before|after|until|from|of)\s+(?:the\s+)?$", re.IGNORECASE
)


class SlotKind(StrEnum):
    """The kind of value in a slot."""

    DATE = "date"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Slot:
    """A date, number or name of a claim (`span`), and the question that it answers. `value` is None for a name."""

    asked: SlotKind
    span: Span
    question: str
    value: Value | None = None


def slots(claim: Claim) -> list[Slot]:
    """A slot for each date and number, then one for each name, in order."""
    return [
        *(_value_slot(claim, value) for value in claim.values),
        *(
            Slot(
                SlotKind.NAME,
                span,
                _question(claim.text[: span.start], "what" if span.start else "who", claim.text[span.end :]),
            )
            for span in names(claim)
        ),
    ]


def _value_slot(claim: Claim, value: Value) -> Slot:
    before, after = claim.text[: value.span.start], claim.text[value.span.end :]
    if isinstance(value, Moment):
        only_year = value.year and not value.month
        lead = _PREPOSITION.search(before)
        asked = "in what year" if only_year else "when"
        return Slot(
            SlotKind.DATE,
            value.span,
            _question(before[: lead.start()] if lead else before, asked, after),
            value,
        )
    asked = "what percentage" if value.measure == "%" else "how much" if value.measure else "how many"
    return Slot(SlotKind.NUMBER, value.span, _question(before, asked, after), value)


def _question(before: str, asked: str, after: str) -> str:
    text = " ".join(f"{before} {asked} {after}".split()).rstrip(" .!")
    return f"{text[:1].upper()}{text[1:]}?"


def names(claim: Claim) -> list[Span]:
    """The names in the claim: words with a capital, joined over "of", "the" and the like."""
    runs: list[Span] = []
    for word in claim.words:
        if not word.exact or not word.text[0].isupper():
            continue
        end = word.start + len(word.text)
        if (
            runs
            and re.fullmatch(r"(?:[\s.’'-]|of|the|and|de|von|van|al)*", claim.text[runs[-1].end : word.start])
            and word.start - runs[-1].end <= 8
            and " and " not in claim.text[runs[-1].end : word.start]
        ):
            runs[-1] = Span(runs[-1].start, end)
        else:
            runs.append(Span(word.start, end))
    return runs


COVERED_BUT_ONE, COSINE_BUT_ONE = 0.7, 0.6
"""Share of a claim's words, and cosine, that a sentence needs to contradict the rest of it. Chosen by hand."""
SURE_SPAN = 1.0
"""The margin over "no answer" that the reader's value needs to contradict a claimed value. Nine in ten wrong years and
numbers of xquad_en_dev and squad2_dev have it."""
SURE_NAME = 3.0
"""The same for names, about which the reader is less reliable."""
_ONE_ONLY = re.compile(
    r"\b(?:first|last|only|won|wins?|winner|champions?|capital|founded|founder|invented|discovered|born|died|wrote|author|directed|composed"
    r"|married|president|prime\s+minister|ceo|king|queen|mayor|governor|chair(?:man|woman)?|elected|beat|defeated|developed|designed|created"
    r"|named|called|\w{3,}est|(?:the|most)\s+\w+\s+of)\b",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(r"\b(?:in|at)\s+(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class SuspectSlot:
    """A slot for which a unit may have another value. `quoted` are the unit's values that differ; none for a name."""

    slot: Slot
    quoted: tuple[Value, ...] = ()


def suspect_slot(claim: Claim, seen: ScoredMatch) -> SuspectSlot | None:
    """The slot for which the unit may have another value; None if there is none, or more than one."""
    match = seen.match
    if seen.cosine < COSINE_BUT_ONE or is_only_hedged(claim, match) or find_opposite(claim, match):
        return None
    if len(negations(claim.text)) != len(negations_near(match)) or not match.holds_context(claim):
        return None
    wrong = [value for value in claim.values if relation(value, match) is not Relation.SAME]
    if len(wrong) > 1:
        return None
    return _wrong_value(claim, match, wrong[0]) if wrong else _wrong_name(claim, match)


def _wrong_value(claim: Claim, match: Match, value: Value) -> SuspectSlot | None:
    published = published_on(match.unit.article, match.unit.span.start)
    taken = [other for other in claim.values if other is not value]
    quoted = tuple(
        other
        for other in match.values
        if compare(value, other, published) is Relation.DIFFERENT
        and not any(compare(each, other, published) is Relation.SAME for each in taken)
    )
    fits = has_names(claim, match) and match.covered >= COVERED_BUT_ONE
    if not quoted or not fits or relation(value, match) is not Relation.DIFFERENT:
        return None
    return SuspectSlot(next(slot for slot in slots(claim) if slot.value is value), quoted)


def _wrong_name(claim: Claim, match: Match) -> SuspectSlot | None:
    """The slot of a name that stands neither in the unit nor near it, if only one name can be right there."""
    away = [
        word
        for word, near in zip(claim.words, match.near, strict=True)
        if word.exact and not near and not is_no_name(word)
    ]
    named = [slot for slot in slots(claim) if slot.asked is SlotKind.NAME]
    gone = [slot for slot in named if any(_within(word, slot.span) for word in away)]
    if len(gone) != 1 or not all(_within(word, gone[0].span) for word in away):
        return None
    slot = gone[0]
    inside = [word for word in claim.words if _within(word, slot.span)]
    if any(match.places[claim.words.index(word)] >= 0 for word in inside) or len(inside) == len(claim.words):
        return None
    single = _ONE_ONLY.search(claim.text) or _PLACE_BEFORE.search(claim.text[: slot.span.start])
    if not single or covered_without(claim, match, inside) < COVERED_NEGATED:
        return None
    return SuspectSlot(slot)


def _within(word: Word, span: Span) -> bool:
    return span.start <= word.start < span.end


def contradiction_in_slot(
    claim: Claim, seen: ScoredMatch, suspect: SuspectSlot, reader_span: ReaderSpan | None, *, read: bool
) -> Evidence | None:
    """The contradiction that the reader's span confirms, or None. Without a reader, the unit's value contradicts only if it
    is the only one of its kind and counts the same thing."""
    match, slot = seen.match, suspect.slot
    if slot.value is None:
        return _other_name(claim, match, slot, reader_span) if reader_span else None
    if read:
        if reader_span is None or reader_span.margin < SURE_SPAN:
            return None
        there = [value for value in suspect.quoted if value.span.overlaps(reader_span.span)]
    else:
        there = list(suspect.quoted) if _stands_alone(slot.value, match) else []
    if len(there) != 1 or match.covered < COVERED_BUT_ONE:
        return None
    value = there[0]
    differs = Difference(_words(claim.text, slot.span), _words(match.unit.text, value.span))
    return Evidence(match, PRECISION["value"], (differs,), marks_at(match, [value.span]))


def _stands_alone(value: Value, match: Match) -> bool:
    alike = [other for other in match.values if are_alike(value, other)]
    counted = [
        other
        for other in alike
        if isinstance(other, Amount) and isinstance(value, Amount) and other.counted == value.counted
    ]
    return len(alike) == 1 and (isinstance(value, Moment) or len(counted) == 1)


def _other_name(claim: Claim, match: Match, slot: Slot, reader_span: ReaderSpan) -> Evidence | None:
    """The contradiction by another name in the slot, which must not stand elsewhere in the claim."""
    words = _words(match.unit.text, reader_span.span)
    if reader_span.margin < SURE_NAME or not re.match(r"(?:the\s+)?[A-Z]", words) or len(words.split()) > 6:
        return None
    if any(place >= 0 and reader_span.span.start <= place < reader_span.span.end for place in match.places):
        return None
    if not _ONE_ONLY.search(claim.text) and not _PLACE_BEFORE.search(
        match.unit.text[: reader_span.span.start]
    ):
        return None
    differs = Difference(_words(claim.text, slot.span), words)
    return Evidence(match, PRECISION["name"], (differs,), marks_at(match, [reader_span.span]))


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def ambiguous_slots(claim: Claim, match: Match) -> list[Slot]:
    """The slots for which the unit has more values of the kind than the claim: a reader must say which one is meant."""
    return [
        slot
        for slot in slots(claim)
        if slot.value
        and sum(are_alike(slot.value, value) for value in match.values) > _wanted(claim, slot.value)
    ]


def _wanted(claim: Claim, value: Value) -> int:
    return sum(are_alike(value, other) for other in claim.values)


def reader_agrees(slot: Slot, match: Match, reader_span: ReaderSpan | None) -> bool:
    """True if the reader's span holds the claimed value, or a unit's value that is the same counts the same thing."""
    published = published_on(match.unit.article, match.unit.span.start)
    same = [
        value
        for value in match.values
        if slot.value and compare(slot.value, value, published) is Relation.SAME
    ]
    counted = slot.value.counted if isinstance(slot.value, Amount) else ""
    if counted and any(isinstance(value, Amount) and value.counted == counted for value in same):
        return True
    return reader_span is not None and any(value.span.overlaps(reader_span.span) for value in same)
