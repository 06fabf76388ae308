"""Golden files: what the program does, kept as text in `tests/golden/` and compared byte for byte.

`DATELINE_GOLDEN=write python -m pytest tests/test_golden.py` writes them anew; their diff is then the change.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "golden"
WRITING = os.environ.get("DATELINE_GOLDEN") == "write"
"""Read when this is imported: no setting from outside lasts into a test."""
IN_CI = bool(os.environ.get("CI"))
REMEDY = (
    "If behaviour was to stay as it is, this is the fault to mend. If the change is wanted, write the files anew with "
    "`DATELINE_GOLDEN=write python -m pytest tests/test_golden.py`, read `git diff tests/golden`, and commit both."
)
MOST_LINES = 60
"""Of a difference, as much as helps on a screen."""
WIDTH = 110
HAIR = 0.001
"""Processors add in different orders: a score this near to the border of its two places may be rounded either way."""


def as_text(data: Any) -> str:
    """JSON; what fits on a line is on one. Text of several lines is a list of them; what nobody sees is an escape."""
    return "".join(map(_visible, _laid_out(_in_lines(data), ""))) + "\n"


def _laid_out(data: Any, margin: str) -> str:
    short = json.dumps(data, ensure_ascii=False)
    if not isinstance(data, dict | list) or len(margin) + len(short) <= WIDTH:
        return short
    inner, (opening, closing) = f"{margin} ", "{}" if isinstance(data, dict) else "[]"
    if isinstance(data, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {_laid_out(data[key], inner)}" for key in data]
    else:
        parts = [_laid_out(each, inner) for each in data]
    lines = f",\n{inner}".join(parts)
    return f"{opening}\n{inner}{lines}\n{margin}{closing}"


def kept(name: str) -> str:
    """What the golden file holds; nothing while there is none."""
    path = FOLDER / name
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def compare(name: str, found: str) -> None:
    """Fails where the file holds anything else; writes the file where that is asked for."""
    if WRITING:
        if IN_CI:
            pytest.fail("golden files are not written in CI: write them where somebody reads the difference")
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / name).write_bytes(found.encode("utf-8"))
        pytest.skip(f"tests/golden/{name} is written, and nothing was compared")
    if kept(name) == found:
        return
    before, now = kept(name).split("\n"), found.split("\n")  # with what stands after the last newline
    shown = list(difflib.unified_diff(before, now, f"tests/golden/{name}", "now", lineterm="", n=2))
    left_out = [f"... and {len(shown) - MOST_LINES} lines more"] if len(shown) > MOST_LINES else []
    pytest.fail("\n".join([f"{REMEDY}\n", *shown[:MOST_LINES], *left_out]), pytrace=False)


def differing(data: Any, original: Any) -> Any:
    """What is not as in `original`: of lists as long as there, the places; nothing where all is the same."""
    data, original = _in_lines(data), _in_lines(original)
    if isinstance(data, dict) and isinstance(original, dict) and data.keys() == original.keys():
        pairs = {key: (data[key], original[key]) for key in data}
    elif isinstance(data, list) and isinstance(original, list) and len(data) == len(original):
        pairs = {str(at): pair for at, pair in enumerate(zip(data, original, strict=True))}
    else:
        return data
    return {key: differing(*pair) for key, pair in pairs.items() if pair[0] != pair[1]}


def settled(found: Any, kept_before: Any) -> Any:
    """`found` with each score ("confidence") to two places: as it is kept, where it lies within a hair of that."""
    if isinstance(found, dict):
        before = kept_before if isinstance(kept_before, dict) else {}
        return {
            key: _score(value, before.get(key)) if key == "confidence" else settled(value, before.get(key))
            for key, value in found.items()
        }
    if isinstance(found, list):
        old = kept_before if isinstance(kept_before, list) else []
        return [settled(each, old[at] if at < len(old) else None) for at, each in enumerate(found)]
    return found


def _score(found: float | None, before: Any) -> float | None:
    if found is None or (isinstance(before, float) and abs(found - before) <= 0.005 + HAIR):
        return None if found is None else before
    return round(found, 2)


def _in_lines(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _in_lines(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_in_lines(each) for each in data]
    return data.split("\n") if isinstance(data, str) and "\n" in data else data


_SEEN = re.compile(r"[\n -~]")


def _visible(letter: str) -> str:
    if _SEEN.match(letter) or unicodedata.category(letter) not in ("Cf", "Cc", "Co", "Zl", "Zp", "Zs", "Mn"):
        return letter
    return "".join(f"\\u{int.from_bytes(pair, 'big'):04x}" for pair in _pairs(letter.encode("utf-16-be")))


def _pairs(data: bytes) -> list[bytes]:
    return [data[at : at + 2] for at in range(0, len(data), 2)]
