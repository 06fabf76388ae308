"""How much work is done in a second: embedding, ingesting, reindexing, answering several people; a cold start; bytes."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np

from ...config import Settings
from ...errors import EvaluationError
from ...ingest.passages import context, split
from ...library import Library
from ...models.base import Embedder, Vectors
from ...models.embedder import SentenceEmbedder
from ...reports import OnProgress, unwatched
from ...types import Filters
from ...wiring import named_embedder, open_library
from ...workers.process import run_program
from ..bench import Bench
from ..run import watched
from ..sets import DOCUMENTS, EvaluationSet, Question
from .dateline_peer import every_article

ASKERS = (1, 8, 64)
"""People who ask at the same time, each one question after another."""
_MOST_QUESTIONS = 128
"""Asked for each number of askers: twice as many as there are people at most."""
_STEP = 64
"""Passages that are embedded between two reports of progress."""
_DIMENSION = 384
FirstAnswer = Callable[[Settings, str], Awaitable[float]]
"""Seconds from the start of a process to its first answer, with these settings, to this question."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """The embedding model alone. `precision` and `share` are None for a model that sentence-transformers computes."""

    passages: int
    per_second: float
    precision: str | None
    share: float | None
    """Of the rate at which this processor was measured to multiply matrices in that precision, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Throughput:
    """All that was measured; articles and questions a second, seconds, bytes."""

    encoding: Encoding
    articles: int
    ingest: float
    ingest_without_embedding: float
    reingest: float
    reindex: float
    """All vectors computed again."""
    first_answer: float
    """Seconds from the start of a process, with the files in the system's cache."""
    askers: tuple[tuple[int, float], ...]
    """(people who ask at the same time, questions a second)"""
    bytes_a_passage: float
    """On the disk, of everything: articles as they came and cleaned, keywords, vectors twice."""


class _NoModel:
    """Gives every text the same vector, so that everything but the model is measured."""

    name = "none"

    def fingerprint(self) -> str:
        return "none"

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), _DIMENSION), _DIMENSION**-0.5, np.float32)


async def throughput(
    given: EvaluationSet,
    settings: Settings,
    *,
    questions: int,
    embedder: Embedder | None = None,
    first_answer: FirstAnswer | None = None,
    on_progress: OnProgress = unwatched,
) -> Throughput:
    """Measures with libraries of the set's articles in a temporary folder. Of `questions` at most `_MOST_QUESTIONS` are
    asked for each number of askers. `embedder` and `first_answer` are for tests. Raises StoreError, ModelError,
    EvaluationError."""
    model = embedder or named_embedder(settings)
    asked = list(islice(cycle(given.questions), min(questions, _MOST_QUESTIONS)))
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        kept = settings.model_copy(update={"data_dir": Path(folder) / "data"})
        bare = settings.model_copy(update={"data_dir": Path(folder) / "bare"})
        async with open_library(bare, embedder=_NoModel()) as library:
            articles, without = await _ingested(library, given, on_progress)
            texts = [each async for each in _passages(library, settings.passages.words)]
        encoding = _encoding(texts, model, settings.embedding.threads, on_progress)
        async with open_library(kept, embedder=model) as library:
            await library.warm()
            _, ingest = await _ingested(library, given, on_progress)
            _, reingest = await _ingested(library, given, on_progress)
            reindex = await _seconds(library.reindexes.run(full=True, on_progress=on_progress))
            rates = [(count, await _rate(library, asked, count, on_progress)) for count in ASKERS]
            passages = (await library.status()).passages
        first = await (first_answer or in_a_new_process)(kept, asked[0].text)
        size = sum(file.stat().st_size for file in kept.data_dir.rglob("*") if file.is_file())
    return Throughput(
        encoding=encoding,
        articles=articles,
        ingest=articles / ingest,
        ingest_without_embedding=articles / without,
        reingest=articles / reingest,
        reindex=articles / reindex,
        first_answer=first,
        askers=tuple(rates),
        bytes_a_passage=size / max(1, passages),
    )


async def _passages(library: Library, words: int) -> AsyncIterator[str]:
    """What is embedded of every article."""
    async for article in every_article(library):
        for span in split(article.text, words, article.language):
            yield context(article.title, article.text[span.start : span.end])


def _encoding(texts: Sequence[str], model: Embedder, threads: int, on_progress: OnProgress) -> Encoding:
    """Blocks while it computes: nobody else is served meanwhile. The share is of processor time, which other work on the
    machine leaves alone."""
    model.encode(texts[:1])
    started, processor = time.perf_counter(), time.process_time()
    for at in watched(range(0, len(texts), _STEP), "embedding passages", on_progress):
        model.encode(texts[at : at + _STEP])
    seconds, processor = time.perf_counter() - started, (time.process_time() - processor) / threads
    arithmetic = model.arithmetic() if isinstance(model, SentenceEmbedder) else None
    if arithmetic is None or not isinstance(model, SentenceEmbedder):
        return Encoding(len(texts), len(texts) / seconds, None, None)
    share = model.operations(texts) / processor / arithmetic.rate
    return Encoding(len(texts), len(texts) / seconds, str(arithmetic.dtype).removeprefix("torch."), share)


async def _ingested(library: Library, given: EvaluationSet, on_progress: OnProgress) -> tuple[int, float]:
    """How many articles the set has, and the seconds that taking them in took."""
    table = given.source / DOCUMENTS
    started = time.perf_counter()
    summary = await library.ingest([table if table.is_file() else given.source], on_progress=on_progress)
    return len(summary.items), time.perf_counter() - started


async def _seconds(work: Awaitable[object]) -> float:
    started = time.perf_counter()
    await work
    return time.perf_counter() - started


async def _rate(
    library: Library, questions: Sequence[Question], askers: int, on_progress: OnProgress
) -> float:
    """Questions a second."""
    people = "one person" if askers == 1 else f"{askers} people"
    waiting = watched(questions, f"{people} asking", on_progress)

    async def ask() -> None:
        for question in waiting:
            await library.ask(question.text, filters=Filters(), today=question.asked_on)

    async with asyncio.TaskGroup() as group:
        started = time.perf_counter()
        for _ in range(askers):
            group.create_task(ask())
    return len(questions) / (time.perf_counter() - started)


async def in_a_new_process(settings: Settings, question: str) -> float:
    """A `FirstAnswer` by `first_answer.py`. Raises EvaluationError."""
    command = [sys.executable, "-m", f"{__package__}.first_answer", settings.model_dump_json(), question]
    started = time.time()
    status, said = await run_program(command, on_line=lambda _: None)
    try:
        return float(said.splitlines()[-1]) - started
    except (IndexError, ValueError):
        raise EvaluationError(
            question, f"the process that was to answer it ended with status {status}"
        ) from None


def rows(measured: Throughput) -> list[tuple[str, str]]:
    """What is measured and the figure, for people."""
    encoding = measured.encoding
    share = (
        ""
        if encoding.share is None
        else (f"; {100 * encoding.share:.0f}% of the rate of a matrix product in {encoding.precision}")
    )
    return [
        ("passages embedded a second", f"{encoding.per_second:.1f}{share}"),
        ("articles taken in a second", f"{measured.ingest:.1f}"),
        ("the same without embedding", f"{measured.ingest_without_embedding:.1f}"),
        ("unchanged articles taken in again a second", f"{measured.reingest:.0f}"),
        ("articles reindexed a second, everything embedded again", f"{measured.reindex:.1f}"),
        ("seconds from the start of a process to its first answer", f"{measured.first_answer:.2f}"),
        *(
            (f"questions a second, {count} asking at the same time", f"{rate:.1f}")
            for count, rate in measured.askers
        ),
        ("bytes on the disk a passage", f"{measured.bytes_a_passage:,.0f}"),
    ]


def bench_data(measured: tuple[Bench, Throughput]) -> dict[str, Any]:
    """What `bench --json` prints: mean milliseconds of a question, memory in MiB, null where it is not known; and under
    "throughput" articles, passages and questions a second, seconds to a first answer, bytes a passage."""
    bench, done = measured
    return {
        "throughput": asdict(done),
        "set": bench.name,
        "model": bench.model,
        "articles": bench.articles,
        "passages": bench.passages,
        "questions": bench.questions,
        "runs": [
            {
                "reader": run.reader,
                "p50_ms": run.p50,
                "p95_ms": run.p95,
                "mean_ms": run.mean,
                "stages_ms": {stage.value: value for stage, value in run.stages.items()},
                "rest_ms": run.rest,
            }
            for run in bench.runs
        ],
        "ratio": dict(zip(("p50", "p95"), bench.ratios, strict=True)) if bench.ratios else None,
        "memory_mib": {
            "before": asdict(bench.before),
            "loaded": asdict(bench.loaded),
            "after": asdict(bench.after),
        },
    }
