"""Tiny base models with random weights, in the layout of those of the readers."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertModel, BertTokenizer

from tests import tiny_models
from tests.evaluation.conftest import cache, opened_by, small_set  # noqa: F401  # fixtures

WORDS = (
    "the a of in on who what when where did does is was were by and to paris france rome italy "
    "anna ben carla won lost race prize mayor opened bridge museum river city 1998 1999 2003 12 "
    "march may june january 2024 first last . , ? ! - ' ##s"
).split()


LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PIECES = [*WORDS, *LETTERS, *(f"##{letter}" for letter in LETTERS)]


@pytest.fixture(scope="session", params=["bert", "mpnet"])
def base_dir(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base")
    return tiny_models.mpnet(folder, PIECES) if request.param == "mpnet" else _bert(folder)


def _bert(folder: Path) -> Path:
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *PIECES]
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n")
    BertTokenizer(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
    )
    BertModel(config).save_pretrained(folder)
    return folder
