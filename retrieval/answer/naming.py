"""The names, people, places and times in a question or an answer. Pure.

By capitals and numbers, and English words beside them.
"""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re

from ..text import words
from ..types import Span
from .question import is_content

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'.&-]*\w|[A-Z](?=\b)"
_NAME = re.compile(
    rf"(?<![\w’'-])(?:{_CAPITAL})(?:\s+(?:(?:of|of\s+the|de|del|la|von|van|der|bin|al)\s+)?(?:{_CAPITAL}|\d+(?!\w)))*"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
TIME = re.compile(
    rf"\b(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s+\d{{4}})?|"
    r"(?:1[0-9]|20)\d\ds?|(?:(?:last|this|next|past|previous|following)\s+)(?:week|month|year|decade|century|season|quarter|summer|winter|spring|autumn|fall|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tomorrow)\b"
)
_AT_A_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|into|across|around|inside|outside)\s+(?:the\s+)?$", re.IGNORECASE
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|President|Minister|Chancellor|Senator|King|Queen|Prince|Princess|Pope|Judge|General)\b\.?"
)
_NO_PERSON = frozenset(
    "Act Agreement Army Association Bank Bay Beach Board Bridge Center Centre Church City Club College Committee Commission Company "
    "Conference Corporation Council County Court Cup Department Desert District East Empire Federation Forest Foundation Fund "
    "Government Group Hall Health High Hospital House Inc Institute International Island Islands Kingdom Lake League Ministry "
    "Mount Mountain Museum National Nations Navy North Ocean Office Organization Park Parliament Party Peninsula Prize Republic "
    "River School Sea Security Senate Service Services Society South Square Stadium State States Station Street Supreme System "
    "Treaty Union United University Valley War West World".split()
)
"""A name with one of these words is that of a place, a body or an event."""
_MOST_CAPITALS = 0.7
"""Of a text with a larger share of capitalised words, a headline, the capitals say nothing."""
_I = frozenset(("I", "I'm", "I'd", "I've", "I’m", "I’d", "I’ve"))
_LONGEST_TITLE = 14
"""Characters."""
_FEW = 3
"""Words; a text that is hardly more than a name is one."""


def names(text: str) -> list[Span]:
    """Runs of capitalised words, in order. A single word that only opens a sentence is none, unless it is all there is."""
    tokens = words(text)
    if len(tokens) > _FEW and sum(token[0].isupper() for token in tokens) > _MOST_CAPITALS * len(tokens):
        return []
    found = []
    for match in _NAME.finditer(text):
        start, opens = match.start(), _opens_a_sentence(text[: match.start()])
        first, _, others = match.group().partition(" ")
        if opens and others and not is_content(re.sub(r"['’]s$", "", first)):  # "When Biden"
            start, opens = match.end() - len(others.lstrip()), False
        name = re.sub(r"['’]s?$", "", text[start : match.end()])
        ordinary = opens and " " not in name and len(tokens) > _FEW and not name.isupper()
        if name and name not in _I and is_content(name) and not ordinary:
            found.append(Span(start, start + len(name)))
    return found


def _opens_a_sentence(before: str) -> bool:
    before = before.rstrip(" \"'“‘(¿¡-—\n")
    return not before or before[-1] in ".?!:"


def person(text: str) -> str | None:
    """The last name in `text` that may be a person's: two to four capitalised words, or one word after a title or all
    by itself."""
    best = None
    for span in names(text):
        name, before = text[span.start : span.end], text[: span.start]
        if not _like_a_person(name.split()) or " of " in name:
            continue
        titled = _TITLED.search(before[-_LONGEST_TITLE:])
        alone = len(words(text)) == 1
        if (len(name.split()) > 1 or (best is None and (titled or alone))) and not _AT_A_PLACE.search(before):
            best = name
    return best


def _like_a_person(parts: list[str]) -> bool:
    spelled = all(part[1:].islower() or part.endswith(".") or "-" in part for part in parts)
    return spelled and len(parts) <= 4 and _NO_PERSON.isdisjoint(parts)


def place(text: str) -> str | None:
    """The last name in `text` that something is in, at, near or goes to; a text that is hardly more than a name is one."""
    found = [text[each.start : each.end] for each in names(text) if _AT_A_PLACE.search(text[: each.start])]
    if not found and len(words(text)) <= _FEW:
        found = [text[each.start : each.end] for each in names(text)]
    return found[-1] if found else None
