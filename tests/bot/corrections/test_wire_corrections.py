"""Messages that correct themselves, on the wire: what is edited, how often, and what is given up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import discord
import pytest

from bot.asking.buttons import answer_view
from bot.asking.limits import Requester
from bot.client import DatelineBot
from bot.corrections.loop import CorrectionLoop
from bot.places import message_key, own_scope, person_key, place_key
from bot.ui.delivery import Delivery
from bot.ui.embeds import outcome_embed
from bot.ui.plain_text import embed_as_text
from retrieval import Answer, Library
from retrieval.store.news.errata import ErrataStore
from tests.discord_sim import Channel, DiscordSim, Message, Permission, User, faults, messages
from tests.discord_sim.conftest import Start
from tests.discord_sim.errors import ApiError
from tests.errata import FOUR, NINE, NOTICE, OTHER, QUESTION, cited, logged, take_in

Make = Callable[[], DatelineBot]
CHANGED = "⚠ The sources of this answer have changed"


@dataclass
class Desk:
    """A channel in which the bot has answered, and rounds of the loop of the bot that runs."""

    sim: DiscordSim
    library: Library
    make_bot: Make
    start: Start
    ann: User
    channel: Channel
    bot: DatelineBot = field(init=False)

    async def begin(self) -> None:
        self.bot = self.make_bot()
        await self.start(self.bot)

    async def answered(self, *citations: Any, text: bool = False, direct: bool = False) -> Message:
        """A message of the bot that shows an answer with these quotes."""
        answer, place = Answer(QUESTION, citations, 0.9), self.sim.dm(self.ann) if direct else self.channel
        number = self.sim.core.store.new_id()
        view = answer_view(answer, number % 10**17, None)
        assert view is not None
        body: dict[str, Any] = {"components": view.to_components()}
        embed = outcome_embed(answer)
        body |= {"content": embed_as_text(embed)[0]} if text else {"embeds": [embed.to_dict()]}
        shown = messages.post(self.sim.core, place, self.sim.bot, body)
        await logged(
            self.library,
            *citations,
            number=number,
            posted_key=message_key(shown.id),
            place=place_key(place.id),
            home=None if direct else own_scope(self.channel.guild_id or 0),
            asked_by=person_key(self.ann.id),
        )
        return shown

    async def round(self, pause: float = 0.0) -> list[str]:
        """One round; the requests that it made."""
        before = len(self.sim.requests)
        await CorrectionLoop(self.bot, pause=pause).run()
        await self.sim.barrier()
        return [each.method for each in self.sim.requests[before:]]

    def told(self) -> list[Message]:
        return self.sim.messages(self.sim.dm(self.ann), from_bot=True)


@pytest.fixture
async def desk(
    sim: DiscordSim, library: Library, start: Start, make_bot: Make, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setattr("bot.ui.errors.PAUSES", (0.01,))
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    made = Desk(sim, library, make_bot, start, ann, channel)
    await made.begin()
    return made


@pytest.fixture
def make_bot(library: Library) -> Make:
    return lambda: DatelineBot(library, library.settings, guild_ready_timeout=0.1)


async def test_a_message_says_what_its_source_says_now_and_no_more_when_that_is_undone(desk: Desk) -> None:
    article = await take_in(desk.library, FOUR, OTHER)
    shown = await desk.answered(
        await cited(desk.library, article), await cited(desk.library, article, OTHER, 2)
    )
    answer, buttons = list(shown.embeds), list(shown.components)
    assert await desk.round() == []
    await take_in(desk.library, NINE, OTHER)
    assert await desk.round() == ["GET", "PATCH"]
    first, second = shown.embeds
    assert first["title"] == CHANGED
    assert first["description"].startswith("**[1]** The article was changed on ")
    assert first["description"].endswith(f"It says now:\n> {NINE}")
    assert [second] == answer, "the old quote is readable as before"
    assert shown.components == buttons
    assert await desk.round() == []
    await take_in(desk.library, FOUR, OTHER)
    assert await desk.round() == ["GET", "PATCH"]
    assert (shown.embeds, shown.content) == (answer, "")
    assert desk.told() == []
    assert not shown.mentions


@pytest.mark.parametrize("direct", [False, True])
async def test_a_removal_and_its_undo(desk: Desk, direct: bool) -> None:
    article = await take_in(desk.library, FOUR)
    shown = await desk.answered(await cited(desk.library, article), direct=direct)
    await desk.library.articles.remove(article)
    await desk.round()
    assert "**[1]** The article was withdrawn here on " in shown.embeds[0]["description"]
    await desk.library.articles.restore(article)
    await desk.round()
    assert len(shown.embeds) == 1
    assert len(shown.edits) == 2


async def test_an_answer_in_plain_text_has_lines_above_it(desk: Desk) -> None:
    article = await take_in(desk.library, FOUR)
    shown = await desk.answered(await cited(desk.library, article), text=True)
    before = shown.content
    await take_in(desk.library, FOUR, NOTICE)
    await desk.round()
    assert shown.content.startswith(f"**{CHANGED}**\n**[1]** A correction was added to the article on ")
    assert f":\n> {NOTICE}\n-# ⸻\n" in shown.content
    assert shown.content.endswith(before)
    await take_in(desk.library, FOUR)
    await desk.round()
    assert shown.content == before


async def test_without_embed_links_the_lines_stand_above_the_embed(desk: Desk) -> None:
    article = await take_in(desk.library, FOUR)
    shown = await desk.answered(await cited(desk.library, article))
    desk.sim.overwrite(desk.channel, desk.sim.bot, deny=Permission.EMBED_LINKS)
    await desk.sim.barrier()
    await desk.library.articles.remove(article)
    await desk.round()
    assert shown.content.startswith(f"**{CHANGED}**")
    assert len(shown.embeds) == 1


async def test_many_messages_are_edited_one_after_another_the_newest_first(desk: Desk) -> None:
    article = await take_in(desk.library, FOUR)
    citation = await cited(desk.library, article)
    shown = [await desk.answered(citation) for _ in range(8)]
    await desk.library.articles.remove(article)
    begun = asyncio.get_running_loop().time()
    assert await desk.round(pause=0.02) == ["GET", "PATCH"] * 8
    assert asyncio.get_running_loop().time() - begun >= 8 * 0.02
    assert [len(each.edits) for each in shown] == [1] * 8
    edited = [int(each.path.rsplit("/", 1)[1]) for each in desk.sim.requests if each.method == "PATCH"]
    assert edited == [each.id for each in reversed(shown)]


async def test_peoples_questions_go_first(desk: Desk) -> None:
    article = await take_in(desk.library, FOUR)
    shown = await desk.answered(await cited(desk.library, article))
    await desk.library.articles.remove(article)
    async with desk.bot.queue.slot(Requester(1, 2, 3)), desk.bot.queue.slot(Requester(2, 2, 3)):
        round = asyncio.create_task(desk.round())
        await asyncio.sleep(0.05)
        assert shown.edits == []
    await round
    assert len(shown.edits) == 1


async def lost_history(desk: Desk, shown: Message) -> None:
    desk.sim.overwrite(desk.channel, desk.sim.bot, deny=Permission.READ_MESSAGE_HISTORY)


async def lost_sight(desk: Desk, shown: Message) -> None:
    desk.sim.overwrite(desk.channel, desk.sim.bot, deny=Permission.VIEW_CHANNEL)


async def message_deleted(desk: Desk, shown: Message) -> None:
    await desk.sim.delete(shown)


async def channel_deleted(desk: Desk, shown: Message) -> None:
    desk.sim.remove_channel(desk.channel)


async def bot_removed(desk: Desk, shown: Message) -> None:
    desk.sim.remove_bot(desk.sim.core.store.guilds[desk.channel.guild_id or 0])


@pytest.mark.parametrize(
    ("happens", "reason", "requests"),
    [
        (lost_history, "forbidden", 1),
        (lost_sight, "forbidden", 1),
        (message_deleted, "gone", 1),
        (channel_deleted, "gone", 1),
        (bot_removed, "gone", 0),
    ],
)
async def test_what_cannot_be_edited_is_noted_and_not_tried_again(
    desk: Desk, happens: Callable[[Desk, Message], Awaitable[None]], reason: str, requests: int
) -> None:
    article = await take_in(desk.library, FOUR)
    shown = await desk.answered(await cited(desk.library, article))
    await desk.library.articles.remove(article)
    await happens(desk, shown)
    await desk.sim.barrier()
    assert len(await desk.round()) == requests
    assert await desk.round() == []
    row = await desk.library.articles.database.one("SELECT failed FROM errata")
    assert row is not None
    assert row[0] == reason
    assert shown.edits == []


async def test_a_permission_that_is_back_counts_from_the_next_change_on(desk: Desk) -> None:
    article = await take_in(desk.library, FOUR)
    shown = await desk.answered(await cited(desk.library, article))
    await take_in(desk.library, OTHER)
    desk.sim.faults.add("PATCH", "/channels/*/messages/*", faults.missing_permissions())
    await desk.round()
    assert shown.edits == []
    await take_in(desk.library, NINE)
    await desk.round()
    assert NINE in shown.text


async def test_while_discord_is_away_it_waits_and_a_lost_reply_is_no_second_edit(desk: Desk) -> None:
    article = await take_in(desk.library, FOUR)
    citation = await cited(desk.library, article)
    shown = [await desk.answered(citation) for _ in range(3)]
    await desk.library.articles.remove(article)
    desk.sim.faults.add("GET", "/channels/*/messages/*", faults.server_error(503), times=2)
    assert await desk.round() == ["GET", "GET"], "the round ends with the first"
    desk.sim.faults.add("PATCH", "/channels/*/messages/*", faults.lost_reply(503), times=2)
    await desk.round()
    await desk.round()
    assert [each.embeds[0]["title"] for each in shown] == [CHANGED] * 3
    assert await desk.round() == []


async def test_an_outage_of_the_server_is_no_removal(desk: Desk) -> None:
    article = await take_in(desk.library, FOUR)
    shown = await desk.answered(await cited(desk.library, article))
    await desk.library.articles.remove(article)
    guild = desk.sim.core.store.guilds[desk.channel.guild_id or 0]
    desk.sim.guild_outage(guild)
    await desk.sim.barrier()
    assert await desk.round() == []
    desk.sim.guild_outage(guild, over=True)
    await desk.sim.barrier()
    await desk.round()
    assert len(shown.edits) == 1


# Telling whoever asked


async def test_whoever_asked_is_told_once_in_a_direct_message_if_they_wish(desk: Desk) -> None:
    article = await take_in(desk.library, FOUR)
    shown = await desk.answered(await cited(desk.library, article))
    await desk.library.people.read_errata(person_key(desk.ann.id), True)
    await desk.library.articles.remove(article)
    await desk.round()
    (told,) = desk.told()
    assert told.content.startswith(f"⚠ The sources of an answer to you have changed: “{QUESTION}”.")
    assert f"/{desk.channel.guild_id}/{desk.channel.id}/{shown.id}" in told.content
    assert told.mentions == []
    await desk.library.articles.restore(article)
    await desk.round()
    await desk.library.articles.remove(article)
    await desk.round()
    assert len(desk.told()) == 1
    assert len(shown.edits) == 3


async def test_a_closed_direct_message_is_tried_once(desk: Desk) -> None:
    article = await take_in(desk.library, FOUR)
    await desk.answered(await cited(desk.library, article))
    await desk.library.people.read_errata(person_key(desk.ann.id), True)
    await desk.library.articles.remove(article)
    closed = faults.refused(ApiError(403, 50007, "Cannot send messages to this user"))
    desk.sim.faults.add("POST", "/channels/*/messages", closed)
    await desk.round()
    assert await desk.round() == []
    assert desk.told() == []


# A process that dies


class Killed(BaseException):
    """The process is gone: nothing of ours catches it."""


STEPS: tuple[tuple[type, str], ...] = (
    (ErrataStore, "found"),
    (discord.Message, "edit"),
    (ErrataStore, "was_shown"),
    (ErrataStore, "begin_telling"),
    (Delivery, "deliver"),
    (ErrataStore, "was_told"),
)


def dying(monkeypatch: pytest.MonkeyPatch, owner: type, name: str, *, after: bool) -> None:
    """The process dies before or after this step."""
    real: Callable[..., Awaitable[Any]] = getattr(owner, name)

    async def step(self: Any, *given: Any, **named: Any) -> Any:
        if after:
            await real(self, *given, **named)
        raise Killed

    monkeypatch.setattr(owner, name, step)


async def test_a_process_that_dies_at_any_step_edits_once_and_tells_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = await take_in(desk.library, FOUR)
    citation = await cited(desk.library, article)
    await desk.library.people.read_errata(person_key(desk.ann.id), True)
    for number, (owner, name) in enumerate(STEPS):
        for after in (False, True):
            await desk.library.articles.restore(article) if number or after else None
            shown = await desk.answered(citation)
            await desk.library.articles.remove(article)
            with monkeypatch.context() as patch, suppress(Killed):
                dying(patch, owner, name, after=after)
                await desk.round()
            await desk.bot.close()
            await desk.begin()
            await desk.round()
            await desk.round()
            assert len(shown.edits) == 1, (name, after)
            assert sum(str(shown.id) in each.content for each in desk.told()) == 1, (name, after)
    assert len(desk.told()) == 2 * len(STEPS)
