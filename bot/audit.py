"""What the bot's managers do, as the ledger of their server keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import discord
import structlog

from retrieval import DatelineError

from .guilds import own_scope, person_key
from .text.errors import for_log, incident

Facts = Mapping[str, str | int]


class Deed(StrEnum):
    """Each has a sentence "deed-NAME", filled with its facts."""

    ADDED = "library-add"
    REMOVED = "library-remove"
    RESTORED = "library-restore"
    FEED_REMOVED = "feed-remove"
    REINDEXED = "reindex"
    REINDEX_CANCELLED = "reindex-cancelled"
    ROLLED_BACK = "reindex-rollback"
    DISMISSED = "unanswered-dismiss"


async def record(interaction: discord.Interaction[Any], deed: Deed, **facts: str | int) -> None:
    """Keep what was done just now by whoever used the interaction. It is done, so that a ledger that cannot be written
    takes nothing back; then the log has it."""
    bot, guild_id = interaction.client, interaction.guild_id
    if guild_id is None:
        return
    text = json.dumps(facts, ensure_ascii=False)
    try:
        await bot.library.record(own_scope(guild_id), deed.value, text, by=person_key(interaction.user.id))
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
