"""What the bot's managers do, as the ledger of their server keeps it.

What right it needs to take back what the log of a server holds: the right that the change itself needs. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import discord
import structlog

from retrieval import DatelineError

from .guilds import Right, own_scope, person_key
from .text.errors import for_log, incident

Facts = Mapping[str, str | int]


class AuditAction(StrEnum):
    """Each has a sentence "deed-NAME", filled with its facts."""

    ADDED = "library-add"
    REMOVED = "library-remove"
    RESTORED = "library-restore"
    FEED_REMOVED = "feed-remove"
    REINDEXED = "reindex"
    REINDEX_CANCELLED = "reindex-cancelled"
    ROLLED_BACK = "reindex-rollback"
    DISMISSED = "unanswered-dismiss"


async def record(interaction: discord.Interaction[Any], deed: AuditAction, **facts: str | int) -> None:
    """Keep what was done just now by whoever used the interaction. It is done, so that a ledger that cannot be written
    takes nothing back; then the log has it."""
    bot, guild_id = interaction.client, interaction.guild_id
    if guild_id is None:
        return
    text = json.dumps(facts, ensure_ascii=False)
    try:
        await bot.library.audit_log.record(
            own_scope(guild_id), deed.value, text, by=person_key(interaction.user.id)
        )
    except DatelineError as error:
        structlog.get_logger("dateline.deeds").error(
            "not recorded", deed=deed, error=for_log(error), incident=incident(error)
        )


def facts_of(kept: str | None) -> Facts:
    """What a deed was recorded with; nothing where it is not of this form."""
    try:
        found = json.loads(kept or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): fact for name, fact in found.items() if isinstance(fact, str | int)}


CHANNEL = "channel:"
"""How the names of what a channel overrides begin."""
HINT = "hint"
"""How the deeds begin that tell of a missing permission."""

UNDO_NEEDS: Mapping[str, Right | None] = {
    "language": Right.MANAGE,
    "channels": Right.MANAGE,
    "auto_channels": Right.MANAGE,
    "auto_threshold": Right.MANAGE,
    "asker_roles": Right.MANAGE,
    "manager_roles": Right.DISCORD,
    "publishers": Right.MANAGE,
    "user_per_minute": Right.MANAGE,
    "channel_per_minute": Right.MANAGE,
    "server_per_minute": Right.MANAGE,
    "unlimited_roles": Right.MANAGE,
    "retention_days": Right.MANAGE,
    CHANNEL: Right.MANAGE,
    HINT: None,
    AuditAction.ADDED.value: None,
    AuditAction.REMOVED.value: Right.MANAGE,
    AuditAction.RESTORED.value: None,
    AuditAction.FEED_REMOVED.value: None,
    AuditAction.REINDEXED.value: None,
    AuditAction.REINDEX_CANCELLED.value: None,
    AuditAction.ROLLED_BACK.value: None,
    AuditAction.DISMISSED.value: None,
}
"""Action -> who may do it, and so who may undo it; None for what the log cannot undo. A preference is set by the right
that undoing it needs."""


def undo_needs(name: str) -> Right | None:
    """Of an entry by its name in the log. What this Dateline does not know is left to those whom Discord names."""
    if name.startswith(CHANNEL):
        name = CHANNEL
    elif name.startswith(f"{HINT} "):
        name = HINT
    return UNDO_NEEDS.get(name, Right.DISCORD)


def allows(held: Right, name: str) -> bool:
    """Whether who holds that right may undo the entry of that name, or set the preference."""
    needed = undo_needs(name)
    return needed is not None and held >= needed
