"""Models of a few kilobytes, made on the spot: they know nothing, but load and compute like real ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import (
    BertConfig,
    BertForQuestionAnswering,
    BertForSequenceClassification,
    BertTokenizer,
    DistilBertConfig,
    DistilBertForQuestionAnswering,
    MPNetConfig,
    MPNetModel,
    MPNetTokenizer,
    PreTrainedModel,
)

_WORDS = "anna ben carla won lost the race prize bridge opened in 1998 who when . ? ,".split()
_PIECES = [
    *_WORDS,
    *"abcdefghijklmnopqrstuvwxyz",
    *(f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz0123456789"),
]
_VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *_PIECES]
_SIZE: dict[str, Any] = {
    "vocab_size": len(_VOCABULARY),
    "max_position_embeddings": 320,
    "initializer_range": 0.2,  # so that different texts get different scores
}


def question_answering(folder: Path) -> Path:
    """A BERT with a span head; returns its folder."""
    torch.manual_seed(1)
    config = BertConfig(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, **_SIZE
    )
    return _saved(BertForQuestionAnswering(config), folder)


def question_answering_without_types(folder: Path) -> Path:
    """A DistilBERT with a span head: its model takes no token types."""
    torch.manual_seed(1)
    config = DistilBertConfig(dim=16, n_layers=1, n_heads=2, hidden_dim=16, **_SIZE)
    return _saved(DistilBertForQuestionAnswering(config), folder, ["input_ids", "attention_mask"])


def mpnet(folder: Path, pieces: Sequence[str] = _PIECES) -> Path:
    """An MPNet without a head, as the base of a reader."""
    torch.manual_seed(0)
    vocabulary = ["<s>", "<pad>", "</s>", "[UNK]", "<mask>", *pieces]
    config = MPNetConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
    )
    MPNetModel(config).save_pretrained(folder)
    MPNetTokenizer(vocab={word: place for place, word in enumerate(vocabulary)}).save_pretrained(folder)
    return folder


def cross_encoder(folder: Path, labels: int = 1) -> Path:
    """A BERT that gives a pair of texts `labels` scores."""
    labelled: dict[str, Any] = {"num_labels": labels}
    torch.manual_seed(1)
    config = BertConfig(
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        **_SIZE,
        **labelled,
    )
    return _saved(BertForSequenceClassification(config), folder)


def _saved(model: PreTrainedModel, folder: Path, names: list[str] | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = BertTokenizer(vocab={word: place for place, word in enumerate(_VOCABULARY)})
    if names:
        tokenizer.model_input_names = names
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
