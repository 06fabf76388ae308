"""The preferences of a server: their names, defaults and limits, and the text in which they are stored. Pure; `servers`
reads and writes them.

A name is a field of `Preferences`, or "channel:ID" for what one channel overrides. Values are stored as JSON in the
library's audit log, so that every change is logged and can be undone. Defaults are useful before anybody sets anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from retrieval import Answer
from retrieval.news import LONGEST_TOPIC

AUTO_THRESHOLD = Answer.SURE_FROM
"""Unasked, the bot speaks only where it would be called sure."""
MOST_CHANNELS = 25
MOST_PUBLISHERS = 25
MOST_PER_MINUTE = 600
MOST_WATCHES = 10_000
QUIET_CHOICES = ("", "20-8", "21-7", "22-6", "22-7", "22-8", "23-7", "0-6")
"""From which hour of the day to which one; empty is none."""
ZONE_CHOICES = (
    *("UTC", "Europe/London", "Europe/Lisbon", "Europe/Berlin", "Europe/Athens", "Europe/Moscow"),
    *("Africa/Lagos", "Africa/Johannesburg", "Asia/Dubai", "Asia/Kolkata", "Asia/Bangkok", "Asia/Shanghai"),
    *("Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland", "America/Sao_Paulo", "America/New_York"),
    *("America/Chicago", "America/Denver", "America/Los_Angeles", "America/Mexico_City", "America/Bogota"),
)
"""A city of each zone that many people live in; a menu has 25 places."""
EVERY_DAY = tuple(range(7))
"""0 is Monday."""
MOST_TOPICS = 10
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
    watch_limit: int = 100
    """How many watches the members may have together; 0 is none."""
    quiet_hours: str = ""
    """When no watch is told of, "22-7" by the clock of the time zone; empty is never."""
    time_zone: str = "UTC"
    digest_channel: tuple[int, ...] = ()
    """The channel of the server's digest; empty is no digest."""
    digest_days: tuple[int, ...] = EVERY_DAY
    digest_hour: int = 8
    """By the clock of the time zone."""
    digest_topics: tuple[str, ...] = ()
    """What the digest is about; with no topic and no feed, about everything."""
    digest_feeds: tuple[int, ...] = ()
    """The feeds whose articles the digest has besides, by their ids in the library."""
    digest_empty: bool = False
    """Whether it is posted when nothing is new."""
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

    def is_quiet(self, now: datetime) -> bool:
        """Whether the bot tells nothing by itself at this moment, which has its zone."""
        if not self.quiet_hours:
            return False
        hour, (first, last) = now.astimezone(ZoneInfo(self.time_zone)).hour, quiet_span(self.quiet_hours)
        return first <= hour < last if first <= last else hour >= first or hour < last

    def _of(self, channel: int | None, parent: int | None) -> ChannelPreferences:
        """What the channel overrides; what it does not, its parent may."""
        if not self.overrides:
            return NO_OVERRIDES
        own, above = (self.overrides.get(id or 0, NO_OVERRIDES) for id in (channel, parent))
        if above is NO_OVERRIDES or own is NO_OVERRIDES:
            return own if above is NO_OVERRIDES else above
        return replace(above, **{setting.name: value for setting, value in own_values(own)})


NO_OVERRIDES = ChannelPreferences()
NOBODY = 0
"""No channel and no role has this id."""
CLOSED_CHANNEL = ChannelPreferences(listen=False, auto=False)
_CHANNEL = re.compile(r"channel:(\d{1,20})", re.ASCII)


class SettingKind(Enum):
    """What a setting holds. It decides how a value is chosen, checked and put into words."""

    LANGUAGE = auto()
    CHANNELS = auto()
    """Ids, as of roles."""
    ROLES = auto()
    PUBLISHERS = auto()
    """Names."""
    SURENESS = auto()
    """From 0 to 1."""
    RATE = auto()
    """Questions a minute."""
    DAYS = auto()
    """0 is without end."""
    COUNT = auto()
    """0 is none."""
    HOURS = auto()
    """Hours of the day, "22-7"; empty is none."""
    ZONE = auto()
    """A name of the time zone database."""
    SWITCH = auto()
    WEEKDAYS = auto()
    """Numbers, 0 is Monday."""
    HOUR = auto()
    """Of the day, 0 to 23."""
    TOPICS = auto()
    """Texts."""
    FEEDS = auto()
    """Ids of the library."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a server may set, or one channel of it. It drives the menus, forms, sentences and buttons of /setup, the lines
    of the audit log, and who may undo a change."""

    name: str
    """A field of `Preferences` or of `ChannelPreferences`."""
    kind: SettingKind
    section: str
    """The page of /setup that shows and sets it."""
    choices: tuple[Any, ...] = ()
    """What a menu offers besides the value in force."""
    states: tuple[str, str] = ("", "")
    """Of a list: the sentence that /setup says of the empty one, and of another."""
    clear: str = ""
    """Of a list: the label of the button that empties it."""
    empty: str = "value-none"
    """Of a list: the empty one in the audit log."""
    closed: Any = None
    """What stands for a stored value that cannot be read, where the default is open: nowhere, nobody, nothing, and no
    deletion, until somebody who manages the server chooses anew."""
    discords_own: bool = False
    """Only who manages the server by Discord's own permission may set it."""
    most: int = MOST_CHANNELS
    """Of a list."""
    in_form_of: str = ""
    """A page of /setup whose form sets it: there it needs no menu."""


THRESHOLDS = (0.6, 0.7, AUTO_THRESHOLD, 0.93, 0.97)
"""From "also where it should be read with care" to "hardly ever"; the middle one is where an answer is called sure."""
_SETTINGS = (
    Setting("language", SettingKind.LANGUAGE, "language"),
    Setting(
        "channels",
        SettingKind.CHANNELS,
        "listen",
        states=("setup-listens-everywhere", "setup-listens-only"),
        clear="setup-button-everywhere",
        empty="value-everywhere",
        closed=(NOBODY,),
    ),
    Setting(
        "auto_channels",
        SettingKind.CHANNELS,
        "auto",
        states=("setup-auto-nowhere", "setup-auto-in"),
        clear="setup-button-nowhere",
        empty="value-nowhere",
    ),
    Setting("auto_threshold", SettingKind.SURENESS, "auto", THRESHOLDS),
    Setting(
        "asker_roles",
        SettingKind.ROLES,
        "askers",
        states=("setup-askers-all", "setup-askers-only"),
        clear="setup-button-everyone",
        empty="value-everyone",
        closed=(NOBODY,),
    ),
    Setting(
        "manager_roles",
        SettingKind.ROLES,
        "managers",
        states=("setup-managers-discord", "setup-managers-too"),
        clear="setup-button-only-discord",
        discords_own=True,
    ),
    Setting(
        "publishers",
        SettingKind.PUBLISHERS,
        "publishers",
        states=("setup-trusts-all", "setup-trusts-only"),
        empty="value-all",
        closed=("",),
    ),
    Setting("user_per_minute", SettingKind.RATE, "limits", (3, 5, 10, 20, 60)),
    Setting("channel_per_minute", SettingKind.RATE, "limits", (10, 30, 60, 120, 300)),
    Setting("server_per_minute", SettingKind.RATE, "limits", (30, 60, 120, 300, 600)),
    Setting(
        "unlimited_roles",
        SettingKind.ROLES,
        "free",
        states=("setup-free-none", "setup-free-roles"),
        clear="setup-button-no-role",
    ),
    Setting("retention_days", SettingKind.DAYS, "retention", RETENTION_CHOICES, closed=0),
    Setting("watch_limit", SettingKind.COUNT, "watches", (0, 20, 50, 100, 200, 500), closed=0),
    Setting("quiet_hours", SettingKind.HOURS, "watches", QUIET_CHOICES),
    Setting("time_zone", SettingKind.ZONE, "watches", ZONE_CHOICES, in_form_of="digest"),
    Setting(
        "digest_channel",
        SettingKind.CHANNELS,
        "digest",
        clear="setup-button-no-digest",
        empty="value-off",
        most=1,
    ),
    Setting("digest_days", SettingKind.WEEKDAYS, "digest", EVERY_DAY, empty="value-off", most=7),
    Setting("digest_hour", SettingKind.HOUR, "digest", tuple(range(24))),
    Setting(
        "digest_topics",
        SettingKind.TOPICS,
        "digest",
        empty="value-all",
        most=MOST_TOPICS,
        in_form_of="digest",
    ),
    Setting("digest_feeds", SettingKind.FEEDS, "digest", in_form_of="digest"),
    Setting("digest_empty", SettingKind.SWITCH, "digest", (False, True), in_form_of="digest"),
)
_OF_CHANNEL = (
    Setting("listen", SettingKind.SWITCH, "channel", (True, False)),
    Setting("auto", SettingKind.SWITCH, "channel", (True, False)),
    Setting("threshold", SettingKind.SURENESS, "channel", THRESHOLDS),
    Setting("language", SettingKind.LANGUAGE, "channel"),
    Setting("publishers", SettingKind.PUBLISHERS, "channel", empty="value-all"),
    Setting("per_minute", SettingKind.RATE, "channel", (5, 10, 30, 60, 120)),
)
SETTINGS: Mapping[str, Setting] = {each.name: each for each in _SETTINGS}
"""Of a server, by name."""
OF_CHANNEL: Mapping[str, Setting] = {each.name: each for each in _OF_CHANNEL}
"""What one channel may have of its own, by name, in the order of its menu."""


def channel_preference(channel: int) -> str:
    """The name under which a channel's overrides are kept."""
    return f"channel:{channel}"


def read_preferences(stored: Mapping[str, str]) -> Preferences:
    """Reads what is stored. A value of an older or newer Dateline that this one cannot read counts as not set, or as
    `closed` where the default would allow or delete what the server does not."""
    given: dict[str, Any] = {}
    overrides: dict[int, ChannelPreferences] = {}
    for name, text in stored.items():
        found = _CHANNEL.fullmatch(name)
        try:
            value = checked(name, text)
        except InvalidPreference:
            value = CLOSED_CHANNEL if found else SETTINGS[name].closed if name in SETTINGS else None
            if value is None:
                continue
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
    parts = own_values(value) if isinstance(value, ChannelPreferences) else [(SETTINGS[name], value)]
    for setting, inner in parts:
        if (problem := _problem(setting, inner)) is not None:
            raise InvalidPreference(name, problem)
    return value


def as_json(value: Any) -> str:
    """The text in which a value is stored; equal values have equal texts."""
    kept = TypeAdapter(type(value)).dump_python(value, mode="json", exclude_none=True)
    return json.dumps(kept, sort_keys=True, ensure_ascii=False)


def own_values(channel: ChannelPreferences) -> list[tuple[Setting, Any]]:
    """What the channel has of its own."""
    given = [(each, getattr(channel, each.name)) for each in OF_CHANNEL.values()]
    return [(setting, value) for setting, value in given if value is not None]


def _problem(setting: Setting, value: Any) -> str | None:
    """What is wrong with a value of the right type."""
    kind = setting.kind
    if kind is SettingKind.RATE and not 1 <= value <= MOST_PER_MINUTE:
        return f"from 1 to {MOST_PER_MINUTE} a minute"
    if kind is SettingKind.SURENESS and not 0 <= value <= 1:
        return "from 0 to 1"
    if kind is SettingKind.DAYS and not 0 <= value <= 3650:
        return "from 0 (without end) to 3650 days"
    if kind is SettingKind.COUNT and not 0 <= value <= MOST_WATCHES:
        return f"from 0 to {MOST_WATCHES}"
    if kind is SettingKind.HOURS and value and not _HOURS.fullmatch(value):
        return "two hours from 0 to 23, such as 22-7"
    if kind is SettingKind.ZONE and not _is_zone(value):
        return "a name of the time zone database, such as Europe/Berlin"
    if kind is SettingKind.WEEKDAYS and not (value and set(value) <= set(EVERY_DAY)):
        return "some of the days 0 (Monday) to 6"
    if kind is SettingKind.HOUR and value not in range(24):
        return "an hour from 0 to 23"
    if kind is SettingKind.TOPICS and any(not 0 < len(each) <= LONGEST_TOPIC for each in value):
        return f"up to {LONGEST_TOPIC} characters each"
    if isinstance(value, tuple) and len(value) > setting.most:
        return f"at most {setting.most}"
    return None


_HOURS = re.compile(r"([01]?\d|2[0-3])-([01]?\d|2[0-3])", re.ASCII)


def quiet_span(hours: str) -> tuple[int, int]:
    """The hours of "22-7": from 22 o'clock up to 7 o'clock."""
    first, last = hours.split("-")
    return int(first), int(last)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # a path, or none that this machine knows
        return False
    return True


def _either(channel: int, parent: int | None, chosen: Collection[int]) -> bool:
    return channel in chosen or parent in chosen


_KINDS: dict[str, Any] = {
    name: kind for name, kind in get_type_hints(Preferences).items() if name != "overrides"
}
