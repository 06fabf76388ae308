"""How a quoted date or number stands to a claimed one: the same, another, or neither for sure. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

from ..claims.values import Amount, Bound, Moment, Value

_ABOUT = 0.1
"""How far "about" reaches, as a share."""
_NEAR_DAYS = 183
"""A date without a year is the one nearest to the article's own day: half a year off at most."""


class Relation(StrEnum):
    """What a quoted value says to a claimed one."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    """Wider, vaguer or of another kind: "over 300" neither bears out 350 nor denies it."""


def compare(claimed: Value, quoted: Value, published: date | None = None) -> Relation:
    """`published` is the quote's day: a date without a year is taken as the nearest one to it, to agree with and never to
    disagree with."""
    if isinstance(claimed, Moment) and isinstance(quoted, Moment):
        return _compare_moments(claimed, quoted, published)
    if isinstance(claimed, Amount) and isinstance(quoted, Amount) and claimed.measure == quoted.measure:
        return _compare_amounts(claimed, quoted)
    return Relation.UNSURE


def _compare_amounts(claimed: Amount, quoted: Amount) -> Relation:
    if claimed.value == quoted.value and claimed.bound is quoted.bound:
        return Relation.SAME
    (low, high), (least, most) = _range(claimed), _range(quoted)
    if low <= least and most <= high:
        return Relation.SAME
    return Relation.DIFFERENT if most < low or high < least else Relation.UNSURE


def _range(amount: Amount) -> tuple[float, float]:
    value = amount.value
    if amount.bound is Bound.ABOVE:
        return value, float("inf")
    if amount.bound is Bound.BELOW:
        return float("-inf"), value
    slack = amount.slack if amount.bound is Bound.EXACT else max(amount.slack, _ABOUT * abs(value))
    return value - slack, value + slack


def _compare_moments(claimed: Moment, quoted: Moment, published: date | None) -> Relation:
    if claimed.bound is not quoted.bound:
        return Relation.UNSURE
    relation = _compare_parts(claimed, quoted)
    if relation is Relation.UNSURE and published and quoted.year is None and quoted.month:
        filled = _compare_parts(claimed, _nearest(quoted, published))
        return Relation.SAME if filled is Relation.SAME else Relation.UNSURE
    return relation


def _compare_parts(claimed: Moment, quoted: Moment) -> Relation:
    pairs = [
        (mine, theirs)
        for mine, theirs in zip(_parts(claimed), _parts(quoted), strict=True)
        if mine is not None
    ]
    if any(theirs is not None and mine != theirs for mine, theirs in pairs):
        return Relation.DIFFERENT
    return Relation.SAME if all(mine == theirs for mine, theirs in pairs) else Relation.UNSURE


def _parts(moment: Moment) -> tuple[int | None, ...]:
    weekday = moment.weekday
    if weekday is None and moment.year and moment.month and moment.day:
        try:
            weekday = date(moment.year, moment.month, moment.day).weekday()
        except ValueError:  # 30 February
            weekday = None
    return moment.year, moment.month, moment.day, weekday


def _nearest(moment: Moment, published: date) -> Moment:
    """The date with the year that brings it nearest to `published`."""

    def distance(year: int) -> int:
        first = 12 * (year - published.year) + (moment.month or 1) - published.month
        return abs(30 * first + (moment.day or 15) - published.day)

    year = min((published.year - 1, published.year, published.year + 1), key=distance)
    return replace(moment, year=year) if distance(year) <= _NEAR_DAYS else moment
