"""What goes into asking and comes out of it: articles, passages, hits, quotes, answers, refusals. Frozen, free of I/O.

Offsets are Python string indices (Unicode code points) into `Article.text`, the cleaned text that is stored. People,
places (conversations) and homes (servers) are opaque strings of the face that asks. `reports` has what ingest returns.
"""

# longer than 450 lines because what goes into asking and comes out of it is read together
from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

SHARED_SCOPE = "shared"
VARIANT = "#~"
"""Begins the suffix that keeps the keys of different articles different."""
LIVE_BLOG = "live blog"
"""The `date_origin` of an article of several posts. The article has the date of its newest post; before each post, a line
of the text holds the post's own time in ISO 8601."""


@dataclass(frozen=True, slots=True)
class Hints:
    """Metadata that a feed or sitemap states about an article; it is used where the article itself states nothing."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    updated_at: str | None = None
    language: str | None = None
    """As a feed states it ("de-DE")."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a reader found it, before it is stored. Dates are ISO 8601: a day, or an instant with its zone if the
    source states one; anything less precise is None."""

    name: str
    """The file or attachment it came from; its suffix chooses the reader. Without one no reader is used."""
    key: str
    """Identity within a scope: a URL, a file's path or a title. A second article with the same key is a new version of
    the first if a program or a path names the key; otherwise title and text must be alike, too."""
    title: str
    original: str
    """The decoded input, with markup and page residue."""
    text: str
    """The article's own words, cleaned. This is stored, searched and quoted."""
    url: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    date_origin: str | None = None
    updated_at: str | None = None
    language: str = ""
    """Two letters, or "" if the source states none; then it is detected in the text, else the feed's, else English."""
    pages: tuple[int, ...] = ()
    """Where the pages of a paged document begin in `text`, the first at 0; empty if there are none."""
    correction: str | None = None
    """The article's own notice that it was corrected or updated: one sentence of `text`, verbatim."""
    hints: Hints | None = None
    """Kept so that a reindex reads the article with the same hints."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes before they are read. The suffix of `name` chooses the reader."""

    name: str
    data: bytes
    key: str | None = None
    """Identity within a scope, unless the article states its own URL; None: the title is the identity."""
    url: str | None = None
    """Where it was fetched from, after redirects."""
    charset: str | None = None
    """As the server states it."""
    hints: Hints | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands in place of a `Raw` that could not be taken from its archive or list; `error` says why."""

    name: str
    error: Exception


@dataclass(frozen=True, slots=True)
class Former:
    """When a former version of an article stood: on the day that was asked for, up to the day of a change."""

    stood_on: date
    changed_on: date


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
    """As in `Draft`."""
    correction: str | None = None
    """Its own notice of a correction or update, verbatim."""
    gone_at: datetime | None = None
    """Since when its URL no longer answers; the article is kept."""
    story: int | None = None
    """The same number, within a scope, for copies of one article that several publishers printed."""
    former: Former | None = None
    """Of a version that was asked for as of a day and was changed later."""

    @property
    def published_on(self) -> date | None:
        """The publication day in the source's own time zone."""
        return date.fromisoformat(self.published_at[:10]) if self.published_at else None

    @property
    def updated_on(self) -> date | None:
        """The day of the source's last change, in the source's own time zone."""
        return date.fromisoformat(self.updated_at[:10]) if self.updated_at else None


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
    """Which articles a search looks at. Days are inclusive. If `since` or `until` is set, articles without a date are
    left out unless `undated` is true. No `publishers` means all of them; their case is ignored."""

    scopes: tuple[str, ...] = (SHARED_SCOPE,)
    publishers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    article_ids: tuple[int, ...] | None = None
    undated: bool = False
    as_of: date | None = None
    """The search looks at the text of each article as it stood at the end of this day; see `known_by`."""
    without: tuple[int, ...] = ()
    """Articles that are left out."""

    def known_by(self, day: date) -> Filters:
        """The same, of what was published by that day, as it stood then."""
        return replace(self, as_of=day, until=min(filter(None, (self.until, day))))


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, with its scores: `cosine` or `bm25` is None if that retriever did not return it."""

    passage: Passage
    article: Article
    score: float
    """Of keywords, vectors and place in the article together, or the cross-encoder's if there is one; comparable within
    one search."""
    cosine: float | None = None
    bm25: float | None = None
    """Larger is better (SQLite's value with the opposite sign)."""


class Span(NamedTuple):
    """A half-open range of characters, in an article's text unless something else is said."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Window:
    """A period that a question names; days are inclusive, None is an open end. `words` is its place in the question, with
    its preposition; `relative` is true if the days depend on the day of asking ("last week")."""

    since: date | None
    until: date | None
    words: Span
    relative: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim part of a stored article version, and the words in it that answer (`marks`, also offsets into the
    article's text)."""

    article_id: int
    version: int
    span: Span
    text: str
    marks: tuple[Span, ...] = ()

    @property
    def marked(self) -> str:
        """The words that answer, as the article writes them; empty where none are marked."""
        return " … ".join(text for text, is_marked in self.parts if is_marked)

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The quote as (text, marked) pieces, in order; joined they are `text`."""
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
    """What a relative time in an article means, counted from its publication day: "next month" is "April 2024"."""

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
    """A numbered quote with its source. `dates` explain relative times in the quote (offsets as for marks); they are
    shown beside the quote, never in it."""

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
    """True if the article's URL no longer answers."""
    story: int | None = None
    copies: tuple[Copy, ...] = ()
    """Other articles with the same story, oldest first."""
    page: int | None = None
    """The page of a paged document on which the quote begins, counted from 1."""
    former: Former | None = None
    """Where the quote is of the article as it stood on the day that was asked for, and was changed later."""


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """A citation inside its paragraph. `verified` is False if the store no longer holds the quote at its offsets."""

    citation: Citation
    before: str
    after: str
    verified: bool
    current: bool
    """True if the newest version of the article is the one that was quoted."""
    kept: bool = True
    """False if the newest version no longer has these words."""
