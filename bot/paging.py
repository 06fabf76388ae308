"""Pages of a list and their arrows, the same way in every list of those who manage a server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar

from discord import ui

from retrieval import Page

T = TypeVar("T")
Way = Literal["back", "on", "keep"]
Arrow = Callable[[int, Way, bool], ui.DynamicItem[Any]]
"""Makes the button that turns to the page at an offset; the flag disables it."""


def page_of(items: Sequence[T], offset: int, size: int) -> Page[T]:
    """The page that holds `offset`, or the last one where the list has become shorter."""
    offset = page_start(offset, len(items), size)
    return Page(tuple(items[offset : offset + size]), len(items), offset)


def page_start(offset: int, total: int, size: int) -> int:
    """Where the page that holds `offset` begins; the last page's start for what lies beyond it."""
    return max(0, min(offset, total - 1)) // size * size


def arrows(page: Page[Any], size: int, arrow: Arrow) -> list[ui.DynamicItem[Any]]:
    """None where one page holds everything."""
    if page.total <= size:
        return []
    after = page.offset + size
    return [
        arrow(max(0, page.offset - size), "back", page.offset == 0),
        arrow(after, "on", after >= page.total),
    ]
