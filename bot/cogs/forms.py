"""Where filled-in forms arrive, also those that another process opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from ..forms import Form, filled_in

if TYPE_CHECKING:
    from ..client import DatelineBot


class Forms(commands.Cog):
    """Hands each form to the class that its custom_id names."""

    def __init__(self, bot: DatelineBot, kinds: tuple[type[Form], ...]) -> None:
        self.bot = bot
        self._kinds = kinds

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[DatelineBot]) -> None:
        form = filled_in(interaction, self._kinds)
        if form is not None:
            await form.submitted(interaction)
