"""Buttons and the menu of those who manage a server's library; like all of ours they outlive the process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from retrieval import FeedInfo, NotFound

from ..audit import AuditAction, record
from ..guilds import managed_guild, own_scope
from ..text.locale import t
from ..text.markup import clip, clip_plain
from ..ui.components import Button, Press, arrow, arrows, bot_of, owned, page_of, picked, view_of
from .embeds import FEEDS_PER_PAGE, feed_question, feeds_page

TITLE_IN_TEXT = 200
OPTION_LIMIT = 100
Menu = ui.DynamicItem[ui.Select[ui.View]]


class RestoreButton(Button, template=r"dateline:restore:(\d{1,18})"):
    """Brings a removed article back, for those who manage the server."""

    def __init__(self, article_id: int) -> None:
        super().__init__(ui.Button(label=t("button-undo"), custom_id=f"dateline:restore:{article_id}"))
        self.article_id = article_id

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def callback(self, interaction: Press) -> None:
        scope = own_scope(managed_guild(interaction))
        await interaction.response.defer()
        article = await bot_of(interaction).library.articles.restore(self.article_id, scope=scope)
        await record(interaction, AuditAction.RESTORED, article=article.id, title=article.title)
        text = t("article-restored", title=clip(article.title, TITLE_IN_TEXT))
        await interaction.edit_original_response(content=text, view=None)


class FeedsPageButton(Button, template=r"dateline:feeds:(\d{1,9}):(back|on|keep)"):
    """Shows another page of the feeds, or the page from which a feed was picked to be removed."""

    def __init__(self, offset: int, way: str, disabled: bool = False) -> None:
        custom_id = f"dateline:feeds:{offset}:{way}"
        keep: ui.Button[ui.View] = ui.Button(label=t("button-keep"), custom_id=custom_id)
        super().__init__(keep if way == "keep" else arrow(custom_id, way, disabled))
        self.offset = offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), match[2])

    @owned
    async def callback(self, interaction: Press) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        await show_feeds(interaction, self.offset)


class FeedMenu(Menu, template=r"dateline:feeds:(\d{1,9}):pick"):
    """Picks the feed to remove; it is asked about before it goes."""

    def __init__(self, offset: int, feeds: Sequence[FeedInfo]) -> None:
        options = [
            discord.SelectOption(
                label=clip_plain(feed.title or feed.url, OPTION_LIMIT) or t("feed-unnamed"),
                value=str(feed.id),
            )
            for feed in feeds
        ]
        custom_id = f"dateline:feeds:{offset}:pick"
        super().__init__(
            ui.Select(placeholder=t("pick-feed-to-remove"), custom_id=custom_id, options=options)
        )
        self.offset = offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), ())

    @owned
    async def callback(self, interaction: Press) -> None:
        scopes = (own_scope(managed_guild(interaction)),)
        await interaction.response.defer()
        feed_id = int(picked(self.item)["id"])
        feeds = await bot_of(interaction).library.feeds.all(scopes=scopes)
        feed = next((each for each in feeds if each.id == feed_id), None)
        if feed is None:
            raise NotFound("feed", feed_id)
        view = view_of(RemoveFeedButton(feed.id), FeedsPageButton(self.offset, "keep"))
        await interaction.edit_original_response(content=None, embed=feed_question(feed), view=view)


class RemoveFeedButton(Button, template=r"dateline:feed:remove:(\d{1,18})"):
    """Stops asking a feed; what it brought stays."""

    def __init__(self, feed_id: int) -> None:
        red = discord.ButtonStyle.danger
        custom_id = f"dateline:feed:remove:{feed_id}"
        super().__init__(ui.Button(label=t("button-remove-feed"), style=red, custom_id=custom_id))
        self.feed_id = feed_id

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def callback(self, interaction: Press) -> None:
        scopes = (own_scope(managed_guild(interaction)),)
        await interaction.response.defer()
        feed = await bot_of(interaction).library.feeds.remove(self.feed_id, scopes=scopes)
        await record(interaction, AuditAction.FEED_REMOVED, title=feed.title or feed.url)
        name = clip(feed.title or feed.url, TITLE_IN_TEXT)
        await show_feeds(interaction, 0, content=t("feed-removed", feed=name))


LIBRARY_BUTTONS = (RestoreButton, FeedsPageButton, FeedMenu, RemoveFeedButton)


async def show_feeds(interaction: Press, offset: int, *, content: str | None = None) -> None:
    """Show this server's feeds from `offset` on, or the last page where there are fewer now."""
    scopes = (own_scope(managed_guild(interaction)),)
    feeds = await bot_of(interaction).library.feeds.all(scopes=scopes)
    page = page_of(feeds, offset, FEEDS_PER_PAGE)
    items: list[ui.DynamicItem[Any]] = [FeedMenu(page.offset, page.items)] if page.items else []
    items += arrows(page, FEEDS_PER_PAGE, FeedsPageButton)
    await interaction.edit_original_response(
        content=content, embed=feeds_page(feeds, page.offset), view=view_of(*items) if items else None
    )
