"""Posting, editing and deleting: one change of the store, one gateway event."""

from __future__ import annotations

from . import compose, message_payloads, payloads
from .compose import Upload
from .core import Core
from .gateway import Intent
from .records import (
    COMPONENTS_V2,
    EPHEMERAL,
    HAS_THREAD,
    LOADING,
    Attachment,
    Channel,
    Edit,
    Json,
    Kind,
    Message,
    Origin,
    User,
)

SETTABLE_FLAGS = EPHEMERAL | LOADING | COMPONENTS_V2 | 1 << 2 | 1 << 12
"""Flags a request may set: those above, suppress embeds, and silent."""
THREAD_CREATED, THREAD_STARTER, REPLY, CHAT_INPUT, CONTEXT_MENU = 18, 21, 19, 20, 23


def post(
    core: Core,
    channel: Channel,
    author: User,
    body: Json,
    uploads: dict[int, Upload] | None = None,
    *,
    kind: int = 0,
    origin: Origin | None = None,
    message_id: int | None = None,
) -> Message:
    """`body` has the shape of a create-message request, whoever posts."""
    reference = body.get("message_reference") or {}
    replied = core.store.messages.get(int(reference["message_id"])) if reference else None
    text = str(body.get("content") or "")
    pinged, everyone = compose.mentions(core.store, text, body.get("allowed_mentions"), replied)
    flags = (body.get("flags") or 0) & SETTABLE_FLAGS
    message = Message(
        id=message_id or core.store.new_id(),
        channel_id=channel.id,
        guild_id=channel.guild_id,
        author=author,
        content=text.strip(),
        created_at=core.clock.now(),
        kind=REPLY if replied and not kind else kind,
        embeds=compose.embeds(body.get("embeds")),
        components=compose.components(body.get("components")),
        attachments=_attachments(core, body, uploads or {}, None, ephemeral=bool(flags & EPHEMERAL)),
        flags=flags,
        mentions=pinged,
        mention_everyone=everyone,
        reply_to=int(reference["message_id"]) if reference else None,
        nonce=body.get("nonce"),
        origin=origin,
        seen_only_by=origin.user.id if origin and flags & EPHEMERAL else None,
    )
    core.store.keep(message)
    if not message.ephemeral:
        channel.last_message_id = message.id
        announce(core, "MESSAGE_CREATE", message)
    core.signal.notify()
    return message


def edit(core: Core, message: Message, body: Json, uploads: dict[int, Upload] | None = None) -> Message:
    """Changes what `body` names. Ends the loading state of a deferred reply."""
    if "content" in body:
        message.content = str(body["content"] or "").strip()
        allowed = body.get("allowed_mentions")
        message.mentions, message.mention_everyone = compose.mentions(
            core.store, message.content, allowed, None
        )
    if "embeds" in body:
        message.embeds = compose.embeds(body["embeds"])
    if "components" in body:
        message.components = compose.components(body["components"])
    if "attachments" in body or uploads:
        message.attachments = _attachments(core, body, uploads or {}, message, ephemeral=message.ephemeral)
    sticky = message.flags & ~(LOADING | 1 << 2)
    message.flags = sticky | (body.get("flags") or 0) & SETTABLE_FLAGS & ~(LOADING | EPHEMERAL)
    now = core.clock.now()
    message.edits.append(Edit(now, message.content, message.embeds, message.components))
    if not message.ephemeral:
        announce(core, "MESSAGE_UPDATE", message)
    core.signal.notify()
    return message


def delete(core: Core, message: Message) -> None:
    message.deleted_at = core.clock.now()
    if not message.ephemeral:
        payload: Json = {"id": str(message.id), "channel_id": str(message.channel_id)}
        if message.guild_id is not None:
            payload["guild_id"] = str(message.guild_id)
        core.gateway.dispatch("MESSAGE_DELETE", payload, _intent(message), message.channel_id)
    core.signal.notify()


def react(core: Core, message: Message, user: User, emoji: str, *, added: bool) -> None:
    who = message.reactions.setdefault(emoji, [])
    if (user.id in who) == added:
        return
    if added:
        who.append(user.id)
    else:
        who.remove(user.id)
    message.reactions = {name: ids for name, ids in message.reactions.items() if ids}
    payload: Json = {
        "user_id": str(user.id),
        "channel_id": str(message.channel_id),
        "message_id": str(message.id),
        "emoji": {"id": None, "name": emoji},
        "burst": False,
        "type": 0,
    }
    intent = Intent.DIRECT_REACTIONS
    if (guild := core.store.guilds.get(message.guild_id or 0)) is not None:
        intent = Intent.GUILD_REACTIONS
        payload["guild_id"] = str(guild.id)
        if added:
            payload |= {
                "member": payloads.member(guild.members[user.id]),
                "message_author_id": str(message.author.id),
            }
    name = "MESSAGE_REACTION_ADD" if added else "MESSAGE_REACTION_REMOVE"
    core.gateway.dispatch(name, payload, intent, message.channel_id)


def start_thread(
    core: Core,
    parent: Channel,
    owner: User,
    name: str,
    source: Message | None = None,
    archive: int | None = None,
) -> Channel:
    """A public thread: from a message it shares its id, alone it is announced in the parent."""
    store = core.store
    thread = Channel(
        id=source.id if source else store.new_id(),
        kind=Kind.THREAD,
        name=name,
        created_at=core.clock.now(),
        guild_id=parent.guild_id,
        parent_id=parent.id,
        owner_id=owner.id,
        member_ids=[owner.id],
        auto_archive=archive or 1440,
    )
    store.channels[thread.id] = thread
    created = payloads.channel(store, thread) | {"newly_created": True}
    core.gateway.dispatch("THREAD_CREATE", created, Intent.GUILDS, thread.id)
    if source is not None:
        source.thread_id = thread.id
        source.flags |= HAS_THREAD
        announce(core, "MESSAGE_UPDATE", source)
        starter = {"message_reference": {"message_id": source.id}, "allowed_mentions": {"parse": []}}
        post(core, thread, source.author, starter, kind=THREAD_STARTER)
    elif parent.kind is not Kind.FORUM:
        post(core, parent, owner, {"content": name, "allowed_mentions": {"parse": []}}, kind=THREAD_CREATED)
    return thread


def announce(core: Core, name: str, message: Message) -> None:
    payload = message_payloads.event(core.store, message)
    core.gateway.dispatch(name, payload, _intent(message), message.channel_id)


def _intent(message: Message) -> Intent:
    return Intent.DIRECT_MESSAGES if message.guild_id is None else Intent.GUILD_MESSAGES


def _attachments(
    core: Core, body: Json, uploads: dict[int, Upload], before: Message | None, *, ephemeral: bool
) -> list[Attachment]:
    """Kept ones in the order given, then new ones. Without an `attachments` list everything is kept."""
    kept = {attachment.id: attachment for attachment in (before.attachments if before else ())}
    entries = body.get("attachments")
    if entries is None:
        entries = [*({"id": file_id} for file_id in kept), *({"id": number} for number in uploads)]
    described = {int(entry["id"]): entry.get("description") for entry in entries}
    kept_first = [kept[file_id] for file_id in described if file_id in kept]
    new = [
        core.keep_file(upload, description=described.get(number), ephemeral=ephemeral)
        for number, upload in uploads.items()
    ]
    return [*kept_first, *new]
