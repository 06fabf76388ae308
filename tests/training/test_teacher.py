"""A larger reader's scores are put at the pupil's tokens, and learnt."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from retrieval.models.adapter import fresh_adapter, read_adapter, save_adapter, weights_digest
from retrieval.models.base import Readable
from retrieval.models.reader import adapted, encode_pairs, token_logits
from retrieval.training import train
from retrieval.training.data import Example
from retrieval.training.teacher import LOW, Teacher, teaching_loss
from retrieval.training.train import Batch, targets
from tests import tiny_models
from tests.training.conftest import PIECES
from tests.training.test_training_data import sources  # noqa: F401 a fixture

EXAMPLES = [
    Example("Who opened it?", Readable("Anna opened the bridge in Paris.", "Bridge"), (0, 4)),
    Example("Who opened it?", Readable("Ben lost. The prize was won by Carla in 1998, in Rome.")),
]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An adapter with random weights, and its base model."""
    base = tiny_models.mpnet(tmp_path_factory.mktemp("large"), PIECES)
    adapter = fresh_adapter(AutoModelForQuestionAnswering.from_pretrained(base), 2, 3)
    file = base / "adapter.safetensors"
    save_adapter(file, adapter, {"base_sha256": weights_digest(base), "command": "train"})
    return file, base


def test_scores_stand_at_the_pupils_tokens(base_dir: Path, large: tuple[Path, Path]) -> None:
    questions, passages = [each.question for each in EXAMPLES], [each.passage for each in EXAMPLES]
    pupils = encode_pairs(AutoTokenizer.from_pretrained(base_dir), questions, passages)
    own = encode_pairs(AutoTokenizer.from_pretrained(large[1]), questions, passages)
    logits = token_logits(adapted(*large), own)
    scores = Teacher(*large).scores(pupils, EXAMPLES)
    assert scores.shape == (*pupils.input_ids.shape, 2)
    for row in range(len(EXAMPLES)):
        given = {
            tuple(each.tolist()): each_score
            for each, each_score in zip(own.offsets[row], logits[row], strict=True)
        }
        for place in pupils.readable[row].nonzero().squeeze(1).tolist():
            torch.testing.assert_close(scores[row, place], given[tuple(pupils.offsets[row, place].tolist())])
        torch.testing.assert_close(scores[row, 0], logits[row, 0])
        assert (scores[row, 1:][~pupils.readable[row, 1:]] == LOW).all()


def test_the_loss_is_least_where_the_teacher_is_repeated() -> None:
    torch.manual_seed(1)
    taught = torch.randn(4, 9, 2) * 3
    readable = torch.ones(4, 9, dtype=torch.bool)
    readable[:, :3] = False
    logits = taught.clone().requires_grad_()
    least = teaching_loss(logits, taught, readable, 2)
    least.backward()  # type: ignore[no-untyped-call]
    assert logits.grad is not None
    assert logits.grad.abs().max() < 1e-5
    for seed in range(5):
        torch.manual_seed(seed)
        assert teaching_loss(taught + torch.randn(4, 9, 2), taught, readable, 2) > least


def test_a_taught_pupil_comes_nearer_to_its_teacher(base_dir: Path, large: tuple[Path, Path]) -> None:
    pupils = encode_pairs(
        AutoTokenizer.from_pretrained(base_dir),
        [each.question for each in EXAMPLES],
        [each.passage for each in EXAMPLES],
    )
    taught = Teacher(*large).scores(pupils, EXAMPLES) * 20  # random weights hardly prefer anything
    batch = Batch(pupils, targets(pupils, EXAMPLES), 2, taught)
    args = train.arguments(["--data", "", "--base", "", "--out", "", "--steps", "400", "--rate", "0.03"])
    model = AutoModelForQuestionAnswering.from_pretrained(base_dir)
    trainer = train.Trainer(model, fresh_adapter(model, 2, 1), args)

    least = float(teaching_loss(taught, taught, pupils.readable, 2))

    def distance() -> float:
        return float(teaching_loss(trainer.logits(batch).detach(), taught, pupils.readable, 2)) - least

    before = distance()
    for _ in range(300):
        trainer.learn(batch)
    assert distance() < 0.95 * before  # the right spans pull elsewhere


def test_a_run_names_its_teacher(
    sources: object,  # noqa: F811 the fixture writes the rows
    base_dir: Path,
    large: tuple[Path, Path],
    tmp_path: Path,
) -> None:
    words = ["--data", str(tmp_path), "--base", str(base_dir), "--out", str(tmp_path / "out")]
    words += ["--teacher", str(large[0]), "--teacher-base", str(large[1])]
    train.run(train.arguments([*words, "--steps", "2", "--questions", "2", "--rank", "2"]))
    _, metadata = read_adapter(tmp_path / "out" / "adapter.safetensors")
    assert "--teacher adapter.safetensors" in metadata["command"]
