"""Whatever is taken in, however large, the event loop gets back to the others after a few hundred calls."""

from __future__ import annotations

import json
from pathlib import Path

from retrieval import Filters, Library
from retrieval.types import Draft
from tests.core_fakes import open_small, prose, results
from tests.ingest.feed_world import item, opened
from tests.ingest.paper import zipped
from tests.loop_work import counted_work

MOST_CALLS = 1500
"""Between two looks of the loop at its sockets; a millisecond or so. An article of the tests has more passages."""
PASSAGES = 2000
NEVER_ON_THE_LOOP = {
    "passages.split",
    "text.sentences",
    "text.paragraphs",
    "text.phrases",
    "text.bytes_hash",
    "articles.draft_hash",
    "near_duplicates.signature",
    "near_duplicates.containment",
    "passages._fill",
    "changes.by_passage",
    "changes.stacked",
    "passages.ids_of",
    "passages.term_rows",
    "passages.packed",
    "process._unpickled",
    "snapshot.save",
}
"""What costs more the longer an article is: a single call may take seconds."""
ALSO_OF_A_REINDEX = {"reindex.rewrite_of", "reindex._reusable"}


LARGE = f"The long report\n\n{prose(1, 5 * PASSAGES)}".encode()
"""An article of more passages than the loop may do anything with at once."""
CHANGED = LARGE + b"\n\nOne more sentence."
LIKE_IT = LARGE.replace(b"The long report", b"Another report", 1)


async def take_a_small_one(library: Library) -> None:
    """Loads what is loaded when it is first needed."""
    assert results(await library.ingest_upload("a.txt", b"A small one\n\nIt is small.", scope="guild:2"))
    await library.search("small")


async def take(library: Library, data: bytes) -> int:
    (got,) = (await library.ingest_upload("long.txt", data, scope="guild:1")).items
    assert got.article_id is not None, got
    assert got.passages >= PASSAGES
    return got.article_id


async def test_one_large_article(tmp_path: Path) -> None:
    with counted_work() as work:
        async with open_small(tmp_path, passages={"words": 40}) as library:
            await take_a_small_one(library)
            work.begin()
            article_id = await take(library, LARGE)
            assert await take(library, CHANGED) == article_id
            await take(library, LIKE_IT)  # signatures are compared
            await library.articles.history(article_id, scopes=("guild:1",))
            await library.articles.remove(article_id, scopes=("guild:1",))
            await library.articles.restore(article_id, scope="guild:1")
            filters = Filters(scopes=("guild:1",))
            hits = await library.search("harbour council", filters=filters, k=3)
            await library.articles.get(article_id, scopes=("guild:1",))
    assert hits
    assert work.most < MOST_CALLS, work.longest.most_common(8)
    assert work.here & NEVER_ON_THE_LOOP == set()
    assert work.elsewhere >= NEVER_ON_THE_LOOP


async def test_a_reindex_and_its_way_back(tmp_path: Path) -> None:
    async with open_small(tmp_path, passages={"words": 40}) as library:
        await take(library, LARGE)
    with counted_work() as work:
        async with open_small(tmp_path, passages={"words": 30}) as library:
            await take_a_small_one(library)
            work.begin()
            await library.reindexes.plan()
            await library.reindexes.run(full=True)
            (run,) = await library.reindexes.recent()
            await library.reindexes.roll_back(run.id)
    assert work.most < MOST_CALLS, work.longest.most_common(8)
    assert work.here & (NEVER_ON_THE_LOOP | ALSO_OF_A_REINDEX) == set()
    assert work.elsewhere >= ALSO_OF_A_REINDEX


async def test_many_small_articles_and_many_that_fail(tmp_path: Path) -> None:
    stories = {f"{number}.txt": prose(number, 4).encode() for number in range(150)}
    archive = zipped(stories | {"list.jsonl": b"{}\n" * 1000})
    drafts = [Draft(f"draft {n}", f"draft {n}", f"Title {n}", "", prose(n, 4)) for n in range(50)]
    with counted_work() as work:
        async with open_small(tmp_path) as library:
            await take_a_small_one(library)
            work.begin()
            taken = await library.ingest_upload("many.zip", archive, scope="guild:1")
            await library.add(drafts, scope="guild:1")
            page = await library.articles.page(scopes=("guild:1",), limit=150)
            await library.articles.titles("story", scopes=("guild:1",))
            await library.articles.stories(scopes=("guild:1",))
    assert results(taken).count("added") == 150
    assert results(taken).count("failed") == 1000
    assert len(page.items) == 150
    assert work.most < MOST_CALLS, work.longest.most_common(8)
    assert work.here & NEVER_ON_THE_LOOP == set()


async def test_a_feed_of_a_thousand_entries(tmp_path: Path) -> None:
    with counted_work() as work:
        async with opened(tmp_path) as world:
            await world.subscribe(*(item(number) for number in range(1000)))
            assert len(world.took()) == 50
            work.begin()
            await world.later(minutes=40)
    assert work.most < MOST_CALLS, work.longest.most_common(8)
    assert "decisions.decide" in work.elsewhere
    assert "decisions.decide" not in work.here


async def test_an_upload_of_json_lines_stands_in_the_summary_line_by_line(tmp_path: Path) -> None:
    lines = [json.dumps({"title": f"Number {n}", "text": prose(n, 4)}) for n in range(30)]
    async with open_small(tmp_path) as library:
        summary = await library.ingest_upload("a.jsonl", "\n".join(lines).encode(), scope="guild:1")
    assert [each.title for each in summary.items] == [f"Number {n}" for n in range(30)]
