"""Dates as pages state them, in ISO 8601; None where less than a day is said or no day can be meant. Pure: `today`, which
rules out the future, is an argument and never becomes a date itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ...dates.pages import Numeric
from ...dates.stated import is_unset, says_unset
from ...dates.stated import moment as stated_moment
from ..stated_days import stated_day

_OLDEST = date(1700, 1, 1)
"""Newspapers' archives go back so far; an earlier day is a broken field."""
_AHEAD = timedelta(days=1)
"""It is tomorrow already somewhere on earth."""


def moment(stated: object, today: date, numeric: Numeric) -> str | None:
    """An instant, with its zone if one is stated, or a day; a day in numbers as `numeric` reads it."""
    text = " ".join(str(stated).split())[:80] if isinstance(stated, str | int) else ""
    if not text or says_unset(text):
        return None
    found = stated_moment(text) or numeric.day(text) or stated_day(text)
    return found if found and is_possible(found, today) else None


def is_possible(iso: str, today: date) -> bool:
    """True for a day on which something can have been published."""
    return not is_unset(iso) and _OLDEST <= date.fromisoformat(iso[:10]) <= today + _AHEAD


def same_instant(one: str, other: str) -> bool:
    """True where both say the same; times without a zone are compared as they stand."""
    if len(one) == 10 or len(other) == 10:
        return one[:10] == other[:10]
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if (first.tzinfo is None) != (second.tzinfo is None):
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return first == second
