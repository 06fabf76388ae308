"""What is stored of a person, shown and deleted at their wish; and servers that the bot joins and leaves."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands, ui
from discord.ext import commands

from retrieval import Forgotten, PersonalDataSummary, Settings

from ..context import BotContext
from ..places import person_key, server_of
from ..text.locale import t
from ..text.markup import clip
from ..ui.components import Button, Interaction, bot_of, view_of
from ..ui.embeds import ANSWER_COLOUR
from ..ui.errors import error_boundary, log_only, persist, respond
from .retention_loop import GRACE

SERVER_NAME = 100


def privacy_page(
    summary: PersonalDataSummary, *, days: int, server: str | None, grace: int, backups: int = 0
) -> discord.Embed:
    """Shows a person what is stored of them. `days` is how long questions are kept here, 0 without end; `server` is
    None in private channels; `grace` is how many days a server's data stays after the bot was removed, `backups` how
    many a backup lives, 0 where none are made."""
    embed = discord.Embed(title=t("privacy-title"), colour=ANSWER_COLOUR)
    embed.add_field(name=t("privacy-yours"), value=summary_line(summary), inline=False)
    place = t("privacy-in-server", server=clip(server, SERVER_NAME)) if server else t("privacy-in-private")
    kept = t("privacy-kept", days=days) if days else t("privacy-kept-without-end")
    left = f" {t('privacy-when-left', days=grace)}" if server else ""
    embed.add_field(name=place, value=f"{kept}{left}", inline=False)
    embed.add_field(name=t("privacy-errata"), value=errata_line(summary), inline=False)
    embed.add_field(name=t("privacy-what"), value=t("privacy-what-text"), inline=False)
    if backups:
        embed.add_field(
            name=t("privacy-backups"), value=t("privacy-backups-text", days=backups), inline=False
        )
    embed.add_field(name=t("privacy-never"), value=t("privacy-never-text"), inline=False)
    return embed.set_footer(text=t("privacy-how-to-delete"))


def _backup_days(settings: Settings) -> int:
    """How many days pass until a backup is the first to be deleted, and one more until the job of that day."""
    backup = settings.backup
    return backup.every * backup.keep + 1 if backup.folder else 0


def summary_line(summary: PersonalDataSummary) -> str:
    """Returns "3 questions with their answers and 1 vote, the oldest of 5 January 2024"."""
    if not _holds_any(summary):
        return t("privacy-nothing")
    line = t("privacy-held", answers=summary.answers, votes=summary.votes)
    if summary.watches:
        line = f"{line} {t('privacy-watches', watches=summary.watches)}"
    if summary.briefings:
        line = f"{line} {t('privacy-briefings', briefings=summary.briefings)}"
    if summary.oldest is None:
        return line
    return f"{line} {t('privacy-oldest', when=discord.utils.format_dt(summary.oldest, 'D'))}"


def errata_line(summary: PersonalDataSummary) -> str:
    """Says whether the person is told when the sources of an answer to them have changed."""
    return t("privacy-errata-yes" if summary.errata else "privacy-errata-no")


def _holds_any(of: PersonalDataSummary | Forgotten) -> bool:
    return any((of.answers, of.votes, of.watches, of.briefings))


def confirm_line(summary: PersonalDataSummary) -> str:
    """Says what is stored and asks whether to delete it."""
    wish = [errata_line(summary)] if summary.errata else []
    return "\n".join([summary_line(summary), *wish, t("forget-confirm")])


def forgotten_line(forgotten: Forgotten) -> str:
    """Says what was deleted."""
    if not _holds_any(forgotten):
        return t("forget-nothing")
    line = t("forget-done", answers=forgotten.answers, votes=forgotten.votes)
    if forgotten.watches:
        line = f"{line} {t('forget-watches', watches=forgotten.watches)}"
    if forgotten.briefings:
        line = f"{line} {t('forget-briefings', briefings=forgotten.briefings)}"
    return f"{line} {t('forget-messages-stay')}" if forgotten.posted else line


class ForgetMeButton(Button, template=r"dateline:forget:(\d{1,20})"):
    """Deletes what is stored of one person, and works only for that person."""

    user_id: int
    label, style = "forget-button", discord.ButtonStyle.danger

    async def pressed(self, interaction: Interaction) -> None:
        if interaction.user.id != self.user_id:
            await interaction.response.send_message(t("forget-not-yours"), ephemeral=True)
            return
        await interaction.response.defer()
        forgotten = await bot_of(interaction).library.people.forget(person_key(self.user_id))
        line = forgotten_line(forgotten)
        await persist(lambda: interaction.edit_original_response(content=line, view=None))


class ErrataButton(Button, template=r"dateline:errata:(on|off)"):
    """Says for the one who presses it whether they are told when the sources of an answer to them have changed."""

    wanted: Literal["on", "off"]

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        return ui.Button(label=t(f"button-errata-{self.wanted}"), emoji="🔔", custom_id=custom_id)

    async def pressed(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        people = bot_of(interaction).library.people
        await people.read_errata(person_key(interaction.user.id), self.wanted == "on")
        await _show_page(interaction)


async def _show_page(interaction: Interaction) -> None:
    bot, guild_id = bot_of(interaction), server_of(interaction)
    summary = await bot.library.people.summary(person_key(interaction.user.id))
    page = privacy_page(
        summary,
        days=(await bot.servers.of(guild_id)).retention_days,
        server=interaction.guild.name if interaction.guild and guild_id else None,
        grace=GRACE.days,
        backups=_backup_days(bot.settings),
    )
    view = view_of(ErrataButton("off" if summary.errata else "on"))
    await persist(lambda: interaction.edit_original_response(embed=page, view=view))


class Privacy(commands.Cog):
    """The commands for one's own data. They work for everybody, everywhere, in private: also for somebody who may not
    ask here any more."""

    def __init__(self, bot: BotContext) -> None:
        self.bot = bot

    @app_commands.command(description="What I store of you, and for how long")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def privacy(self, interaction: discord.Interaction[BotContext]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await _show_page(interaction)

    @app_commands.command(
        name="forget-me", description="Delete your questions, votes, watches and conversations"
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def forget_me(self, interaction: discord.Interaction[BotContext]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        person = interaction.user.id
        summary = await self.bot.library.people.summary(person_key(person))
        if not (_holds_any(summary) or summary.errata):
            await respond(interaction, t("forget-nothing"))
            return
        line, view = confirm_line(summary), view_of(ForgetMeButton(person))
        await persist(lambda: interaction.edit_original_response(content=line, view=view))


class ServerEvents(commands.Cog):
    """Notes that servers came or left. discord.py tells removals (`guild_remove`) from outages (`guild_unavailable`),
    which need nothing done."""

    def __init__(self, bot: BotContext) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self.bot.tasks.adopt()
        async with error_boundary(log_only, event="guild removed", guild=guild.id):
            self.bot.servers.forget(guild.id)
            await self.bot.membership.note_left({guild.id})

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.bot.tasks.adopt()
        async with error_boundary(log_only, event="guild joined", guild=guild.id):
            await self.bot.membership.note_returned({guild.id})

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Compares the servers at the start of every session, not only of the first, so that a removal during a long
        interruption is seen."""
        self.bot.begin(self._note_all, name="membership")

    async def _note_all(self) -> None:
        await self.bot.membership.note_all({guild.id for guild in self.bot.guilds})
