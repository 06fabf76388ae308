"""Articles and publishers as options of slash commands: offered while someone types."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

import discord
import structlog
from discord import app_commands

from retrieval import ArticleInfo

from ..checks import managed_guild
from ..language import say
from ..markup import clip_plain
from ..message_markup import plain
from ..scopes import own_scope, scopes_of, visible_scopes
from ..wording import date_label

if TYPE_CHECKING:
    from ..client import DatelineBot

T = TypeVar("T")
MOST_CHOICES = 25
CHOICE_LIMIT = 100
PUBLISHER_LIMIT = 25
SECONDS_TO_OFFER = 2.0
"""Discord waits three for the choices."""
_ID = re.compile(r"\d{1,18}", re.ASCII)
"""What the database can hold as one."""


class UnknownArticle(app_commands.AppCommandError):
    """What was typed is none of the articles, or several."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


class UnknownPublisher(app_commands.AppCommandError):
    """What was typed is none of the publishers, or several."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


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
        exact = [info for info in found if info.title.casefold() == typed.casefold()] or found
        if len(exact) != 1:
            raise UnknownArticle(value)
        return exact[0].id

    async def autocomplete(  # type: ignore[override]  # all choices are strings
        self, interaction: discord.Interaction[Any], value: str, /
    ) -> list[app_commands.Choice[str]]:
        found = await offered(self._found(interaction, value))
        return [app_commands.Choice(name=_label(info), value=str(info.id)) for info in found]

    async def _found(self, interaction: discord.Interaction[Any], words: str) -> tuple[ArticleInfo, ...]:
        bot: DatelineBot = interaction.client
        scopes = self.scopes(interaction)
        return (await bot.library.titles(plain(words), scopes=scopes, limit=MOST_CHOICES))[:MOST_CHOICES]


class OwnArticleOption(ArticleOption):
    """Likewise, of an article of this server's own."""

    def scopes(self, interaction: discord.Interaction[Any]) -> tuple[str, ...]:
        return (own_scope(managed_guild(interaction)),)


class VisibleArticleOption(ArticleOption):
    """Likewise, for everyone who may ask."""

    def scopes(self, interaction: discord.Interaction[Any]) -> tuple[str, ...]:
        return scopes_of(interaction)


class PublisherOption(app_commands.Transformer):
    """A publisher that this server sees, by name; case does not count. Raises UnknownPublisher."""

    async def transform(self, interaction: discord.Interaction[Any], value: str, /) -> str:
        typed = " ".join(plain(value).split())
        found = await self._found(interaction, typed) if typed else ()
        exact = [name for name in found if name.casefold() == typed.casefold()] or found
        if len(exact) != 1:
            raise UnknownPublisher(value)
        return exact[0]

    async def autocomplete(  # type: ignore[override]  # all choices are strings
        self, interaction: discord.Interaction[Any], value: str, /
    ) -> list[app_commands.Choice[str]]:
        found = await offered(self._found(interaction, plain(value)))
        fitting = [name for name in found if len(name) <= CHOICE_LIMIT]
        return [app_commands.Choice(name=clip_plain(name, CHOICE_LIMIT), value=name) for name in fitting]

    async def _found(self, interaction: discord.Interaction[Any], words: str) -> tuple[str, ...]:
        bot: DatelineBot = interaction.client
        return (await bot.library.publishers(words, scopes=scopes_of(interaction), limit=MOST_CHOICES))[
            :MOST_CHOICES
        ]


async def offered(search: Coroutine[Any, Any, tuple[T, ...]]) -> tuple[T, ...]:
    """What a search finds in time. Nothing rather than an error or a late answer: Discord shows neither."""
    try:
        async with asyncio.timeout(SECONDS_TO_OFFER):
            return await search
    except Exception as error:  # noqa: BLE001  # outermost: nobody above tells or logs it
        structlog.get_logger("dateline.bot").warning("nothing offered", error=repr(error))
        return ()


def _label(info: ArticleInfo) -> str:
    """ "Title · publisher · date": the title gives way where it is too long."""
    publisher = clip_plain(info.publisher or "", PUBLISHER_LIMIT)
    facts = " · ".join(filter(None, (publisher, date_label(info.published_at))))
    title = clip_plain(info.title, CHOICE_LIMIT - len(facts) - len(" · ")) or say("untitled")
    return f"{title} · {facts}"
