"""Permission bits and how roles and channel overwrites combine into what a person may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag


class Permission(IntFlag):
    """The bits this simulator looks at; any other integer bit is kept and passed on."""

    NONE = 0
    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    USE_EXTERNAL_APPS = 1 << 50


EVERYTHING = Permission((1 << 53) - 1)
EVERYONE = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.USE_EXTERNAL_APPS
)
"""What @everyone has in a new guild here."""

DIRECT = (
    Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.MENTION_EVERYONE
    | Permission.USE_EXTERNAL_EMOJIS
)
"""What an interaction in a DM reports as `app_permissions`."""


@dataclass(frozen=True)
class Overwrite:
    """One channel overwrite; `kind` is 0 for a role, 1 for a member."""

    target_id: int
    kind: int
    allow: Permission
    deny: Permission


def combine(
    base: Permission, overwrites: Iterable[Overwrite], everyone_id: int, role_ids: set[int], user_id: int
) -> Permission:
    """Discord's documented order: @everyone overwrite, all role overwrites together, member overwrite."""
    if Permission.ADMINISTRATOR in base:
        return EVERYTHING
    entries = list(overwrites)
    layers = (
        [entry for entry in entries if entry.target_id == everyone_id],
        [entry for entry in entries if entry.kind == 0 and entry.target_id in role_ids - {everyone_id}],
        [entry for entry in entries if entry.kind == 1 and entry.target_id == user_id],
    )
    granted = base
    for layer in layers:
        for entry in layer:
            granted &= ~entry.deny
        for entry in layer:
            granted |= entry.allow
    return granted if Permission.VIEW_CHANNEL in granted else Permission.NONE
