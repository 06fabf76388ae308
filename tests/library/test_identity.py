"""Which article a file or a page is: the same as one that is here, or another one. A doubtful pair stays two."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from retrieval import Answer, IngestItem, Library
from tests.consistency import torn
from tests.core_fakes import open_small, results
from tests.ingest.field_cases import FIELD, data, serve, text
from tests.web.server import Site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as site:
        yield site


def opened(tmp_path: Path, site: Site) -> AbstractAsyncContextManager[Library]:
    fetch = {"allow_private_networks": True, "allowed_ports": [site.port]}
    return open_small(tmp_path / "data", fetch=fetch, answer={"threshold": 0.0, "max_quotes": 1})


async def upload(library: Library, name: str, content: str | bytes) -> IngestItem:
    body = content.encode() if isinstance(content, str) else content
    (item,) = (await library.ingest_upload(name, body, scope="shared")).items
    assert item.error is None, item.error
    return item


async def stored(library: Library) -> dict[str, str]:
    """Title -> text of all articles; titles that several have are told apart by numbers."""
    found: dict[str, str] = {}
    for info in reversed((await library.articles.page(limit=100)).items):
        found[info.title if info.title not in found else f"{info.title} {len(found)}"] = (
            await library.articles.get(info.id)
        ).text
    return found


async def test_two_uploads_under_one_headline_are_two_articles(tmp_path: Path) -> None:
    folder = "upload-same-title-overwrites"
    async with open_small(tmp_path, answer={"threshold": 0.0, "max_quotes": 1}) as library:
        tuesday = await upload(library, "report-tue.html", data(f"{folder}/report-tue.html"))
        wednesday = await upload(library, "report-wed.html", data(f"{folder}/report-wed.html"))
        assert (tuesday.result.value, wednesday.result.value) == ("added", "added")
        assert any("title" in warning for warning in wednesday.warnings), (
            "a person is told that it is doubtful"
        )
        outcome = await library.ask("At how many points did the index close on Tuesday?")
        assert isinstance(outcome, Answer)
        assert "4,100" in outcome.citations[0].quote.text
        for name in ("report-tue.html", "report-wed.html"):
            again = await upload(library, name, data(f"{folder}/{name}"))
            assert again.result.value == "unchanged"
        other_bytes = await upload(library, "report-wed.html", data(f"{folder}/report-wed.html") + b"\n\n")
        assert (other_bytes.result.value, other_bytes.article_id) == ("unchanged", wednesday.article_id)
        assert (await library.articles.page()).total == 2
    assert torn(tmp_path) == []


async def test_an_edited_upload_of_the_same_name_is_a_new_version_of_the_right_one(tmp_path: Path) -> None:
    folder = "upload-same-title-overwrites"
    async with open_small(tmp_path) as library:
        ids = {
            name: (await upload(library, name, data(f"{folder}/{name}"))).article_id
            for name in ("report-tue.html", "report-wed.html")
        }
        for name, day in (("report-wed.html", "Wednesday"), ("report-tue.html", "Tuesday")):
            edited = text(f"{folder}/{name}").replace(f"on {day},", f"late on {day},")
            item = await upload(library, name, edited)
            assert (item.result.value, item.article_id) == ("updated", ids[name])
        assert (await library.articles.page()).total == 2


async def test_one_headline_over_different_stories(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        for path in sorted((FIELD / "same-headline-other-story").iterdir()):
            assert (await upload(library, "weather.md", path.read_bytes())).result.value == "added"
        assert len(await stored(library)) == 2


async def test_the_same_name_and_headline_on_another_day_is_another_article(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        for day, points in (("2024-04-02", "4,100"), ("2024-04-03", "4,350")):
            report = f"---\ntitle: Stock report\ndate: {day}\n---\n\nThe index closed at {points} points. "
            item = await upload(
                library, "report.md", report + "Trading was calm, and most shares rose a little."
            )
            assert item.result.value == "added"


async def test_an_upload_does_not_overwrite_what_lies_in_the_trash(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        ids = []
        for path in sorted((FIELD / "same-headline-other-story").iterdir()):
            item = await upload(library, "weather.md", path.read_bytes())
            assert item.article_id is not None
            ids.append(item.article_id)
            await library.articles.remove(item.article_id)
        for id in ids:
            await library.articles.restore(id)
        assert len(await stored(library)) == 2


async def test_a_saved_page_does_not_take_the_front_page_for_its_address(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        for name in ("one.html", "two.html"):
            await upload(library, "page.html", data(f"saved-pages-canonical-home/{name}"))
        assert set(await stored(library)) == {"Ferry fares rise", "Lighthouse sold"}


async def test_a_canonical_link_to_a_section_keeps_the_pages_apart(tmp_path: Path, site: Site) -> None:
    serve(site, "canonical-names-section")
    urls = [site.url("/budget.html"), site.url("/quarry.html")]
    async with opened(tmp_path, site) as library:
        assert results(await library.ingest(urls)) == ["added", "added"]
        assert set(await stored(library)) == {"Budget passes by two votes", "Quarry reopens"}
        (quarry,) = await library.articles.titles("quarry")
        assert quarry.url == urls[1]
        assert set(results(await library.ingest(urls))) == {"unchanged"}
        assert (await library.reindexes.run()).changed == 0, (
            "read again, it keeps the address by which it is known"
        )
        edited = text("canonical-names-section/quarry.html").replace("thirty workers", "forty workers")
        site.page("/quarry.html", edited.replace("http://127.0.0.1:8099", site.url("")))
        assert results(await library.ingest(urls)) == ["unchanged", "updated"]
        (again,) = await library.articles.titles("quarry")
        assert (again.id, again.version, again.url) == (quarry.id, 2, urls[1])
    assert torn(tmp_path / "data") == []


@pytest.mark.parametrize("canonical", ["/news", "/news/", "/", "/news/2024"])
async def test_a_canonical_link_to_the_folder_above_is_none(
    tmp_path: Path, site: Site, canonical: str
) -> None:
    body = text("canonical-names-section/budget.html").replace(
        "http://127.0.0.1:8099/world", site.url(canonical)
    )
    url = site.page("/news/2024/budget-passes", body)
    async with opened(tmp_path, site) as library:
        await library.ingest([url])
        (info,) = (await library.articles.page()).items
        assert info.url == url


async def test_a_canonical_link_to_another_article_does_not_overwrite_it(tmp_path: Path, site: Site) -> None:
    budget, quarry = (text(f"canonical-names-section/{name}.html") for name in ("budget", "quarry"))
    first = site.page("/a", budget.replace("http://127.0.0.1:8099/world", site.url("/a")))
    second = site.page("/b", quarry.replace("http://127.0.0.1:8099/world", site.url("/a")))
    async with opened(tmp_path, site) as library:
        for order in ([first, second], [second, first]):
            await library.ingest(order)
            assert set(await stored(library)) == {"Budget passes by two votes", "Quarry reopens"}


async def test_daily_pages_that_name_one_canonical_address_are_kept_by_day(
    tmp_path: Path, site: Site
) -> None:
    report = text("upload-same-title-overwrites/report-tue.html")
    wednesday = text("upload-same-title-overwrites/report-wed.html")
    head = f'<link rel="canonical" href="{site.url("/stock-report")}"></head>'
    urls = [
        site.page(f"/2024/04/0{day}/stock", body.replace("</head>", head))
        for day, body in ((2, report), (3, wednesday))
    ]
    async with opened(tmp_path, site) as library:
        assert results(await library.ingest(urls)) == ["added", "added"]
        texts = "\n".join((await stored(library)).values())
        assert "4,100" in texts
        assert "4,350" in texts


async def test_an_address_whose_article_was_replaced_keeps_both(tmp_path: Path, site: Site) -> None:
    """The address of the day's notice: another headline and another text are another article."""
    pages = [text(f"canonical-names-section/{name}.html") for name in ("budget", "quarry")]
    bare = [page.replace('<link rel="canonical" href="http://127.0.0.1:8099/world">', "") for page in pages]
    async with opened(tmp_path, site) as library:
        for page in (*bare, *bare):
            await library.ingest([site.page("/today", page)])
        assert set(await stored(library)) == {"Budget passes by two votes", "Quarry reopens"}
        assert (await library.reindexes.run()).changed == 0


async def test_a_folder_is_unchanged_the_second_time_and_a_rewritten_file_is_its_new_version(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for path in sorted((FIELD / "same-headline-other-story").iterdir()):
        (folder / path.name).write_bytes(path.read_bytes())
    async with open_small(tmp_path / "data") as library:
        assert results(await library.ingest([folder])) == ["added", "added"]
        assert results(await library.ingest([folder])) == ["unchanged", "unchanged"]
        (folder / "north.md").write_text(
            "---\ntitle: Spring\n---\n\nThe pass is open again, and larks were seen."
        )
        assert results(await library.ingest([folder])) == ["updated", "unchanged"]
        assert (await library.articles.page()).total == 2


async def test_two_uploads_that_state_one_address_and_title_over_different_stories_are_two(
    tmp_path: Path,
) -> None:
    head = "---\ntitle: Press release\nurl: https://city.example/press\n---\n"
    bridge = "The bridge over the harbour reopened on Tuesday after two years of work, the mayor said."
    school = "Three schools close this summer because too few children live in the north, a report found."
    async with open_small(tmp_path) as library:
        first = await upload(library, "bridge.md", head + bridge)
        second = await upload(library, "schools.md", head + school)
        assert (first.result.value, second.result.value) == ("added", "added")
        assert second.warnings
        edited = await upload(library, "bridge.md", head + bridge + " Cyclists pay nothing.")
        assert (edited.result.value, edited.article_id) == ("updated", first.article_id)
