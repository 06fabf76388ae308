"""The pages of /setup and what their controls are called: a custom_id says all, so that an old panel works after a
restart. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Self

from ..preferences import (
    NO_OVERRIDES,
    OF_CHANNEL,
    SETTINGS,
    ChannelPreferences,
    Preferences,
    Setting,
    SettingKind,
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
    WATCHES = "watches"
    DIGEST = "digest"
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
    Section.WATCHES: "🔔",
    Section.DIGEST: "🗞️",
    Section.LANGUAGE: "🌐",
    Section.PUBLISHERS: "📰",
    Section.CHANNEL: "📌",
}
"""So that a line of the overview is found again in the menu below it."""
ASPECTS = tuple(OF_CHANNEL)


@dataclass(frozen=True, slots=True)
class At:
    """A page of the panel; on the page of one channel, which channel (0 for none yet) and what of it is changed."""

    section: Section
    channel: int = 0
    aspect: str = ASPECTS[0]


@dataclass(frozen=True, slots=True)
class Control:
    """A button, menu or form of the panel: where it stands, what it does (`action`: "choose", "undo") and to what."""

    action: str
    at: At
    what: str = ""

    @property
    def custom_id(self) -> str:
        at = self.at
        return f"dateline:setup:{self.action}:{at.section.value}:{at.channel}:{at.aspect}:{self.what}"

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Reads a match of `CONTROL`."""
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

    def has(self, kind: SettingKind, each: int) -> bool:
        """Tells whether a channel or a role of that id still exists."""
        there = self.channels if kind is SettingKind.CHANNELS else self.roles
        return there is None or each in there

    def gone(self, preferences: Preferences, at: At) -> dict[str, tuple[int, ...]]:
        """Returns preference -> ids that do not exist any more, of what the page shows."""
        if at.section is Section.CHANNEL:
            shown = [("overrides", SettingKind.CHANNELS, tuple(preferences.overrides))]
        else:
            lists = [
                each
                for each in settings_on(at).values()
                if each.kind in (SettingKind.CHANNELS, SettingKind.ROLES)
            ]
            shown = [(each.name, each.kind, getattr(preferences, each.name)) for each in lists]
        missing = {name: tuple(id for id in ids if not self.has(kind, id)) for name, kind, ids in shown}
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
    feeds: Mapping[int, str] = field(default_factory=dict)
    """The server's feeds by id, on the page of the digest."""
    digest_paused: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What the last press did: the entries of the audit log to undo it by, or why it did nothing."""

    entries: tuple[int, ...] = ()
    undone: bool = False
    refused: str | None = None
    done: str | None = None
    """What was done that is no change of a preference."""


def settings_on(at: At) -> Mapping[str, Setting]:
    """Returns what the page shows and sets, by name. A custom_id can be forged: the page sets nothing that is not in
    here."""
    if at.section is Section.CHANNEL:
        return OF_CHANNEL
    page = at.section.value
    return {name: each for name, each in SETTINGS.items() if page in (each.section, each.in_form_of)}


def present(preferences: Preferences, at: At, what: str) -> Any:
    """Returns the value in force on that page; None for a channel that is as its server."""
    if at.section is Section.CHANNEL:
        return getattr(own(preferences, at.channel), what)
    return getattr(preferences, what)


def own(preferences: Preferences, channel: int) -> ChannelPreferences:
    """Returns what the channel has of its own."""
    return preferences.overrides.get(channel, NO_OVERRIDES)


def changed(preferences: Preferences, at: At, what: str, value: Any) -> tuple[str, Any]:
    """Returns the preference to write for that change, and its new value: a channel's overrides are one preference."""
    if at.section is not Section.CHANNEL:
        return what, value
    mine = replace(own(preferences, at.channel), **{what: value})
    return channel_preference(at.channel), None if mine == NO_OVERRIDES else mine
