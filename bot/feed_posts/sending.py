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
from ..exceptions import CannotWrite
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
    embed, allowed = post_embed(story), channel_permissions(channel)
    if not allowed.write:
        raise CannotWrite(allowed.to_write)
    if not isinstance(channel, discord.ForumChannel):
        return await bot.delivery.deliver(
            channel, content=content, embed=embed, view=view, nonce=nonce, mentions=mentions
        )
    draft = drafts_of(allowed, content, embed, None)[0]
    what: dict[str, Any] = {"content": draft.content, "allowed_mentions": mentions}
    what |= {"embed": draft.embed} if draft.embed is not None else {"suppress_embeds": True}
    what |= {"view": view} if view is not None else {}
    what |= {
        "name": post_name(story),
        "auto_archive_duration": ARCHIVED_AFTER,
        "applied_tags": _tags(channel),
    }
    open_thread: Callable[..., Awaitable[ThreadWithMessage]] = channel.create_thread
    return (await open_thread(**what)).message


def _tags(forum: discord.ForumChannel) -> list[discord.ForumTag]:
    """None, but where the forum takes no post without: then the first that everybody may use."""
    if not forum.flags.require_tag:
        return []
    return [tag for tag in forum.available_tags if not tag.moderated][:1]


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
