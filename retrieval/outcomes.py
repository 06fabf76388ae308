"""What comes of a question or a claim: an answer, a refusal, findings; the core gives nothing else out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, NamedTuple

from .types import Citation, Span

SURE = 0.8
"""An answer with at least this confidence is called sure. At most one in twelve of them is wrong by the answers that the
development sets about news accept (`python -m retrieval.training.fit` finds the value)."""


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


class YesNo(StrEnum):
    """What a quote says to a question that asks for yes or no."""

    YES = "yes"
    NO = "no"


class Agreement(StrEnum):
    """What a value of another article is to the value of the first quote."""

    SAME = "same"
    EARLIER = "earlier"
    """The figure has moved since: the other article is days older."""
    NEWER = "newer"
    """The other article is days younger, and its sentence is much less likely to answer."""
    DISAGREE = "disagree"
    """Articles of different origins, days apart or less, or without a date, say different things."""
    OTHER_SCOPE = "other_scope"
    """A figure of something else, and no conflict: the injured beside the killed, a part beside the whole."""


_OTHER = frozenset({Agreement.EARLIER, Agreement.NEWER, Agreement.DISAGREE})


@dataclass(frozen=True, slots=True)
class GivenValue:
    """What another article gives for what is asked: the value is marked in a verified quote of that article. The
    citation's number is 0 if the answer does not show this quote."""

    agreement: Agreement
    citation: Citation

    @property
    def words(self) -> str:
        """The value as the article writes it."""
        return self.citation.quote.marked


class SourceFact(StrEnum):
    """What can be asked of an article itself: where it stands, when it was published, who wrote it."""

    SOURCE = "source"
    PUBLISHED = "published"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class AboutSource:
    """What is known of the article of the first quote, where that was asked for. Dates are ISO 8601; None is what the
    article does not state. `added_at` is when it was taken in. `of` is the turn that cites the article; a following
    question goes on from there."""

    asked: SourceFact
    title: str
    publisher: str | None
    byline: str | None
    published_at: str | None
    updated_at: str | None
    added_at: datetime
    of: Turn


class Correction(NamedTuple):
    """A word of a question that no article has, and the word of the articles that it was read as."""

    typed: str
    read_as: str


def publisher_key(publisher: str) -> str:
    """The same for names of publishers that differ only in case and in spaces."""
    return " ".join(publisher.casefold().split())


def independent(citations: Iterable[Citation]) -> int:
    """How many independent sources there are: copies of one story are one, and so are the articles of one publisher."""
    sources: list[set[tuple[str, object]]] = []
    for each in citations:
        own: set[tuple[str, object]] = {("article", each.quote.article_id)}
        own |= {("story", each.story)} if each.story else set()
        own |= {("publisher", publisher_key(each.publisher))} if each.publisher else set()
        alike = [source for source in sources if source & own]
        sources = [source for source in sources if not source & own] + [own.union(*alike)]
    return len(sources)


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
    verdict: YesNo | None = None
    """Only where yes or no is asked for, and the first quote settles it; never of a doubtful answer."""
    undecided: bool = False
    """True where yes or no is asked for, and the first quote does not settle it."""
    values: tuple[GivenValue, ...] = ()
    """What other articles give for what is asked, where that can be compared: each article once, the newest first."""
    known_by: date | None = None
    """The day as of which it was asked for: nothing later was looked at."""
    about: AboutSource | None = None
    """Only where something was asked of the article itself; no words of the quotes are marked then."""

    SURE_FROM: ClassVar[float] = SURE
    """The confidence from which an answer is called sure."""

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
        """How many independent sources give this answer."""
        return independent(self.supporting)

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
        for kind in (Agreement.DISAGREE, Agreement.NEWER, Agreement.EARLIER, Agreement.OTHER_SCOPE):
            once: dict[str, GivenValue] = {}
            for each in self.values:
                if each.agreement is kind:
                    once.setdefault(each.words.casefold(), each)
            if once:
                found[kind] = list(once.values())
        return found

    @property
    def has_other_values(self) -> bool:
        """True if other articles give other values for what is asked: earlier, newer or in disagreement."""
        return any(each.agreement in _OTHER for each in self.values)

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
        quote = self.citations[0].quote
        return quote.marked or quote.text


class Reason(StrEnum):
    """Why there is no answer."""

    EMPTY_LIBRARY = "empty_library"
    NOT_A_QUESTION = "not_a_question"
    NOTHING_FOUND = "nothing_found"
    NOT_ANSWERED = "not_answered"
    OUTSIDE_TIME = "outside_time"
    NO_PUBLISHER = "no_publisher"
    """No article is by a publisher that the filters allow."""
    NOTHING_YET = "nothing_yet"
    """No article had been published on the day that was asked for."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason why there is no answer. `nearest` is the closest sentence; it does not answer. `missing` are words of
    the question that no article inside the filters has. For OUTSIDE_TIME, `since` and `until` are the asked time; for
    NOTHING_YET, `since` is the day of the oldest article."""

    question: str
    reason: Reason
    nearest: Citation | None = None
    missing: tuple[str, ...] = ()
    confidence: float = 0.0
    """The confidence of the best candidate, in [0, 1], which is below the threshold; 0 if nothing was found."""
    since: date | None = None
    until: date | None = None
    corrected: tuple[Correction, ...] = ()
    known_by: date | None = None
    """As of an answer."""
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
    """If nothing was found: the closest sentence, which does not settle the claim."""
    leaning: Stance | None = None
    """What the closest sentence seems to say: right for three in four."""


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
        if outcome.about:
            return outcome.about.of
        cited = dict.fromkeys(citation.quote.article_id for citation in outcome.citations)
        return cls(outcome.question, outcome.answer_text, tuple(cited))
