"""Any user text as a valid FTS5 query: words are quoted, never interpreted."""

from __future__ import annotations

import re

from ..text import UNSPACED

_TOKEN = re.compile(r"[^\W_]+")
MAX_TERMS = 48
"""A question has a dozen content words; a pasted page must not become a query of thousands of posting lists."""

STOP_WORDS = frozenset(
    """a about an and any are as at be been being but by can could did do does for from had has have he her him his
    how i if in into is it its me my no not of on or our s say says shall she should so some t tell than that the their
    them then there these they this those to us was we were what when where which who whom whose why will with would
    you your""".split()
)
"""English function and question words: they are in nearly every passage, so they only cost time."""


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
