"""Which stages of a question are timed, and how overlapping work is counted."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from retrieval import Settings, open_library
from retrieval.workers.telemetry import IngestStage, Recording, Stage, Timed, covered, timing
from tests.core_fakes import HashingEmbedder, add

UNREAD = {Stage.WINDOW, Stage.EMBEDDING, Stage.KEYWORDS, Stage.VECTORS, Stage.FETCHING, Stage.SENTENCES}
UNREAD |= {Stage.CHOOSING, Stage.VERIFYING}


async def test_a_question_tells_its_stages(tmp_path: Path) -> None:
    heard = Recording()
    settings = Settings.model_validate(
        {"data_dir": tmp_path, "answer": {"threshold": 0}, "reader": {"model": ""}}
    )
    async with open_library(settings, embedder=HashingEmbedder(), telemetry=heard) as library:
        await add(
            library, "a.txt", "The Treaty\n\nThe treaty was signed on May 5 in Tokyo by both ministers."
        )
        taken_in = {each.stage for each in heard.take()}
        assert taken_in == {*IngestStage} - {IngestStage.FETCHING}, "an ingest is no question"
        await library.ask("when was the treaty signed?")
    work = heard.take()
    assert {each.stage for each in work} == UNREAD
    assert all(each.end >= each.start for each in work)
    assert heard.take() == []


def test_work_that_fails_is_timed_too() -> None:
    heard = Recording(clock=lambda: 10.0)
    with pytest.raises(OSError, match="broken"), timing(heard, Stage.READING):
        raise OSError("broken")
    ((stage, start, end),) = heard.take()
    assert stage == Stage.READING
    assert start <= end == 10.0
    assert isinstance(timing(None, Stage.READING), nullcontext)


@pytest.mark.parametrize(
    ("pieces", "seconds"),
    [
        ([], 0),
        ([(1, 3)], 2),
        ([(1, 3), (5, 6)], 3),
        ([(2, 4), (1, 3)], 3),
        ([(1, 9), (2, 3), (4, 5)], 8),
        ([(1, 2), (2, 3)], 2),
    ],
)
def test_work_side_by_side_counts_once(pieces: list[tuple[float, float]], seconds: float) -> None:
    assert covered([Timed(Stage.KEYWORDS, *piece) for piece in pieces]) == seconds
