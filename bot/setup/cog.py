"""`/setup`: one private panel on which those who manage a server say how they want the bot. It outlives the process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Self

import discord
from discord import app_commands, ui

from retrieval import DatelineError

from ..context import BotContext
from ..exceptions import ForeignChoice, NeedsDiscordsOwn
from ..places import Right, managed_guild, own_scope, right_of, visible_scopes
from ..preferences import MOST_PUBLISHERS, Preferences
from ..ui.components import Form, ForManagers, Interaction, bot_of, handle, view_of
from .actions import ControlEvent, applied, known_publisher
from .controls import LABEL_LIMIT, controls, form, has_form
from .panel import setup_page
from .state import CONTROL, At, Control, Known, News, Scene, Section, present


class SetupItem(ui.DynamicItem[ui.Item[Any]], template=CONTROL):
    """Any select or button of the panel, for those who manage the server."""

    def __init__(self, item: ui.Item[Any], control: Control) -> None:
        super().__init__(item)
        self.control = control

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(item, Control.of(match))

    async def callback(self, interaction: Interaction) -> None:
        await handle(interaction, self._pressed, button=self.custom_id)

    async def _pressed(self, interaction: Interaction) -> None:
        guild_id = managed_guild(interaction)
        if self.control.action == "write":
            if not has_form(self.control):
                raise ForeignChoice
            scene = await _scene(interaction, self.control.at)
            preferences = bot_of(interaction).servers.known(guild_id)
            await interaction.response.send_modal(form(preferences, self.control, scene.feeds))
            return
        data: Mapping[str, Any] = interaction.data or {}
        await _apply(interaction, self.control, chosen=[str(each) for each in data.get("values", ())])


class SetupForm(Form, template=CONTROL):
    """What was typed into a form of the panel."""

    control: Control

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(Control.of(match))

    @property
    def custom_id(self) -> str:
        return self.control.custom_id

    async def submitted(self, interaction: Interaction) -> None:
        typed = {name: "\n".join(values).strip() for name, values in self.typed.items()}
        await _apply(interaction, self.control, typed=typed)


async def _apply(
    interaction: Interaction,
    control: Control,
    *,
    chosen: Iterable[str] = (),
    typed: Mapping[str, str] | None = None,
) -> None:
    guild_id, bot, right = managed_guild(interaction), bot_of(interaction), right_of(interaction)
    if control.at.section is Section.MANAGERS and control.action != "go" and right < Right.DISCORD:
        raise NeedsDiscordsOwn
    await interaction.response.defer()
    scene = await _scene(interaction, control.at)
    event = ControlEvent(bot, guild_id, interaction.user.id, right, control, scene, tuple(chosen), typed)
    try:
        at, news = await applied(event)
    except (
        DatelineError,
        ForeignChoice,
        NeedsDiscordsOwn,
    ):  # too late, or not to be had: what is in force is shown all the same
        await _show(interaction, control.at)
        raise
    await _show(interaction, at, news)


async def _show(interaction: Interaction, at: At, news: News | None = None) -> None:
    preferences = await bot_of(interaction).servers.of(managed_guild(interaction))
    scene = await _scene(interaction, at)
    view = view_of(*map(_item, controls(preferences, at, scene, news)))
    await interaction.edit_original_response(embed=setup_page(preferences, at, scene, news), view=view)


def _item(item: Any) -> SetupItem:
    match = re.fullmatch(CONTROL, item.custom_id)
    assert match is not None  # noqa: S101  # every control is named by `Control.custom_id`
    return SetupItem(item, Control.of(match))


async def _scene(interaction: Interaction, at: At) -> Scene:
    """Collects what there is to know about the server for that page."""
    bot, guild_id = bot_of(interaction), managed_guild(interaction)
    guild, known = bot.get_guild(guild_id), Known()
    if guild is not None and not guild.unavailable:
        known = Known(
            frozenset(each.id for each in (*guild.channels, *guild.threads)),
            frozenset(each.id for each in guild.roles),
        )
    scene = Scene(guild_id, known, bot.intents.message_content)
    if at.section is Section.PUBLISHERS or (at.section is Section.CHANNEL and at.aspect == "publishers"):
        return await _with_publishers(interaction, scene, await bot.servers.of(guild_id), at)
    if at.section is Section.DIGEST:
        return await _with_digest(interaction, scene)
    return scene


async def _with_digest(interaction: Interaction, scene: Scene) -> Scene:
    library, home = bot_of(interaction).library, own_scope(scene.guild_id)
    feeds = await library.feeds.all(scopes=(home,))
    state = (await library.briefings.store.digests()).get(home)
    named = {each.id: each.title or each.url for each in feeds}
    return replace(scene, feeds=named, digest_paused=state is not None and state.paused)


async def _with_publishers(interaction: Interaction, scene: Scene, preferences: Preferences, at: At) -> Scene:
    """Adds publishers to choose from: those in force, then those with most articles. Names too long for a menu can be
    typed."""
    bot, trusted = bot_of(interaction), present(preferences, at, "publishers") or ()
    most = await bot.library.articles.publishers(
        "", scopes=visible_scopes(scene.guild_id), limit=MOST_PUBLISHERS
    )
    offered = dict.fromkeys(name for name in (*trusted, *most) if len(name) <= LABEL_LIMIT)
    absent = [name for name in trusted if await known_publisher(bot, scene.guild_id, name) is None]
    return replace(scene, publishers=tuple(offered)[:MOST_PUBLISHERS], absent=frozenset(absent))


class Setup(ForManagers):
    """The command that opens the panel."""

    @app_commands.command(description="Where I listen, who may ask, limits, language and more, on one panel")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.guild_only()
    async def setup(self, interaction: discord.Interaction[BotContext]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await _show(interaction, At(Section.OVERVIEW))
