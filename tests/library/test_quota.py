"""What is too large or has no room is refused before anything of it is stored, and said so."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.text.phrases import ingest_items
from retrieval import (
    ArticleTooLong,
    Library,
    Result,
    ScopeFull,
)
from retrieval.errors import TooMuchPacked
from tests.consistency import torn
from tests.core_fakes import HashingEmbedder, add, dated, open_small, prose, results
from tests.ingest.paper import zipped

SERVER = "guild:1"
SMALL = {"server_articles": 3, "article_characters": 5_000, "article_passages": 20}


async def articles(library: Library, scope: str = SERVER) -> int:
    return (await library.articles.page(scopes=(scope,))).total


async def upload(library: Library, text: str, scope: str = SERVER) -> Exception | None:
    (item,) = (await library.ingest_upload("a.md", text.encode(), scope=scope)).items
    return item.error


async def test_a_text_beyond_the_limit_is_refused_before_anything_is_computed(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    async with open_small(tmp_path, embedder, quota=SMALL) as library:
        long = await upload(library, "It is long\n\n" + "goodbye and hello. " * 300)
        assert isinstance(long, ArticleTooLong)
        assert (long.size > 5_000, long.limit, long.setting) == (True, 5_000, "quota.article_characters")
        cut = await upload(library, "It is in pieces\n\n" + "One harbour.\n\n" * 300)
        assert cut is None
        packed = await library.ingest_upload(
            "a.zip", zipped({"a.txt": b"Title\n\n" + b"x y " * 5_000, "b.txt": b"B\n\nIt is."}), scope=SERVER
        )
        assert results(packed) == ["failed", "added"]
        assert await articles(library) == 2
    assert torn(tmp_path) == []


async def test_an_article_of_too_many_passages_is_refused(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    quota = {"article_passages": 10}
    async with open_small(tmp_path, embedder, passages={"words": 20}, quota=quota) as library:
        error = await upload(library, prose(1, 60))
        assert isinstance(error, ArticleTooLong)
        assert (error.size > 10, error.limit, error.setting) == (True, 10, "quota.article_passages")
        assert embedder.calls == 0
        assert await articles(library) == 0


async def test_a_full_server_takes_nothing_new_and_says_so(tmp_path: Path) -> None:
    async with open_small(tmp_path, quota=SMALL) as library:
        for number in range(3):
            await add(library, f"{number}.txt", prose(number), SERVER)
        error = await upload(library, prose(9))
        assert isinstance(error, ScopeFull)
        assert (error.used, error.limit, error.setting) == (3, 3, "quota.server_articles")
        assert await articles(library) == 3
        assert await upload(library, prose(9), "guild:2") is None, "another server has room of its own"
        for number in range(10, 15):
            assert await upload(library, prose(number), "shared") is None, "the operator's articles have room"
    assert torn(tmp_path) == []


async def test_a_full_server_still_knows_its_own_and_takes_their_new_versions(tmp_path: Path) -> None:
    one, other = dated("One", "It is the first."), dated("One", "It is the second.")
    async with open_small(tmp_path, quota=SMALL) as library:
        for number in range(2):
            await add(library, f"{number}.txt", prose(number), SERVER)
        await add(library, "one.md", one, SERVER)
        assert results(await library.ingest_upload("one.md", one.encode(), scope=SERVER)) == ["unchanged"]
        assert results(await library.ingest_upload("one.md", other.encode(), scope=SERVER)) == ["updated"]
        many = {f"{number}.txt": prose(number).encode() for number in range(6)}
        summary = await library.ingest_upload("all.zip", zipped(many), scope=SERVER)
        assert results(summary) == ["unchanged"] * 2 + ["failed"] * 4
        said = list(ingest_items(summary, public=True))
        assert len(said) == 2, "the reason once, then how many more"
        assert "3 of 3" in said[0]
        assert "3 more" in said[1]


async def test_what_is_removed_makes_room_and_comes_back_only_where_there_is_room(tmp_path: Path) -> None:
    async with open_small(tmp_path, quota=SMALL) as library:
        ids = [await add(library, f"{number}.txt", prose(number), SERVER) for number in range(3)]
        await library.articles.remove(ids[0], scopes=(SERVER,))
        await add(library, "9.txt", prose(9), SERVER)
        with pytest.raises(ScopeFull):
            await library.articles.restore(ids[0], scope=SERVER)
        assert await articles(library) == 3
        await library.articles.remove(ids[1], scopes=(SERVER,))
        assert (await library.articles.restore(ids[0], scope=SERVER)).id == ids[0]
    assert torn(tmp_path) == []


async def test_the_trash_of_a_server_holds_no_more_than_the_server_may(tmp_path: Path) -> None:
    async with open_small(tmp_path, quota=SMALL) as library:
        ids = []
        for number in range(5):
            ids.append(await add(library, f"{number}.txt", prose(number), SERVER))
            await library.articles.remove(ids[-1], scopes=(SERVER,))
        for number, article_id in enumerate(ids):
            if number < 2:
                with pytest.raises(Exception, match="removed article"):
                    await library.articles.restore(article_id, scope=SERVER)
            else:
                await library.articles.restore(article_id, scope=SERVER)
        assert await articles(library) == 3
    assert torn(tmp_path) == []


LONG = "The ministers signed a treaty about the harbour. " * 8


async def test_the_bytes_of_every_version_count(tmp_path: Path) -> None:
    async with open_small(tmp_path, quota={"server_bytes": 4_000}) as library:
        versions = 0
        while (error := await upload(library, dated("One", LONG + "It goes on. " * versions))) is None:
            versions += 1
            assert versions < 20
        assert isinstance(error, ScopeFull)
        assert (error.limit, error.setting) == (4_000, "quota.server_bytes")
        assert versions >= 2
        assert 4_000 - 1_200 <= error.used <= 4_000
        (info,) = (await library.articles.page(scopes=(SERVER,))).items
        assert info.version == versions, "nothing is half-stored"
        same = dated("One", LONG + "It goes on. " * (versions - 1))
        assert await upload(library, same) is None
        await library.articles.remove(info.id, scopes=(SERVER,))
        assert await upload(library, dated("Two", "It is new.")) is None
    assert torn(tmp_path) == []


async def test_an_archive_that_unpacks_to_too_much_leaves_nothing_behind(tmp_path: Path) -> None:
    quota = {"unpacked_bytes": 50_000, "unpacked_files": 5, "unpacked_depth": 1, "unpacked_lines": 4}
    bombs = {
        "bytes": {"a.txt": b"A\n\nIt is.", "b.txt": b"x " * 30_000},
        "files": {f"{number}.txt": b"A\n\nIt is." for number in range(6)},
        "lines": {"a.txt": b"A\n\nIt is.", "b.jsonl": b"{}\n" * 5},
    }
    async with open_small(tmp_path, quota=quota) as library:
        for limit, files in bombs.items():
            (item,) = (await library.ingest_upload("a.zip", zipped(files), scope=SERVER)).items
            assert isinstance(item.error, TooMuchPacked)
            assert item.error.problem.endswith(f"(quota.unpacked_{limit})")
        deep = zipped({"a.txt": b"A\n\nIt is.", "b.zip": zipped({"c.txt": b"C\n\nIt is."})})
        summary = await library.ingest_upload("a.zip", deep, scope=SERVER)
        assert [item.result for item in summary.items] == [Result.ADDED, Result.FAILED]
        assert await articles(library) == 1
