"""When a stretch of an article was published: of a live blog each post has a time of its own. Pure."""

from __future__ import annotations

import re
from collections import deque
from datetime import date

from ..types import LIVE_BLOG, Article

_TIME = re.compile(r"^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d)?)?$", re.MULTILINE)


def published_at(article: Article, at: int) -> str | None:
    """As the source states it, for the character `at` of the article's text. None before a live blog's first post."""
    if article.date_origin != LIVE_BLOG:
        return article.published_at
    last = deque(_TIME.finditer(article.text, 0, at), maxlen=1)
    return last[0].group() if last else None


def published_on(article: Article, at: int) -> date | None:
    """The day of `published_at`, in the source's own time zone."""
    stated = published_at(article, at)
    return date.fromisoformat(stated[:10]) if stated else None
