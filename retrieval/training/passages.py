"""Cuts training passages of whole sentences, with or without the one that answers, and gives them titles and dates."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from ..evaluation.edits import normal
from ..text import sentences
from ..types import Span

# Passages at ask time are whole sentences packed to about a hundred words.
MIN_WORDS = 40
MAX_WORDS = 115
RUN_WORDS = 100


def runs(text: str) -> list[tuple[int, int]]:
    """Character ranges of whole sentences packed to `RUN_WORDS` words where possible."""
    found: list[tuple[int, int]] = []
    words = 0
    for span in sentences(text):
        count = _count(text, span)
        if found and words + count <= RUN_WORDS:
            found[-1] = (found[-1][0], span.end)
            words += count
        else:
            found.append((span.start, span.end))
            words = count
    return found


def draw_size(rng: random.Random) -> int:
    """A passage length in words; long ones, the usual case when asking, more often."""
    return max(rng.randint(MIN_WORDS, MAX_WORDS), rng.randint(MIN_WORDS, MAX_WORDS))


def crop(
    text: str, span: tuple[int, int] | None, words: int, rng: random.Random
) -> tuple[str, tuple[int, int] | None]:
    """A random run of whole sentences of about `words` words that holds `span`, and `span` in it.

    Without a span the run starts anywhere. Sentences holding the span are kept however long.
    """
    spans = sentences(text) or [Span(0, len(text))]
    if span is None:
        first = last = rng.randrange(len(spans))
    else:
        inside = [i for i, (a, b) in enumerate(spans) if a < span[1] and b > span[0]]
        first, last = (inside[0], inside[-1]) if inside else (0, len(spans) - 1)
    total = sum(_count(text, spans[i]) for i in range(first, last + 1))
    while first > 0 or last < len(spans) - 1:
        go_left = first > 0 and (last == len(spans) - 1 or rng.random() < 0.5)
        extra = spans[first - 1] if go_left else spans[last + 1]
        total += _count(text, extra)
        if total > words:
            break
        first, last = (first - 1, last) if go_left else (first, last + 1)
    start, end = spans[first][0], spans[last][1]
    if span is None:
        return text[start:end], None
    end = max(end, span[1])
    start = min(start, span[0])
    return text[start:end], (span[0] - start, span[1] - start)


def _count(text: str, span: tuple[int, int]) -> int:
    return len(text[span[0] : span[1]].split())


def answering(text: str, span: tuple[int, int]) -> str:
    """The sentences of `text` that `span` touches, as one string."""
    touched = [(a, b) for a, b in sentences(text) if a < span[1] and b > span[0]]
    return text[touched[0][0] : touched[-1][1]] if touched else text[span[0] : span[1]]


def without_answer(text: str, span: tuple[int, int]) -> str | None:
    """`text` without the sentences `span` touches; None if the answer, or too little, is left."""
    kept = [text[a:b] for a, b in sentences(text) if b <= span[0] or a >= span[1]]
    rest = " ".join(kept)
    if len(rest.split()) < MIN_WORDS // 2 or holds(rest, text[span[0] : span[1]]):
        return None
    return rest


def holds(text: str, answer: str) -> bool:
    """Whether `answer` stands in `text`, letter case and punctuation aside."""
    return normal(answer) in normal(text)


def among(
    text: str, span: tuple[int, int], neighbours: Sequence[str], words: int, rng: random.Random
) -> tuple[str, tuple[int, int]]:
    """`text` placed at random among `neighbours` up to `words` words, and `span` in the result."""
    answer = text[span[0] : span[1]]
    chosen: list[str] = []
    total = len(text.split())
    for neighbour in rng.sample(list(neighbours), len(neighbours)):
        total += len(neighbour.split())
        if total > words:
            break
        if neighbour != text and not holds(neighbour, answer):
            chosen.append(neighbour.strip())
    place = rng.randint(0, len(chosen))
    before = "".join(f"{piece} " for piece in chosen[:place])
    after = "".join(f" {piece}" for piece in chosen[place:])
    return before + text + after, (len(before) + span[0], len(before) + span[1])


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
