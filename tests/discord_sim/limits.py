"""Rules Discord enforces that its OpenAPI description leaves out. Each raises what Discord answers."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from .compose import Upload, embed_length
from .errors import ApiError, empty_message, invalid
from .records import COMPONENTS_V2, Json, Message, walk

CONTENT_MAX = 2000
EMBEDS_MAX = 6000
ROWS_MAX = 5
COMMAND_TEXT_MAX = 8000
COMMANDS_MAX = {1: 100, 2: 5, 3: 5}
"""Global or per-guild commands of each type (the stricter of the published limits for context menus)."""


def check_message(body: Json, uploads: dict[int, Upload], before: Message | None = None) -> None:
    """A whole message: a create body, or an edit body together with the message it edits."""
    content = body.get("content", before.content if before else "") or ""
    embeds = body.get("embeds", before.embeds if before else []) or []
    components = body.get("components", before.components if before else []) or []
    flags = (body.get("flags") or 0) | (before.flags if before else 0)
    if len(content) > CONTENT_MAX:
        raise invalid("content", "BASE_TYPE_MAX_LENGTH", f"Must be {CONTENT_MAX} or fewer in length.")
    if embed_length(embeds) > EMBEDS_MAX:
        raise invalid("embeds", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {EMBEDS_MAX}")
    _check_embeds(embeds)
    _check_components(components, v2=bool(flags & COMPONENTS_V2))
    _check_mentions(body.get("allowed_mentions") or {})
    _check_attachments(body.get("attachments") or [], uploads, before)
    if flags & COMPONENTS_V2:
        if content or embeds:
            raise invalid(
                "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "Components V2 only"
            )
        visible: object = components
    else:
        kept = body.get("attachments", [1] if before and before.attachments else []) or []
        visible = content.strip() or embeds or uploads or kept or body.get("sticker_ids") or body.get("poll")
    if not visible:
        raise empty_message()


def _check_embeds(embeds: Sequence[Json]) -> None:
    for index, embed in enumerate(embeds):
        if not any(
            value for key, value in embed.items() if key not in {"type", "color", "timestamp", "flags"}
        ):
            raise invalid(f"embeds.{index}.description", "BASE_TYPE_REQUIRED", "This field is required")
        for number, field in enumerate(embed.get("fields") or ()):
            for key in ("name", "value"):
                if not field[key].strip():
                    raise invalid(
                        f"embeds.{index}.fields.{number}.{key}",
                        "BASE_TYPE_REQUIRED",
                        "This field is required",
                    )
        for path, url in _urls(embed):
            if urlsplit(url).scheme not in {"http", "https", "attachment"}:
                raise invalid(f"embeds.{index}.{path}", "URL_TYPE_INVALID_SCHEME", f"Scheme of {url[:60]!r}")


def _urls(embed: Json) -> Iterator[tuple[str, str]]:
    if embed.get("url"):
        yield "url", embed["url"]
    for part in ("image", "thumbnail", "author", "footer"):
        for key in ("url", "icon_url"):
            if url := (embed.get(part) or {}).get(key):
                yield f"{part}.{key}", url


def _check_components(components: Sequence[Json], *, v2: bool) -> None:
    parts = list(walk(list(components)))
    if not v2 and (len(components) > ROWS_MAX or any(part["type"] != 1 for part in components)):
        raise invalid(
            "components", "BASE_TYPE_BAD_LENGTH", f"Without Components V2: at most {ROWS_MAX} action rows"
        )
    check_custom_ids(parts)
    for part in parts:
        if part["type"] == 2:
            _check_button(part)
        values = [option["value"] for option in part.get("options") or ()]
        if len(values) != len(set(values)):
            raise invalid(
                "components", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "Option values must be unique"
            )
    if v2 and sum(len(part["content"]) for part in parts if part["type"] == 10) > 4000:
        raise invalid(
            "components", "BASE_TYPE_MAX_LENGTH", "Text displays hold at most 4000 characters together"
        )
    if v2 and len(parts) > 40:
        raise invalid("components", "BASE_TYPE_BAD_LENGTH", "At most 40 components in a message")


def _check_button(button: Json) -> None:
    linking = button["style"] == 5
    if not (button.get("label") or button.get("emoji")) and button["style"] != 6:
        raise invalid("components", "BUTTON_COMPONENT_INVALID_LABEL", "A button needs a label or an emoji")
    if linking and urlsplit(button.get("url") or "").scheme not in {"http", "https", "discord"}:
        raise invalid(
            "components", "URL_TYPE_INVALID_SCHEME", "A link button needs an http, https or discord URL"
        )
    if linking == bool(button.get("custom_id")):
        raise invalid(
            "components", "BUTTON_COMPONENT_CUSTOM_ID", "custom_id belongs on every button but links"
        )


def check_custom_ids(parts: Iterable[Json]) -> None:
    ids = Counter(part["custom_id"] for part in parts if part.get("custom_id"))
    if repeated := [custom_id for custom_id, times in ids.items() if times > 1]:
        raise invalid("components", "COMPONENT_CUSTOM_ID_DUPLICATED", f"Duplicated custom_id {repeated[0]!r}")


def _check_mentions(allowed: Json) -> None:
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or ()) and allowed.get(kind):
            raise invalid("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", f"parse and {kind}")


def _check_attachments(entries: Sequence[Json], uploads: dict[int, Upload], before: Message | None) -> None:
    known = {*uploads, *(attachment.id for attachment in (before.attachments if before else ()))}
    for entry in entries:
        if int(entry["id"]) not in known:
            raise invalid("attachments", "ATTACHMENT_NOT_FOUND", f"No file with id {entry['id']}")


def check_modal(data: Json) -> None:
    check_custom_ids(walk(data["components"]))


def check_commands(payloads: Sequence[Json]) -> None:
    """A full set of commands for one scope (global, or one guild)."""
    names = Counter((payload.get("type") or 1, payload["name"]) for payload in payloads)
    kinds = Counter(payload.get("type") or 1 for payload in payloads)
    for (_, name), times in names.items():
        if times > 1:
            raise invalid("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", f"Duplicate command {name!r}")
    for kind, limit in COMMANDS_MAX.items():
        if kinds[kind] > limit:
            raise ApiError(400, 30032, f"Maximum number of application commands reached ({limit})")
    for payload in payloads:
        _check_command(payload)


def _check_command(payload: Json) -> None:
    if (payload.get("type") or 1) != 1:
        if payload.get("description") or payload.get("options"):
            raise invalid(
                "description", "APPLICATION_COMMAND_INVALID", "Context menus have no description or options"
            )
        return
    if not payload.get("description"):
        raise invalid("description", "BASE_TYPE_REQUIRED", "This field is required")
    _check_names(payload)
    _check_options(payload.get("options") or [])
    if _text_length(payload) > COMMAND_TEXT_MAX:
        raise invalid(
            "options", "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds {COMMAND_TEXT_MAX} characters"
        )


def _check_options(options: Sequence[Json]) -> None:
    names = [option["name"] for option in options]
    if len(names) != len(set(names)):
        raise invalid("options", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        raise invalid(
            "options", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options come first"
        )
    for option in options:
        _check_names(option)
        if option.get("autocomplete") and option.get("choices"):
            raise invalid(
                "options", "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", "Autocomplete excludes choices"
            )
        _check_options(option.get("options") or [])


def _check_names(entry: Json) -> None:
    for name in (entry["name"], *(entry.get("name_localizations") or {}).values()):
        if name != name.lower() or not all(_name_character(character) for character in name):
            raise invalid("name", "APPLICATION_COMMAND_INVALID_NAME", f"Command name {name!r} is invalid")


def _name_character(character: str) -> bool:
    """Letters and numbers of any script, with the combining marks some scripts need, and - _ '."""
    return character in "-_'" or unicodedata.category(character)[0] in "LNM"


def _text_length(entry: Json) -> int:
    """Longest localisation of each name and description, plus choice values, over the whole tree."""
    total = 0
    for key in ("name", "description"):
        texts = [entry.get(key) or "", *(entry.get(f"{key}_localizations") or {}).values()]
        total += max(map(len, texts))
    for choice in entry.get("choices") or ():
        total += len(choice["name"]) + len(str(choice["value"]))
    return total + sum(_text_length(option) for option in entry.get("options") or ())
