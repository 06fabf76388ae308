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


def plan_same_bytes(key: str | None, stored: Identity) -> Intent:
    """Decide for bytes that were read before: nothing to parse. A stated URL outranks the file's own key."""
    same = key is None or stored.key == key or not stored.key.startswith("file:")
    return Intent(Result.UNCHANGED if same else Result.DUPLICATE, stored.article_id)
