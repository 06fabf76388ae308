"""What ingesting, reindexing, feeds, the log and the pages for admins return: frozen values, free of I/O.

People, places (conversations) and homes (servers) are opaque strings of the face that uses the library.
"""

# longer than 450 lines because what the library returns besides outcomes is read together
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from .outcomes import Outcome, Reason, Turn
from .types import Filters

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """An article as a list of articles shows it."""

    id: int
    scope: str
    title: str
    publisher: str | None
    published_at: str | None
    url: str | None
    fetched_at: datetime
    version: int
    words: int
    passages: int
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article, with the whole sentences that changed since the version before, in order."""

    number: int
    title: str
    fetched_at: datetime
    published_at: str | None
    updated_at: str | None
    correction: str | None
    changes: tuple[Change, ...]
    """Empty for the first version."""


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that was added or removed."""

    text: str
    added: bool


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a longer list; `total` counts all of it."""

    items: tuple[T, ...]
    total: int
    offset: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job has come; `stage` is a present participle ("embedding")."""

    stage: str
    done: int
    total: int

    @property
    def fraction(self) -> float:
        return self.done / self.total if self.total else 0.0


OnProgress = Callable[[Progress], None]


def unwatched(progress: Progress) -> None:
    """The `OnProgress` of callers that do not watch."""


"""It is called on the event loop and must return at once."""


class Result(StrEnum):
    """What happened to one thing that was to be ingested."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"
    """A list announced it, and it was not taken; the first warning says why."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class IngestItem:
    """One input and its result. `error` is the exception of a failure; `warnings` are what a person should know."""

    source: str
    result: Result
    article_id: int | None = None
    title: str | None = None
    error: Exception | None = None
    warnings: tuple[str, ...] = ()
    passages: int = 0
    """How many passages it has."""
    embedded: int = 0
    """How many of the passages had to be embedded; the others had a vector already."""
    entries: int = 1
    """How many entries of a list this item stands for: all that were skipped for the same reason are one item."""


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What happened to a batch of inputs, in their order."""

    items: tuple[IngestItem, ...]
    seconds: float
    feeds: tuple[FeedInfo, ...] = ()
    """Feeds among the sources; they are polled from now on."""

    @property
    def passages(self) -> int:
        return sum(item.passages for item in self.items)

    @property
    def embedded(self) -> int:
        return sum(item.embedded for item in self.items)

    def count(self, result: Result) -> int:
        return sum(item.entries for item in self.items if item.result is result)


@dataclass(frozen=True, slots=True)
class DamagedArticle:
    """A stored article whose content no longer has the hash that was stored with it."""

    id: int
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ReindexSummary:
    """What a reindex or the rollback of one did. `changed` counts the articles whose text or passages came out different;
    for a rollback, those that it brought back, among the `articles` that it looked at."""

    articles: int
    passages: int
    changed: int
    embedded: int
    reused: int
    seconds: float
    left_alone: int = 0
    """Articles that a rollback did not touch, because they were changed again or removed for good afterwards."""
    damaged: tuple[DamagedArticle, ...] = ()
    """Articles that a reindex left as they are, because their content is damaged."""


class ReindexKind(StrEnum):
    """What a reindex does to an article, the most work first; each kind includes the work of those after it."""

    REREAD = "reread"
    """Its text or its metadata comes out different: it becomes a new version."""
    RESPLIT = "resplit"
    """It has the same text, split into other passages."""
    REEMBED = "reembed"
    """It has the same passages, but some of them lack a vector of the current model."""
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ReindexItem:
    """What a reindex would do to one article. `passages` and `to_embed` are the numbers after the reindex."""

    article_id: int
    title: str
    publisher: str | None
    kind: ReindexKind
    passages: int
    to_embed: int
    fields: tuple[str, ...] = ()
    """The metadata that would change: names of fields of `Article` ("title", "published_at")."""
    changes: tuple[Change, ...] = ()
    """The first sentences that would be added or removed, in the order of reading."""
    more_changes: int = 0
    """How many more of them there are."""


@dataclass(frozen=True, slots=True)
class ReindexPlan:
    """What a reindex would do: one item for each article, in the order in which the reindex takes them."""

    items: tuple[ReindexItem, ...]
    seconds: float

    @property
    def articles(self) -> int:
        return len(self.items)

    @property
    def passages(self) -> int:
        return sum(item.passages for item in self.items)

    @property
    def to_embed(self) -> int:
        return sum(item.to_embed for item in self.items)

    @property
    def changed(self) -> int:
        """How many articles would get another text or other passages, as in `ReindexSummary.changed`."""
        return self.count(ReindexKind.REREAD) + self.count(ReindexKind.RESPLIT)

    def count(self, kind: ReindexKind) -> int:
        return sum(item.kind is kind for item in self.items)


@dataclass(frozen=True, slots=True)
class ReindexRun:
    """The newest reindex of its scopes (None: of all scopes) that wrote something, kept so that it can be undone."""

    id: int
    scopes: tuple[str, ...] | None
    started_at: datetime
    finished_at: datetime | None
    """None while it runs, and if it was cancelled, failed or was killed."""
    cancelled: bool
    articles: int
    """How many articles it was going to look at."""
    changed: int
    """How many articles it wrote, including those that only got other vectors; a rollback looks at these."""
    rolled_back: bool


@dataclass(frozen=True, slots=True)
class Status:
    """The numbers of the library, of some scopes only."""

    articles: int
    passages: int
    model: str
    stale_passages: int
    """Passages without a vector of the current model; a reindex makes them searchable by meaning."""
    indexed: int
    last_ingest: datetime | None
    reindexing: bool = False


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The result of a check of one part of the library: what was found, and whether it is in order."""

    part: str
    ok: bool
    detail: str


class FeedState(StrEnum):
    """Whether polling a feed works. A feed that is gone is not polled any more."""

    OK = "ok"
    FAILING = "failing"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """A feed whose articles go into a scope."""

    id: int
    scope: str
    url: str
    title: str | None
    state: FeedState
    last_success: datetime | None
    next_poll: datetime | None
    failures: int
    """Failed polls in a row; 0 if the last poll succeeded."""
    error: str | None
    """Why the last poll failed."""
    articles: int
    """How many articles of its scope came from it."""
    interval_minutes: int
    notify: str | None
    """Who is told when it fails for long: an opaque string of the face."""


@dataclass(frozen=True, slots=True)
class PollResult:
    """What one poll of a feed did: one item for each entry that was new, changed or tried again."""

    feed: FeedInfo
    items: tuple[IngestItem, ...] = ()
    tell: bool = False
    """True once: the feed has failed for a day or is gone, or its scope is full, and nobody was told so far."""
    full: Exception | None = None
    """Why there was no room for new articles; they are taken in when there is room."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on an answer: how many people found it good, and how many did not."""

    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """One person's vote on one answer. `value` is 1 or -1; `answer` is the text that was shown."""

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
    """Questions without an answer that mean the same, the newest first. `people` counts the known people who asked them;
    `reason` is that of the newest question."""

    questions: tuple[str, ...]
    count: int
    people: int
    newest: datetime
    reason: Reason
    answer_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An entry of the audit log: a preference was changed, or something was done, in a place.

    A changed preference has a value `before` and `after` the change (None: not set); of an action, `after` says what was
    done. `by` is None if that person asked to be forgotten. If an undo was itself undone, the first change counts again.
    """

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
    """What was deleted about a person; `posted` names the messages that showed the answers."""

    answers: int
    votes: int
    posted: tuple[str, ...] = ()
    watches: int = 0
    briefings: int = 0


@dataclass(frozen=True, slots=True)
class PersonalDataSummary:
    """What is stored about a person."""

    answers: int
    votes: int
    oldest: datetime | None
    watches: int = 0
    errata: bool = False
    """Whether they wish to be told of errata in answers to them."""
    briefings: int = 0
    """Those that are kept, and the times at which the person was briefed last."""


@dataclass(frozen=True, slots=True)
class UnfinishedMessage:
    """A message of a face about a job that has not ended; `facts` is a string that only the face reads."""

    message: str
    facts: str
    since: datetime


class LibraryChanges(NamedTuple):
    """How many articles were added, have another text, or were removed and can still be restored."""

    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class AskedWith:
    """What an answer came of besides the question and the articles: the operator's settings, the embedding model, what
    was looked at, and the day on which it was asked, if that was not the clock's."""

    threshold: float
    doubt: float
    reader: str
    embedder: str
    filters: Filters = field(default_factory=Filters)
    today: date | None = None


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A logged outcome. `posted_key` names the message that shows it, or is None if there is none yet."""

    id: int
    asked_key: str | None
    posted_key: str | None
    scopes: tuple[str, ...]
    outcome: Outcome
    asked_at: datetime
    asked_by: str | None = None
    place: str | None = None
    """The conversation it was asked in."""
    home: str | None = None
    """The scope of the server in which it was asked; None outside of servers."""
    follows: int | None = None
    """The id of the answer that the question followed."""
    private: bool = False
    """True if only the requester saw it."""
    asked_with: AskedWith | None = None
    """None where that was not kept."""

    @property
    def question(self) -> str:
        return self.outcome.question

    @property
    def turn(self) -> Turn:
        return Turn.of(self.outcome)


class UnfinishedAnswer(NamedTuple):
    """A question that was claimed for answering and has no outcome: a process works on it, or has crashed."""

    id: int
    asked_key: str
    place: str | None
    asked_at: datetime


class Departure(NamedTuple):
    """A scope that the bot was removed from, and when."""

    scope: str
    since: datetime


@dataclass(frozen=True, slots=True)
class LibraryStatistics:
    """How many articles there are for each publication day, oldest first, and for each publisher (None: unknown), the
    largest number first."""

    by_day: tuple[tuple[date, int], ...]
    undated: int
    by_publisher: tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True)
class ScopeUsage:
    """What is kept of a scope; `scope` is None for what was asked outside of servers. Articles in the trash are only
    counted in `removed`."""

    scope: str | None
    articles: int
    passages: int
    bytes: int
    """Of the articles' texts with all their versions, as the quota counts them."""
    feeds: int
    watches: int
    questions: int
    removed: int
    left: datetime | None
    """Since when it waits to be deleted, because the bot was removed from it."""
