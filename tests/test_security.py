"""Every test that SECURITY.md names is there, and every threat that it is to cover has its part."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conftest import ROOT
from tests.own_code import tree

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
WHO = (
    "A guild admin", "A role manager", "A member of a server", "A stranger in a direct message",
    "An article's author", "A web server", "A feed", "Somebody with a copy of the disk",
    "Another bot on the same host",
)  # fmt: skip
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_the_named_test_is_there(file: str, name: str) -> None:
    path = ROOT / file
    assert path.exists()
    functions = [
        node.name for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert name in functions


@pytest.mark.parametrize("who", WHO)
def test_everybody_has_a_part_with_a_test(who: str) -> None:
    part = re.search(rf"^### {re.escape(who)}$(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert part is not None
    assert "::test_" in part[1]


def test_every_row_says_what_stops_it_and_where_that_is_shown() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| tries to")]
    assert len(rows) > 25
    assert [row for row in rows if row.count(" | ") != 2 or "::test_" not in row] == []
