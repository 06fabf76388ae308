"""The records of the store: users, guilds, channels, messages, commands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from .permissions import EVERYTHING, Overwrite, Permission

Json = dict[str, Any]

CROSSPOSTED, EPHEMERAL, LOADING, HAS_THREAD, COMPONENTS_V2 = 1 << 0, 1 << 6, 1 << 7, 1 << 5, 1 << 15


class Kind(IntEnum):
    """Channel types."""

    TEXT = 0
    DM = 1
    GROUP = 3
    NEWS = 5
    THREAD = 11
    FORUM = 15


@dataclass(frozen=True)
class User:
    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass(frozen=True)
class Role:
    id: int
    name: str
    permissions: Permission
    position: int
    bot_id: int | None = None


@dataclass
class Member:
    user: User
    joined_at: float
    role_ids: list[int] = field(default_factory=list)


@dataclass
class Guild:
    id: int
    name: str
    owner_id: int
    has_bot: bool = True
    locale: str = "en-US"
    unavailable: bool = False
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)

    def permissions(self, user_id: int) -> Permission:
        """From roles alone, without channel overwrites."""
        member = self.members.get(user_id)
        if user_id == self.owner_id:
            return EVERYTHING
        granted = self.roles[self.id].permissions if member else Permission.NONE
        for role_id in member.role_ids if member else ():
            granted |= self.roles[role_id].permissions
        return EVERYTHING if Permission.ADMINISTRATOR in granted else granted


@dataclass(frozen=True)
class ForumTag:
    """`moderated`: only who manages threads may use it."""

    id: int
    name: str
    moderated: bool = False


@dataclass
class Channel:
    id: int
    kind: Kind
    name: str
    created_at: float
    guild_id: int | None = None
    parent_id: int | None = None
    owner_id: int | None = None
    position: int = 0
    overwrites: list[Overwrite] = field(default_factory=list)
    recipients: list[User] = field(default_factory=list)
    member_ids: list[int] = field(default_factory=list)
    last_message_id: int | None = None
    archived: bool = False
    locked: bool = False
    auto_archive: int = 1440
    tags: list[ForumTag] = field(default_factory=list)
    """Of a forum."""
    requires_tag: bool = False
    tag_ids: list[int] = field(default_factory=list)
    """Of a forum post."""

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"


@dataclass(frozen=True)
class Attachment:
    id: int
    filename: str
    url: str
    content_type: str
    data: bytes = field(repr=False)
    description: str | None = None
    ephemeral: bool = False


@dataclass(frozen=True)
class Edit:
    """One change of a message: when, and what it then showed."""

    at: float
    content: str
    embeds: list[Json]
    components: list[Json]


@dataclass(frozen=True)
class Origin:
    """Which interaction a message came from; becomes `interaction_metadata`."""

    id: int
    kind: int
    user: User
    name: str | None
    owners: dict[str, str]
    target_message_id: int | None = None
    trigger: Origin | None = None


@dataclass
class Message:
    id: int
    channel_id: int
    author: User
    content: str
    created_at: float
    guild_id: int | None = None
    kind: int = 0
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    mentions: list[User] = field(default_factory=list)
    mention_everyone: bool = False
    reply_to: int | None = None
    nonce: int | str | None = None
    edits: list[Edit] = field(default_factory=list)
    deleted_at: float | None = None
    reactions: dict[str, list[int]] = field(default_factory=dict)
    thread_id: int | None = None
    origin: Origin | None = None
    seen_only_by: int | None = None

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Shows "thinking...": deferred and not yet answered."""
        return bool(self.flags & LOADING)

    @property
    def deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def text(self) -> str:
        """Everything a reader sees as text: content, embeds, text displays; one line each."""
        parts = [self.content]
        for embed in self.embeds:
            parts += [
                embed.get("author", {}).get("name", ""),
                embed.get("title", ""),
                embed.get("description", ""),
            ]
            parts += [f"{entry['name']}\n{entry['value']}" for entry in embed.get("fields", [])]
            parts.append(embed.get("footer", {}).get("text", ""))
        parts += [part["content"] for part in walk(self.components) if part["type"] == 10]
        return "\n".join(part for part in parts if part)

    def component(self, name: str) -> Json | None:
        """The first button or select whose custom_id, label or placeholder is `name`."""
        for part in walk(self.components):
            if name in (part.get("custom_id"), part.get("label"), part.get("placeholder")):
                return part
        return None


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component at any depth, parents first."""
    for part in components:
        yield part
        yield from walk(part.get("components", []))
        yield from walk([part[key] for key in ("accessory", "component") if part.get(key)])


@dataclass(frozen=True)
class Command:
    """A synced application command; `payload` is the definition as the bot sent it."""

    id: int
    version: int
    guild_id: int | None
    payload: Json

    @property
    def name(self) -> str:
        return str(self.payload["name"])

    @property
    def kind(self) -> int:
        return int(self.payload.get("type") or 1)
