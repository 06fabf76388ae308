"""`make lock`: writes config/lock.txt, lock-dev.txt and tools.txt anew: each pinned version with the hashes of all files
of its release, as the package index states them. Needs uv, and pip set up for an index that has torch's CPU build.

    python -m tests.dependencies.lock UV
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import ROOT

from .pins import CONSTRAINTS, LOCK, LOCK_DEV, needed_to_run, pins

TOOLS = ROOT / "config" / "tools.txt"
_HEAD = "# Made by `make lock` from config/constraints.txt; do not edit.\n"
_RUN = """# What Dateline needs to run, with the hashes of every file of these releases:
#   pip install --require-hashes -r config/lock.txt && pip install --no-deps .
# On x86-64 Linux the torch of the package index needs CUDA's packages, which are not listed here: there this file is for
# the CPU build. Other systems have not been tried with it.
"""
_CPU = """# torch: the last hash is that of the CPU build {file}, computed from
# the file that was downloaded for this list, and compared with no other source.
"""
_NO_CPU = (
    "# torch: the hash of a CPU build (+cpu) could not be had; those below are of the package index only.\n"
)
_DEV = "# The development tools besides config/lock.txt: pip install --require-hashes -r FILE of both.\n"
_TOOLS = "# The tools of `make audit`, `make sbom` and `make lock`, which have an environment of their own.\n"


def main(uv: str) -> None:
    options = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate")
    compile_ = (uv, "pip", "compile", "--quiet", *options)
    entries = _entries(_output(*compile_, "--no-deps", str(CONSTRAINTS)))
    run = needed_to_run()
    said, cpu = _cpu_build(pins(CONSTRAINTS)["torch"])
    entries["torch"] = " \\\n    ".join([entries["torch"], *(f"--hash=sha256:{each}" for each in cpu)])
    _write(LOCK, _HEAD + _RUN + said, [text for name, text in entries.items() if name in run])
    _write(LOCK_DEV, _HEAD + _DEV, [text for name, text in entries.items() if name not in run])
    tools = _entries(_output(*compile_, "--constraint", str(CONSTRAINTS), "--group", "pyproject.toml:tools"))
    _write(TOOLS, _HEAD + _TOOLS, list(tools.values()))


def _output(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def _entries(text: str) -> dict[str, str]:
    """Canonical name -> the requirement with its hashes."""
    found = re.findall(r"^[a-zA-Z0-9](?:\\\n|[^\n])*", text, re.MULTILINE)
    return {re.split(r"[=\[ ]", each, maxsplit=1)[0].lower().replace("_", "-"): each for each in found}


def _cpu_build(version: str) -> tuple[str, list[str]]:
    """A comment, and the hash of the CPU build for this Python, if pip can download it."""
    with TemporaryDirectory() as folder:
        options = ("--quiet", "--no-deps", "--only-binary=:all:", "--dest", folder)
        command = (sys.executable, "-m", "pip", "download", *options, f"torch=={version}+cpu")
        subprocess.run(command, check=False)  # that there is none is said in the file
        for file in Path(folder).glob("*.whl"):
            with file.open("rb") as stream:
                return _CPU.format(file=file.name), [hashlib.file_digest(stream, "sha256").hexdigest()]
    return _NO_CPU, []


def _write(file: Path, head: str, entries: list[str]) -> None:
    file.write_text(head + "\n".join(entries) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
