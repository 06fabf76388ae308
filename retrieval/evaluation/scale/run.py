"""How quick search is in a large library, how much of the exact results it finds, and how many bytes a passage takes.

Nothing is embedded: texts and vectors are made up. Times are of the processor, so that other work on the machine counts
as little as it can.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from ...errors import EvaluationError
from ...index.base import Ids, Vectors
from ...reports import OnProgress, Progress, unwatched
from ...search.keyword_search import TITLE_WEIGHT
from ...search.keywords import match_expression
from ...store.changes import Stored, stacked
from ...store.passages import ids_of
from ...types import Filters
from ..measures import percentile
from .corpus import PASSAGES_AN_ARTICLE, SyntheticCorpus
from .library import CANDIDATES, DATABASE, MODEL, SCOPES, SNAPSHOT, Opened, fill, open_synthetic

TOP = 10
"""Results that are compared with the exact ones."""
_UNITS = {"k": 1000, "m": 1_000_000}
Pairs = list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of the processor for one question."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class ScopeFigures:
    """Searches of one scope. `overlap` is the share of the ten best passages by BM25 over all postings that keyword
    search finds among its first ten, `recall` the same for vectors and exact cosines."""

    scope: str
    keywords: Times
    vectors: Times
    fused: Times
    overlap: float
    recall: float


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """One library. Bytes are those of a passage: on disk, of database and snapshot together; in memory, of the vector
    index, which is held as the snapshot has it."""

    passages: int
    questions: int
    disk_bytes: float
    memory_bytes: float
    scopes: tuple[ScopeFigures, ...]


def sizes_of(text: str) -> list[int]:
    """ "10k,1M" -> [10000, 1000000]. Raises EvaluationError."""
    sizes = []
    for each in text.split(","):
        number, unit = each.strip().lower(), 1
        if number[-1:] in _UNITS:
            number, unit = number[:-1], _UNITS[number[-1]]
        if not number.isascii() or not number.isdigit() or int(number) * unit < PASSAGES_AN_ARTICLE:
            raise EvaluationError(each, f"is no number of passages of at least {PASSAGES_AN_ARTICLE}")
        sizes.append(int(number) * unit)
    return sizes


async def measure_scale(
    folder: Path, sizes: Sequence[int], questions: int, on_progress: OnProgress = unwatched
) -> tuple[ScaleFigures, ...]:
    """Measure libraries of so many passages, which are kept below `folder`. Raises StoreError, OSError."""
    return tuple([await _measured(folder / f"{size}", size, questions, on_progress) for size in sizes])


async def _measured(folder: Path, size: int, questions: int, on_progress: OnProgress) -> ScaleFigures:
    corpus = SyntheticCorpus(size)
    await fill(folder, corpus, on_progress)
    asked = corpus.questions(questions)
    on_progress(Progress("building the index", 0, 1))
    async with open_synthetic(folder):
        pass  # what is measured is read from its snapshot, as after a restart
    async with open_synthetic(folder) as opened:
        opened.vectors.update(asked)
        times = [
            await _times(opened, [text for text, _ in asked], name, filters, on_progress)
            for name, filters in SCOPES.items()
        ]
        passages = await opened.passages.total()
        exact = await _exact_neighbours(opened, np.stack([vector for _, vector in asked]))
        scopes = [
            ScopeFigures(
                name,
                *each,
                overlap=await _overlap(opened, [text for text, _ in asked], filters, on_progress),
                recall=await _recall(opened, asked, filters, exact[name]),
            )
            for (name, filters), each in zip(SCOPES.items(), times, strict=True)
        ]
    database, snapshot = ((folder / name).stat().st_size for name in (DATABASE, SNAPSHOT))
    return ScaleFigures(
        passages, questions, (database + snapshot) / passages, snapshot / passages, tuple(scopes)
    )


async def _times(
    opened: Opened, questions: Sequence[str], name: str, filters: Filters, on_progress: OnProgress
) -> tuple[Times, Times, Times]:
    """Of keyword search, vector search, and both with fusion and fetching. Every question was asked before: how often
    words occur is known, as in a process that has run for a while."""
    allowed = ids_of(await opened.passages.allowed(filters))
    for number, text in enumerate(questions):
        on_progress(Progress(f"asking {name}", number, len(questions)))
        await opened.hybrid.search(text, filters, TOP)
        await opened.keywords.search(text, filters, len(allowed), CANDIDATES)
    pairs = [(text, opened.vectors[text]) for text in questions]
    search, index, hybrid = opened.keywords.search, opened.index.search, opened.hybrid.search
    return (
        await _timed([partial(search, text, filters, len(allowed), CANDIDATES) for text, _ in pairs]),
        await _timed([partial(index, vector, CANDIDATES, allowed) for _, vector in pairs]),
        await _timed([partial(hybrid, text, filters, TOP) for text, _ in pairs]),
    )


async def _timed(calls: Sequence[Callable[[], Awaitable[object]]]) -> Times:
    """One after another."""
    milliseconds = []
    for call in calls:
        started = time.process_time()
        await call()
        milliseconds.append(1000 * (time.process_time() - started))
    return Times(percentile(milliseconds, 50) or 0.0, percentile(milliseconds, 95) or 0.0)


async def _overlap(
    opened: Opened, questions: Sequence[str], filters: Filters, on_progress: OnProgress
) -> float:
    allowed = len(await opened.passages.allowed(filters))
    shares = []
    for number, text in enumerate(questions):
        on_progress(Progress("comparing", number, len(questions)))
        found = await opened.keywords.search(text, filters, allowed, CANDIDATES)
        match = match_expression(text)
        full = await opened.passages.lexical(match, filters, TOP, TITLE_WEIGHT) if match else []
        shares.append(_share(found, [id for id, _ in full]))
    return float(np.mean(shares))


async def _recall(
    opened: Opened, questions: Sequence[tuple[str, Vectors]], filters: Filters, exact: Sequence[Sequence[int]]
) -> float:
    allowed = ids_of(await opened.passages.allowed(filters))
    found = [await opened.index.search(vector, CANDIDATES, allowed) for _, vector in questions]
    return float(np.mean([_share(each, best) for each, best in zip(found, exact, strict=True)]))


def _share(found: Pairs, best: Sequence[int]) -> float:
    """Of the best that are among the first found; 1 where there are none."""
    first = {id for id, _ in found[:TOP]}
    return len(first & set(best)) / len(best) if best else 1.0


async def _exact_neighbours(opened: Opened, queries: Vectors) -> dict[str, list[list[int]]]:
    """For each scope and query the ids of the nearest stored vectors, read one after another."""
    inside = {name: ids_of(await opened.passages.allowed(filters)) for name, filters in SCOPES.items()}
    best: dict[str, list[Pairs]] = {name: [[] for _ in queries] for name in SCOPES}
    async for stored in opened.change_feed.all_vectors(MODEL, 8192):
        await opened.index.worker.run(_keep_nearest, best, inside, queries, stored)
    return {name: [[id for id, _ in each] for each in pairs] for name, pairs in best.items()}


def _keep_nearest(
    best: dict[str, list[Pairs]], inside: dict[str, Ids], queries: Vectors, stored: Stored
) -> None:
    sound = stacked(stored)
    if sound is None:
        return
    ids, vectors = sound
    scores = queries @ vectors.T
    for name, allowed in inside.items():
        within = np.flatnonzero(np.isin(ids, allowed))
        for number, row in enumerate(scores[:, within]):
            first = np.argsort(-row)[:TOP]
            pairs = [*best[name][number], *zip(ids[within[first]].tolist(), row[first].tolist(), strict=True)]
            best[name][number] = sorted(pairs, key=lambda pair: -pair[1])[:TOP]
