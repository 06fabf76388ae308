"""Turns any text into a valid query of SQLite's FTS5: every word is quoted, so that none is an operator."""

from __future__ import annotations

import re

from ..english import STOP_WORDS
from ..text import UNSPACED

_TOKEN = re.compile(r"[^\W_]+")
MAX_TERMS = 48
"""A question has a dozen content words; a pasted page must not become a query of thousands of terms."""


def content_words(text: str) -> list[str]:
    """The distinct words in order, in lower case, without stop words unless there are no others."""
    tokens = list(dict.fromkeys(token.lower() for token in _TOKEN.findall(text)))
    return [token for token in tokens if token not in STOP_WORDS] or tokens


def query_terms(text: str) -> list[str]:
    """The words as FTS5 expressions, each quoted, at most `MAX_TERMS`."""
    terms: list[str] = []
    for word in content_words(text):
        terms.extend(_phrases(word))
    return [f'"{term}"' for term in terms[:MAX_TERMS]]


def match_expression(text: str) -> str | None:
    """An FTS5 expression for passages with any of the words; None if `text` has no word."""
    return " OR ".join(query_terms(text)) or None


def _phrases(word: str) -> list[str]:
    """A word is one term; in a script without spaces, each pair of neighbouring characters is one."""
    terms: list[str] = []
    for run in re.split(f"({UNSPACED.pattern})", word):
        if UNSPACED.fullmatch(run):
            terms.extend(" ".join(run[at : at + 2]) for at in range(max(1, len(run) - 1)))
        elif run:
            terms.append(run)
    return terms
