"""The message on which a long job reports: public or private, also when its interaction has ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import discord
from discord import ui

from ..sending.persistence import persist, post
from ..text.locale import say
from ..text.markup import clip, size
from .errors import MESSAGE_LIMIT
from .standing import Kind, Noted

LINE_LIMIT = 400
"""Of one line of a report; several still fit into a message."""
ENDS_BEFORE = timedelta(seconds=30)
"""An interaction counts as ended so long before Discord ends it, so that clocks may differ and requests take a while."""
WARN_BEFORE = timedelta(minutes=3)


Buttons = Callable[[], ui.View | None]
"""What stands below the text while the work goes on."""
Ending = dict[str, Any]
"""What an edit may hold besides its text: the last one, when the work is done."""


def _none() -> None:
    return None


class PublicBoard:
    """The public answer to a command. An interaction ends after 15 minutes; from then on the answer is edited
    as the ordinary message that it also is."""

    def __init__(
        self, interaction: discord.Interaction[Any], buttons: Buttons, kind: Kind, *, run: int | None = None
    ) -> None:
        self.ending: Ending = {"view": None}
        self._interaction = interaction
        self._buttons = buttons
        self._noted = Noted(interaction, kind, private=False, run=run)
        self._message: discord.PartialMessage | None = None

    async def put(self, text: str, last: bool) -> None:
        async with self._noted.shown(text, last=last):
            await self._put(text, last)

    async def _put(self, text: str, last: bool) -> None:
        what = self.ending if last else {"view": self._buttons()}
        if self._message is not None and self._interaction.is_expired():
            message = self._message
            await persist(lambda: message.edit(content=text, **what))
            return
        edit = self._interaction.edit_original_response
        shown = await persist(lambda: edit(content=text, **what))
        self._noted.message = shown
        channel = self._interaction.client.get_partial_messageable(shown.channel.id)
        self._message = channel.get_partial_message(shown.id)


class PrivateBoard:
    """The private answer to a command. Nobody can edit it when its interaction has ended: the last words then go to
    the person as a direct message."""

    def __init__(self, interaction: discord.Interaction[Any], kind: Kind, buttons: Buttons = _none) -> None:
        self.ending: Ending = {"view": None}
        self._interaction = interaction
        self._buttons = buttons
        self._noted = Noted(interaction, kind, private=True)

    async def put(self, text: str, last: bool) -> None:
        async with self._noted.shown(text, last=last):
            await self._put(text, last)

    async def _put(self, text: str, last: bool) -> None:
        left = self._interaction.expires_at - discord.utils.utcnow()
        if left > ENDS_BEFORE:
            shown = text if last or left > WARN_BEFORE else f"{text}\n{say('board-stands-still')}"
            what = self.ending if last else {"view": self._buttons()}
            edit = self._interaction.edit_original_response
            self._noted.message = await persist(lambda: edit(content=shown, **what))
        elif last:
            await post(self._interaction.user, text)


def report_of(lines: Iterable[str]) -> str:
    """As many lines as one message holds, escaped; the others are counted."""
    shown: list[str] = []
    room = MESSAGE_LIMIT - len(say("and-more-lines", more=1_000_000))
    waiting = iter(lines)
    for line in waiting:
        shown.append(clip(line, LINE_LIMIT))
        room -= size(shown[-1]) + len("\n")
        if room < 0:
            shown[-1] = say("and-more-lines", more=1 + sum(1 for _ in waiting))
    return "\n".join(shown)
