"""Reads the day from which on somebody wants to know what is new: "2026-03-01", "monday", "yesterday", "3 days"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ..english import WEEKDAYS
from . import calendar
from .names import weekday_numbers
from .questions import time_window

_LONGEST = 60
"""Characters that are looked at: nobody names a day in more."""
_DAYS_AGO: Mapping[str, int] = {
    "today": 0, "heute": 0, "hoy": 0, "今日": 0, "本日": 0,
    "yesterday": 1, "gestern": 1, "ayer": 1, "昨日": 1,
    "vorgestern": 2, "anteayer": 2, "一昨日": 2, "おととい": 2,
}  # fmt: skip
_OTHERS = ("de", "es", "ja")
"""Languages of which a date is read that is no English one."""
_UNITS: Mapping[str, str] = {
    "hour": r"hours?|hrs?|h|stunden?|horas?|時間",
    "day": r"days?|d|tag(?:en?)?|días?|dias?|日間?",
    "week": r"weeks?|w|wochen?|semanas?|週間?",
    "month": r"months?|monat(?:en?)?|mes(?:es)?|(?:か|ヶ|カ|ケ)?月間?",
}
_SPAN = re.compile(
    r"(?:(?:the )?(?:last|past)|vor|seit|hace|últimos|últimas|過去)? ?(?P<number>\d{1,3}|an?|ein(?:e[nmr]?)?|una?)? ?"
    rf"(?:{'|'.join(f'(?P<{unit}>{words})' for unit, words in _UNITS.items())})(?: ago|前)?"
)
_LEAD = re.compile(r"(?:since|from|seit|desde|ab)\s+(?:el\s+|la\s+|dem\s+|the\s+(?=\d))?|(?:から|以降)$")


def read_since(text: str, today: date) -> date | None:
    """The day that the text names, which is not after `today`; of a week or a month, its first day. Days and lengths of
    time are read in the languages of the bot, other expressions in English. None where it names none."""
    said = " ".join(text[:_LONGEST].split()).casefold()
    said = _LEAD.sub("", said).strip(" .")
    found = _plain_day(said, today) if len(text) <= _LONGEST else None
    return found if found and found <= today else None


def _plain_day(said: str, today: date) -> date | None:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", said, re.ASCII):
        try:
            return date.fromisoformat(said)
        except ValueError:  # 2026-02-30
            return None
    if said in _DAYS_AGO:
        return today - _DAYS_AGO[said] * calendar.DAY
    if (number := weekday_numbers().get(said.rstrip("."))) is not None:
        return calendar.weekday(WEEKDAYS[number], today, ahead=False)
    if length := _SPAN.fullmatch(said):
        return _before(length, today)
    named = " ".join(word.capitalize() if word in calendar.NAMED else word for word in said.split())
    if (window := time_window(f"news since {named}", today)) is not None:
        return window.since
    if not any(map(str.isalpha, said)):  # "1/3/2026" is two days
        return None
    periods = (calendar.read(said, today, language=each) for each in _OTHERS)
    return next((each.since for each in periods if each), None)


def _before(length: re.Match[str], today: date) -> date | None:
    unit = next(each for each in _UNITS if length[each])
    number = int(length["number"]) if (length["number"] or "").isdecimal() else 1
    if unit == "hour":
        unit, number = "day", -(-number // 24)
    try:
        return calendar.moved(today, unit, -number)
    except (OverflowError, ValueError):  # before what a calendar holds
        return None
