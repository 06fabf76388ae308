"""How the tests run the command, and what they expect of a failure."""

from __future__ import annotations

from typing import Any, Protocol

from typer.testing import Result

EXAMPLE = "when is the Tomahawk contract expected?"


class Dateline(Protocol):
    def __call__(self, *arguments: object, **options: Any) -> Result:
        """Run the command; options are those of click's runner (`input`, `env`)."""


def one_sentence(text: str) -> None:
    """For a person: no traceback, no class name, one line that ends."""
    lines = text.strip().split("\n")
    assert "Traceback" not in text
    assert "Error(" not in text
    assert len(lines) == 1, text
    assert lines[0].endswith(".")
