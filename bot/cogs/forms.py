"""Where filled-in forms arrive, also those that another process opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from ..asking.buttons import FEEDBACK_FORMS
from ..forms import filled_in
from ..source_views import SOURCE_FORMS

if TYPE_CHECKING:
    from ..client import DatelineBot

FORMS = (*FEEDBACK_FORMS, *SOURCE_FORMS)


class Forms(commands.Cog):
    """Hands each form to the class that its custom_id names."""

    def __init__(self, bot: DatelineBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[DatelineBot]) -> None:
        form = filled_in(interaction, FORMS)
        if form is not None:
            await form.submitted(interaction)
