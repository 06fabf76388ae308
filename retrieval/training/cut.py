"""Cuts an adapter to a lower rank: `python -m retrieval.training.cut --adapter FILE --rank N --out FILE`.

An adapter that was trained with a high rank, or from whole matrices, keeps most of its change in few directions. Vectors
and the answer head stay whole.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

import torch

from ..models.adapter import DOWN, UP, read_adapter, save_adapter


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adapter", type=Path, required=True, help="the adapter to cut")
    parser.add_argument("--rank", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True, help="file for the smaller adapter")
    return parser.parse_args(argv)


def cut(adapter: Mapping[str, torch.Tensor], rank: int) -> dict[str, torch.Tensor]:
    """The adapter with every `name.A` @ `name.B` replaced by its best approximation of that rank (Eckart and Young)."""
    smaller = dict(adapter)
    for name in adapter:
        if name.endswith(UP):
            down = name.removesuffix(UP) + DOWN
            smaller[name], smaller[down] = _cut_product(adapter[name].float(), adapter[down].float(), rank)
    return smaller


def _cut_product(up: torch.Tensor, down: torch.Tensor, rank: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(out, R) and (R, in) to (out, rank) and (rank, in), both of about the same size, as float16 likes them."""
    left, upper = torch.linalg.qr(up)
    right, lower = torch.linalg.qr(down.T)
    u, sizes, v = torch.linalg.svd(upper @ lower.T)
    roots = sizes[:rank].sqrt()
    return left @ u[:, :rank] * roots, roots[:, None] * (v[:rank] @ right.T)


def kept_energy(whole: Mapping[str, torch.Tensor], smaller: Mapping[str, torch.Tensor]) -> float:
    """The share of the squared change of all matrices that is left."""
    kept, total = (
        sum(
            float((each[name].float() @ each[name.removesuffix(UP) + DOWN].float()).square().sum())
            for name in each
            if name.endswith(UP)
        )
        for each in (smaller, whole)
    )
    return kept / total


def run(args: argparse.Namespace) -> float:
    """Writes the smaller adapter; its metadata are those of the whole one, with this command added. Returns the share of
    the change that is left."""
    adapter, metadata = read_adapter(args.adapter)
    smaller = cut(adapter, args.rank)
    adapter_name, out_name = shlex.quote(args.adapter.name), shlex.quote(args.out.name)
    command = f"python -m retrieval.training.cut --adapter {adapter_name} --rank {args.rank} --out {out_name}"
    save_adapter(args.out, smaller, {**metadata, "command": f"{metadata['command']} && {command}"})
    return kept_energy(adapter, smaller)


if __name__ == "__main__":
    chosen = arguments()
    sys.stdout.write(f"{run(chosen):.1%} of the change kept, {chosen.out.stat().st_size} bytes\n")
