"""Training data of questions that people typed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from retrieval import Settings
from retrieval.evaluation.run import Open, open_cached
from retrieval.evaluation.sets import read_set
from retrieval.outcomes import Turn
from retrieval.training.typed import Group, Typed, group_of
from tests.evaluation.small import CRACKS, write_set


def groups(folder: Path, cache: Path, opened_by: Open, said: Sequence[Turn] = ()) -> dict[str, Group | None]:
    async def made() -> dict[str, Group | None]:
        given = read_set(folder)
        async with open_cached(given, Settings(), cache=cache, opened_by=opened_by) as opened:
            return {each.id: await group_of(each, opened, said) for each in given.questions}

    return asyncio.run(made())


def answers(group: Group | None) -> list[tuple[str, bool]]:
    """The words that are said to answer, and whether they are only where the answer lies."""
    assert group is not None
    marked: list[Typed] = [each for each in group.passages if each.span]
    return [(each.text[slice(*(each.span or (0, 0)))], each.loose) for each in marked]


def test_passages_are_labelled_by_the_evidence(small_set: Path, cache: Path, opened_by: Open) -> None:
    made = groups(small_set, cache, opened_by)
    assert answers(made["where"]) == [("Kyoto", False)]
    ((text, loose),) = answers(made["why"])
    assert loose
    assert text.startswith("The old bridge over the Alder")
    assert len(text) == CRACKS[1] - CRACKS[0]
    assert answers(made["who-paid"]) == []


def test_what_may_answer_outside_the_evidence_is_left_out(
    tmp_path: Path, cache: Path, opened_by: Open
) -> None:
    documents = [
        {"id": "a", "title": "Ferry", "text": "The ferry to Skua Island starts in Kyoto on Monday."},
        {
            "id": "b",
            "title": "Boats",
            "text": "Boats to Skua Island leave from Kyoto, said the harbour master.",
        },
        {"id": "c", "title": "Prices", "text": "A ticket of the ferry to Skua Island costs 12 euros."},
    ]
    question = {
        "id": "q",
        "question": "wheres the skua island ferry start",
        "answers": ["Kyoto"],
        "doc_ids": ["a"],
        "answerable": True,
        "evidence": [{"doc_id": "a", "start": 0, "end": 51}],
    }
    folder = write_set(tmp_path / "boats", [question], documents)
    group = groups(folder, cache, opened_by)["q"]
    assert group is not None
    assert {each.title for each in group.passages} == {"Ferry", "Prices"}
    assert group.question == "where is the skua island ferry start"


def test_a_follow_up_is_given_as_it_is_read(tmp_path: Path, cache: Path, opened_by: Open) -> None:
    document = {"id": "a", "title": "Ferry", "text": "The ferry to Skua Island starts in Kyoto on Monday."}
    evidence = [{"doc_id": "a", "start": 0, "end": 51}]
    asked = {"id": "q", "question": "where does it start", "answers": ["Kyoto"], "doc_ids": ["a"]}
    folder = write_set(tmp_path / "boats", [{**asked, "answerable": True, "evidence": evidence}], [document])
    group = groups(folder, cache, opened_by, [Turn("is there a ferry to Skua Island?")])["q"]
    assert group is not None
    assert group.question.startswith("where does ")
    assert "Skua" in group.question
    assert answers(group) == [("Kyoto", False)]
