"""The mean of adapters, and what cannot be averaged."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from retrieval.models.adapter import AdapterError, load_adapter, read_adapter, save_adapter
from retrieval.training.soup import main, mean
from tests.training.test_adapter import saved


def test_every_tensor_is_the_mean() -> None:
    one = {"a": torch.tensor([1.0, 2.0]), "b": torch.tensor([[4.0]])}
    other = {"a": torch.tensor([3.0, 0.0]), "b": torch.tensor([[8.0]])}
    found = mean([one, other])
    assert {name: value.tolist() for name, value in found.items()} == {"a": [2.0, 1.0], "b": [[6.0]]}


@pytest.mark.parametrize("other", [{"a": torch.zeros(3)}, {"c": torch.zeros(2)}, {}])
def test_adapters_of_different_shapes_are_refused(other: dict[str, torch.Tensor]) -> None:
    with pytest.raises(AdapterError, match="one base and one rank"):
        mean([{"a": torch.zeros(2)}, other])


def test_the_file_loads_and_says_how_it_was_made(base_dir: Path, tmp_path: Path) -> None:
    first, second, out = (tmp_path / f"{name}.safetensors" for name in ("first", "second", "mean"))
    saved(base_dir, first)
    tensors, metadata = read_adapter(first)
    doubled = {name: value * 2 for name, value in tensors.items()}
    save_adapter(first, tensors, {**metadata, "command": "one"})
    save_adapter(second, doubled, {**metadata, "command": "two"})
    main([str(first), str(second), "--out", str(out)])
    found, made = load_adapter(out, base_dir)
    for name, value in tensors.items():
        torch.testing.assert_close(found[name].float(), value.float() * 1.5, atol=1e-2, rtol=1e-2)
    command = "python -m retrieval.training.soup first.safetensors second.safetensors --out mean.safetensors"
    assert made["command"] == f"one ; two ; {command}"


def test_adapters_of_two_bases_are_refused(base_dir: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.safetensors", tmp_path / "b.safetensors"
    saved(base_dir, first)
    tensors, metadata = read_adapter(first)
    save_adapter(second, tensors, {**metadata, "base_sha256": "0" * 64})
    with pytest.raises(AdapterError, match="different base weights"):
        main([str(first), str(second), "--out", str(tmp_path / "c.safetensors")])
