"""Reads questions for what was known on a day: "What did we know on 1 March about the quake?", "How many had died as of
1 March?".

The opening decides, or "as of". Openings are known in English, German, Spanish and Japanese, as those of other questions
about a story.
"""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..text import beginning, has_words
from . import calendar
from .names import month_numbers
from .questions import time_window

_ENGLISH = re.compile(
    r"^\W*+(?:so )?what (?:(?:did|had) (?:we|you|they|one|people|everyone|anyone|the world|the public) (?:already |really )?known?"
    r"|was (?:already |really )?known)\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"(?<![^\s,(])as of(?=\s)", re.IGNORECASE)
_ON = re.compile(r"(?:on\s*)?")
_LED = re.compile(r"^\s*(?:on|by|as of|at|in|before|until|till|up to|through)\s", re.IGNORECASE)
"""Stands before the day that is asked for, and not before one that only belongs to the topic ("the 1 March attack")."""
_ABOUT = re.compile(
    r"^\W*(?:(?:about|of|on|regarding|concerning|über|zu[mr]?|von|vom|sobre|acerca de|de|del|con)\s+)?",
    re.IGNORECASE,
)
_ISO = r"(?P<iso>\d{4}-\d\d-\d\d)"
_OTHERS = tuple(
    tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    for patterns in (
        (
            r"^\W*+was (?:wu(?:ss|ß)te[nt]? (?:wir|man|ihr|sie|alle)|war(?=[^?]{1,300}\bbekannt\W*$))\b",
            r"\b(?:schon |bereits )?bekannt\W*$",
            rf"\b(?:am|bis(?: zum)?|zum|Stand)\s+(?:{_ISO}|(?P<day>\d{{1,2}})\.\s?(?P<month>[^\W\d]{{3,9}})\.?(?:\s+(?P<year>\d{{4}}))?)(?!\w)",
        ),
        (
            r"^\W*+qué (?:sabíamos|se sabía|sabían|sabía la gente)\b",
            r"\bya\b",
            rf"\b(?:hasta el|al|el)\s+(?:{_ISO}|(?P<day>\d{{1,2}})\s+de\s+(?P<month>[^\W\d]{{3,11}})(?:\s+del?\s+(?P<year>\d{{4}}))?)(?!\w)",
        ),
        (
            r"何(?:が|を)(?:わか|分か|判明し|知)って(?:い(?:まし)?た|た)(?:の(?:です)?)?か?\W*$",
            r"(?:について|に関して|の)(?:は)?\W*$",
            rf"(?:{_ISO}|(?:(?P<year>\d{{4}})年)?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日)(?:の?時点(?:で|では|に)?|まで(?:に)?|に)(?:は)?[、,]?",
        ),
    )
)  # fmt: skip
"""German, Spanish, Japanese: what asks, what else is no part of the topic, and the day."""


@dataclass(frozen=True, slots=True)
class KnownBy:
    """The day, and what is asked of it; empty where the question does not say it, and the conversation does."""

    day: date
    question: str


def known_by(question: str, today: date) -> KnownBy | None:
    """None for any other question, and where the day is not over: then all is looked at anyway. Of a time that is longer
    than a day its last day counts. Without a year it is the last such day."""
    question = beginning(question)
    if (opening := _ENGLISH.match(question)) is not None:
        return _in_english(question[opening.end() :], today)
    for asks, also, days in _OTHERS:
        if asks.search(question) and (found := days.search(question)) is not None:
            rest = asks.sub("", f"{question[: found.start()]} {question[found.end() :]}".strip())
            return _known(_day(found, today), also.sub("", rest), today)
    return _as_of(question, today)


def _as_of(question: str, today: date) -> KnownBy | None:
    """Any question that names the day for which it is asked."""
    found = _AS_OF.search(question)
    if found is None:
        return None
    rest = f"on{question[found.end() :]}"
    asked = time_window(rest, today)
    if (
        asked is None
        or asked.until is None
        or asked.until >= today
        or not _ON.fullmatch(rest[: asked.words.start])
    ):
        return None  # "as of the report on 1 March"
    said = question[: found.start()].rstrip()
    after = rest[asked.words.end :].removeprefix(")" if said.endswith("(") else "")
    whole = f"{said.rstrip(' ,(')}{after}".strip(" ,")
    return KnownBy(asked.until, whole) if has_words(whole) else None


def _in_english(rest: str, today: date) -> KnownBy | None:
    asked = time_window(rest, today)
    if asked is None or not (asked.relative or _LED.match(rest[asked.words.start :])):
        return None
    return _known(asked.until, f"{rest[: asked.words.start]} {rest[asked.words.end :]}", today)


def _known(day: date | None, rest: str, today: date) -> KnownBy | None:
    if day is None or day >= today:
        return None
    topic = _ABOUT.sub("", " ".join(rest.split())).strip(" ?!.,;:¿¡？。、")
    return KnownBy(day, f"What do we know about {topic}?" if has_words(topic) else "")


def _day(found: re.Match[str], today: date) -> date | None:
    """None for a day that there is not."""
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        name, number = found["month"].lower(), int(found["day"])
        month = int(name) if name.isdigit() else month_numbers()[name]
        if found["year"]:
            return date(int(found["year"]), month, number)
        this = date(today.year, month, number)
    except (KeyError, ValueError):
        return None
    return this if this <= today else calendar.shifted(this, -12)
