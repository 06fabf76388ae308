"""The pages of /setup and what their controls are called: a custom_id says all, so that an old panel works after a
restart. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Self

from ..preferences import (
    AUTO_THRESHOLD,
    NO_OVERRIDES,
    RETENTION_CHOICES,
    ChannelPreferences,
    Preferences,
    channel_preference,
)


class Section(Enum):
    """A page of the panel, in the order of its menu."""

    OVERVIEW = "overview"
    LISTEN = "listen"
    AUTO = "auto"
    ASKERS = "askers"
    MANAGERS = "managers"
    LIMITS = "limits"
    FREE = "free"
    RETENTION = "retention"
    LANGUAGE = "language"
    PUBLISHERS = "publishers"
    CHANNEL = "channel"


SIGNS: Mapping[Section, str] = {
    Section.OVERVIEW: "⚙️",
    Section.LISTEN: "💬",
    Section.AUTO: "📣",
    Section.ASKERS: "🙋",
    Section.MANAGERS: "🔑",
    Section.LIMITS: "⏳",
    Section.FREE: "🎟️",
    Section.RETENTION: "🗓️",
    Section.LANGUAGE: "🌐",
    Section.PUBLISHERS: "📰",
    Section.CHANNEL: "📌",
}
"""So that a line of the overview is found again in the menu below it."""
SETS: Mapping[Section, tuple[str, ...]] = {
    Section.LISTEN: ("channels",),
    Section.AUTO: ("auto_channels", "auto_threshold"),
    Section.ASKERS: ("asker_roles",),
    Section.MANAGERS: ("manager_roles",),
    Section.LIMITS: ("user_per_minute", "channel_per_minute", "server_per_minute"),
    Section.FREE: ("unlimited_roles",),
    Section.RETENTION: ("retention_days",),
    Section.LANGUAGE: ("language",),
    Section.PUBLISHERS: ("publishers",),
}
"""The preferences that a page shows and sets."""
ASPECTS = ("listen", "auto", "threshold", "language", "publishers", "per_minute")
"""What one channel may have of its own, in the order of its menu."""
CHANNEL_LISTS = ("channels", "auto_channels")
ROLE_LISTS = ("asker_roles", "manager_roles", "unlimited_roles")

THRESHOLDS = (0.7, 0.8, AUTO_THRESHOLD, 0.93, 0.97)
"""From "also where it should be read with care" to "hardly ever"; the middle one is where an answer is called sure."""
PRESETS: Mapping[str, tuple[Any, ...]] = {
    "user_per_minute": (3, 5, 10, 20, 60),
    "channel_per_minute": (10, 30, 60, 120, 300),
    "server_per_minute": (30, 60, 120, 300, 600),
    "per_minute": (5, 10, 30, 60, 120),
    "auto_threshold": THRESHOLDS,
    "threshold": THRESHOLDS,
    "retention_days": RETENTION_CHOICES,
    "listen": (True, False),
    "auto": (True, False),
}
"""What menus offer, besides what is in force."""


@dataclass(frozen=True, slots=True)
class At:
    """A page of the panel; on the page of one channel, which channel (0 for none yet) and what of it is changed."""

    section: Section
    channel: int = 0
    aspect: str = ASPECTS[0]


@dataclass(frozen=True, slots=True)
class Control:
    """A button, menu or form of the panel: where it stands, what it does (`deed`) and to what."""

    deed: str
    at: At
    what: str = ""

    @property
    def custom_id(self) -> str:
        at = self.at
        return f"dateline:setup:{self.deed}:{at.section.value}:{at.channel}:{at.aspect}:{self.what}"

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Of a match of `CONTROL`."""
        at = At(Section(match["section"]), int(match["channel"]), match["aspect"])
        return cls(match["deed"], at, match["what"])


CONTROL = (
    r"dateline:setup:(?P<deed>[a-z]{2,10})"
    rf":(?P<section>{'|'.join(section.value for section in Section)})"
    rf":(?P<channel>[0-9]{{1,20}}):(?P<aspect>{'|'.join(ASPECTS)}):(?P<what>[a-z_]{{0,20}}|[0-9]{{1,15}}\.[0-9]{{1,15}})"
)
"""The pattern of every custom_id of the panel."""


@dataclass(frozen=True, slots=True)
class Known:
    """The channels and roles that a server has; None where Discord has not said, so nothing counts as gone."""

    channels: frozenset[int] | None = None
    roles: frozenset[int] | None = None

    def has(self, name: str, each: int) -> bool:
        """Whether an id of that preference is still there."""
        there = self.channels if name in CHANNEL_LISTS or name == "overrides" else self.roles
        return there is None or each in there

    def gone(self, preferences: Preferences, at: At) -> dict[str, tuple[int, ...]]:
        """Preference -> ids that are not there any more, of what the page shows."""
        names = [name for name in SETS.get(at.section, ()) if name in CHANNEL_LISTS + ROLE_LISTS]
        found = {name: getattr(preferences, name) for name in names}
        if at.section is Section.CHANNEL:
            found["overrides"] = tuple(preferences.overrides)
        missing = {
            name: tuple(each for each in ids if not self.has(name, each)) for name, ids in found.items()
        }
        return {name: ids for name, ids in missing.items() if ids}


@dataclass(frozen=True, slots=True)
class Scene:
    """What the panel is about, beside the preferences."""

    guild_id: int
    known: Known = field(default_factory=Known)
    hears_all: bool = True
    """Discord delivers messages that do not address the bot."""
    publishers: tuple[str, ...] = ()
    """Offered to choose from, those in force first."""
    absent: frozenset[str] = frozenset()
    """Trusted publishers that have no article here."""


@dataclass(frozen=True, slots=True)
class News:
    """What the last press did: ledger entries to undo it by, or why it did nothing."""

    entries: tuple[int, ...] = ()
    undone: bool = False
    refused: str | None = None


def present(preferences: Preferences, at: At, what: str) -> Any:
    """The value in force on that page; None for a channel that is as its server."""
    if at.section is Section.CHANNEL:
        return getattr(own(preferences, at.channel), what)
    return getattr(preferences, what)


def own(preferences: Preferences, channel: int) -> ChannelPreferences:
    """What the channel has of its own."""
    return preferences.overrides.get(channel, NO_OVERRIDES)


def changed(preferences: Preferences, at: At, what: str, value: Any) -> tuple[str, Any]:
    """The preference to write for that change, and its new value: a channel's overrides are one preference."""
    if at.section is not Section.CHANNEL:
        return what, value
    mine = replace(own(preferences, at.channel), **{what: value})
    return channel_preference(at.channel), None if mine == NO_OVERRIDES else mine


def changeable(at: At, what: str) -> bool:
    """Whether the page has a control for that: a custom_id can be forged."""
    return what in (ASPECTS if at.section is Section.CHANNEL else SETS.get(at.section, ()))
