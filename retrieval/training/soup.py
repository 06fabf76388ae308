"""Averages adapters of one rank that went on from the same one: `python -m retrieval.training.soup FILE... --out FILE`.

The mean of several fine-tuned models is often better than each of them (Wortsman et al., "Model soups", ICML 2022).
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Sequence
from pathlib import Path

import torch

from ..models.adapter import AdapterError, read_adapter, save_adapter


def mean(adapters: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of every tensor. Raises AdapterError where names or shapes differ."""
    first = adapters[0]
    shapes = [{name: value.shape for name, value in each.items()} for each in adapters]
    if any(each != shapes[0] for each in shapes):
        raise AdapterError("the adapters differ in their tensors: average adapters of one base and one rank")
    return {name: torch.stack([each[name].float() for each in adapters]).mean(0) for name in first}


def run(files: Sequence[Path], out: Path) -> None:
    """Writes the mean; its metadata are those of the first file, with the commands of all. Raises AdapterError."""
    read = [read_adapter(file) for file in files]
    bases = {metadata["base_sha256"] for _, metadata in read}
    if len(bases) > 1:
        raise AdapterError("the adapters were trained on different base weights: average those of one base")
    names = " ".join(shlex.quote(file.name) for file in files)
    commands = dict.fromkeys(metadata["command"] for _, metadata in read)
    command = " ; ".join(
        [*commands, f"python -m retrieval.training.soup {names} --out {shlex.quote(out.name)}"]
    )
    save_adapter(out, mean([tensors for tensors, _ in read]), {**read[0][1], "command": command})


def main(argv: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="the adapters")
    parser.add_argument("--out", type=Path, required=True, help="file for the mean")
    given = parser.parse_args(argv)
    run(given.files, given.out)


if __name__ == "__main__":
    main()
