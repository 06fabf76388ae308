"""Compares the versions of an article: which whole sentences each version added and removed."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from .reports import Change, Version
from .store.news.versions import StoredVersion
from .text import sentences

LONGEST = 4000
"""Sentences; for a longer text, changes are not in the order of reading, because that comparison takes quadratic time."""


def history(versions: Sequence[StoredVersion], language: str = "en") -> tuple[Version, ...]:
    """The versions, in the given order (oldest first), each with what changed since the one before."""
    steps = [(), *(changes(old.text, new.text, language) for old, new in pairwise(versions))]
    return tuple(
        Version(
            each.number,
            each.title,
            each.fetched_at,
            each.published_at,
            each.updated_at,
            each.correction,
            step,
        )
        for each, step in zip(versions, steps, strict=False)
    )


def changes(old: str, new: str, language: str = "en") -> tuple[Change, ...]:
    """The sentences that were removed and added, in the order of reading. A sentence that moved is no change."""
    before, after = (
        [text[span.start : span.end] for span in sentences(text, language)] for text in (old, new)
    )
    kept = set(before) & set(after)
    if max(len(before), len(after)) > LONGEST:
        gone = [Change(sentence, added=False) for sentence in before if sentence not in kept]
        return (*gone, *(Change(sentence, added=True) for sentence in after if sentence not in kept))
    found: list[Change] = []
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            found += [Change(each, added=False) for each in before[first:last] if each not in kept]
            found += [Change(each, added=True) for each in after[start:end] if each not in kept]
    return tuple(found)
