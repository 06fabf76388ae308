"""Articles in: once, again, changed, copied, wrong."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import (
    FileTooLarge,
    Progress,
    Result,
    UnsupportedFormat,
)
from retrieval.errors import DamagedFile, EmptyArticle, InvalidMetadata, UnreadableFile
from tests.conftest import SEEDS
from tests.consistency import torn
from tests.core_fakes import HashingEmbedder, add, dated, open_small, prose, results, write_stories
from tests.strategies import anything


async def test_again_is_free(tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 5)
    embedder = HashingEmbedder()
    async with open_small(tmp_path / "data", embedder) as library:
        assert results(await library.ingest([tmp_path / "in"])) == ["added"] * 5
        calls = embedder.calls
        again = await library.ingest([tmp_path / "in", tmp_path / "in" / "story-0000.txt"])
        assert results(again) == ["unchanged"] * 5
        assert again.passages == 0
        assert embedder.calls == calls
        (tmp_path / "in" / "story-0000.txt").write_bytes(b"\xef\xbb\xbf" + prose(0).encode())
        assert results(await library.ingest([tmp_path / "in"])) == ["unchanged"] * 5, (
            "other bytes, same words"
        )
        assert embedder.calls == calls
        assert (await library.status()).articles == 5
    assert torn(tmp_path / "data") == []


async def test_a_changed_file_is_a_new_version_and_the_old_stays_readable(tmp_path: Path) -> None:
    file = tmp_path / "treaty.txt"
    file.write_text("The Treaty\n\nThe treaty was signed on May 5 in Tokyo by both ministers.")
    async with open_small(tmp_path / "data") as library:
        await library.ingest([file])
        (hit,) = await library.search("when was the treaty signed")
        outcome = await library.ask("when was the treaty signed?")
        citation = outcome.citations[0] if hasattr(outcome, "citations") else None
        assert citation is not None
        file.write_text("The Treaty\n\nThe treaty was signed on June 6 in Kyoto by both ministers.")
        assert results(await library.ingest([file])) == ["updated"]
        context = await library.context(citation)
        assert (context.verified, context.current, context.citation.quote.version) == (True, False, 1)
        assert "May 5" in context.before + citation.quote.text + context.after
        (now,) = await library.search("when was the treaty signed")
        assert (now.article.id, now.article.version) == (hit.article.id, 2)
        assert "June 6" in now.passage.text
        assert await library.search("May 5 Tokyo") == (now,) or "May" not in now.passage.text
        newest = await library.ask("when was the treaty signed?")
        assert hasattr(newest, "citations")
        assert (await library.context(newest.citations[0])).current
        (info,) = (await library.articles.page()).items
        assert info.version == 2
    assert torn(tmp_path / "data") == []


async def test_a_version_that_comes_back_is_a_third(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    async with open_small(tmp_path / "data") as library:
        for number in (1, 2, 1):
            file.write_text(prose(number))
            await library.ingest([file])
        (info,) = (await library.articles.page()).items
        assert info.version == 3


async def test_copies_are_taken_in_once(tmp_path: Path) -> None:
    paths = write_stories(tmp_path / "in", 1)
    (tmp_path / "in" / "zcopy.txt").write_bytes(paths[0].read_bytes())
    (tmp_path / "in" / "zzcopy.txt").write_text(prose(0) + "\n\nWrite a Comment\n")
    async with open_small(tmp_path / "data") as library:
        summary = await library.ingest([tmp_path / "in"])
        assert results(summary) == ["added", "duplicate", "duplicate"]
        assert len({item.article_id for item in summary.items}) == 1
        assert await add(library, "a.txt", prose(0), scope="guild:1") != summary.items[0].article_id


async def test_a_file_that_becomes_a_copy_of_another_loses_its_old_words(tmp_path: Path) -> None:
    first, second = write_stories(tmp_path / "in", 2)
    async with open_small(tmp_path / "data") as library:
        await library.ingest([tmp_path / "in"])
        old = (await library.articles.get(2)).text
        second.write_bytes(first.read_bytes())
        await library.ingest([tmp_path / "in"])
        texts = [(await library.articles.get(info.id)).text for info in (await library.articles.page()).items]
        assert old not in texts
        changes = results(await library.ingest([tmp_path / "in"]))
        assert set(changes) <= {"unchanged", "duplicate"}


async def test_a_stated_address_is_the_identity(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        one = "---\nurl: https://a.b/c\ntitle: One\n---\nFirst words of it."
        other = "---\nurl: https://a.b/c\ntitle: One\n---\nOther words of it."
        id = await add(library, "one.md", one)
        assert await add(library, "two.md", other) == id
        assert (await library.articles.get(id)).version == 2
        moved = "---\nurl: https://a.b/c\ntitle: New title\n---\nOther words of it."
        assert results(await library.ingest_upload("x.md", moved.encode(), scope="shared")) == ["updated"]
        assert (await library.search("new title"))[0].article.title == "New title"


async def test_bad_inputs_fail_alone(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    contents = {
        "good.txt": b"A Title\n\nIt is a good article about the harbour.",
        "binary.txt": b"\x7fELF\0\0\0",
        "paper.pdf": b"%PDF-1.7",
        "paper.rtf": b"{\\rtf1}",
        "empty.txt": b"",
        "residue.txt": b"Write a Comment\n\nShare\n",
        "broken.md": b"---\ntitle: [\n---\nText.",
        "latin.txt": "Überschrift\n\nDie Überraschung gelang über Nacht, größer als je.".encode("latin-1"),
        "utf16.txt": "Wide\n\nIt is wide text, every letter of it.".encode("utf-16"),
        "huge.txt": b"word " * 500,
    }  # fmt: skip
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    named = [folder / name for name in contents] + [tmp_path / "missing.txt", folder / "empty-folder"]
    (folder / "empty-folder").mkdir()
    async with open_small(tmp_path / "data", ingest={"max_file_bytes": 2000}) as library:
        summary = await library.ingest(named)
        errors = {Path(item.source).name: type(item.error) for item in summary.items if item.error}
        assert errors == {
            "binary.txt": UnreadableFile,
            "paper.pdf": DamagedFile,
            "paper.rtf": UnsupportedFormat,
            "empty.txt": EmptyArticle,
            "residue.txt": EmptyArticle,
            "broken.md": InvalidMetadata,
            "huge.txt": FileTooLarge,
            "missing.txt": UnreadableFile,
            "empty-folder": UnreadableFile,
        }
        assert summary.count(Result.ADDED) == 3
        assert summary.count(Result.FAILED) == len(errors)
        assert len(summary.items) == len(named)
        assert "größer" in (await library.search("größer"))[0].passage.text
        assert "wide text" in (await library.search("wide letter"))[0].passage.text
    assert torn(tmp_path / "data") == []


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
async def test_a_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (b"caf\xe9.txt", b"good.txt", b"\xff\xfe.md"):
        (folder / os.fsdecode(name)).write_text(f"It is an article about {name.hex()} and more.")
    async with open_small(tmp_path / "data") as library:
        summary = await library.ingest([tmp_path / "in"])
        assert len(summary.items) == 3
        assert all(item.source.encode() for item in summary.items), "it can be shown"
        assert summary.count(Result.ADDED) >= 1
        assert [hit.article.title for hit in await library.search(b"good.txt".hex())]


async def test_uploads_are_bounded(tmp_path: Path) -> None:
    async with open_small(tmp_path, ingest={"max_file_bytes": 1000}) as library:
        (item,) = (await library.ingest_upload("a.txt", b"x" * 1001, scope="shared")).items
        assert isinstance(item.error, FileTooLarge)


async def test_progress_counts_up_to_the_end(tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 4)
    seen: list[Progress] = []
    async with open_small(tmp_path / "data", passages={"words": 20}, embedding={"batch_size": 2}) as library:
        await library.ingest([tmp_path / "in"], on_progress=seen.append)
    done = [each.done for each in seen if each.stage == "ingesting"]
    assert (done[0], done[-1]) == (0, 4)
    assert done == sorted(set(done)), "each number is told once"
    assert {each.total for each in seen if each.stage == "ingesting"} == {4}
    assert {each.stage for each in seen} == {"ingesting"}, "two counters would jump"
    assert all(0 <= each.fraction <= 1 for each in seen)


async def test_the_seed_as_it_is_stored(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        assert results(await library.ingest([SEEDS])) == ["added"]
        article = await library.articles.get(1)
        assert article.publisher == "Kyodo and related briefings"
        assert article.published_on is None
        assert "Shumakova" not in article.text
        hits = await library.search("Maria Shumakova Arizona comment", k=50)
        assert all("Shumakova" not in hit.passage.text and "Arizona" not in hit.passage.text for hit in hits)


@given(texts=st.lists(st.tuples(st.sampled_from(["a.txt", "b.md"]), anything), max_size=3))
def test_any_upload_is_an_article_or_a_failure(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str]]
) -> None:
    async def ingest(data_dir: Path) -> None:
        async with open_small(data_dir) as library:
            for name, text in texts:
                data = text.encode(errors="surrogatepass")
                (item,) = (await library.ingest_upload(name, data, scope="shared")).items
                assert (item.error is None) == (item.article_id is not None)

    data_dir = tmp_path_factory.mktemp("any")
    asyncio.run(ingest(data_dir))
    assert torn(data_dir) == []


async def test_dates_and_publishers_are_as_stated(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        id = await add(
            library, "a.md", dated("T", "Some words of it.", "The Paper", "2024-03-01T23:30:00-05:00")
        )
        article = await library.articles.get(id)
        assert (article.publisher, str(article.published_on)) == ("The Paper", "2024-03-01")
        assert (await library.articles.get(await add(library, "b.txt", prose(3)))).published_at is None
