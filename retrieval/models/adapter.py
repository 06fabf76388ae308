"""The low-rank adapter (LoRA): a small file of weights that turns an encoder into a reader."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import nn

FORMAT = "1"
DOWN = ".B"
UP = ".A"


class AdapterError(ValueError):
    """The adapter cannot be used; the message says why and what to do."""


def weights_digest(base_dir: Path) -> str:
    """SHA-256 of the base model's weights file, in hexadecimal."""
    with (base_dir / "model.safetensors").open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fresh_adapter(model: nn.Module, rank: int, seed: int) -> dict[str, torch.Tensor]:
    """Trainable float32 tensors for every part of `model` that is trained.

    A matrix of the encoder's layers gets `name.A` (out, rank) of zeros and `name.B` (rank, in) of random numbers, so that
    their product is zero at first. Biases, LayerNorms and the answer head are stored completely; embeddings, of relative
    positions too, stay as they are.
    """
    generator = torch.Generator().manual_seed(seed)
    adapter: dict[str, torch.Tensor] = {}
    for name, parameter in model.named_parameters():
        if name.startswith("qa_outputs") and parameter.dim() == 2:
            adapter[name] = torch.randn(parameter.shape, generator=generator) * 0.02
        elif parameter.dim() == 1:
            adapter[name] = parameter.detach().clone().float()
        elif ".layer." in name:
            out, inner = parameter.shape
            adapter[name + UP] = torch.zeros(out, rank)
            bound = inner**-0.5
            adapter[name + DOWN] = (torch.rand(rank, inner, generator=generator) * 2 - 1) * bound
    return adapter


def merged(base: Mapping[str, torch.Tensor], adapter: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The base parameters with the adapter added, in float32; gradients flow to the adapter."""
    weights: dict[str, torch.Tensor] = {}
    for name, value in base.items():
        if name + UP in adapter:
            weights[name] = value + adapter[name + UP].float() @ adapter[name + DOWN].float()
        else:
            weights[name] = adapter.get(name, value).float()
    return weights


def save_adapter(path: Path, adapter: Mapping[str, torch.Tensor], metadata: Mapping[str, str]) -> None:
    """Writes float16 tensors and `metadata`, which must have `base_sha256`, atomically."""
    half = {name: value.detach().half().contiguous() for name, value in adapter.items()}
    partial = path.with_suffix(".partial")
    save_file(half, partial, metadata={"format": FORMAT, **metadata})
    partial.replace(path)


def read_adapter(path: Path) -> tuple[dict[str, torch.Tensor], dict[str, str]]:
    """Tensors and metadata of the adapter. Raises AdapterError if it has another format."""
    opener: Any = safe_open
    with opener(path, framework="pt") as file:
        metadata: dict[str, str] = file.metadata() or {}
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 no iterator
    if metadata.get("format") != FORMAT:
        raise AdapterError(
            f"{path.name} has adapter format {metadata.get('format')!r}, this version reads "
            f"{FORMAT!r}: use the adapter shipped with this version"
        )
    return tensors, metadata


def load_adapter(path: Path, base_dir: Path) -> tuple[dict[str, torch.Tensor], dict[str, str]]:
    """Tensors and metadata of the adapter. Raises AdapterError if it was made for other base weights."""
    tensors, metadata = read_adapter(path)
    found = weights_digest(base_dir)
    if metadata.get("base_sha256") != found:
        raise AdapterError(
            f"{path.name} was trained on base weights {metadata.get('base_sha256', '?')[:12]}, but "
            f"{base_dir} holds {found[:12]}: install the base model version it names, or train the "
            "reader again with `python -m retrieval.training.train`"
        )
    return tensors, metadata
