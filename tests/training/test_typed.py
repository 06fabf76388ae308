"""Groups of passages for questions that people typed."""

from __future__ import annotations

import json
import random
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import pytest
from transformers import AutoTokenizer

from retrieval.training.data import GroupMaker
from retrieval.training.rows import SHARES, Row
from retrieval.training.train import TYPED_PASSAGES, TYPED_QUESTIONS, BatchStream
from retrieval.training.typed import Group, Typed, read_groups
from tests.training.test_training_data import maker, sources  # noqa: F401 fixtures

RIGHT = Typed("Anna opened the bridge in Paris.", "Bridge", "2024-05-06", (0, 4), loose=False)
TELLING = Typed("Ben lost. Anna won the race.", "Race", None, (10, 28), loose=True)
WRONG = tuple(Typed(f"Carla won prize {number}.", "Prize", None, None, loose=False) for number in range(9))
GROUPS = [Group("whos anna", (*WRONG, RIGHT, TELLING)), Group("who lost lol", (RIGHT, *WRONG[:2]))]


def test_a_file_of_groups_is_read_as_it_was_made(tmp_path: Path) -> None:
    file = tmp_path / "groups.jsonl"
    file.write_text("".join(json.dumps(asdict(group)) + "\n" for group in GROUPS), encoding="utf-8")
    assert read_groups([file, file]) == [*GROUPS, *GROUPS]


@pytest.mark.parametrize("seed", range(20))
def test_examples_hold_an_answer_if_there_is_one(seed: int) -> None:
    for group in GROUPS:
        examples = group.examples(6, random.Random(seed))
        assert len(examples) == 6
        assert any(example.span for example in examples)
        assert {example.question for example in examples} == {group.question}
        for example in examples:
            if example.span:
                start, end = example.span
                assert example.passage.text[start:end] in ("Anna", "Anna won the race.")
    assert not any(example.span for example in Group("what", WRONG).examples(6, random.Random(seed)))


def stream(sources: dict[str, list[Row]], maker: GroupMaker, base: Path, share: float) -> BatchStream:  # noqa: F811
    return BatchStream(
        sources,
        maker,
        AutoTokenizer.from_pretrained(base),
        shares=SHARES,
        groups_per_batch=4,
        seed=1,
        typed=GROUPS,
        typed_share=share,
    )


def test_batches_of_typed_questions_come_in_their_share_and_can_be_resumed(
    sources: dict[str, list[Row]],  # noqa: F811
    maker: GroupMaker,  # noqa: F811
    base_dir: Path,
) -> None:
    half = stream(sources, maker, base_dir, 0.5)
    batches = list(islice(half.start_at(0), 60))
    sizes = [batch.group for batch in batches]
    assert set(sizes) == {3, TYPED_PASSAGES}
    assert 15 < sizes.count(TYPED_PASSAGES) < 45
    pairs = min(TYPED_QUESTIONS, len(GROUPS)) * TYPED_PASSAGES
    assert {len(batch.pairs.input_ids) for batch in batches if batch.group == TYPED_PASSAGES} == {pairs}
    later = next(half.start_at(37))
    assert later.pairs.input_ids.tolist() == batches[37].pairs.input_ids.tolist()
    assert {batch.group for batch in islice(stream(sources, maker, base_dir, 0.0).start_at(0), 20)} == {3}
