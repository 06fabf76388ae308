"""The button that deletes what is stored of the one who presses it."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

from ..guilds import person_key
from ..sending.persistence import persist
from ..text.locale import say
from ..ui.components import Button, Press, bot_of, owned
from .privacy_pages import forgotten_line


class ForgetMeButton(Button, template=r"dateline:forget:(\d{1,20})"):
    """Counts only when the person presses it whose data it is about."""

    def __init__(self, user_id: int) -> None:
        super().__init__(
            ui.Button(
                label=say("forget-button"),
                style=discord.ButtonStyle.danger,
                custom_id=f"dateline:forget:{user_id}",
            )
        )
        self.user_id = user_id

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def callback(self, interaction: Press) -> None:
        if interaction.user.id != self.user_id:
            await interaction.response.send_message(say("forget-not-yours"), ephemeral=True)
            return
        await interaction.response.defer()
        forgotten = await bot_of(interaction).library.forget_person(person_key(self.user_id))
        line = forgotten_line(forgotten)
        await persist(lambda: interaction.edit_original_response(content=line, view=None))


PRIVACY_BUTTONS = (ForgetMeButton,)
