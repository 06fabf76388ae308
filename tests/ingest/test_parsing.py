"""Reading in a process of its own: the same drafts, and a sentence for what takes too much."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest

from bot.text.errors import sentence
from retrieval.errors import DamagedFile, TooDemanding, TooManyPages, UnsupportedFormat
from retrieval.ingest import archives, formats
from retrieval.ingest.archives import ArchiveLimits
from retrieval.ingest.parsing import Parsing
from retrieval.types import Hints, Raw
from retrieval.workers.process import ProcessWorker
from tests.workers import child_tasks as tasks

from .paper import FIRST, SECOND, set_lines, word, zipped


@pytest.fixture
async def worker() -> AsyncIterator[ProcessWorker]:
    async with ProcessWorker(seconds=8.0, memory_mib=1024) as opened:
        yield opened


@pytest.fixture
def parser(worker: ProcessWorker) -> Parsing:
    return Parsing(worker, ArchiveLimits(), max_pages=3, max_entries=10)


FILES = {
    "a.txt": b"A Title\n\nIt is a text.",
    "a.md": b"---\ndate: 2024-01-02\n---\n# A Title\n\nIt is a *text*.",
    "a.json": b'{"title": "A Title", "text": "It is a text."}',
    "a.pdf": set_lines(["A Headline", "", FIRST, SECOND], [FIRST]),
    "a.docx": word(lambda document: document.add_paragraph(FIRST)),
}


async def test_the_same_as_here(parser: Parsing) -> None:
    for name, data in FILES.items():
        raw = Raw(name, data, hints=Hints(publisher="The Feed"))
        draft = await parser.read(raw)
        assert draft == formats.read(raw)
        again = await parser.reread(name, raw.key, draft.original, raw.hints)
        assert (again.text, again.title, again.pages) == (draft.text, draft.title, draft.pages)
    archive = Raw("a.zip", zipped(FILES | {"b.txt": b"B", "c.zip": b"broken"}), "file:/a.zip")
    here, there = archives.members(archive, ArchiveLimits()), await parser.members(archive)
    assert [repr(each) for each in there] == [repr(each) for each in here]
    assert len(there) == len(FILES) + 2


async def test_readers_own_errors_come_through(parser: Parsing) -> None:
    with pytest.raises(UnsupportedFormat):
        await parser.read(Raw("a.exe", b""))
    with pytest.raises(TooManyPages):
        await parser.read(Raw("a.pdf", set_lines(*[[FIRST]] * 4)))
    with pytest.raises(DamagedFile):
        await parser.members(Raw("a.zip", b"no"))


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (partial(tasks.sleep, 60.0), "more than 1.5 s"),
        (tasks.allocate, "more memory than it may (512 MiB)"),
        (partial(tasks.leave, 7), "crashed"),
        (partial(tasks.large, 1_000_001), "more text"),
    ],
)
async def test_what_takes_too_much_is_given_up(
    monkeypatch: pytest.MonkeyPatch, function: Any, says: str
) -> None:
    async with ProcessWorker(seconds=1.5, memory_mib=512, answer_bytes=1_000_000) as worker:
        parser = Parsing(worker, ArchiveLimits(), max_pages=3, max_entries=10)
        with monkeypatch.context() as patched:
            patched.setattr(formats, "read", partial(tasks.instead, function))
            with pytest.raises(TooDemanding) as caught:
                await parser.read(Raw("report.pdf", b""))
        assert says in sentence(caught.value)
        assert "report.pdf" in sentence(caught.value)
        assert (await parser.read(Raw("a.txt", FILES["a.txt"]))).title == "A Title"


async def test_an_unforeseen_fault_is_the_file_s(parser: Parsing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "read", partial(tasks.instead, partial(tasks.fail, "builtin")))
    with pytest.raises(DamagedFile, match="KeyError"):
        await parser.read(Raw("a.txt", b"x"))
