"""What readers share: a cleaned text becomes a draft with what is stated of it. Pure.

- `stated` reads the fields that an author names (front matter, a JSON object).
- `Properties` are what a document file (.pdf, .docx) says of itself. They stand in front of its text: `joined` makes one
  original of both, and `parted` takes it apart again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import urlsplit

from ...dates.pages import is_placeholder, iso_date, stated_day
from ...errors import EmptyArticle
from ...text import has_words, normalise, one_line, storable, word_count
from ...types import Draft
from ..clean.clean import clean, find_correction, is_residue
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
    if not text[:5].rstrip("-").isdigit():
        text = iso_date(text) or text  # "13 November 2026"
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
    """The first line that is neither residue nor a date, if it is short, does not end like a sentence and more text
    follows."""
    lines = [
        each for each in normalise(text).split("\n") if each and not is_residue(each) and not stated_day(each)
    ]
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


BREAK = "\f"
"""Between the properties and the text, and between pages."""
_TITLE_OF_A_PROGRAM = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel|office)\b.*|(?:powerpoint )?presentation|slide \d+|untitled.{0,12}|unnamed"
    r"|unbenannt|(?:new |neues |word |text )?(?:document|dokument)(?: ?\(?\d+\)?)?"
    r"|layout \d+|print(?:out)?|no title|title|\(?unspecified\)?"
    r"|(?:about:blank|https?://|file:|[a-z]:\\).*)$",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"^\S*\.(?:pdf|docx?|odt|rtf|txt|html?|indd|qxd|tex|dvi|ps|eps|pages|pptx?|xlsx?|md|tmp)", re.IGNORECASE
)
_NO_AUTHOR = re.compile(
    r"^(?:(?:python-docx|reportlab|anonymous|unknown|user|owner|admin(?:istrator)?|root|author|default|guest|none|n/?a"
    r"|\(?unspecified\)?|microsoft\b.*|adobe\b.*|canon\b.*|hp|dell|lenovo|windows.{0,8})|(?=.*(?:[@\\/]|\d{3})).*+)$",
    re.IGNORECASE,
)


class Properties(NamedTuple):
    """As the file has them, sensible or not; `heading` is the text's own title where the format marks one."""

    title: str | None = None
    author: str | None = None
    heading: str | None = None


def joined(properties: Properties, text: str) -> str:
    """Properties and text as one original, fit for the store."""
    head = (f"{name}: {value}" for name, value in properties._asdict().items() if value)
    original = storable(f"{chr(10).join(head)}{BREAK}{text}")
    return original.replace("\0", "")  # at which SQLite's own functions end a text


def parted(original: str) -> tuple[Properties, str]:
    """The properties and the text that were joined."""
    head, _, text = original.partition(BREAK)
    fields = dict(row.split(": ", 1) for row in head.split("\n") if ": " in row)
    return Properties(**{name: fields.get(name) for name in Properties._fields}), text


def property_line(value: object) -> str | None:
    """One property as it stands in an original; None for nothing, or for what is no text."""
    return line(value) if isinstance(value, str) else None


def sensible_title(title: str | None, name: str) -> str | None:
    """The title unless a program or the file's name made it up."""
    title = line(title)
    if (
        title is None
        or not has_words(title)
        or _TITLE_OF_A_PROGRAM.match(title)
        or _FILE_NAME.fullmatch(title)
    ):
        return None
    same = re.sub(r"[-_\s.]+", " ", title).casefold() in _spellings(name)
    return None if same or len(title) < 3 else title


def sensible_author(author: str | None) -> str | None:
    """The author if it can be a person's or an agency's name: no program, no account, no address."""
    author = line(author)
    return author if author and has_words(author) and not _NO_AUTHOR.match(author) else None


def _spellings(name: str) -> set[str]:
    path = PurePath(name)
    return {re.sub(r"[-_\s.]+", " ", each).casefold() for each in (path.name, path.stem)}
