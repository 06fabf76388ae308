"""What an article says stands in no log, no error and no traceback, whatever goes wrong with it."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import structlog

from bot.text.errors import incident, sentence
from retrieval import Library, traced
from retrieval.errors import DamagedFile
from retrieval.ingest import article, formats
from retrieval.store.answers import outcome_of
from retrieval.workers.process import ProcessWorker
from tests.core_fakes import add, open_small
from tests.workers import child_tasks

pytestmark = pytest.mark.usefixtures("logs_configured")

SECRET = "Xanthippe"
TEXT = f"A Title\n\nThe name is {SECRET}, it was signed on May 5 in Tokyo."
BROKEN = {
    "yaml.md": f"---\ntitle: [{SECRET}\n: {SECRET} *{SECRET}\n---\n{TEXT}",
    "alias.md": f"---\ntitle: *{SECRET}\n---\n{TEXT}",
    "tag.md": f"---\ntitle: !{SECRET} x\n---\n{TEXT}",
    "value.md": f"---\ndate: !!int {SECRET}\n---\n{TEXT}",
    "a.json": f'{{"title": "{SECRET}", "text": {SECRET}}}',
    "list.json": f'["{SECRET}"]',
    "nothing.json": f'{{"title": "{SECRET}", "text": 7}}',
    "broken.pdf": f"%PDF-1.7 {SECRET} " * 50,
    "broken.docx": f"PK\x03\x04 {SECRET} " * 50,
    "broken.zip": f"PK\x03\x04 {SECRET} " * 50,
    "feed.xml": f"<?xml version='1.0'?><rss><channel><item><title>{SECRET}</itle></rss>",
    "nul.html": f"<html><body>{'<b>' * 5000}{SECRET}\0</body>",
}


def shown(error: BaseException) -> str:
    structlog.get_logger("test").error("unexpected", exc_info=error)
    logging.getLogger("other library").error("failed", exc_info=error)
    return f"{sentence(error)} {sentence(error, public=True)} {incident(error)} {traced(error)}"


@pytest.mark.parametrize("name", BROKEN)
async def test_a_file_that_cannot_be_read(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_small(tmp_path) as library:
        summary = await library.ingest_upload(name, BROKEN[name].encode(), scope="shared")
    errors = [item.error for item in summary.items if item.error is not None]
    assert errors or name in ("nul.html", "value.md", "tag.md")
    said = "".join(map(shown, errors)) + "".join(map(str, errors))
    captured = capsys.readouterr()
    assert SECRET not in said + captured.err + captured.out


async def fails(library: Library, capsys: pytest.CaptureFixture[str]) -> str:
    """All that is said while every stage meets the article."""
    said = []
    for call in (
        lambda: add(library, "a.txt", TEXT),
        lambda: library.ask("when was it signed?"),
        lambda: library.reindexes.run(full=True),
        lambda: library.reindexes.plan(),
        lambda: library.articles.history(1),
        lambda: library.diagnose(),
        lambda: library.articles.page(),
    ):
        try:
            result = await call()
        except Exception as error:  # noqa: BLE001  # whatever it is
            said.append(shown(error))
        else:
            said += [
                shown(each.error) for each in getattr(result, "items", ()) if getattr(each, "error", None)
            ]
    captured = capsys.readouterr()
    return "".join(said) + captured.err + captured.out


@pytest.mark.parametrize("stage", ["split", "signature", "bytes_hash"])
async def test_a_stage_that_quotes_its_input(
    stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*given: object) -> None:
        raise ValueError(f"cannot handle {given!r}")

    monkeypatch.setattr(article, stage, fail)
    async with open_small(tmp_path) as library:
        said = await fails(library, capsys)
    assert "ValueError" in said
    assert SECRET not in said


@pytest.mark.parametrize("column", ["text", "title", "original", "pages", "hints", "publisher"])
async def test_a_stored_text_that_cannot_be_decoded(
    column: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_small(tmp_path) as library:
        await add(library, "a.txt", TEXT)
    damaged = SECRET.encode() + b"\xff"
    with closing(sqlite3.connect(tmp_path / "dateline.db")) as connection:
        connection.execute(f"UPDATE articles SET {column} = CAST(? AS TEXT)", (damaged,))  # noqa: S608
        connection.commit()
    async with open_small(tmp_path) as library:
        said = await fails(library, capsys)
    named = (
        said.replace("title=", "") if column != "title" else said.replace(SECRET, "")
    )  # a title names an article
    assert SECRET not in named


def test_a_damaged_answer() -> None:
    with pytest.raises(ValueError, match="stored outcome") as caught:
        outcome_of(f'{{"citations": "{SECRET}"}}')
    assert SECRET not in str(caught.value) + shown(caught.value)


async def test_the_process_that_reads_files(capsys: pytest.CaptureFixture[str]) -> None:
    async with ProcessWorker(seconds=30, memory_mib=2048) as worker:
        with pytest.raises(Exception) as caught:  # noqa: PT011  # whatever it becomes on the way
            await worker.run(formats.reread, "a.txt", None, {SECRET: 1}, None)  # type: ignore[arg-type]
        assert SECRET not in shown(caught.value) + "".join(getattr(caught.value, "__notes__", ()))
        with pytest.raises(Exception) as caught:  # noqa: PT011
            await worker.run(child_tasks.quote, SECRET)
        notes = "".join(caught.value.__notes__)
        assert "child_tasks" in notes
        assert SECRET not in notes + shown(caught.value)
    captured = capsys.readouterr()
    assert SECRET not in captured.err


def test_our_own_errors_and_the_system_s_are_told_in_full() -> None:
    def chain() -> None:
        try:
            try:
                raise KeyError(SECRET)
            except KeyError as error:
                raise DamagedFile("a.pdf", "it has no pages") from error
        except DamagedFile as error:
            raise ExceptionGroup("several", [FileNotFoundError(2, "No such file", "b.txt"), error]) from None

    with pytest.raises(ExceptionGroup) as caught:
        chain()
    text = traced(caught.value)
    assert all(
        each in text for each in ("b.txt", "a.pdf: it has no pages", "KeyError", "chain", "ExceptionGroup")
    )
    assert SECRET not in text
    assert traced(None) == ""
