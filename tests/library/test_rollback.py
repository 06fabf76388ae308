"""Taking a reindex back: everything as it was, no model asked, nothing of others touched."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from retrieval import (
    Answer,
    Library,
    ModelError,
    NotFound,
    Progress,
    ReindexRunning,
    Settings,
    open_library,
)
from retrieval.models.embedder import SentenceEmbedder
from tests.consistency import StoredPassage, stored_passages, torn
from tests.core_fakes import Gate, HashingEmbedder, add, open_small, prose, write_stories
from tests.library.test_reindex_plan import OTHER, change, contents, published_otherwise, read_otherwise
from tests.stories import QUESTION, TREATY, exact, fill


def same(one: list[StoredPassage], other: list[StoredPassage]) -> bool:
    """The same passages with the same vectors, whatever their ids."""
    alike = [replace(each, id=0, vector=each.vector.tobytes()) for each in one]  # type: ignore[arg-type]  # arrays do not compare
    return alike == [replace(each, id=0, vector=each.vector.tobytes()) for each in other]  # type: ignore[arg-type]


async def stopped(library: Library, embedder: HashingEmbedder, title: str, *, full: bool = False) -> None:
    """A reindex that is cancelled while it embeds the article of this title."""
    embedder.before = gate = Gate(lambda texts: any(text.startswith(title) for text in texts))
    task = asyncio.create_task(library.reindexes.run(full=full))
    await asyncio.to_thread(gate.wait_until_reached)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    gate.open()
    embedder.before = None


async def test_other_passages_come_back_with_their_vectors(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder())
    before = stored_passages(data_dir)
    embedder = HashingEmbedder()
    seen: list[Progress] = []
    async with open_small(data_dir, embedder, passages={"words": 30}, search={"candidates": 1000}) as library:
        done = await library.reindexes.run()
        (run,) = await library.reindexes.recent()
        assert (run.scopes, run.articles, run.changed, run.cancelled) == (None, 7, done.changed, False)
        assert run.finished_at
        assert run.started_at < run.finished_at
        calls = embedder.calls
        back = await library.reindexes.roll_back(run.id, on_progress=seen.append)
        assert embedder.calls == calls
        assert same(stored_passages(data_dir), before)
        assert (back.articles, back.changed, back.left_alone) == (done.changed, done.changed, 0)
        assert (back.embedded, back.reused) == (0, back.passages)
        assert [(each.stage, each.done) for each in seen] == [
            ("rolling back", number) for number in range(done.changed + 1)
        ]
        await exact(library, embedder, data_dir)
        (run,) = await library.reindexes.recent()
        assert run.rolled_back
        dump = contents(data_dir)
        again = await library.reindexes.roll_back(run.id)
        assert (again.articles, again.changed, again.left_alone) == (0, 0, 0)
        assert contents(data_dir) == dump
        assert (await library.reindexes.run()).changed == done.changed, "and forward again"
    assert torn(data_dir, words=[30]) == []


async def test_quotes_of_every_version_stay_readable(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    async with open_small(data_dir) as library:
        id = await add(library, "treaty.txt", TREATY)
        article = await library.articles.get(id)
    change(data_dir, "UPDATE articles SET original = replace(original, 'May 5', 'May 6')")
    published_otherwise(data_dir, id)
    change(data_dir, "UPDATE articles SET gone_at = '2026-01-01T00:00:00+00:00', date_origin = 'a byline'")
    async with open_small(data_dir) as library:
        was = await library.articles.get(id)
        outcomes = [await library.ask(QUESTION)]
        await library.reindexes.run()
        renewed = await library.articles.get(id)
        assert (renewed.version, renewed.publisher, renewed.gone_at) == (2, None, was.gone_at)
        assert renewed.fetched_at == was.fetched_at, "read again, not taken in again"
        outcomes.append(await library.ask(QUESTION))
        (run,) = await library.reindexes.recent()
        assert (await library.reindexes.roll_back(run.id)).changed == 1
        assert await library.articles.get(id) == replace(was, version=3)
        outcomes.append(await library.ask(QUESTION))
        for outcome, version in zip(outcomes, (1, 2, 3), strict=True):
            assert isinstance(outcome, Answer)
            assert outcome.citations[0].quote.version == version
            assert ("May 6" in outcome.citations[0].quote.text) == (version == 2)
            context = await library.context(outcome.citations[0])
            assert (context.verified, context.kept) == (True, version != 2)
        versions = await library.articles.history(id)
        assert [each.number for each in versions] == [1, 2, 3]
        assert [change.text for change in versions[2].changes if change.added] == [
            change.text for change in versions[1].changes if not change.added
        ]
        assert article.text == was.text
    assert torn(data_dir) == []


async def test_another_model_and_back(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    old = HashingEmbedder("old")
    await fill(data_dir, old)
    before = stored_passages(data_dir)
    async with open_small(data_dir, HashingEmbedder("new", 24)) as library:
        await library.reindexes.run()
        (run,) = await library.reindexes.recent()
        assert run.changed == 7
        await library.reindexes.roll_back(run.id)
        status = await library.status()
        assert status.stale_passages == status.passages == len(before)
        assert isinstance(await library.ask(QUESTION), Answer), "keywords still answer"
    assert same(stored_passages(data_dir), before)
    async with open_small(data_dir, old, search={"candidates": 1000}) as library:
        assert (await library.status()).stale_passages == 0
        await exact(library, old, data_dir)
    assert torn(data_dir) == []


async def test_what_was_changed_since_is_left_alone(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder())
    async with open_small(data_dir, passages={"words": 30}) as library:
        before = stored_passages(data_dir)
        await library.reindexes.run()
        (tmp_path / "in" / "story-0003.txt").write_text(prose(3) + OTHER)
        (item,) = (await library.ingest([tmp_path / "in" / "story-0003.txt"])).items
        assert item.result.value == "updated"
        fresh = [each for each in stored_passages(data_dir) if each.article_id == item.article_id]
        (run,) = await library.reindexes.recent()
        back = await library.reindexes.roll_back(run.id)
        assert (back.articles, back.left_alone, back.changed) == (run.changed, 1, run.changed - 1)
        after = stored_passages(data_dir)
        assert same([each for each in after if each.article_id == item.article_id], fresh)
        assert same(
            [each for each in after if each.article_id != item.article_id],
            [each for each in before if each.article_id != item.article_id],
        )
        assert (await library.reindexes.roll_back(run.id)).left_alone == 0
    assert torn(data_dir, words=[30, 100]) == []


async def test_what_was_removed_since(tmp_path: Path) -> None:
    """From the trash it comes back as it was before the reindex; what is gone for good is only counted."""
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder())
    before = stored_passages(data_dir)
    scopes = ("shared",)
    async with open_small(data_dir, passages={"words": 30}, search={"candidates": 1000}) as library:
        changed = (await library.reindexes.run(scopes=scopes)).changed
        await library.articles.remove(2)
        await library.articles.remove(4)
        (run,) = await library.reindexes.recent(scopes=scopes)
        back = await library.reindexes.roll_back(run.id, scopes=scopes)
        assert (back.changed, back.left_alone) == (changed, 0)
        await library.articles.restore(2)
        await library.articles.restore(4)
        await exact(library, HashingEmbedder(), data_dir)
    assert same(stored_passages(data_dir), before)
    async with open_small(data_dir, passages={"words": 30}, ingest={"trash_days": 1}) as library:
        await library.reindexes.run(scopes=scopes)
        await library.articles.remove(2)
        change(data_dir, "UPDATE articles SET removed_at = '2020-01-01' WHERE removed_at IS NOT NULL")
    async with open_small(data_dir, passages={"words": 30}, ingest={"trash_days": 1}) as library:
        (run,) = await library.reindexes.recent(scopes=scopes)
        back = await library.reindexes.roll_back(run.id, scopes=scopes)
        assert (back.articles, back.changed, back.left_alone) == (changed - 1, changed - 1, 0)
    assert torn(data_dir) == []


async def test_a_cancelled_run_is_taken_back(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder("old"))
    before = stored_passages(data_dir)
    new = HashingEmbedder("new")
    async with open_small(data_dir, new) as library:
        await stopped(library, new, "Story 3")
        (run,) = await library.reindexes.recent()
        assert (run.cancelled, run.finished_at, run.articles) == (True, None, 7)
        assert 0 < run.changed < 7
        assert (await library.reindexes.roll_back(run.id)).changed == run.changed
    assert same(stored_passages(data_dir), before)
    assert torn(data_dir) == []


async def test_a_run_that_goes_on_after_a_cancelled_one_is_taken_back_with_it(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder("old"))
    before = stored_passages(data_dir)
    new = HashingEmbedder("new")
    async with open_small(data_dir, new) as library:
        await stopped(library, new, "Story 3")
        await library.reindexes.run()
        (run,) = await library.reindexes.recent()
        assert (run.cancelled, run.changed) == (False, 7)
        assert (await library.reindexes.roll_back(run.id)).changed == 7
    assert same(stored_passages(data_dir), before)


async def test_of_an_article_changed_between_the_two_the_newer_state_comes_back(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder())
    embedder = HashingEmbedder()
    async with open_small(data_dir, embedder) as library:
        await stopped(library, embedder, "Story 3", full=True)
        (tmp_path / "in" / "story-0000.txt").write_text(prose(0) + OTHER)
        await library.ingest([tmp_path / "in" / "story-0000.txt"])
        before = stored_passages(data_dir)
        await library.reindexes.run(full=True)
        (run,) = await library.reindexes.recent()
        assert run.changed == 7
        assert (await library.reindexes.roll_back(run.id)).changed == 7
    assert same(stored_passages(data_dir), before)


async def test_a_model_that_fails_half_way(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder("old"))
    before = stored_passages(data_dir)
    new = HashingEmbedder("new")

    def fail(texts: object) -> None:
        if new.calls > 3:
            raise ModelError("new", "out of memory")

    new.before = fail
    async with open_small(data_dir, new) as library:
        with pytest.raises(ModelError):
            await library.reindexes.run()
        (run,) = await library.reindexes.recent()
        assert (run.cancelled, run.finished_at, run.changed) == (False, None, 3)
        assert (await library.reindexes.roll_back(run.id)).changed == 3
    assert same(stored_passages(data_dir), before)


async def test_only_the_newest_run_of_the_same_scopes_is_kept(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    async with open_small(data_dir) as library:
        for scope in ("shared", "guild:1"):
            await add(library, "a.txt", prose(1), scope)
        await library.reindexes.run(full=True)
        await library.reindexes.run(scopes=("shared", "guild:1"), full=True)
        await library.reindexes.run(scopes=("guild:1", "shared"), full=True)
        newest, everything = await library.reindexes.recent()
        assert (newest.scopes, everything.scopes) == (("guild:1", "shared"), None)
        await library.reindexes.run(scopes=("guild:1", "shared"))
        assert await library.reindexes.recent() == (newest, everything), (
            "nothing was changed, nothing is pushed out"
        )
        assert await library.reindexes.recent(limit=1) == (newest,)
        back = await library.reindexes.roll_back(everything.id)
        assert (back.changed, back.left_alone) == (0, 2), "rewritten by the newer one since"
        assert (await library.reindexes.roll_back(newest.id)).changed == 2
        with pytest.raises(NotFound) as caught:
            await library.reindexes.roll_back(newest.id - 1)
        assert (caught.value.kind, caught.value.id) == ("reindex", newest.id - 1)


async def test_nobody_takes_back_what_belongs_to_others(tmp_path: Path) -> None:
    mine, theirs = ("shared", "guild:1"), ("shared", "guild:2")
    async with open_small(tmp_path / "data") as library:
        for number, scope in enumerate(("shared", "guild:1", "guild:2")):
            await add(library, "a.txt", prose(number), scope)
        for scopes in (None, mine, theirs, ("shared",)):
            await library.reindexes.run(scopes=scopes, full=True)
        runs = await library.reindexes.recent()
        assert [run.scopes for run in runs] == [
            ("shared",), ("guild:2", "shared"), ("guild:1", "shared"), None,
        ]  # fmt: skip
        assert [run.scopes for run in await library.reindexes.recent(scopes=mine)] == [
            ("shared",), ("guild:1", "shared"),
        ]  # fmt: skip
        for run in (runs[1], runs[3]):
            with pytest.raises(NotFound):
                await library.reindexes.roll_back(run.id, scopes=mine)
        before = {each.article_id: each.id for each in stored_passages(tmp_path / "data")}
        back = await library.reindexes.roll_back(runs[2].id, scopes=mine)
        after = {each.article_id: each.id for each in stored_passages(tmp_path / "data")}
        assert (back.changed, back.left_alone) == (1, 1), "the shared article was rewritten since"
        assert {id for id in before if before[id] != after[id]} == {2}


async def test_one_thing_at_a_time(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder())
    embedder = HashingEmbedder()
    async with open_small(data_dir, embedder) as library:
        await library.reindexes.run(full=True)
        (run,) = await library.reindexes.recent()
        embedder.before = gate = Gate(lambda texts: any(text.startswith("Story 3") for text in texts))
        task = asyncio.create_task(library.reindexes.run(full=True))
        await asyncio.to_thread(gate.wait_until_reached)
        with pytest.raises(ReindexRunning):
            await library.reindexes.roll_back(run.id)
        gate.open()
        await task
        (run,) = await library.reindexes.recent()
        refused = []

        def meanwhile(progress: Progress) -> None:
            if progress.done == 1:
                refused.append(asyncio.create_task(library.reindexes.run()))

        await library.reindexes.roll_back(run.id, on_progress=meanwhile)
        with pytest.raises(ReindexRunning):
            await refused[0]
        assert not (await library.status()).reindexing


async def test_a_cancelled_rollback_goes_on_where_it_was(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder())
    before = stored_passages(data_dir)
    async with open_small(data_dir, passages={"words": 30}) as library:
        changed = (await library.reindexes.run()).changed
        (run,) = await library.reindexes.recent()
        half = asyncio.Event()
        task = asyncio.create_task(
            library.reindexes.roll_back(
                run.id, on_progress=lambda progress: half.set() if progress.done == 3 else None
            )
        )
        await half.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not (await library.reindexes.recent())[0].rolled_back
        back = await library.reindexes.roll_back(run.id)
        assert 0 < back.changed < changed
        assert back.left_alone == 0
    assert same(stored_passages(data_dir), before)
    assert torn(data_dir) == []


async def test_what_another_process_wrote_meanwhile_stays(tmp_path: Path) -> None:
    """The reindex has read the article; before it writes, an ingest elsewhere brings a new version."""
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder())
    embedder = HashingEmbedder()
    (tmp_path / "in" / "story-0003.txt").write_text(prose(3) + OTHER)
    async with open_small(data_dir, embedder) as library, open_small(data_dir) as other:
        embedder.before = gate = Gate(lambda texts: any(text.startswith("Story 3") for text in texts))
        task = asyncio.create_task(library.reindexes.run(full=True))
        await asyncio.to_thread(gate.wait_until_reached)
        (item,) = (await other.ingest([tmp_path / "in" / "story-0003.txt"])).items
        gate.open()
        await task
        assert item.article_id is not None
        article = await library.articles.get(item.article_id)
        assert (article.version, OTHER.strip() in article.text) == (2, True)
        (run,) = await library.reindexes.recent()
        assert (await library.reindexes.roll_back(run.id)).changed == run.changed == 6
    assert torn(data_dir) == []


async def test_two_processes_at_once_are_taken_back_together(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    await fill(data_dir, HashingEmbedder("old"))
    before = stored_passages(data_dir)
    new = HashingEmbedder("new")
    async with open_small(data_dir, new) as library, open_small(data_dir, HashingEmbedder("new")) as other:
        new.before = gate = Gate(lambda texts: any(text.startswith("Story 3") for text in texts))
        task = asyncio.create_task(library.reindexes.run())
        await asyncio.to_thread(gate.wait_until_reached)
        await other.reindexes.run()
        gate.open()
        await task
        (run,) = await library.reindexes.recent()
        back = await library.reindexes.roll_back(run.id)
        assert (run.changed, back.changed, back.left_alone) == (7, 7, 0)
    assert same(stored_passages(data_dir), before)
    assert torn(data_dir) == []


async def test_a_scope_that_left_takes_its_runs_with_it(tmp_path: Path) -> None:
    async with open_small(tmp_path / "data") as library:
        for number, scope in enumerate(("shared", "guild:1", "guild:11")):
            await add(library, "a.txt", prose(number), scope)
        for scopes in (None, ("shared", "guild:1"), ("shared", "guild:11")):
            await library.reindexes.run(scopes=scopes, full=True)
        await library.scopes.mark_left("guild:1")
        assert await library.retention.purge_left(datetime(2030, 1, 1, tzinfo=UTC)) == ("guild:1",)
        assert [run.scopes for run in await library.reindexes.recent()] == [("guild:11", "shared"), None]
    assert torn(tmp_path / "data") == []


async def test_copies_of_a_story_come_back(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    write_stories(tmp_path / "in", 2, sentences=40)
    async with open_small(data_dir) as library:
        for name in ("a", "b"):
            text = f"---\ntitle: Paper {name}\npublisher: {name}\n---\n\n{prose(5, 40)}"
            await add(library, f"{name}.md", text)
        assert len(await library.articles.copies(1)) == 1
    change(data_dir, "UPDATE articles SET original = ? WHERE id = 1", "Paper a\n\n" + prose(6, 40))
    async with open_small(data_dir) as library:
        await library.reindexes.run()
        assert await library.articles.copies(1) == ()
        (run,) = await library.reindexes.recent()
        await library.reindexes.roll_back(run.id)
        assert [copy.article_id for copy in await library.articles.copies(1)] == [2]
    assert torn(data_dir) == []


async def test_with_the_real_model(seeded: Path, tmp_path: Path, minilm: SentenceEmbedder) -> None:
    data_dir = Path(shutil.copytree(seeded, tmp_path / "data"))
    before = stored_passages(data_dir)
    read_otherwise(data_dir, before[0].article_id)
    settings = Settings.model_validate({"data_dir": data_dir, "passages": {"words": 40}})
    async with open_library(settings, embedder=minilm) as library:
        question = "When is the contract expected?"
        asked = await library.ask(question)
        await library.reindexes.run()
        assert len(stored_passages(data_dir)) > len(before)
        (run,) = await library.reindexes.recent()
        summary = await library.reindexes.roll_back(run.id)
        assert (summary.changed, summary.embedded) == (run.changed, 0)
        again = await library.ask(question)
        assert isinstance(asked, Answer)
        assert isinstance(again, Answer)
        assert again.citations[0].quote.text == asked.citations[0].quote.text
        assert (await library.context(asked.citations[0])).verified
        assert all(each.ok for each in await library.diagnose())
    after = stored_passages(data_dir)
    assert [(each.text, each.start, each.end) for each in after] == [
        (each.text, each.start, each.end) for each in before
    ]
    assert all(np.array_equal(a.vector, b.vector) for a, b in zip(after, before, strict=True))
    assert torn(data_dir) == []
