"""Bytes to a draft, by the file's name: one reader a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from ...errors import UnsupportedFormat
from ...types import Draft, Raw
from . import html, markdown, plain

_READERS: dict[str, Callable[[str, str | None, str], Draft]] = {
    ".txt": plain.read,
    ".md": markdown.read,
    ".html": html.read,
    ".htm": html.read,
}
SUFFIXES = tuple(_READERS)


def read(name: str, key: str | None, data: bytes) -> Draft:
    """A draft from a file's bytes. `key` is its identity unless it states a URL; None stands for its title.
    Raises IngestError."""
    reader = _reader(name)
    original = html.decode(Raw(name, data)) if reader is html.read else plain.decode(name, data)
    return reader(name, key, original)


def reread(name: str, key: str | None, original: str) -> Draft:
    """The draft of an original that was decoded before: today's cleaning on yesterday's article. Raises IngestError."""
    return _reader(name)(name, key, original)


def _reader(name: str) -> Callable[[str, str | None, str], Draft]:
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise UnsupportedFormat(name, SUFFIXES)
    return reader
