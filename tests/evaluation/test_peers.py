"""Dateline beside other systems: a folder of scripts as small as they can be, and Dateline's own stages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from retrieval.errors import EvaluationError
from retrieval.evaluation.speed import dateline_peer
from retrieval.evaluation.speed.dateline_peer import FLOAT32, DatelinePeer
from retrieval.evaluation.speed.peers import compare
from tests.core_fakes import HashingEmbedder

from .small import write_set

COMMON = """
import json, pathlib, sys
class Peer:
    pass
def main(peer):
    arguments = dict(zip(sys.argv[1::2], sys.argv[2::2]))
    assert hasattr(peer, "ingest") and issubclass(peer, Peer)
    pathlib.Path(arguments["--out"]).write_text(json.dumps({"peer": peer.name, "limit": arguments.get("--limit")}))
"""
RUN_ALL = """
set -eu
[ -z "${DISCORD_TOKEN:-}" ]
echo "other: not installed, left out" >&2
cat "$DATA/docs.jsonl" > /dev/null
echo '{"peer": "another", "limit": null}' > "$OUT/another.json"
"""
TABLE = """
import json, sys
print("| peer |\\n|---|")
for path in sys.argv[1:]:
    print("|", json.load(open(path))["peer"], "|")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "scripts"
    made.mkdir()
    for name, text in (("common.py", COMMON), ("run_all.sh", RUN_ALL), ("table.py", TABLE)):
        (made / name).write_text(text)
    return made


async def test_one_table_with_dateline_as_a_row(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    monkeypatch.setenv("LIMIT", "2")
    heard: list[str] = []
    found = await compare(folder, write_set(tmp_path / "small"), on_line=heard.append)
    assert found.table.splitlines() == ["| peer |", "|---|", "| dateline |", "| another |"]
    assert found.results == {
        "dateline": {"peer": "dateline", "limit": "2"},
        "another": {"peer": "another", "limit": None},
    }
    assert "other: not installed, left out" in found.remarks
    assert heard[0] == "dateline ..."


async def test_what_is_missing_is_said(folder: Path, tmp_path: Path) -> None:
    small = write_set(tmp_path / "small")
    with pytest.raises(EvaluationError, match=r"there is no run_all\.sh in it"):
        await compare(tmp_path, small, on_line=print)
    with pytest.raises(EvaluationError, match="there is none"):
        await compare(folder, write_set(tmp_path / "bare", documents=None), on_line=print)
    (folder / "table.py").write_text("raise SystemExit('no table today')")
    with pytest.raises(EvaluationError, match="no table today"):
        await compare(folder, small, on_line=lambda _: None)
    (folder / "common.py").write_text("raise RuntimeError('no stages')")
    with pytest.raises(EvaluationError, match=r"Dateline could not be measured: .*no stages"):
        await compare(folder, small, on_line=lambda _: None)


DOCS: list[dict[str, Any]] = [
    {
        "id": "treaty#1",
        "title": "Harbour treaty",
        "text": "The harbour treaty was signed in Kyoto by both ministers.",
    },
    {
        "id": "bridge",
        "title": "Bridge closed",
        "text": "The old bridge over the Alder is closed for repairs.",
        "date": None,
    },
]


@pytest.fixture
def peer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DatelinePeer]:
    monkeypatch.setattr(dateline_peer, "named_embedder", lambda _, exact: HashingEmbedder())
    made = DatelinePeer()
    made.folder, made.variant = tmp_path / "store", FLOAT32
    made.load_model()
    yield made
    made.close()


def test_the_stages(peer: DatelinePeer) -> None:
    peer.ingest(DOCS)
    assert sorted(peer.passages()) == sorted((doc["id"], doc["text"]) for doc in DOCS)
    peer.update(DOCS)
    assert len(peer.passages()) == 2
    assert peer.ask("Where was the harbour treaty signed?")[0] == ("treaty#1", DOCS[0]["text"])
    assert len(peer.ask("harbour bridge", 1)) == 1
    peer.delete(["treaty#1"])
    assert [doc_id for doc_id, _ in peer.passages()] == ["bridge"]
    assert {doc_id for doc_id, _ in peer.ask("Where was the harbour treaty signed?", 50)} <= {"bridge"}


def test_it_is_run_as_a_peer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[type] = []
    common = ModuleType("common")
    common.Peer = type("Peer", (), {})  # type: ignore[attr-defined]
    common.main = seen.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "common", common)
    monkeypatch.setattr(sys, "path", [*sys.path])
    dateline_peer.main(tmp_path)
    (made,) = seen
    assert issubclass(made, DatelinePeer)
    assert issubclass(made, common.Peer)
