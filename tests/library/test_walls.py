"""Pages that are not what a feed announced: the feed's own text is kept. Pages that are get read in full."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from retrieval import Result
from tests.core_fakes import results
from tests.ingest.feed_samples import rss
from tests.ingest.field_cases import FIELD, serve, text
from tests.library.test_entries import articles, opened
from tests.web.server import Site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as site:
        yield site


async def test_a_wall_does_not_replace_the_feed_s_own_text(tmp_path: Path, site: Site) -> None:
    serve(site, "cookie-wall-replaces-feed-text")
    async with opened(tmp_path, site) as library:
        summary = await library.ingest([site.url("/feed.xml")])
        assert results(summary) == ["added", "added"]
        assert all("own text" in item.warnings[0] for item in summary.items)
        found = await articles(library)
        assert set(found) == {"Tram line 7 gets new cars", "Swimming hall closed"}
        assert found["Tram line 7 gets new cars"][0] == "2024-04-01"
        assert "cookies" not in " ".join(words for *_, words in found.values())


WALLS = sorted(path.name for path in (FIELD / "no-articles").iterdir())
OWN = (
    "The transport authority ordered twelve new cars for tram line 7 at a price of 38 million crowns; they will run "
    "from October, a spokeswoman told reporters on Monday."
)


@pytest.mark.parametrize(
    "name", [*WALLS, "../short-articles/noindex.html", "../short-articles/subscribers.html"]
)
async def test_whatever_page_stands_there_the_announced_text_is_kept(
    tmp_path: Path, site: Site, name: str
) -> None:
    """A page that does not hold what was announced is not the announced article, known kind of wall or not."""
    page = site.page("/story", text(f"no-articles/{name}"))
    item = f"<title>Tram line 7 gets new cars</title><link>{page}</link><description>{OWN}</description>"
    async with opened(tmp_path, site) as library:
        (taken,) = (await library.ingest([site.feed("/rss", rss(item))])).items
        assert taken.result is Result.ADDED
        assert "own text" in taken.warnings[0]
        (article,) = (await articles(library)).values()
        assert article[2] == OWN


async def test_a_full_page_is_taken_though_its_feed_tells_it_in_other_words(
    tmp_path: Path, site: Site
) -> None:
    page = site.page("/quarry", text("canonical-names-section/quarry.html"))
    summary = (
        "After eleven years the Hallen quarry is open again. Thirty workers cut granite paving stones for coastal towns, "
        "while neighbours worry about noisy lorries on the road past their houses in the village."
    )
    item = (
        f"<title>Granite from Hallen once more</title><link>{page}</link><description>{summary}</description>"
    )
    async with opened(tmp_path, site) as library:
        (taken,) = (await library.ingest([site.feed("/rss", rss(item))])).items
        assert (taken.result, taken.title, taken.warnings) == (Result.ADDED, "Quarry reopens", ())


async def test_the_full_page_takes_the_place_of_the_feed_s_own_text_later(tmp_path: Path, site: Site) -> None:
    quarry = text("canonical-names-section/quarry.html").replace(
        '<link rel="canonical" href="http://127.0.0.1:8099/world">', ""
    )
    own = (
        "The granite quarry at Hallen reopened on Monday with thirty workers, eleven years after it was shut. "
        * 2
    )
    page = site.page("/quarry", text("no-articles/maintenance.html"))
    item = f"<title>Quarry reopens</title><link>{page}</link><description>{own}</description>"
    async with opened(tmp_path, site) as library:
        assert results(await library.ingest([site.feed("/rss", rss(item))])) == ["added"]
        site.page("/quarry", quarry)
        assert results(await library.ingest([page])) == ["updated"]
        site.page("/quarry", text("no-articles/maintenance.html"))
        changed = item.replace("Quarry reopens", "Quarry reopens at last")
        (failed,) = (await library.ingest([site.feed("/rss", rss(changed))])).items
        assert failed.result is Result.FAILED, "the whole article is not replaced by its teaser"
        assert "paving stones" in next(iter((await articles(library)).values()))[2]


async def test_pages_named_by_a_person_are_refused_with_their_reasons(tmp_path: Path, site: Site) -> None:
    serve(site, "challenge-soft404-paywall-stored")
    names = ("challenge", "notfound", "paywall", "redirecting")
    async with opened(tmp_path, site) as library:
        summary = await library.ingest([site.url(f"/{name}.html") for name in names])
        assert results(summary) == ["failed", "failed", "failed", "added"]
        assert summary.items[3].title == "Real story", "the page that it sends on to"
        assert (await library.articles.page()).total == 1


async def test_a_teaser_whose_page_has_nothing_of_it_is_refused(tmp_path: Path, site: Site) -> None:
    page = site.page("/story", text("short-articles/captcha-in-form.html"))
    teaser = "Twelve new tram cars were ordered."
    item = f"<title>Tram line seven renewed</title><link>{page}</link><description>{teaser}</description>"
    async with opened(tmp_path, site) as library:
        (failed,) = (await library.ingest([site.feed("/rss", rss(item))])).items
        assert failed.result is Result.FAILED
        assert "does not hold" in str(failed.error)
