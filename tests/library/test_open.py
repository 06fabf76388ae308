"""Opening a library, and several at once on the same folder."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from retrieval import Answer, ModelError, Result, Settings, StoreError, open_library
from tests.consistency import torn
from tests.core_fakes import HashingEmbedder, add, names_in, open_small, prose, write_stories
from tests.older_schema import bring_back

TREATY = "The Treaty\n\nThe treaty was signed on May 5 in Tokyo by both ministers."
QUESTION = "when was the treaty signed?"


async def test_a_newer_database(tmp_path: Path) -> None:
    async with open_small(tmp_path):
        pass
    connection = sqlite3.connect(tmp_path / "dateline.db")
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(StoreError, match="newer"):
        async with open_small(tmp_path):
            pass


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "dateline.db").write_bytes(b"hello " * 1000)
    with pytest.raises(StoreError):
        async with open_small(tmp_path):
            pass


@pytest.mark.parametrize("name", ["file/data", "nul\0byte"])
async def test_a_folder_that_cannot_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError):
        async with open_small(tmp_path / name):
            pass


async def test_a_model_folder_that_is_not_there(tmp_path: Path) -> None:
    settings = Settings.model_validate({"data_dir": tmp_path, "embedding": {"model": str(tmp_path / "none")}})
    with pytest.raises(ModelError):
        async with open_library(settings):
            pass


async def test_a_model_that_nobody_has_is_met_at_the_first_question(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        await add(library, "a.txt", TREATY)
    settings = Settings.model_validate({"data_dir": tmp_path, "embedding": {"model": "dateline-tests/none"}})
    async with open_library(settings) as library:
        with pytest.raises(ModelError):
            await library.ask(QUESTION)
        with pytest.raises(ModelError):
            await library.reindexes.run()
        model = next(each for each in await library.diagnose() if each.part == "model")
        assert not model.ok
        assert (await library.articles.page()).total == 1
    async with open_small(tmp_path) as library:
        assert isinstance(await library.ask(QUESTION), Answer)
    assert torn(tmp_path) == []


async def test_a_library_can_be_opened_again_and_again(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    async with open_small(tmp_path, embedder) as library:
        await add(library, "a.txt", TREATY)
    calls = embedder.calls
    for _ in range(3):
        async with open_small(tmp_path, embedder) as library:
            assert (await library.status()).indexed == 1
            await library.search(QUESTION)
    assert embedder.calls == calls + 3, "only the questions were embedded"
    assert names_in(tmp_path) == ["dateline.db", "index.faiss"]


@pytest.mark.parametrize("damage", [b"", b"garbage", b'{"format": 1}\n', None])
async def test_a_lost_or_damaged_index_heals_without_embedding(tmp_path: Path, damage: bytes | None) -> None:
    embedder = HashingEmbedder()
    async with open_small(tmp_path, embedder) as library:
        for number in range(3):
            await add(library, "a.txt", prose(number))
        whole = await library.search("harbour", k=50)
    snapshot = tmp_path / "index.faiss"
    snapshot.unlink() if damage is None else snapshot.write_bytes(damage)
    calls = embedder.calls
    async with open_small(tmp_path, embedder) as library:
        healed = await library.search("harbour", k=50)
        assert {hit.passage.id: hit.cosine for hit in healed} == {hit.passage.id: hit.cosine for hit in whole}
        assert all(each.ok for each in await library.diagnose())
    assert embedder.calls == calls + 2, "the question, and the model's own check"


async def test_two_processes_see_each_other_s_writes(tmp_path: Path) -> None:
    async with open_small(tmp_path) as bot, open_small(tmp_path) as terminal:
        assert not isinstance(await bot.ask(QUESTION), Answer)
        id = await add(terminal, "a.txt", TREATY)
        outcome = await bot.ask(QUESTION)
        assert isinstance(outcome, Answer)
        (hit,) = await bot.search(QUESTION)
        assert hit.cosine is not None
        assert (await bot.articles.page()).total == 1
        await add(bot, "b.txt", prose(5))
        assert len({each.article.id for each in await terminal.search("story", k=50)}) == 2
        await terminal.articles.remove(id)
        assert not isinstance(await bot.ask(QUESTION), Answer)
        assert id not in {each.article.id for each in await bot.search(QUESTION, k=50)}
        claim = await bot.answers.begin("m", question=QUESTION, scopes=("shared",))
        assert claim is not None
        await bot.answers.finish(claim, outcome, posted_key="p")
        assert await terminal.answers.posted("p") is not None
    async with open_small(tmp_path) as library:
        assert all(each.ok for each in await library.diagnose())
    assert torn(tmp_path) == []


async def test_two_processes_take_in_the_same_folder(tmp_path: Path) -> None:
    """Nothing twice, nothing torn; who comes second says so or does nothing."""
    write_stories(tmp_path / "in", 12)
    async with open_small(tmp_path / "data") as one, open_small(tmp_path / "data") as other:
        summaries = await asyncio.gather(one.ingest([tmp_path / "in"]), other.ingest([tmp_path / "in"]))
        assert sum(summary.count(Result.ADDED) for summary in summaries) == 12
        assert sum(summary.count(Result.UPDATED) for summary in summaries) == 0
        for item in (item for summary in summaries for item in summary.items):
            assert item.error is None or isinstance(item.error, StoreError)
        assert (await one.articles.page()).total == (await other.articles.page()).total == 12
        assert {each.passage.id for each in await one.search("harbour", k=500)} == {
            each.passage.id for each in await other.search("harbour", k=500)
        }
    assert torn(tmp_path / "data") == []


async def test_ingest_question_reindex_and_removal_at_once(tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 10)
    async with open_small(tmp_path / "data") as library:
        id = await add(library, "a.txt", TREATY)
        outcomes = await asyncio.gather(
            library.ingest([tmp_path / "in"]),
            *(library.ask(QUESTION) for _ in range(5)),
            library.reindexes.run(full=True),
            library.ingest_upload("b.txt", prose(50).encode(), scope="guild:1"),
            library.status(),
            return_exceptions=True,
        )
        assert not [each for each in outcomes if isinstance(each, BaseException)]
        assert all(isinstance(each, Answer) for each in outcomes[1:6])
        await library.articles.remove(id)
        assert (await library.articles.page(scopes=("shared", "guild:1"))).total == 11
        assert all(each.ok for each in await library.diagnose())
    assert torn(tmp_path / "data") == []


async def test_a_library_of_the_first_schema_keeps_its_articles_and_finds_their_stories(
    tmp_path: Path,
) -> None:
    """As an older Dateline left it: today's tables are added, what was stored stays and answers."""
    embedder = HashingEmbedder()
    async with open_small(tmp_path, embedder) as library:
        article_id = await add(library, "a.txt", prose(1))
        await add(library, "b.txt", f"Another title\n\n{prose(1)}")
    undo = [
        "DROP INDEX articles_size",
        "ALTER TABLE articles DROP COLUMN size",
        *(f"DROP TABLE reindex_{name}" for name in ("passages", "before", "runs")),
        "DROP TABLE votes",
        "DROP TABLE ledger",
        "DROP TABLE departures",
        *(f"DROP INDEX answers_{name}" for name in ("place", "home", "asked_by")),
        *(f"ALTER TABLE answers DROP COLUMN {name}" for name in ("asked_by", "place", "home", "follows")),
        *(f"ALTER TABLE answers DROP COLUMN {name}" for name in ("private", "refused", "dismissed")),
        "DROP TABLE feed_entries",
        "DROP TABLE feeds",
        "DROP TABLE addresses",
        "DROP TABLE story_bands",
        "DROP INDEX articles_story",
        "DROP INDEX articles_removed",
        *(f"ALTER TABLE articles DROP COLUMN {name}" for name in ("signature", "removed_at", "gone_at")),
        *(f"ALTER TABLE articles DROP COLUMN {name}" for name in ("pages", "correction", "hints")),
        *(f"ALTER TABLE article_versions DROP COLUMN {name}" for name in ("pages", "correction")),
        *(f"ALTER TABLE article_versions DROP COLUMN {name}" for name in ("byline", "updated_at")),
        "UPDATE articles SET story = NULL",
        "PRAGMA user_version = 1",
    ]
    with closing(sqlite3.connect(tmp_path / "dateline.db")) as connection:
        bring_back(connection, 5)
        for statement in undo:
            connection.execute(statement)
        connection.commit()
    calls = embedder.calls
    async with open_small(tmp_path, embedder) as library:
        assert (await library.articles.get(article_id)).text in prose(1)
        assert await library.search(prose(1).split("\n")[2])
        await library.reindexes.run()
        assert len((await library.articles.stories())[0]) == 2
    assert embedder.calls == calls + 1, "only the question is embedded"
