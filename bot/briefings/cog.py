"""/brief: what is new on a topic, or since one was here last."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from retrieval import Refusal
from retrieval.news import LONGEST_TOPIC, Since, Wanted

from ..asking.admission import not_admitted, requester_in, slot
from ..asking.answering import question_from
from ..asking.queue import QueueClosed
from ..context import BotContext
from ..places import (
    face_of,
    home_of,
    is_outside,
    of_everyone,
    only_to_the_asker,
    person_key,
    scopes_of,
    server_of,
)
from ..text.locale import set_locale, t
from ..text.message_text import question_typed
from ..ui.components import Interaction
from ..ui.embeds import outcome_embed
from ..ui.errors import persist, respond
from ..ui.job_messages import PlaceInLine
from .buttons import page_view
from .embeds import PER_PAGE, briefing_embed

USUAL_DAYS = 7
"""As far back as a briefing goes where nothing else is known."""
LONGEST_SINCE = 60


class BriefCommands(commands.Cog):
    """Limits, permissions and scopes are those of a question. Kept of a person is when they were briefed last, and what
    has more than one page."""

    def __init__(self, bot: BotContext) -> None:
        self.bot = bot

    @app_commands.command(description="What is new: on a topic, since a day, or since you were here last")
    @app_commands.describe(
        topic="For example: ceasefire. Without it, everything",
        since="A day or a time: monday, yesterday, 3 days, 2024-05-31. With a topic, by default 7 days",
        private="Answer so that only you see it; without a topic and a day always so",
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def brief(
        self,
        interaction: discord.Interaction[BotContext],
        topic: app_commands.Range[str, 1, LONGEST_TOPIC] | None = None,
        since: app_commands.Range[str, 1, LONGEST_SINCE] | None = None,
        private: bool = False,
    ) -> None:
        if (no := not_admitted(self.bot, requester_in(interaction))) is not None:
            await respond(interaction, no.line)
            return
        alone = topic is None and since is None
        private = private or alone or only_to_the_asker(interaction)
        named = await self._since(interaction, since) if since is not None else None
        await interaction.response.defer(ephemeral=private, thinking=True)
        if not private and interaction.guild is not None:  # everybody reads it
            set_locale(of_everyone(interaction))
        wanted = Wanted((question_typed(interaction, topic),) if topic else ())
        note = ""
        if named is None:
            named, note = await self._usual(interaction, alone)
        await self._show(interaction, wanted, named, note, private=private, alone=alone)

    async def _since(self, interaction: Interaction, text: str) -> Since:
        """Counted from today where the server is. Raises UnreadableTime."""
        preferences = await self.bot.servers.of(server_of(interaction))
        today = discord.utils.utcnow().astimezone(ZoneInfo(preferences.time_zone)).date()
        return await self.bot.library.briefings.since(text, today)

    async def _usual(self, interaction: Interaction, alone: bool) -> tuple[Since, str]:
        """Without options since the person was here last; else the last days, and a word that it is so."""
        person = person_key(interaction.user.id)
        last = await self.bot.library.briefings.last(person, home_of(interaction)) if alone else None
        if last is not None:
            return Since.last(last), ""
        day = (discord.utils.utcnow() - timedelta(days=USUAL_DAYS)).date()
        return Since(day), t("briefing-first", days=USUAL_DAYS) if alone else ""

    async def _show(
        self, interaction: Interaction, wanted: Wanted, since: Since, note: str, *, private: bool, alone: bool
    ) -> None:
        """Shows it in place of “thinking …”, when its turn comes. A refusal is shown as that of a question."""
        briefings, requester = self.bot.library.briefings, requester_in(interaction)
        filters = (await question_from(interaction, "")).filters
        person, home = person_key(interaction.user.id), home_of(interaction)
        try:
            async with (
                PlaceInLine.in_answer_to(interaction, private=private or is_outside(interaction)) as place,
                slot(self.bot, requester, place),
            ):
                found = await briefings.make(wanted, since, filters)
        except QueueClosed:
            await respond(interaction, t("restarting"))
            return
        if isinstance(found, Refusal):
            face = face_of(interaction, private=private)
            embed, view = outcome_embed(found, face=face), None
        else:
            embed, view = briefing_embed(found, note=note), None
            if len(found.entries) > PER_PAGE:
                briefing_id = await briefings.keep(
                    found, scopes_of(interaction), person=person, home=home, private=private
                )
                view = page_view(briefing_id, found, private=private)
        await persist(lambda: interaction.edit_original_response(content=None, embed=embed, view=view))
        if alone and not isinstance(found, Refusal):
            await briefings.was_briefed(person, home, found)
