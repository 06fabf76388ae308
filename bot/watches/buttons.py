"""The buttons and lists of watches: setting one under an answer, a person's own, and those of a server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import discord
from discord import ui

from retrieval import OutcomeKind, StoredAnswer, Turn
from retrieval.news import Watch

from ..asking.admission import answer_seen, not_permitted, requester_in
from ..audit import AuditAction, record
from ..exceptions import NeedsManageServer
from ..places import (
    home_of,
    is_outside,
    managed_guild,
    may_see,
    of_interaction,
    own_scope,
    person_key,
    place_key,
    scopes_of,
    server_of,
)
from ..text.locale import t
from ..text.markup import clip_plain
from ..ui.components import (
    Button,
    Interaction,
    Listed,
    Menu,
    PageButton,
    Pager,
    bot_of,
    page_of,
    picked,
    view_of,
)
from ..ui.errors import respond
from .embeds import (
    end_question,
    is_direct,
    label,
    name,
    server_watches_page,
    set_line,
    watch_page,
    watches_page,
)

OPTION_LIMIT = 100
PER_PAGE = 5
TURNS = 5
"""As many turns of a conversation as a question is understood by."""


class SetWatchButton(Button, template=r"dateline:watch:set:(\d{1,18})"):
    """Watches the question of an answer or refusal, for the one who presses it."""

    answer_id: int
    kind: OutcomeKind = OutcomeKind.ANSWER

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        text = t("button-watch" if self.kind is OutcomeKind.ANSWER else "button-watch-answer")
        return ui.Button(label=text, emoji="🔔", custom_id=custom_id)

    async def pressed(self, interaction: Interaction) -> None:
        bot, requester = bot_of(interaction), requester_in(interaction)
        if (no := not_permitted(bot, requester)) is not None:
            await respond(interaction, no.line)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        stored = await answer_seen(interaction, self.answer_id)
        home, preferences = home_of(interaction), await bot.servers.of(server_of(interaction))
        if home is not None and not preferences.watch_limit:
            await interaction.edit_original_response(content=t("watch-off"))
            return
        watch, is_new = await bot.library.watches.add(
            stored.outcome,
            person=person_key(interaction.user.id),
            place=_place(interaction, stored),
            home=home,
            scopes=scopes_of(interaction),
            said=await _said_before(interaction, stored),
            language=of_interaction(interaction),
            most_of_home=preferences.watch_limit if home is not None else None,
        )
        await interaction.edit_original_response(
            content=set_line(watch, is_new=is_new), view=view_of(*_buttons(watch))
        )


def _place(interaction: Interaction, stored: StoredAnswer) -> str:
    """Where it is told: in the channel of an answer that all see there; else in a direct message to the person."""
    channel_id = interaction.channel_id
    alone = interaction.guild_id is None or is_outside(interaction) or stored.private
    return person_key(interaction.user.id) if alone or channel_id is None else place_key(channel_id)


async def _said_before(interaction: Interaction, stored: StoredAnswer) -> tuple[Turn, ...]:
    """The conversation in which the question was asked, as far as the person may see it."""
    if stored.follows is None:
        return ()
    before = await bot_of(interaction).library.answers.conversation(stored.follows, limit=TURNS)
    return tuple(each.turn for each in before if may_see(interaction, each))


Action = Literal["pause", "resume", "mention", "quiet", "end"]
ACTIONS = get_args(Action)
"""Each has a sentence "watch-button-ACTION"."""


class OwnWatchButton(Button, template=r"dateline:watch:(pause|resume|mention|quiet|end):(\d{1,18})"):
    """Pauses a watch, goes on with it or ends it, or says whether its person is mentioned; for that person alone."""

    action: Action
    watch_id: int

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        style = discord.ButtonStyle.danger if self.action == "end" else discord.ButtonStyle.secondary
        return ui.Button(label=t(f"watch-button-{self.action}"), style=style, custom_id=custom_id)

    async def pressed(self, interaction: Interaction) -> None:
        if (watch := await _own(interaction, self.watch_id)) is None:
            return
        await interaction.response.defer()
        watches = bot_of(interaction).library.watches
        match self.action:
            case "end":
                await watches.end(watch.id)
                await OWN.show(interaction, content=t("watch-ended", question=name(watch)))
                return
            case "pause":
                await watches.pause(watch.id)
            case "resume":
                await watches.resume(watch.id)
            case _:
                await watches.mention(watch.id, self.action == "mention")
        await _show(interaction, await watches.get(watch.id))


class StopWatchButton(Button, template=r"dateline:watch:stop:(\d{1,18}):(\d{1,9})"):
    """Ends a watch, under a message that tells of a change: the message's number tells which change that was."""

    watch_id: int
    number: int
    label = "button-watch-stop"

    async def pressed(self, interaction: Interaction) -> None:
        if (watch := await _own(interaction, self.watch_id)) is None:
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        await bot_of(interaction).library.watches.end(watch.id)
        await interaction.edit_original_response(content=t("watch-ended", question=name(watch)))


async def _own(interaction: Interaction, watch_id: int) -> Watch | None:
    """The watch, if it is this person's; else they are told. Raises NotFound."""
    watch = await bot_of(interaction).library.watches.get(watch_id)
    if watch.person == person_key(interaction.user.id):
        return watch
    await respond(interaction, t("watch-not-yours"))
    return None


async def _show(interaction: Interaction, watch: Watch) -> None:
    view = view_of(*_buttons(watch), WatchesPageButton(0, "keep"))
    await interaction.edit_original_response(content=None, embed=watch_page(watch), view=view)


def _buttons(watch: Watch) -> list[OwnWatchButton]:
    """What its person can do with it. Nobody needs to be mentioned in a direct message."""
    mention = [] if is_direct(watch) else [OwnWatchButton("quiet" if watch.mention else "mention", watch.id)]
    return [
        *mention,
        OwnWatchButton("resume" if watch.paused else "pause", watch.id),
        OwnWatchButton("end", watch.id),
    ]


async def _owned(interaction: Interaction, offset: int) -> Listed[Watch]:
    """Also says, by showing them, which watches were paused."""
    watches, person = bot_of(interaction).library.watches, person_key(interaction.user.id)
    page = page_of(await watches.of_person(person), offset, PER_PAGE)
    if any(each.unsaid for each in page.items):
        await watches.said(person)
    items: list[Button | Menu] = [WatchMenu(page.offset, page.items)] if page.items else []
    if _manages(interaction):
        items.append(ServerWatchesButton())
    return Listed(page, watches_page(page), items)


def _manages(interaction: Interaction) -> bool:
    try:
        return managed_guild(interaction) is not None
    except NeedsManageServer:
        return False


async def _of_server(interaction: Interaction, offset: int) -> Listed[Watch]:
    guild_id, bot = managed_guild(interaction), bot_of(interaction)
    page = await bot.library.watches.of_home(own_scope(guild_id), offset=offset, limit=PER_PAGE)
    most = (await bot.servers.of(guild_id)).watch_limit
    items = [ServerWatchMenu(page.offset, page.items)] if page.items else []
    return Listed(page, server_watches_page(page, most), items)


OWN = Pager(_owned, PER_PAGE, managed=False)
"""What the one who asks for it watches, everywhere."""
OF_SERVER = Pager(_of_server, PER_PAGE)
"""What people watch in this server."""


class WatchesPageButton(PageButton, template=r"dateline:watches:(\d{1,9}):(back|on|keep)", pager=OWN):
    """Shows another page of one's own watches, or the page from which one was picked."""

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        if self.way != "keep":
            return super().part(custom_id)
        return ui.Button(label=t("watch-button-list"), custom_id=custom_id)


class WatchMenu(Menu, template=r"dateline:watches:(\d{1,9}):pick"):
    """Picks one of one's own watches."""

    offset: int
    watches: Sequence[Watch] = ()
    hint = "watch-pick"

    def options(self) -> list[discord.SelectOption]:
        return _options(self.watches, self.offset)

    async def pressed(self, interaction: Interaction) -> None:
        if (watch := await _own(interaction, int(picked(self.item)["id"]))) is None:
            return
        await interaction.response.defer()
        await _show(interaction, watch)


class ServerWatchesButton(Button, template=r"dateline:server-watches:open"):
    """Shows those who manage the server what is watched there."""

    label = "watches-of-server"

    async def pressed(self, interaction: Interaction) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        await OF_SERVER.show(interaction)


class ServerWatchesPageButton(
    PageButton, template=r"dateline:server-watches:(\d{1,9}):(back|on|keep)", pager=OF_SERVER
):
    """Shows another page of a server's watches, or the page from which one was picked to be ended."""


class ServerWatchMenu(Menu, template=r"dateline:server-watches:(\d{1,9}):pick"):
    """Picks a watch of the server to end; it is asked about before it goes."""

    offset: int
    watches: Sequence[Watch] = ()
    hint = "watch-pick-to-end"

    def options(self) -> list[discord.SelectOption]:
        return _options(self.watches, self.offset, secret=True)

    async def pressed(self, interaction: Interaction) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        watch = await _of_here(interaction, int(picked(self.item)["id"]))
        if watch is None:
            await OF_SERVER.show(interaction, self.offset)
            return
        view = view_of(EndServerWatchButton(watch.id), ServerWatchesPageButton(self.offset, "keep"))
        await interaction.edit_original_response(content=None, embed=end_question(watch), view=view)


class EndServerWatchButton(Button, template=r"dateline:server-watches:end:(\d{1,18})"):
    """Ends somebody's watch, for those who manage the server."""

    watch_id: int
    label, style = "watch-button-end", discord.ButtonStyle.danger

    async def pressed(self, interaction: Interaction) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        watch = await _of_here(interaction, self.watch_id)
        if watch is not None and await bot_of(interaction).library.watches.end(watch.id):
            question = name(watch, secret=True)
            await record(interaction, AuditAction.WATCH_ENDED, question=question)
        await OF_SERVER.show(interaction)


async def _of_here(interaction: Interaction, watch_id: int) -> Watch | None:
    """The watch, if it is of the server that this person manages. A custom_id can be forged. Raises NotFound."""
    watch = await bot_of(interaction).library.watches.get(watch_id)
    return watch if watch.home == own_scope(managed_guild(interaction)) else None


def _options(watches: Sequence[Watch], offset: int, *, secret: bool = False) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=clip_plain(label(each, number, secret=secret), OPTION_LIMIT), value=str(each.id)
        )
        for number, each in enumerate(watches, offset + 1)
    ]
