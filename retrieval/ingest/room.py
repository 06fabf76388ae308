"""Whether the disk has room for what is to be taken in, asked before anything is computed or written."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..errors import StoreFull

GROWTH = 6
"""Bytes on the disk for each byte of text: the original and the cleaned text, keywords, vectors (about as much as the
text again), and all of it once more in the write-ahead log for a while. What holds less text than bytes needs less."""
RESERVE = 20_000_000
"""Bytes that stay free: questions are written down too, and the snapshot of the index is written beside the old one."""


class Room:
    """On the disk of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check(self, size: int) -> None:
        """For so many bytes of articles. Blocks, as every look at a disk may. Raises StoreFull."""
        free, needed = shutil.disk_usage(self._folder).free, GROWTH * size + RESERVE
        if free < needed:
            problem = f"{_megabytes(free)} MB are free, and taking this in may need {_megabytes(needed)} MB"
            raise StoreFull(str(self._folder), problem)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f}"
