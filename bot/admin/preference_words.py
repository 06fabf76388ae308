"""The names of preferences, and their values, in the reader's language. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from ..figures import figure, share
from ..preferences import ChannelPreferences, InvalidPreference, channel_preference, checked
from ..text.locale import language_name, languages, say
from ..text.markup import clip

_PREFIX = channel_preference(0).removesuffix("0")


def preference_name(name: str) -> str:
    """ "Language"; an unknown one by its own name. A channel is named by its id, which a menu cannot show as a link."""
    if name.startswith(_PREFIX):
        return say("preference-channel", channel=name.removeprefix(_PREFIX))
    try:
        return say(f"preference-{name}")
    except LookupError:
        return name


def preference_value(name: str, kept: str | None, limit: int) -> str:
    """A value as the ledger keeps it, in words and escaped; None is the default. What cannot be read stands as it is."""
    if kept is None:
        return say("value-default")
    try:
        value = checked(name, kept)
    except InvalidPreference:
        return clip(kept, limit)
    return _overrides(value, limit) if isinstance(value, ChannelPreferences) else _value(name, value, limit)


def _overrides(value: ChannelPreferences, limit: int) -> str:
    """What a channel has of its own, part by part."""
    given = [(each.name, getattr(value, each.name)) for each in fields(value)]
    parts = [
        f"{preference_name(part)}: {_value(part, inner, limit)}" for part, inner in given if inner is not None
    ]
    return "; ".join(parts) or say("value-default")


def _value(name: str, value: Any, limit: int) -> str:
    if value is None:
        return say("value-default")
    if isinstance(value, bool):
        return say("value-on" if value else "value-off")
    if isinstance(value, tuple):
        return _list(name, value, limit)
    written = _WRITTEN.get(name)
    return written(value) if written else clip(str(value), limit)


def _list(name: str, value: tuple[Any, ...], limit: int) -> str:
    if not value:
        return say(_EMPTY.get(name, "value-none"))
    form = _FORM.get(name)
    return ", ".join(form.format(each) for each in value) if form else clip(", ".join(map(str, value)), limit)


def _language(value: str) -> str:
    return language_name(value) if value in languages() else value


def _days(days: int) -> str:
    return say("value-days", days=days) if days else say("value-without-end")


def _per_minute(number: int) -> str:
    return say("value-per-minute", number=figure(number))


def _threshold(value: float) -> str:
    return share(round(value * 100), 100)


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "language": _language,
    "retention_days": _days,
    "auto_threshold": _threshold,
    "threshold": _threshold,
    "user_per_minute": _per_minute,
    "channel_per_minute": _per_minute,
    "server_per_minute": _per_minute,
    "per_minute": _per_minute,
}
_EMPTY = {
    "channels": "value-everywhere",
    "auto_channels": "value-nowhere",
    "asker_roles": "value-everyone",
    "publishers": "value-all",
}
_FORM = {
    "channels": "<#{}>",
    "auto_channels": "<#{}>",
    "asker_roles": "<@&{}>",
    "manager_roles": "<@&{}>",
    "unlimited_roles": "<@&{}>",
}
