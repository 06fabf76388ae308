"""Numbers as the reader's language writes them. Pure."""

from __future__ import annotations

from .text.locale import say


def figure(number: int) -> str:
    """ "1,200"."""
    return say("number", n=number)


def share(part: int, whole: int) -> str:
    """ "80%"; of nothing it is none."""
    return say("share", share=part / whole if whole else 0.0)


def page_range(offset: int, shown: int, total: int) -> str:
    """ "1–5 of 12"."""
    return say("page-range", first=offset + 1, last=offset + shown, total=total)
