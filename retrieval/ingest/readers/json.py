"""One article as a JSON object: title, text, url, publisher, author, date, updated, language."""

from __future__ import annotations

import json
from typing import Any

from ...errors import EmptyArticle, InvalidJson
from ...text import has_words
from ...types import Draft
from ..clean import clean
from .plain import decode, first_line_title, title_from_name, title_key
from .stated import stated

__all__ = ["decode", "read", "record"]


def read(name: str, key: str | None, original: str) -> Draft:
    """The fields name the article; its text is plain text. Raises InvalidJson, EmptyArticle."""
    fields = record(name, original)
    text = fields.get("text") or fields.get("body")
    if not isinstance(text, str):
        raise InvalidJson(name, "it has no text")
    said = stated(fields)
    title = said.title or first_line_title(text) or title_from_name(name)
    page = clean(text, title)
    if not has_words(page.text):
        raise EmptyArticle(name, "there is no article text in it")
    return Draft(
        name=name,
        key=said.url or key or title_key(title),
        title=title,
        original=original,
        text=page.text,
        url=said.url,
        byline=said.byline or page.byline,
        publisher=said.publisher or page.publisher,
        published_at=said.published_at or page.published_at,
        date_origin="JSON" if said.published_at else "text" if page.published_at else None,
        updated_at=said.updated_at,
        language=said.language,
        warnings=said.warnings,
    )


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
