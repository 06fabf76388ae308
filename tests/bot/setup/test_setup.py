"""The panel of /setup: what each page shows, sets, and takes back."""

from __future__ import annotations

import pytest

from bot.preferences import AUTO_THRESHOLD, THRESHOLDS, Preferences
from tests.fakes import FakeLibrary

from ..samples import info
from ..world import World
from .panel import Panel, open_panel


def test_each_threshold_is_offered_once() -> None:
    assert list(THRESHOLDS) == sorted(set(THRESHOLDS)), "Discord refuses a menu with the same value twice"
    assert AUTO_THRESHOLD in THRESHOLDS


async def test_the_overview_says_how_things_are_before_anybody_changed_them(world: World) -> None:
    panel = await open_panel(world)
    assert "I am useful as I am" in panel.text
    assert "I answer in every channel that I can read." in panel.text
    assert "10 questions a person, 30 a channel, 60 the whole server" in panel.text
    assert "I keep questions and answers for 90 days." in panel.text
    assert panel.labels == []
    assert await panel.preferences() == Preferences()


async def test_where_it_answers(world: World) -> None:
    news = world.guild.create_news_channel("news")
    panel = await (await open_panel(world)).go("listen")
    await panel.choose("pick", [world.channel, news], "channels")
    assert (await panel.preferences()).channels == (world.channel.id, news.id)
    assert f"✅ **I answer in <#{world.channel.id}>, <#{news.id}> only.**" in panel.text
    assert {each["id"] for each in panel.control("pick")["default_values"]} == {world.channel.id, news.id}
    await panel.click("Everywhere")
    assert (await panel.preferences()).channels == ()
    assert "✅ **I answer in every channel" in panel.text


async def test_undo_puts_back_what_was_and_redo_takes_that_back(world: World) -> None:
    panel = await (await open_panel(world)).go("listen")
    await panel.choose("pick", [world.channel], "channels")
    await panel.click("Undo")
    assert (await panel.preferences()).channels == ()
    assert "↩️ Undone. **I answer in every channel" in panel.text
    await panel.click("Redo")
    assert (await panel.preferences()).channels == (world.channel.id,)
    assert "Undo" in panel.labels


async def test_every_change_is_in_the_ledger_with_who_made_it(world: World, library: FakeLibrary) -> None:
    panel = await (await open_panel(world)).go("retention")
    await panel.choose("choose", ["30"], "retention_days")
    await panel.choose("choose", ["30"], "retention_days")
    await panel.click("Undo") if "Undo" in panel.labels else None
    page = await library.audit_log.page(world.scope)
    assert [(each.name, each.before, each.after) for each in page.items] == [("retention_days", None, "30")]
    assert page.items[0].by == f"discord:user:{panel.who.id}"


async def test_what_changes_nothing_has_nothing_to_undo(world: World) -> None:
    panel = await (await open_panel(world)).go("retention")
    await panel.choose("choose", ["90"], "retention_days")
    assert panel.labels == []
    assert "✅" not in panel.text


async def test_an_undo_that_comes_too_late_says_so_and_shows_what_is_in_force(world: World) -> None:
    panel = await (await open_panel(world)).go("retention")
    await panel.choose("choose", ["30"], "retention_days")
    await panel.set("retention_days", 365)
    pressed = await panel.click("Undo")
    assert "changed again since" in pressed.followups[0].content
    assert "for 365 days" in panel.text
    assert panel.labels == []


async def test_where_it_speaks_unasked_and_how_sure_it_must_be(world: World) -> None:
    forum = world.guild.create_forum_channel("help")
    panel = await (await open_panel(world)).go("auto")
    await panel.choose("pick", [forum], "auto_channels")
    await panel.choose("choose", ["0.93"], "auto_threshold")
    chosen = await panel.preferences()
    assert (chosen.auto_channels, chosen.auto_threshold) == ((forum.id,), 0.93)
    assert f"✅ **In <#{forum.id}> I also answer unasked, when I am at least 93% sure.**" in panel.text
    await panel.click("Undo")
    assert (await panel.preferences()).auto_threshold == AUTO_THRESHOLD
    await panel.click("Nowhere")
    assert "✅ **I speak only when I am asked.**" in panel.text


async def test_without_the_message_content_it_says_plainly_that_it_cannot_hear(world: World) -> None:
    panel = await (await open_panel(world)).go("auto")
    assert "withholds" not in panel.text
    await panel.choose("pick", [world.channel], "auto_channels")
    assert "discord.message_content = true" in panel.text
    await panel.go("overview")
    assert "discord.message_content = true" in panel.text
    panel.bot._connection._intents.message_content = True
    await panel.go("auto")
    assert "withholds" not in panel.text


@pytest.mark.parametrize(
    ("section", "name", "button", "said"),
    [
        ("askers", "asker_roles", "Everyone", "Only {roles} may ask."),
        ("managers", "manager_roles", "Manage Server only", "and {roles}."),
        ("free", "unlimited_roles", "No role", "does not hold for {roles}."),
    ],
)
async def test_roles_are_chosen_and_cleared(
    world: World, section: str, name: str, button: str, said: str
) -> None:
    staff, press = world.guild.create_role("staff"), world.guild.create_role("press")
    panel = await (await open_panel(world)).go(section)
    await panel.choose("pick", [staff, press], name)
    assert getattr(await panel.preferences(), name) == (staff.id, press.id)
    assert said.format(roles=f"<@&{staff.id}>, <@&{press.id}>") in panel.text
    await panel.click(button)
    assert getattr(await panel.preferences(), name) == ()
    await panel.click("Undo")
    assert getattr(await panel.preferences(), name) == (staff.id, press.id)


async def test_everyone_is_no_restriction_and_never_a_manager(world: World) -> None:
    panel = await (await open_panel(world)).go("askers")
    await panel.choose("pick", [world.guild.default_role], "asker_roles")
    assert (await panel.preferences()).asker_roles == ()
    await panel.go("managers")
    assert "Server Settings → Integrations" in panel.text
    await panel.choose("pick", [world.guild.default_role], "manager_roles")
    assert (await panel.preferences()).manager_roles == ()
    assert "then everyone could manage me" in panel.text


async def test_limits_by_presets_and_by_other_numbers(world: World) -> None:
    panel = await (await open_panel(world)).go("limits")
    await panel.choose("choose", ["20"], "user_per_minute")
    assert "✅ **In a minute: 20 questions a person" in panel.text
    await panel.write("Other numbers …", user_per_minute="7", channel_per_minute="8", server_per_minute="9")
    chosen = await panel.preferences()
    assert (chosen.user_per_minute, chosen.channel_per_minute, chosen.server_per_minute) == (7, 8, 9)
    assert "A person: 7 a minute" in str(panel.control("choose", "user_per_minute")["options"])
    await panel.click("Undo")
    chosen = await panel.preferences()
    assert (chosen.user_per_minute, chosen.channel_per_minute, chosen.server_per_minute) == (20, 30, 60)


@pytest.mark.parametrize("typed", ["0", "601", "ten", "-3", "1.5", "²"])
async def test_a_number_that_is_none_changes_nothing(world: World, typed: str) -> None:
    panel = await (await open_panel(world)).go("limits")
    await panel.write("Other numbers …", user_per_minute="5", channel_per_minute=typed, server_per_minute="9")
    assert f"“{typed}” is no whole number from 1 to 600" in panel.text
    assert await panel.preferences() == Preferences()


async def test_language_and_retention(world: World) -> None:
    panel = await (await open_panel(world)).go("language")
    assert [option["label"] for option in panel.control("choose")["options"]] == [
        "As Discord says",
        "English",
        "Deutsch",
        "Español",
        "日本語",
    ]
    await panel.choose("choose", ['"de"'], "language")
    assert (await panel.preferences()).language == "de"
    assert "Deutsch" in panel.text
    await panel.choose("choose", ["null"], "language")
    assert (await panel.preferences()).language is None
    await panel.go("retention")
    await panel.choose("choose", ["0"], "retention_days")
    assert (await panel.preferences()).retention_days == 0
    assert "until somebody asks me to forget" in panel.text


@pytest.fixture
async def publishers(world: World, library: FakeLibrary) -> Panel:
    library.infos = [info(1, publisher="The *Times*"), info(2, world.scope, publisher="Kyodo")]
    library.infos += [info(3, "guild:99", publisher="Theirs"), info(4, publisher="x" * 120)]
    return await (await open_panel(world)).go("publishers")


async def test_trusted_publishers_are_chosen_among_those_there_are(publishers: Panel) -> None:
    assert [option["value"] for option in publishers.control("names")["options"]] == ["The *Times*", "Kyodo"]
    await publishers.choose("names", ["The *Times*"])
    assert (await publishers.preferences()).publishers == ("The *Times*",)
    assert "✅ **I answer from The \\*Times\\* only.**" in publishers.text
    await publishers.choose("names", [])
    assert (await publishers.preferences()).publishers == ()


async def test_others_are_added_by_name_and_named_as_the_articles_do(publishers: Panel) -> None:
    await publishers.choose("names", ["Kyodo"])
    await publishers.write("Add by name …", publishers=f"  the *times* \n\nNobody  yet\nkyodo\n{'X' * 120}")
    names = ("Kyodo", "The *Times*", "Nobody yet", "x" * 120)
    assert (await publishers.preferences()).publishers == names
    assert "No article here is by Nobody yet yet." in publishers.text
    await publishers.choose("names", ["Kyodo", "Nobody yet"])
    assert (await publishers.preferences()).publishers == ("Kyodo", "Nobody yet", "x" * 120)
    await publishers.click("All publishers")
    assert (await publishers.preferences()).publishers == ()


async def test_too_many_names_or_too_long_ones_change_nothing(publishers: Panel) -> None:
    await publishers.write("Add by name …", publishers="\n".join(f"Paper {n}" for n in range(26)))
    assert "25 publishers at most" in publishers.text
    await publishers.write("Add by name …", publishers="x" * 201)
    assert "200 characters" in publishers.text
    assert (await publishers.preferences()).publishers == ()


async def test_what_is_gone_is_shown_and_removed(world: World) -> None:
    panel = await open_panel(world)
    await panel.set("channels", (world.channel.id, 999))
    await panel.go("listen")
    assert f"I answer in <#{world.channel.id}>, ~~999~~ only." in panel.text
    assert "One channel of these no longer exists." in panel.text
    assert [each["id"] for each in panel.control("pick")["default_values"]] == [world.channel.id]
    await panel.click("Remove what is gone")
    assert (await panel.preferences()).channels == (world.channel.id,)
    assert "no longer exists" not in panel.text
    await panel.set("asker_roles", (998, 999))
    await panel.go("askers")
    assert "2 roles of these no longer exist." in panel.text
    await panel.click("Remove what is gone")
    assert (await panel.preferences()).asker_roles == ()
