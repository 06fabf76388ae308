"""The log of a server with its arrows and its menu to undo; they outlive the process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from ..audit import Deed, record
from ..checks import managed_guild, right_of
from ..guilds import own_scope
from ..paging import arrows, page_of
from ..text.locale import say
from ..text.markup import clip
from ..ui.components import Button, Press, arrow, bot_of, owned, picked, view_of
from .audit_log import LEDGER_PER_PAGE, Undo, ledger_page, preference_change, undoable

Menu = ui.DynamicItem[ui.Select[ui.View]]
MOST_ENTRIES = 1000
"""So far back the log is looked at; the library keeps more."""
TITLE = 200


class LedgerPageButton(Button, template=r"dateline:ledger:(\d{1,9}):(back|on)"):
    """Shows another page of the log."""

    def __init__(self, offset: int, way: str, disabled: bool = False) -> None:
        super().__init__(arrow(f"dateline:ledger:{offset}:{way}", way, disabled))
        self.offset = offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), match[2])

    @owned
    async def callback(self, interaction: Press) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        await show_ledger(interaction, self.offset)


class UndoMenu(Menu, template=r"dateline:ledger:(\d{1,9}):undo"):
    """Takes back the change that is picked. That is a change too, and can be taken back."""

    def __init__(self, offset: int, choices: Sequence[Undo]) -> None:
        options = [
            discord.SelectOption(
                label=each.label, value=f"change:{each.entry}" if each.entry else f"article:{each.article}"
            )
            for each in choices
        ]
        custom_id = f"dateline:ledger:{offset}:undo"
        super().__init__(ui.Select(placeholder=say("ledger-undo"), custom_id=custom_id, options=options))
        self.offset = offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), ())

    @owned
    async def callback(self, interaction: Press) -> None:
        guild_id = managed_guild(interaction)
        await interaction.response.defer()
        choice = picked(self.item, r"(?P<kind>change|article):(?P<id>\d{1,18})")
        undo = _undone if choice["kind"] == "change" else _restored
        done = await undo(interaction, guild_id, int(choice["id"]))
        await show_ledger(interaction, 0, content=done)


LEDGER_BUTTONS = (LedgerPageButton, UndoMenu)


async def show_ledger(interaction: Press, offset: int, *, content: str | None = None) -> None:
    """Show this server's log from `offset` on, or its last page where it has become shorter."""
    place = own_scope(managed_guild(interaction))
    entries = await bot_of(interaction).library.ledger(place, offset=0, limit=MOST_ENTRIES)
    page = page_of(entries.items, offset, LEDGER_PER_PAGE)
    newer = entries.items[: page.offset]
    items: list[ui.DynamicItem[Any]] = []
    if choices := undoable(page, newer, right_of(interaction)):
        items.append(UndoMenu(page.offset, choices))
    items += arrows(page, LEDGER_PER_PAGE, LedgerPageButton)
    await interaction.edit_original_response(
        content=content, embed=ledger_page(page, newer), view=view_of(*items) if items else None
    )


async def _undone(interaction: Press, guild_id: int, entry_id: int) -> str:
    person, right = interaction.user.id, right_of(interaction)
    entry = await bot_of(interaction).servers.undo(guild_id, entry_id, by=person, right=right)
    return preference_change(entry)


async def _restored(interaction: Press, guild_id: int, article_id: int) -> str:
    article = await bot_of(interaction).library.restore(article_id, scope=own_scope(guild_id))
    await record(interaction, Deed.RESTORED, article=article.id, title=article.title)
    return say("deed-library-restore", title=clip(article.title, TITLE))
