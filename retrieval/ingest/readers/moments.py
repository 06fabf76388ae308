"""Dates as pages state them, in ISO 8601; None where less than a day is said or no day can be meant. Pure: `today`, which
rules out the future, is an argument and never becomes a date itself."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from ..moments import moment as stated_moment
from ..stated_days import stated_day, valid_day

_OLDEST = date(1700, 1, 1)
"""Newspapers' archives go back so far; an earlier day is a broken field."""
_AHEAD = timedelta(days=1)
"""It is tomorrow already somewhere on earth."""
_NUMERIC = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?:[ ,T].{0,20})?")


def moment(stated: object, today: date, language: str = "en") -> str | None:
    """An instant, with its zone if one is stated, or a day. Of a day in two numbers English does not say which is the
    month; in other languages it is the second."""
    text = " ".join(str(stated).split())[:80] if isinstance(stated, str | int) else ""
    if not text:
        return None
    found = stated_moment(text) or stated_day(text) or _numeric(text, language)
    return found if found and is_possible(found, today) else None


def is_possible(iso: str, today: date) -> bool:
    """True for a day on which something can have been published."""
    try:
        return _OLDEST <= date.fromisoformat(iso[:10]) <= today + _AHEAD
    except ValueError:
        return False


def _numeric(text: str, language: str) -> str | None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[2]), match[3]
    if first <= 12 and second <= 12 and first != second and language == "en":
        return None
    day, month = (second, first) if second > 12 else (first, second)
    return valid_day(f"{year}-{month:02d}-{day:02d}")


def same_instant(one: str, other: str) -> bool:
    """True where both say the same; times without a zone are compared as they stand."""
    if len(one) == 10 or len(other) == 10:
        return one[:10] == other[:10]
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if (first.tzinfo is None) != (second.tzinfo is None):
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return first == second
