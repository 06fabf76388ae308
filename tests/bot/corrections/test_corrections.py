"""An answer that people asked for corrects itself, and what can be done with it goes on working; and what is shown."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.client import DatelineBot
from bot.corrections.embeds import SIGN, NoRoom, errata_embed, revision
from bot.corrections.loop import CorrectionLoop
from bot.places import message_key
from bot.text.locale import languages, t, using_locale
from bot.ui.embeds import outcome_embed
from retrieval import Answer, Library, Settings, open_library
from retrieval.news import Erratum, ErratumKind
from retrieval.wiring import Parts
from tests.core_fakes import HashingEmbedder
from tests.errata import FOUR, NINE, OTHER, QUESTION, take_in
from tests.watch_month.run import ValueReader

from ..samples import citation, mention, replies, text_of
from ..world import World

pytestmark = pytest.mark.simcord(settle_timeout=60)  # the library works on real time, also on a busy machine
DAY = date(2024, 5, 1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


@pytest.fixture
async def library(settings: Settings) -> AsyncIterator[Library]:
    parts = Parts(reader=ValueReader())
    async with open_library(settings, embedder=HashingEmbedder("hashing", 512), parts=parts) as opened:
        await opened.warm()  # a start is to take five seconds at most, also on a busy machine
        yield opened


async def test_an_answer_corrects_itself_and_can_be_used_as_before(world: World, library: Library) -> None:
    ann, bot = world.member("ann"), world.env.bot
    assert isinstance(bot, DatelineBot)
    await take_in(library, FOUR, OTHER)
    asked = await ann.send(world.channel, f"{mention(world.env)} {QUESTION}")
    (shown,) = replies(world.channel)
    before = shown.embeds[0].to_dict()
    while await library.answers.posted(message_key(shown.id)) is None:  # noqa: ASYNC110
        await asyncio.sleep(0.01)  # it is logged when it is shown; nothing wakes whoever waits for that
    await take_in(library, NINE, OTHER)
    await CorrectionLoop(bot, pause=0).run()
    (shown,) = replies(world.channel)
    errata, answer = shown.embeds
    assert NINE in text_of(errata)
    assert answer.to_dict() == before
    await ann.click(shown, custom_id=f"dateline:vote:{1}:up")
    (shown,) = replies(world.channel)
    assert len(shown.embeds) == 2, "a vote leaves it there"
    sources = await ann.click(shown, label="Sources")
    assert sources.response is not None
    assert "no longer says this" in text_of(sources.response.embeds[0])
    await ann.edit(asked, f"{mention(world.env)} so {QUESTION}")
    (shown,) = replies(world.channel)
    assert len(shown.embeds) == 1, "another answer in its place has nothing to correct"
    await CorrectionLoop(bot, pause=0).run()
    assert len(replies(world.channel)[0].embeds) == 1


# What is shown


def made(embeds: list[discord.Embed], content: str = "") -> Any:
    class Shown:
        pass

    shown: Any = Shown()
    shown.embeds, shown.content = embeds, content
    return shown


def errata(now: str = "x" * 5000) -> tuple[Erratum, ...]:
    """Of six quotes, two of them withdrawn."""
    return tuple(
        Erratum(number, kind, DAY, None if kind is ErratumKind.WITHDRAWN else now)
        for number, kind in enumerate([*ErratumKind] * 2, 1)
    )


@pytest.mark.parametrize("language", languages())
def test_every_language_says_all_of_it_within_the_limits(language: str) -> None:
    citations = tuple(citation(number, "long words " * 300, "long") for number in range(1, 6))
    longest = outcome_embed(Answer("w" * 900, citations, 0.9), asked="w" * 900)
    with using_locale(language):
        edit = revision(made([longest]), errata())
        assert edit is not None
        first, second = edit["embeds"]
        assert t("errata-title").startswith(SIGN)
    assert second is longest
    assert len(first) + len(second) <= 6000
    assert (first.description or "").count("\n> x") == 4
    assert (first.description or "").count("**[") == 6
    with using_locale(languages()[0]):
        assert revision(made([first, longest]), ()) == {"embeds": [longest]}, "whatever language it was in"


def test_the_same_again_is_no_edit() -> None:
    answer = discord.Embed(title="⚠ quoted", description="> words")
    assert revision(made([answer]), ()) is None
    assert revision(made([errata_embed(errata()), answer]), errata()) is None
    edit = revision(made([], "> words"), errata())
    assert edit is not None
    assert revision(made([], edit["content"]), errata()) is None
    assert revision(made([], edit["content"]), ()) == {"content": "> words"}


def test_what_an_article_says_is_no_markup_and_pings_nobody() -> None:
    said = text_of(errata_embed(errata("**bold** @everyone <@5>\n-# ⸻\n")))
    assert "**bold**" not in said
    assert "<@5>" not in said
    assert "\n-# ⸻\n" not in said


@pytest.mark.parametrize(("length", "words"), [(1000, "It says now:"), (1900, SIGN)])
def test_a_long_text_leaves_what_has_room(length: int, words: str) -> None:
    edit = revision(made([], "x" * length), errata()[:1])
    assert edit is not None
    assert words in edit["content"]
    assert edit["content"].endswith("x" * length)
    assert len(edit["content"]) <= 2000


def test_a_full_text_has_none() -> None:
    with pytest.raises(NoRoom):
        revision(made([], "x" * 1990), errata())
