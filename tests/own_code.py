"""The repository's own code, read with `ast`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

CODE = sorted([*(ROOT / "retrieval").rglob("*.py"), *(ROOT / "bot").rglob("*.py")])
ALL = sorted([*CODE, *(ROOT / "tests").rglob("*.py")])


@dataclass(frozen=True)
class Import:
    """One imported module, as an absolute dotted name."""

    name: str
    line: int
    in_function: bool


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def module_of(path: Path) -> str:
    """Its dotted name."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(path: Path) -> ast.Module:
    """Not to be changed: whoever asks next gets the same."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> tuple[Import, ...]:
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[Import]:
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    root = tree(path)
    inner = {
        id(child)
        for node in ast.walk(root)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for child in ast.walk(node)
    }
    for node in ast.walk(root):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, id(node) in inner)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*start, *([node.module] if node.module else [])])
            for alias in node.names:
                is_module = (
                    ROOT.joinpath(*base.split("."), f"{alias.name}.py").exists()
                    or ROOT.joinpath(*base.split("."), alias.name, "__init__.py").exists()
                )
                yield Import(f"{base}.{alias.name}" if is_module else base, node.lineno, id(node) in inner)
