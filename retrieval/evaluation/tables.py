"""Files of an evaluation, read whole and checked; the first fault is an error that names its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from ..errors import EvaluationError


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=_Identified)
T = TypeVar("T")


def _no_problem(row: object) -> str | None:
    return None


def read_table(
    file: Path, kind: type[Row], problem: Callable[[Row], str | None] = _no_problem
) -> tuple[Row, ...]:
    """JSON lines as dataclasses with different ids, at least one; unknown keys are left out.
    `problem` says what is wrong with a row. Raises EvaluationError."""
    adapter = TypeAdapter(kind)
    rows: dict[str, Row] = {}
    for number, line in enumerate(read_text(file).split("\n"), start=1):
        if not line.strip():
            continue
        row = parsed(adapter, line, _at_line(file, number))
        if row.id in rows:
            raise EvaluationError(_at_line(file, number), f"the id {row.id!r} stands on an earlier line too")
        if fault := problem(row):
            raise EvaluationError(_at_line(file, number), fault)
        rows[row.id] = row
    if not rows:
        raise EvaluationError(str(file), "there is no line in it")
    return tuple(rows.values())


def parsed(adapter: TypeAdapter[T], text: str, source: str) -> T:
    """The JSON `text` as what the adapter makes. Raises EvaluationError, which names `source`."""
    try:
        return adapter.validate_json(text, strict=True)
    except ValidationError as error:
        first: Any = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise EvaluationError(source, f"{field}: {first['msg']}" if field else first["msg"]) from error


def read_text(file: Path) -> str:
    """Raises EvaluationError."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise EvaluationError(str(file), error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(str(file), f"not UTF-8: {error.reason} at byte {error.start}") from error


def _at_line(file: Path, number: int) -> str:
    return f"{file}, line {number}"
