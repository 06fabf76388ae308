"""Routes of messages, reactions and threads."""

from __future__ import annotations

from urllib.parse import unquote

from . import limits, message_payloads, messages, payloads
from .core import Core
from .errors import (
    ApiError,
    cannot_reply,
    foreign_message,
    invalid,
    missing_access,
    missing_permissions,
    thread_exists,
)
from .gateway import Intent
from .permissions import Permission
from .records import CROSSPOSTED, Channel, Json, Kind, Message
from .rest import Call, Reply, Route

NONCE_SECONDS = 300.0
"""How long an enforced nonce stays unique; Discord says "the past few minutes"."""


def allowed(core: Core, channel: Channel, needed: Permission) -> None:
    """Raises what Discord answers when the bot lacks `needed` in the channel."""
    if channel.guild_id is not None and not core.store.guild(channel.guild_id).has_bot:
        raise missing_access()
    granted = core.store.permissions(channel, core.store.bot.id)
    if Permission.VIEW_CHANNEL not in granted:
        raise missing_access()
    if needed & ~granted:
        raise missing_permissions()


def posting_needs(channel: Channel, body: Json, files: bool) -> Permission:
    threaded = channel.kind is Kind.THREAD
    needed = Permission.SEND_MESSAGES_IN_THREADS if threaded else Permission.SEND_MESSAGES
    if body.get("embeds"):
        needed |= Permission.EMBED_LINKS
    return needed | Permission.ATTACH_FILES if files else needed


def create(call: Call) -> Reply:
    core, body = call.core, call.body
    channel = core.store.channel(call.params["channel"])
    if channel.kind is Kind.FORUM:
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    limits.check_message(body, call.uploads)
    if channel.locked:
        _check_locked(core, channel)
    allowed(core, channel, posting_needs(channel, body, bool(call.uploads)))
    if reference := body.get("message_reference"):
        _check_reference(core, channel, reference)
    if body.get("enforce_nonce") and (same := _posted_with(core, body.get("nonce"))) is not None:
        return Reply(200, message_payloads.message(core.store, same))
    channel.archived = False
    message = messages.post(core, channel, core.store.bot, body, call.uploads)
    return Reply(200, message_payloads.message(core.store, message))


def _check_locked(core: Core, thread: Channel) -> None:
    if Permission.MANAGE_THREADS not in core.store.permissions(thread, core.store.bot.id):
        code = 50083 if thread.archived else 160005
        raise ApiError(400, code, "Thread is archived" if thread.archived else "This thread is locked")


def _posted_with(core: Core, nonce: object) -> Message | None:
    """The bot's message of the past few minutes with this nonce, wherever it is, also one that was deleted since:
    Discord answers with it, and posts nothing."""
    since = core.clock.now() - NONCE_SECONDS
    if nonce is None:
        return None
    recent = (m for m in core.store.messages.values() if m.author == core.store.bot and m.created_at >= since)
    return next((message for message in recent if str(message.nonce) == str(nonce)), None)


def _check_reference(core: Core, channel: Channel, reference: Json) -> None:
    if Permission.READ_MESSAGE_HISTORY not in core.store.permissions(channel, core.store.bot.id):
        raise cannot_reply()
    target = core.store.messages.get(int(reference["message_id"]))
    gone = target is None or target.deleted or target.channel_id != channel.id or target.ephemeral
    if gone and reference.get("fail_if_not_exists", True):
        raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")


def _read(call: Call) -> Message:
    allowed(call.core, call.core.store.channel(call.params["channel"]), Permission.NONE)
    return call.core.store.message(call.params["channel"], call.params["message"])


def _shown(core: Core, message: Message) -> Json:
    intents = int(core.gateway.privileged)
    return message_payloads.gate(core.store, message_payloads.message(core.store, message), intents)


def get(call: Call) -> Reply:
    allowed(call.core, call.core.store.channel(call.params["channel"]), Permission.READ_MESSAGE_HISTORY)
    return Reply(200, _shown(call.core, _read(call)))


def history(call: Call) -> Reply:
    """Newest first, as Discord does; `before`, `after`, `around` and `limit` as documented."""
    core, channel = call.core, call.core.store.channel(call.params["channel"])
    allowed(core, channel, Permission.NONE)
    if Permission.READ_MESSAGE_HISTORY not in core.store.permissions(channel, core.store.bot.id):
        return Reply(200, [])
    found, limit = core.store.in_channel(channel.id, ephemeral=False), int(call.query.get("limit", 50))
    if "before" in call.query:
        found = [message for message in found if message.id < int(call.query["before"])]
    if "after" in call.query:
        found = [message for message in found if message.id > int(call.query["after"])][:limit]
    if "around" in call.query:
        nearest = sorted(found, key=lambda message: abs(message.id - int(call.query["around"])))[:limit]
        found = sorted(nearest, key=lambda message: message.id)
    return Reply(200, [_shown(core, message) for message in reversed(found[-limit:])])


def edit(call: Call) -> Reply:
    message = _read(call)
    if message.author != call.core.store.bot:
        raise foreign_message()
    limits.check_message(call.body, call.uploads, message)
    messages.edit(call.core, message, call.body, call.uploads)
    return Reply(200, message_payloads.message(call.core.store, message))


def crosspost(call: Call) -> Reply:
    """Sends a message of an announcement channel to the channels that follow it."""
    core, message = call.core, _read(call)
    channel = core.store.channel(message.channel_id)
    if channel.kind is not Kind.NEWS:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    if message.author != core.store.bot:
        allowed(core, channel, Permission.MANAGE_MESSAGES)
    if message.flags & CROSSPOSTED:
        raise ApiError(400, 40033, "This message has already been crossposted")
    message.flags |= CROSSPOSTED
    return Reply(200, message_payloads.message(core.store, message))


def delete(call: Call) -> Reply:
    message = _read(call)
    if message.author != call.core.store.bot:
        allowed(call.core, call.core.store.channel(message.channel_id), Permission.MANAGE_MESSAGES)
    messages.delete(call.core, message)
    return Reply(204)


def add_reaction(call: Call) -> Reply:
    message, needed = _read(call), Permission.ADD_REACTIONS | Permission.READ_MESSAGE_HISTORY
    allowed(call.core, call.core.store.channel(message.channel_id), needed)
    messages.react(call.core, message, call.core.store.bot, unquote(call.params["emoji"]), added=True)
    return Reply(204)


def remove_reaction(call: Call) -> Reply:
    messages.react(call.core, _read(call), call.core.store.bot, unquote(call.params["emoji"]), added=False)
    return Reply(204)


def typing(call: Call) -> Reply:
    channel = call.core.store.channel(call.params["channel"])
    allowed(call.core, channel, Permission.NONE)
    call.core.typing.append((channel.id, call.core.clock.now()))
    return Reply(204)


def thread_from_message(call: Call) -> Reply:
    core, message = call.core, _read(call)
    channel = core.store.channel(message.channel_id)
    allowed(core, channel, Permission.CREATE_PUBLIC_THREADS)
    if channel.guild_id is None or channel.kind is Kind.THREAD:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    if message.thread_id is not None:
        raise thread_exists()
    archive = call.body.get("auto_archive_duration")
    thread = messages.start_thread(core, channel, core.store.bot, call.body["name"], message, archive)
    return Reply(201, payloads.channel(core.store, thread))


def thread_alone(call: Call) -> Reply:
    """A thread without a message, or a forum post with its first message."""
    core, channel = call.core, call.core.store.channel(call.params["channel"])
    first = call.body.get("message")
    if (channel.kind is Kind.FORUM) != (first is not None):
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    needed = Permission.SEND_MESSAGES if first else Permission.CREATE_PUBLIC_THREADS
    allowed(core, channel, needed)
    if first is not None:
        limits.check_message(first, call.uploads)
    tag_ids = _tags_of_post(core, channel, call.body.get("applied_tags", []))
    archive = call.body.get("auto_archive_duration")
    thread = messages.start_thread(core, channel, core.store.bot, call.body["name"], archive=archive)
    thread.tag_ids = tag_ids
    payload = payloads.channel(core.store, thread)
    if first is not None:
        message = messages.post(core, thread, core.store.bot, first, call.uploads, message_id=thread.id)
        payload["message"] = message_payloads.message(core.store, message)
    return Reply(201, payload)


def _tags_of_post(core: Core, forum: Channel, given: list[str]) -> list[int]:
    chosen = [tag for tag in forum.tags if str(tag.id) in given]
    if len(chosen) != len(given):
        raise invalid("applied_tags", "INVALID_TAGS", "Unknown tag")
    if forum.requires_tag and not chosen:
        raise ApiError(400, 40067, "A tag is required to create a forum post in this channel")
    if any(tag.moderated for tag in chosen):
        allowed(core, forum, Permission.MANAGE_THREADS)
    return [tag.id for tag in chosen]


def join_thread(call: Call) -> Reply:
    core, thread = call.core, call.core.store.channel(call.params["channel"])
    allowed(core, thread, Permission.NONE)
    if core.store.bot.id not in thread.member_ids:
        thread.member_ids.append(core.store.bot.id)
    return Reply(204)


def edit_channel(call: Call) -> Reply:
    """Threads only: rename, archive, lock."""
    core, thread = call.core, call.core.store.channel(call.params["channel"])
    if thread.kind is not Kind.THREAD:
        raise missing_permissions()
    if thread.owner_id != core.store.bot.id:
        allowed(core, thread, Permission.MANAGE_THREADS)
    thread.name = call.body.get("name") or thread.name
    thread.archived = bool(call.body.get("archived", thread.archived))
    thread.locked = bool(call.body.get("locked", thread.locked))
    core.gateway.dispatch("THREAD_UPDATE", payloads.channel(core.store, thread), Intent.GUILDS, thread.id)
    return Reply(200, payloads.channel(core.store, thread))


MESSAGES = "/channels/{channel}/messages"
ROUTES: dict[str, Route] = {
    f"POST {MESSAGES}": create,
    f"GET {MESSAGES}": history,
    f"GET {MESSAGES}/{{message}}": get,
    f"PATCH {MESSAGES}/{{message}}": edit,
    f"DELETE {MESSAGES}/{{message}}": delete,
    f"PUT {MESSAGES}/{{message}}/reactions/{{emoji}}/@me": add_reaction,
    f"DELETE {MESSAGES}/{{message}}/reactions/{{emoji}}/@me": remove_reaction,
    f"POST {MESSAGES}/{{message}}/threads": thread_from_message,
    f"POST {MESSAGES}/{{message}}/crosspost": crosspost,
    "POST /channels/{channel}/threads": thread_alone,
    "PUT /channels/{channel}/thread-members/@me": join_thread,
    "POST /channels/{channel}/typing": typing,
    "PATCH /channels/{channel}": edit_channel,
}
