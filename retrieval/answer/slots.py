"""A claim turned into questions: each date, number and name of it asked for, so that a reader can say what stands there."""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ..claims.match import Claim
from ..claims.values import Amount, Moment, Value
from ..types import Span

_PREPOSITION = re.compile(
    r"\b(?:on|in|at|by|since|during|around|about|before|after|until|from|of)\s+(?:the\s+)?$", re.IGNORECASE
)


class Asked(StrEnum):
    """What a slot holds."""

    DATE = "date"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece of a claim and the question that it answers. `value` is None for a name."""

    asked: Asked
    span: Span
    question: str
    value: Value | None = None


def slots(claim: Claim) -> list[Slot]:
    """One for each date and number, then one for each name, in order."""
    return [
        *(_value_slot(claim, value) for value in claim.values),
        *(_name_slot(claim, span) for span in names(claim)),
    ]


def _value_slot(claim: Claim, value: Value) -> Slot:
    before, after = claim.text[: value.span.start], claim.text[value.span.end :]
    if isinstance(value, Moment):
        only_year = value.year and not value.month
        lead = _PREPOSITION.search(before)
        asked = "in what year" if only_year else "when"
        return Slot(
            Asked.DATE, value.span, _question(before[: lead.start()] if lead else before, asked, after), value
        )
    return Slot(Asked.NUMBER, value.span, _question(before, _how(value), after), value)


def _how(value: Amount) -> str:
    if value.measure == "%":
        return "what percentage"
    return "how much" if value.measure else "how many"


def _name_slot(claim: Claim, span: Span) -> Slot:
    before, after = claim.text[: span.start], claim.text[span.end :]
    return Slot(Asked.NAME, span, _question(before, "what" if before else "who", after))


def _question(before: str, asked: str, after: str) -> str:
    text = " ".join(f"{before} {asked} {after}".split()).rstrip(" .!")
    return f"{text[:1].upper()}{text[1:]}?"


def names(claim: Claim) -> list[Span]:
    """Runs of words that are names."""
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
