"""Versions of an article, removal that can be undone, and what old answers show afterwards."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from retrieval import Answer, CannotRestore, Filters, NotFound
from tests.consistency import torn
from tests.core_fakes import HashingEmbedder, add, dated, open_small, prose

OLD = "The bridge was opened on 4 May 2021 in Lisbon by the mayor of the city."
NEW = "The bridge was opened on 6 May 2021 in Lisbon by the mayor of the city."
QUESTION = "when was the bridge opened in Lisbon?"


def article(sentence: str, rest: str = prose(3, 40)) -> str:
    return dated("The bridge", f"{sentence}\n\n{rest}", "The Wire", "2021-05-05")


async def test_history_tells_what_each_version_changed(tmp_path: Path) -> None:
    file = tmp_path / "bridge.md"
    async with open_small(tmp_path / "data") as library:
        for sentence in (OLD, NEW):
            file.write_text(article(sentence))
            (item,) = (await library.ingest([file])).items
        assert item.article_id is not None
        first, second = await library.articles.history(item.article_id)
        assert (first.number, first.changes, second.number) == (1, (), 2)
        assert [(change.text, change.added) for change in second.changes] == [(OLD, False), (NEW, True)]


async def test_only_changed_passages_are_embedded_again(tmp_path: Path) -> None:
    file = tmp_path / "bridge.md"
    embedder = HashingEmbedder()
    async with open_small(tmp_path / "data", embedder) as library:
        file.write_text(article(OLD))
        first = await library.ingest([file])
        assert first.embedded == first.passages > 3
        file.write_text(article(NEW))
        second = await library.ingest([file])
        assert (second.passages, second.embedded) == (first.passages, 1)
        again = await library.ingest([file])
        assert (again.passages, again.embedded) == (0, 0)
    assert torn(tmp_path / "data") == []


async def test_an_answer_keeps_its_version_and_says_that_the_words_are_gone(tmp_path: Path) -> None:
    file = tmp_path / "bridge.md"
    async with open_small(tmp_path / "data", answer={"threshold": 0.0}) as library:
        file.write_text(article(OLD))
        await library.ingest([file])
        outcome = await library.ask(QUESTION)
        assert isinstance(outcome, Answer)
        file.write_text(article(NEW))
        await library.ingest([file])
        context = await library.context(outcome.citations[0])
        assert (context.verified, context.current, context.kept) == (True, False, False)
        file.write_text(article(f"{OLD} It is long."))
        await library.ingest([file])
        context = await library.context(outcome.citations[0])
        assert (context.verified, context.current, context.kept) == (True, False, True)


async def test_what_was_removed_is_found_no_more_and_comes_back_whole(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    async with open_small(tmp_path, embedder) as library:
        article_id = await add(library, "a.txt", prose(1))
        await add(library, "b.txt", prose(2))
        words = prose(1).split("\n")[2]
        before = await library.search(words)
        asked = len(embedder.texts)
        await library.articles.remove(article_id)
        assert all(hit.article.id != article_id for hit in await library.search(words, k=50))
        assert (await library.status()).articles == (await library.status(scopes=None)).articles == 1
        restored = await library.articles.restore(article_id)
        assert restored.scope == "shared"
        assert [hit.passage for hit in await library.search(words)] == [hit.passage for hit in before]
        assert not [text for text in embedder.texts[asked:] if "\n" in text], "nothing is embedded again"
    assert torn(tmp_path) == []


async def test_only_its_own_scope_brings_an_article_back(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        article_id = await add(library, "a.txt", prose(1), scope="guild:1")
        await library.articles.remove(article_id, scopes=("guild:1",))
        for scope in ("guild:2", "shared"):
            with pytest.raises(NotFound):
                await library.articles.restore(article_id, scope=scope)
        with pytest.raises(NotFound):
            await library.articles.get(article_id, scopes=("guild:1",))
        await library.articles.restore(article_id, scope="guild:1")
        with pytest.raises(NotFound):
            await library.articles.restore(article_id, scope="guild:1")


async def test_what_was_added_anew_is_not_overwritten_by_what_comes_back(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        first = await add(library, "a.txt", prose(1))
        await library.articles.remove(first)
        second = await add(library, "a.txt", prose(1))
        with pytest.raises(CannotRestore):
            await library.articles.restore(first)
        await library.articles.remove(second)
        with pytest.raises(NotFound):
            await library.articles.restore(first)  # the later removal took its place
        await library.articles.restore(second)
    assert torn(tmp_path) == []


async def test_what_was_removed_long_ago_is_deleted(tmp_path: Path) -> None:
    from retrieval import Settings, open_library
    from tests.core_fakes import Clock

    clock = Clock()
    settings = Settings.model_validate({"data_dir": tmp_path, "ingest": {"trash_days": 7}})
    async with open_library(settings, embedder=HashingEmbedder(), clock=clock) as library:
        article_id = await add(library, "a.txt", prose(1))
        await library.articles.remove(article_id)
    clock.now += timedelta(days=6)
    async with open_library(settings, embedder=HashingEmbedder(), clock=clock) as library:
        await library.articles.restore(article_id)
        await library.articles.remove(article_id)
    for days in (4, 4):  # after a longer pause the clock is doubted first, see test_library_clock
        clock.now += timedelta(days=days)
        async with open_library(settings, embedder=HashingEmbedder(), clock=clock) as library:
            pass
    async with open_library(settings, embedder=HashingEmbedder(), clock=clock) as library:
        with pytest.raises(NotFound):
            await library.articles.restore(article_id)
    assert torn(tmp_path) == []


async def test_titles_are_found_case_blind_and_in_their_scope(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        await add(library, "a.md", dated("Brücke in Köln eröffnet", prose(1), "Rheinische"), scope="guild:1")
        for words in ("KÖLN", "rheinische", "brücke in", ""):
            assert len(await library.articles.titles(words, scopes=("guild:1",))) == 1, words
        assert await library.articles.titles("Köln", scopes=("shared", "guild:2")) == ()
        assert await library.articles.titles("100%_", scopes=("guild:1",)) == ()
        filters = Filters(scopes=("guild:1",))
        assert (
            await library.articles.copies(
                (await library.articles.titles("", scopes=("guild:1",)))[0].id, filters=filters
            )
            == ()
        )


async def test_publishers_are_found_case_blind_most_articles_first(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        for number, publisher in enumerate(["Écho du Port", "Bay News", "BAY NEWS", None]):
            await add(library, "a.md", dated(f"Title {number}", prose(number), publisher))
        assert await library.articles.publishers("") == ("BAY NEWS", "Écho du Port")
        assert await library.articles.publishers("ÉCHO") == ("Écho du Port",)
        assert await library.articles.publishers("bay", scopes=("guild:1",)) == ()
        assert await library.search(prose(0), filters=Filters(publishers=("écho DU port",)))
