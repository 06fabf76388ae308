"""Messages as JSON, and what is blanked out for an app without the message content intent."""

from __future__ import annotations

from . import payloads
from .clock import timestamp
from .records import Attachment, Json, Message, Origin
from .state import Store

MESSAGE_CONTENT = 1 << 15
GATED = {"content": "", "embeds": [], "attachments": [], "components": []}


def attachment(record: Attachment) -> Json:
    payload: Json = {
        "id": str(record.id),
        "filename": record.filename,
        "size": len(record.data),
        "url": record.url,
        "proxy_url": record.url,
        "content_type": record.content_type,
    }
    if record.description:
        payload["description"] = record.description
    return payload | {"ephemeral": True} if record.ephemeral else payload


def origin(record: Origin) -> Json:
    """`interaction_metadata`."""
    payload: Json = {
        "id": str(record.id),
        "type": record.kind,
        "user": payloads.user(record.user),
        "authorizing_integration_owners": record.owners,
    }
    if record.target_message_id is not None:
        key = "interacted_message_id" if record.kind == 3 else "target_message_id"
        payload[key] = str(record.target_message_id)
    if record.trigger is not None:
        payload["triggering_interaction_metadata"] = origin(record.trigger)
    return payload


def basic(store: Store, record: Message) -> Json:
    """A message without what it refers to."""
    payload: Json = {
        "id": str(record.id),
        "channel_id": str(record.channel_id),
        "type": record.kind,
        "author": payloads.user(record.author),
        "content": record.content,
        "timestamp": timestamp(record.created_at),
        "edited_timestamp": timestamp(record.edits[-1].at) if record.edits else None,
        "tts": False,
        "pinned": False,
        "flags": record.flags,
        "mention_everyone": record.mention_everyone,
        "mentions": [payloads.user(person) for person in record.mentions],
        "mention_roles": [],
        "attachments": [attachment(entry) for entry in record.attachments],
        "embeds": record.embeds,
        "components": record.components,
    }
    if record.nonce is not None:
        payload["nonce"] = record.nonce
    if record.thread_id is not None:
        payload["thread"] = payloads.channel(store, store.channels[record.thread_id])
    if record.reactions:
        payload["reactions"] = [_reaction(store, emoji, who) for emoji, who in record.reactions.items()]
    if record.origin is not None:
        payload |= _interaction_fields(store, record.origin)
    return payload


def message(store: Store, record: Message) -> Json:
    """A message with its reference; `referenced_message` is null when that one is gone."""
    payload = basic(store, record)
    if record.reply_to is not None:
        target = store.messages.get(record.reply_to)
        payload["message_reference"] = {
            "type": 0,
            "channel_id": str(target.channel_id if target else record.channel_id),
            "message_id": str(record.reply_to),
            **({"guild_id": str(record.guild_id)} if record.guild_id else {}),
        }
        payload["referenced_message"] = basic(store, target) if target and not target.deleted else None
    return payload


def event(store: Store, record: Message) -> Json:
    """A message as the gateway sends it: with guild, and members where there is one."""
    payload = message(store, record)
    guild = store.guilds.get(record.guild_id or 0)
    if guild is None:
        return payload
    payload["guild_id"] = str(guild.id)
    if (author := guild.members.get(record.author.id)) is not None and record.origin is None:
        payload["member"] = payloads.bare_member(author)
    for person in payload["mentions"]:
        if (mentioned := guild.members.get(int(person["id"]))) is not None:
            person["member"] = payloads.bare_member(mentioned)
    return payload


def gate(store: Store, payload: Json, intents: int) -> Json:
    """The payload as an app with these intents may read it, replied-to message included."""
    if intents & MESSAGE_CONTENT:
        return payload
    shown = payload if _readable(store, payload) else payload | GATED
    referenced = payload.get("referenced_message")
    if referenced and not _readable(store, referenced):
        shown = shown | {"referenced_message": referenced | GATED}
    return shown


def _readable(store: Store, payload: Json) -> bool:
    """Own messages, direct messages, and messages that mention the app."""
    bot_id = str(store.bot.id)
    return (
        store.channels[int(payload["channel_id"])].guild_id is None
        or payload["author"]["id"] == bot_id
        or any(person["id"] == bot_id for person in payload["mentions"])
    )


def _reaction(store: Store, emoji: str, user_ids: list[int]) -> Json:
    return {
        "emoji": {"id": None, "name": emoji},
        "count": len(user_ids),
        "count_details": {"burst": 0, "normal": len(user_ids)},
        "burst_colors": [],
        "me_burst": False,
        "me": store.bot.id in user_ids,
    }


def _interaction_fields(store: Store, record: Origin) -> Json:
    fields: Json = {
        "application_id": str(store.bot.id),
        "webhook_id": str(store.bot.id),
        "interaction_metadata": origin(record),
    }
    if record.kind == 2:
        fields["interaction"] = {
            "id": str(record.id),
            "type": record.kind,
            "name": record.name,
            "user": payloads.user(record.user),
        }
    return fields
