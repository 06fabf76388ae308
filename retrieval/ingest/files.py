"""Files and folders that a person names, as a list of inputs. Blocking: it runs on a worker."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..errors import FileTooLarge, IngestError, UnreadableFile
from . import archives, formats

EXPORT_BEGINS = b'{"dateline": "export"'
"""As the first line of an export is written (`exported.py`)."""

SUFFIXES = (*formats.SUFFIXES, *archives.SUFFIXES)
"""What is taken from a folder; a file that is named may be a list of addresses too."""

_ASKED = ("questions.jsonl", "claims.jsonl")
"""Of an evaluation set: asked and checked, not answered from."""


@dataclass(frozen=True, slots=True)
class FileInput:
    """One file to take in, or the reason why a named path cannot be."""

    path: Path
    error: IngestError | None = None
    exported: bool = False
    """It is what `dateline export` wrote, and somebody has named it."""

    @property
    def shown(self) -> str:
        """The path as text; bytes of it that are not UTF-8 become replacement characters."""
        return os.fsencode(self.path).decode("utf-8", "replace")

    @property
    def name(self) -> str:
        return self.shown.rsplit(os.sep, 1)[-1]

    @property
    def key(self) -> str:
        return f"file:{self.shown}"


def expand(paths: Sequence[Path]) -> list[FileInput]:
    """Every named file, and every readable kind of file below a named folder, each once, in a stable order."""
    found: dict[Path, FileInput] = {}
    for path in paths:
        for item in _expand_one(path):
            found.setdefault(item.path, item)
    return list(found.values())


def is_export(path: Path) -> bool:
    """Whether the file begins as an export does."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(EXPORT_BEGINS)) == EXPORT_BEGINS
    except OSError:
        return False


def read_bytes(path: Path, limit: int) -> bytes:
    """The file's bytes. Raises UnreadableFile, FileTooLarge."""
    try:
        size = path.stat().st_size
        if size > limit:
            raise FileTooLarge(str(path), size, limit)
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or str(error)) from error
    if len(data) > limit:
        raise FileTooLarge(str(path), len(data), limit)
    return data


def _expand_one(path: Path) -> Iterator[FileInput]:
    try:
        path = path.expanduser().resolve()
        if path.is_file():
            yield FileInput(path, exported=is_export(path))
        elif path.is_dir():
            yield from _files_below(path)
        else:
            problem = "not a file or folder" if path.exists() else "there is no such file"
            yield FileInput(path, UnreadableFile(str(path), problem))
    except (OSError, RuntimeError, ValueError) as error:
        yield FileInput(path, UnreadableFile(str(path), str(error)))


def _files_below(folder: Path) -> Iterator[FileInput]:
    failures: list[OSError] = []
    empty = True
    for directory, names, files in os.walk(folder, onerror=failures.append):
        pages = archives.page_stems(files)
        names[:] = sorted(
            name
            for name in names
            if not name.startswith(".") and not archives.is_part_of_page(f"{name}/", pages)
        )
        for file in sorted(files):
            if not file.startswith(".") and file not in _ASKED and Path(file).suffix.lower() in SUFFIXES:
                empty = False
                yield _found(Path(directory) / file)
    for failure in failures:
        yield FileInput(Path(failure.filename), UnreadableFile(str(failure.filename), failure.strerror or ""))
    if empty and not failures:
        yield FileInput(
            folder, UnreadableFile(str(folder), f"the folder holds no {' or '.join(SUFFIXES)} file")
        )


def _found(path: Path) -> FileInput:
    """A file that lies in a folder. Nobody has named it, so it may not say into which scope it goes."""
    if path.suffix.lower() == ".jsonl" and is_export(path):
        return FileInput(
            path, IngestError(str(path), f"it is an export; use “dateline ingest {path}” for it")
        )
    return FileInput(path)


def total_size(found: Sequence[FileInput]) -> int:
    """Bytes of those that are there."""
    size = 0
    for file in found:
        with suppress(OSError):
            size += file.path.stat().st_size
    return size
