"""What right it needs to take back what the log of a server holds: the right that the change itself needs. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from ..audit import Deed
from ..checks import Right

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
    Deed.ADDED.value: None,
    Deed.REMOVED.value: Right.MANAGE,
    Deed.RESTORED.value: None,
    Deed.FEED_REMOVED.value: None,
    Deed.REINDEXED.value: None,
    Deed.REINDEX_CANCELLED.value: None,
    Deed.ROLLED_BACK.value: None,
    Deed.DISMISSED.value: None,
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
