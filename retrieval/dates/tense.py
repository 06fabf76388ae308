"""Whether a question looks ahead: "who will sing on Saturday?", and "who sings on Saturday?" as well. English."""

from __future__ import annotations

import re

from ..english import PASTS, WEEKDAY_PATTERN

_AHEAD = re.compile(
    r"\b(?:will|won[’']t|shall|going\s+to|upcoming|next|coming|later|scheduled|planned|due|expected)\b|[’']ll\b",
    re.IGNORECASE,
)
_DAY_TO_COME = re.compile(
    rf"\b(?:{WEEKDAY_PATTERN}|weekend)(?:\s+(?:morning|afternoon|evening|night))?$", re.IGNORECASE
)
_PRESENT = re.compile(
    r"\b(?:is|are|does|do|can|(?:who|what|which\s+\w+)\s+\w+s)\b|\b(?:what|who|when)['’]s\b", re.IGNORECASE
)
_BACK = re.compile(
    r"\b(?:did|was|were|had|has|have|been|know|known|says?|think|dead|toll|hurt|\w{3,}ed)\b", re.IGNORECASE
)
"""In a sentence in the present: it asks what is so since then ("is he hurt?")."""


def looks_ahead(sentence: str, time: str, *, on_it: bool) -> bool:
    """Whether the words `time` of a question's sentence mean the next such time, and not the last: by what the sentence
    says, or because it asks in the present what is `on_it`, on a weekday or at the weekend."""
    if _AHEAD.search(sentence):
        return True
    goes_back = _BACK.search(sentence) or not PASTS.isdisjoint(sentence.lower().split())
    return bool(on_it and _DAY_TO_COME.search(time) and _PRESENT.search(sentence) and not goes_back)
