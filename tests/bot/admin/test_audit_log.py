"""/admin log: what was changed and done, in words, and undone."""

from __future__ import annotations

import discord
import pytest
from simcord.results import InteractionResult

from bot.admin.audit_log import (
    Undo,
    UndoMenu,
    action_line,
    log_page,
    preference_name,
    preference_value,
    undoable,
)
from bot.client import DatelineBot
from bot.places import Right
from bot.preferences import ChannelPreferences, Preferences, as_json
from bot.text.locale import languages, using_locale
from bot.ui.components import view_of
from retrieval import Page
from tests.fakes import FakeLibrary

from ..samples import article, text_of
from ..world import World
from .audit_log_samples import entry

TITLE = "The *Harbour*"


def shown(result: InteractionResult) -> str:
    assert result.response is not None
    return text_of(result.response.embeds[0])


def bot_of(world: World) -> DatelineBot:
    assert isinstance(world.env.bot, DatelineBot)
    return world.env.bot


async def test_who_changed_what_and_when_before_and_after(world: World) -> None:
    servers, boss = bot_of(world).servers, world.manager()
    await servers.change(world.guild.id, "language", "de", by=boss.id)
    await servers.change(world.guild.id, "asker_roles", (7, 8), by=boss.id)
    result = await world.use(boss, "admin log")
    assert result.ephemeral
    text = shown(result)
    assert "**1.** **Roles that may ask**: default → <@&7>, <@&8>\n-# <t:" in text
    assert f"· <@{boss.id}>" in text
    assert "**2.** **Language**: default → Deutsch" in text


async def test_nothing_yet(world: World) -> None:
    assert "Nothing has been changed here yet." in shown(await world.use(world.manager(), "admin log"))


async def test_undo_puts_back_is_logged_and_is_undone_itself(world: World, library: FakeLibrary) -> None:
    servers, boss = bot_of(world).servers, world.manager()
    await servers.change(world.guild.id, "language", "de", by=boss.id)
    await servers.change(world.guild.id, "language", "ja", by=boss.id)
    result = await world.use(boss, "admin log")
    assert result.response is not None
    (menu,) = result.response.components[0]["components"]
    assert [option["label"] for option in menu["options"]] == ["1. Language"]
    await boss.select(result.response.message, ["change:2"], custom_id="dateline:ledger:0:undo")
    assert result.response.content == "**Language** put back: 日本語 → Deutsch"
    assert (await servers.of(world.guild.id)).language == "de"
    text = shown(result)
    assert "**1.** **Language** put back: 日本語 → Deutsch" in text
    assert "**2.** ~~**Language**: Deutsch → 日本語~~ (undone)" in text
    await boss.select(result.response.message, ["change:3"], custom_id="dateline:ledger:0:undo")
    assert (await servers.of(world.guild.id)).language == "ja"


async def test_what_was_changed_again_since_is_not_undone(world: World) -> None:
    servers, boss = bot_of(world).servers, world.manager()
    await servers.change(world.guild.id, "language", "de", by=boss.id)
    result = await world.use(boss, "admin log")
    await servers.change(world.guild.id, "language", "ja", by=boss.id)
    assert result.response is not None
    refused = await boss.select(result.response.message, ["change:1"], custom_id="dateline:ledger:0:undo")
    assert any("changed again since" in each.content for each in refused.followups)
    assert (await servers.of(world.guild.id)).language == "ja"


async def test_library_deeds_are_logged_and_a_removed_article_comes_back(
    world: World, library: FakeLibrary
) -> None:
    boss = world.manager()
    library.stored[1] = article(1, world.scope, title=TITLE)
    library.infos = []
    await world.use(boss, "library add", url="https://example.org/a")
    await world.use(boss, "library add", file=("b.md", b"# B\n\nText."))
    await world.use(boss, "library remove", article="1")
    result = await world.use(boss, "admin log")
    text = shown(result)
    assert "**3.** Took in “https\\://example.org/a”: one new article\n" in text
    assert "**2.** Took in “b.md”: one new article\n" in text
    assert r"**1.** Removed the article “The \*Harbour\*”" in text
    assert result.response is not None
    await boss.select(result.response.message, ["article:1"], custom_id="dateline:ledger:0:undo")
    assert library.stored[1].title == TITLE
    text = shown(result)
    assert r"**1.** Brought back the article “The \*Harbour\*”" in text
    assert r"**2.** ~~Removed the article “The \*Harbour\*”~~ (undone)" in text
    assert result.response.components == []


async def test_undo_is_for_managers_and_for_this_servers_changes(world: World, library: FakeLibrary) -> None:
    servers, boss = bot_of(world).servers, world.manager()
    await servers.change(world.guild.id, "language", "de", by=boss.id)
    await library.audit_log.set_preference("guild:99", "language", '"de"', by=None)
    channel = world.env.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    choices = [Undo("1. Language", entry=1), Undo("2. Language", entry=2), Undo("3. Harbour", article=7)]
    message = await channel.send("leaked", view=view_of(UndoMenu(0, choices)))
    refused = await world.member("bob").select(message, ["change:1"])
    assert refused.response is not None
    assert "Manage Server" in refused.response.content
    for value in ("change:2", "article:7"):
        foreign = await boss.select(message, [value])
        assert any("There is no" in each.content for each in foreign.followups)
    assert (await servers.of(world.guild.id)).language == "de"
    assert [each.undone for each in (await library.audit_log.page("guild:99")).items] == [False]


def test_an_undo_of_a_later_change_does_not_stand_in_the_way() -> None:
    """1 set, 2 set, 3 undoes 2: now 1 can be undone, and 3 can."""
    entries = (
        entry(3, "language", '"ja"', '"de"', undoes=2),
        entry(2, "language", '"de"', '"ja"', undone=True),
        entry(1, "language", None, '"de"'),
    )
    page = Page(entries, 3, 0)
    assert [each.entry for each in undoable(page, (), Right.DISCORD)] == [3, 1]
    assert [each.entry for each in undoable(Page(entries[2:], 3, 2), entries[:2], Right.DISCORD)] == [1]


def test_every_preference_has_a_name_and_its_values_have_words_in_every_language() -> None:
    for language in languages():
        with using_locale(language):
            names = [*VALUES, *ChannelPreferences.__dataclass_fields__]
            assert all(preference_name(name) != name for name in names), language
            for name, value in VALUES.items():
                assert (
                    preference_value(name, as_json(value), 200) not in ("", as_json(value))
                    or name == "publishers"
                )


VALUES: dict[str, object] = {
    "language": "de",
    "channels": (1,),
    "auto_channels": (1, 2),
    "auto_threshold": 0.86,
    "asker_roles": (3,),
    "manager_roles": (3,),
    "publishers": ("Kyodo", "朝日新聞"),
    "user_per_minute": 10,
    "channel_per_minute": 1,
    "server_per_minute": 600,
    "unlimited_roles": (),
    "retention_days": 90,
    "watch_limit": 50,
    "quiet_hours": "22-7",
    "time_zone": "Europe/Berlin",
    "digest_channel": (4,),
    "digest_days": (0, 4),
    "digest_hour": 18,
    "digest_topics": ("ceasefire",),
    "digest_feeds": (7,),
    "digest_empty": True,
}


def test_the_values_above_are_all_there_are() -> None:
    assert {*VALUES, "overrides"} == set(Preferences.__dataclass_fields__)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("channels", (), "everywhere"),
        ("retention_days", 0, "without end"),
        ("retention_days", 1, "one day"),
        ("auto_threshold", 0.86, "86%"),
        ("user_per_minute", 10, "10 a minute"),
        ("publishers", ("*A*", "B"), r"\*A\*, B"),
        (
            "channel:9",
            ChannelPreferences(listen=False, publishers=()),
            "Answer when addressed: off; Trusted publishers: all",
        ),
        ("channel:9", ChannelPreferences(), "default"),
    ],
)
def test_values_in_words(name: str, value: object, words: str) -> None:
    assert preference_value(name, as_json(value), 200) == words


def test_what_cannot_be_read_stands_as_it_is() -> None:
    assert preference_value("language", "{*}", 200) == r"{\*}"
    assert preference_name("colour") == "colour"
    assert preference_name("channel:9") == "Channel 9"
    assert action_line(entry(1, "made_up", None, "x", is_preference=False)) == r"made\_up"
    assert action_line(entry(1, "reindex", None, "not json", is_preference=False)).startswith(
        "Reindexed 0 articles"
    )
    hint = entry(1, "hint embed_links", None, "<#12>", is_preference=False, by=None)
    assert action_line(hint) == "Told that I lack “Embed Links” in <#12>"
    page = Page((hint,), 1, 0)
    assert "someone who was forgotten" in text_of(log_page(page, ()))


def test_the_longest_entries_fit_into_an_embed() -> None:
    long = as_json(tuple("*" * 100 + str(n) for n in range(25)))
    page = Page(tuple(entry(n, "publishers", long, long, undone=True) for n in range(1, 7)), 6, 0)
    embed = log_page(page, ())
    assert len(embed.description or "") <= 4096
