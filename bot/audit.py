"""What those who manage a server do with the bot, as the audit log of the server keeps it; and who may undo it: whoever
may make the change itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import discord
import structlog

from retrieval import DatelineError

from .guilds import Right, own_scope, person_key
from .preferences import SETTINGS
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


async def record(interaction: discord.Interaction[Any], action: AuditAction, **facts: str | int) -> None:
    """Notes in the audit log what was done just now by whoever used the interaction. It is done already, so that a
    failure to note it raises nothing and goes to the program's log."""
    bot, guild_id = interaction.client, interaction.guild_id
    if guild_id is None:
        return
    text = json.dumps(facts, ensure_ascii=False)
    try:
        await bot.library.audit_log.record(
            own_scope(guild_id), action.value, text, by=person_key(interaction.user.id)
        )
    except DatelineError as error:
        structlog.get_logger("dateline.deeds").error(
            "not recorded", action=action, error=for_log(error), incident=incident(error)
        )


def facts_of(kept: str | None) -> Facts:
    """Returns the facts that an action was recorded with; nothing where they cannot be read."""
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
"""How the names of entries begin that tell of a missing permission."""

UNDO_NEEDS: Mapping[str, Right | None] = {
    **{each.name: Right.DISCORD if each.discords_own else Right.MANAGE for each in SETTINGS.values()},
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
    """Returns the right that undoing an entry of that name needs; None where it cannot be undone. A name that this
    version does not know is left to those whom Discord names."""
    if name.startswith(CHANNEL):
        name = CHANNEL
    elif name.startswith(f"{HINT} "):
        name = HINT
    return UNDO_NEEDS.get(name, Right.DISCORD)


def allows(held: Right, name: str) -> bool:
    """Tells whether somebody with that right may undo the entry of that name, or set the preference."""
    needed = undo_needs(name)
    return needed is not None and held >= needed
