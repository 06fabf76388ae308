"""Articles that a program hands over instead of a file: made fit for the store, or refused. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from ..dates.stated import believed
from ..errors import EmptyArticle, FileTooLarge, InvalidMetadata
from ..text import has_words, normalise
from ..types import Draft
from .language import settled


def accepted(draft: Draft, max_bytes: int) -> Draft:
    """The draft as it is stored: its text normalised, nothing in it taken for markup or page residue.

    It has no file, so no reader reads it again. Raises EmptyArticle, FileTooLarge, InvalidMetadata.
    """
    original = _storable(draft.original)
    if (size := len(original.encode())) > max_bytes:
        raise FileTooLarge(draft.name, size, max_bytes)
    text, title = normalise(draft.text), _line(draft.title)
    if not has_words(text):
        raise EmptyArticle(draft.name, "there is no article text in it")
    if not title:
        raise InvalidMetadata(draft.name, "it has no title")
    return replace(
        draft,
        name="",
        key=_storable(draft.key),
        title=title,
        original=original,
        text=text,
        url=_line(draft.url),
        byline=_line(draft.byline),
        publisher=_line(draft.publisher),
        published_at=_moment(draft.name, draft.published_at),
        updated_at=_moment(draft.name, draft.updated_at),
        language=settled(draft.language, text),
    )


def _line(value: str | None) -> str | None:
    return " ".join(normalise(value or "").split()) or None


def _storable(text: str) -> str:
    """Without lone surrogates, which are not UTF-8."""
    return text.encode(errors="replace").decode()


def _moment(name: str, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise InvalidMetadata(name, "one of its dates is no date in ISO 8601") from error
    return believed(value, datetime.now(UTC).date())
