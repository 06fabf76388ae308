"""Posts the new articles of the feeds that managers chose, as long as the bot is online: each story once in a place, a
few at a time, and when nobody's question waits; edits the posts whose article has changed.

"About to post" is written down before a message is sent, and "posted" after it. What a killed process left between the
two is looked up in the channel: the message carries the post's number in its button.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import discord
import structlog

from retrieval.news import ArticlePost, FeedPosting, PostedStory, PostsPaused, PostState, Presence

from ..asking.queue import QueueClosed
from ..audit import AuditAction
from ..context import BotContext
from ..exceptions import CannotWrite
from ..places import guild_of, message_key, message_of, of_place, person_key, place_key, place_of_key
from ..tasks import Loop, settle
from ..text.locale import using_locale
from ..ui.components import view_of
from ..ui.errors import error_boundary, log_only
from .buttons import PostDetailsButton
from .embeds import post_embed, post_name
from .sending import ARCHIVED_AFTER, Postable, channel_in, find, send

SECONDS_BETWEEN = 60.0
MOST_AT_ONCE = 3
"""Posts in one place in one round: a feed that brings a hundred articles does not bury a channel."""
PUBLISHED_PER_HOUR = 10
"""Messages of an announcement channel that Discord sends to its followers."""
SECONDS_TO_PUBLISH = 10.0
"""discord.py would wait for an hour where Discord takes no more."""
THREAD_EXISTS, ALREADY_PUBLISHED = 160004, 40033
LOST = (CannotWrite, discord.Forbidden, discord.NotFound)


class FeedPostLoop:
    """One loop for all feeds."""

    def __init__(self, bot: BotContext) -> None:
        self._bot = bot
        self._log = structlog.get_logger("dateline.feed_posts")
        self._loop = Loop(bot.tasks, "feed posts", seconds=SECONDS_BETWEEN, before=settle, work=self.run)
        self.start, self.stop = self._loop.start, self._loop.stop

    async def run(self) -> None:
        """One round. What fails for one post is logged, tried again in the next round, and does not stop the others."""
        posts = self._bot.library.feed_posts
        await posts.collect()
        try:
            for post in await posts.waiting(MOST_AT_ONCE):
                async with self._step(post):
                    await self._post(post)
            for post, story in await posts.to_revise():
                async with self._step(post):
                    await self._revise(post, story)
            for post in await posts.unfinished():
                async with self._step(post):
                    await self._finish(post)
        except QueueClosed:
            return

    @asynccontextmanager
    async def _step(self, post: ArticlePost) -> AsyncIterator[None]:
        """Begins when nobody waits for an answer."""
        async with self._bot.queue.background_slot():
            pass
        async with error_boundary(log_only, task="feed posts", post=post.id):
            yield

    async def _post(self, post: ArticlePost) -> None:
        """A place that is closed for good pauses the feed's posts; while Discord is away they wait."""
        posts, posting = (
            self._bot.library.feed_posts,
            await self._bot.library.feed_posts.of_feed(post.feed_id),
        )
        guild = self._guild(post)
        if posting is None or posting.paused or guild is None:
            return
        story = await posts.story(post)
        if story is None or story.presence is Presence.REMOVED:
            await posts.leave_out(post.id)
            return
        channel = await channel_in(self._bot, guild.id, place_of_key(post.place) or 0)
        if channel is None:
            await self._pause(post)
            return
        try:
            await self._send(post, posting, channel, story)
        except LOST:
            await posts.not_posted(post.id)
            await self._pause(post)
        except discord.HTTPException as error:
            await self._refused(post, error)

    async def _send(
        self, post: ArticlePost, posting: FeedPosting, channel: Postable, story: PostedStory
    ) -> None:
        """Posts it, unless a process before has done so."""
        posts, button, shown = self._bot.library.feed_posts, PostDetailsButton(post.id), None
        if post.state is PostState.POSTING:
            shown = await find(channel, button.custom_id, post.since)
        elif not await posts.begin(post.id):
            return
        if shown is None:
            preferences = await self._bot.servers.of(channel.guild.id)
            with using_locale(of_place(channel.guild, channel, preferences)):
                shown = await send(
                    self._bot,
                    channel,
                    story,
                    content=f"<@&{posting.role}>" if posting.role else None,
                    view=view_of(button),
                    nonce=f"p{post.id}",
                    role=posting.role,
                )
        await posts.posted(
            post,
            story,
            posted_in=place_key(shown.channel.id),
            message=message_key(shown.id),
            thread_due=posting.thread and isinstance(channel, discord.TextChannel),
            publish_due=posting.publish and isinstance(channel, discord.TextChannel) and channel.is_news(),
        )
        self._log.info("posted", post=post.id, feed=post.feed_id, message=shown.id)

    async def _refused(self, post: ArticlePost, error: discord.HTTPException) -> None:
        """Discord answered, and takes no such message: it stays out, so that those behind it come. Raises what may
        succeed later."""
        if error.status == 429 or not 400 <= error.status < 500:
            raise error
        self._log.warning("not taken", post=post.id, error=repr(error))
        await self._bot.library.feed_posts.leave_out(post.id)

    async def _finish(self, post: ArticlePost) -> None:
        """Opens the thread of a post, and sends it to those who follow the channel."""
        message, posts = await self._message(post), self._bot.library.feed_posts
        if message is None:
            return
        if post.thread_due:
            await self._open_thread(post, message)
        if post.publish_due and (
            await posts.published_within(post.place, timedelta(hours=1)) < PUBLISHED_PER_HOUR
        ):
            try:
                async with asyncio.timeout(SECONDS_TO_PUBLISH):
                    await message.publish()
            except TimeoutError:
                return
            except discord.HTTPException as error:
                if error.code != ALREADY_PUBLISHED and not isinstance(error, LOST):
                    raise
                self._log.info("not published", post=post.id, code=error.code)
            await posts.published(post.id)

    async def _open_thread(self, post: ArticlePost, message: discord.PartialMessage) -> None:
        """Its name is the title of the article. In it the bot answers what people ask."""
        posts = self._bot.library.feed_posts
        if (story := await posts.story(post)) is not None:
            try:
                await message.create_thread(name=post_name(story), auto_archive_duration=ARCHIVED_AFTER)
            except discord.Forbidden:
                await self._bot.hints.missing(message.channel, "create_public_threads", None)
            except discord.HTTPException as error:
                if error.code != THREAD_EXISTS and not isinstance(error, discord.NotFound):
                    raise
        await posts.threaded(post.id)

    async def _revise(self, post: ArticlePost, story: PostedStory) -> None:
        """Edits the post, which says itself what has become of the article. One that somebody deleted stays away."""
        posts, guild = self._bot.library.feed_posts, self._guild(post)
        posting = await posts.of_feed(post.feed_id)
        message = await self._message(post) if guild is not None and posting is not None else None
        if message is None or guild is None or posting is None:
            return
        preferences = await self._bot.servers.of(guild.id)
        try:
            if isinstance(message.channel, discord.Thread) and message.channel.archived:
                await message.channel.edit(archived=False)
            with using_locale(of_place(guild, message.channel, preferences)):
                await self._bot.delivery.revise(
                    message,
                    content=f"<@&{posting.role}>" if posting.role else None,
                    embed=post_embed(story),
                    view=view_of(PostDetailsButton(post.id)),
                )
        except LOST:
            await posts.lost(post.id)
            return
        await posts.revised(post, story)
        self._log.info("revised", post=post.id, presence=story.presence.value)

    async def _message(self, post: ArticlePost) -> discord.PartialMessage | None:
        """None while Discord does not show the server; where the channel is gone the message is, too."""
        guild, message_id = self._guild(post), message_of(post.message)
        if guild is None or message_id is None:
            return None
        channel: Any = await channel_in(self._bot, guild.id, place_of_key(post.posted_in) or 0)
        if channel is None or isinstance(channel, discord.ForumChannel):
            await self._bot.library.feed_posts.lost(post.id)
            return None
        message: discord.PartialMessage = channel.get_partial_message(message_id)
        return message

    def _guild(self, post: ArticlePost) -> discord.Guild | None:
        """None where Discord does not show the server at the moment, or the bot is not in it any more."""
        guild = self._bot.get_guild(guild_of(post.scope) or 0)
        return None if guild is None or guild.unavailable else guild

    async def _pause(self, post: ArticlePost) -> None:
        """Its server reads why on the page of feeds and in the audit log."""
        library, me = self._bot.library, self._bot.user
        if not await library.feed_posts.pause(post.feed_id, PostsPaused.PLACE):
            return
        self._log.warning("paused", feed=post.feed_id, place=post.place)
        feeds = await library.feeds.all(scopes=(post.scope,))
        title = next((feed.title or feed.url for feed in feeds if feed.id == post.feed_id), "?")
        channel_id = place_of_key(post.place) or 0
        channel = getattr(self._bot.get_channel(channel_id), "name", str(channel_id))
        facts = {"title": title, "channel": channel}
        await library.audit_log.record(
            post.scope,
            AuditAction.POSTS_LOST.value,
            json.dumps(facts, ensure_ascii=False),
            by=person_key(me.id) if me else None,
        )
