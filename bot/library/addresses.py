"""Web addresses as people type or paste them. Pure, and free of discord."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(https?)(://[^\s/]\S*)", re.IGNORECASE)


def address_in(typed: str) -> str | None:
    """The web address that was typed, as the library takes it; None for anything else, which would be a path to it."""
    found = _ADDRESS.fullmatch(typed.strip())
    return found[1].lower() + found[2] if found else None
