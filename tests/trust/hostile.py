"""Every hostile input at its border: one sentence for whoever sent it, or an honest answer; in bounded time, nothing of
what was there changed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from pathlib import Path

from bot.text.errors import is_expected, sentence
from retrieval import ConfigError, Draft, IngestSummary, Library, StoreError, load_settings
from retrieval.store.database import open_database
from tests.core_fakes import HashingEmbedder, add, open_small
from tests.web.server import Site

from .hostile_inputs import (
    ADDRESSES,
    FEEDS,
    NAMES,
    PAGES,
    QUESTIONS,
    SETTINGS,
    STORY,
    TITLES,
    archives,
    files,
)
from .table import Kind

PATIENCE = 120.0
"""Seconds on a busy machine. What reads a file is itself ended far earlier."""
LONGEST_SENTENCE = 1000
WITNESS = "when was the witness treaty signed?"


def said(error: BaseException | None) -> None:
    """It is foreseen, and people get a sentence of it."""
    if error is None:
        return
    assert is_expected(error), f"unforeseen: {error!r}"
    words = sentence(error)
    assert words.strip(), "nothing is said"
    assert len(words) < LONGEST_SENTENCE, "that is no sentence"
    assert "Traceback" not in words


async def _taken(work: Awaitable[IngestSummary]) -> int:
    for item in (await work).items:
        said(item.error)
    return 0


class Border:
    """A library with one article that must still be there, and be found, after everything."""

    def __init__(self, library: Library, site: Site, witness: int, text: str) -> None:
        self.library, self.site, self.witness, self.text = library, site, witness, text

    async def file(self, name: str, data: bytes) -> int:
        return await _taken(self.library.ingest_upload(name, data, scope="guild:1"))

    async def page(self, name: str, body: str) -> int:
        return await _taken(
            self.library.ingest([self.site.page(f"/page/{abs(hash(name))}", body)], scope="guild:1")
        )

    async def feed(self, name: str, body: str) -> int:
        return await _taken(
            self.library.ingest([self.site.feed(f"/feed/{abs(hash(name))}", body)], scope="guild:1")
        )

    async def address(self, url: str) -> int:
        """Nothing may come of it."""
        before = len(self.site.requests)
        summary = await self.library.ingest([url], scope="guild:1")
        assert all(item.error is not None for item in summary.items), "it was taken"
        assert len(self.site.requests) == before
        return await _taken(_done(summary))

    async def question(self, text: str) -> int:
        await self.library.ask(text)
        await self.library.search(text)
        await self.library.check(text)
        await self.library.articles.titles(text)
        return 0

    async def title(self, text: str) -> int:
        draft = Draft("", f"key {text!r}", text, STORY, STORY, byline=text, publisher=text, url=text)
        await self.library.articles.titles(text)
        await self.library.articles.publishers(text)
        return await _taken(self.library.add([draft], scope="guild:1"))

    async def unchanged(self) -> int:
        """The witness is what it was, and found; 1 if it is lost."""
        article = await self.library.articles.get(self.witness)
        hits = await self.library.search(WITNESS)
        return int(article.text != self.text or self.witness not in {hit.article.id for hit in hits})


async def _done(summary: IngestSummary) -> IngestSummary:
    return summary


async def _bounded(work: Callable[[], Awaitable[int]], border: Border) -> int:
    async with asyncio.timeout(PATIENCE):
        return await work() + await border.unchanged()


async def setting(folder: Path, text: str) -> int:
    file = folder / "settings.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        settings = load_settings({"DATELINE_DATA_DIR": str(folder)} if "data_dir" not in text else {}, file)
        async with open_database(settings.database_path):  # what cannot be known before
            pass
    except (ConfigError, StoreError) as error:
        said(error)
        return 0
    raise AssertionError(f"these settings were taken: {text!r}")


async def hostile(folder: Path, every: int = 1) -> list[Kind]:
    """Each input once; with `every`, one in so many of each kind."""
    async with Site() as site:
        fetch: dict[str, object] = {"allow_private_networks": False, "allowed_ports": [site.port]}
        tables: dict[str, dict[str, object]] = {
            "fetch": fetch,
            "reader": {"model": ""},
            "answer": {"threshold": 0.0},
        }
        async with open_small(folder / "data", HashingEmbedder(), **tables) as library:
            witness = await add(
                library, "w.txt", "The witness treaty\n\nThe witness treaty was signed on May 5 in Orm."
            )
            border = Border(library, site, witness, (await library.articles.get(witness)).text)
            kinds = [
                await _tried("files", ((border.file, each) for each in files()), border, every),
                await _tried("archives", ((border.file, each) for each in archives()), border, every),
                await _tried("addresses", ((border.address, (each,)) for each in ADDRESSES), border, every),
                await _tried("questions", ((border.question, (each,)) for each in QUESTIONS), border, every),
                await _tried("titles", ((border.title, (each,)) for each in TITLES), border, every),
                await _tried(
                    "names of files", ((border.file, (each, STORY.encode())) for each in NAMES), border, every
                ),
                await _tried(
                    "settings", ((partial(setting, folder), (each,)) for each in SETTINGS), border, every
                ),
            ]
            assert all(part.ok for part in await library.diagnose())
        fetch["allow_private_networks"] = True
        async with open_small(folder / "data", HashingEmbedder(), **tables) as library:
            border = Border(library, site, witness, border.text)
            kinds += [
                await _tried("pages", ((border.page, each) for each in PAGES.items()), border, every),
                await _tried("feeds", ((border.feed, each) for each in FEEDS.items()), border, every),
            ]
            assert all(part.ok for part in await library.diagnose())
    return kinds


async def _tried(
    name: str,
    inputs: Iterable[tuple[Callable[..., Awaitable[int]], tuple[object, ...]]],
    border: Border,
    every: int,
) -> Kind:
    kind = Kind(f"hostile {name}")
    for number, (take, given) in enumerate(inputs):
        if number % every == 0:
            before = len(kind.problems)
            await kind.counted(_bounded(partial(take, *given), border))
            kind.problems[before:] = [f"{each} for {str(given)[:60]}" for each in kind.problems[before:]]
    return kind
