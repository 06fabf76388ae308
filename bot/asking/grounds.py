"""Why somebody found an answer bad: one of a few reasons and words of their own. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

MOST_WORDS = 500
"""Characters."""


class Why(StrEnum):
    WRONG = "wrong"
    NO_ANSWER = "no-answer"
    OUTDATED = "outdated"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Grounds:
    """None and empty where nothing was said."""

    why: Why | None = None
    words: str = ""

    def kept(self) -> str | None:
        """As the library keeps it, which does not look into it."""
        if self.why is None and not self.words:
            return None
        return json.dumps({"why": self.why, "words": self.words}, ensure_ascii=False)


def grounds_of(why: str, words: str) -> Grounds:
    """What was filled in. A reason that is none counts as not given."""
    return Grounds(Why(why) if why in list(Why) else None, words[:MOST_WORDS])


def kept_grounds(reason: str | None) -> Grounds:
    """What the library kept. What it holds from elsewhere is shown as it stands."""
    try:
        found = json.loads(reason or "{}")
        return grounds_of(str(found.get("why") or ""), str(found.get("words") or ""))
    except (ValueError, AttributeError):
        return Grounds(words=(reason or "")[:MOST_WORDS])
