"""How alike two titles and two texts are, and whether a page holds what was announced of it. Pure.

Measured in words and in phrases of words, so that it holds in every language: characters of scripts without spaces are
words here.
"""

from __future__ import annotations

import re

from ..text import UNSPACED, phrases, search_terms, word_count, words

_READ = 200_000
"""Characters of a text that are compared."""
_PHRASE_WORDS = 3
SOME, HALF, MOST = 0.3, 0.5, 0.8
"""Shares of the shorter text's phrases. Two articles of one event share less than `SOME`; an article that was rewritten
keeps more; a copy with a few words changed keeps `MOST`."""
_SAME_TITLE = 0.75
_STEM = 5
"""Letters by which words are compared across texts: "reopened" is "reopens". Shorter words stand in any text."""
_ANNOUNCED = 0.35
"""Share of an announcement's long words that its article has, whoever wrote the summary. Walls, error pages and other
articles have less than a fifth."""
_NAMED = 0.2
"""The same for a page that has the announced title."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def same_title(one: str | None, other: str | None) -> bool:
    """Equal but for case and punctuation, or nearly all words of the shorter one in the other."""
    first, second = _words(one or ""), _words(other or "")
    if not first or not second:
        return False
    return len(first & second) >= _SAME_TITLE * min(len(first), len(second))


def shared(one: str, other: str) -> float:
    """Share of the shorter text's phrases that the other has, 0 to 1."""
    first, second = (set(phrases(text[:_READ], _PHRASE_WORDS)) for text in (one, other))
    return len(first & second) / min(len(first), len(second))


def same_figures(one: str, other: str) -> bool:
    """Every number of the one text stands in the other."""
    first, second = (set(_FIGURE.findall(text[:_READ])) for text in (one, other))
    return first <= second or second <= first


def holds(page: tuple[str, str], title: str | None, text: str | None) -> bool:
    """Whether the page, a title and a text, is the article that was announced with `title` and `text`.

    A summary in other words is enough; a page that is shorter than the announced text has to have most of it.
    """
    page_title, page_text = page
    whole = f"{page_title}\n{page_text}"[:_READ]
    contained = _contained(text, whole) if text else 0.0
    if text and word_count(page_text) < MOST * word_count(text):
        return contained >= HALF
    if contained >= SOME:
        return True
    own = _stems(page_text[:_READ])
    said = _share(_stems(text or ""), own)
    if same_title(title, page_title):
        return not text or said >= _NAMED
    named = _share(_stems(title or ""), own | _stems(page_title))
    return max(said, named) >= _ANNOUNCED if not text or not title else said >= _ANNOUNCED and named > 0


def has_nothing_of(page: tuple[str, str], title: str | None, text: str | None) -> bool:
    """Whether not one long word of an announcement stands on the page: short as it may be, that is no chance."""
    announced = _stems(f"{title or ''}\n{text or ''}")
    return len(announced) >= _TELLING and not announced & _stems("\n".join(page)[:_READ])


_TELLING = 4


def _contained(text: str, page: str) -> float:
    wanted = set(phrases(text[:_READ], _PHRASE_WORDS))
    return len(wanted.intersection(phrases(page, _PHRASE_WORDS))) / len(wanted)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in words(search_terms(text))}


def _stems(text: str) -> set[str]:
    """The beginnings of long words, numbers, and in scripts without spaces every three characters in a row."""
    spaced = {
        word.casefold()[:_STEM]
        for word in words(UNSPACED.sub(" ", text))
        if len(word) >= _STEM or (word.isdecimal() and len(word) > 1)
    }
    runs = UNSPACED.findall(text)
    return spaced | {run[at : at + 3] for run in runs for at in range(len(run) - 2)}


def _share(wanted: set[str], there: set[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0
