"""Extraction sets as they lie on disk: `expected.jsonl` beside the pages it names."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import Field

from ..errors import EvaluationError
from .tables import read_table

EXPECTED = "expected.jsonl"


@dataclass(frozen=True, slots=True)
class Page:
    """A line of `expected.jsonl`: strings that the article's text must hold, and strings it must not."""

    id: str
    file: str
    """A page's path in the set, .html or .html.gz."""
    wanted: Annotated[tuple[str, ...], Field(validation_alias="with")] = field(default=())
    unwanted: Annotated[tuple[str, ...], Field(validation_alias="without")] = field(default=())
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ExtractionSet:
    name: str
    folder: Path
    pages: tuple[Page, ...]

    def data(self, page: Page) -> bytes:
        """The page as it was fetched. Raises EvaluationError."""
        file = self.folder / page.file
        try:
            data = file.read_bytes()
            return gzip.decompress(data) if file.suffix == ".gz" else data
        except OSError as error:
            raise EvaluationError(str(file), error.strerror or "cannot be read") from error
        except (EOFError, zlib.error) as error:
            raise EvaluationError(str(file), "its gzip data is broken") from error


def find_extraction_sets(paths: Sequence[Path]) -> list[ExtractionSet]:
    """The named folders that are sets, and the sets directly inside them, each read whole. Raises EvaluationError."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else []
        sets = [each for each in (path, *inside) if (each / EXPECTED).is_file()]
        if not sets:
            problem = f"neither it nor a folder in it holds {EXPECTED}" if path.is_dir() else "no such folder"
            raise EvaluationError(str(path), problem)
        found.update(dict.fromkeys(each.resolve() for each in sets))
    return [_read(folder) for folder in found]


def _read(folder: Path) -> ExtractionSet:
    pages = read_table(folder / EXPECTED, Page, partial(_problem, folder))
    return ExtractionSet(folder.name, folder, pages)


def _problem(folder: Path, page: Page) -> str | None:
    file = (folder / page.file).resolve()
    if not file.is_relative_to(folder) or not file.is_file():
        return f"there is no page {page.file!r} in the set"
    return None if page.wanted or page.unwanted else "there is nothing that it must or must not hold"
