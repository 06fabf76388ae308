"""Driver, part two: what people say and do in channels, and waiting for what the bot says."""

# ruff: noqa: ASYNC109 - a test says how long it is willing to wait
from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence

from . import messages
from .compose import Upload
from .errors import RefusedError
from .interactions import WAIT
from .permissions import Permission
from .records import Channel, Json, Kind, Message, User
from .world import World


class Talk(World):
    _seen: dict[int, set[int]]

    async def say(
        self,
        channel: Channel,
        author: User,
        content: str,
        *,
        mentions: Iterable[User] = (),
        reply_to: Message | None = None,
        ping: bool = True,
        attachments: Sequence[tuple[str, bytes]] = (),
        embeds: Sequence[Json] = (),
        nonce: str | None = None,
    ) -> Message:
        """`mentions` are written in front of the content; others count where the content has `<@id>`.
        A reply pings the replied-to author unless `ping` is False."""
        threaded = channel.kind is Kind.THREAD
        self.require(
            channel, author, Permission.SEND_MESSAGES_IN_THREADS if threaded else Permission.SEND_MESSAGES
        )
        text = " ".join([*(user.mention for user in mentions), content])
        body: Json = {"content": text, "nonce": nonce, "embeds": list(embeds)}
        if reply_to is not None:
            body["message_reference"] = {"message_id": reply_to.id}
            body["allowed_mentions"] = {"parse": ["users", "roles", "everyone"], "replied_user": ping}
        uploads = {
            n: Upload(name, "application/octet-stream", data) for n, (name, data) in enumerate(attachments)
        }
        message = messages.post(self.core, channel, author, body, uploads)
        await asyncio.sleep(0)
        return message

    async def edit(self, message: Message, content: str) -> None:
        messages.edit(self.core, message, {"content": content})

    async def delete(self, message: Message) -> None:
        messages.delete(self.core, message)

    async def react(self, message: Message, user: User, emoji: str, *, added: bool = True) -> None:
        messages.react(self.core, message, user, emoji, added=added)

    async def start_thread(self, place: Channel | Message, user: User, name: str) -> Channel:
        """From a message, or alone in a channel."""
        if isinstance(place, Message):
            parent = self.core.store.channel(place.channel_id)
            return messages.start_thread(self.core, parent, user, name, place)
        return messages.start_thread(self.core, place, user, name)

    async def forum_post(
        self, forum: Channel, user: User, title: str, content: str
    ) -> tuple[Channel, Message]:
        """A new post: its thread, and its first message, which has the thread's id."""
        if forum.kind is not Kind.FORUM:
            raise RefusedError(f"{forum.name} is not a forum")
        thread = messages.start_thread(self.core, forum, user, title)
        return thread, messages.post(self.core, thread, user, {"content": content}, message_id=thread.id)

    def redeliver(self, message: Message) -> None:
        """Sends the MESSAGE_CREATE of an existing message once more, as a new event."""
        messages.announce(self.core, "MESSAGE_CREATE", message)

    def messages(
        self, channel: Channel, *, from_bot: bool | None = None, viewer: User | None = None
    ) -> list[Message]:
        """What stands in a channel, oldest first. Ephemeral messages only if `viewer` is who they are for;
        without `viewer`, all of them."""
        found = self.core.store.in_channel(channel.id)
        if viewer is not None:
            found = [message for message in found if message.seen_only_by in (None, viewer.id)]
        return [m for m in found if from_bot is None or (m.author == self.bot) == from_bot]

    def replies(self, message: Message) -> list[Message]:
        """What the bot has said in reply to a message and still stands, oldest first."""
        return [reply for reply in self.core.store.replies(message.id) if reply.author == self.bot]

    async def next_message(
        self, channel: Channel, *, from_bot: bool = True, timeout: float = WAIT
    ) -> Message:
        """The oldest message of the channel this method has not returned yet; waits for one. Skips deferred
        replies that still load."""
        seen = self._seen.setdefault(channel.id, set())

        def probe() -> Message | None:
            fresh = (
                m for m in self.messages(channel, from_bot=from_bot) if m.id not in seen and not m.loading
            )
            return next(fresh, None)

        message = await self.core.signal.until(
            probe, timeout, lambda: f"a message in #{channel.name or channel.id}"
        )
        seen.add(message.id)
        return message

    async def wait_until(self, predicate: Callable[[], object], timeout: float = WAIT) -> None:
        """Re-checks the zero-argument `predicate` after every request, event and driver call."""
        await self.core.signal.until(lambda: predicate() or None, timeout, lambda: f"{predicate}")

    def typing_in(self, channel: Channel) -> list[float]:
        """When the bot showed that it types here."""
        return [at for channel_id, at in self.core.typing if channel_id == channel.id]

    def require(self, channel: Channel, user: User, needed: Permission) -> None:
        if needed & ~self.core.store.permissions(channel, user.id):
            raise RefusedError(f"{user.name} lacks {needed!r} in {channel.name or channel.id}")
