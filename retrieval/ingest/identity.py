"""Which stored article an incoming one is, and so what has to be done: added, updated, unchanged, duplicate. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..reports import Result
from ..store.articles import Identity, KeyMatch, draft_hash
from ..types import VARIANT, Draft
from .near_duplicates import HALF, MOST, SOME, phrase_overlap, same_figures, same_title


@dataclass(frozen=True, slots=True)
class ArticleDecision:
    """`article_id` is the stored article this is about; None for a new one."""

    result: Result
    article_id: int | None = None
    touch: bool = False
    """The bytes are new, the content is not: remember the bytes so that they cost nothing next time."""


def plan(key: str, by_key: Identity | None, by_content: Identity | None) -> ArticleDecision:
    """Decide from the stored article with the same key and the one with the same content, within one scope."""
    if by_content is not None and by_content.key == key:
        return ArticleDecision(Result.UNCHANGED, by_content.article_id, touch=True)
    if by_key is not None:
        return ArticleDecision(Result.UPDATED, by_key.article_id)
    if by_content is not None:
        return ArticleDecision(Result.DUPLICATE, by_content.article_id)
    return ArticleDecision(Result.ADDED)


def plan_same_bytes(
    key: str | None, by_key: Identity | None, by_bytes: Identity | None
) -> ArticleDecision | None:
    """Decide for bytes that were read before, so that nothing has to be parsed; None when they must be.

    A file that now holds another file's bytes is a changed file. A URL that the bytes state outranks the file's key.
    """
    if by_bytes is None or (by_key is not None and by_key.article_id != by_bytes.article_id):
        return None
    same = key is None or by_bytes.key == key or not by_bytes.key.startswith("file:")
    return ArticleDecision(Result.UNCHANGED if same else Result.DUPLICATE, by_bytes.article_id)


def same_article(
    draft: Draft, matches: Sequence[KeyMatch], *, elsewhere: bool, uploaded: bool = False
) -> Identity | None:
    """The stored article that `draft` is, among those that its key may mean; None where none agrees with it enough.

    Address, title and text have to agree; a doubtful pair stays two. `elsewhere` is true for a page that was fetched
    from another address than the one it claims, `uploaded` for a file that may claim any.
    """
    wanted = draft_hash(draft)
    equal = next((each.identity for each in matches if each.identity.content_hash == wanted), None)
    if equal is not None:
        return equal
    scored = [
        (share, each.identity)
        for each in matches
        if (share := _agreement(draft, each, elsewhere, uploaded)) is not None
    ]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def variant(draft: Draft) -> str:
    """A key of its own for an article whose key another one has."""
    return f"{draft.key}{VARIANT}{draft_hash(draft)[:12]}"


def _agreement(draft: Draft, other: KeyMatch, elsewhere: bool, uploaded: bool) -> float | None:
    """How much of the text is the same, where that and the rest are enough for one article."""
    share, titled = phrase_overlap(draft.text, other.text), same_title(draft.title, other.title)
    another_day = _differ(_day(draft.published_at), _day(other.published_at))
    unedited = share >= MOST and same_figures(draft.text, other.text)
    if draft.key.startswith("title:"):  # an upload: the name of its file is all the address it has
        same_file = draft.name == other.name and not _differ(draft.publisher, other.publisher)
        agrees = same_file and not another_day and share >= HALF
    elif elsewhere:
        agrees = titled and unedited and not another_day
    elif draft.key.startswith(
        ("entry:", "file:")
    ):  # an id of a feed, or a headline within a file of many articles
        agrees = share >= (SOME if titled else MOST) and (unedited or not another_day)
    else:
        agrees = share >= SOME or (titled and not another_day and not uploaded)
    return share if agrees else None


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one.casefold() != other.casefold()
