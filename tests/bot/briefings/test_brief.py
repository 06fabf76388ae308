"""/brief over the real library with quick models, and the page of /setup on which a digest is chosen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st
from simcord.env import Env

from bot.briefings.embeds import PER_PAGE, briefing_embed
from bot.client import DatelineBot
from bot.text.locale import languages, using_locale
from retrieval import Citation, Library, Settings, open_library
from retrieval.news import Briefing, BriefingEntry, Since
from tests.core_fakes import Clock, HashingEmbedder, add, dated
from tests.strategies import anything

from ..samples import citation
from ..setup.panel import open_panel
from ..watches.use import labels_of, words
from ..world import World

pytestmark = [pytest.mark.simcord(settle_timeout=60), pytest.mark.timeout(600)]
TODAY = date(2026, 1, 1)
"""By the clock of simcord."""
STORIES = (
    "A ferry sank off the coast of Marovo at noon, sailors said.",
    "Engineers closed the bridge of Tonbridge because of cracks in a pillar.",
    "Voters in Ashford elected Omar Diaz as their new mayor on Sunday.",
    "The price of the sea wall has doubled within one year of building.",
    "Mary Cole won the marathon around the lake by a minute.",
    "An earthquake shook houses in the mountains east of Hualien.",
    "Mud covered three streets of Garuva before anybody woke up.",
)


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    settings = Settings.model_validate({"data_dir": tmp_path, "reader": {"model": ""}})
    async with open_library(settings, embedder=HashingEmbedder("hashing", 512), clock=Clock()) as opened:
        for number, text in enumerate(STORIES):
            day = (TODAY - timedelta(days=number)).isoformat()
            await add(opened, f"{number}.md", dated(f"Story {number}", text, f"Paper {number}", day))
        yield opened


@pytest.fixture
async def simcord_bot(library: Library) -> DatelineBot:
    return DatelineBot(library, library.settings)


@pytest.fixture
def world(simcord_env: Env) -> World:
    guild = simcord_env.create_guild()
    return World(simcord_env, guild, guild.create_text_channel("general"))


async def test_without_options_it_is_what_came_since_the_last_time(world: World, library: Library) -> None:
    ann = world.member("ann")
    first = await world.use(ann, "brief")
    assert first.ephemeral
    text = words(first)
    assert "no earlier visit of yours here" in text
    assert "7 stories from 7 articles" in text
    assert len(labels_of(first)) == 2
    assert first.response is not None
    second = await ann.click(first.response, label=labels_of(first)[1])
    assert "6." in words(second)
    again = words(await world.use(ann, "brief"))
    assert "Nothing is new since <t:" in again
    await add(
        library,
        "new.md",
        dated("New pier", "A new pier was opened in Dover by the queen.", "Dover News", TODAY.isoformat()),
    )
    assert "A new pier was opened" in words(await world.use(ann, "brief"))
    assert "8 stories" in words(await world.use(world.member("bob"), "brief")), (
        "each person has a time of their own"
    )
    privacy = words(await world.use(ann, "privacy"))
    assert "notes of your briefings" in privacy


async def test_a_day_is_read_and_what_cannot_be_read_is_said(world: World) -> None:
    ann = world.member("ann")
    shown = await world.use(ann, "brief", since="2 days")
    assert not shown.ephemeral
    assert "3 stories from 3 articles" in words(shown)
    refused = await world.use(ann, "brief", since="whenever")
    assert refused.ephemeral
    assert "“whenever” is no day in the past that I can read." in words(refused)
    world.env.errors.clear()


async def test_whoever_reads_on_does_it_alone(world: World) -> None:
    shown = await world.use(world.member("ann"), "brief", since="7 days")
    assert labels_of(shown) == ["Read all 7 stories"]
    assert shown.response is not None
    other = await world.member("bob").click(shown.response, label="Read all 7 stories")
    assert other.ephemeral
    assert "6–7 of 7" in words(other)


async def test_a_topic_that_no_article_has_is_refused(world: World) -> None:
    shown = words(await world.use(world.member("ann"), "brief", topic="quantum computing"))
    assert "I found nothing about that in my articles." in shown


async def test_a_digest_is_set_up_on_its_page(world: World) -> None:
    panel = await open_panel(world)
    await panel.go("digest")
    assert "No digest is posted." in panel.text
    await panel.choose("pick", [world.channel], "digest_channel")
    await panel.choose("days", ["0", "4"], "digest_days")
    await panel.choose("choose", ["18"], "digest_hour")
    await panel.write(
        "Topics, feeds, time zone …",
        digest_topics="ceasefire\n harbour  bridge ",
        time_zone=['"Europe/Berlin"'],
        digest_empty=["true"],
    )
    about = f"A digest in <#{world.channel.id}>, Monday, Friday, at 18:00 (Europe/Berlin): ceasefire, harbour bridge."
    assert about in panel.text
    assert "When nothing is new, I say so." in panel.text
    chosen = await panel.preferences()
    assert (chosen.digest_days, chosen.digest_topics) == ((0, 4), ("ceasefire", "harbour bridge"))
    await panel.write(
        "Topics, feeds, time zone …",
        digest_topics="x" * 201,
        time_zone=['"Europe/Berlin"'],
        digest_empty=["true"],
    )
    assert "at most 10 topics" in panel.text
    assert (await panel.preferences()).digest_topics == chosen.digest_topics
    await panel.click("No digest")
    assert "No digest is posted." in panel.text


def entry(cited: Citation) -> BriefingEntry:
    return BriefingEntry(cited, (cited,) * 3, cited)


@given(text=anything, language=st.sampled_from(languages()))
def test_no_text_breaks_a_limit_of_discord(text: str, language: str) -> None:
    long = (text or "x") * 40
    cited = citation(1, long, long[:10], publisher=long, published_at="2024-03-01")
    since = Since(TODAY)
    with using_locale(language):
        for entries in ((), (entry(cited),) * (PER_PAGE + 1)):
            briefing = Briefing((long[:200],), since, discord.utils.utcnow(), entries, 3, latest=cited)
            shown = briefing_embed(briefing, note=long)
            assert len(shown) <= 6000
            assert len(shown.description or "") <= 4096
            assert len(shown.title or "") <= 256
            assert all(0 < len(field.value or "") <= 1024 for field in shown.fields)
