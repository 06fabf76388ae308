"""The packaged embedding model, computed without padding: the tokens of many texts are the rows of one matrix.

BERT (Devlin et al. 2019) with the mean of the last layer as the vector of a text, as sentence-transformers computes it.
A linear layer sees rows only, so that texts of any lengths go through it together; attention takes the texts of one
length together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch.nn import functional

from . import loading

TOGETHER = 1024
"""So many tokens are computed at once, unless one text has more. From 512 to 2048 it makes no difference."""
_FASTER = 0.7
"""What is clearly faster takes less than this share of the time; bfloat16 is less exact, and a measurement on a machine
with other work may be off by a fifth."""

Rows = torch.Tensor
"""(tokens, dimension)"""
Multiply = Callable[[Rows], Rows]
"""Rows times the weights, plus the bias."""


def plain(weight: torch.Tensor, bias: torch.Tensor) -> Multiply:
    """By the library that torch takes by itself."""
    return partial(functional.linear, weight=weight, bias=bias)


def packed(weight: torch.Tensor, bias: torch.Tensor) -> Multiply:
    """By oneDNN, with the weights stored as its kernels read them. In float32 this takes less than half of the time on
    processors for which torch takes MKL's generic kernels. Raises AttributeError or RuntimeError where torch was built
    without it."""
    library: Any = torch.ops.mkldnn
    stored = library._reorder_linear_weight(weight, TOGETHER)
    return lambda rows: library._linear_pointwise(rows, stored, bias, "none", [], "")


Library = Callable[[torch.Tensor, torch.Tensor], Multiply]
"""Makes a linear layer of its weights (out, in) and bias (out,)."""
LIBRARIES: tuple[Library, ...] = (packed, plain)
"""The first one is taken, unless the other is clearly faster."""


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """With which precision a model computes, and which library multiplies its matrices."""

    dtype: torch.dtype
    library: Library
    rate: float
    """Multiplications and additions a second in a product of the model's size, counted singly."""


def fastest(dtypes: Sequence[torch.dtype] = (torch.float32, torch.bfloat16)) -> Arithmetic:
    """The first of these precisions with its fastest library, unless another precision is clearly faster on this
    processor. It multiplies a few matrices to know, which takes some milliseconds."""
    return _first_unless_faster([_first_unless_faster(list(_measured(dtype))) for dtype in dtypes])


def _first_unless_faster(found: Sequence[Arithmetic]) -> Arithmetic:
    faster = [each for each in found[1:] if found[0].rate < _FASTER * each.rate]
    return max(faster, key=lambda each: each.rate, default=found[0])


def _measured(dtype: torch.dtype) -> Iterator[Arithmetic]:
    """The libraries that this torch has."""
    rows, weight, bias = (torch.ones(size).to(dtype) for size in ((512, 384), (1536, 384), (1536,)))
    expected = plain(weight, bias)(rows)
    for library in LIBRARIES:
        try:
            multiply = library(weight, bias)
            if not torch.equal(multiply(rows), expected):
                continue
        except (AttributeError, RuntimeError, NotImplementedError):  # torch was built without this library
            continue
        seconds = loading.product_seconds(partial(multiply, rows))
        yield Arithmetic(dtype, library, 2 * rows.numel() * len(weight) / seconds)


@dataclass(frozen=True, slots=True)
class _Norm:
    weight: torch.Tensor
    bias: torch.Tensor
    epsilon: float

    def __call__(self, rows: Rows) -> Rows:
        return functional.layer_norm(rows, rows.shape[1:], self.weight, self.bias, self.epsilon)


@dataclass(frozen=True, slots=True)
class _Layer:
    queries_keys_values: Multiply
    attended: Multiply
    attention_norm: _Norm
    widened: Multiply
    narrowed: Multiply
    norm: _Norm


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts of one length that lie one after the other: rows `start` to `start + count * length`."""

    start: int
    count: int
    length: int


class SentenceBert:
    """A BERT model with its tokenizer. Only one thread may use it at a time."""

    def __init__(self, folder: Path, arithmetic: Arithmetic) -> None:
        """From a folder of sentence-transformers. Raises OSError, ValueError, KeyError, SafetensorError."""
        config = _read(folder / "config.json")
        self.arithmetic = arithmetic
        self._heads = int(config["num_attention_heads"])
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(int(_read(folder / "sentence_bert_config.json")["max_seq_length"]))
        weights = {
            name: each.to(arithmetic.dtype)
            for name, each in load_file(folder / "model.safetensors").items()
            if each.is_floating_point()
        }
        self._weights = sum(
            each.numel() for name, each in weights.items() if ".layer." in name and each.dim() == 2
        )
        epsilon = float(config["layer_norm_eps"])
        self._words = weights["embeddings.word_embeddings.weight"]
        self._places = (
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self._norm = _norm(weights, "embeddings", epsilon)
        self._layers = [
            _layer(weights, f"encoder.layer.{number}", epsilon, arithmetic.library)
            for number in range(int(config["num_hidden_layers"]))
        ]

    def encode(self, texts: Sequence[str]) -> torch.Tensor:
        """(texts, dimension) float32 in the order of the texts, each row of length 1. What a text has beyond the
        model's number of tokens is left out."""
        tokens = [each.ids for each in self._tokenizer.encode_batch(list(texts))]
        vectors = torch.zeros(len(texts), self._words.shape[1])
        with torch.inference_mode():
            for numbers in batches([len(each) for each in tokens]):
                vectors[numbers] = self._means([tokens[number] for number in numbers])
            return functional.normalize(vectors, dim=1)

    def operations(self, texts: Sequence[str]) -> int:
        """Multiplications and additions, counted singly, of the products of matrices for these texts."""
        lengths = [len(each.ids) for each in self._tokenizer.encode_batch(list(texts))]
        dimension = self._words.shape[1]
        attention = sum(4 * length**2 * dimension for length in lengths)
        return 2 * sum(lengths) * self._weights + attention * len(self._layers)

    def _means(self, tokens: Sequence[Sequence[int]]) -> torch.Tensor:
        """(texts, dimension): the means of the last layer. `tokens` are in order of their length."""
        groups = list(_groups([len(each) for each in tokens]))
        at = [place for each in tokens for place in range(len(each))]
        ids = [token for each in tokens for token in each]
        empty = [0] * (-len(ids) % loading.TOKEN_STEP)
        rows = self._norm(self._words[torch.tensor(ids + empty)] + self._places[torch.tensor(at + empty)])
        for layer in self._layers:
            rows = self._through(layer, rows, groups)
        return torch.cat(
            [
                rows[each.start :][: each.count * each.length]
                .view(each.count, each.length, -1)
                .mean(1, dtype=torch.float32)
                for each in groups
            ]
        )

    def _through(self, layer: _Layer, rows: Rows, groups: Sequence[_Texts]) -> Rows:
        attended = self._attention(layer.queries_keys_values(rows), groups)
        rows = layer.attention_norm(layer.attended(attended) + rows)
        return layer.norm(layer.narrowed(functional.gelu(layer.widened(rows))) + rows)

    def _attention(self, joined: torch.Tensor, groups: Sequence[_Texts]) -> Rows:
        """(tokens, dimension) from queries, keys and values side by side. In float32, which takes no longer: a library
        for bfloat16 would keep kernels for every length."""
        dimension = joined.shape[1] // 3
        found = joined.new_zeros(len(joined), dimension)
        joined = joined.float()
        for each in groups:
            part = slice(each.start, each.start + each.count * each.length)
            shape = each.count, each.length, 3, self._heads, dimension // self._heads
            queries, keys, values = joined[part].view(shape).permute(2, 0, 3, 1, 4)
            attended = functional.scaled_dot_product_attention(queries, keys, values)
            found[part] = attended.transpose(1, 2).reshape(-1, dimension)
        return found


def batches(lengths: Sequence[int], together: int = TOGETHER) -> Iterator[list[int]]:
    """The numbers of texts with these lengths in tokens, the shortest text first, in lists with at most `together`
    tokens or of one text."""
    batch: list[int] = []
    size = 0
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and size + lengths[number] > together:
            yield batch
            batch, size = [], 0
        batch.append(number)
        size += lengths[number]
    if batch:
        yield batch


def _groups(lengths: Sequence[int]) -> Iterator[_Texts]:
    start = 0
    for length, same in groupby(lengths):
        count = len(list(same))
        yield _Texts(start, count, length)
        start += count * length


def _read(file: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _norm(weights: Mapping[str, torch.Tensor], part: str, epsilon: float) -> _Norm:
    return _Norm(weights[f"{part}.LayerNorm.weight"], weights[f"{part}.LayerNorm.bias"], epsilon)


def _layer(weights: Mapping[str, torch.Tensor], part: str, epsilon: float, library: Library) -> _Layer:
    def product(*names: str) -> Multiply:
        weight, bias = (
            torch.cat([weights[f"{part}.{name}.{kind}"] for name in names]) for kind in ("weight", "bias")
        )
        return library(weight, bias)

    return _Layer(
        product("attention.self.query", "attention.self.key", "attention.self.value"),
        product("attention.output.dense"),
        _norm(weights, f"{part}.attention.output", epsilon),
        product("intermediate.dense"),
        product("output.dense"),
        _norm(weights, f"{part}.output", epsilon),
    )
