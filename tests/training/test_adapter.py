from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch
from transformers import AutoModelForQuestionAnswering

from retrieval.models.adapter import (
    AdapterError,
    fresh_adapter,
    load_adapter,
    merged,
    save_adapter,
    weights_digest,
)


def saved(base_dir: Path, path: Path) -> dict[str, torch.Tensor]:
    model = AutoModelForQuestionAnswering.from_pretrained(base_dir)
    adapter = fresh_adapter(model, rank=4, seed=1)
    generator = torch.Generator().manual_seed(2)
    adapter = {n: v + 0.1 * torch.randn(v.shape, generator=generator) for n, v in adapter.items()}
    save_adapter(path, adapter, {"base_sha256": weights_digest(base_dir), "step": "7"})
    return adapter


def test_adapter_comes_back_as_it_was_saved(base_dir: Path, tmp_path: Path) -> None:
    adapter = saved(base_dir, tmp_path / "a.safetensors")
    tensors, metadata = load_adapter(tmp_path / "a.safetensors", base_dir)
    assert metadata["step"] == "7"
    assert tensors.keys() == adapter.keys()
    for name, value in adapter.items():
        torch.testing.assert_close(tensors[name].float(), value, atol=1e-3, rtol=1e-3)


def test_fresh_adapter_changes_nothing_but_the_head(base_dir: Path) -> None:
    model = AutoModelForQuestionAnswering.from_pretrained(base_dir)
    base = {name: p.detach() for name, p in model.named_parameters()}
    weights = merged(base, fresh_adapter(model, rank=4, seed=1))
    changed = {name for name, value in base.items() if not torch.equal(weights[name], value)}
    assert changed == {"qa_outputs.weight"}


def test_adapter_refuses_other_base_weights(base_dir: Path, tmp_path: Path) -> None:
    saved(base_dir, tmp_path / "a.safetensors")
    other = shutil.copytree(base_dir, tmp_path / "other")
    with (other / "model.safetensors").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(AdapterError, match=r"retrieval\.training\.train"):
        load_adapter(tmp_path / "a.safetensors", other)


def test_adapter_refuses_another_format(base_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    save_adapter(path, {}, {"base_sha256": weights_digest(base_dir), "format": "99"})
    with pytest.raises(AdapterError, match="format"):
        load_adapter(path, base_dir)
