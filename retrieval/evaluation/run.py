"""Asks a real library the questions of evaluation sets, and judges what it answers.

A set's library is cached between runs, so that its documents are embedded once.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import platformdirs

from ..config import Settings
from ..errors import EvaluationError, IngestError
from ..library import Library
from ..outcomes import Answer, Outcome, Turn
from ..reports import IngestSummary, OnProgress, Progress, unwatched
from ..types import Draft, Filters, Hit
from ..wiring import Parts, named_embedder, named_reader, open_library
from .figures import Figures, Trust, figures, trust
from .judge import Judge, JudgedPassage, JudgedQuote, Record
from .sets import Document, EvaluationSet, Question

T = TypeVar("T")
Open = Callable[[Settings], AbstractAsyncContextManager[Library]]
QUOTES = 3
"""Quotes asked for, whatever the settings say: the figures are about the first and the first three."""
LATER = timedelta(days=5)
"""A question is asked of what was published up to so long after its day: the quizzes of the news sets go by the week, and
the evidence that their makers give is up to five days younger than the question. What is younger still, nobody could
have read who asked it, and it would answer with figures that have moved since."""
_DIGEST_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class CachedLibrary:
    """A set's open library, and which documents its articles are."""

    library: Library
    judge: Judge
    documents: Mapping[int, tuple[Document, ...]]
    """Article id -> its documents: several where they are copies of each other."""

    def is_right(self, question: Question, text: str, article_id: int) -> bool:
        """Whether this stretch of that article is a right answer to the question."""
        return self.judge.is_right(question, text, self.doc_ids(article_id))

    def doc_ids(self, article_id: int) -> tuple[str, ...]:
        return tuple(document.id for document in self.documents[article_id])

    def filters(self, question: Question) -> Filters:
        """What could be read when it was asked: nothing dated more than `LATER` after that day but the gold documents.
        Undated articles are always seen, and all articles where no day is given.

        Days rather than article ids are filtered, because a search that is limited to articles no longer looks into
        those of the conversation first."""
        if question.asked_on is None:
            return Filters()
        gold = {*question.doc_ids, *(each.doc_id for each in question.evidence)}
        copies = (each for each in self.documents.values() if any(document.id in gold for document in each))
        days = [day for each in copies for document in each if (day := _day(document))]
        return Filters(until=max([min(question.asked_on, date.max - LATER) + LATER, *days]), undated=True)


def sharing_models(settings: Settings) -> Open:
    """Opens libraries that share the configured models, so that they are loaded once for all sets."""
    return partial(
        open_library, embedder=named_embedder(settings), parts=Parts(reader=named_reader(settings))
    )


def without_reader(settings: Settings) -> Settings:
    """The settings with no reader configured."""
    return settings.model_copy(update={"reader": settings.reader.model_copy(update={"model": ""})})


def watched(items: Sequence[T], stage: str, on_progress: OnProgress) -> Iterator[T]:
    """Yields the items; before each, and at the end, `on_progress` is told how many are done."""
    for number, item in enumerate(items):
        on_progress(Progress(stage, number, len(items)))
        yield item
    on_progress(Progress(stage, len(items), len(items)))


@asynccontextmanager
async def open_cached(
    given: EvaluationSet,
    settings: Settings,
    *,
    cache: Path | None = None,
    opened_by: Open = open_library,
    on_progress: OnProgress = unwatched,
) -> AsyncIterator[CachedLibrary]:
    """Opens the set's library in `cache` (by default a folder that the platform has for caches), brought up to date: what
    is there already is not embedded again.

    It answers whatever it finds (threshold 0) in three quotes. `opened_by` is for tests.
    Raises StoreError, ModelError, EvaluationError (a gold document is not there).
    """
    cache = cache or Path(platformdirs.user_cache_dir("dateline", appauthor=False)) / "eval"
    folder = cache / f"{given.source.name}-{given.documents_digest[:_DIGEST_CHARACTERS]}"
    answer = settings.answer.model_copy(update={"threshold": 0.0, "max_quotes": QUOTES})
    async with opened_by(settings.model_copy(update={"data_dir": folder, "answer": answer})) as library:
        if given.documents:
            drafts = [_draft(document) for document in given.documents]
            summary = await library.add(drafts, on_progress=on_progress)
        else:
            summary = await library.ingest([given.source], on_progress=on_progress)
        for item in summary.items:
            if item.error is not None and not isinstance(item.error, IngestError):
                raise item.error  # it is not the document that is at fault
        await library.reindexes.run(on_progress=on_progress)
        documents = await _documents(given, library, summary)
        judge = Judge(each for copies in documents.values() for each in copies)
        yield CachedLibrary(library, judge, documents)


def _draft(document: Document) -> Draft:
    published_at = stated_moment(document.date)
    return Draft(
        name=document.id,
        key=f"document:{document.id}",
        title=document.title,
        original=document.text,
        text=document.text,
        url=document.url,
        publisher=document.source,
        published_at=published_at,
        date_origin="evaluation set" if published_at else None,
        language=(document.lang or "en").lower(),
    )


def stated_moment(stated: object) -> str | None:
    """An instant with its zone, else a day, in ISO 8601; None for what is neither."""
    try:
        moment = datetime.fromisoformat(str(stated).strip())
    except ValueError:
        return None
    return moment.isoformat() if moment.tzinfo else moment.date().isoformat()


def _day(document: Document) -> date | None:
    moment = stated_moment(document.date)
    return date.fromisoformat(moment[:10]) if moment else None


async def _documents(
    given: EvaluationSet, library: Library, summary: IngestSummary
) -> dict[int, tuple[Document, ...]]:
    """The documents of each article, from what was ingested, in input order. Raises EvaluationError for a gold document
    that did not become an article."""
    documents: dict[int, tuple[Document, ...]] = {}
    for number, item in enumerate(summary.items):
        if item.article_id is None:
            continue
        if given.documents:
            document = given.documents[number]
        else:
            article = await library.articles.get(item.article_id)
            path = Path(item.source).relative_to(given.source).as_posix()
            document = Document(path, article.title, article.text, article.published_at)
        documents[item.article_id] = (*documents.get(item.article_id, ()), document)
    there = {each.id for copies in documents.values() for each in copies}
    for question in given.questions:
        for doc_id in question.doc_ids:
            if doc_id not in there:
                problem = f"the document {doc_id!r} of the question {question.id!r} was not taken in"
                raise EvaluationError(str(given.folder), problem)
    return documents


PASSAGES = 5
"""Passages looked at for the answer, and documents for the gold one."""
_HITS = 30
"""Passages searched for: enough to hold five documents, of which some give several."""


@dataclass(frozen=True, slots=True)
class SetResult:
    """One set's records and figures. `documents` counts what its library holds."""

    name: str
    digest: str
    documents: int
    records: tuple[Record, ...]
    figures: Figures


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All of a run; `mix` is over the questions of all sets together. `threshold` is the configured one."""

    model: str
    threshold: float
    sets: tuple[SetResult, ...]
    mix: Trust


async def evaluate(
    sets: Sequence[EvaluationSet],
    settings: Settings,
    *,
    cache: Path | None = None,
    opened_by: Open | None = None,
    on_progress: OnProgress = unwatched,
) -> Evaluation:
    """Ask every question of every set, one after the other. Raises what `open_cached` raises.

    Asked without a threshold, so that ranking and confidence show also where the configured one refuses.
    """
    results = []
    threshold = settings.answer.threshold
    opened_by = opened_by or sharing_models(settings)
    for each in sets:
        kept = open_cached(each, settings, cache=cache, opened_by=opened_by, on_progress=on_progress)
        async with kept as opened:
            await opened.library.warm()
            asked = watched(each.questions, f"asking {each.name}", on_progress)
            records = tuple([await ask(opened, question) for question in asked])
            documents = len(opened.documents)
        result = SetResult(each.name, each.digest, documents, records, figures(records, threshold))
        results.append(result)
    everything = [record for result in results for record in result.records]
    return Evaluation(settings.embedding.model, threshold, tuple(results), trust(everything, threshold))


async def ask(opened: CachedLibrary, question: Question, said: Sequence[Turn] = ()) -> Record:
    """One question, asked of what there was on its day and judged. `said` is what was said before its own history."""
    conversation, filters = (*said, *said_before(question)), opened.filters(question)
    started = time.perf_counter()
    outcome = await answered(opened.library, question, conversation, filters)
    seconds = time.perf_counter() - started
    hits = await opened.library.search(question.text, filters=filters, conversation=conversation, k=_HITS)
    quotes = []
    for citation in outcome.citations if isinstance(outcome, Answer) else ():
        right = opened.is_right(question, citation.quote.text, citation.quote.article_id)
        verified = (await opened.library.context(citation)).verified
        quotes.append(JudgedQuote(citation, right, verified))
    return Record(
        question=question,
        standard=opened.judge.standard(question),
        outcome=outcome,
        quotes=tuple(quotes),
        passages=tuple(_judged(opened, question, hit) for hit in hits[:PASSAGES]),
        gold_rank=_gold_rank(opened, question, hits),
        milliseconds=1000 * seconds,
    )


async def answered(
    library: Library, question: Question, conversation: Sequence[Turn], filters: Filters
) -> Outcome:
    """The question asked on its own day."""
    return await library.ask(
        question.text, filters=filters, conversation=conversation, today=question.asked_on
    )


def said_before(question: Question) -> tuple[Turn, ...]:
    """The question's history as turns: each thing asked with what was answered to it. No set says where from."""
    turns: list[Turn] = []
    for said in question.history:
        if said.role == "user":
            turns.append(Turn(said.text))
        elif turns:
            turns[-1] = replace(turns[-1], answer=said.text)
    return tuple(turns)


def _judged(opened: CachedLibrary, question: Question, hit: Hit) -> JudgedPassage:
    right = opened.is_right(question, hit.passage.text, hit.article.id)
    return JudgedPassage(hit.article.title, hit.passage.text, hit.article.published_at, right)


def _gold_rank(opened: CachedLibrary, question: Question, hits: Sequence[Hit]) -> int | None:
    articles = dict.fromkeys(hit.article.id for hit in hits)
    for rank, article_id in enumerate(articles, start=1):
        if any(doc_id in question.doc_ids for doc_id in opened.doc_ids(article_id)):
            return rank
    return None
