"""What goes into asking and comes out of it: articles, passages, hits, quotes, answers, refusals. Frozen, free of I/O.

Offsets are Python string indices (Unicode code points) into `Article.text`, the cleaned text that is stored. People,
places (conversations) and homes (servers) are opaque strings of the face that asks. `reports` has what ingest returns.
"""

# longer than 450 lines because what goes into asking and comes out of it is read together
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, NamedTuple

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


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, with its scores: `cosine` or `bm25` is None if that retriever did not return it."""

    passage: Passage
    article: Article
    score: float
    """The score of rank fusion, or the cross-encoder's if there is one; comparable within one search."""
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


SURE = 0.87
"""An answer with at least this confidence is called sure. At most one in twenty of them is wrong on the development sets
about news; `python -m retrieval.evaluation.fit` finds the value."""


class Certainty(StrEnum):
    """A confidence in words. What is doubtful is shown as something that may not answer."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class OutcomeKind(StrEnum):
    """What came of a question. A doubtful `Answer` does not count as one: the question is still open."""

    ANSWER = "answer"
    DOUBTFUL = "doubtful"
    REFUSAL = "refusal"


class Agreement(StrEnum):
    """What a value of another article is to the value of the first quote."""

    SAME = "same"
    EARLIER = "earlier"
    """The figure has moved since: the other article is days older."""
    NEWER = "newer"
    """The other article is days younger, and its sentence is much less likely to answer."""
    DISAGREE = "disagree"
    """Articles of different origins, days apart or less, or without a date, say different things."""


@dataclass(frozen=True, slots=True)
class GivenValue:
    """What another article gives for what is asked: the value is marked in a verified quote of that article. The
    citation's number is 0 if the answer does not show this quote."""

    agreement: Agreement
    citation: Citation

    @property
    def words(self) -> str:
        """The value as the article writes it."""
        return " … ".join(text for text, is_marked in self.citation.quote.parts if is_marked)


class Correction(NamedTuple):
    """A word of a question that no article has, and the word of the articles that it was read as."""

    typed: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes that answer, best first. `confidence` is the calibrated probability, in [0, 1], that the first quote answers
    the question."""

    question: str
    citations: tuple[Citation, ...]
    confidence: float
    doubtful: bool = False
    """True if the confidence is below the threshold: it is shown under the words that it may not answer."""
    corrected: tuple[Correction, ...] = ()
    values: tuple[GivenValue, ...] = ()
    """What other articles give for what is asked, where that can be compared: each article once, the newest first."""

    @property
    def kind(self) -> OutcomeKind:
        return OutcomeKind.DOUBTFUL if self.doubtful else OutcomeKind.ANSWER

    @property
    def as_of(self) -> date | None:
        """The newest publication day among the citations; None if all of them are undated."""
        days = [date.fromisoformat(c.published_at[:10]) for c in self.citations if c.published_at]
        return max(days, default=None)

    @property
    def articles(self) -> int:
        """How many articles give this answer: those that support it, and their copies."""
        supporting = {citation.quote.article_id for citation in self.supporting}
        return len(supporting | {copy.article_id for each in self.supporting for copy in each.copies})

    @property
    def origins(self) -> int:
        """How many independent articles give this answer: copies of one story count once."""
        return len(
            {("story", c.story) if c.story else ("article", c.quote.article_id) for c in self.supporting}
        )

    @property
    def supporting(self) -> tuple[Citation, ...]:
        """The first citation and those that give the same value. Where no value could be compared, all citations but
        those that give another value."""
        if self.agreeing:
            return self.citations[0], *(each.citation for each in self.agreeing)
        others = {each.citation.quote.article_id for each in self.values}
        first, *further = self.citations
        return first, *(each for each in further if each.quote.article_id not in others)

    @property
    def agreeing(self) -> tuple[GivenValue, ...]:
        """The other articles that give the same value."""
        return tuple(each for each in self.values if each.agreement is Agreement.SAME)

    @property
    def differing(self) -> dict[Agreement, list[GivenValue]]:
        """The values that other articles give in place of the answer, by kind; each once, from the newest article."""
        found: dict[Agreement, list[GivenValue]] = {}
        for kind in (Agreement.DISAGREE, Agreement.NEWER, Agreement.EARLIER):
            once: dict[str, GivenValue] = {}
            for each in self.values:
                if each.agreement is kind:
                    once.setdefault(each.words.casefold(), each)
            if once:
                found[kind] = list(once.values())
        return found

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The citations, then the quotes of the values that are not among them."""
        return *self.citations, *(each.citation for each in self.values if not each.citation.number)

    @property
    def certainty(self) -> Certainty:
        if self.doubtful:
            return Certainty.DOUBTFUL
        return Certainty.SURE if self.confidence >= SURE else Certainty.LIKELY

    @property
    def answer_text(self) -> str:
        """The marked words of the first quote, or the whole quote if nothing is marked."""
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
    """No article is by a publisher that the filters allow."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason why there is no answer. `nearest` is the closest sentence; it does not answer. `missing` are words of
    the question that do not stand near it. For OUTSIDE_TIME, `since` and `until` are the asked time."""

    question: str
    reason: Reason
    nearest: Citation | None = None
    missing: tuple[str, ...] = ()
    confidence: float = 0.0
    """The confidence of the best candidate, in [0, 1], which is below the threshold; 0 if nothing was found."""
    since: date | None = None
    until: date | None = None
    corrected: tuple[Correction, ...] = ()
    kind: ClassVar[OutcomeKind] = OutcomeKind.REFUSAL


Outcome = Answer | Refusal


class Stance(StrEnum):
    """What the articles say about a claim. NOT_FOUND does not mean that the claim is false."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"


class Difference(NamedTuple):
    """Words of a claim, and the words that the quote has instead. `claimed` is empty if only the quote denies ("not");
    `quoted` is empty if only the claim denies."""

    claimed: str
    quoted: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One checked sentence of a message. `span` is its place in the normalised message; `claim` is its text without
    links, mentions and markup."""

    claim: str
    span: Span
    stance: Stance
    citations: tuple[Citation, ...] = ()
    """The quotes that support or contradict it; empty if nothing was found."""
    confidence: float = 0.0
    """Calibrated probability, in [0, 1], that the stance is right; 0 if nothing was found."""
    differs: tuple[Difference, ...] = ()
    """The words that differ in the first quote, if it contradicts."""
    nearest: Citation | None = None
    """If nothing was found: the closest sentence, which neither supports nor contradicts the claim."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the articles say about each sentence of a message that can be checked, in order."""

    text: str
    findings: tuple[Finding, ...] = ()
    left_out: int = 0
    """Further sentences that can be checked and were not, because there were too many."""
    unread: int = 0
    """Characters at the end of the text that were not read."""

    @property
    def stance(self) -> Stance:
        """Contradicted if any sentence is; supported if every sentence is and none was left out."""
        stances = {finding.stance for finding in self.findings}
        if Stance.CONTRADICTED in stances:
            return Stance.CONTRADICTED
        whole = not (self.left_out or self.unread)
        return Stance.SUPPORTED if stances == {Stance.SUPPORTED} and whole else Stance.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange of a conversation: a question, the words that answered it (None: it was refused), and the articles
    that were cited."""

    question: str
    answer: str | None = None
    articles: tuple[int, ...] = ()

    @classmethod
    def of(cls, outcome: Outcome) -> Turn:
        """The turn that a following question may refer to."""
        if isinstance(outcome, Refusal):
            return cls(outcome.question)
        cited = dict.fromkeys(citation.quote.article_id for citation in outcome.citations)
        return cls(outcome.question, outcome.answer_text, tuple(cited))


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
