"""Each row of the ablation leaves out what it says, through the same evaluation as `dateline eval`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from retrieval import Answer, Settings, open_library
from retrieval.answer.features import NAMES, Tier, load_calibration, timely
from retrieval.answer.question import Kind
from retrieval.evaluation.ablate import DATED, Ablation, ablations, main, table, timeless
from retrieval.evaluation.sets import read_set
from tests.core_fakes import HashingEmbedder, add, dated

from .small import write_set
from .word_reader import WordReader

ROWS = ["all", "no reader", "no BM25", "no vectors", "no title context", "no dates", "no neighbours joined"]
BODY = "The harbour treaty was signed in Tokyo.\n\nIt was signed by both ministers of the harbour."
QUESTION = "who signed the harbour treaty last week?"


def row(name: str, reader: WordReader) -> Ablation:
    return next(each for each in ablations(Settings(), reader) if each.name == name)


def test_the_rows() -> None:
    reader = WordReader()
    assert [each.name for each in ablations(Settings(), reader)] == ROWS
    other = WordReader()
    last = ablations(Settings(), reader, other)[-1]
    assert last.name == "another adapter"
    assert last.parts.reader is other
    unread = row("no reader", reader)
    assert (unread.settings.reader.model, unread.parts.calibration) == ("", None), "weights of its own"


@pytest.mark.parametrize("name", ROWS)
async def test_what_a_row_leaves_out(name: str, tmp_path: Path) -> None:
    reader = WordReader()
    each = row(name, reader)
    plain = {
        "data_dir": tmp_path,
        "answer": {"threshold": 0},
        "reader": {"model": each.settings.reader.model},
    }
    settings = Settings.model_validate(plain)
    async with open_library(settings, embedder=HashingEmbedder(), parts=each.parts) as library:
        await add(library, "a.md", dated("Harbour treaty", BODY, None, "2024-01-10"))
        (hit,) = await library.search(QUESTION)
        assert (hit.bm25 is None) is (name == "no BM25")
        assert (hit.cosine is None) is (name == "no vectors")
        outcome = await library.ask(QUESTION, today=date(2020, 1, 8))
    assert isinstance(outcome, Answer) is (name == "no dates"), "another week's article"
    seen = {(passage.title, passage.published) for passage in reader.passages}
    expected = {
        "no reader": set(),
        "no title context": {(None, date(2024, 1, 10))},
        "no dates": {("Harbour treaty", None)},
    }
    assert seen == expected.get(name, {("Harbour treaty", date(2024, 1, 10))})


async def test_neighbours_stay_apart(tmp_path: Path) -> None:
    lengths = []
    for name in ("all", "no neighbours joined"):
        settings = Settings.model_validate({"data_dir": tmp_path / name[:3], "answer": {"threshold": 0}})
        parts = row(name, WordReader()).parts
        async with open_library(settings, embedder=HashingEmbedder(), parts=parts) as library:
            await add(library, "a.md", dated("Harbour treaty", BODY.replace("\n\n", " ")))
            outcome = await library.ask("why was the harbour treaty signed?")
        assert isinstance(outcome, Answer)
        lengths.append(len(outcome.citations[0].quote.text))
    assert lengths[1] < lengths[0]


def test_weights_as_if_everything_were_undated() -> None:
    calibration = load_calibration(Tier.SMALL)
    weights, constant = (each.of(Kind.WHEN) for each in (calibration, timeless(calibration)))
    features = np.random.default_rng(0).uniform(-1, 1, len(NAMES))
    undated = features.copy()
    undated[DATED] = timely(None, date(2024, 1, 1), date(2024, 1, 7))
    assert constant.confidence(features) == pytest.approx(weights.confidence(undated))
    shift = weights.score(undated) - constant.score(undated)
    other = np.random.default_rng(1).uniform(-1, 1, len(NAMES))
    other[DATED] = undated[DATED]
    assert weights.score(other) - constant.score(other) == pytest.approx(shift), "the same order"


async def test_one_table(small_set: Path, tmp_path: Path) -> None:
    sets = [read_set(small_set), read_set(write_set(tmp_path / "twin"))]
    written: list[str] = []
    stages: list[str] = []
    rows = [row(name, WordReader()) for name in ROWS[:2]]
    await table(
        sets,
        rows,
        HashingEmbedder(),
        write=written.append,
        cache=tmp_path / "cache",
        on_progress=lambda progress: stages.append(progress.stage),
    )
    head, _, *lines = "".join(written).splitlines()
    columns = [cell.strip() for cell in head.strip("|").split("|")]
    figures = ["quote @1", "quote @3", "AUROC", "rejection @90"]
    assert columns == ["", *(f"{name}: {figure}" for name in ("small", "twin") for figure in figures)]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert [each[0] for each in cells] == ROWS[:2]
    assert all(each[1:5] == each[5:] for each in cells), "the same set under two names"
    assert "no reader: asking twin" in stages


def test_wrong_arguments(
    tmp_path: Path, small_set: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATELINE_SHARED", raising=False)
    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path))
    for arguments, said in (
        ([tmp_path / "nowhere"], "no such folder"),
        ([small_set, "--adapter", tmp_path / "none"], "no such file"),
        ([small_set, "--limit", "0"], "at least 1"),
    ):
        with pytest.raises(SystemExit) as stopped:
            main([str(each) for each in arguments])
        assert said in f"{stopped.value.code}{capsys.readouterr().err}"
