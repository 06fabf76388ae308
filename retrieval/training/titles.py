"""Titles and dates for passages that came without them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from retrieval.text import sentences

_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:(?:of|the|and|de|von|van)\s+)*[A-Z][\w’'-]+)*")
_QUESTION_WORDS = re.compile(
    r"^(?:(?:in|on|at|to|for|from|by|of|about|with)\s+)?"
    r"(?:what|who|whom|whose|when|where|which|why|how many|how much|how)\s+"
    r"(?:(?:is|are|was|were|did|does|do|has|have|had)\s+)?",
    re.IGNORECASE,
)
_FIRST_DAY = date(1995, 1, 1)
_DAYS = 31 * 365
# How often each kind of title is drawn; what remains is no title at all.
TOPIC = 0.38
CLAUSE = 0.17
# A headline that restates the question tempts the reader most where nothing answers.
HEADLINE_ANSWERED = 0.07
HEADLINE_UNANSWERED = 0.12
_CLAUSE_WORDS = 11


def topic(text: str, article: Sequence[str]) -> str | None:
    """The name most often used in a passage and in its article, if there is any name."""
    names = Counter(_names(text))
    for paragraph in article:
        names.update(_names(paragraph))
    most = max(names.values(), default=0)
    return max((name for name, count in names.items() if count == most), key=len, default=None)


def _names(text: str) -> list[str]:
    found = []
    for start, end in sentences(text):
        for match in _NAME.finditer(text, start, end):
            # A single capitalised word at the start of a sentence is seldom a name.
            if match.start() > start or " " in match.group():
                found.append(match.group())
    return found


def clause(text: str, rng: random.Random) -> str | None:
    """The first words of some sentence of `text`, as a headline would have them."""
    spans = sentences(text)
    if not spans:
        return None
    start, end = rng.choice(spans)
    words = re.split(r"[,;:(]", text[start:end].rstrip(".!?"))[0].split()
    return " ".join(words[:_CLAUSE_WORDS]) or None


def headline(question: str) -> str:
    """The question as a headline: without its question word and mark."""
    rest = _QUESTION_WORDS.sub("", question).rstrip("? ").strip()
    return rest[:1].upper() + rest[1:] if rest else question


def draw_title(
    question: str, text: str, article: Sequence[str], answered: bool, rng: random.Random
) -> str | None:
    """A title of a random kind, or none. Only headlines depend on whether `text` answers.

    `article` holds paragraphs of the article `text` was cut from, at least one.
    """
    share = HEADLINE_ANSWERED if answered else HEADLINE_UNANSWERED
    draw = rng.random()
    if draw < TOPIC:
        return topic(text, article)
    if draw < TOPIC + CLAUSE:
        return clause(rng.choice(list(article)), rng)
    if draw < TOPIC + CLAUSE + share:
        return headline(question)
    return None


def draw_date(rng: random.Random) -> date:
    """A day between 1995 and 2025: carries no hint about the answer."""
    return _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
