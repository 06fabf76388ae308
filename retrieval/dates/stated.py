"""Dates as feeds and pages write them, to ISO 8601 with the zone as stated. Pure; less than a day is None."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone

_LONGEST = 100
"""Characters; nothing longer is a date."""
_MONTH_STEMS = (
    "jan ene gen", "feb fev", "mar maa mrt mrz", "apr avr abr", "may mai mag mei maj", "jun juin giu",
    "jul juil lug", "aug ago aou", "sep set", "oct okt ott out", "nov", "dec dez dic",
)  # fmt: skip
"""How months begin in English, German, Dutch, French, Italian, Portuguese and Spanish, without accents."""
_MONTHS = {stem: number for number, stems in enumerate(_MONTH_STEMS, start=1) for stem in stems.split()}
_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2,
    "eet": 2, "eest": 3, "msk": 3, "pkt": 5, "sgt": 8, "hkt": 8, "awst": 8, "jst": 9, "kst": 9, "aest": 10,
    "aedt": 11, "nzst": 12, "nzdt": 13, "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7,
    "pdt": -7, "pst": -8, "akdt": -8, "akst": -9, "hst": -10,
}  # fmt: skip
"""Hours from UTC: the names of RFC 822 and those that mean one zone wherever they stand in a feed. Others (IST) are
unknown: the time is then without a zone."""
_UNSET = frozenset(
    map(
        date.fromisoformat,
        "1600-12-31 1601-01-01 1899-12-30 1899-12-31 1900-01-01 1969-12-31 1970-01-01".split(),
    )
)
"""What clocks and databases say when nobody has set them, in any zone."""
_UNSET_INSTANTS = frozenset(
    map(
        datetime.fromisoformat,
        "1753-01-01 1904-01-01 1980-01-01 1999-11-30 2000-01-01 2001-01-01 2038-01-19T03:14:07".split(),
    )
)
"""The same for days on which something may well have been published, to the second, in UTC or without a zone."""
_YEARS = range(1000, 2100)
_AHEAD = timedelta(days=366)
"""A year's programme may be dated ahead; nothing is published later than that."""
_EPOCH_YEARS = range(1990, 2101)

_ISO = re.compile(
    r"""(?P<year>\d{4})(?P<dash>[-/]?)(?=\d{4}|\d{1,2}[-/])(?P<month>\d{1,2})(?P=dash)(?P<day>\d{1,2})
    (?: [T ,_]+ (?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)? (?P<rest>.*) )?""",
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = re.compile(
    r"""^(?:(?P<d1>\d{1,2})(?:st|nd|rd|th|er|[.º°])?[\s-]+(?P<m1>[^\W\d_]{3,})\.?,?[\s-]+(?P<y1>\d{4}|\d\d\d?(?!\d|:))
    | (?P<m2>[^\W\d_]{3,})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<y2>\d{4})(?!\d|:))?)(?P<rest>.*)$""",
    re.VERBOSE | re.IGNORECASE,
)
_EAST_ASIAN = re.compile(r"^(?P<year>\d{4})\s*[年년]\s*(?P<month>\d\d?)\s*[月월]\s*(?P<day>\d\d?)\s*[日일]")
_TIME = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_DAY_NAME = re.compile(r"^[^\W\d_]{2,12}\.?(?:,\s*|\s+(?=\d|[^\W\d_]{3,}\.?\s+\d))")
_OFFSET = re.compile(r"(?:\b(?:UTC|GMT)\s*)?(?P<sign>[+\-−])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?(?!\d)")


def moment(stated: str | None) -> str | None:
    """A day ("2024-03-01") or an instant ("2024-03-01T10:00:00-05:00", without a zone if none is stated or known). What
    stands where nobody has set a date is none.

    The name of the day is not looked at. Two digits of a year are read as RFC 5322 says: 49 is 2049, 50 is 1950.
    """
    found = _read(stated)
    return None if found is None or is_unset(found) else found


def says_unset(stated: str | None) -> bool:
    """True for a date as a feed or a page writes it, of the kind that stands where nobody has set one."""
    found = _read(stated)
    return found is not None and is_unset(found)


def _read(stated: str | None) -> str | None:
    text = " ".join((stated or "")[: 10 * _LONGEST].split())
    if not text or len(text) > _LONGEST:
        return None
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        return _of_epoch(int(text[:10]))
    if match := _ISO.match(text):
        day = _day(match["year"], int(match["month"]), match["day"])
        return _joined(day, match, match["rest"] or "") if _is_whole(match, text) else None
    if match := _EAST_ASIAN.match(text):
        return _joined(_day(match["year"], int(match["month"]), match["day"]), None, "")
    for words in (
        _DAY_NAME.sub("", text, count=1),
        text,
    ):  # first without: "mar 5 avril" is a Tuesday in April
        if match := _WORDS.match(words):
            return _of_words(match)
    return None


def is_unset(iso: str) -> bool:
    """True for a day or an instant in ISO 8601 that stands where nobody has stated one, and for what is no day."""
    try:
        value = datetime.fromisoformat(iso)
    except ValueError:
        return True
    if value.year not in _YEARS or value.date() in _UNSET:
        return True
    naive = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    return len(iso) > len("2000-01-01") and not _UNSET_INSTANTS.isdisjoint(
        (naive, value.replace(tzinfo=None))
    )


def believed(iso: str | None, today: date) -> str | None:
    """`iso` unless it is unset or lies in a future that nobody can know."""
    if iso is None or is_unset(iso):
        return None
    return iso if date.fromisoformat(iso[:10]) <= today + _AHEAD else None


def instant(stated: str | None) -> datetime | None:
    """For putting `moment`'s values in order: a day is its midnight, a time without a zone counts as UTC."""
    if stated is None:
        return None
    value = datetime.fromisoformat(stated)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _is_whole(match: re.Match[str], text: str) -> bool:
    """False for a longer number or word that only begins like a date; XML Schema's days may end in a zone."""
    after = text[match.end() :]
    return bool(match["hour"]) or after in ("Z", "z") or not after[:1].isalnum()


def _of_words(match: re.Match[str]) -> str | None:
    rest = match["rest"]
    year = match["y1"] or match["y2"]
    if year is None:  # "Fri Mar 1 10:00:00 EST 2024"
        last = re.search(r"(?<!\d)(\d{4})\s*$", rest)
        if last is None:
            return None
        year, rest = last[1], rest[: last.start()]
    day = _day(_full_year(year), _month(match["m1"] or match["m2"]), match["d1"] or match["d2"])
    clock = _TIME.search(rest)
    return _joined(day, clock, rest[clock.end() :] if clock else "")


def _of_epoch(seconds: int) -> str | None:
    """Seconds since 1970, which are UTC by definition."""
    try:
        value = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return value.isoformat() if value.year in _EPOCH_YEARS else None


def _full_year(year: str) -> str:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 50 else 1900
    elif len(year) == 3:
        number += 1900
    return str(number)


def _month(name: str) -> int:
    """0 for a word that is no month."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return _MONTHS.get(plain[:4]) or _MONTHS.get(plain[:3], 0)


def _day(year: str, month: int, day: str) -> date | None:
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _joined(day: date | None, clock: re.Match[str] | None, zone: str) -> str | None:
    """The day with its time; the day alone where there is no time or an impossible one."""
    at = _clock(clock) if clock else None
    if day is None or at is None:
        return day.isoformat() if day else None
    return datetime.combine(day, at, _zone(zone)).isoformat()


def _clock(match: re.Match[str]) -> time | None:
    if match["hour"] is None:
        return None
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    half = (match.groupdict().get("half") or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return time(hour, minute, min(second, 59))  # a leap second is the one before
    except ValueError:
        return None


def _zone(text: str) -> timezone | None:
    """The first zone in what follows the time."""
    if (match := _OFFSET.search(text)) is not None:
        hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
        if hours > 14 or minutes > 59:
            return None
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(offset if match["sign"] == "+" else -offset)
    name = re.search(r"[a-z]+", text, re.IGNORECASE)
    hours_from_utc = _ZONES.get(name[0].lower()) if name else None
    return None if hours_from_utc is None else timezone(timedelta(hours=hours_from_utc))
