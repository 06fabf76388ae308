"""Sends posts to where they go: text and announcement channels, threads, forums; finds them there again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, Literal

import discord
from discord.channel import ThreadWithMessage

from retrieval.news import PostedStory

from ..context import BotContext
from ..exceptions import CannotWrite, NoTag
from ..ui.delivery import CLOCK_SLACK, drafts_of, has_button, posted_since
from ..ui.permissions import channel_permissions
from .embeds import post_embed, post_name

Postable = discord.TextChannel | discord.Thread | discord.ForumChannel
POSTABLE = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
]
ARCHIVED_AFTER: Literal[1440] = 1440
"""Minutes in which nobody writes in a thread."""
MANAGE_THREADS = "manage_threads"
TAG_REQUIRED, CLOSED_THREAD = 40067, (50083, 160005)
"""Codes with which Discord answers; a closed thread is archived and locked, or only locked."""


async def channel_in(bot: BotContext, guild_id: int, channel_id: int) -> Postable | None:
    """The channel, thread or forum of that server; None where it is gone, of another server or of another kind."""
    try:
        channel = bot.get_channel(channel_id) or await bot.fetch_channel(channel_id)
    except (discord.NotFound, discord.Forbidden, discord.InvalidData):
        return None
    if not isinstance(channel, discord.TextChannel | discord.Thread | discord.ForumChannel):
        return None
    return channel if channel.guild.id == guild_id else None


async def send(
    bot: BotContext,
    channel: Postable,
    story: PostedStory,
    *,
    content: str | None = None,
    view: discord.ui.View | None = None,
    nonce: str | None = None,
    role: str | None = None,
) -> discord.Message:
    """Posts the story; in a forum as a post of its own. Nobody but `role` is mentioned. Raises CannotWrite and what
    discord.py raises."""
    mentions = discord.AllowedMentions(
        everyone=False, users=False, replied_user=False, roles=[discord.Object(int(role))] if role else False
    )
    check(channel)
    embed = post_embed(story)
    try:
        if isinstance(channel, discord.ForumChannel):
            return await _send_in_forum(channel, post_name(story), content, embed, view, mentions)
        return await bot.delivery.deliver(
            channel, content=content, embed=embed, view=view, nonce=nonce, mentions=mentions
        )
    except discord.HTTPException as error:
        if error.code == TAG_REQUIRED:
            raise NoTag(MANAGE_THREADS) from error
        if error.code in CLOSED_THREAD:
            raise CannotWrite(MANAGE_THREADS) from error
        raise


def check(channel: Postable) -> None:
    """Raises CannotWrite where nothing can be posted, as far as the client knows."""
    allowed = channel_permissions(channel)
    if not allowed.write:
        raise CannotWrite(allowed.to_write)
    tags_for(channel)


def tags_for(channel: Postable) -> list[discord.ForumTag]:
    """None, but where a forum takes no post without: then the first that the bot may use. Raises NoTag."""
    if not isinstance(channel, discord.ForumChannel) or not channel.flags.require_tag:
        return []
    every = channel.permissions_for(channel.guild.me).manage_threads
    usable = [tag for tag in channel.available_tags if every or not tag.moderated]
    if not usable:
        raise NoTag(MANAGE_THREADS)
    return usable[:1]


async def _send_in_forum(
    forum: discord.ForumChannel,
    name: str,
    content: str | None,
    embed: discord.Embed,
    view: discord.ui.View | None,
    mentions: discord.AllowedMentions,
) -> discord.Message:
    draft = drafts_of(channel_permissions(forum), content, embed, None)[0]
    what: dict[str, Any] = {"content": draft.content, "allowed_mentions": mentions}
    what |= {"embed": draft.embed} if draft.embed is not None else {"suppress_embeds": True}
    what |= {"view": view} if view is not None else {}
    what |= {
        "name": name,
        "auto_archive_duration": ARCHIVED_AFTER,
        "applied_tags": tags_for(forum),
    }
    open_thread: Callable[..., Awaitable[ThreadWithMessage]] = forum.create_thread
    return (await open_thread(**what)).message


async def find(channel: Postable, custom_id: str, since: datetime) -> discord.Message | None:
    """The post with that button which a killed process may have sent. Raises CannotWrite where that cannot be known."""
    if isinstance(channel, discord.ForumChannel):
        if not channel_permissions(channel).history:
            raise CannotWrite("read_message_history")  # a post of a forum has no nonce
        return await _find_in_forum(channel, custom_id, since - CLOCK_SLACK)
    return await posted_since(channel, since, lambda each: has_button(each, custom_id))


async def _find_in_forum(
    forum: discord.ForumChannel, custom_id: str, after: datetime
) -> discord.Message | None:
    """The first message of a forum post has the id of its thread."""
    for thread in await forum.guild.active_threads():
        made_at = thread.created_at or discord.utils.snowflake_time(thread.id)
        if thread.parent_id != forum.id or thread.owner_id != forum.guild.me.id or made_at < after:
            continue
        with suppress(discord.NotFound, discord.Forbidden):
            shown = await thread.fetch_message(thread.id)
            if has_button(shown, custom_id):
                return shown
    return None
