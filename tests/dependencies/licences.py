"""`make licences`: writes docs/licences.md anew from what the installed packages state about themselves."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from tests.conftest import ROOT

from .pins import CONSTRAINTS, needed_to_run, pins

PAGE = ROOT / "docs" / "licences.md"
_HEAD = """# Licences of what Dateline uses

Made by `make licences` from what the installed packages state about themselves. Dateline itself is under the
[MIT licence](../LICENSE).
"""
_TABLES = {True: "What it needs to run", False: "What only developing it needs"}
_LONGEST = 100
"""Characters of a licence that is stated as text: then the file in the package counts."""


def licence(stated: PackageMetadata) -> str:
    """The licence as an expression, else as the classifiers name it, else the first line of the field."""
    if expression := stated.get_all("License-Expression"):
        return str(expression[0])
    named = [
        each.rpartition(" :: ")[2]
        for each in stated.get_all("Classifier") or ()
        if each.startswith("License ::")
    ]
    named = [each for each in named if each != "OSI Approved"]
    first = str((stated.get_all("License") or [""])[0]).strip().partition("\n")[0]
    return " and ".join(named) or first[:_LONGEST] or "not stated: see its files"


def page() -> Iterator[str]:
    yield _HEAD
    run = needed_to_run()
    for needed, title in _TABLES.items():
        yield f"## {title}\n\n| package | version | licence |\n|---|---|---|"
        for name, version in pins(CONSTRAINTS).items():
            if (name in run) is needed:
                yield f"| {name} | {version} | {_stated(name).replace('|', '/')} |"
        yield ""


def _stated(name: str) -> str:
    try:
        return licence(metadata(name))
    except PackageNotFoundError:
        raise SystemExit(f"{name} is not installed: run `make dev` first") from None


if __name__ == "__main__":
    PAGE.write_text("\n".join(page()).rstrip() + "\n", encoding="utf-8")
