"""The buttons and lists of a library: its articles, its feeds, and taking a removal back."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from retrieval import ArticleInfo, FeedInfo, NotFound

from ..audit import AuditAction, record
from ..places import managed_guild, own_scope, scopes_of
from ..text.locale import t
from ..text.markup import clip, clip_plain
from ..ui.components import (
    Button,
    Interaction,
    Listed,
    Menu,
    PageButton,
    Pager,
    bot_of,
    page_of,
    picked,
    view_of,
)
from ..ui.embeds import articles_page
from .embeds import FEEDS_PER_PAGE, feed_question, feeds_page

TITLE_IN_TEXT = 200
OPTION_LIMIT = 100
ARTICLES_PER_PAGE = 10


async def _articles(interaction: Interaction, offset: int) -> Listed[ArticleInfo]:
    library, scopes = bot_of(interaction).library, scopes_of(interaction)
    page = await library.articles.page(scopes=scopes, offset=offset, limit=ARTICLES_PER_PAGE)
    return Listed(page, articles_page(page))


async def _feeds(interaction: Interaction, offset: int) -> Listed[FeedInfo]:
    scopes = (own_scope(managed_guild(interaction)),)
    feeds = await bot_of(interaction).library.feeds.all(scopes=scopes)
    page = page_of(feeds, offset, FEEDS_PER_PAGE)
    items = [FeedMenu(page.offset, page.items)] if page.items else []
    return Listed(page, feeds_page(feeds, page.offset), items)


ARTICLES = Pager(_articles, ARTICLES_PER_PAGE, managed=False)
"""The articles that the bot answers from here; private to the one who asks for them."""
FEEDS = Pager(_feeds, FEEDS_PER_PAGE)
"""The feeds of this server."""


class ArticlesPageButton(PageButton, template=r"dateline:articles:(\d{1,9}):(back|on)", pager=ARTICLES):
    """Turns to another page of the list of articles."""


class FeedsPageButton(PageButton, template=r"dateline:feeds:(\d{1,9}):(back|on|keep)", pager=FEEDS):
    """Shows another page of the feeds, or the page from which a feed was picked to be removed."""


class FeedMenu(Menu, template=r"dateline:feeds:(\d{1,9}):pick"):
    """Picks the feed to remove; it is asked about before it goes."""

    offset: int
    feeds: Sequence[FeedInfo] = ()
    hint = "pick-feed-to-remove"

    def options(self) -> list[discord.SelectOption]:
        return [
            discord.SelectOption(
                label=clip_plain(feed.title or feed.url, OPTION_LIMIT) or t("feed-unnamed"),
                value=str(feed.id),
            )
            for feed in self.feeds
        ]

    async def pressed(self, interaction: Interaction) -> None:
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

    feed_id: int
    label, style = "button-remove-feed", discord.ButtonStyle.danger

    async def pressed(self, interaction: Interaction) -> None:
        scopes = (own_scope(managed_guild(interaction)),)
        await interaction.response.defer()
        feed = await bot_of(interaction).library.feeds.remove(self.feed_id, scopes=scopes)
        await record(interaction, AuditAction.FEED_REMOVED, title=feed.title or feed.url)
        name = clip(feed.title or feed.url, TITLE_IN_TEXT)
        await FEEDS.show(interaction, content=t("feed-removed", feed=name))


class RestoreButton(Button, template=r"dateline:restore:(\d{1,18})"):
    """Brings a removed article back, for those who manage the server."""

    article_id: int
    label = "button-undo"

    async def pressed(self, interaction: Interaction) -> None:
        scope = own_scope(managed_guild(interaction))
        await interaction.response.defer()
        article = await bot_of(interaction).library.articles.restore(self.article_id, scope=scope)
        await record(interaction, AuditAction.RESTORED, article=article.id, title=article.title)
        text = t("article-restored", title=clip(article.title, TITLE_IN_TEXT))
        await interaction.edit_original_response(content=text, view=None)
