"""Carries out the steps of the Dockerfile without Docker, below a folder that takes the place of `/`; then runs what the
image would run, and measures it. Not a test: it installs 1.7 GB.

    PIP_EXTRA_INDEX_URL=ADDRESS python -m tests.image_steps FOLDER

ADDRESS is an index of torch's CPU build that states the hash of each file, as PyTorch's own does: else pip prefers the
build of the package index, which needs CUDA. What needs a system of its own (the user, the owner of /data) is left out
and said.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

MOST_BYTES = 2_200_000_000
BASE_BYTES = 150_000_000
"""What python:3.11-slim-bookworm takes unpacked, rounded up."""
_PLACES = re.compile(r"(?<![\w./-])/(?=(?:opt|source|data)\b)")


def instructions(dockerfile: str) -> list[tuple[str, str]]:
    """(instruction, what follows it), continued lines joined, comments left out."""
    lines = [line for line in dockerfile.splitlines() if line.strip() and not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in joined.splitlines())]


class Image:
    """The two stages as one: what the second copies out of the first lies at its place already."""

    def __init__(self, folder: Path) -> None:
        self.root = folder.absolute()
        self.here = self.root
        self.environ = {
            name: os.environ[name] for name in ("PATH", "PIP_EXTRA_INDEX_URL") if name in os.environ
        }

    def moved(self, text: str) -> str:
        return _PLACES.sub(f"{self.root}/", text)

    def carry_out(self, instruction: str, rest: str) -> None:
        if instruction == "WORKDIR":
            self.here = Path(self.moved(rest))
            self.here.mkdir(parents=True, exist_ok=True)
        elif instruction == "ENV":
            self._set(rest)
        elif instruction == "COPY" and not rest.startswith("--from"):
            self._copy(*rest.split())
        elif instruction == "RUN" and "useradd" not in rest:
            self.run("sh", "-c", self.moved(rest))
        elif instruction != "COPY":
            print(f"left out: {instruction} {rest}")  # noqa: T201

    def _set(self, rest: str) -> None:
        for name, value in (each.split("=", 1) for each in shlex.split(rest)):
            if value != "${TORCH_INDEX}":  # given by the caller's own environment
                self.environ[name] = self.moved(value).replace("$PATH", self.environ["PATH"])

    def _copy(self, *names: str) -> None:
        *sources, target = names
        for source in sources:
            into = Path(self.moved(target)) if target.startswith("/") else self.here / target
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, into, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                into.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / source, into)

    def run(self, *command: str, environ: Mapping[str, str] | None = None) -> None:
        """Raises CalledProcessError."""
        print("$", *command, flush=True)  # noqa: T201
        program = shutil.which(command[0], path=self.environ["PATH"]) or command[0]
        given = {**self.environ, **(environ or {})}
        subprocess.run([program, *command[1:]], cwd=self.here, env=given, check=True)

    def size(self) -> int:
        folder = self.root / "opt"
        return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def main(folder: str) -> None:
    image = Image(Path(folder))
    if image.root.exists() and any(image.root.iterdir()):
        sys.exit(f"{image.root} is not empty: name a new folder.")
    steps = instructions((ROOT / "Dockerfile").read_text(encoding="utf-8"))
    for instruction, rest in steps:
        image.carry_out(instruction, rest)
    (entry,) = json.loads(dict(steps)["ENTRYPOINT"])
    image.run(entry, "--version")
    image.run(entry, "ingest", f"{image.root}/opt/dateline/seeds")
    image.run(entry, "ask", "when is the Tomahawk contract expected?")
    installed, whole = image.size(), image.size() + BASE_BYTES
    print(f"{installed / 1e9:.2f} GB installed, about {whole / 1e9:.2f} GB with the base image")  # noqa: T201
    if whole > MOST_BYTES:
        sys.exit(f"That is more than {MOST_BYTES / 1e9} GB.")


if __name__ == "__main__":
    main(sys.argv[1])
