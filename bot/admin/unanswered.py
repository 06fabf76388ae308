"""Buttons of the pages about questions and votes, for those who manage a server; they outlive the process."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

from retrieval import Page, Unanswered

from ..checks import managed_guild
from ..figures import figure
from ..guilds import own_scope
from ..paging import arrows, page_of, page_start
from ..source_views import AddSourceButton
from ..text.locale import say
from ..text.markup import clip, clip_plain
from ..text.message_markup import plain
from ..ui.components import Button, Press, arrow, bot_of, owned, picked, view_of
from .pages import (
    FEEDBACK_PER_PAGE,
    UNANSWERED_PER_PAGE,
    dismissal_question,
    feedback_page,
    unanswered_page,
)
from .refusals import cluster_of, clusters, dismiss

Menu = ui.DynamicItem[ui.Select[ui.View]]
OPTION_LIMIT = 100
QUESTION_IN_TEXT = 200


class UnansweredPageButton(Button, template=r"dateline:unanswered:(\d{1,9}):(back|on|keep)"):
    """Shows another page, or the page from which a group was picked to be dismissed."""

    def __init__(self, offset: int, way: str, disabled: bool = False) -> None:
        custom_id = f"dateline:unanswered:{offset}:{way}"
        keep: ui.Button[ui.View] = ui.Button(label=say("button-keep"), custom_id=custom_id)
        super().__init__(keep if way == "keep" else arrow(custom_id, way, disabled))
        self.offset = offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), match[2])

    @owned
    async def callback(self, interaction: Press) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        await show_unanswered(interaction, self.offset)


class DismissMenu(Menu, template=r"dateline:unanswered:(\d{1,9}):pick"):
    """Picks a group to dismiss, by its newest answer; it is asked about before it goes."""

    def __init__(self, page: Page[Unanswered]) -> None:
        options = [
            discord.SelectOption(
                label=clip_plain(f"{figure(number)}. {plain(each.questions[0])}", OPTION_LIMIT),
                value=str(each.answer_ids[0]),
            )
            for number, each in enumerate(page.items, page.offset + 1)
        ]
        custom_id = f"dateline:unanswered:{page.offset}:pick"
        super().__init__(
            ui.Select(placeholder=say("unanswered-dismiss"), custom_id=custom_id, options=options)
        )
        self.offset = page.offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(Page((), 0, int(match[1])))

    @owned
    async def callback(self, interaction: Press) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        cluster = await cluster_of(interaction, int(picked(self.item)["id"]))
        if cluster is None:
            await show_unanswered(interaction, self.offset, content=say("unanswered-gone"))
            return
        view = view_of(DismissButton(cluster.answer_ids[0]), UnansweredPageButton(self.offset, "keep"))
        await interaction.edit_original_response(content=None, embed=dismissal_question(cluster), view=view)


class DismissButton(Button, template=r"dateline:unanswered:dismiss:(\d{1,18})"):
    """Puts a group of questions away."""

    def __init__(self, answer_id: int) -> None:
        red, custom_id = discord.ButtonStyle.danger, f"dateline:unanswered:dismiss:{answer_id}"
        super().__init__(ui.Button(label=say("unanswered-dismiss-button"), style=red, custom_id=custom_id))
        self.answer_id = answer_id

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def callback(self, interaction: Press) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        cluster = await cluster_of(interaction, self.answer_id)
        if cluster is None:
            await show_unanswered(interaction, 0, content=say("unanswered-gone"))
            return
        await dismiss(interaction, cluster)
        question = clip(plain(cluster.questions[0]), QUESTION_IN_TEXT)
        await show_unanswered(interaction, 0, content=say("unanswered-dismissed", question=question))


class FeedbackPageButton(Button, template=r"dateline:feedback:(\d{1,9}):(back|on)"):
    """Shows another page of the votes against answers."""

    def __init__(self, offset: int, way: str, disabled: bool = False) -> None:
        super().__init__(arrow(f"dateline:feedback:{offset}:{way}", way, disabled))
        self.offset = offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), match[2])

    @owned
    async def callback(self, interaction: Press) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        await show_feedback(interaction, self.offset)


QUESTION_BUTTONS = (UnansweredPageButton, DismissMenu, DismissButton, FeedbackPageButton)


async def show_unanswered(interaction: Press, offset: int, *, content: str | None = None) -> None:
    """Show this server's unanswered questions from `offset` on, or the last page where there are fewer now."""
    page = page_of(await clusters(interaction), offset, UNANSWERED_PER_PAGE)
    items: list[ui.DynamicItem[Any]] = [
        AddSourceButton(each.answer_ids[0], number) for number, each in enumerate(page.items, page.offset + 1)
    ]
    if page.items:
        items.append(DismissMenu(page))
    items += arrows(page, UNANSWERED_PER_PAGE, UnansweredPageButton)
    await interaction.edit_original_response(
        content=content, embed=unanswered_page(page), view=view_of(*items) if items else None
    )


async def show_feedback(interaction: Press, offset: int) -> None:
    """Show how this server liked its answers, with the votes against them from `offset` on."""
    guild_id = managed_guild(interaction)
    library, home = bot_of(interaction).library, own_scope(guild_id)
    page = await library.feedback(home, offset=offset, limit=FEEDBACK_PER_PAGE, only_down=True)
    if page.total and not page.items:
        offset = page_start(offset, page.total, FEEDBACK_PER_PAGE)
        page = await library.feedback(home, offset=offset, limit=FEEDBACK_PER_PAGE, only_down=True)
    items = arrows(page, FEEDBACK_PER_PAGE, FeedbackPageButton)
    totals = await library.feedback_totals(home)
    await interaction.edit_original_response(
        embed=feedback_page(page, totals, guild_id), view=view_of(*items) if items else None
    )
