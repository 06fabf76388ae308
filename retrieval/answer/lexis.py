"""Words of a question against words of a text: crude English stems, and what a span repeats. Pure."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y")


def stems(text: str) -> frozenset[str]:
    """The stems of all words of `text`."""
    return frozenset(stem(word) for word in _WORD.findall(text))


def stem(word: str) -> str:
    """A word without its commonest English endings: enough to match "stationed" with "stationing"."""
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def places(text: str, wanted: frozenset[str]) -> list[int]:
    """Where in `text` words begin whose stems are `wanted`."""
    return [match.start() for match in _WORD.finditer(text) if stem(match.group()) in wanted]


def key(text: str) -> str:
    """`text` as it is compared with others that read the same: lower case, words only."""
    return re.sub(r"\W+", " ", text.lower()).strip()
