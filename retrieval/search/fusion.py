"""Copies of one story among the passages found: each thing said is looked at once. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ..text import phrases
from ..types import Hit

PHRASE_WORDS = 3
SAME_PASSAGE = 0.8
"""Share of a passage's phrases that other articles of the same story have said already: from here on it is left out.
Of a passage that is half new the answer may be in the new half."""


def folded(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Without passages that repeat what a better one from another article of the same story says."""
    said: dict[int, dict[int, set[str]]] = {}
    kept: list[Hit] = []
    for hit in hits:
        if hit.article.story is None:
            kept.append(hit)
            continue
        articles = said.setdefault(hit.article.story, {})
        own = set(phrases(hit.passage.text, PHRASE_WORDS))
        others = set().union(*(each for id, each in articles.items() if id != hit.article.id))
        if others and len(own & others) >= SAME_PASSAGE * len(own):
            continue
        articles.setdefault(hit.article.id, set()).update(own)
        kept.append(hit)
    return tuple(kept)
