"""The audit log of a server: what its managers did, and which right undoing an entry needs. The library stores it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import discord
import structlog

from retrieval import DatelineError

from .places import Right, own_scope, person_key
from .preferences import SETTINGS
from .text.errors import for_log, incident

Facts = Mapping[str, str | int]


class AuditAction(StrEnum):
    """What is logged besides changes of preferences. The values are stored; each has a sentence "deed-VALUE", filled
    with the facts of the entry."""

    ADDED = "library-add"
    REMOVED = "library-remove"
    RESTORED = "library-restore"
    FEED_REMOVED = "feed-remove"
    REINDEXED = "reindex"
    REINDEX_CANCELLED = "reindex-cancelled"
    ROLLED_BACK = "reindex-rollback"
    DISMISSED = "unanswered-dismiss"
    WATCH_ENDED = "watch-end"
    DIGEST_PAUSED = "digest-pause"
    POSTS_SET = "posts-set"
    POSTS_PAUSED = "posts-paused"
    POSTS_LOST = "posts-lost"
    """Paused, because the bot cannot write there any more."""
    POSTS_ENDED = "posts-end"


async def record(interaction: discord.Interaction[Any], action: AuditAction, **facts: str | int) -> None:
    """Logs what the person has just done with the interaction. An audit log that cannot be written undoes nothing: the
    program's own log says so."""
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
            "not recorded", deed=action, error=for_log(error), incident=incident(error)
        )


def facts_of(kept: str | None) -> Facts:
    """The facts that an action was recorded with; none where the text is not of this form."""
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
"""How the names of entries begin that say that the bot lacks a permission."""

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
    AuditAction.WATCH_ENDED.value: None,
    AuditAction.DIGEST_PAUSED.value: None,
    AuditAction.POSTS_SET.value: None,
    AuditAction.POSTS_PAUSED.value: None,
    AuditAction.POSTS_LOST.value: None,
    AuditAction.POSTS_ENDED.value: None,
}
"""Name of an entry -> the right that doing it, and so undoing it, needs; None for what cannot be undone from the audit
log."""


def undo_needs(name: str) -> Right | None:
    """The right that undoing the entry of that name needs. A name of a newer Dateline needs Discord's own permission."""
    if name.startswith(CHANNEL):
        name = CHANNEL
    elif name.startswith(f"{HINT} "):
        name = HINT
    return UNDO_NEEDS.get(name, Right.DISCORD)


def allows(held: Right, name: str) -> bool:
    """Whether somebody with the right `held` may undo the entry of that name, or set the preference."""
    needed = undo_needs(name)
    return needed is not None and held >= needed
