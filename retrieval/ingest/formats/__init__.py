"""Bytes to a draft, by the file's name: one reader a format, each a module of two functions.

What `decode` makes of the bytes is stored; what `read` makes of that can be made again when its rules have changed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import PurePath
from typing import Protocol

from ...dates.pages import plausible
from ...errors import ArticleTooLong, UnsupportedFormat
from ...types import VARIANT, Draft, Hints, Raw
from ..language import settled
from . import docx, html, json, markdown, pdf, plain
from .drafting import line, title_from_name, title_key


class FormatReader(Protocol):
    """One format; both raise IngestError."""

    def decode(self, raw: Raw) -> str:
        """The original as it is stored."""

    def read(self, name: str, key: str | None, text: str, /) -> Draft:
        """The article in an original; no key stands for its title. Pure."""


_FORMATS: dict[str, FormatReader] = {
    ".txt": plain,
    ".md": markdown,
    ".html": html,
    ".htm": html,
    ".pdf": pdf,
    ".docx": docx,
    ".json": json,
}
SUFFIXES = tuple(_FORMATS)
_BARE = (plain, markdown)
"""What they read is text already: one that is too long is refused before it is cleaned."""


def read(raw: Raw, max_pages: int = pdf.MAX_PAGES, max_characters: int | None = None) -> Draft:
    """The article in a file. Where it states neither an address nor what the hints say, those count.
    Raises IngestError."""
    reader = _reader(raw.name)
    original = pdf.decode(raw, max_pages) if reader is pdf else reader.decode(raw)
    if max_characters is not None and reader in _BARE and len(original) > max_characters:
        raise ArticleTooLong(raw.name, len(original), max_characters, "quota.article_characters")
    draft = reader.read(raw.name, raw.key or raw.url, original)
    return completed(draft, raw.hints, raw.url)


def reread(name: str, key: str | None, original: str, hints: Hints | None = None) -> Draft:
    """The draft of an original that was decoded before: today's rules on yesterday's article, whose identity stays.
    Raises IngestError."""
    url = key.partition(VARIANT)[0] if key and key.startswith(("http://", "https://")) else None
    draft = completed(_reader(name).read(name, key, original), hints, url)
    if key and url and _bare(draft.url) != _bare(url):  # the page claims an address that is another article's
        draft = replace(draft, url=url)
    return replace(draft, key=key or draft.key)


def _bare(url: str | None) -> str | None:
    return url.partition("#")[0] if url else None


def completed(draft: Draft, hints: Hints | None, url: str | None = None, today: date | None = None) -> Draft:
    """The draft with what is known from elsewhere, in the places that the article itself leaves open. A date that nobody
    has set, or more than a year after `today`, is none, whoever stated it."""
    given, hints = hints, hints or Hints()
    today = today or datetime.now(UTC).date()
    own, changed = plausible(draft.published_at, today), plausible(draft.updated_at, today)
    title = line(hints.title) if draft.title == title_from_name(draft.name) else None
    publisher = draft.publisher or line(hints.publisher)
    own_key = draft.key != title_key(draft.title)
    announced = plausible(hints.published_at, today)
    return replace(
        draft,
        title=title or draft.title,
        key=draft.key if own_key else title_key(title or draft.title, publisher),
        url=draft.url or url,
        byline=draft.byline or line(hints.byline),
        publisher=publisher,
        published_at=own or announced,
        date_origin=draft.date_origin if own else "feed" if announced else None,
        updated_at=changed or plausible(hints.updated_at, today),
        language=settled(draft.language, draft.text, line(hints.language)),
        hints=given,
    )


def _reader(name: str) -> FormatReader:
    reader = _FORMATS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise UnsupportedFormat(name, SUFFIXES)
    return reader
