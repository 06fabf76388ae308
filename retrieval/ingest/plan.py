"""What to do with an article that came in, decided without touching anything."""

from __future__ import annotations

from dataclasses import dataclass

from ..store.articles import Identity
from ..types import Result


@dataclass(frozen=True, slots=True)
class Intent:
    """`article_id` is the stored article this is about; None for a new one."""

    result: Result
    article_id: int | None = None
    touch: bool = False
    """The bytes are new, the content is not: remember the bytes so that they cost nothing next time."""


def plan(key: str, by_key: Identity | None, by_content: Identity | None) -> Intent:
    """Decide from the stored article with the same key and the one with the same content, within one scope."""
    if by_content is not None and by_content.key == key:
        return Intent(Result.UNCHANGED, by_content.article_id, touch=True)
    if by_key is not None:
        return Intent(Result.UPDATED, by_key.article_id)
    if by_content is not None:
        return Intent(Result.DUPLICATE, by_content.article_id)
    return Intent(Result.ADDED)


def plan_same_bytes(key: str | None, by_key: Identity | None, by_bytes: Identity | None) -> Intent | None:
    """Decide for bytes that were read before, so that nothing has to be parsed; None when they must be.

    A file that now holds another file's bytes is a changed file. A URL that the bytes state outranks the file's key.
    """
    if by_bytes is None or (by_key is not None and by_key.article_id != by_bytes.article_id):
        return None
    same = key is None or by_bytes.key == key or not by_bytes.key.startswith("file:")
    return Intent(Result.UNCHANGED if same else Result.DUPLICATE, by_bytes.article_id)
