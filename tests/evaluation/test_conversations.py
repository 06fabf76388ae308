"""Follow-ups of a set asked in three ways, through the same evaluation as `dateline eval`."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval import Settings, Turn
from retrieval.errors import EvaluationError
from retrieval.evaluation.conversations import WAYS, ignored, last_words, main, tables, with_history
from retrieval.evaluation.run import said_before
from retrieval.evaluation.sets import read_set
from retrieval.wiring import Parts
from tests.core_fakes import HashingEmbedder

from .small import QUESTIONS, write_set
from .word_reader import WordReader

FOLLOW_UPS = [
    QUESTIONS[3],
    {**QUESTIONS[3], "id": "again", "question": "Where was the harbour treaty signed?", "answers": ["Kyoto"]},
    {**QUESTIONS[2], "id": "paid", "question": "and who paid for it?", "history": QUESTIONS[3]["history"]},
]


def test_what_was_said_before(tmp_path: Path) -> None:
    row = {
        **QUESTIONS[3],
        "history": [
            {"role": "agent", "text": "Hello."},
            {"role": "user", "text": "Where was it signed?"},
            {"role": "user", "text": "The harbour treaty, I mean."},
            {"role": "agent", "text": "In Kyoto."},
        ],
    }
    (question,) = read_set(write_set(tmp_path / "set", [row])).questions
    assert said_before(question) == (
        Turn("Where was it signed?"),
        Turn("The harbour treaty, I mean.", "In Kyoto."),
    )


def test_only_follow_ups_are_asked(tmp_path: Path) -> None:
    given = read_set(write_set(tmp_path / "set"))
    assert [each.id for each in with_history(given).questions] == ["then"]
    with pytest.raises(EvaluationError, match="history"):
        with_history(read_set(write_set(tmp_path / "other", QUESTIONS[:3])))


def test_the_plain_rules() -> None:
    said = [Turn("where was the harbour treaty signed?", "Kyoto")]
    assert ignored("and by whom?", said).search == "and by whom?"
    plain = last_words("and by whom?", said)
    assert (plain.text, plain.search) == ("and by whom?", "and by whom? harbour treaty signed")
    alone = "When will the old bridge over the Alder open?"
    assert last_words(alone, said).search == alone
    assert last_words("and by whom?", []).search == "and by whom?"


async def test_one_table(tmp_path: Path) -> None:
    given = with_history(read_set(write_set(tmp_path / "talks", FOLLOW_UPS)))
    written: list[str] = []
    stages: list[str] = []
    await tables(
        [given],
        Settings(),
        write=written.append,
        embedder=HashingEmbedder(),
        parts=Parts(reader=WordReader()),
        cache=tmp_path / "cache",
        on_progress=lambda progress: stages.append(progress.stage),
    )
    head, _, *lines = "".join(written).strip().splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert head.startswith("| talks | | article @1 |")
    assert [each[0] for each in cells] == ["all (2 + 1)"] * 3 + ["lean back (1 + 1)"] * 3 + [
        "stand alone (1 + 0)"
    ] * 3
    assert [each[1] for each in cells] == [*WAYS] * 3
    assert {each[-1].split(" of ")[1] for each in cells[:6]} == {"1"}
    alone = [each[2:] for each in cells[6:]]
    assert alone[0][:4] == alone[1][:4] == alone[2][:4], "what stands alone is found alike"
    assert cells[5][3] == "100.0%", "the treaty is among the passages"
    assert "asking talks" in stages


def test_wrong_arguments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATELINE_SHARED", raising=False)
    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path))
    without = write_set(tmp_path / "without", QUESTIONS[:3])
    for arguments, said in (
        ([tmp_path / "nowhere"], "no such folder"),
        ([without], "none of its questions has a history"),
        ([without, "--limit", "0"], "at least 1"),
    ):
        with pytest.raises(SystemExit) as stopped:
            main([str(each) for each in arguments])
        assert said in f"{stopped.value.code}{capsys.readouterr().err}"
