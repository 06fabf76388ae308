"""Markdown with optional YAML front matter: title, url, publisher, author, date, updated, language."""

from __future__ import annotations

from typing import Any

import frontmatter
import yaml

from ...errors import EmptyArticle, InvalidMetadata
from ...text import has_words
from ...types import Draft
from ..clean import clean
from .markup import to_plain
from .plain import decode, first_line_title, title_from_name, title_key
from .stated import stated

__all__ = ["decode", "read"]


def read(name: str, key: str | None, text: str) -> Draft:
    """Front matter names the article where it can; the body loses its markup. Raises InvalidMetadata, EmptyArticle."""
    fields, body = _front_matter(name, text)
    said = stated(fields)
    plain_text, heading = to_plain(body)
    title = said.title or heading or first_line_title(plain_text) or title_from_name(name)
    page = clean(plain_text, title)
    if not has_words(page.text):
        raise EmptyArticle(name, "there is no article text in it")
    return Draft(
        name=name,
        key=said.url or key or title_key(title),
        title=title,
        original=text,
        text=page.text,
        url=said.url,
        byline=said.byline or page.byline,
        publisher=said.publisher or page.publisher,
        published_at=said.published_at or page.published_at,
        date_origin="front matter" if said.published_at else "text" if page.published_at else None,
        updated_at=said.updated_at,
        language=said.language,
        warnings=said.warnings,
    )


def _front_matter(name: str, text: str) -> tuple[dict[str, Any], str]:
    try:
        metadata, body = frontmatter.parse(text.lstrip("\ufeff"))
    except yaml.YAMLError as error:
        raise InvalidMetadata(name, f"the front matter is not valid YAML: {_one_line(error)}") from error
    except (ValueError, RecursionError) as error:
        raise InvalidMetadata(name, f"the front matter cannot be read: {_one_line(error)}") from error
    return {str(field).lower(): value for field, value in metadata.items()}, body


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
