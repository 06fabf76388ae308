"""One article as a JSON object: title, text, url, publisher, author, date, updated, language."""

from __future__ import annotations

import json
from typing import Any

from ...errors import InvalidJson
from ...types import Draft
from .drafting import drafted, first_line_title, stated, title_from_name
from .plain import decode

__all__ = ["decode", "read", "record"]


def read(name: str, key: str | None, original: str) -> Draft:
    """The fields name the article; its text is plain text. Raises InvalidJson, EmptyArticle."""
    fields = record(name, original)
    text = fields.get("text") or fields.get("body")
    if not isinstance(text, str):
        raise InvalidJson(name, "it has no text")
    said = stated(fields)
    title = said.title or first_line_title(text) or title_from_name(name)
    return drafted(name, key, original, title, text, said, origin="JSON")


def record(name: str, text: str) -> dict[str, Any]:
    """The object's fields under lower-case names. Raises InvalidJson."""
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InvalidJson(name, " ".join(str(error).split())[:200]) from error
    if not isinstance(value, dict):
        raise InvalidJson(name, f"it is {_NAMES.get(type(value), 'a single value')}, not an object")
    return {str(field).lower(): content for field, content in value.items()}


_NAMES: dict[type, str] = {list: "a list", str: "a text", type(None): "null"}
