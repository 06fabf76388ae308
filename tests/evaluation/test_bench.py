"""Questions are timed stage by stage, with a reader and without. Nothing here is about how fast it is."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from retrieval import (
    Library,
    Progress,
    Settings,
    open_library,
)
from retrieval.evaluation.bench import WARM_UP, Memory, Run, Timing, bench, memory
from retrieval.evaluation.sets import read_set
from retrieval.wiring import Parts
from retrieval.workers.telemetry import Stage, Telemetry
from tests.core_fakes import HashingEmbedder

from .word_reader import WordReader


class Opened:
    """`open_library` with made-up models; keeps the settings and what the reader was asked."""

    def __init__(self) -> None:
        self.reader = WordReader()
        self.settings: list[Settings] = []

    def __call__(
        self, settings: Settings, *, telemetry: Telemetry | None = None
    ) -> AbstractAsyncContextManager[Library]:
        self.settings.append(settings)
        parts = Parts(reader=self.reader)
        return open_library(settings, embedder=HashingEmbedder(), telemetry=telemetry, parts=parts)


async def test_with_the_reader_and_without(small_set: Path, tmp_path: Path) -> None:
    opened, seen = Opened(), list[Progress]()
    settings = Settings.model_validate({"answer": {"threshold": 0.25, "max_quotes": 1}})
    result = await bench(
        read_set(small_set),
        settings,
        questions=7,
        cache=tmp_path,
        opened_by=opened,
        on_progress=seen.append,
    )
    assert (result.name, result.articles, result.passages, result.questions) == ("small", 2, 2, 7)
    assert [run.reader for run in result.runs] == ["dateline", ""]
    assert [each.reader.model for each in opened.settings] == ["dateline", ""]
    assert {each.answer for each in opened.settings} == {settings.answer}, "asked as configured"
    read, unread = result.runs
    assert len(read.timings) == len(unread.timings) == 7
    assert Stage.READING in read.stages
    assert set(read.stages) - set(unread.stages) == {Stage.READING}
    assert {Stage.WINDOW, Stage.EMBEDDING, Stage.KEYWORDS, Stage.VECTORS} <= set(unread.stages)
    assert {Stage.FETCHING, Stage.SENTENCES, Stage.CHOOSING} <= set(unread.stages)
    for timing in (*read.timings, *unread.timings):
        assert 0 <= timing.rest <= timing.whole
    assert result.ratios is not None
    asked = opened.reader.questions
    assert asked[0] == "warm"
    assert len(asked) == 1 + WARM_UP + 7
    assert asked[1 : 1 + WARM_UP] == asked[1 + WARM_UP :][:WARM_UP], "first to warm up, then for the clock"
    assert asked[-3:] == asked[-7:-4], "the set's four questions again and again"
    stages = ["asking with the reader", "asking without a reader"]
    assert [p.done for p in seen if p.stage == stages[0]] == list(range(8))
    assert {p.total for p in seen if p.stage in stages} == {7}


async def test_without_a_configured_reader_there_is_one_run(small_set: Path, tmp_path: Path) -> None:
    settings = Settings.model_validate({"reader": {"model": ""}})
    result = await bench(read_set(small_set), settings, questions=2, cache=tmp_path, opened_by=Opened())
    assert [run.reader for run in result.runs] == [""]
    assert result.ratios is None


def test_figures_of_a_run() -> None:
    timings = [Timing(10.0 * n, {Stage.KEYWORDS: 2.0 * n, Stage.WINDOW: 1.0}, 3.0) for n in range(1, 4)]
    run = Run("", (*timings, Timing(40.0, {}, 7.0)))
    assert (run.p50, run.mean, run.rest) == (25.0, 25.0, 4.0)
    assert run.p95 == pytest.approx(38.5)
    assert list(run.stages.items()) == [(Stage.WINDOW, 0.75), (Stage.KEYWORDS, 3.0)], "over all questions"


def test_memory_by_the_system(tmp_path: Path) -> None:
    status = tmp_path / "status"
    status.write_text("Name:\tdateline\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\nThreads:\t1\n")
    assert memory(status) == Memory(peak=2.0, current=1.0)
    elsewhere = memory(tmp_path / "none")
    assert elsewhere.current is None
    assert elsewhere.peak is None or elsewhere.peak > 1
