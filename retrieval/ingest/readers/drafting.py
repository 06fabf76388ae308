"""The end of every reader: a cleaned text, and what its author states in named fields (front matter, a JSON object), as a
draft. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from urllib.parse import urlsplit

from ...dates.stated import is_placeholder
from ...errors import EmptyArticle
from ...text import has_words, normalise, one_line, word_count
from ...types import Draft
from ..clean.clean import clean, is_residue
from ..clean.corrections import find_correction
from ..language import language_of

_LONGEST_LINE = 300
"""Characters of a stated title, name or publisher."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The fields as far as they say something; `warnings` name those that do not."""

    title: str | None = None
    url: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    updated_at: str | None = None
    language: str = ""
    warnings: tuple[str, ...] = ()


NOTHING = Stated()
"""Of a format without fields."""


def stated(fields: Mapping[str, object]) -> Stated:
    """From fields with lower-case names; of two names for one thing the first that says something counts."""
    warnings: list[str] = []

    def first(*names: str) -> object:
        return next((fields[name] for name in names if fields.get(name)), None)

    return Stated(
        title=line(first("title")),
        url=web_address(first("url", "link"), warnings),
        byline=line(first("author", "byline")),
        publisher=line(first("publisher", "source")),
        published_at=moment(first("date", "published", "published_at"), "date", warnings),
        updated_at=moment(first("updated", "updated_at"), "updated", warnings),
        language=(line(first("language", "lang")) or "")[:8].lower(),
        warnings=tuple(warnings),
    )


def line(value: object) -> str | None:
    """One clean line of text from a scalar or a flat list of them; anything deeper says nothing."""
    values = value if isinstance(value, list) else [value]
    scalars = [str(each) for each in values if isinstance(each, str | int | float | date)]
    return one_line(", ".join(scalars), _LONGEST_LINE)


def web_address(value: object, warnings: list[str]) -> str | None:
    """A plain http(s) address; anything else is left out, with a warning."""
    text = line(value)
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


def moment(value: object, field: str, warnings: list[str]) -> str | None:
    """A day or an instant as ISO 8601, as precise as stated; anything less than a day is unknown, with a warning."""
    if value is None:
        return None
    text = value.isoformat() if isinstance(value, datetime | date) else str(value).strip()
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.{0,20})?", text) or not _is_moment(text):
        warnings.append(f"{field} {text[:40]!r} is not a full date like 2024-03-01; it counts as unknown")
        return None
    if is_placeholder(text):
        warnings.append(f"{field} {text[:40]!r} stands where nobody has set a date; it counts as unknown")
        return None
    return text


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def drafted(
    name: str,
    key: str | None,
    original: str,
    title: str,
    text: str,
    said: Stated = NOTHING,
    *,
    origin: str | None = None,
    author: str | None = None,
) -> Draft:
    """What the fields say comes before what the text says, and that before the file's `author`; `origin` names where
    the fields stand. Raises EmptyArticle."""
    page = clean(text, title)
    if not has_words(page.text):
        raise EmptyArticle(name, "there is no article text in it")
    language = said.language or language_of(page.text) or ""
    return Draft(
        name=name,
        key=said.url or key or title_key(title),
        title=title,
        original=original,
        text=page.text,
        url=said.url,
        byline=said.byline or page.byline or author,
        publisher=said.publisher or page.publisher,
        published_at=said.published_at or page.published_at,
        date_origin=origin if said.published_at else "text" if page.published_at else None,
        updated_at=said.updated_at,
        language=language,
        correction=find_correction(page.text, language or "en"),
        warnings=said.warnings,
    )


def first_line_title(text: str) -> str | None:
    """The first line that is not residue, if it is short, does not end like a sentence and more text follows."""
    lines = [each for each in normalise(text).split("\n") if each and not is_residue(each)]
    title = lines[0].lstrip("# ").strip() if len(lines) > 1 else ""
    is_prose = len(title) > _LONGEST_LINE or word_count(title) > 40 or re.search(r"[.。;,:]$", title)
    return None if is_prose else title or None


def title_from_name(name: str) -> str:
    """ "the-big_story.txt" -> "the big story"."""
    return re.sub(r"[-_\s]+", " ", PurePath(name).stem).strip() or name


def title_key(title: str, publisher: str | None = None) -> str:
    """The identity of an article that has neither a URL nor a path. Two publishers may print the same headline."""
    key = f"title:{' '.join(title.casefold().split())}"
    return f"{key} @ {' '.join(publisher.casefold().split())}" if publisher else key
