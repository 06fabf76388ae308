"""What the library remembers beside articles and answers: votes, what was refused, what people changed. Frozen values.

People, places and homes are opaque strings of the face that asks: who, in which conversation, in whose server.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from .types import Reason


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people found an answer good, and how many did not."""

    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's vote on one answer; `value` is 1 or -1, `answer` what was shown."""

    answer_id: int
    question: str
    answer: str
    value: int
    reason: str | None
    voted_at: datetime
    place: str | None
    posted_key: str | None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Refused questions that mean the same, the newest first; `people` are those known by name, `reason` the newest's."""

    questions: tuple[str, ...]
    count: int
    people: int
    newest: datetime
    reason: Reason
    answer_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Something that was changed or done in a place. A preference has a value `before` and `after` it, None for none;
    a deed only says what it did (`after`). `by` is None when that person asked to be forgotten. An undo that was undone
    itself leaves what it undid in force."""

    id: int
    place: str
    name: str
    before: str | None
    after: str | None
    by: str | None
    at: datetime
    is_preference: bool
    undoes: int | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted of a person; `posted` names the messages that showed the answers."""

    answers: int
    votes: int
    posted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept of a person."""

    answers: int
    votes: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A message of a face that says that something is under way, since when; `facts` are the face's own."""

    message: str
    facts: str
    since: datetime


class UnfinishedAnswer(NamedTuple):
    """A claim without an outcome: somebody works on it, or died over it."""

    id: int
    asked_key: str
    place: str | None
    asked_at: datetime


class Departure(NamedTuple):
    """A scope whose people are gone, and since when."""

    scope: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Shelf:
    """How articles spread over publication days, oldest first, and publishers, most first (None: unknown)."""

    by_day: tuple[tuple[date, int], ...]
    undated: int
    by_publisher: tuple[tuple[str | None, int], ...]
