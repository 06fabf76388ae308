"""The reader finds answer spans in passages, with an encoder and a small adapter.

Question and passage are one token sequence, which training and asking make with the same `encode_pairs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from ..text import sentences
from ..workers.threads import Threads
from .adapter import load_adapter, merged
from .arithmetic import PRECISIONS, TOKEN_STEP, batches, fastest, whole_steps
from .base import Readable, SpanScore

# A passage of 110 words, a long headline and a long question stay under this.
MAX_TOKENS = 288
QUESTION_TOKENS = 96
"""A longer question is cut, so that the passage keeps its room."""


@dataclass(frozen=True)
class PairBatch:
    """Token tensors of shape (pairs, tokens).

    `offsets` (pairs, tokens, 2) has the character range of every token in its passage's text. `readable` is true for the
    tokens of the passage's text, which may be an answer; it is false for question, title and date.
    """

    input_ids: torch.Tensor
    attention_mask: torch.Tensor
    token_type_ids: torch.Tensor | None
    """None for encoders that have none, such as MPNet."""
    offsets: torch.Tensor
    readable: torch.Tensor

    @property
    def inputs(self) -> dict[str, torch.Tensor]:
        """What the encoder takes."""
        inputs = {"input_ids": self.input_ids, "attention_mask": self.attention_mask}
        return inputs if self.token_type_ids is None else {**inputs, "token_type_ids": self.token_type_ids}


def context_head(title: str | None, published: date | None) -> str:
    """The text before the passage's text: `"Title. 12 January 2024\\n"`, or an empty string."""
    parts: list[str] = []
    if title:
        title = " ".join(title.split())
        parts.append(title if title[-1:] in ".?!" else f"{title}.")
    if published:
        parts.append(f"{published.day} {published:%B %Y}")
    return " ".join(parts) + "\n" if parts else ""


def encode_pairs(tokenizer: Any, questions: Sequence[str], passages: Sequence[Readable]) -> PairBatch:
    """A pair for each question and the passage at the same index; long passages are cut at `MAX_TOKENS`. `tokenizer`
    must be a fast one of transformers, because only these give offsets."""
    heads = [context_head(passage.title, passage.published) for passage in passages]
    encoded = tokenizer(
        [_cut(tokenizer, question) for question in questions],
        [head + passage.text for head, passage in zip(heads, passages, strict=True)],
        truncation="only_second",
        max_length=MAX_TOKENS,
        padding=True,
        padding_side="right",
        pad_to_multiple_of=TOKEN_STEP,
        return_offsets_mapping=True,
        return_token_type_ids="token_type_ids" in tokenizer.model_input_names,
        return_tensors="pt",
    )
    shift = torch.tensor([len(head) for head in heads]).view(-1, 1, 1)
    offsets = encoded["offset_mapping"] - shift
    second = torch.tensor([[i == 1 for i in encoded.sequence_ids(row)] for row in range(len(heads))])
    return PairBatch(
        encoded["input_ids"],
        encoded["attention_mask"],
        encoded.get("token_type_ids"),
        offsets,
        second & (offsets[..., 0] >= 0),
    )


def _cut(tokenizer: Any, question: str) -> str:
    """The question's first `QUESTION_TOKENS` tokens."""
    if len(question) <= QUESTION_TOKENS:  # a token has at least one character
        return question
    encoded = tokenizer(
        question,
        add_special_tokens=False,
        truncation=True,
        max_length=QUESTION_TOKENS,
        return_offsets_mapping=True,
    )
    return question[: encoded["offset_mapping"][-1][1]] if encoded["offset_mapping"] else question


def adapted(adapter: Path, base_dir: Path, dtype: torch.dtype | None = None, outputs: int = 2) -> nn.Module:
    """The base model with the adapter added, and a head of so many outputs a token. `dtype` as for `Reader.load`. Raises
    AdapterError if the adapter was trained on other base weights."""
    tensors, _ = load_adapter(adapter, base_dir)
    model: nn.Module = AutoModelForQuestionAnswering.from_pretrained(base_dir, num_labels=outputs)
    weights = merged({name: p.detach() for name, p in model.named_parameters()}, tensors)
    model.load_state_dict(weights, strict=False)
    encoder: Any = model.base_model
    fastest(PRECISIONS if dtype is None else (dtype,)).applied(encoder)
    return model.eval()


ALONE = Threads(1, "")


def token_logits(model: Any, batch: PairBatch, threads: Threads = ALONE) -> torch.Tensor:
    """The head's outputs (pairs, tokens, outputs), 0 for what was padded. Pairs of nearly the same length are computed
    together, a few at a time: nothing is padded for the longest one, and what a layer writes stays in the cache.
    `threads` compute several such batches at the same time."""
    logits = torch.zeros(*batch.input_ids.shape, model.qa_outputs.out_features)
    lengths = [whole_steps(length) for length in batch.attention_mask.sum(1).tolist()]

    def compute(rows: Sequence[int]) -> None:
        width = lengths[rows[-1]]
        with torch.inference_mode():  # which holds for one thread
            hidden = model.base_model(**{name: values[rows, :width] for name, values in batch.inputs.items()})
            logits[rows, :width] = model.qa_outputs(hidden.last_hidden_state.float())

    threads.each(compute, batches(lengths))
    return logits


# Longest span in tokens: nine in ten training answers have under 20 words.
SPAN_TOKENS = 30
TOKEN_COST = 0.05
"""What a token more costs a span in the choice of a sentence's best one: where training said only in which sentence the
answer stands, a start far before it is hardly less likely than its own."""
_LOW = -1e4
ADAPTER = Path(__file__).parent / "reader.safetensors"


class Reader:
    """Reads up to a dozen passages in one batch. Only one thread may use it at a time."""

    def __init__(self, model: nn.Module, tokenizer: Any, at_once: int = 1) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._threads = Threads(at_once, "reading")

    @classmethod
    def load(
        cls, adapter: Path, base_dir: Path, dtype: torch.dtype | None = None, at_once: int = 1
    ) -> Reader:
        """Adds the adapter to the base weights, which takes a second or two. `dtype` is float32 or bfloat16, by default
        the faster one on this processor. So many batches are computed `at_once`. Raises AdapterError if the adapter was
        trained on other base weights."""
        return cls(adapted(adapter, base_dir, dtype), AutoTokenizer.from_pretrained(base_dir), at_once)

    @classmethod
    def from_model(cls, name: str, at_once: int = 1) -> Reader:
        """Any extractive question answering model by name or path. Raises OSError, ValueError."""
        model = AutoModelForQuestionAnswering.from_pretrained(name)
        tokenizer = AutoTokenizer.from_pretrained(name)
        if not tokenizer.is_fast:
            raise ValueError("its tokenizer gives no character offsets: choose a model with a fast tokenizer")
        if not hasattr(model, "qa_outputs"):
            raise ValueError("it has no span head: choose a model for extractive question answering")
        return cls(model.eval(), tokenizer, at_once)

    def read(self, question: str, passages: Sequence[Readable]) -> list[list[SpanScore]]:
        """The best span in every sentence of each passage, best first; [] for a passage without readable text. A
        passage of 100 words takes about 10 ms on one core with bfloat16 matrix units, five times as long with
        float32."""
        if not passages:
            return []
        batch = encode_pairs(self._tokenizer, [question] * len(passages), passages)
        logits = token_logits(self._model, batch, self._threads)
        nulls = logits[:, 0].sum(-1)
        null = float(nulls.mean())
        return [
            [
                SpanScore(begin, end, score, null, float(nulls[row]))
                for begin, end, score in best_spans(
                    logits[row], batch.offsets[row], batch.readable[row], passage.text, passage.language
                )
            ]
            for row, passage in enumerate(passages)
        ]


def best_spans(
    logits: torch.Tensor, offsets: torch.Tensor, readable: torch.Tensor, text: str, language: str = "en"
) -> list[tuple[int, int, float]]:
    """(start, end, score) of the best span of whole words in each sentence, best first.

    `logits` (tokens, 2), `offsets` (tokens, 2) and `readable` (tokens,) are those of one passage. Sentences after the
    token limit are left out.
    """
    kept = readable.numpy()
    (begins, ends), edges = offsets.numpy()[kept].T, _word_edges(text)
    starts, stops = (
        np.where(edges[places], scores, _LOW)
        for places, scores in zip((begins, ends), logits.numpy()[kept].T, strict=True)
    )
    found: list[tuple[int, int, float]] = []
    for first, last in sentences(text, language):
        inside = ((begins >= first) & (ends <= last)).nonzero()[0]
        if not len(inside):
            continue
        lengths = inside[None, :] - inside[:, None]
        scores = starts[inside, None] + stops[None, inside]
        scores[(lengths < 0) | (lengths >= SPAN_TOKENS)] = 2 * _LOW
        costs = np.float32(TOKEN_COST) * np.maximum(lengths, 0).astype(np.float32)
        begin, end = divmod(int((scores - costs).argmax()), len(inside))
        found.append((int(begins[inside[begin]]), int(ends[inside[end]]), float(scores.max())))
    return sorted(found, key=lambda span: -span[2])


def _word_edges(text: str) -> npt.NDArray[np.bool_]:
    """For each place in the text, its end included, whether no word goes on across it."""
    inside = np.fromiter(map(str.isalnum, text), np.bool_, len(text))
    edges = np.ones(len(text) + 1, np.bool_)
    edges[1:-1] = ~(inside[:-1] & inside[1:])
    return edges
