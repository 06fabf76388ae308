"""What is done in a second is counted from real work of a small set. Nothing here is about how fast it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval import Progress, Settings
from retrieval.errors import EvaluationError
from retrieval.evaluation.sets import read_set
from retrieval.evaluation.speed import throughput as measured
from retrieval.evaluation.speed.throughput import Encoding, Throughput, in_a_new_process, rows, throughput
from retrieval.models.base import Embedder
from retrieval.models.embedder import SentenceEmbedder
from tests.core_fakes import HashingEmbedder

from .small import DOCUMENTS, QUESTIONS, write_set


async def at_once(settings: Settings, question: str) -> float:
    """In place of a process: the library is there for it to open."""
    assert (settings.data_dir / "dateline.db").is_file()
    assert question == "Where was the harbour treaty signed?"
    return 1.5


@pytest.fixture(params=["hashing", "minilm"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "hashing":
        return HashingEmbedder()
    real: SentenceEmbedder = request.getfixturevalue("minilm")
    return real


@pytest.mark.parametrize("documents", [DOCUMENTS, None])
async def test_everything_is_measured(
    tmp_path: Path, embedder: Embedder, documents: list[dict[str, object]] | None
) -> None:
    questions = [{**each, "evidence": [], "doc_ids": []} for each in QUESTIONS if not each.get("history")]
    folder = write_set(tmp_path / "small", questions, documents)
    if documents is None:
        for name in ("treaty", "copy", "bridge"):
            (folder / f"{name}.txt").write_text(
                "The treaty was signed. Fishermen had waited.", encoding="utf-8"
            )
    seen: list[Progress] = []
    settings = Settings.model_validate({"data_dir": tmp_path / "own", "reader": {"model": ""}})
    given = read_set(folder)
    found = await throughput(
        given, settings, questions=6, embedder=embedder, first_answer=at_once, on_progress=seen.append
    )
    assert found.articles == 3
    assert found.first_answer == 1.5
    assert [count for count, _ in found.askers] == [1, 8, 64]
    real = isinstance(embedder, SentenceEmbedder)
    assert (found.encoding.precision in ("float32", "bfloat16")) == real
    assert (found.encoding.share is not None) == real
    assert found.encoding.passages == (2 if documents else 1)
    for figure in (
        found.ingest,
        found.ingest_without_embedding,
        found.reingest,
        found.reindex,
        found.bytes_a_passage,
    ):
        assert figure > 0
    assert {"ingesting", "embedding passages", "one person asking", "64 people asking"} <= {
        each.stage for each in seen
    }
    assert not (tmp_path / "own").exists(), "the library itself is not opened"


async def test_a_first_answer_in_a_process_of_its_own(seeded: Path) -> None:
    settings = Settings.model_validate({"data_dir": seeded, "reader": {"model": ""}})
    assert await in_a_new_process(settings, "Who is buying the missiles?") > 0


async def test_a_process_that_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(EvaluationError, match="ended with status 1"):
        await in_a_new_process(Settings(data_dir=tmp_path / "file"), "Who?")


def test_figures_for_people() -> None:
    shown = Throughput(
        encoding=Encoding(10, 120.04, "bfloat16", 0.61),
        articles=10,
        ingest=40.0,
        ingest_without_embedding=200.0,
        reingest=3000.4,
        reindex=30.0,
        first_answer=2.5,
        askers=((1, 5.0), (8, 9.96)),
        bytes_a_passage=5300.5,
    )
    assert dict(rows(shown)) == {
        "passages embedded a second": "120.0; 61% of the rate of a matrix product in bfloat16",
        "articles taken in a second": "40.0",
        "the same without embedding": "200.0",
        "unchanged articles taken in again a second": "3000",
        "articles reindexed a second, everything embedded again": "30.0",
        "seconds from the start of a process to its first answer": "2.50",
        "questions a second, 1 asking at the same time": "5.0",
        "questions a second, 8 asking at the same time": "10.0",
        "bytes on the disk a passage": "5,300",
    }
    assert measured.ASKERS == (1, 8, 64)
