"""The running version, what is new in it, and what changes on upgrade."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

_HEADING = re.compile(r"^## (\S+)$", re.MULTILINE)


def sections() -> dict[str, list[str]]:
    """Version -> the lines about it in `whats_new.md`, newest first."""
    text = files(__package__).joinpath("whats_new.md").read_text(encoding="utf-8")
    _, *parts = _HEADING.split(text)
    return {
        name: [line for line in lines.splitlines() if line.strip()]
        for name, lines in zip(parts[::2], parts[1::2], strict=True)
    }


def news(before: str, now: str, told: Mapping[str, Sequence[str]]) -> list[str]:
    """The lines about all versions after `before` up to `now`; about `now` alone where nothing is known of `before`.
    Nothing where an older version runs again. Pure."""
    names = list(told)
    if now not in names:
        return []
    first = names.index(now)
    last = names.index(before) if before in names else first + 1
    return [line for name in names[first:last] for line in (f"{name}:", *told[name])]
