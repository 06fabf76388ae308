"""Opens a library: constructs the engines and hands the parts to each other.

`Parts` are replacements for parts of answering, for tests and for measuring what a part is worth.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..answer.candidates import Ranker
from ..answer.compose import Join, joined
from ..answer.features import Calibration, Tier, load_calibration
from ..answer.pipeline import AnswerPipeline, When
from ..answer.unanswered import UnansweredQuestions
from ..answer.verify import Verifier
from ..articles import ArticleCollection
from ..claims.pipeline import ClaimPipeline
from ..claims.rerank import SecondLook
from ..claims.yes_no import verdict
from ..config import Settings
from ..conversation.rewrite import Resolve, resolve
from ..dates.questions import time_window
from ..index.base import IndexEngine
from ..index.faiss_engine import HnswEngine
from ..index.sync import IndexSync
from ..ingest.passages import PassageEmbedder, context, split
from ..library import Library
from ..models.base import Embedder, PassageReader, Read, Vectors, Verify
from ..models.embedder import SentenceEmbedder
from ..models.named_reader import NamedReader, PackagedVerifier
from ..models.reranker import CrossEncoderReranker, Rerank
from ..models.vector_cache import VectorCache
from ..reports import AskedWith
from ..search.former import FormerVersions
from ..search.hybrid import HybridSearch, Retriever
from ..search.spelling import Spelling
from ..store.answers import Answers, Refusals, Votes
from ..store.audit_log import AuditLog
from ..store.backup.deletions import Deletions
from ..store.database import open_database
from ..store.integrity.checks import Integrity
from ..store.library_state import ClockCheck, Owner, UnfinishedMessages, ticking
from ..store.scopes import People, Scopes
from ..upkeep.health import Health
from ..upkeep.retention import Retention
from ..workers.telemetry import Telemetry
from ..workers.threads import MicroBatcher, Worker
from .news import follow_news
from .operators import OperatorTools

if TYPE_CHECKING:
    from ..upkeep.backup import Backups
    from .ingest import Intake, Stores


@dataclass(frozen=True, slots=True)
class Parts:
    """Replacements, to see what a part is worth or to share a loaded one; None is the usual part."""

    reader: PassageReader | None = None
    """Used where a reader is configured."""
    keywords: Retriever | None = None
    vectors: Retriever | None = None
    when: When | None = None
    calibration: Calibration | None = None
    join: Join | None = None
    resolve: Resolve | None = None


USUAL = Parts()


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Models:
    """What computes with weights: vectors on one worker, reading and reranking on another, so that two questions use two
    cores."""

    embedder: PassageEmbedder
    texts: MicroBatcher[Sequence[str], Vectors]
    sentences: VectorCache
    read: Read | None
    rerank: Rerank | None
    verify: Verify | None


@asynccontextmanager
async def open_library(  # longer than 45 lines because everything is opened in one order and closed in reverse
    settings: Settings,
    *,
    embedder: Embedder | None = None,
    clock: Callable[[], datetime] = _now,
    ticks: Callable[[], float] = ticking,
    telemetry: Telemetry | None = None,
    parts: Parts = USUAL,
    answers_first: bool = False,
) -> AsyncIterator[Library]:
    """Open everything in `settings.data_dir`. Raises StoreError, ModelError (no such model).

    `embedder`, `clock` and `ticks` (seconds of a clock that nobody can set) are for tests, `parts` for ablations,
    `telemetry` hears how long the stages of a question and of an ingest take.
    With `answers_first`, reading files gives way to answers: for a bot.
    The model itself is loaded when the first vector is needed.
    """
    from .ingest import Stores, open_intake  # it loads what talks to the web

    model = embedder or named_embedder(settings)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings.database_path))
        model_worker = await stack.enter_async_context(Worker("model"))
        reader_worker = await stack.enter_async_context(Worker("reader"))
        index_worker = await stack.enter_async_context(Worker("index"))
        index_builder = await stack.enter_async_context(Worker("index-builder"))
        parser = await stack.enter_async_context(Worker("parser"))
        rules = await stack.enter_async_context(Worker("rules"))
        stores = Stores.over(database)
        fingerprint = await model_worker.run(model.fingerprint)
        passage_embedder = PassageEmbedder(model, model_worker, fingerprint, settings.embedding.batch_size)
        index = IndexSync(
            change_feed=stores.change_feed,
            engine=vector_engine(),
            worker=index_worker,
            builder=index_builder,
            path=settings.snapshot_path,
            fingerprint=passage_embedder.fingerprint,
        )
        stack.push_async_callback(index.close)
        texts = MicroBatcher(model_worker, _each_encoded(model))
        readers = _readers(settings, reader_worker, parts.reader)
        models = _Models(passage_embedder, texts, VectorCache(texts.run), *readers)
        intake = await stack.enter_async_context(
            open_intake(
                settings,
                stores,
                passage_embedder,
                index,
                parser,
                clock,
                answers_first=answers_first,
                telemetry=telemetry,
            )
        )
        clock_check = ClockCheck(database, clock, ticks)
        backups = await _opened_backups(stack, settings, stores, clock_check, clock)
        library = _library(
            settings,
            stores,
            models,
            intake,
            index,
            parser,
            rules,
            clock_check,
            backups,
            clock,
            telemetry,
            parts,
        )
        await library.retention.empty_trash()
        yield library


async def _opened_backups(
    stack: AsyncExitStack,
    settings: Settings,
    stores: Stores,
    clock_check: ClockCheck,
    clock: Callable[[], datetime],
) -> Backups:
    from ..upkeep.backup import Backups  # it loads what reads archives
    from ..upkeep.deletion_list import DeletionLists

    worker = await stack.enter_async_context(Worker("backup"))
    deletions = Deletions(stores.database)
    lists = await stack.enter_async_context(
        DeletionLists(stores.database, deletions, settings.data_dir, worker, clock)
    )
    return Backups(
        settings=settings,
        database=stores.database,
        deletions=deletions,
        lists=lists,
        clock_check=clock_check,
        worker=worker,
        clock=clock,
    )


def vector_engine() -> IndexEngine:
    """What makes the vector indexes."""
    return HnswEngine()


def named_embedder(settings: Settings, *, exact: bool = False) -> Embedder:
    """The model that makes the configured vectors, in float32 where `exact`."""
    chosen = settings.embedding
    return SentenceEmbedder(chosen.model, chosen.batch_size, chosen.threads, exact=exact)


def named_reader(settings: Settings, adapter: Path | None = None) -> PassageReader:
    """The configured reader; the packaged and the larger one may be made with another adapter file."""
    chosen = settings.reader
    return NamedReader(chosen.model, settings.embedding.threads, adapter, chosen.base, chosen.threads)


def _readers(
    settings: Settings, worker: Worker, other: PassageReader | None
) -> tuple[Read | None, Rerank | None, Verify | None]:
    """The reader (or the other one), the cross-encoder and the verifier, off the event loop; None where none is
    configured. The verifier is there where a reader is."""
    reader = other or named_reader(settings)
    verifier = PackagedVerifier(settings.embedding.threads)
    reranker = CrossEncoderReranker(settings.rerank.model, settings.embedding.threads)

    return (
        (lambda question, passages: worker.run(reader.read, question, passages))
        if settings.reader.model
        else None,
        (lambda question, texts: worker.run(reranker.score, question, texts))
        if settings.rerank.model
        else None,
        (lambda statement, placed: worker.run(verifier.verify, statement, placed))
        if settings.reader.model
        else None,
    )


def _library(  # longer than 45 lines because it names every part of the library once
    settings: Settings,
    stores: Stores,
    models: _Models,
    intake: Intake,
    index: IndexSync,
    parser: Worker,
    rules: Worker,
    clock_check: ClockCheck,
    backups: Backups,
    clock: Callable[[], datetime],
    telemetry: Telemetry | None,
    parts: Parts,
) -> Library:
    database = stores.database
    search = _search(settings, stores, models, index, rules, telemetry, parts)
    verifier = Verifier(stores.articles, stores.stories, parser)
    when: When = parts.when or (lambda question, today: rules.run(time_window, question, today))
    look = SecondLook(verify=models.verify, rules=rules, telemetry=telemetry) if models.verify else None
    answering = AnswerPipeline(
        settings=settings,
        articles=stores.articles,
        hybrid_search=search,
        spelling=Spelling(stores.passages, rules),
        verifier=verifier,
        embed=models.texts,
        ranker=Ranker(
            embed=models.texts.run,
            embed_sentences=models.sentences,
            read=models.read,
            calibration=parts.calibration or load_calibration(Tier.of(settings.reader.model)),
            rules=rules,
            telemetry=telemetry,
        ),
        when=when,
        join=parts.join or joined,
        decide=partial(
            verdict,
            embed=models.texts.run,
            read=models.read,
            verify=models.verify,
            rules=rules,
            telemetry=telemetry,
        ),
        second_look=look,
        resolve=parts.resolve or resolve,
        rules=rules,
        clock=clock,
        telemetry=telemetry,
    )
    claims = ClaimPipeline(
        settings=settings,
        search=search,
        verifier=verifier,
        embed=models.texts,
        read=models.read,
        verify=models.verify,
        candidates=replace(answering, second_look=None).candidates,
        look=look,
        rules=rules,
        clock=clock,
        telemetry=telemetry,
    )

    articles = ArticleCollection(
        database=database,
        articles=stores.articles,
        versions=stores.versions,
        story_store=stores.stories,
        writer=intake.writer,
        parser=parser,
    )
    asked_with = AskedWith(
        settings.answer.threshold, settings.answer.doubt, settings.reader.model, models.embedder.name
    )
    answers, scopes = Answers(database, clock, asked_with), Scopes(database, clock)
    news = follow_news(
        settings,
        database,
        stores,
        answers,
        answering,
        verifier,
        embed=models.texts,
        fingerprint=models.embedder.fingerprint,
        rules=rules,
        clock=clock,
    )
    retention = Retention(
        clock_check=clock_check,
        answers=answers,
        watches=news.watches.store,
        briefings=news.briefings.store,
        scopes=scopes,
        writer=intake.writer,
        index=index,
        clock=clock,
        trash=timedelta(days=settings.ingest.trash_days),
    )
    integrity = Integrity(database)
    health = Health(
        database=database,
        articles=stores.articles,
        passages=stores.passages,
        index=index,
        embedder=models.embedder,
        embed=models.texts,
        reindexes=intake.reindex,
        integrity=integrity,
    )

    tools = OperatorTools(
        settings=settings,
        database=database,
        stores=stores,
        intake=intake,
        embedder=models.embedder,
        embed=models.texts.run,
        index=index,
        integrity=integrity,
        answers=answers,
        asked_with=asked_with,
        answering=answering,
        verifier=verifier,
        parser=parser,
        clock=clock,
    )
    return Library(
        settings=settings,
        answering=answering,
        claims=claims,
        verifier=verifier,
        ingest=intake.ingest,
        articles=articles,
        feeds=intake.polling,
        reindexes=intake.reindex,
        answers=answers,
        votes=Votes(database, clock),
        unanswered=UnansweredQuestions(Refusals(database), models.texts),
        audit_log=AuditLog(database, clock),
        people=People(database, clock),
        scopes=scopes,
        retention=retention,
        backups=backups,
        owner=Owner(database),
        messages=UnfinishedMessages(database, clock),
        watches=news.watches,
        errata=news.errata,
        briefings=news.briefings,
        feed_posts=news.feed_posts,
        timelines=news.timelines,
        health=health,
        replays=tools.replays,
        deep_check=tools.deep_check,
        repair=tools.repair,
        index=index,
        embed=models.texts,
        read=models.read,
        when=when,
        clock=clock,
    )


def _search(
    settings: Settings,
    stores: Stores,
    models: _Models,
    index: IndexSync,
    rules: Worker,
    telemetry: Telemetry | None,
    parts: Parts,
) -> HybridSearch:
    former = FormerVersions(
        versions=stores.versions,
        articles=stores.articles,
        split=lambda text, language: split(text, settings.passages.words, language),
        context=context,
        embed=models.sentences,
        rules=rules,
    )
    return HybridSearch(
        passages=stores.passages,
        articles=stores.articles,
        change_feed=stores.change_feed,
        index=index,
        embed=_one_of(models.texts),
        candidates=settings.search.candidates,
        former=former,
        rerank=models.rerank,
        keywords=parts.keywords,
        vectors=parts.vectors,
        telemetry=telemetry,
    )


def _each_encoded(model: Embedder) -> Callable[[Sequence[Sequence[str]]], Sequence[Vectors]]:
    """Several callers' texts in one call of the model, handed back to each."""

    def encode(batches: Sequence[Sequence[str]]) -> Sequence[Vectors]:
        vectors = model.encode([text for batch in batches for text in batch])
        ends = np.cumsum([len(batch) for batch in batches])
        return np.split(vectors, ends[:-1])

    return encode


def _one_of(texts: MicroBatcher[Sequence[str], Vectors]) -> Callable[[str], Awaitable[Vectors]]:
    async def embed(text: str) -> Vectors:
        vectors = await texts.run([text])
        return np.asarray(vectors[0])

    return embed
