"""Which Dateline runs."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Of the installed package; "unknown" where the code runs without having been installed."""
    try:
        return version("dateline-bot")
    except PackageNotFoundError:
        return "unknown"
