"""Dateline beside other systems: the scripts of a folder measure them, each in an environment of its own, and Dateline.

The folder has `run_all.sh` (makes the environments, measures every other system, writes a result file for each),
`common.py` (the stages) and `table.py` (one Markdown table of result files). Nothing of it is part of Dateline.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import EvaluationError
from ...workers.process import run_program
from ..sets import DOCUMENTS
from . import dateline_peer

_NEEDED = ("run_all.sh", "common.py", "table.py")
_OWN = "dateline.json"
_SECRETS = ("DISCORD_TOKEN", "DATELINE_")
"""Beginnings of the variables that the scripts do not get."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One Markdown table in which Dateline is a row, and the result files that it was made from, by the system's name."""

    table: str
    results: dict[str, Any]
    remarks: tuple[str, ...]
    """What the scripts said, of systems that could not be installed among other things."""


async def compare(folder: Path, data: Path, *, on_line: Callable[[str], None]) -> Comparison:
    """Measures Dateline, then what `run_all.sh` measures; its variables (PEERS, LIMIT, REPEATS, VENVS, TITLE) are taken
    from the environment. `on_line` is told how far it is. Raises EvaluationError."""
    for name in _NEEDED:
        if not (folder / name).is_file():
            raise EvaluationError(
                str(folder), f"it is no folder of other systems to measure: there is no {name} in it"
            )
    if not (data / DOCUMENTS).is_file():
        raise EvaluationError(str(data), f"other systems read {DOCUMENTS} of the set, and there is none")
    shell = shutil.which("bash")
    if shell is None:
        raise EvaluationError(str(folder), "its run_all.sh needs bash, which is not on this machine")
    with tempfile.TemporaryDirectory(prefix="dateline-peers-") as scratch:
        results = Path(scratch)
        environ = _environ(folder, data, results)
        remarks: list[str] = []

        def heard(line: str) -> None:
            remarks.append(line)
            on_line(line)

        on_line("dateline ...")
        own = [
            sys.executable,
            str(Path(dateline_peer.__file__)),
            *_own_arguments(environ, data, results / _OWN),
        ]
        await run_program(own, on_line=heard, environ=environ)
        if not (results / _OWN).is_file():
            raise EvaluationError(
                str(folder), f"Dateline could not be measured: {(remarks or ['no reason'])[-1]}"
            )
        await run_program([shell, str(folder / "run_all.sh")], on_line=heard, environ=environ)
        files = _result_files(results)
        status, table = await run_program(
            [sys.executable, str(folder / "table.py"), *map(str, files)], on_line=heard, environ=environ
        )
        if status:
            raise EvaluationError(str(folder), f"its table.py failed: {(remarks or ['no reason'])[-1]}")
        read = {each.stem: json.loads(each.read_text(encoding="utf-8")) for each in files}
    return Comparison(table, read, tuple(remarks))


def _result_files(results: Path) -> list[Path]:
    """Dateline's own first."""
    return [results / _OWN, *sorted(each for each in results.glob("*.json") if each.name != _OWN)]


def _environ(folder: Path, data: Path, results: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_SECRETS)}
    return kept | {
        "DATA": str(data.resolve()),
        "OUT": str(results),
        "HF_HUB_OFFLINE": "1",
        dateline_peer.FOLDER_VARIABLE: str(folder.resolve()),
    }


def _own_arguments(environ: dict[str, str], data: Path, result: Path) -> list[str]:
    arguments = ["--data", str(data.resolve()), "--out", str(result)]
    for variable, option in (("LIMIT", "--limit"), ("REPEATS", "--repeats"), ("TITLE", "--title")):
        if environ.get(variable):
            arguments += [option, environ[variable]]
    return arguments
