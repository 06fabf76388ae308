"""Reindex: another model, other passages, other rules; while questions come, and when it is stopped half-way."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from retrieval import Answer, ModelError, Progress
from tests.consistency import stored_passages, torn
from tests.core_fakes import Gate, HashingEmbedder, add, open_small, prose, rehash
from tests.stories import QUESTION, TREATY, exact, fill


async def test_nothing_to_do_is_nothing_done(tmp_path: Path) -> None:
    await fill(tmp_path / "data", HashingEmbedder())
    embedder = HashingEmbedder()
    async with open_small(tmp_path / "data", embedder) as library:
        before = stored_passages(tmp_path / "data")
        summary = await library.reindexes.run()
        assert (summary.articles, summary.changed, summary.embedded) == (7, 0, 0)
        assert summary.passages == summary.reused == len(before)
        assert embedder.calls == 0
        full = await library.reindexes.run(full=True)
        assert (full.changed, full.embedded, full.reused) == (0, summary.passages, 0)
        assert len(stored_passages(tmp_path / "data")) == len(before)
        await exact(library, embedder, tmp_path / "data")
    assert torn(tmp_path / "data") == []


@pytest.mark.parametrize("dimension", [64, 24])
async def test_another_model_is_stale_until_reindexed_and_never_mixed(tmp_path: Path, dimension: int) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder("old"))
    new = HashingEmbedder("new", dimension)
    async with open_small(data_dir, new, search={"candidates": 1000}) as library:
        status = await library.status()
        assert (status.stale_passages, status.indexed) == (status.passages, 0)
        assert not {each.part: each.ok for each in await library.diagnose()}["index"]
        hits = await library.search(QUESTION)
        assert hits
        assert all(hit.cosine is None for hit in hits), "an old vector is never compared with a new one"
        assert isinstance(await library.ask(QUESTION), Answer), "keywords still answer"
        added = await add(library, "new.txt", prose(77))
        hits = await library.search(QUESTION, k=100)
        assert {hit.article.id for hit in hits if hit.cosine is not None} == {added}
        summary = await library.reindexes.run()
        assert summary.changed == 0
        assert summary.reused == len([each for each in stored_passages(data_dir) if each.article_id == added])
        assert (await library.status()).stale_passages == 0
        await exact(library, new, data_dir)
        assert all(each.ok for each in await library.diagnose())
    assert len({each.model for each in stored_passages(data_dir)}) == 1
    old = HashingEmbedder("old")
    async with open_small(data_dir, old, search={"candidates": 1000}) as library:
        assert (await library.status()).indexed == 0
        assert all(hit.cosine is None for hit in await library.search(QUESTION))
        await library.reindexes.run()
        await exact(library, old, data_dir)
    assert torn(data_dir) == []


async def test_other_passages_keep_old_quotes_readable(tmp_path: Path) -> None:
    await fill(tmp_path / "data", HashingEmbedder())
    async with open_small(tmp_path / "data") as library:
        outcome = await library.ask(QUESTION)
        assert isinstance(outcome, Answer)
    async with open_small(tmp_path / "data", passages={"words": 30}) as library:
        summary = await library.reindexes.run()
        assert summary.changed > 0
        assert summary.passages > summary.articles
        context = await library.context(outcome.citations[0])
        assert (context.verified, context.current) == (True, True)
        assert (await library.reindexes.run()).changed == 0
    assert torn(tmp_path / "data", words=[30]) == []


async def test_other_rules_of_cleaning_make_a_version(tmp_path: Path) -> None:
    """As if the article had been cleaned by an older Dateline that left a line in."""
    data_dir = tmp_path / "data"
    async with open_small(data_dir) as library:
        id = await add(library, "a.txt", TREATY + "\n\nWrite a Comment\n")
        text = (await library.articles.get(id)).text
    connection = sqlite3.connect(data_dir / "dateline.db")
    connection.execute(
        "UPDATE articles SET text = text || ?, content_hash = 'old rules'", ("\n\nWrite a Comment",)
    )
    connection.commit()
    connection.close()
    rehash(data_dir)
    async with open_small(data_dir) as library:
        summary = await library.reindexes.run()
        assert summary.changed == 1
        article = await library.articles.get(id)
        assert (article.text, article.version) == (text, 2)
        assert (await library.reindexes.run()).changed == 0
    assert torn(data_dir) == []


async def test_stopping_half_way_leaves_a_whole_library(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder("old"))
    new = HashingEmbedder("new")
    new.before = gate = Gate(lambda texts: any(text.startswith("Story 3") for text in texts))
    async with open_small(data_dir, new, search={"candidates": 1000}) as library:
        task = asyncio.create_task(library.reindexes.run())
        await asyncio.to_thread(gate.wait_until_reached)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        gate.open()
        status = await library.status()
        assert not status.reindexing
        assert 0 < status.indexed < status.passages
        fingerprints = {each.model for each in stored_passages(data_dir)}
        assert len(fingerprints) == 2
        hits = await library.search("treaty harbour", k=1000)
        assert len([hit for hit in hits if hit.cosine is not None]) == status.indexed
        done = status.indexed
        summary = await library.reindexes.run()
        assert summary.embedded == summary.passages - done, "only what was left"
        await exact(library, new, data_dir)
    assert torn(data_dir) == []


async def test_progress_goes_forward_to_the_end(tmp_path: Path) -> None:
    await fill(tmp_path / "data", HashingEmbedder())
    seen: list[Progress] = []
    async with open_small(tmp_path / "data", embedding={"batch_size": 1}) as library:
        await library.reindexes.run(full=True, on_progress=seen.append)
    assert [each.done for each in seen if each.stage == "reindexing"] == list(range(8))
    assert {each.total for each in seen if each.stage == "reindexing"} == {7}
    assert all(0 <= each.done <= each.total for each in seen)


async def test_a_model_that_fails_half_way(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder("old"))
    new = HashingEmbedder("new")

    def fail(texts: object) -> None:
        if new.calls > 3:
            raise ModelError("new", "out of memory")

    new.before = fail
    async with open_small(data_dir, new) as library:
        with pytest.raises(ModelError):
            await library.reindexes.run()
        assert not (await library.status()).reindexing
        new.before = None
        await library.reindexes.run()
        assert (await library.status()).stale_passages == 0
    assert torn(data_dir) == []
