"""The dry run of a reindex: it writes nothing, embeds nothing, and says exactly what the real one then does."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import Library, Progress, ReindexItem, ReindexKind, ReindexPlan, Settings, open_library
from retrieval.models.embedder import SentenceEmbedder
from tests.consistency import stored_passages, torn
from tests.core_fakes import HashingEmbedder, add, open_small, rehash, write_stories
from tests.stories import fill

STORIES = 6
OTHER = " Nobody had expected the second bridge. It was opened in spring."


@dataclass(frozen=True)
class Stored:
    """One article as it is in the database."""

    version: int
    spans: tuple[tuple[int, int], ...]
    ids: tuple[int, ...]


def stored(data_dir: Path) -> dict[int, Stored]:
    connection = sqlite3.connect(data_dir / "dateline.db")
    versions = connection.execute("SELECT id, version FROM articles").fetchall()
    connection.close()
    passages = stored_passages(data_dir)
    return {
        article_id: Stored(
            version,
            tuple((each.start, each.end) for each in passages if each.article_id == article_id),
            tuple(each.id for each in passages if each.article_id == article_id),
        )
        for article_id, version in versions
    }


def became(before: Stored, after: Stored) -> ReindexKind:
    """What happened to an article, by its rows alone."""
    if after.version != before.version:
        return ReindexKind.REREAD
    if after.spans != before.spans:
        return ReindexKind.RESPLIT
    return ReindexKind.UNCHANGED if after.ids == before.ids else ReindexKind.REEMBED


def contents(data_dir: Path) -> list[str]:
    """The whole database as text."""
    connection = sqlite3.connect(data_dir / "dateline.db")
    lines = [line for line in connection.iterdump() if "facts" not in line]
    connection.close()
    return lines


def change(data_dir: Path, sql: str, *parameters: object) -> None:
    connection = sqlite3.connect(data_dir / "dateline.db")
    connection.execute(sql, parameters)
    connection.commit()
    connection.close()


def read_otherwise(data_dir: Path, article_id: int) -> None:
    """As if today's rules read more sentences in it than those that stored it."""
    change(data_dir, "UPDATE articles SET original = rtrim(original) || ? WHERE id = ?", OTHER, article_id)


def titled_otherwise(data_dir: Path, article_id: int) -> None:
    sql = "UPDATE articles SET original = replace(original, 'Story', 'Report') WHERE id = ?"
    change(data_dir, sql, article_id)


def published_otherwise(data_dir: Path, article_id: int) -> None:
    """As if it had been stored with a publisher that today's rules do not find."""
    sql = "UPDATE articles SET publisher = 'The Herald', content_hash = 'old rules' WHERE id = ?"
    change(data_dir, sql, article_id)
    rehash(data_dir)


def embedded_otherwise(data_dir: Path, article_id: int) -> None:
    """As if it were left from a model of before."""
    change(data_dir, "INSERT OR IGNORE INTO models(fingerprint, name, dimension) VALUES ('before', 'b', 64)")
    sql = "UPDATE passages SET model_id = (SELECT id FROM models WHERE name = 'b') WHERE article_id = ?"
    change(data_dir, sql, article_id)


def untouched(data_dir: Path, article_id: int) -> None:
    """Nothing is different."""


Shape = Callable[[Path, int], None]
SHAPES: tuple[Shape, ...] = (
    untouched,
    read_otherwise,
    titled_otherwise,
    published_otherwise,
    embedded_otherwise,
)


async def foretold_exactly(
    library: Library, embedder: HashingEmbedder, data_dir: Path, full: bool
) -> ReindexPlan:
    """Plan, run, and compare: the kinds by the rows, the vectors by what the model was asked."""
    before, dump, texts = stored(data_dir), contents(data_dir), len(embedder.texts)
    plan = await library.reindexes.plan(full=full)
    assert contents(data_dir) == dump
    assert len(embedder.texts) == texts, "a dry run embeds nothing"
    summary = await library.reindexes.run(full=full)
    after = stored(data_dir)
    assert {item.article_id: item.kind for item in plan.items} == {
        id: became(before[id], after[id]) for id in before
    }
    assert {item.article_id: item.passages for item in plan.items} == {
        id: len(each.spans) for id, each in after.items()
    }
    assert plan.to_embed == summary.embedded == len(embedder.texts) - texts
    assert (plan.articles, plan.passages, plan.changed) == (
        summary.articles,
        summary.passages,
        summary.changed,
    )
    again = await library.reindexes.plan()
    assert {item.kind for item in again.items} == {ReindexKind.UNCHANGED}
    return plan


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    write_stories(folder / "in", STORIES)

    async def ingest() -> None:
        async with open_small(folder / "data") as library:
            await library.ingest([folder / "in"])

    asyncio.run(ingest())
    return folder / "data"


@given(
    shapes=st.lists(st.sampled_from(SHAPES), min_size=STORIES, max_size=STORIES),
    words=st.sampled_from((100, 40)),
    model=st.sampled_from(("hashing", "other")),
    full=st.booleans(),
)
def test_what_is_foretold_is_what_happens(
    filled: Path,
    tmp_path_factory: pytest.TempPathFactory,
    shapes: list[Shape],
    words: int,
    model: str,
    full: bool,
) -> None:
    data_dir = Path(shutil.copytree(filled, tmp_path_factory.mktemp("plan") / "data"))
    for article_id, shape in enumerate(shapes, start=1):
        shape(data_dir, article_id)

    async def compare() -> None:
        embedder = HashingEmbedder(model)
        async with open_small(data_dir, embedder, passages={"words": words}) as library:
            await foretold_exactly(library, embedder, data_dir, full)

    asyncio.run(compare())
    assert torn(data_dir, words=[words]) == []
    shutil.rmtree(data_dir)


async def test_the_sentences_and_fields_that_would_change(filled: Path, tmp_path: Path) -> None:
    data_dir = Path(shutil.copytree(filled, tmp_path / "data"))
    for article_id, shape in enumerate(SHAPES, start=1):
        shape(data_dir, article_id)
    embedder = HashingEmbedder()
    async with open_small(data_dir, embedder) as library:
        plan = await foretold_exactly(library, embedder, data_dir, full=False)
    same, read, titled, published, embedded, last = plan.items
    assert [item.kind.value for item in plan.items] == ["unchanged", *["reread"] * 3, "reembed", "unchanged"]
    assert [(each.text, each.added) for each in read.changes[-2:]] == [
        ("Nobody had expected the second bridge.", True),
        ("It was opened in spring.", True),
    ]
    assert titled.fields == ("title",)
    assert titled.changes == ()
    assert titled.title.startswith("Story"), "it is called as it is called now"
    assert titled.to_embed == titled.passages, "a vector covers the title"
    assert (published.fields, published.publisher, published.to_embed) == (("publisher",), "The Herald", 0)
    assert (same.to_embed, last.fields, last.changes) == (0, (), ())
    assert embedded.to_embed == embedded.passages > 0


async def test_a_long_list_of_sentences_is_counted(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    async with open_small(data_dir) as library:
        await add(library, "a.txt", "The Bridge\n\nIt was opened in May by the mayor of the town.")
        more = " ".join(f"The ship number {number} went below it." for number in range(20))
        change(data_dir, "UPDATE articles SET original = rtrim(original) || ?", " " + more)
        (item,) = (await library.reindexes.plan()).items
        assert 0 < len(item.changes) < 20
        assert len(item.changes) + item.more_changes == 20
        assert item.changes[0].text == "The ship number 0 went below it."


async def test_scopes_and_progress(tmp_path: Path) -> None:
    seen: list[Progress] = []
    async with open_small(tmp_path / "data") as library:
        for scope, text in (("shared", "the bridge"), ("guild:1", "the ferry"), ("guild:2", "the tunnel")):
            await add(library, "a.txt", f"About {text}\n\nThis is what we know of {text}.", scope)
        plan = await library.reindexes.plan(scopes=("shared", "guild:1"), full=True, on_progress=seen.append)
        assert {item.title for item in plan.items} == {"About the bridge", "About the ferry"}
        assert [(each.stage, each.done, each.total) for each in seen] == [
            ("comparing", done, 2) for done in (0, 1, 2)
        ]
        assert await library.reindexes.recent() == ()


async def test_it_is_cancelled_and_questions_come_through(tmp_path: Path) -> None:
    await fill(tmp_path / "data", HashingEmbedder())
    async with open_small(tmp_path / "data") as library:
        started = asyncio.Event()
        task = asyncio.create_task(library.reindexes.plan(on_progress=lambda _: started.set()))
        await started.wait()
        hits = await library.search("treaty harbour")
        assert hits
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not (await library.status()).reindexing
        assert (await library.reindexes.plan()).articles == 7


async def test_with_the_real_model_and_the_seeds(library: Library) -> None:
    plan = await library.reindexes.plan()
    assert {item.kind for item in plan.items} == {ReindexKind.UNCHANGED}
    summary = await library.reindexes.run()
    assert (summary.changed, summary.embedded, summary.passages) == (0, 0, plan.passages)
    full = await library.reindexes.plan(full=True)
    assert {item.kind for item in full.items} == {ReindexKind.REEMBED}
    assert full.to_embed == (await library.reindexes.run(full=True)).embedded > 0


async def test_other_passages_with_the_real_model(
    seeded: Path, tmp_path: Path, minilm: SentenceEmbedder
) -> None:
    data_dir = Path(shutil.copytree(seeded, tmp_path / "data"))
    settings = Settings.model_validate({"data_dir": data_dir, "passages": {"words": 40}})
    async with open_library(settings, embedder=minilm) as library:
        plan = await library.reindexes.plan()
        assert plan.count(ReindexKind.RESPLIT) == plan.changed > 0
        summary = await library.reindexes.run()
    assert (plan.passages, plan.changed, plan.to_embed) == (
        summary.passages,
        summary.changed,
        summary.embedded,
    )


def test_totals() -> None:
    items = [ReindexItem(n, "", None, kind, n, n // 2) for n, kind in enumerate(ReindexKind, start=1)]
    plan = ReindexPlan(tuple(items), seconds=0.0)
    assert (plan.articles, plan.passages, plan.to_embed, plan.changed) == (4, 10, 4, 2)
