"""Follow-ups of a set asked in three ways, through the same evaluation as `dateline eval`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from retrieval import Settings, Turn, open_library
from retrieval.conversation.rewrite import Resolved, resolve
from retrieval.errors import EvaluationError
from retrieval.evaluation.conversations import (
    WAYS,
    hold,
    ignored,
    last_words,
    main,
    tables,
    talk_table,
    talks_of,
    with_history,
)
from retrieval.evaluation.run import said_before
from retrieval.evaluation.sets import read_set
from retrieval.wiring import Parts
from tests.core_fakes import HashingEmbedder

from .small import QUESTIONS, asked, record, write_lines, write_set
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


TURNS = [
    {"question": "Where was the harbour treaty signed?", "answerable": True, "answers": ["Kyoto"]},
    {"question": "and who welcomed it?", "answerable": True, "answers": ["They"]},
    {"question": "who paid?", "answerable": False, "related_doc_ids": ["treaty"]},
]
CONVERSATIONS = [{"id": name, "date": "2021-06-01", "turns": TURNS} for name in ("one", "two")]


async def test_conversations_are_held_as_the_bot_holds_them(tmp_path: Path) -> None:
    heard: dict[str, Sequence[Turn]] = {}

    def spied(question: str, conversation: Sequence[Turn]) -> Resolved:
        heard[question] = conversation
        return resolve(question, conversation)

    given = read_set(write_set(tmp_path / "talks", QUESTIONS[:1]))
    write_lines(given.folder / "conversations.jsonl", CONVERSATIONS)
    assert [each.id for each in talks_of(given, 1).conversations] == ["one"]
    parts = Parts(reader=WordReader(), resolve=spied)
    opened_by = partial(open_library, embedder=HashingEmbedder(), parts=parts)
    for threshold, doubt, quotes in ((0.0, 0.0, 1), (1.0, 1.0, 3), (1.0, 0.0, 1)):
        answer = {"threshold": threshold, "doubt": doubt, "max_quotes": quotes}
        settings = Settings.model_validate({"answer": answer})
        held = await hold(talks_of(given, 1), settings, cache=tmp_path / "cache", opened_by=opened_by)
        assert [len(each) for each in held] == [3]
        first, second = heard["who paid?"]
        assert [first.question, second.question] == [turn["question"] for turn in TURNS[:2]]
        shown = doubt == 0.0
        assert (first.answer is not None, len(first.articles)) == (shown, shown), "only what was shown"


def test_the_table_of_conversations() -> None:
    right, wrong = record(asked(), {"a": True}), record(asked(), {"b": False}, confidence=0.1)
    traps = [record(asked(answerable=False), quotes) for quotes in ({}, {"c": False})]
    lines = talk_table("talks", [[wrong, right, traps[0]], [right, traps[1]]], 0.5).splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line]
    assert cells[0][0] == "talks: 2 conversations"
    assert [(each[0], each[4], each[-1]) for each in cells[2:]] == [
        ("all turns (3 + 2)", "66.7%", "1 of 2"),
        ("first turns (2 + 0)", "50.0%", "0 of 0"),
        ("follow-ups (1 + 2)", "100.0%", "1 of 2"),
    ]


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
