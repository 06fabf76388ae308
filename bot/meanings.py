"""What a relative time in a quote means, in the language in force. Pure.

The library says it in English, as the articles that it explains are English: "the week of 4 March 2024". What is none of
its forms stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from .text.locale import ENGLISH, current, day_in_words, month_in_words, say

_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn"}
_DAY = rf"\d{{1,2}} (?:{'|'.join(_MONTHS)}) \d{{1,4}}"


def meaning_in_words(means: str) -> str:
    """ "the week of 4 March 2024" as the language says it."""
    if current() == ENGLISH:
        return means
    for pattern, words in _FORMS:
        if found := pattern.fullmatch(means):
            return words(*found.groups())
    return means


def _day(text: str) -> date:
    day, month, year = text.split()
    return date(int(year), _MONTHS[month], int(day))


def _month(month: str, year: str) -> str:
    return month_in_words(date(int(year), _MONTHS[month], 1))


def _weekend(first_number: str, last: str) -> str:
    end = _day(last)
    return say(
        "meaning-weekend",
        first=day_in_words(end.replace(day=int(first_number))),
        first_number=first_number,
        last=day_in_words(end),
        last_number=str(end.day),
    )


def _days(first: str, last: str) -> str:
    return say("meaning-days", first=day_in_words(_day(first)), last=day_in_words(_day(last)))


def _season(name: str, year: str) -> str:
    return say(f"season-{_SEASONS[name.lower()]}", year=year)


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = (
    (re.compile(rf"({_DAY})"), lambda day: day_in_words(_day(day))),
    (re.compile(rf"({'|'.join(_MONTHS)}) (\d{{1,4}})"), _month),
    (re.compile(r"(\d{1,4})"), lambda year: say("year", year=year)),
    (re.compile(rf"(\d{{1,2}})–({_DAY})"), _weekend),
    (re.compile(rf"({_DAY})–({_DAY})"), _days),
    (re.compile(rf"the night of ({_DAY})"), lambda day: say("meaning-night", day=day_in_words(_day(day)))),
    (re.compile(rf"the week of ({_DAY})"), lambda day: say("meaning-week", day=day_in_words(_day(day)))),
    (re.compile(r"about (.+)"), lambda time: say("meaning-about", time=meaning_in_words(time))),
    (re.compile(rf"(?i:({'|'.join(_SEASONS)})) (\d{{1,4}})"), _season),
)
