"""Behaviour that stays while code moves: answers, pages, help, commands, ids, stored names, defaults.

`golden_files` says how the files in `tests/golden/` are compared and written; `golden_sources`, `golden_pages` and
`golden_stored` make what they hold. Left out, because it differs between machines: vectors, pictures, timings.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from simcord.env import Env
from structlog.testing import capture_logs

from bot.client import DatelineBot
from bot.text.locale import languages, unlinked
from retrieval import Library, Settings
from retrieval.models.embedder import SentenceEmbedder
from tests import golden_pages
from tests import golden_sources as sources
from tests import golden_stored as stored
from tests.fakes import FakeLibrary
from tests.golden_files import FOLDER, as_text, compare, differing, kept, settled

FILES = (
    "answers.json",
    "command_line.txt",
    "commands.json",
    "conversations.json",
    "custom_id_templates.json",
    "custom_ids.json",
    *(f"pages-{language}.json" for language in languages()),
    "recipe.json",
    "rows.json",
    "schema.sql",
    "settings.json",
    "stored_names.json",
    "verdicts.json",
)


@pytest.fixture(scope="module")
def embedder() -> Iterator[SentenceEmbedder]:
    """The packaged model as it computes on every machine."""
    with pytest.MonkeyPatch.context() as patch:
        sources.same_everywhere(patch)
        yield sources.new_embedder()


@pytest.fixture(scope="module")
def made(embedder: SentenceEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the seed articles."""
    folder = tmp_path_factory.mktemp("golden") / "data"
    asyncio.run(sources.make_library(folder, embedder))
    return folder


@pytest.fixture
def data_dir(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "data"))


@pytest.fixture
async def library(data_dir: Path, embedder: SentenceEmbedder) -> AsyncIterator[Library]:
    async with sources.opened(data_dir, embedder) as opened:
        yield opened


@pytest.fixture
def simcord_bot(tmp_path: Path) -> Iterator[DatelineBot]:
    with capture_logs(), unlinked():
        yield DatelineBot(cast(Library, FakeLibrary()), Settings(data_dir=tmp_path))


@pytest.fixture
def bot(simcord_env: Env) -> DatelineBot:
    """Online, with its commands and what presses are handed to."""
    return cast(DatelineBot, simcord_env.bot)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Any:
    return golden_pages.pages_module(monkeypatch)


def compare_scores(name: str, found: Any) -> None:
    before = json.loads(kept(name)) if kept(name) else None
    compare(name, as_text(settled(found, before)))


async def test_answers(library: Library) -> None:
    compare_scores("answers.json", await sources.answers(library))


async def test_conversations(library: Library) -> None:
    compare_scores("conversations.json", await sources.conversations(library))


async def test_verdicts(library: Library) -> None:
    compare_scores("verdicts.json", await sources.verdicts(library))


@pytest.mark.parametrize(("verb", "name"), [("ask", "answers.json"), ("check", "verdicts.json")])
def test_the_command_line_prints_the_same(data_dir: Path, verb: str, name: str, embedder: Any) -> None:
    asked, wanted = next(iter(json.loads(kept(name)).items()))
    text = sources.on_the_command_line(verb, "--json", asked, data_dir=data_dir)
    found = json.loads(text)
    assert settled(sources.printed(found), wanted) == wanted
    assert text == json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def test_help() -> None:
    compare("command_line.txt", sources.helps())


async def test_commands(bot: DatelineBot) -> None:
    compare("commands.json", as_text(await sources.commands(bot)))


@pytest.mark.parametrize("language", languages())
async def test_pages(pages: Any, language: str) -> None:
    """In English whole, in other languages what is not as in English."""
    shown = await golden_pages.pages(pages, language)
    if language != languages()[0]:
        shown = differing(shown, await golden_pages.pages(pages, languages()[0]))
    compare(f"pages-{language}.json", as_text(shown))


async def test_templates_of_custom_ids(bot: DatelineBot) -> None:
    live = golden_pages.live_items(bot)
    assert set(live.values()) == golden_pages.item_classes(), (
        "a button or menu that presses are not handed to"
    )
    found = {
        "items": sorted(each.pattern for each in live),
        "forms": sorted(each.pattern for each in golden_pages.form_patterns()),
    }
    compare("custom_id_templates.json", as_text(found))


async def test_custom_ids_that_were_ever_sent_still_work(bot: DatelineBot, pages: Any) -> None:
    """Old buttons live in old messages, so an id that was kept once is kept for good: the file only grows."""
    name = "custom_ids.json"
    shown = [post for each in (await golden_pages.pages(pages, languages()[0])).values() for post in each]
    found, before = golden_pages.custom_ids(pages, shown), json.loads(kept(name) or "{}")
    ids = {kind: sorted({*each, *before.get(kind, [])}) for kind, each in found.items()}
    for kind, patterns in (
        ("items", list(golden_pages.live_items(bot))),
        ("forms", golden_pages.form_patterns()),
    ):
        taken = {id: [each.pattern for each in patterns if each.fullmatch(id)] for id in ids[kind]}
        assert {id: by for id, by in taken.items() if len(by) != 1} == {}, "nothing, or two, take that id"
        used = {by[0] for by in taken.values()}
        assert {each.pattern for each in patterns} - used == set(), "add an id of it to golden_pages.EXAMPLES"
    compare(name, as_text(ids))


def test_stored_names() -> None:
    compare("stored_names.json", as_text(stored.names()))


def test_settings() -> None:
    compare("settings.json", as_text(stored.defaults()))


async def test_schema(data_dir: Path) -> None:
    compare("schema.sql", stored.schema(data_dir / "dateline.db"))


async def test_recipe(data_dir: Path) -> None:
    """Another fingerprint of model and passages means that every library embeds everything again."""
    compare("recipe.json", as_text(stored.rows(data_dir / "dateline.db")["models"]))


async def test_stored_rows(data_dir: Path, embedder: SentenceEmbedder, pages: Any) -> None:
    outcomes = pages.samples.tomahawk(), pages.samples.outside_time()
    await stored.live_a_little(data_dir, embedder, outcomes)
    found = {"files": stored.files(data_dir), **stored.rows(data_dir / "dateline.db")}
    compare("rows.json", as_text(found))


def test_there_is_a_golden_file_for_each_test_and_no_other() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(FILES)
