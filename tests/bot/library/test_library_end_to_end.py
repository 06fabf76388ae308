"""An admin adds a page, a PDF and a feed through the simulated Discord; the real library answers from them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.client import DatelineBot
from retrieval import Library, Settings, open_library
from retrieval.models.embedder import SentenceEmbedder
from tests.ingest.paper import typeset
from tests.web.server import RSS, Site

from ..samples import mention, replies, text_of
from ..world import World

pytestmark = pytest.mark.simcord(settle_timeout=50)  # models, fetching and parsing work on real time

BODY = """Thousands of people came to see it, and ships sounded their horns for several minutes in the morning.
The work had taken nine years and cost twice as much as the council had planned at the beginning of it.
Traffic on the old bridge will end in the autumn, when its last part is closed to cars and lorries alike."""
BRIDGE = "The Larkhaven harbour bridge was opened by Mayor Elin Storvik on Tuesday."
FERRY = "The night ferry to Skallsund will leave from pier nine from now on."
LEASE = "The lease of the Larkhaven lighthouse costs 4,300 crowns a year."
WHO_OPENED = "who opened the Larkhaven harbour bridge?"
WHICH_PIER = "from which pier will the night ferry to Skallsund leave?"
HOW_MUCH = "how much does the lease of the Larkhaven lighthouse cost?"


def page(title: str, fact: str, published: str) -> str:
    paragraphs = "".join(f"<p>{each}</p>" for each in [fact, *BODY.split("\n")])
    return f"""<!doctype html><html lang="en"><head><title>{title}</title>
        <meta property="article:published_time" content="{published}">
        <meta property="og:title" content="{title}"><meta property="og:site_name" content="Bay News"></head>
        <body><article><h1>{title}</h1>{paragraphs}</article></body></html>"""


def rss(title: str, *links: str) -> str:
    items = "".join(f"<item><title>News</title><link>{escape(each)}</link></item>" for each in links)
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site() as site:
        yield site


@pytest.fixture
async def real_library(tmp_path: Path, embedder: SentenceEmbedder, site: Site) -> AsyncIterator[Library]:
    fetch = {"allow_private_networks": True, "allowed_ports": [site.port]}
    settings = Settings.model_validate({"data_dir": tmp_path, "fetch": fetch})
    async with open_library(settings, embedder=embedder) as library:
        await library.warm()  # else the bot's start waits for the models
        yield library


@pytest.fixture
def make_bot(real_library: Library) -> Callable[[], DatelineBot]:
    return lambda: DatelineBot(real_library, real_library.settings)


async def added(world: World, boss: MemberActor, **options: object) -> str:
    result = await world.use(boss, "library add", **options)
    await world.env.settle()
    assert result.response is not None
    return result.response.content


async def asked(world: World, who: MemberActor, question: str) -> str:
    await who.send(world.channel, f"{mention(world.env)} {question}")
    return text_of(replies(world.channel)[-1].embeds[0])


async def test_a_page_a_pdf_and_a_feed_are_answered_from(world: World, site: Site) -> None:
    boss = world.manager()
    bridge = site.page("/bridge", page("Harbour bridge opened", BRIDGE, "2021-05-05T09:30:00+02:00"))
    ferry = site.page("/ferry", page("Night ferry moves", FERRY, "2021-06-07T09:30:00+02:00"))
    feed = site.feed("/feed.xml", rss("Bay News wire", ferry), media_type=RSS)
    pdf = typeset(LEASE, BODY, title="Lighthouse lease", headline="Lighthouse lease")
    assert (await added(world, boss, url=bridge)).startswith("1 added; ")
    assert "1 added" in await added(world, boss, url=feed)
    assert (await added(world, boss, file=("lease.pdf", pdf))).startswith("1 added; ")
    member = world.member("bob")
    shown = await asked(world, member, WHO_OPENED)
    assert "Elin Storvik" in shown
    assert f"[Harbour bridge opened]({bridge}) · Bay News · 5 May 2021" in shown
    shown = await asked(world, member, WHICH_PIER)
    assert "pier nine" in shown.replace("*", "")
    assert "7 June 2021" in shown
    shown = await asked(world, world.member("carol"), HOW_MUCH)
    assert "4,300" in shown
    assert "undated · p. 1" in shown
    listed = await world.use(boss, "library feeds")
    assert listed.response is not None
    text = text_of(listed.response.embeds[0])
    assert f"[Bay News wire]({feed}) · 1 article" in text
    assert "**ok** · last success <t:" in text


async def test_it_stays_in_its_server_and_with_its_managers(world: World, site: Site) -> None:
    bridge = site.page("/bridge", page("Harbour bridge opened", BRIDGE, "2021-05-05T09:30:00+02:00"))
    await world.open_to_all()
    assert "Manage Server" in await added(world, world.member("bob"), url=bridge)
    assert site.requests == []
    world.env.errors.clear()
    await added(world, world.manager(), url=bridge)
    guild = world.env.create_guild("Elsewhere")
    other = World(world.env, guild, guild.create_text_channel("general"))
    boss = other.manager("other boss")
    assert "Storvik" not in await asked(other, boss, WHO_OPENED)
    assert await boss.autocomplete(other.channel, "library show", "article", "harbour") == []
    refused = await other.use(boss, "library remove", article="1")
    assert refused.response is not None
    assert "no article “1” here" in refused.response.content
    world.env.errors.clear()


async def test_a_changed_page_an_undo_and_what_show_tells(
    world: World, site: Site, make_bot: Callable[[], DatelineBot]
) -> None:
    boss = world.manager()
    address = site.page("/bridge", page("Harbour bridge opened", BRIDGE, "2021-05-05T09:30:00+02:00"))
    await added(world, boss, url=address)
    bob = world.member("bob")
    assert "Storvik" in await asked(world, bob, WHO_OPENED)
    answer = replies(world.channel)[-1]
    changed = BRIDGE.replace("Elin Storvik", "Odd Nilsen")
    site.page("/bridge", page("Harbour bridge opened", changed, "2021-05-05T09:30:00+02:00"))
    assert (await added(world, boss, url=address)).startswith("1 updated; ")
    source = await bob.click(answer, label="Sources")
    assert "the article was changed later and no longer says this" in _shown(source)
    (choice,) = await boss.autocomplete(world.channel, "library show", "article", "BRIDGE")
    assert choice["name"] == "Harbour bridge opened · Bay News · 5 May 2021"
    text = _shown(await world.use(boss, "library show", article=choice["value"]))
    assert f"**−** {BRIDGE}\n**+** {changed}" in text
    assert "5 May 2021 (meta tag)" in text
    removed = await world.use(boss, "library remove", article=choice["value"])
    assert "Nilsen" not in await asked(world, bob, WHO_OPENED)
    await world.env.restart_bot(make_bot())
    assert removed.response is not None
    await boss.click(removed.response, label="Undo")
    assert removed.response.content == "“Harbour bridge opened” is back."
    assert "Nilsen" in await asked(world, bob, WHO_OPENED)


def _shown(result: InteractionResult) -> str:
    assert result.response is not None
    return text_of(result.response.embeds[0])


async def test_an_address_that_cannot_be_had_says_why(world: World, site: Site) -> None:
    boss = world.manager()
    assert "is gone" in await added(world, boss, url=site.url("/nothing"))
    assert "is not fetched" in await added(world, boss, url="http://10.0.0.1:81/")
