"""A cleaned page and what is stated of it, as a draft: the end of every reader whose text is plain. Pure."""

from __future__ import annotations

from ...errors import EmptyArticle
from ...text import has_words
from ...types import Draft
from ..clean.clean import clean
from ..clean.corrections import find_correction
from ..language import language_of
from .stated import NOTHING, Stated


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


def title_key(title: str, publisher: str | None = None) -> str:
    """The identity of an article that has neither a URL nor a path. Two publishers may print the same headline."""
    key = f"title:{' '.join(title.casefold().split())}"
    return f"{key} @ {' '.join(publisher.casefold().split())}" if publisher else key
