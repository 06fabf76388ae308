"""From a request body to what a message then holds: embeds, components and mentions in stored form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from .records import Json, Message, User
from .state import Store

MENTION = re.compile(r"<@!?(\d+)>")
COMPONENT_DEFAULTS: dict[int, Json] = {
    **{select: {"min_values": 1, "max_values": 1} for select in (3, 5, 6, 7, 8)},
    11: {"description": None, "spoiler": False},
    13: {"name": None, "size": None, "spoiler": False},
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
}
"""What Discord adds to a component when the bot leaves it out, by component type."""


@dataclass(frozen=True)
class Upload:
    """One `files[n]` part of a multipart request."""

    filename: str
    content_type: str
    data: bytes


def embeds(entries: list[Json] | None) -> list[Json]:
    """Stored form of embeds: nulls dropped, `type` and `inline` filled."""
    return [_embed(entry) for entry in entries or ()]


def components(entries: list[Json] | None) -> list[Json]:
    """Stored form of components: numbered, nulls dropped, defaults filled."""
    numbers = count(1)
    return [_component(entry, numbers) for entry in entries or ()]


def mentions(
    store: Store, text: str, allowed: Json | None, replied: Message | None
) -> tuple[list[User], bool]:
    """Who is pinged, and whether everyone is. `allowed` is `allowed_mentions`; None allows all."""
    written = [store.users[int(found)] for found in MENTION.findall(text) if int(found) in store.users]
    everyone = "@everyone" in text or "@here" in text
    pinged = written
    if allowed is not None:
        parse, users = allowed.get("parse") or (), {int(user_id) for user_id in allowed.get("users") or ()}
        pinged = [user for user in written if "users" in parse or user.id in users]
        everyone = everyone and "everyone" in parse
    if replied is not None and (allowed is None or allowed.get("replied_user")):
        pinged = [*pinged, replied.author]
    return list(dict.fromkeys(pinged)), everyone


def _dropped_nulls(entry: Json) -> Json:
    return {key: value for key, value in entry.items() if value is not None}


def _embed(entry: Json) -> Json:
    stored = {
        key: _dropped_nulls(value) if isinstance(value, dict) else value for key, value in entry.items()
    }
    stored = _dropped_nulls(stored) | {"type": "rich"}
    if "fields" in stored:
        stored["fields"] = [{"inline": False} | _dropped_nulls(field) for field in stored["fields"]]
    for key in stored.keys() & {"thumbnail", "image", "video"}:
        stored[key] = {"proxy_url": stored[key]["url"], "width": 1, "height": 1} | stored[key]
    return stored


def _component(entry: Json, numbers: Iterator[int]) -> Json:
    stored = COMPONENT_DEFAULTS.get(entry["type"], {}) | _dropped_nulls(entry)
    stored["id"] = entry.get("id") or next(numbers)
    if "components" in stored:
        stored["components"] = [_component(child, numbers) for child in stored["components"]]
    if "accessory" in stored:
        stored["accessory"] = _component(stored["accessory"], numbers)
    if "options" in stored:
        stored["options"] = [_dropped_nulls(option) for option in stored["options"]]
    if "emoji" in stored:
        stored["emoji"] = _dropped_nulls(stored["emoji"])
    if "default_values" in stored:
        stored["default_values"] = [each | {"id": str(each["id"])} for each in stored["default_values"]]
    for key in stored.keys() & {"media", "file"}:
        stored[key] = _media(stored[key])
    if "items" in stored:
        stored["items"] = [_gallery_item(item) for item in stored["items"]]
    return stored


def _gallery_item(item: Json) -> Json:
    return {"description": None, "spoiler": False} | _dropped_nulls(item) | {"media": _media(item["media"])}


def _media(entry: Json) -> Json:
    return {"id": "0", "proxy_url": entry["url"], **entry}


def embed_length(entries: Iterable[Json]) -> int:
    """Characters that count towards the 6000 of all embeds of a message."""
    total = 0
    for entry in entries:
        texts = [entry.get("title"), entry.get("description")]
        texts += [(entry.get("footer") or {}).get("text"), (entry.get("author") or {}).get("name")]
        for field in entry.get("fields") or ():
            texts += [field.get("name"), field.get("value")]
        total += sum(len(text) for text in texts if text)
    return total
