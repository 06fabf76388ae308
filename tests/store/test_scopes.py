"""How the shelf spreads over days and publishers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from retrieval import LibraryStatistics
from tests.core_fakes import add, dated, open_small, prose


async def test_articles_by_day_and_publisher(tmp_path: Path) -> None:
    shelf = [
        ("The Wire", "2024-03-02", "shared"),
        ("the wire", "2024-03-01T23:30:00-09:00", "shared"),
        ("Daily Post", "2024-03-02", "guild:1"),
        (None, None, "guild:1"),
        ("The Wire", None, "guild:1"),
        ("Elsewhere", "2024-01-01", "guild:2"),
    ]
    async with open_small(tmp_path) as library:
        for number, (publisher, day, scope) in enumerate(shelf):
            text = dated(f"Story {number}", prose(number, 16), publisher, day)
            last = await add(library, f"{number}.md", text, scope)
        await library.articles.remove(last, scopes=("guild:2",))
        assert await library.articles.statistics(("shared", "guild:1")) == LibraryStatistics(
            by_day=((date(2024, 3, 1), 1), (date(2024, 3, 2), 2)),
            undated=2,
            by_publisher=(("The Wire", 3), (None, 1), ("Daily Post", 1)),
        )
        assert await library.articles.statistics(("guild:2",)) == LibraryStatistics((), 0, ())
        assert await library.articles.statistics(()) == LibraryStatistics((), 0, ())
