"""Markdown with optional YAML front matter: title, url, publisher, author, date, updated, language."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import frontmatter
import yaml

from ...errors import EmptyArticle, InvalidMetadata
from ...types import Draft
from ..clean import clean, valid_day
from .plain import first_line_title, title_from_name, title_key

_FENCE = re.compile(r"^(```|~~~)[^\n]*\n.*?^\1\s*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:[^()]|\([^)]*\))*\)")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*\*\*|\*\*|\*|___|__|_)(?=\S)(.+?)(?<=\S)\1(?![\w*_])")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$", re.MULTILINE)
_BULLET = re.compile(r"^\s*(?:[-*+]|>)\s+", re.MULTILINE)


def read(name: str, key: str | None, text: str) -> Draft:
    """Front matter names the article where it can; the body loses its markup. Raises InvalidMetadata, EmptyArticle."""
    stated, body = _front_matter(name, text)
    plain_text = to_plain(body)
    warnings: list[str] = []
    url = _url(stated.get("url") or stated.get("link"), warnings)
    title = (
        _line(stated.get("title"))
        or _first_heading(body)
        or first_line_title(plain_text)
        or title_from_name(name)
    )
    page = clean(plain_text, title)
    if not re.search(r"\w", page.text):
        raise EmptyArticle(name, "there is no article text in it")
    published_at = _iso(stated.get("date") or stated.get("published"), "date", warnings)
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
        language=(_line(stated.get("language") or stated.get("lang")) or "en")[:8].lower(),
        warnings=tuple(warnings),
    )


def to_plain(markdown: str) -> str:
    """Markup away, words kept; code fences and images go whole."""
    text = _IMAGE.sub("", _FENCE.sub("", markdown))
    text = _LINK.sub(r"\1", text)
    text = _RULE.sub("", _HEADING.sub(r"\1\n", text))
    text = _BULLET.sub("", text)
    for _ in range(2):  # emphasis inside emphasis
        text = _EMPHASIS.sub(r"\2", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!>~|-])", r"\1", text)


def _front_matter(name: str, text: str) -> tuple[dict[str, Any], str]:
    try:
        metadata, body = frontmatter.parse(text.lstrip("\ufeff"))
    except yaml.YAMLError as error:
        raise InvalidMetadata(name, f"the front matter is not valid YAML: {_one_line(error)}") from error
    except (ValueError, RecursionError) as error:
        raise InvalidMetadata(name, f"the front matter cannot be read: {_one_line(error)}") from error
    return {str(field).lower(): value for field, value in metadata.items()}, body


def _first_heading(markdown: str) -> str | None:
    match = _HEADING.search(markdown)
    return to_plain(match[1]).strip() or None if match else None


def _line(value: object) -> str | None:
    """One line of text from a YAML scalar; lists are joined."""
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value)
    text = " ".join(str(value).split()) if value is not None and not isinstance(value, dict) else ""
    return text[:300] or None


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
    day = valid_day(str(value).strip())
    if day is None or not re.fullmatch(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?", day):
        warnings.append(f"{field} {str(value)!r} is not a full date like 2024-03-01; it counts as unknown")
        return None
    return day


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
