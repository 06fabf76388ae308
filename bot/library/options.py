"""Articles and publishers as options of slash commands: offered while someone types."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

import discord
import structlog
from discord import app_commands

from retrieval import SHARED_SCOPE, ArticleInfo, NotFound

from ..context import BotContext
from ..exceptions import SharedArticle, UnknownArticle, UnknownPublisher
from ..places import managed_guild, own_scope, scopes_of, visible_scopes
from ..text.locale import t
from ..text.markup import clip_plain
from ..text.message_markup import plain
from ..text.phrases import date_label

T = TypeVar("T")
MOST_CHOICES = 25
CHOICE_LIMIT = 100
PUBLISHER_LIMIT = 25
MOST_NAMED = 3
MOST_COMPARED = 200
"""Publishers whose names are looked at for the nearest, those with most articles."""
SECONDS_TO_OFFER = 2.0
"""Discord waits three for the choices."""
_ID = re.compile(r"\d{1,18}", re.ASCII)
"""What the database can hold as one."""


class ArticleOption(app_commands.Transformer):
    """A string option that holds the id of an article that this server sees. Raises UnknownArticle."""

    def scopes(self, interaction: discord.Interaction[Any]) -> tuple[str, ...]:
        return visible_scopes(managed_guild(interaction))

    async def transform(self, interaction: discord.Interaction[Any], value: str, /) -> int:
        """A choice is an id; what was typed without choosing counts when it fits one article only."""
        typed = plain(value)
        if _ID.fullmatch(typed):
            return int(typed)
        found = await self._found(interaction, typed) if typed else ()
        exact = fitting(typed, found, lambda info: info.title)
        if len(exact) == 1:
            return exact[0].id
        longest = max(typed.split(), key=len, default="")
        near = exact or (await self._found(interaction, longest) if longest else ())
        raise UnknownArticle(value, [info.title for info in near[:MOST_NAMED]], several=bool(exact))

    async def autocomplete(  # type: ignore[override]  # all choices are strings
        self, interaction: discord.Interaction[Any], value: str, /
    ) -> list[app_commands.Choice[str]]:
        found = await offered(self._found(interaction, value))
        return [app_commands.Choice(name=_label(info), value=str(info.id)) for info in found]

    async def _found(self, interaction: discord.Interaction[Any], words: str) -> tuple[ArticleInfo, ...]:
        bot: BotContext = interaction.client
        scopes = self.scopes(interaction)
        return (await bot.library.articles.titles(plain(words), scopes=scopes, limit=MOST_CHOICES))[
            :MOST_CHOICES
        ]


class OwnArticleOption(ArticleOption):
    """A string option that holds the id of an article of this server's own. Raises UnknownArticle, SharedArticle."""

    def scopes(self, interaction: discord.Interaction[Any]) -> tuple[str, ...]:
        return (own_scope(managed_guild(interaction)),)

    async def transform(self, interaction: discord.Interaction[Any], value: str, /) -> int:
        """Looked up here, before anything is said in public."""
        bot: BotContext = interaction.client
        try:
            article_id = await super().transform(interaction, value)
        except UnknownArticle as unknown:
            if not unknown.several and (title := await self._shared(interaction, value)) is not None:
                raise SharedArticle(title) from unknown
            raise
        try:
            article = await bot.library.articles.get(
                article_id, scopes=visible_scopes(managed_guild(interaction))
            )
        except NotFound as error:
            raise UnknownArticle(value) from error
        if article.scope not in self.scopes(interaction):
            raise SharedArticle(article.title)
        return article_id

    async def _shared(self, interaction: discord.Interaction[Any], value: str) -> str | None:
        """Returns the title of the one shared article that fits; None where none or several do."""
        bot: BotContext = interaction.client
        typed = plain(value)
        found = (
            await bot.library.articles.titles(typed, scopes=(SHARED_SCOPE,), limit=MOST_CHOICES)
            if typed
            else ()
        )
        exact = fitting(typed, found, lambda info: info.title)
        return exact[0].title if len(exact) == 1 else None


class VisibleArticleOption(ArticleOption):
    """A string option that holds the id of an article that the person sees, for everyone who may ask. Raises
    UnknownArticle."""

    def scopes(self, interaction: discord.Interaction[Any]) -> tuple[str, ...]:
        return scopes_of(interaction)


class PublisherOption(app_commands.Transformer):
    """A publisher that this server sees, by name; case does not count. Raises UnknownPublisher."""

    async def transform(self, interaction: discord.Interaction[Any], value: str, /) -> str:
        typed = " ".join(plain(value).split())
        found = await self._found(interaction, typed) if typed else ()
        exact = fitting(typed, found, str)
        if len(exact) == 1:
            return exact[0]
        if exact:
            raise UnknownPublisher(value, exact[:MOST_NAMED], several=True)
        known = await self._found(interaction, "", limit=MOST_COMPARED)
        raise UnknownPublisher(value, nearest(typed, known))

    async def autocomplete(  # type: ignore[override]  # all choices are strings
        self, interaction: discord.Interaction[Any], value: str, /
    ) -> list[app_commands.Choice[str]]:
        found = await offered(self._found(interaction, plain(value)))
        fitting = [name for name in found if len(name) <= CHOICE_LIMIT]
        return [app_commands.Choice(name=clip_plain(name, CHOICE_LIMIT), value=name) for name in fitting]

    async def _found(
        self, interaction: discord.Interaction[Any], words: str, limit: int = MOST_CHOICES
    ) -> tuple[str, ...]:
        bot: BotContext = interaction.client
        return (await bot.library.articles.publishers(words, scopes=scopes_of(interaction), limit=limit))[
            :limit
        ]


def fitting(typed: str, found: Sequence[T], name: Callable[[T], str]) -> Sequence[T]:
    """Returns those that are called as it was typed, case aside; all that were found where none is."""
    return [each for each in found if name(each).casefold() == typed.casefold()] or found


def nearest(typed: str, names: Sequence[str]) -> list[str]:
    """Returns the names that are spelt most alike; case does not count."""
    folded = {name.casefold()[:CHOICE_LIMIT]: name for name in names}
    return [folded[each] for each in get_close_matches(typed.casefold()[:CHOICE_LIMIT], folded, MOST_NAMED)]


async def offered(search: Coroutine[Any, Any, tuple[T, ...]]) -> tuple[T, ...]:
    """Returns what a search finds in time, and nothing after an error: Discord shows neither an error nor a late
    answer."""
    try:
        async with asyncio.timeout(SECONDS_TO_OFFER):
            return await search
    except Exception as error:  # noqa: BLE001  # error boundary: nobody above tells or logs it
        structlog.get_logger("dateline.bot").warning("nothing offered", error=repr(error))
        return ()


def _label(info: ArticleInfo) -> str:
    """Returns "Title · publisher · date"; the title is cut where it is too long."""
    publisher = clip_plain(info.publisher or "", PUBLISHER_LIMIT)
    facts = " · ".join(filter(None, (publisher, date_label(info.published_at))))
    title = clip_plain(info.title, CHOICE_LIMIT - len(facts) - len(" · ")) or t("untitled")
    return f"{title} · {facts}"
