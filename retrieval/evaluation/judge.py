"""Whether a quote is right for a question, and the record of one question that figures and report are made from. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import islice

from ..outcomes import Answer, Outcome, YesNo
from ..text import normalise, sentences, word_count
from ..types import Citation
from .measures import holds
from .sets import Document, Evidence, Question

LONG_ANSWER_WORDS = 12
"""Above it an accepted answer is a paraphrase that no quote holds word for word: evidence decides instead."""
BROAD = frozenset({"summary", "latest"})
"""Types of questions that ask for a story as a whole: its opening answers them, in whichever article tells it."""
OPENING = 2
"""Sentences of an article that tell what it is about."""
_NOTE = "editor's note"


class Standard(StrEnum):
    """What makes a quote right: the strictest test that the question allows."""

    ANSWER = "answer"
    """It holds an accepted answer."""
    EVIDENCE = "evidence"
    """It overlaps gold evidence, because no accepted answer can be quoted: too long, or not in the gold documents."""
    DOCUMENT = "document"
    """It stands in a gold document, because there is neither a short answer nor evidence."""
    NOTHING = "nothing"
    """No quote is right: the question cannot be answered."""


class Judge:
    """Judges quotes for the questions about these documents; remembers what it worked out about them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.id: document for document in documents}
        self._bare = cache(self._bare_text)
        self._bounds = cache(self._bare_bounds)
        self._opening = cache(self._opening_sentences)
        self.standard = cache(self._standard)
        """How quotes for a question are judged."""

    def is_right(self, question: Question, quote: str, doc_ids: Collection[str]) -> bool:
        """`quote` is any verbatim stretch (a sentence, a passage) of the documents `doc_ids`, copies of each other."""
        if _is_stale(question, quote):
            return False
        if question.answerable and self._tells(question, quote, doc_ids):
            return True
        match self.standard(question):
            case Standard.ANSWER:
                return _answers(question, quote)
            case Standard.EVIDENCE:
                return self.is_evidence(question, quote, doc_ids)
            case Standard.DOCUMENT:
                return any(doc_id in question.doc_ids for doc_id in doc_ids)
            case Standard.NOTHING:
                return False

    def is_evidence(self, question: Question, quote: str, doc_ids: Collection[str]) -> bool:
        """Whether a stretch of the documents `doc_ids` overlaps the gold evidence."""
        return self._overlaps(quote, question.evidence, doc_ids)

    def _standard(self, question: Question) -> Standard:
        if not question.answerable:
            return Standard.NOTHING
        short = [answer for answer in question.accepted if word_count(answer) <= LONG_ANSWER_WORDS]
        if not question.evidence:
            return Standard.ANSWER if short else Standard.DOCUMENT
        texts = (text for each in question.evidence for text in self._around(each))
        quotable = short and any(holds(text, answer) for text in texts for answer in short)
        return Standard.ANSWER if quotable else Standard.EVIDENCE

    def _around(self, evidence: Evidence) -> Iterator[str]:
        """The evidence itself, which is often the answer; then its whole document."""
        text = self._documents[evidence.doc_id].text
        yield text[evidence.start : evidence.end]
        yield text

    def _tells(self, question: Question, quote: str, doc_ids: Collection[str]) -> bool:
        """Whether a broad question is answered by gold evidence or by the opening of an article on its story."""
        if question.type not in BROAD:
            return False
        named = (doc_id for doc_id in doc_ids if doc_id in question.named_documents)
        openings = (each for doc_id in named for each in self._opening(doc_id))
        return self._overlaps(quote, [*question.evidence, *openings], doc_ids)

    def _opening_sentences(self, doc_id: str) -> tuple[Evidence, ...]:
        """The article's first sentences, without what stands before it: a byline, which ends in a letter, and a note
        that points to other articles."""
        document = self._documents[doc_id]
        text = document.text
        own = (
            span
            for span in sentences(text, document.lang or "en")
            if not text[span.end - 1].isalnum() and not _is_note(text[text.rfind("\n", 0, span.start) + 1 :])
        )
        return tuple(Evidence(doc_id, *span) for span in islice(own, OPENING))

    def _overlaps(self, quote: str, places: Iterable[Evidence], doc_ids: Collection[str]) -> bool:
        return any(self._overlap(quote, each) for each in places if each.doc_id in doc_ids)

    def _overlap(self, quote: str, evidence: Evidence) -> bool:
        """Places are compared without white space: the store holds the document with its white space normalised."""
        start, end = self._bounds(evidence)
        wanted, whole = bare(quote), self._bare(evidence.doc_id)
        at = whole.find(wanted) if wanted else -1
        while at >= 0:
            if at < end and start < at + len(wanted):
                return True
            at = whole.find(wanted, at + 1)
        return False

    def _bare_bounds(self, evidence: Evidence) -> tuple[int, int]:
        text = self._documents[evidence.doc_id].text
        return len(bare(text[: evidence.start])), len(bare(text[: evidence.end]))

    def _bare_text(self, doc_id: str) -> str:
        return bare(self._documents[doc_id].text)


def _is_note(paragraph: str) -> bool:
    return paragraph[: len(_NOTE)].lower().replace("’", "'") == _NOTE


def _answers(question: Question, quote: str) -> bool:
    return any(holds(quote, answer) for answer in question.accepted)


def _is_stale(question: Question, quote: str) -> bool:
    """It gives a figure as it was, and not as it is."""
    return any(holds(quote, each) for each in question.stale_answers) and not _answers(question, quote)


def bare(text: str) -> str:
    """`text` as the store would hold it, without any white space."""
    return "".join(normalise(text).split())


@dataclass(frozen=True, slots=True)
class JudgedQuote:
    """A quote that was shown: whether it is right, and whether the store holds it byte for byte at its offsets."""

    citation: Citation
    right: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class JudgedPassage:
    """A passage that search found, and whether it holds what a right quote must hold."""

    title: str
    text: str
    published_at: str | None
    right: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A question, asked without a threshold: `outcome` is the best there was, however unsure."""

    question: Question
    standard: Standard
    outcome: Outcome
    quotes: tuple[JudgedQuote, ...]
    passages: tuple[JudgedPassage, ...]
    """The first five found, best first."""
    gold_rank: int | None
    """The place of the first gold document among the documents found, from 1; None where none was found."""
    milliseconds: float
    """How long the answer took, search included."""

    @property
    def confidence(self) -> float:
        return self.outcome.confidence

    @property
    def first_right(self) -> bool:
        return any(quote.right for quote in self.quotes[:1])

    @property
    def any_right(self) -> bool:
        return any(quote.right for quote in self.quotes)

    @property
    def shows_all_items(self) -> bool | None:
        """Whether every item of a list stands in some quote; None where no list is asked for."""
        groups, texts = self.question.answer_groups, [each.citation.quote.text for each in self.quotes]
        if not groups:
            return None
        return all(any(holds(text, name) for text in texts for name in group) for group in groups)

    def answered(self, threshold: float) -> bool:
        """Whether it would be answered at this threshold."""
        return isinstance(self.outcome, Answer) and self.confidence >= threshold

    def said(self, threshold: float) -> YesNo | None:
        """Whether it would be answered with yes or no at this threshold; None for neither."""
        outcome = self.outcome
        return outcome.verdict if isinstance(outcome, Answer) and self.answered(threshold) else None
