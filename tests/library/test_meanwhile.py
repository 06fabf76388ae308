"""While a reindex is under way: questions, removals, a second process."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from retrieval import Answer, NotFound, ReindexRunning
from tests.consistency import torn
from tests.core_fakes import Gate, HashingEmbedder, open_small, results, write_stories
from tests.library.test_add import draft
from tests.stories import QUESTION, exact, fill


async def test_questions_are_answered_meanwhile(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder())
    embedder = HashingEmbedder()
    async with open_small(data_dir, embedder) as library:
        alone = await library.ask(QUESTION)
        embedder.before = gate = Gate(lambda texts: any(text.startswith("Story 3") for text in texts))
        task = asyncio.create_task(library.reindexes.run(full=True))
        await asyncio.to_thread(gate.wait_until_reached)
        assert (await library.status()).reindexing
        with pytest.raises(ReindexRunning):
            await library.reindexes.run()
        question = asyncio.create_task(library.ask(QUESTION))
        gate.open()
        outcome = await question
        assert isinstance(outcome, Answer)
        assert isinstance(alone, Answer)
        assert outcome.citations[0].quote == alone.citations[0].quote
        summary = await task
        assert summary.embedded == summary.passages
        assert not (await library.status()).reindexing
        await exact(library, embedder, data_dir)


async def test_passages_replaced_under_a_question_are_found_again(tmp_path: Path) -> None:
    """The search has its ids; before it fetches them, a reindex in another process gives the passages new ones."""
    await fill(tmp_path / "data", HashingEmbedder())
    embedder = HashingEmbedder()
    async with open_small(tmp_path / "data", embedder) as library, open_small(tmp_path / "data") as other:
        embedder.before = gate = Gate(lambda texts: any("treaty" in text for text in texts))
        question = asyncio.create_task(library.ask(QUESTION))
        await asyncio.to_thread(gate.wait_until_reached)
        await other.reindexes.run(full=True)
        gate.open()
        assert isinstance(await question, Answer)


async def test_an_article_may_be_removed_meanwhile(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder())
    embedder = HashingEmbedder()
    async with open_small(data_dir, embedder) as library:
        (info,) = [each for each in (await library.articles.page()).items if each.title.startswith("Story 3")]
        embedder.before = gate = Gate(lambda texts: any(text.startswith("Story 3") for text in texts))
        task = asyncio.create_task(library.reindexes.run(full=True))
        await asyncio.to_thread(gate.wait_until_reached)
        removal = asyncio.create_task(library.articles.remove(info.id))
        other = sqlite3.connect(
            data_dir / "dateline.db"
        )  # let the removal through first, if it does not wait
        other.close()
        await asyncio.wait([removal], timeout=0.2)
        gate.open()
        await asyncio.gather(task, removal)
        with pytest.raises(NotFound):
            await library.articles.get(info.id)
        await exact(library, embedder, data_dir)
    assert torn(data_dir) == []


async def test_another_process_may_remove_an_article_meanwhile(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder())
    embedder = HashingEmbedder()
    async with open_small(data_dir, embedder) as library, open_small(data_dir) as other:
        (info,) = [each for each in (await other.articles.page()).items if each.title.startswith("Story 3")]
        embedder.before = gate = Gate(lambda texts: any(text.startswith("Story 3") for text in texts))
        task = asyncio.create_task(library.reindexes.run(full=True))
        await asyncio.to_thread(gate.wait_until_reached)
        await other.articles.remove(info.id)
        gate.open()
        await task
        await exact(library, embedder, data_dir)
    assert torn(data_dir) == []


async def test_another_process_may_take_in_the_same_article_meanwhile(tmp_path: Path) -> None:
    """Alone, and as one of a group: what the other process stored is known, what it did not store is added."""
    drafts = [draft(number) for number in range(2)]
    files = write_stories(tmp_path / "files", 5)[2:]
    embedder = HashingEmbedder()
    async with open_small(tmp_path / "data", embedder) as library, open_small(tmp_path / "data") as other:
        embedder.before = gate = Gate()
        ours = asyncio.create_task(library.add(drafts))
        await asyncio.to_thread(gate.wait_until_reached)
        assert results(await other.add(drafts[:1])) == ["added"]
        gate.open()
        assert results(await ours) == ["unchanged", "added"]
        embedder.before = gate = Gate()
        ours = asyncio.create_task(library.ingest(files))
        await asyncio.to_thread(gate.wait_until_reached)
        assert results(await other.ingest(files[1:2])) == ["added"]
        gate.open()
        assert results(await ours) == ["added", "unchanged", "added"]
        assert (await library.status()).articles == 5
    assert torn(tmp_path / "data") == []
