from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import AutoTokenizer

from retrieval.evaluation.measures import auroc, exact, overlap_f1, rejection
from retrieval.models.adapter import load_adapter
from retrieval.models.base import Readable
from retrieval.models.reader import encode_pairs
from retrieval.training import train
from retrieval.training.data import Example
from retrieval.training.train import Batch, reading_loss, targets
from tests.training.test_training_data import sources  # noqa: F401 a fixture


def test_targets_mark_first_and_last_token_of_the_answer(base_dir: Path) -> None:
    text = "Anna opened the bridge in Paris."
    examples = [
        Example("Who opened it?", Readable(text, "Bridge"), (0, 4)),
        Example("Who opened it?", Readable(text), (12, 22)),
        Example("Who opened it?", Readable(text), (12, 22), loose=True),
        Example("Who opened it?", Readable(text)),
    ]
    tokenizer = AutoTokenizer.from_pretrained(base_dir)
    batch = encode_pairs(tokenizer, [r.question for r in examples], [r.passage for r in examples])
    found = targets(batch, examples)
    assert found.starts.sum(1).tolist() == [1, 1, 2, 0]
    assert found.answered.tolist() == [True, True, True, False]
    assert found.valid.all()
    for row, expected in ((0, "Anna"), (1, "the bridge")):
        start = int(batch.offsets[row][found.starts[row]][0, 0])
        end = int(batch.offsets[row][found.ends[row]][0, 1])
        assert text[start:end] == expected


def test_loss_is_small_when_scores_are_right_and_large_when_not(base_dir: Path) -> None:
    text = "Anna opened the bridge in Paris."
    examples = [
        Example("Who?", Readable(text), (0, 4)),
        Example("Who?", Readable("Ben lost.")),
        Example("Where?", Readable(text)),
        Example("Where?", Readable("Ben lost.")),
    ]
    tokenizer = AutoTokenizer.from_pretrained(base_dir)
    batch = encode_pairs(tokenizer, [r.question for r in examples], [r.passage for r in examples])
    wanted = targets(batch, examples)
    logits = torch.full((*batch.readable.shape, 2), -20.0)
    logits[:, 0] = 0.0
    logits[..., 0][wanted.starts] = 20.0
    logits[..., 1][wanted.ends] = 20.0
    assert reading_loss(logits, batch.readable, wanted, 2) < 0.01
    assert reading_loss(-logits, batch.readable, wanted, 2) > 10


class PowerCutError(Exception):
    """Ends a run in the middle."""


def test_training_resumes_to_the_same_weights(
    sources: object,  # noqa: F811 the fixture writes the rows
    base_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def trained(out: str) -> dict[str, torch.Tensor]:
        folders = ["--data", str(tmp_path), "--base", str(base_dir), "--out", str(tmp_path / out)]
        sizes = ["--steps", "6", "--questions", "2", "--rank", "2", "--save-every", "2"]
        train.run(train.arguments(folders + sizes))
        return load_adapter(tmp_path / out / "adapter.safetensors", base_dir)[0]

    whole = trained("whole")
    learn = train.Trainer.learn

    def learn_until_cut(self: train.Trainer, batch: Batch) -> float:
        if self.step == 5:
            raise PowerCutError
        return learn(self, batch)

    with monkeypatch.context() as patched:
        patched.setattr(train.Trainer, "learn", learn_until_cut)
        with pytest.raises(PowerCutError):
            trained("resumed")
    resumed = trained("resumed")
    for name, value in whole.items():
        torch.testing.assert_close(resumed[name], value)


def test_figures() -> None:
    assert exact("The Rome!", ["rome"]) == 1.0
    assert overlap_f1("in Rome", ["Rome"]) == pytest.approx(2 / 3)
    assert auroc([2.0, 3.0], [1.0]) == 1.0
    assert auroc([], [1.0]) is None
    assert rejection([float(i) for i in range(100)], [5.0, 50.0]) == 0.5
