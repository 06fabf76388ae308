"""Messages in channels, in the best form that the bot's permissions there leave; what is missing is told once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import discord
import structlog

from ..exceptions import CannotWrite
from ..text.locale import t
from ..text.markup import clip, size
from ..text.message_text import text_of
from .errors import NONCE_LIFE, new_nonce, persist, persist_in_posting
from .permission_hints import PermissionHints
from .permissions import MISSING_PERMISSIONS, ChannelPermissions, channel_permissions, missed
from .plain_text import MESSAGE_LIMIT, blocks_of, messages_of

TRIES = 5
"""Each error takes one of four permissions away."""
ASKED_LIMIT = 150
NAME_LIMIT = 60
PARTS_REMEMBERED = 1000
LOOKED_AT = 500
"""Messages among which one is looked for that may have been posted."""
CLOCK_SLACK = timedelta(minutes=1)
"""Discord's clock and ours are so far apart at most."""


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One message to be sent."""

    content: str | None
    embed: discord.Embed | None = None


class Delivery:
    """Sends and revises what the bot says of its own accord; interactions need no permission and do without it."""

    def __init__(self, hints: PermissionHints) -> None:
        self._hints = hints
        self._parts: OrderedDict[int, list[discord.Message]] = OrderedDict()
        """Last message of a text in several -> those before it, as long as this process remembers."""

    async def deliver(
        self,
        channel: discord.abc.MessageableChannel,
        *,
        content: str | None = None,
        embed: discord.Embed | None = None,
        view: discord.ui.View | None = None,
        files: Sequence[discord.File] = (),
        reply_to: discord.Message | None = None,
        nonce: str | None = None,
        unasked: bool = False,
        mentions: discord.AllowedMentions | None = None,
    ) -> discord.Message:
        """Sends it, and returns the last message, which carries `view`. Plain text takes the place of an embed, and a
        line that names the question takes the place of a reply, where permissions are missing. With `unasked`, whoever
        wrote `reply_to` did not address the bot and is not told what it lacks. `nonce` names this one posting: Discord
        answers the same nonce with the message of before, also when that was deleted since, for a minute at least; who
        tries again later looks first. `mentions` is whom `content` may ping, by default nobody. Raises CannotWrite."""
        nonce = nonce or new_nonce()
        allowed, asker = channel_permissions(channel), reply_to.author if reply_to and not unasked else None
        for _ in range(TRIES):
            if not allowed.write:
                break
            drafts = drafts_of(allowed, content, embed, reply_to)
            kept = files if allowed.files else ()
            try:
                sent = await self._send(
                    channel, drafts, view, kept, reply_to if allowed.history else None, nonce, mentions
                )
            except discord.HTTPException as error:
                left = allowed.without(error.code, embed=drafts[0].embed is not None, files=bool(kept))
                if left is None:
                    raise
                allowed = left
            else:
                for lacks in missed(allowed, embed=bool(embed), reply=bool(reply_to), files=bool(files)):
                    await self._hints.missing(channel, lacks, asker)
                return sent
        structlog.get_logger("dateline.delivery").warning(
            "cannot write", channel=channel.id, needs=allowed.to_write
        )
        await self._hints.missing(channel, allowed.to_write, asker)
        raise CannotWrite(allowed.to_write)

    async def may_write(self, channel: Any, asker: discord.abc.User | None) -> bool:
        """Tells whether an answer could be shown there, before the work of making one; tells the server when not."""
        allowed = channel_permissions(channel)
        if not allowed.write:
            await self._hints.missing(channel, allowed.to_write, asker)
        return allowed.write

    async def revise(
        self,
        message: discord.Message | discord.PartialMessage,
        *,
        content: str | None = None,
        embed: discord.Embed | None = None,
        view: discord.ui.View | None = None,
        reply_to: discord.Message | None = None,
    ) -> discord.Message:
        """Puts something else in the place of what was delivered in reply to `reply_to`. The message is another one
        when the old or the new text takes several. Raises NotFound where somebody deleted it."""
        what: dict[str, Any] = {"content": content, "embed": embed, "view": view, "reply_to": reply_to}
        if (edited := await self.edit_or_remove(message, **what)) is not None:
            return edited
        channel: Any = reply_to.channel if reply_to else message.channel
        return await self.deliver(channel, nonce=in_place_of(message.id), **what)

    async def edit_or_remove(
        self,
        message: discord.Message | discord.PartialMessage,
        *,
        content: str | None = None,
        embed: discord.Embed | None = None,
        view: discord.ui.View | None = None,
        reply_to: discord.Message | None = None,
    ) -> discord.Message | None:
        """Does the first half of `revise`: returns the edited message; or deletes it and returns None, where only
        another one can take its place."""
        channel: Any = reply_to.channel if reply_to else message.channel
        drafts = drafts_of(channel_permissions(channel), content, embed, reply_to)
        if len(drafts) == 1 and message.id not in self._parts:
            try:
                edit = partial(message.edit, content=drafts[0].content, embed=drafts[0].embed, view=view)
                return await persist(edit)
            except discord.Forbidden as error:
                if error.code != MISSING_PERMISSIONS or drafts[0].embed is None:
                    raise  # else it stands as text, like what could not be an embed from the beginning
        for part in self._parts.get(message.id, ()):
            with suppress(discord.NotFound):
                await persist(part.delete)
        await persist(message.delete)
        self._parts.pop(message.id, None)
        return None

    async def withdraw(self, message: discord.Message | discord.PartialMessage) -> None:
        """Deletes all messages of what was delivered, also when some are gone already."""
        for each in (*self._parts.get(message.id, ()), message):
            with suppress(discord.NotFound):
                await persist(each.delete)
        self._parts.pop(message.id, None)

    async def find(
        self, channel: discord.abc.Messageable, message_id: int, me: int
    ) -> discord.Message | None:
        """Finds the bot's reply to this message, whichever process posted it, and returns its last message, as
        `deliver` does. None where there is nothing, or the bot may not read what was written there."""
        found: list[discord.Message] = []
        after = discord.Object(message_id)
        async for each in channel.history(after=after, limit=LOOKED_AT, oldest_first=True):
            belongs = _goes_on(found[-1], each) if found else _answers(each, message_id)
            if belongs and each.author.id == me:
                found.append(each)
            elif found:
                break
        if not found:
            return None
        self._remember(found)
        return found[-1]

    async def _send(
        self,
        channel: discord.abc.MessageableChannel,
        drafts: Sequence[OutgoingMessage],
        view: discord.ui.View | None,
        files: Sequence[discord.File],
        reply_to: discord.Message | None,
        nonce: str,
        mentions: discord.AllowedMentions | None,
    ) -> discord.Message:
        sent: list[discord.Message] = []
        for number, draft in enumerate(drafts):
            what: dict[str, Any] = {"content": draft.content}
            if draft.embed is not None:
                what["embed"] = draft.embed
            else:
                what["suppress_embeds"] = True  # links in an answer as text are no previews
            if number == 0 and mentions is not None:
                what["allowed_mentions"] = mentions
            if number == 0 and reply_to is not None:
                what["reference"] = reply_to.to_reference(fail_if_not_exists=False)
            if number == len(drafts) - 1:
                what |= ({"view": view} if view else {}) | ({"files": list(files)} if files else {})
            what["nonce"] = nonce if number == 0 else f"{nonce}-{number}"
            sent.append(await persist_in_posting(partial(_post, channel, what)))
        self._remember(sent)
        return sent[-1]

    def _remember(self, sent: Sequence[discord.Message]) -> None:
        *before, last = sent
        if before:
            self._parts[last.id] = before
            while len(self._parts) > PARTS_REMEMBERED:
                self._parts.popitem(last=False)


async def posted_since(
    channel: discord.abc.Messageable, since: datetime, is_it: Callable[[discord.Message], bool]
) -> discord.Message | None:
    """The message that a process which was killed, or a request that got no answer, may have posted since then. Where
    the history may not be read, None as long as Discord knows a nonce; then raises CannotWrite, so that nothing is
    posted twice."""
    readable = channel_permissions(channel).history
    try:
        async for shown in channel.history(after=since - CLOCK_SLACK, limit=LOOKED_AT, oldest_first=True):
            if is_it(shown):
                return shown
    except discord.Forbidden as error:
        if error.code != MISSING_PERMISSIONS:
            raise
        readable = False
    if not readable and is_forgotten(since):
        raise CannotWrite("read_message_history")
    return None


def is_forgotten(since: datetime) -> bool:
    """Tells whether Discord may have forgotten the nonce of what was posted since then."""
    return discord.utils.utcnow() - since > NONCE_LIFE


def has_button(message: discord.Message, custom_id: str) -> bool:
    """Tells whether a part of the message has this custom_id."""
    parts = (part for row in message.components for part in getattr(row, "children", ()))
    return any(getattr(part, "custom_id", None) == custom_id for part in parts)


def in_place_of(message_id: int) -> str:
    """Returns the nonce of what takes the place of this message; nothing else ever does."""
    return f"r{message_id}"


def _answers(message: discord.Message, asked: int) -> bool:
    return message.reference is not None and message.reference.message_id == asked


def _goes_on(part: discord.Message, after: discord.Message) -> bool:
    """Tells whether the second message is a further part of a text in several, which would not have fitted into the
    first."""
    last = bool(part.embeds or part.components)
    own = after.reference is not None or after.interaction_metadata is not None
    return not (last or own) and size(part.content) + size(after.content) + len("\n\n") > MESSAGE_LIMIT


async def _post(channel: discord.abc.MessageableChannel, what: dict[str, Any]) -> discord.Message:
    for file in what.get("files", ()):
        file.reset()  # it may have been sent before, in vain
    return await channel.send(**what)


def drafts_of(
    allowed: ChannelPermissions,
    content: str | None,
    embed: discord.Embed | None,
    reply_to: discord.Message | None,
) -> list[OutgoingMessage]:
    """Returns what to send. Pure."""
    above = [answers_line(reply_to)] if reply_to is not None and not allowed.history else []
    said = [*above, *([content] if content else [])]
    if embed is not None and allowed.embed:
        return [OutgoingMessage("\n".join(said) or None, embed)]
    texts = messages_of([*said, *(blocks_of(embed) if embed is not None else [])])
    return [OutgoingMessage(text) for text in texts] or [OutgoingMessage(None)]


def answers_line(message: discord.Message) -> str:
    """Says whom and what an answer is for, where it cannot be a reply."""
    name, asked = clip(message.author.display_name, NAME_LIMIT), clip(text_of(message), ASKED_LIMIT)
    return f"-# {t('delivery-answers', name=name, question=asked)}"
