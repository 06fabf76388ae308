"""What a document file says of itself, kept in front of its text: the two travel as one original. Pure."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from ...text import has_words
from .stated import line

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
    return _storable(f"{chr(10).join(head)}{BREAK}{text}")


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


def _storable(text: str) -> str:
    """Without lone surrogates, which are not UTF-8, and NULs, at which SQLite's own functions end a text."""
    return text.encode(errors="replace").decode().replace("\0", "")
