"""Markdown with optional YAML front matter: title, url, publisher, author, date, updated, language."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import frontmatter
import yaml

from ...errors import EmptyArticle, InvalidMetadata
from ...text import has_words, normalise
from ...types import Draft
from ..clean import clean
from ..corrections import find_correction
from .markup import to_plain
from .plain import first_line_title, title_from_name, title_key

_LONGEST_LINE = 300
"""Characters of a stated title, name or publisher."""


def read(name: str, key: str | None, text: str) -> Draft:
    """Front matter names the article where it can; the body loses its markup. Raises InvalidMetadata, EmptyArticle."""
    stated, body = _front_matter(name, text)
    plain_text, heading = to_plain(body)
    warnings: list[str] = []
    url = _url(stated.get("url") or stated.get("link"), warnings)
    title = (
        _line(stated.get("title")) or _line(heading) or first_line_title(plain_text) or title_from_name(name)
    )
    page = clean(plain_text, title)
    if not has_words(page.text):
        raise EmptyArticle(name, "there is no article text in it")
    published_at = _iso(stated.get("date") or stated.get("published"), "date", warnings)
    language = (_line(stated.get("language") or stated.get("lang")) or "en")[:8].lower()
    return Draft(
        name=name,
        key=url or key or title_key(title),
        title=title,
        original=text,
        text=page.text,
        url=url,
        byline=_line(stated.get("author") or stated.get("byline")) or page.byline,
        publisher=_line(stated.get("publisher") or stated.get("source")) or page.publisher,
        published_at=published_at or page.published_at,
        date_origin="front matter" if published_at else "text" if page.published_at else None,
        updated_at=_iso(stated.get("updated"), "updated", warnings),
        language=language,
        correction=find_correction(page.text, language),
        warnings=tuple(warnings),
    )


def _front_matter(name: str, text: str) -> tuple[dict[str, Any], str]:
    try:
        metadata, body = frontmatter.parse(text.lstrip("\ufeff"))
    except yaml.YAMLError as error:
        raise InvalidMetadata(name, f"the front matter is not valid YAML: {_one_line(error)}") from error
    except (ValueError, RecursionError) as error:
        raise InvalidMetadata(name, f"the front matter cannot be read: {_one_line(error)}") from error
    return {str(field).lower(): value for field, value in metadata.items()}, body


def _line(value: object) -> str | None:
    """One clean line of text from a YAML scalar or a flat list of them; anything deeper says nothing."""
    values = value if isinstance(value, list) else [value]
    scalars = [str(each) for each in values if isinstance(each, str | int | float | date)]
    return normalise(" ".join(", ".join(scalars).split()))[:_LONGEST_LINE].strip() or None


def _url(value: object, warnings: list[str]) -> str | None:
    text = _line(value)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        warnings.append(f"url {text!r} is not a plain http(s) address; it was left out")
        return None
    return text


def _iso(value: object, field: str, warnings: list[str]) -> str | None:
    """A day or an instant as ISO 8601, as precise as stated; anything less than a day is unknown, with a warning."""
    if value is None:
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = str(value).strip()
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.{0,20})?", text) or not _is_moment(text):
        warnings.append(f"{field} {text[:40]!r} is not a full date like 2024-03-01; it counts as unknown")
        return None
    return text


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
