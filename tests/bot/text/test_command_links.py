"""Commands are named so that one can press them, where Discord knows them and shows them so, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import pytest

from bot.client import DatelineBot
from bot.text import locale
from bot.text.errors import for_log, sentence
from bot.text.locale import languages, t, unlinked, using_locale
from bot.text.markup import clip, escape
from bot.ui.embeds import help_page, outcome_embed
from retrieval import Library, NotFound, Reason, Refusal, Settings
from tests.discord_sim import DiscordSim
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from .sentences import sentences

Make = Callable[[], DatelineBot]
IDS = {"ask": 11, "articles": 12, "library add": 13, "admin log": 14}


@pytest.fixture
def linked() -> Iterator[None]:
    token = locale._commands.set(IDS)
    yield
    locale._commands.reset(token)


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Make:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


def test_without_ids_a_command_is_named_as_one_types_it() -> None:
    assert "/library add" in t("articles-none")
    with using_locale("ja"):
        assert "/ライブラリ 追加" in t("articles-none")
    assert "/ask" in (help_page("Dateline").description or "")


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize("spoken", languages())
def test_with_ids_it_can_be_pressed(spoken: str) -> None:
    with using_locale(spoken):
        assert "</library add:13>" in t("articles-none")
        assert "`" not in (help_page("Dateline").description or "")
        embed = outcome_embed(Refusal("q", Reason.NOTHING_FOUND))
        assert "</articles:12>" in (embed.description or "")
        assert "</library add:13>" in (embed.description or "")
        assert "</admin log:14>" in clip(sentence(NotFound("change", 7), public=True), 500, links=True)


@pytest.mark.usefixtures("linked")
def test_groups_and_what_has_no_id_are_named_plainly() -> None:
    said = t("setup-managers.about")
    assert "/library" in said
    assert "</library" not in said
    assert "/setup" in said


@pytest.mark.usefixtures("linked")
def test_no_text_of_others_becomes_a_command() -> None:
    forged = "</library add:13>"
    assert forged not in escape(forged)
    said = clip(t("option-not-a-day", value=forged), 500, links=True)
    assert forged not in said
    missing = outcome_embed(Refusal("q", Reason.NOTHING_FOUND, missing=(forged,)))
    assert (missing.description or "").count(forged) == 1, "only our own"


@pytest.mark.usefixtures("linked")
def test_a_link_is_cut_whole_or_not_at_all() -> None:
    text = f"{'a ' * 20}</library add:13> and more"
    for limit in range(30, 70):
        cut = clip(text, limit, links=True)
        assert "</library add:13>" in cut or "<" not in cut
        assert len(cut) <= limit


@pytest.mark.usefixtures("linked")
def test_logs_name_commands_as_one_types_them() -> None:
    assert "/admin log" in for_log(NotFound("change", 7))
    with unlinked():
        assert "</" not in t("articles-none")


@pytest.mark.parametrize("spoken", languages())
def test_commands_are_written_in_one_way(spoken: str) -> None:
    """What a footer says cannot be pressed."""
    found = [key for key, each in sentences(spoken).items() if any(part.endswith("/") for part in each.words)]
    assert sorted(found) == ["follow-up", "privacy-how-to-delete"]


async def test_a_running_bot_links_its_commands_also_after_a_start_that_sends_none(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary
) -> None:
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    for _ in range(2):
        bot = make_bot()
        await start(bot)
        await sim.say(channel, ann, "who pays?", mentions=[sim.bot])
        answer = await sim.next_message(channel)
        assert f"</articles:{bot.command_ids['articles']}>" in answer.text
        assert f"</library add:{bot.command_ids['library add']}>" in answer.text
        assert bot.command_ids["ask"] in sim.core.store.commands
        await bot.close()
