"""Real damage, of each kind: it is found, mended or set aside, and nothing is served wrongly before or after."""

# ruff: noqa: S608  # every statement is written here

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from retrieval import Answer, Library
from retrieval.upkeep.deep_check import fault_of_index, span_fault, spread, unsound
from tests.consistency import torn
from tests.core_fakes import Clock, HashingEmbedder, add, open_small
from tests.stories import QUESTION, TREATY, exact, fill

PARTS = ["file", "references", "texts", "passages", "keywords", "vectors", "vector index", "sizes"]
NOT_UNIT = "zeroblob(128)"
NAN = "CAST(x'" + "007e" * 64 + "' AS BLOB)"


def damage(data_dir: Path, *statements: str) -> None:
    """Past all of Dateline's own code."""
    with closing(sqlite3.connect(data_dir / "dateline.db")) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def rows(data_dir: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data_dir / "dateline.db")) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven articles; the treaty is the last one. Tests work on copies."""
    folder = tmp_path_factory.mktemp("filled")
    asyncio.run(fill(folder / "data", HashingEmbedder(), words=40))
    return folder / "data"


@pytest.fixture
def data_dir(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "data"))


def opened(data_dir: Path, embedder: HashingEmbedder | None = None):  # type: ignore[no-untyped-def]
    return open_small(data_dir, embedder, passages={"words": 40}, search={"candidates": 1000})


async def wrong(library: Library) -> list[str]:
    return [each.part for each in (await library.deep_check.look()).diagnoses() if not each.ok]


async def quotes_stand(library: Library, data_dir: Path) -> None:
    """What is answered now is answered from what is stored as it is stored."""
    texts = {row[0]: row[1] for row in rows(data_dir, "SELECT id, text FROM articles")}
    outcome = await library.ask(QUESTION)
    if isinstance(outcome, Answer):
        for each in outcome.citations:
            span = each.quote.span
            assert str(texts[each.quote.article_id])[span.start : span.end] == each.quote.text


async def test_a_sound_library_has_nothing_wrong_and_nothing_is_done(data_dir: Path) -> None:
    async with opened(data_dir) as library:
        looked = await library.deep_check.look()
        assert [each.part for each in looked.diagnoses()] == PARTS
        assert not looked.found, looked.diagnoses()
        assert await library.deep_check.glance() == ""
        assert await library.repair.run() == ()
    assert torn(data_dir, [40]) == []


TREATY_ID = "(SELECT id FROM articles WHERE title = 'The Treaty')"
CASES = {
    "a letter of a text": (["UPDATE articles SET text = replace(text, 'May 5', 'May 7')"], ["texts"]),
    "a byte of a text": (
        ["UPDATE articles SET text = CAST(x'54686520ff' AS TEXT) || text WHERE title = 'The Treaty'"],
        ["texts"],
    ),
    "a title": (["UPDATE articles SET title = 'The Treatz' WHERE title = 'The Treaty'"], ["texts"]),
    "a character of a hash": (
        ["UPDATE articles SET content_hash = 'xy' || substr(content_hash, 3) WHERE id = 2"],
        ["texts"],
    ),
    "an offset inside": (["UPDATE passages SET start = start + 7 WHERE id = 3"], ["passages"]),
    "an offset outside": (['UPDATE passages SET "end" = "end" + 100000 WHERE id = 4'], ["passages"]),
    "a negative offset": (["UPDATE passages SET start = -5 WHERE id = 4"], ["passages"]),
    "offsets that overlap": (['UPDATE passages SET "end" = "end" + 20 WHERE id = 1'], ["passages"]),
    "a passage that is gone": (["DELETE FROM passages WHERE id = 2"], ["passages"]),
    "all passages of an article": (["DELETE FROM passages WHERE article_id = 3"], ["passages"]),
    "numbers of passages": (["UPDATE passages SET ordinal = ordinal + 5 WHERE article_id = 1"], ["passages"]),
    "a row of the keywords": (["DELETE FROM passage_terms_docsize WHERE id = 2"], ["keywords"]),
    "the words of the keywords": (["DELETE FROM passage_terms_data WHERE id > 10"], ["keywords"]),
    "the structure of the keywords": (["UPDATE passage_terms_data SET block = x'00' WHERE id = 10"], ["keywords"]),
    "a keyword row too many": (
        ["INSERT INTO passage_terms(rowid, scope, title, body) VALUES (9999, 's1', 'treaty', 'lies')"],
        ["keywords"],
    ),
    "other words for a passage": (
        [
            "INSERT INTO passage_terms(passage_terms, rowid, scope, title, body) "
            f"SELECT 'delete', p.id, 's1', 'The Treaty', '{TREATY.splitlines()[2]}' FROM passages p "
            f"WHERE p.article_id = {TREATY_ID}",
            "INSERT INTO passage_terms(rowid, scope, title, body) SELECT p.id, 's1', 'The Treaty', "
            f"'The treaty was broken on May 6 in Rome by no more ministers.' FROM passages p "
            f"WHERE p.article_id = {TREATY_ID}",
        ],
        ["keywords"],
    ),
    "a vector of zeros": ([f"UPDATE passages SET vector = {NOT_UNIT} WHERE id = 5"], ["vectors"]),
    "a vector of no numbers": ([f"UPDATE passages SET vector = {NAN} WHERE id = 5"], ["vectors"]),
    "a short vector": (["UPDATE passages SET vector = x'00' WHERE id = 5"], ["vectors"]),
    "a vector that is gone": (["UPDATE passages SET vector = NULL WHERE id = 5"], ["vectors"]),
    "the vector of another text": (
        ["UPDATE passages SET vector = (SELECT vector FROM passages WHERE id = 1) WHERE id = 6"],
        ["vectors"],
    ),
    "passages of no article": (["DELETE FROM articles WHERE id = 2"], ["references", "keywords"]),
    "vectors of no model": (["UPDATE passages SET model_id = 77 WHERE id = 3"], ["references", "vectors"]),
    "a vote on nothing": (["INSERT INTO votes VALUES (77, 'p', 1, NULL, '2026')"], ["references"]),
    "a version of nothing": (
        [
            "INSERT INTO article_versions(article_id, version, content_hash, title, fetched_at, original, text) "
            "VALUES (77, 1, '', '', '', '', '')"
        ],
        ["references"],
    ),
    "a size": (["UPDATE articles SET size = 1 WHERE id = 3"], ["sizes"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
async def test_damage_is_found_and_mended(data_dir: Path, case: str) -> None:
    statements, parts = CASES[case]
    damage(data_dir, *statements)
    embedder = HashingEmbedder()
    async with opened(data_dir, embedder) as library:
        found = await wrong(library)
        assert set(parts) <= set(found), found
        done = await library.repair.run()
        assert done
        assert all(each.ok for each in done), done
        assert await wrong(library) == []
        assert await library.repair.run() == (), "once is enough"
        await quotes_stand(library, data_dir)
        if "no model" in case:  # the passage has none until a reindex
            await library.reindexes.run()
        await exact(library, embedder, data_dir)
    if case != "passages of no article":
        assert torn(data_dir, [40]) == []
    async with opened(data_dir) as library:
        assert await wrong(library) == [], "after another start, too"
        outcome = await library.ask(QUESTION)
        assert isinstance(outcome, Answer)
        assert "May 5" in outcome.citations[0].quote.text


async def test_what_cannot_be_derived_is_set_aside_and_never_served(data_dir: Path) -> None:
    damage(
        data_dir,
        "UPDATE articles SET text = replace(text, 'May 5', 'May 7'), original = replace(original, 'May 5', 'May 7')",
    )
    async with opened(data_dir) as library:
        assert "texts" in await wrong(library)
        before = await library.ask(QUESTION)
        assert "May 7" not in str(before)
        done = await library.repair.run()
        (aside,) = [each for each in done if not each.ok]
        assert "“The Treaty”" in aside.detail
        assert "add it again" in aside.detail
        assert await wrong(library) == []
        assert "May 7" not in str(await library.ask(QUESTION))
        assert not any("May" in hit.passage.text for hit in await library.search("treaty May", k=50))
        assert "The Treaty" not in {each.title for each in (await library.articles.page()).items}
        contents = next(each for each in await library.diagnose() if each.part == "contents")
        assert contents.ok
        assert "set aside: article" in contents.detail
        await add(library, "again.txt", TREATY)
        outcome = await library.ask(QUESTION)
        assert isinstance(outcome, Answer)
        assert "May 5" in outcome.citations[0].quote.text
        assert await wrong(library) == []


async def test_a_hash_that_is_another_one_proves_nothing(data_dir: Path) -> None:
    damage(data_dir, f"UPDATE articles SET content_hash = hex(randomblob(32)) WHERE id = {TREATY_ID}")
    async with opened(data_dir) as library:
        assert [each.ok for each in await library.repair.run() if each.part == "texts"] == [False]
        assert await wrong(library) == []


async def test_what_was_set_aside_goes_after_its_time(data_dir: Path) -> None:
    damage(data_dir, f"UPDATE articles SET text = 'x', original = 'x' WHERE id = {TREATY_ID}")
    async with opened(data_dir) as library:
        await library.repair.run()
        await library.repair.articles.ids(None)
        assert ("The Treaty",) in rows(data_dir, "SELECT title FROM articles")
        await library.retention.writer.purge(Clock().now.replace(year=2027))
    assert ("The Treaty",) not in rows(data_dir, "SELECT title FROM articles")


async def test_articles_of_a_scope_that_is_gone_are_seen_by_nobody(data_dir: Path) -> None:
    damage(data_dir, "DELETE FROM scopes")
    async with opened(data_dir) as library:
        assert "references" in await wrong(library)
        assert "scope" in (await library.repair.run())[0].detail
        assert "references" not in await wrong(library)
        assert not isinstance(await library.ask(QUESTION), Answer)


async def test_an_index_that_holds_other_vectors(data_dir: Path) -> None:
    embedder = HashingEmbedder()
    async with opened(data_dir, embedder) as library:
        await library.search("treaty")
        index = library.deep_check.index
        held = index._index
        assert held is not None
        lie = np.ones((1, 64), np.float32) / 8
        held.put(np.array([3], np.int64), lie)
        assert await wrong(library) == ["vector index"]
        held.remove(np.array([4], np.int64))
        held.put(np.array([4000], np.int64), lie)
        assert "vector index" in await wrong(library)
        await library.repair.run()
        assert await wrong(library) == []
        await exact(library, embedder, data_dir)


async def test_an_old_snapshot_is_not_believed(data_dir: Path) -> None:
    old = (data_dir / "index.faiss").read_bytes()
    embedder = HashingEmbedder()
    async with opened(data_dir, embedder) as library:
        await add(library, "new.txt", "The Bridge\n\nThe bridge reopened on June 3 in Porto after two years.")
    (data_dir / "index.faiss").write_bytes(old)
    async with opened(data_dir, embedder) as library:
        assert await wrong(library) == []
        await exact(library, embedder, data_dir)


async def test_an_index_of_sqlite_that_lacks_a_row(data_dir: Path) -> None:
    name = "articles_published"
    ((kind, table, root, sql),) = rows(
        data_dir, f"SELECT type, tbl_name, rootpage, sql FROM sqlite_master WHERE name = '{name}'"
    )
    damage(data_dir, "PRAGMA writable_schema=ON", f"DELETE FROM sqlite_master WHERE name = '{name}'")
    damage(data_dir, "UPDATE articles SET published_at = '2020-01-01' WHERE id = 1")
    insert = f"INSERT INTO sqlite_master VALUES ('{kind}', '{name}', '{table}', {root}, '{sql}')"
    damage(data_dir, "PRAGMA writable_schema=ON", insert)
    problems = [row[0] for row in rows(data_dir, "PRAGMA integrity_check")]
    assert problems != ["ok"]
    async with opened(data_dir) as library:
        assert "file" in await wrong(library)
        await library.repair.run()
        assert await wrong(library) == []
    assert rows(data_dir, "PRAGMA integrity_check") == [("ok",)]


async def test_damaged_pages_of_the_file_are_not_written_over(data_dir: Path) -> None:
    ((root,),) = rows(data_dir, "SELECT rootpage FROM sqlite_master WHERE name = 'article_versions'")
    path = data_dir / "dateline.db"
    data = bytearray(path.read_bytes())
    at = (int(str(root)) - 1) * 4096
    data[at : at + 4096] = b"\xde\xad\xbe\xef" * 1024
    path.write_bytes(data)
    async with opened(data_dir) as library:
        (said,) = await library.repair.run()
        assert not said.ok
        assert "nothing was changed" in said.detail
        assert await wrong(library) == ["file"]


async def test_a_glance_at_the_start_finds_lost_keywords_and_references(data_dir: Path) -> None:
    damage(data_dir, "DELETE FROM passage_terms_docsize WHERE id = 2")
    async with opened(data_dir) as library:
        assert "keyword index" in await library.deep_check.glance()
        await library.repair.run()
        assert await library.deep_check.glance() == ""
    damage(data_dir, "INSERT INTO votes VALUES (77, 'p', 1, NULL, '2026')")
    async with opened(data_dir) as library:
        assert "votes" in await library.deep_check.glance()
    damage(data_dir, "DROP TABLE passage_terms_docsize")
    async with opened(data_dir) as library:
        assert "passage_terms_docsize" in await library.deep_check.glance()


@pytest.mark.parametrize(
    ("spans", "fault"),
    [
        ([(0, 3), (4, 7)], ""),
        ([(0, 7)], ""),
        ([(0, 3)], "the words at characters 3–7 are in no passage"),
        ([(4, 7)], "the words at characters 0–4 are in no passage"),
        ([(0, 3), (2, 7)], "characters 2–7 overlap the passage before"),
        ([(0, 8)], "characters 0–8 do not lie in its 7 characters"),
        ([(3, 3)], "characters 3–3 do not lie in its 7 characters"),
        ([], "the words at characters 0–7 are in no passage"),
    ],
)
def test_faults_of_passages(spans: Sequence[tuple[int, int]], fault: str) -> None:
    assert span_fault("one two", spans) == fault


def test_what_is_no_vector() -> None:
    unit = np.array([0.6, 0.8], np.float16).tobytes()
    assert not unsound(unit, 2)
    assert not unsound(None, None), "not embedded yet"
    assert unsound(unit, 3)
    assert unsound(None, 2)
    assert unsound(np.array([np.nan, 1], np.float16).tobytes(), 2)
    assert unsound(np.array([0.6, 0.9], np.float16).tobytes(), 2)


def test_a_sample_is_spread_over_all() -> None:
    assert spread(range(5), 10) == [0, 1, 2, 3, 4]
    assert spread(range(101), 3) == [0, 50, 100]


def test_what_sqlite_says_of_an_index() -> None:
    assert fault_of_index("row 3 missing from index articles_published")
    assert fault_of_index("wrong # of entries in index answers_home")
    assert not fault_of_index("Tree 9 page 9: btreeInitPage() returns error code 11")
