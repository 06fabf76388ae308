"""Preferences in words: a sentence for the state of each page of /setup, a few words for a value. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..preferences import Preferences
from ..text.locale import language_name, listed, say
from ..text.markup import clip
from .state import CHANNEL_LISTS, Scene, Section

PUBLISHER_SHOWN = 60


def _listen(preferences: Preferences, scene: Scene, most: int) -> str:
    if not preferences.channels:
        return say("setup-listens-everywhere")
    return say("setup-listens-only", channels=_ids("channels", preferences.channels, scene, most))


def _auto(preferences: Preferences, scene: Scene, most: int) -> str:
    percent = _percent(preferences.auto_threshold)
    if not preferences.auto_channels:
        return say("setup-auto-nowhere", percent=percent)
    channels = _ids("auto_channels", preferences.auto_channels, scene, most)
    return say("setup-auto-in", channels=channels, percent=percent)


def _askers(preferences: Preferences, scene: Scene, most: int) -> str:
    if not preferences.asker_roles:
        return say("setup-askers-all")
    return say("setup-askers-only", roles=_ids("asker_roles", preferences.asker_roles, scene, most))


def _managers(preferences: Preferences, scene: Scene, most: int) -> str:
    if not preferences.manager_roles:
        return say("setup-managers-discord")
    return say("setup-managers-too", roles=_ids("manager_roles", preferences.manager_roles, scene, most))


def _limits(preferences: Preferences, scene: Scene, most: int) -> str:
    return say(
        "setup-limits-are",
        person=preferences.user_per_minute,
        channel=preferences.channel_per_minute,
        server=preferences.server_per_minute,
    )


def _free(preferences: Preferences, scene: Scene, most: int) -> str:
    if not preferences.unlimited_roles:
        return say("setup-free-none")
    return say("setup-free-roles", roles=_ids("unlimited_roles", preferences.unlimited_roles, scene, most))


def _retention(preferences: Preferences, scene: Scene, most: int) -> str:
    days = preferences.retention_days
    return say("setup-kept-days", days=days) if days else say("setup-kept-always")


def _language(preferences: Preferences, scene: Scene, most: int) -> str:
    if preferences.language is None:
        return say("setup-speaks-as-discord")
    return say("setup-speaks", language=language_name(preferences.language))


def _trusted(preferences: Preferences, scene: Scene, most: int) -> str:
    if not preferences.publishers:
        return say("setup-trusts-all")
    return say("setup-trusts-only", names=publishers_words(preferences.publishers, most))


def _channels(preferences: Preferences, scene: Scene, most: int) -> str:
    if not preferences.overrides:
        return say("setup-channels-none")
    return say("setup-channels-own", channels=_ids("overrides", tuple(preferences.overrides), scene, most))


STATES = {
    Section.LISTEN: _listen,
    Section.AUTO: _auto,
    Section.ASKERS: _askers,
    Section.MANAGERS: _managers,
    Section.LIMITS: _limits,
    Section.FREE: _free,
    Section.RETENTION: _retention,
    Section.LANGUAGE: _language,
    Section.PUBLISHERS: _trusted,
    Section.CHANNEL: _channels,
}
"""Page -> its state in a sentence, of the preferences, the scene, and how many names to tell."""


def value_words(what: str, value: Any) -> str:
    """A value of a preference in a few words, as menus show it too; names are escaped for messages."""
    if what == "publishers":
        return publishers_words(value, 25) if value else say("setup-all-publishers")
    return plain_words(what, value)


def plain_words(what: str, value: Any) -> str:
    """Likewise, for a menu, where nothing is interpreted."""
    if what == "language":
        return say("setup-as-discord") if value is None else language_name(value)
    if value is None:
        return say("setup-as-server")
    if isinstance(value, bool):
        return say("setup-yes" if value else "setup-no")
    if what.endswith("threshold"):
        return say("setup-sure", percent=_percent(value))
    if what == "retention_days":
        return say("setup-days", days=value) if value else say("setup-always")
    return say(f"setup-value-{what}", number=value)


def _percent(threshold: float) -> int:
    return round(threshold * 100)


def _ids(name: str, ids: Iterable[int], scene: Scene, most: int) -> str:
    """Mentions, which ping nobody in an embed; what is gone is crossed out."""
    sign = "#" if name in CHANNEL_LISTS or name == "overrides" else "@&"
    shown = [
        "@everyone"
        if each == scene.guild_id
        else f"<{sign}{each}>"
        if scene.known.has(name, each)
        else f"~~{each}~~"
        for each in ids
    ]
    return _listed(shown, most)


def publishers_words(names: Iterable[str], most: int) -> str:
    return _listed([clip(name, PUBLISHER_SHOWN) for name in names], most)


def _listed(shown: list[str], most: int) -> str:
    more = len(shown) - most
    return listed(shown) if more <= 0 else say("setup-and-more", names=listed(shown[:most]), count=more)
