"""Cutting passages of whole sentences, with or without the sentence that answers."""

from __future__ import annotations

import random
from collections.abc import Sequence

from retrieval.text import sentences
from retrieval.training.rows import normal
from retrieval.types import Span

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
