"""Any user text as a valid FTS5 query: words are quoted, never interpreted."""

from __future__ import annotations

import re

from ..english import STOP_WORDS
from ..text import UNSPACED

_TOKEN = re.compile(r"[^\W_]+")
MAX_TERMS = 48
"""A question has a dozen content words; a pasted page must not become a query of thousands of posting lists."""


def content_words(text: str) -> list[str]:
    """The distinct searchable words in order, lower case, without stop words unless nothing else is left."""
    tokens = list(dict.fromkeys(token.lower() for token in _TOKEN.findall(text)))
    return [token for token in tokens if token not in STOP_WORDS] or tokens


def match_expression(text: str) -> str | None:
    """An FTS5 expression that matches passages with any of the words; None when there is no word in `text`."""
    terms: list[str] = []
    for word in content_words(text):
        terms.extend(_phrases(word))
    return " OR ".join(f'"{term}"' for term in terms[:MAX_TERMS]) or None


def _phrases(word: str) -> list[str]:
    """A spaced word is one term; a run of an unspaced script is its overlapping pairs of characters."""
    terms: list[str] = []
    for run in re.split(f"({UNSPACED.pattern})", word):
        if UNSPACED.fullmatch(run):
            terms.extend(" ".join(run[at : at + 2]) for at in range(max(1, len(run) - 1)))
        elif run:
            terms.append(run)
    return terms
