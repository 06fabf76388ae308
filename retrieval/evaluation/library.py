"""The library over an evaluation set's documents, kept between runs so that they are embedded once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import platformdirs

from ..config import Settings
from ..errors import EvaluationError, IngestError
from ..library import Library
from ..reports import IngestSummary, OnProgress, unwatched
from ..types import Draft
from ..wiring import Parts, named_embedder, named_reader, open_library
from .judge import Judge
from .sets import Document, EvaluationSet, Question

Open = Callable[[Settings], AbstractAsyncContextManager[Library]]
QUOTES = 3
"""Quotes asked for, whatever the settings say: the figures are about the first and the first three."""
_DIGEST_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class KeptLibrary:
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


def default_cache() -> Path:
    """The platform's folder for what a user's programs can make again."""
    return Path(platformdirs.user_cache_dir("dateline", appauthor=False)) / "eval"


def sharing_models(settings: Settings) -> Open:
    """Opens libraries that share the configured models, so that they are loaded once for all sets."""
    return partial(
        open_library, embedder=named_embedder(settings), parts=Parts(reader=named_reader(settings))
    )


def without_reader(settings: Settings) -> Settings:
    """The settings with no reader configured."""
    return settings.model_copy(update={"reader": settings.reader.model_copy(update={"model": ""})})


@asynccontextmanager
async def open_kept(
    given: EvaluationSet,
    settings: Settings,
    *,
    cache: Path | None = None,
    opened_by: Open = open_library,
    on_progress: OnProgress = unwatched,
) -> AsyncIterator[KeptLibrary]:
    """The set's library in `cache`, brought up to date: what is there already is not embedded again.

    It answers whatever it finds (threshold 0) in three quotes. `opened_by` is for tests.
    Raises StoreError, ModelError, EvaluationError (a gold document is not there).
    """
    folder = (cache or default_cache()) / f"{given.name}-{given.documents_digest[:_DIGEST_CHARACTERS]}"
    async with opened_by(_asking_everything(settings, folder)) as library:
        if given.documents:
            drafts = [_draft(document) for document in given.documents]
            summary = await library.add(drafts, on_progress=on_progress)
        else:
            summary = await library.ingest([given.folder], on_progress=on_progress)
        _raise_what_is_not_the_documents_fault(summary)
        await library.reindexes.run(on_progress=on_progress)
        documents = await _documents(given, library, summary)
        yield KeptLibrary(library, Judge(each for copies in documents.values() for each in copies), documents)


def _asking_everything(settings: Settings, data_dir: Path) -> Settings:
    answer = settings.answer.model_copy(update={"threshold": 0.0, "max_quotes": QUOTES})
    return settings.model_copy(update={"data_dir": data_dir, "answer": answer})


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


def _raise_what_is_not_the_documents_fault(summary: IngestSummary) -> None:
    for item in summary.items:
        if item.error is not None and not isinstance(item.error, IngestError):
            raise item.error


async def _documents(
    given: EvaluationSet, library: Library, summary: IngestSummary
) -> dict[int, tuple[Document, ...]]:
    """The documents of each article, from what was taken in, in input order."""
    documents: dict[int, tuple[Document, ...]] = {}
    ids: Sequence[str] = [each.id for each in given.documents]
    if not given.documents:
        ids = [Path(item.source).relative_to(given.folder).as_posix() for item in summary.items]
    for number, item in enumerate(summary.items):
        if item.article_id is None:
            continue
        if given.documents:
            document = given.documents[number]
        else:
            article = await library.articles.get(item.article_id)
            document = Document(ids[number], article.title, article.text)
        documents[item.article_id] = (*documents.get(item.article_id, ()), document)
    _check_gold(given, {each.id for copies in documents.values() for each in copies})
    return documents


def _check_gold(given: EvaluationSet, there: set[str]) -> None:
    for question in given.questions:
        for doc_id in question.doc_ids:
            if doc_id not in there:
                problem = f"the document {doc_id!r} of the question {question.id!r} was not taken in"
                raise EvaluationError(str(given.folder), problem)
