"""The verbs about what is in the library: history, remove, restore, feeds, stories, and addresses for ingest."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import jsonschema
import pytest

from tests.web.server import RSS, Site

from .answers import ANSWER
from .terminal import Dateline, one_sentence

T = TypeVar("T")
FACT = "The harbour bridge was opened by Mayor Elin Storvik on Tuesday."
BODY = """Thousands of people came to see it, and ships sounded their horns for several minutes in the morning.
The work had taken nine years and cost twice as much as the council had planned at the beginning of it.
Traffic on the old bridge will end in the autumn, when its last part is closed to cars and lorries alike."""


class ServedSite:
    """A site on a loop and a thread of its own, because the command runs a loop itself."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)

    def __enter__(self) -> Site:
        self._thread.start()
        self._site = self._run(self._start())
        return self._site

    def __exit__(self, *_: object) -> None:
        self._run(self._site.__aexit__(None, None, None))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> Site:
        return await Site().__aenter__()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with ServedSite() as site:
        monkeypatch.setenv("DATELINE_FETCH__ALLOW_PRIVATE_NETWORKS", "true")
        monkeypatch.setenv("DATELINE_FETCH__ALLOWED_PORTS", json.dumps([site.port]))
        yield site


def page(title: str, fact: str, published: str = "2021-05-05") -> str:
    paragraphs = "".join(f"<p>{each}</p>" for each in [fact, *BODY.split("\n")])
    return f"""<!doctype html><html lang="en"><head><title>{title}</title>
        <meta property="article:published_time" content="{published}T09:30:00+02:00">
        <meta property="og:title" content="{title}"><meta property="og:site_name" content="Bay News"></head>
        <body><article><h1>{title}</h1>{paragraphs}</article></body></html>"""


def write(path: Path, publisher: str, fact: str = FACT, day: str = "2021-05-05") -> Path:
    path.write_text(
        f"---\ntitle: Bridge\npublisher: {json.dumps(publisher)}\ndate: {day}\n---\n\n{fact}\n{BODY}\n"
    )
    return path


def test_history_tells_what_came_and_went(empty: Dateline, tmp_path: Path) -> None:
    assert empty("ingest", write(tmp_path / "a.md", "Bay News")).exit_code == 0
    changed = (
        FACT.replace("Elin Storvik", "Odd Nilsen") + "\n\nCorrection: an earlier version named another mayor."
    )
    assert "1 updated" in empty("ingest", write(tmp_path / "a.md", "Bay News", changed)).stdout
    lines = empty("history", 1).stdout.splitlines()
    assert lines[0] == "Bridge · Bay News"
    assert lines[2].startswith("Version 1 · 5 May 2021 · taken in 20")
    assert lines[4].startswith("Version 2 · 5 May 2021 · taken in 20")
    assert "⚠ Correction: an earlier version named another mayor." in lines
    assert f"− {FACT}" in lines
    assert f"+ {FACT.replace('Elin Storvik', 'Odd Nilsen')}" in lines


@pytest.mark.parametrize("verb", ["history", "remove", "restore"])
def test_an_unknown_article_is_one_sentence(dateline: Dateline, verb: str) -> None:
    done = dateline(verb, 77)
    assert done.exit_code == 1
    one_sentence(done.stderr)
    assert "article 77" in done.stderr
    assert dateline(verb, "seventy").exit_code == 2
    assert dateline(verb, 2**63).exit_code == 2


def test_remove_and_restore(dateline: Dateline) -> None:
    removed = dateline("remove", 1)
    assert removed.exit_code == 0
    assert "“dateline restore 1” brings it back for 30 days." in removed.stdout
    assert "no articles yet" in dateline("articles").stdout
    assert dateline("restore", 1).stdout.strip().endswith("is back.")
    assert "Kyodo" in dateline("articles").stdout
    one_sentence(dateline("restore", 1).stderr)


def test_stories_and_what_an_answer_says_of_them(empty: Dateline, tmp_path: Path) -> None:
    assert empty("stories").stdout.strip() == "No two articles are copies of one another."
    for name in ("Bay News", "Reuters", "[Post]"):
        assert empty("ingest", write(tmp_path / f"{name}.md", name)).exit_code == 0
    lines = empty("stories").stdout.splitlines()
    assert lines[0] == "1. 3 articles, 1 origin"
    assert "   1  5 May 2021 · Bay News · Bridge" in lines
    assert "   3  5 May 2021 · [Post] · Bridge" in lines
    shown = empty("ask", "who opened the harbour bridge?").stdout
    assert "also in: " in shown
    assert "3 articles, 1 origin" in shown
    data = json.loads(empty("ask", "--json", "who opened the harbour bridge?").stdout)
    jsonschema.validate(data, ANSWER)
    assert (data["articles"], data["origins"]) == (3, 1)
    (cited, *_) = data["citations"]
    assert len(cited["copies"]) == 2
    assert cited["gone"] is False


def test_no_feeds(empty: Dateline) -> None:
    assert "dateline ingest ADDRESS" in empty("feeds").stdout
    assert "No feed is due." in empty("feeds", "--poll").stdout
    gone = empty("feeds", "--remove", 5)
    assert gone.exit_code == 1
    one_sentence(gone.stderr)


def test_an_address_and_a_feed(empty: Dateline, site: Site) -> None:
    bridge = site.page("/bridge", page("Harbour bridge opened", FACT))
    ferry = site.page("/ferry", page("Night ferry", "The night ferry leaves from pier nine.", "2021-06-07"))
    items = f"<item><title>Night ferry</title><link>{ferry}</link></item>"
    feed = site.feed(
        "/feed.xml",
        f'<rss version="2.0"><channel><title>The [Wire]</title>{items}</channel></rss>',
        media_type=RSS,
    )
    done = empty("ingest", bridge, feed)
    assert done.exit_code == 0, done.output
    assert "2 added" in done.stdout
    shown = empty("ask", "who opened the harbour bridge?").stdout
    assert "Bay News · 5 May 2021" in shown
    assert bridge in shown
    listed = empty("feeds").stdout
    assert f"The [Wire] <{feed}>" in listed
    assert " ok " in listed
    assert "No feed is due." in empty("feeds", "--poll").stdout
    assert "Removed “The [Wire]”; its articles stay." in empty("feeds", "--remove", 1).stdout
    assert "Night ferry" in empty("articles").stdout


def test_a_sitemap_from_a_day_on(empty: Dateline, site: Site) -> None:
    old = site.page("/old", page("Old bridge", FACT, "2020-01-01"))
    new = site.page("/new", page("New bridge", FACT.replace("harbour", "valley"), "2022-01-01"))
    entries = "".join(
        f"<url><loc>{loc}</loc><lastmod>{day}</lastmod></url>"
        for loc, day in ((old, "2020-01-01"), (new, "2022-01-01"))
    )
    address = site.page(
        "/sitemap.xml",
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>',
        media_type="application/xml",
    )
    done = empty("ingest", address, "--since", "2021-01-01")
    assert done.exit_code == 0, done.output
    assert "1 added" in done.stdout
    assert "/old" not in site.paths
    none = empty("ingest", address, "--since", "2023-01-01")
    assert none.exit_code == 1
    assert "lists nothing to take in" in none.stdout
    assert empty("ingest", address, "--since", "soon").exit_code == 2


def test_an_address_that_may_not_be_fetched(empty: Dateline) -> None:
    done = empty("ingest", "http://127.0.0.1/a")
    assert done.exit_code == 1
    assert "is not fetched" in done.stdout
