"""The values every part speaks: frozen, free of I/O, derived numbers as properties.

Offsets are Python string indices (Unicode code points) into `Article.text`, the cleaned text that is stored.

What the library remembers beside articles and answers: votes, what was refused, what people changed. Frozen values.

People, places and homes are opaque strings of the face that asks: who, in which conversation, in whose server.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

SHARED_SCOPE = "shared"
VARIANT = "#~"
"""Begins the part of an article's key that tells apart articles which would have the same one."""
LIVE_BLOG = "live blog"
"""The `date_origin` of an article of several posts: its date is its newest post's, and each post stands below a line of
its text that is its own time in ISO 8601."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hints:
    """What whoever named an article said of it (its feed, its sitemap): counts where the article itself is silent."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    updated_at: str | None = None
    language: str | None = None
    """As a feed states it ("de-DE")."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a reader found it. Dates are ISO 8601: a day, or an instant with its zone if the source states
    one; anything less precise is None."""

    name: str
    """The file or attachment it came from; its suffix names the reader. No suffix, no reader: see `Library.add`."""
    key: str
    """Identity within a scope: a URL, a file's path or a title. From a program or as a path the same key again is a new
    version; otherwise title and text have to agree, too."""
    title: str
    original: str
    """As it came in, decoded, markup and page residue included."""
    text: str
    """The article's own words, cleaned; what is stored, searched and quoted."""
    url: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    date_origin: str | None = None
    updated_at: str | None = None
    language: str = ""
    """Two letters; "" where nothing states it: the text itself tells then, or the feed, or it counts as English."""
    pages: tuple[int, ...] = ()
    """Where the pages of a paged document begin in `text`, the first at 0; empty where there are none."""
    correction: str | None = None
    """The article's own notice that it was corrected or updated, one sentence of `text`, verbatim."""
    hints: Hints | None = None
    """What stood beside it when it came, so that reading it again has the same to go by."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes before they are read. The suffix of `name` names the reader."""

    name: str
    data: bytes
    key: str | None = None
    """Identity within a scope unless the article states a URL of its own; None stands for its title."""
    url: str | None = None
    """Where it was fetched from, after redirects."""
    charset: str | None = None
    """As the server states it."""
    hints: Hints | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """In place of a `Raw` that could not be had from its archive or list; `error` says why."""

    name: str
    error: Exception


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article in one version. `published_at` is the source's own date, or None: it is never guessed."""

    id: int
    scope: str
    key: str
    version: int
    title: str
    text: str
    content_hash: str
    fetched_at: datetime
    url: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    date_origin: str | None = None
    updated_at: str | None = None
    language: str = "en"
    pages: tuple[int, ...] = ()
    """Where its pages begin in `text`, the first at 0; empty where it has none."""
    correction: str | None = None
    """Its own notice of a correction or update, verbatim."""
    gone_at: datetime | None = None
    """Since when its address answers no more; the article is kept."""
    story: int | None = None
    """Equal in copies of one article that several publishers printed, within a scope."""

    @property
    def published_on(self) -> date | None:
        """The publication day in the source's own time zone."""
        return date.fromisoformat(self.published_at[:10]) if self.published_at else None

    @property
    def updated_on(self) -> date | None:
        """The day of the source's last change, likewise."""
        return date.fromisoformat(self.updated_at[:10]) if self.updated_at else None


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """What a list of articles shows."""

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
    """One version of an article with what changed in it since the one before: whole sentences, in order."""

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
    """A sentence that came or went."""

    text: str
    added: bool


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a longer list; `total` counts all of it."""

    items: tuple[T, ...]
    total: int
    offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one article: `text == article.text[start:end]`."""

    id: int
    article_id: int
    ordinal: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search may look at. Days are inclusive; an undated article is outside every since/until window, unless
    `undated` lets it pass. Without `publishers`, everybody's articles; their case does not count."""

    scopes: tuple[str, ...] = (SHARED_SCOPE,)
    publishers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    article_ids: tuple[int, ...] | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with the scores that found it: None where that list did not return it."""

    passage: Passage
    article: Article
    score: float
    """Reciprocal rank fusion of both lists, or the cross-encoder's if there is one; comparable within one search."""
    cosine: float | None = None
    bm25: float | None = None
    """Larger is better (SQLite's sign is turned round)."""


class Span(NamedTuple):
    """A half-open range of characters, in an article's text where nothing else is said."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """A time that a question names, its days inclusive, None an open end. `words` is where it stands in the question,
    its preposition included; `relative` is true when only the day of asking says which days are meant ("last week")."""

    since: date | None
    until: date | None
    words: Span
    relative: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim stretch of a stored article version, and the words in it that answer (`marks`, same coordinates)."""

    article_id: int
    version: int
    span: Span
    text: str
    marks: tuple[Span, ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The quote cut into (text, marked) runs, in order; joined they are `text`."""
        runs: list[tuple[str, bool]] = []
        at = self.span.start
        for mark in self.marks:
            runs.append((self.text[at - self.span.start : mark.start - self.span.start], False))
            runs.append((self.text[mark.start - self.span.start : mark.end - self.span.start], True))
            at = mark.end
        runs.append((self.text[at - self.span.start :], False))
        return tuple(run for run in runs if run[0])


@dataclass(frozen=True, slots=True)
class DateNote:
    """What a relative time in an article means by the day of its publication: "next month" is "April 2024"."""

    span: Span
    words: str
    means: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article that tells the same story in the same words."""

    article_id: int
    title: str
    publisher: str | None
    published_at: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered source line: a quote and where it stands. `dates` explain times in the quote (its coordinates, like
    the marks); they are shown beside it, never in it."""

    number: int
    quote: Quote
    title: str
    publisher: str | None = None
    published_at: str | None = None
    url: str | None = None
    dates: tuple[DateNote, ...] = ()
    correction: str | None = None
    """The article's own notice of a correction or update, verbatim."""
    gone: bool = False
    """The article's address answers no more."""
    story: int | None = None
    copies: tuple[Copy, ...] = ()
    """Where else the same story stands, oldest first."""
    page: int | None = None
    """The page of a paged document on which the quote begins, counted from 1."""


SURE = 0.86
"""From this confidence on an answer is called sure: of such answers at most one in ten is wrong on the mixed development
sets, as `python -m retrieval.evaluation.fit` found."""


class Certainty(StrEnum):
    """A confidence in words; below "likely" there is no answer."""

    SURE = "sure"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Answer:
    """Evidence that answers, best first. `confidence` is the calibrated probability, in [0, 1], that the first quote
    answers; `as_of` is the newest cited publication day."""

    question: str
    citations: tuple[Citation, ...]
    confidence: float

    @property
    def as_of(self) -> date | None:
        """The newest publication day among the citations; None when all of them are undated."""
        days = [date.fromisoformat(c.published_at[:10]) for c in self.citations if c.published_at]
        return max(days, default=None)

    @property
    def articles(self) -> int:
        """How many articles say so: the cited ones and the copies of them."""
        cited = {citation.quote.article_id for citation in self.citations}
        return len(cited | {copy.article_id for each in self.citations for copy in each.copies})

    @property
    def origins(self) -> int:
        """How many of these are independent: copies of one story count once."""
        return len(
            {("story", c.story) if c.story else ("article", c.quote.article_id) for c in self.citations}
        )

    @property
    def certainty(self) -> Certainty:
        return Certainty.SURE if self.confidence >= SURE else Certainty.LIKELY

    @property
    def answer_text(self) -> str:
        """The marked words of the first quote, or the whole quote where nothing is marked."""
        marked = [text for text, is_marked in self.citations[0].quote.parts if is_marked]
        return " … ".join(marked) or self.citations[0].quote.text


class Reason(StrEnum):
    """Why there is no answer."""

    EMPTY_LIBRARY = "empty_library"
    NOT_A_QUESTION = "not_a_question"
    NOTHING_FOUND = "nothing_found"
    NOT_ANSWERED = "not_answered"
    OUTSIDE_TIME = "outside_time"
    NO_PUBLISHER = "no_publisher"
    """None of the articles is by the publishers that the question keeps to."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer, and why; `nearest` is the closest passage, never an answer. `missing` are words found nowhere near.
    Outside of the asked time, `since` and `until` are that time, None an open end."""

    question: str
    reason: Reason
    nearest: Citation | None = None
    missing: tuple[str, ...] = ()
    confidence: float = 0.0
    """Of the best candidate, in [0, 1]: below the threshold, or nothing at all was found."""
    since: date | None = None
    until: date | None = None


Outcome = Answer | Refusal


class Stance(StrEnum):
    """How the articles stand to what somebody claims. "Not found" is no verdict on the claim: it may be true."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"


class Difference(NamedTuple):
    """Words of a claim, and what the quote has in their place; `claimed` is empty where the quote denies what is
    claimed ("not"), `quoted` where only the claim denies."""

    claimed: str
    quoted: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence of a message, checked. `span` is where it stands in the normalised message; `claim` is the same
    without links, mentions and markup."""

    claim: str
    span: Span
    stance: Stance
    citations: tuple[Citation, ...] = ()
    """The quotes that bear it out, or that say otherwise; none when nothing was found."""
    confidence: float = 0.0
    """Calibrated probability, in [0, 1], that the stance is right; 0 when nothing was found."""
    differs: tuple[Difference, ...] = ()
    """What the first quote contradicts."""
    nearest: Citation | None = None
    """When nothing was found: the closest sentence, which neither bears the claim out nor says otherwise."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the articles say to each sentence of a message that can be checked, in order; none where nothing can."""

    text: str
    findings: tuple[Finding, ...] = ()
    left_out: int = 0
    """Sentences after those that could be checked and were not."""
    unread: int = 0
    """Characters at the end of the text that were not read."""

    @property
    def stance(self) -> Stance:
        """Contradicted if any sentence is, supported only if every one is, and none was left out."""
        stances = {finding.stance for finding in self.findings}
        if Stance.CONTRADICTED in stances:
            return Stance.CONTRADICTED
        whole = not (self.left_out or self.unread)
        return Stance.SUPPORTED if stances == {Stance.SUPPORTED} and whole else Stance.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange of a conversation: a question, the words that answered it (None: it was refused), and the articles
    they came from."""

    question: str
    answer: str | None = None
    articles: tuple[int, ...] = ()

    @classmethod
    def of(cls, outcome: Outcome) -> Turn:
        """What a question after this outcome may lean on."""
        if isinstance(outcome, Refusal):
            return cls(outcome.question)
        cited = dict.fromkeys(citation.quote.article_id for citation in outcome.citations)
        return cls(outcome.question, outcome.answer_text, tuple(cited))


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A logged outcome. `posted_key` names the message that shows it, once there is one."""

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
    """The scope whose people asked; None where nobody's."""
    follows: int | None = None
    """The answer that the question continued."""
    private: bool = False
    """Shown to its asker only."""

    @property
    def question(self) -> str:
        return self.outcome.question

    @property
    def turn(self) -> Turn:
        return Turn.of(self.outcome)


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """A citation inside its paragraph. `verified` is False when the store no longer holds the quote at its offsets."""

    citation: Citation
    before: str
    after: str
    verified: bool
    current: bool
    """True when the newest version of the article is the one that was quoted."""
    kept: bool = True
    """False when the newest version no longer has these words."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is; `stage` is a present participle ("embedding")."""

    stage: str
    done: int
    total: int

    @property
    def fraction(self) -> float:
        return self.done / self.total if self.total else 0.0


OnProgress = Callable[[Progress], None]


def unwatched(progress: Progress) -> None:
    """The `OnProgress` of callers that do not watch."""


"""Called on the event loop; must return at once."""


class Result(StrEnum):
    """What became of one thing that was ingested."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"
    """Announced by a list and not taken; the first warning says why."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class IngestItem:
    """One input and its result; `error` is the exception of a failure, `warnings` what a person should know."""

    source: str
    result: Result
    article_id: int | None = None
    title: str | None = None
    error: Exception | None = None
    warnings: tuple[str, ...] = ()
    passages: int = 0
    """How many it brought."""
    embedded: int = 0
    """How many of them had to be embedded; the others were there before."""
    entries: int = 1
    """How many entries of a list it stands for: those that were skipped for one reason are one item."""


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What a batch did, in input order."""

    items: tuple[IngestItem, ...]
    seconds: float
    feeds: tuple[FeedInfo, ...] = ()
    """Feeds among the sources, which are followed from now on."""

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
    """A stored article that is not what was stored any more."""

    id: int
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ReindexSummary:
    """What a reindex did. `changed` counts articles whose text or passages came out different.

    Of a rollback: the articles it looked at, and those of them that it brought back."""

    articles: int
    passages: int
    changed: int
    embedded: int
    reused: int
    seconds: float
    left_alone: int = 0
    """Articles that a rollback did not touch, because they were changed again or removed for good since."""
    damaged: tuple[DamagedArticle, ...] = ()
    """Those that a reindex left as they are, because they are not what was stored any more."""


class ReindexKind(StrEnum):
    """What a reindex does to an article, the most first: what comes earlier includes what comes later."""

    REREAD = "reread"
    """Its text or what it states of itself comes out different: a new version."""
    RESPLIT = "resplit"
    """The same text in other passages."""
    REEMBED = "reembed"
    """The same passages, but not all of them have a vector of today's model that may be kept."""
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ReindexItem:
    """What a reindex would do to one article; `passages` and `to_embed` are counted as they would be then."""

    article_id: int
    title: str
    publisher: str | None
    kind: ReindexKind
    passages: int
    to_embed: int
    fields: tuple[str, ...] = ()
    """What it states of itself and would state otherwise: names of fields of `Article` ("title", "published_at")."""
    changes: tuple[Change, ...] = ()
    """The first sentences that would come or go, in the order of reading."""
    more_changes: int = 0
    """How many more of them there are."""


@dataclass(frozen=True, slots=True)
class ReindexPlan:
    """What a reindex would do, an item for each article, in the order in which it takes them."""

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
        """As `ReindexSummary.changed`: their text or passages would come out different."""
        return self.count(ReindexKind.REREAD) + self.count(ReindexKind.RESPLIT)

    def count(self, kind: ReindexKind) -> int:
        return sum(item.kind is kind for item in self.items)


@dataclass(frozen=True, slots=True)
class ReindexRun:
    """A reindex that wrote something, kept so that it can be taken back: the newest of its scopes (None: of all)."""

    id: int
    scopes: tuple[str, ...] | None
    started_at: datetime
    finished_at: datetime | None
    """None while it runs, and of one that was cancelled, failed or killed."""
    cancelled: bool
    articles: int
    """How many it was to go through."""
    changed: int
    """How many it wrote anew, those that only got other vectors included: what a rollback looks at."""
    rolled_back: bool


@dataclass(frozen=True, slots=True)
class Status:
    """The state of the library as `scopes` see it."""

    articles: int
    passages: int
    model: str
    stale_passages: int
    """Passages whose vectors are missing or come from another model; a reindex makes them searchable by meaning."""
    indexed: int
    last_ingest: datetime | None
    reindexing: bool = False


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One part of the library looked at: what was found, and whether it is as it should be."""

    part: str
    ok: bool
    detail: str


class FeedState(StrEnum):
    """How it goes with a feed. A feed that is gone is not polled any more."""

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
    """In a row; 0 when the last poll went well."""
    error: str | None
    """What the last poll failed for."""
    articles: int
    """How many articles of its scope it has brought."""
    interval_minutes: int
    notify: str | None
    """Whom a lasting failure is told: an opaque name of the face."""


@dataclass(frozen=True, slots=True)
class PollResult:
    """What one poll of a feed did: an item for each entry that was new, changed, or tried again."""

    feed: FeedInfo
    items: tuple[IngestItem, ...] = ()
    tell: bool = False
    """The feed has failed for a day or is gone, or its scope is full, and nobody knows yet: say so now, it is not said
    again."""
    full: Exception | None = None
    """Why there was no room for what is new; it is taken in when there is."""


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
