"""The lists of what Dateline uses agree with each other, and an audit that could not be made is no pass."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

from .audit import main, told
from .licences import PAGE
from .lock import TOOLS
from .pins import CONSTRAINTS, LOCK, LOCK_DEV, needed_to_run, pins

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_hashed_lists_have_the_pinned_versions() -> None:
    run, develop = pins(LOCK), pins(LOCK_DEV)
    assert {**run, **develop} == pins(CONSTRAINTS)
    assert not run.keys() & develop.keys()
    assert run.keys() == needed_to_run()


def test_all_that_the_project_names_is_pinned() -> None:
    named = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]
    names = {str(canonicalize_name(Requirement(each).name)) for each in named}
    assert names <= pins(CONSTRAINTS).keys()
    assert set(PROJECT["dependency-groups"]["tools"]) <= pins(TOOLS).keys()


@pytest.mark.parametrize("file", [LOCK, LOCK_DEV, TOOLS], ids=lambda file: file.name)
def test_each_version_has_hashes(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    entries = re.findall(r"^[a-z](?:\\\n|[^\n])*", text, re.MULTILINE)
    assert len(entries) == len(pins(file)) > 10
    assert all(re.fullmatch(r"[^\\]+?(?: \\\n    --hash=sha256:[0-9a-f]{64})+", each) for each in entries)


def test_torch_has_the_hashes_of_both_builds() -> None:
    text = LOCK.read_text(encoding="utf-8")
    version = pins(LOCK)["torch"]
    (hashes,) = re.findall(rf"^torch=={re.escape(version)} ((?:\\\n|[^\n])*)", text, re.MULTILINE)
    assert len(set(re.findall(r"sha256:\w+", hashes))) > 2
    assert f"torch-{version}+cpu-" in text.partition("aiohappyeyeballs")[0]


def test_each_package_is_on_the_page_of_licences() -> None:
    rows = re.findall(
        r"^\| ([\w.-]+) \| ([\w.+!-]+) \| (\S[^|]*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    listed = {name: version for name, version, _ in rows if name != "package"}
    assert listed == pins(CONSTRAINTS)
    assert not [name for name, _, licence in rows if "not stated" in licence]


def package(name: str, *advisories: str) -> dict[str, Any]:
    return {
        "name": name,
        "version": "1",
        "vulns": [{"id": each, "fix_versions": ["2"]} for each in advisories],
    }


SKIPPED = {"name": "hidden", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    ("found", "status", "said"),
    [
        ([package("a"), package("b")], 0, ["2 packages audited, 0 with advisories."]),
        (
            [package("a", "PYSEC-1")],
            1,
            ["a 1: PYSEC-1, mended in 2", "1 packages audited, 1 with advisories."],
        ),
        ([SKIPPED, package("a")], 0, ["NOT AUDITED, because", "1 packages audited, 0 with"]),
        ([SKIPPED], 0, ["NOT AUDITED: the package index"]),
        (None, 0, ["NOT AUDITED: no network"]),
    ],
    ids=["clean", "advisory", "one unknown", "all unknown", "no answer"],
)
def test_an_audit_says_what_it_could_not_look_up(
    found: list[dict[str, Any]] | None, status: int, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(found, "no network") == status
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(said)
    assert all(line.startswith(begin) for line, begin in zip(lines, said, strict=True))


def test_an_audit_without_its_program_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(str(tmp_path / "pip-audit")) == 0
    assert capsys.readouterr().out.startswith("NOT AUDITED: ")
