"""The list of articles, and forgetting one."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval import Filters, NotFound
from tests.consistency import torn
from tests.core_fakes import add, dated, open_small, prose


async def test_an_article_that_is_removed_is_gone(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        keep, drop = await add(library, "a.txt", prose(1)), await add(library, "b.txt", prose(2))
        (hit, *_) = await library.search(prose(2), filters=Filters(article_ids=(drop,)))
        removed = await library.articles.remove(drop)
        assert removed.id == drop
        with pytest.raises(NotFound):
            await library.articles.get(drop)
        with pytest.raises(NotFound):
            await library.articles.remove(drop)
        found = await library.search(hit.passage.text, k=50)
        assert {each.article.id for each in found} == {keep}
        assert (await library.articles.page()).total == 1
        assert await add(library, "b.txt", prose(2)) not in (keep, drop), "numbers are not given out twice"
    assert torn(tmp_path) == []


async def test_the_list_is_newest_first_in_pages(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        ids = [await add(library, "a.txt", prose(number)) for number in range(7)]
        first = await library.articles.page(limit=3)
        second = await library.articles.page(offset=3, limit=10)
        assert [info.id for info in (*first.items, *second.items)] == ids[::-1]
        assert (first.total, second.total, (await library.articles.page(offset=50)).total) == (7, 7, 7)
        assert all(info.words > 50 and info.passages > 0 for info in first.items)


async def test_newest_is_by_the_day_of_publication_and_undated_ones_come_last(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        for name, day in (
            ("b", "2024-03-05"),
            ("x", None),
            ("a", "2024-03-05T08:00:00+00:00"),
            ("c", "2023-12-31"),
            ("y", None),
        ):
            await add(library, f"{name}.md", dated(f"The {name} story", prose(ord(name)), None, day))
        wanted = ["The a story", "The b story", "The c story", "The y story", "The x story"]
        first, second = await library.articles.page(limit=3), await library.articles.page(offset=3)
        assert [info.title for info in (*first.items, *second.items)] == wanted
        assert [info.title for info in await library.articles.titles("story")] == wanted
