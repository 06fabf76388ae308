"""A cut adapter is the best one of its rank, and says how it was made."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from retrieval.models.adapter import DOWN, UP, load_adapter, save_adapter, weights_digest
from retrieval.training.cut import arguments, cut, kept_energy, run
from tests.training.test_adapter import saved


def test_a_product_of_lower_rank_is_kept() -> None:
    generator = torch.Generator().manual_seed(1)
    up, down = torch.randn(12, 2, generator=generator), torch.randn(2, 8, generator=generator)
    wide = {"m" + UP: up @ torch.randn(2, 5, generator=generator), "v": torch.ones(3)}
    wide["m" + DOWN] = torch.linalg.pinv(wide["m" + UP]) @ up @ down
    smaller = cut(wide, 2)
    assert smaller["m" + UP].shape == (12, 2)
    assert smaller["m" + DOWN].shape == (2, 8)
    torch.testing.assert_close(smaller["m" + UP] @ smaller["m" + DOWN], up @ down, atol=1e-4, rtol=1e-4)
    assert smaller["v"] is wide["v"]
    assert kept_energy(wide, smaller) == pytest.approx(1)


def test_what_is_lost_are_the_smallest_singular_values() -> None:
    generator = torch.Generator().manual_seed(2)
    wide = {
        "m" + UP: torch.randn(9, 4, generator=generator),
        "m" + DOWN: torch.randn(4, 7, generator=generator),
    }
    sizes = torch.linalg.svdvals(wide["m" + UP] @ wide["m" + DOWN])[:4].square()
    assert kept_energy(wide, cut(wide, 1)) == pytest.approx(float(sizes[0] / sizes.sum()), rel=1e-4)


def test_the_file_says_how_it_was_made(base_dir: Path, tmp_path: Path) -> None:
    whole = saved(base_dir, tmp_path / "plain.safetensors")
    metadata = {"base_sha256": weights_digest(base_dir), "command": "train", "step": "7"}
    save_adapter(tmp_path / "a.safetensors", whole, metadata)
    files = ["--adapter", str(tmp_path / "a.safetensors"), "--out", str(tmp_path / "b.safetensors")]
    assert 0 < run(arguments([*files, "--rank", "2"])) < 1
    tensors, written = load_adapter(tmp_path / "b.safetensors", base_dir)
    cutting = "python -m retrieval.training.cut --adapter a.safetensors --rank 2 --out b.safetensors"
    assert written == {**metadata, "format": "1", "command": f"train && {cutting}"}
    assert tensors.keys() == whole.keys()
    assert {value.shape[1] for name, value in tensors.items() if name.endswith(UP)} == {2}
