"""Training pairs of the verifier from questions of all kinds."""

from __future__ import annotations

import asyncio
import json
import random
from dataclasses import asdict
from pathlib import Path

from retrieval import Settings
from retrieval.evaluation.run import Open, open_cached
from retrieval.evaluation.sets import read_set
from retrieval.models.verifier import NEITHER, SUPPORTS
from retrieval.training.verifying import train as verifying
from retrieval.training.verifying.asked import (
    PARAGRAPHS,
    Asked,
    asked_of,
    asked_pairs,
    paragraph_pairs,
)


def gathered(folder: Path, cache: Path, opened_by: Open) -> dict[str, Asked | None]:
    async def made() -> dict[str, Asked | None]:
        given = read_set(folder)
        async with open_cached(given, Settings(), cache=cache, opened_by=opened_by) as opened:
            return {each.id: await asked_of(each, opened) for each in given.questions}

    return asyncio.run(made())


def test_the_rankers_sentences_are_right_or_wrong(
    small_set: Path, cache: Path, opened_by: Open, tmp_path: Path
) -> None:
    found = gathered(small_set, cache, opened_by)
    where = found["where"]
    assert where is not None
    right = [each for each in where.candidates if each.right]
    assert right
    assert all("Kyoto" in each.text[each.start : each.end] for each in right)
    file = tmp_path / "asked.jsonl"
    file.write_text("".join(json.dumps(asdict(each)) + "\n" for each in found.values() if each))
    pairs = [each for each in asked_pairs([file], (), random.Random(1)) if each.statement == where.question]
    told = {pair.passage.text[slice(*pair.targets[0].spans[0])]: pair for pair in pairs}
    assert {text for text, pair in told.items() if pair.source == "asked, right"} == {
        each.text[each.start : each.end] for each in right
    }
    for text, pair in told.items():
        assert pair.targets[0].labels == ((SUPPORTS,) if pair.source == "asked, right" else (NEITHER,)), text
        assert any(pair.source.startswith(name) for name in verifying.SHARES)
    barred = where.about
    assert barred
    assert not [
        each for each in asked_pairs([file], barred, random.Random(1)) if each.statement == where.question
    ]


def test_paragraphs_answer_in_one_sentence(tmp_path: Path) -> None:
    text = (
        "The old bridge closed on Monday. Engineers had found cracks. A ferry crosses the river from Tuesday."
    )
    row: dict[str, object] = {
        "id": "1",
        "question": "What did engineers find?",
        "context": text,
        "answer_text": "cracks",
    }
    row |= {"answer_start": text.index("cracks"), "source": "x", "licence": "y"}
    none = {
        **row,
        "id": "2",
        "question": "Who paid for the bridge?",
        "answer_text": None,
        "answer_start": -1,
    }
    for name in PARAGRAPHS:
        rows = [row, none] if name == PARAGRAPHS[0] else []
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(each) + "\n" for each in rows))
    pairs = list(paragraph_pairs(tmp_path, random.Random(1)))
    told = [
        (pair.statement, pair.passage.text[slice(*pair.targets[0].spans[0])], pair.targets[0].labels)
        for pair in pairs
    ]
    assert ("What did engineers find?", "Engineers had found cracks.", (SUPPORTS,)) in told
    assert sum(labels == (SUPPORTS,) for _, _, labels in told) == 1
    assert all(labels == (NEITHER,) for question, _, labels in told if question.startswith("Who"))
    assert len(told) == 4
