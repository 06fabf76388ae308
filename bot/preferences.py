"""The preferences of a server: their names, defaults and limits, and the text in which they are stored. Pure; `servers`
reads and writes them.

A name is a field of `Preferences`, or "channel:ID" for what one channel overrides. Values are stored as JSON in the
library's audit log, so that every change is logged and can be undone. Defaults are useful before anybody sets anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

AUTO_THRESHOLD = 0.86
"""Unasked, the bot speaks only where it would be called sure (`retrieval.Certainty.SURE`)."""
MOST_CHANNELS = 25
MOST_PUBLISHERS = 25
MOST_PER_MINUTE = 600
RETENTION_CHOICES = (7, 30, 90, 180, 365, 0)
"""Days; 0 keeps questions until somebody asks to forget them."""


class InvalidPreference(ValueError):
    """A value that a preference does not take; `problem` says what it takes."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem


class PreferencesUnknown(Exception):
    """The preferences of a server are not loaded, so that nothing may be decided on them."""


@dataclass(frozen=True, slots=True)
class ChannelPreferences:
    """What one channel has of its own; None means as the server has it."""

    listen: bool | None = None
    """Answer here when addressed."""
    auto: bool | None = None
    """Answer here unaddressed questions (in a forum: new posts), when sure enough."""
    threshold: float | None = None
    language: str | None = None
    publishers: tuple[str, ...] | None = None
    per_minute: int | None = None


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a server has chosen, else the defaults."""

    language: str | None = None
    """None: as Discord says the server's language is."""
    channels: tuple[int, ...] = ()
    """Where it answers when addressed; empty is everywhere."""
    auto_channels: tuple[int, ...] = ()
    """Channels and forums where it answers unaddressed."""
    auto_threshold: float = AUTO_THRESHOLD
    asker_roles: tuple[int, ...] = ()
    """Who may ask; empty is everyone."""
    manager_roles: tuple[int, ...] = ()
    """Who may manage the bot besides those with Manage Server."""
    publishers: tuple[str, ...] = ()
    """The trusted ones: answers come from their articles only; empty trusts all."""
    user_per_minute: int = 10
    channel_per_minute: int = 30
    server_per_minute: int = 60
    unlimited_roles: tuple[int, ...] = ()
    """Whose questions the limit per person does not hold back."""
    retention_days: int = 90
    """How long questions and answers are kept; 0 is without end."""
    overrides: Mapping[int, ChannelPreferences] = field(default_factory=dict)

    def listens(self, channel: int, parent: int | None = None) -> bool:
        """Whether the bot answers there when addressed. A thread has what its channel has."""
        own = self._of(channel, parent).listen
        return own if own is not None else not self.channels or _either(channel, parent, self.channels)

    def auto(self, channel: int, parent: int | None = None) -> bool:
        """Whether the bot answers unaddressed questions there."""
        own = self._of(channel, parent).auto
        return own if own is not None else _either(channel, parent, self.auto_channels)

    def threshold(self, channel: int, parent: int | None = None) -> float:
        """The confidence below which the bot stays silent where it is not addressed."""
        own = self._of(channel, parent).threshold
        return self.auto_threshold if own is None else own

    def trusted(self, channel: int | None, parent: int | None = None) -> tuple[str, ...]:
        """The publishers that answers there come from; empty is all."""
        own = self._of(channel, parent).publishers
        return self.publishers if own is None else own

    def language_in(self, channel: int | None, parent: int | None = None) -> str | None:
        return self._of(channel, parent).language or self.language

    def channel_limit(self, channel: int, parent: int | None = None) -> int:
        """How many questions a minute that channel may ask."""
        return self._of(channel, parent).per_minute or self.channel_per_minute

    def may_ask(self, roles: Collection[int]) -> bool:
        return not self.asker_roles or not set(self.asker_roles).isdisjoint(roles)

    def may_manage(self, roles: Collection[int]) -> bool:
        return not set(self.manager_roles).isdisjoint(roles)

    def unlimited(self, roles: Collection[int]) -> bool:
        return not set(self.unlimited_roles).isdisjoint(roles)

    def _of(self, channel: int | None, parent: int | None) -> ChannelPreferences:
        """What the channel overrides; what it does not, its parent may."""
        if not self.overrides:
            return NO_OVERRIDES
        own, above = (self.overrides.get(id or 0, NO_OVERRIDES) for id in (channel, parent))
        if above is NO_OVERRIDES or own is NO_OVERRIDES:
            return own if above is NO_OVERRIDES else above
        given = {each.name: getattr(own, each.name) for each in fields(own)}
        return replace(above, **{name: value for name, value in given.items() if value is not None})


NO_OVERRIDES = ChannelPreferences()
NOBODY = 0
"""No channel and no role has this id."""
CLOSED: Mapping[str, Any] = {
    "channels": (NOBODY,),
    "asker_roles": (NOBODY,),
    "publishers": ("",),
    "retention_days": 0,
}
"""The values that replace a stored one which cannot be read, where the default would allow too much: nowhere, nobody,
nothing, and no deletion, until somebody who manages the server chooses again."""
CLOSED_CHANNEL = ChannelPreferences(listen=False, auto=False)
_CHANNEL = re.compile(r"channel:(\d{1,20})", re.ASCII)


def channel_preference(channel: int) -> str:
    """The name under which a channel's overrides are kept."""
    return f"channel:{channel}"


def read_preferences(stored: Mapping[str, str]) -> Preferences:
    """Reads what is stored. A value of an older or newer Dateline that this one cannot read counts as not set, or as in
    `CLOSED` where the default would allow or delete what the server does not."""
    given: dict[str, Any] = {}
    overrides: dict[int, ChannelPreferences] = {}
    for name, text in stored.items():
        found = _CHANNEL.fullmatch(name)
        try:
            value = checked(name, text)
        except InvalidPreference:
            if not found and name not in CLOSED:
                continue
            value = CLOSED_CHANNEL if found else CLOSED[name]
        if found:
            overrides[int(found[1])] = value
        else:
            given[name] = value
    return Preferences(**given, overrides=overrides)


def checked(name: str, text: str) -> Any:
    """Reads the JSON text of a preference. Raises InvalidPreference."""
    kind = ChannelPreferences if _CHANNEL.fullmatch(name) else _KINDS.get(name)
    if kind is None:
        raise InvalidPreference(name, "there is no such preference")
    try:
        value = TypeAdapter(kind).validate_json(text)
    except ValidationError as error:
        raise InvalidPreference(name, error.errors()[0]["msg"]) from error
    for part, inner in _parts(name, value):
        if (problem := _problem(part, inner)) is not None:
            raise InvalidPreference(name, problem)
    return value


def as_json(value: Any) -> str:
    """The text in which a value is stored; equal values have equal texts."""
    kept = TypeAdapter(type(value)).dump_python(value, mode="json", exclude_none=True)
    return json.dumps(kept, sort_keys=True, ensure_ascii=False)


def _parts(name: str, value: Any) -> list[tuple[str, Any]]:
    if not isinstance(value, ChannelPreferences):
        return [(name, value)]
    return [(each.name, inner) for each in fields(value) if (inner := getattr(value, each.name)) is not None]


def _problem(name: str, value: Any) -> str | None:
    """What is wrong with a value of the right type."""
    if name.endswith("per_minute") and not 1 <= value <= MOST_PER_MINUTE:
        return f"from 1 to {MOST_PER_MINUTE} a minute"
    if name.endswith("threshold") and not 0 <= value <= 1:
        return "from 0 to 1"
    if name == "retention_days" and not 0 <= value <= 3650:
        return "from 0 (without end) to 3650 days"
    if isinstance(value, tuple) and len(value) > MOST_CHANNELS:
        return f"at most {MOST_CHANNELS}"
    return None


def _either(channel: int, parent: int | None, chosen: Collection[int]) -> bool:
    return channel in chosen or parent in chosen


_KINDS: dict[str, Any] = {
    name: kind for name, kind in get_type_hints(Preferences).items() if name != "overrides"
}
