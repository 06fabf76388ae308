"""Dates as feeds and pages state them, as ISO 8601; None where less than a day is stated or no day can be meant. Pure:
`today`, which rules out the future, is an argument.

- `iso_date` reads a field that holds a date: "Fri, 1 Mar 2024 10:00 EST", "ven. 15 févr. 2024", "2024年3月1日".
- `stated_day` reads a line of text that is nothing but a publication date: "Veröffentlicht am 3. Mai 2024".
- `is_event_line` and `is_span` tell lines of events and lives ("When: 3 May", "4 May 1931 – 9 June 2015") from those.
- `Numeric` reads days in three numbers ("03/04/2024") where the page settles which of them is the month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum
from urllib.parse import urlsplit

from .names import month_numbers, weekday_names

_LONGEST = 100
"""Characters; nothing longer is a date."""
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


def iso_date(stated: str | None) -> str | None:
    """A day ("2024-03-01") or an instant ("2024-03-01T10:00:00-05:00", without a zone if none is stated or known). What
    stands where nobody has set a date is none.

    The name of the day is not looked at. Two digits of a year are read as RFC 5322 says: 49 is 2049, 50 is 1950.
    """
    found = _read(stated)
    return None if found is None or is_placeholder(found) else found


def states_placeholder(stated: str | None) -> bool:
    """True for a date as a feed or a page writes it, of the kind that stands where nobody has set one."""
    found = _read(stated)
    return found is not None and is_placeholder(found)


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


def is_placeholder(iso: str) -> bool:
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


def plausible(iso: str | None, today: date) -> str | None:
    """`iso` unless it is unset or lies in a future that nobody can know."""
    if iso is None or is_placeholder(iso):
        return None
    return iso if date.fromisoformat(iso[:10]) <= today + _AHEAD else None


def instant(iso: str) -> datetime:
    """For putting `iso_date`'s values in order: a day is its midnight, a time without a zone counts as UTC."""
    value = datetime.fromisoformat(iso)
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
    day = _day(
        _full_year(year),
        month_numbers().get((match["m1"] or match["m2"]).lower(), 0),
        match["d1"] or match["d2"],
    )
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


_NAME = r"[^\W\d_]{3,15}"
_LABEL = r"""(?:first\ )?(?:published|posted|date|dated|released|written|issued|created)(?:\ (?:on|at|in))?
    | (?:veröffentlicht|erschienen|erstellt|publiziert|online|stand)(?:\ (?:am|seit))? | datum | publié(?:e)?(?:\ le)? | mis\ en\ ligne(?:\ le)? | publicado(?:\ (?:el|em))? | publicação
    | pubblicato(?:\ (?:il|in))? | fecha | data | gepubliceerd(?:\ op)? | opublikowano | publisert | publicerad | udgivet | julkaistu | yayınlanma | опубликовано | дата | опубліковано | نشر | تاريخ\ النشر
    | 公開(?:日)? | 掲載(?:日)? | 配信 | 発表 | 发布(?:时间|于)? | 发表(?:时间|于)? | 發布(?:時間)? | 时间 | 入力 | 입력 | 등록"""  # noqa: E501
_ARTICLE = r"(?:le|el|il|den|der|am|em|op)\ "
_STATED = re.compile(
    rf"""^(?:(?:{_LABEL})\s*+(?:[:：]\s*+)?)?(?:(?!{_ARTICLE})(?P<weekday>[^\W\d_]{{2,15}}(?:-feira)?)\.?,?\s++)?(?:{_ARTICLE})?
    (?: (?P<y>[0-9]{{4}})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}}) | (?P<y2>[0-9]{{4}})[./](?P<m2>[0-9]{{1,2}})[./](?P<d2>[0-9]{{1,2}})
      | (?P<month>{_NAME})\.?\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{{4}})
      | (?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?\s+(?:de\ |of\ )?(?P<month2>{_NAME})\.?,?\s+(?:de\ |del\ )?(?P<year2>[0-9]{{4}})
      | (?P<d3>[0-9]{{1,2}})\.\s?(?P<m3>[0-9]{{1,2}})\.\s?(?P<y3>[0-9]{{4}})
      | (?P<y4>[0-9]{{4}})\s?[年년]\s?(?P<m4>[0-9]{{1,2}})\s?[月월]\s?(?P<d4>[0-9]{{1,2}})\s?[日일]
    )(?:(?:[T ,|•·–/（(-]|\ at\ )+.{{0,40}})?$""",  # noqa: E501
    re.IGNORECASE | re.VERBOSE,
)
_LABELLED = re.compile(rf"\s{{0,9}}(?:{_LABEL})\s{{0,9}}[:：]?\s", re.IGNORECASE | re.VERBOSE)
_LONGEST_LINE = 200
_YEAR = r"(?<![0-9])(?:1[0-9]|20)[0-9]{2}(?![0-9])"
_GOES_ON = re.compile(
    rf"""{_YEAR}\.?\s{{0,9}}(?:[–—-]|to|until|till|bis|au|al|hasta|até)\s{{1,9}}[^–—\n]{{0,25}}?{_YEAR} | {_YEAR}\s{{0,9}}[–—]\s{{0,9}}[^–—\n]{{0,25}}?{_YEAR}
    | (?<![0-9:.])[0-9]{{1,2}}\s?[ap]\.?m\b
    | (?<![0-9:.-])[0-9]{{1,2}}(?:[:.h][0-9]{{2}})?\s{{0,9}}(?:[ap]\.?m\.?|Uhr)?\s{{0,9}}(?:[–—-]|to|until|till|bis)\s{{0,9}}[0-9]{{1,2}}(?:[:.h][0-9]{{2}}|\s{{0,9}}[ap]\.?m\b|\s{{0,9}}(?:Uhr|h)\b)""",  # noqa: E501
    re.IGNORECASE | re.VERBOSE,
)
"""A day that is the beginning of a time: of a life, of an event. Publication is stated to the minute or by its day."""


def stated_day(line: str) -> str | None:
    """The ISO day of a line that is nothing but a full publication date; an "updated" line is not one, and neither is
    a day whose month and day cannot be told apart ("3/4/2024"), the first of two ("4 May 1931 – 9 June 2015"), or an
    evening that begins at "8 pm" or lasts from 19:00 to 21:00."""
    match = _STATED.match(line)
    if match is None or is_span(line):
        return None
    if match["weekday"] and match["weekday"].lower() not in weekday_names(short=False):
        return None
    found = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}
    year, day = found.get("y") or found["year"], found.get("d") or found["day"]
    month = int(found["m"]) if "m" in found else month_numbers().get(found["month"].lower(), 0)
    return valid_day(f"{year}-{month:02d}-{int(day):02d}")


_PRESS_RELEASE = re.compile(
    rf"""^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{{1,30}}(?:,\ [A-ZÀ-Þ][\w .'’-]{{1,25}}){{0,2}},?\ {{1,3}}
    (?P<day>{_NAME}\.?\ [0-9]{{1,2}},?\ [0-9]{{4}} | [0-9]{{1,2}}\ {_NAME}\.?,?\ [0-9]{{4}})
    \ {{0,3}}(?:\([^()\n]{{2,60}}\)|/[^/\n]{{2,60}}/)?\ {{0,3}}(?:--|[—–-]|/)""",
    re.VERBOSE,
)


def press_day(paragraph: str) -> str | None:
    """The ISO day with which a press release begins, after its place: "LYON, France, Nov. 18, 2025 (Newswire) --"."""
    match = _PRESS_RELEASE.match(paragraph[:_LONGEST_LINE])
    return stated_day(match["day"]) if match else None


def is_span(line: str) -> bool:
    """True for a line that tells from when to when something lasted, or at which hour something begins."""
    return _GOES_ON.search(line[:_LONGEST_LINE]) is not None


def is_labelled(line: str) -> bool:
    """True for a line that says "published", "posted", "date" or the like before its day."""
    return _LABELLED.match(line) is not None


def valid_day(text: str) -> str | None:
    """`text` if it begins with a real ISO day that somebody has set, None otherwise."""
    return None if is_placeholder(text[:10]) else text


_WHEN = re.compile(
    r"\W{0,5}(?:when|date\s*(?:&|and|\+)\s*time|event\s+date|time|starts?|begins?|ends?|from|until|by|doors|kick-?off|deadline|closing\s+date"
    r"|expires|valid(?:\s+(?:from|until))?|born|died|founded|opened|built|release\s+date|departure|arrival|wann|termin|beginn|ende|einlass"
    r"|geboren|gestorben|bis|ab|quand|date\s+et\s+heure|début|fin|née?(?:\s+le)?|cuándo|cuando|inicio|nacid[oa]|quando|inizio|wanneer|kiedy"
    r"|日時|開催日時?|会期|期間|活动时间|일시)\s*[:：]",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"(?<!\w)(?:where|venue|location|place|admission|entry|entrance|tickets?|doors|price|ort|wo|eintritt|einlass|veranstaltungsort|lieu|où|entrée"
    r"|lugar|dónde|entrada|luogo|dove|ingresso|local|onde|waar|toegang|場所|会場|入場料|地点|장소)\s*[:：]",
    re.IGNORECASE,
)


def is_event_line(line: str, beside: Iterable[str]) -> bool:
    """True for a line that begins "When:", or that holds or stands beside "Where:"."""
    return bool(_WHEN.match(line)) or any(map(_WHERE.search, (line, *beside)))


_NUMBERS = re.compile(
    r"(?<![\d/.:-])(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?![\d/-]|\.\d)"
)
_TAG = re.compile(
    r"\s{0,20}([A-Za-z]{2,3})(?:[-_](?:[A-Za-z]{4}[-_])?([A-Za-z]{2}))?(?:[-_.@].{0,200})?\s{0,20}"
)
_MONTH_FIRST = frozenset("US PH PR GU VI FM PW MH".split())
_DAY_FIRST = frozenset(
    "GB UK IE AU NZ IN ZA NG KE GH UG TZ ZW ZM MT SG HK MY PK BD LK JM TT BB CY DE AT CH FR BE NL LU IT ES PT BR AR MX "
    "CL CO PE UY EC VE BO PY DK NO FI PL CZ SK SI HR RO BG GR RU UA TR IL EG MA SA AE ID VN TH".split()
)
"""Others (Canada, South Africa's neighbours, Sweden) write either, or the year first."""
_DAY_FIRST_WHEREVER = frozenset(
    "de fr es it pt nl da no nb nn fi pl cs sk sl hr ro bg el ru uk tr ar he id vi th ca gl".split()
)
_ONE_COUNTRY = {"gov": "US", "mil": "US", "us": "US"}


class DayOrder(Enum):
    """Which of two numbers before a year is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class Numeric:
    """How the numbers of one page are read. `near` are the beginnings of ISO days that the page states otherwise: the
    month in its address, the day of its change."""

    order: DayOrder | None = None
    dots: bool = True
    """Whether a full stop between the numbers tells that the day comes first, as everywhere but in English."""
    near: tuple[str, ...] = ()

    def day(self, stated: str) -> str | None:
        """The ISO day of a text that is three numbers and perhaps a time; None where it could be two days."""
        match = _NUMBERS.match(stated)
        return (
            self._iso(match) if match and re.fullmatch(r"(?:[ ,T].{0,20})?", stated[match.end() :]) else None
        )

    def spelled_out(self, text: str) -> str:
        """`text` with its days as ISO days, and without those that could be two."""
        return _NUMBERS.sub(lambda match: self._iso(match) or "", text)

    def _iso(self, match: re.Match[str]) -> str | None:
        one, two = int(match["one"]), int(match["two"])
        if len(match["year"]) == 2 and not (self.order or (self.dots and match["mark"] == ".")):
            return None  # it may be the day
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        readings = {
            DayOrder.DAY_FIRST: valid_day(f"{year}-{two:02d}-{one:02d}"),
            DayOrder.MONTH_FIRST: valid_day(f"{year}-{one:02d}-{two:02d}"),
        }
        possible = {day for day in readings.values() if day}
        if len(possible) < 2:
            return next(iter(possible), None)
        if self.dots and match["mark"] == ".":
            return readings[DayOrder.DAY_FIRST]
        stated = {day for day in possible if any(day.startswith(each) for each in self.near)}
        if len(stated) == 1:
            return stated.pop()
        return readings[self.order] if self.order else None


def order_shown(text: str) -> DayOrder | None:
    """By the page's other days in numbers, of which one cannot be the month; None where they contradict each other."""
    found = set()
    for match in _NUMBERS.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        if match["mark"] != "." and max(one, two) <= 31 and (one > 12) != (two > 12):
            found.add(DayOrder.DAY_FIRST if one > 12 else DayOrder.MONTH_FIRST)
    return found.pop() if len(found) == 1 else None


def order_meant(language: str, tags: Iterable[str | None], address: str | None) -> DayOrder | None:
    """By the language and the regions that the page names ("en-GB", "en_US"), and the country of its address. None
    where they contradict each other, or name none and the language is written in both ways."""
    matches = [match for tag in tags if tag and (match := _TAG.fullmatch(tag))]
    regions = [match[2].upper() for match in matches if match[2]]
    host = _host(address).rsplit(".", 1)[-1].lower()
    if host in _ONE_COUNTRY or (host.upper() in _DAY_FIRST and host != "co"):
        regions.append(_ONE_COUNTRY.get(host, host.upper()))
    orders = {_of_region(region) for region in regions}
    if language in _DAY_FIRST_WHEREVER:
        orders.add(DayOrder.DAY_FIRST)
    elif language != "en":
        return None
    return orders.pop() if len(orders) == 1 else None


def _of_region(region: str) -> DayOrder | None:
    if region in _MONTH_FIRST:
        return DayOrder.MONTH_FIRST
    return DayOrder.DAY_FIRST if region in _DAY_FIRST else None


def _host(address: str | None) -> str:
    try:
        return urlsplit(address or "").hostname or ""
    except ValueError:
        return ""


_OLDEST = date(1700, 1, 1)
"""Newspapers' archives go back so far; an earlier day is a broken field."""
_AHEAD_OF_A_PAGE = timedelta(days=1)
"""It is tomorrow already somewhere on earth."""


def page_date(stated: object, today: date, numeric: Numeric) -> str | None:
    """An instant, with its zone if one is stated, or a day; a day in numbers as `numeric` reads it."""
    text = " ".join(str(stated).split())[:80] if isinstance(stated, str | int) else ""
    if not text or states_placeholder(text):
        return None
    found = iso_date(text) or numeric.day(text) or stated_day(text)
    return found if found and is_possible(found, today) else None


def is_possible(iso: str, today: date) -> bool:
    """True for a day on which something can have been published."""
    return not is_placeholder(iso) and _OLDEST <= date.fromisoformat(iso[:10]) <= today + _AHEAD_OF_A_PAGE


def same_instant(one: str, other: str) -> bool:
    """True where both say the same; times without a zone are compared as they stand."""
    if len(one) == 10 or len(other) == 10:
        return one[:10] == other[:10]
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if (first.tzinfo is None) != (second.tzinfo is None):
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return first == second
