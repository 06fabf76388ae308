"""Questions that lean on the one before: "and who signs it?". Pure."""

from __future__ import annotations

import re

from .question import parse

_OPENING = re.compile(
    r"^\W*(?:and|but|or|so|also|then|ok(?:ay)?|what about|how about|what else|who else|where else)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\b(?:it|its|they|them|their|that|those|this|these|he|him|his|she|her|there|then|the (?:same|former|latter))\b",
    re.IGNORECASE,
)
_FEW_WORDS = 2
"""With so few words of its own, a reply to an answer is about that answer ("why?", "how many?", "in which year?")."""


def leans_back(question: str) -> bool:
    """True when the question cannot be understood without what came before."""
    if _OPENING.match(question) or _POINTER.search(question):
        return True
    parsed = parse(question)
    return len(parsed.focus) <= _FEW_WORDS and not parsed.names


def in_context(question: str, earlier: str) -> str:
    """The words to search with: the follow-up, and what the earlier question was about."""
    own = set(parse(question).focus)
    return " ".join([question, *(word for word in parse(earlier).focus if word not in own)])
