"""Dates as pages state them, in ISO 8601; None where less than a day is said or no day can be meant. Pure: `today`, which
rules out the future, is an argument and never becomes a date itself."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from ..stated_days import stated_day, valid_day

_OLDEST = date(1700, 1, 1)
"""Newspapers' archives go back so far; an earlier day is a broken field."""
_AHEAD = timedelta(days=1)
"""It is tomorrow already somewhere on earth."""
_ISO = re.compile(
    r"(?P<day>\d{4}[-/]\d\d?[-/]\d\d?)"
    r"(?:(?:T|\s+|\s+at\s+)(?P<time>\d\d?:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?(?:\[[\w/]+\])?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"((?:1[789]|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?")
_NUMERIC = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?:[ ,T].{0,20})?")
_EPOCH = re.compile(r"([0-9]{9,10})(?:[0-9]{3})?")


def moment(stated: object, today: date, language: str = "en") -> str | None:
    """An instant, with its zone if one is stated, or a day. Of a day in two numbers English does not say which is the
    month; in other languages it is the second."""
    text = " ".join(str(stated).split())[:80] if isinstance(stated, str | int) else ""
    if not text:
        return None
    found = _iso(text) or _rfc(text) or stated_day(text) or _numeric(text, language) or _epoch(text)
    return found if found and is_possible(found, today) else None


def is_possible(iso: str, today: date) -> bool:
    """True for a day on which something can have been published."""
    try:
        return _OLDEST <= date.fromisoformat(iso[:10]) <= today + _AHEAD
    except ValueError:
        return False


def _iso(text: str) -> str | None:
    if compact := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = compact.groups()
        text = f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else "")
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = re.split(r"[-/]", match["day"])
    iso_day = f"{year}-{int(month):02d}-{int(day):02d}"
    zone = (match["zone"] or "").upper()
    zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
    try:
        if match["time"] is None:
            return date.fromisoformat(iso_day).isoformat()
        return datetime.fromisoformat(f"{iso_day}T{match['time'].zfill(5)}{zone}").isoformat()
    except ValueError:
        return None


def _rfc(text: str) -> str | None:
    """ "Fri, 01 Mar 2024 10:00:00 GMT", as mail and feeds write it."""
    if not re.search(r"\d\d?:\d\d", text) or not re.match(r"(?:[A-Za-z]{3},\s)?\d", text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _numeric(text: str, language: str) -> str | None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[2]), match[3]
    if first <= 12 and second <= 12 and first != second and language == "en":
        return None
    day, month = (second, first) if second > 12 else (first, second)
    return valid_day(f"{year}-{month:02d}-{day:02d}")


def _epoch(text: str) -> str | None:
    """Seconds, or milliseconds, since 1970."""
    match = _EPOCH.fullmatch(text)
    return datetime.fromtimestamp(int(match[1]), UTC).isoformat() if match else None


def same_instant(one: str, other: str) -> bool:
    """True where both say the same; times without a zone are compared as they stand."""
    if len(one) == 10 or len(other) == 10:
        return one[:10] == other[:10]
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if (first.tzinfo is None) != (second.tzinfo is None):
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return first == second
