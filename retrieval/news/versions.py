"""The values that one article gave, version by version: a page that said six and says nine today gave both.

The first version counts from its day of publication. A later one counts from the day of change that it states, else from
the day on which it was taken in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..answer.compared.given import Given, given
from ..answer.compared.rivals import Comparison, comparable, compared
from ..answer.question import Question, stems
from ..answer.values import Amount, Moment, values
from ..store.news.versions import StoredVersion, counts_from
from ..text import search_terms, sentences
from ..types import Span

ALIKE = 0.5
"""The share of their words that a sentence and the one that stood in its place have in common, at least."""
MOST_SENTENCES = 200


@dataclass(frozen=True, slots=True)
class Dated:
    """A value and since when its article gives it, in ISO 8601; empty if that is not known."""

    given: Given
    since: str
    changed_on: date | None = None
    """Where the value came with a later version of the article: the day of that version."""

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.since[:10]) if self.since else None


def dated(question: Question, now: Given, versions: Sequence[StoredVersion]) -> list[Dated]:
    """What the article of a value gave for the same asked thing, oldest first, with the value of today at the end.
    `versions` are those of the article, oldest first; without older ones the value counts from its publication."""
    if not versions:
        return [Dated(now, now.published)]
    found: list[Dated] = []
    for version, since in zip(versions, counts_from(versions), strict=True):
        value = now if version is versions[-1] else _in_version(question, now, version)
        if value is not None and not (found and compared(found[-1].given, value) is Comparison.SAME):
            is_first = since == (versions[0].published_at or "")
            day = None if is_first else date.fromisoformat(since[:10])
            found.append(Dated(value, now.published if is_first else since, day))
        elif value is now:
            found[-1] = replace(found[-1], given=now)  # quoted from the version of today
    return found


def _in_version(question: Question, now: Given, version: StoredVersion) -> Given | None:
    """The one comparable value in the sentence of an older version that is most like the sentence of today."""
    today = now.candidate
    article = replace(
        today.article,
        version=version.number,
        title=version.title,
        text=version.text,
        correction=version.correction,
        pages=version.pages,
    )
    alike = most_alike(
        stems(search_terms(today.text)), version.text, sentences(version.text, article.language)
    )
    if alike is None:
        return None
    _, span = alike
    text = version.text[span.start : span.end]
    marks = (Span(span.start + each.start, span.start + each.end) for each in _places(now, text))
    read = (given(question, replace(today, article=article, span=span, marks=(mark,))) for mark in marks)
    found = [each for each in read if each and each.fits and comparable(question, now, each)]
    return found[0] if len(found) == 1 else None


def most_alike(words: frozenset[str], text: str, spans: Sequence[Span]) -> tuple[float, Span] | None:
    """The sentence of `text` that has most of these stems, and the share that both have in common; None where that is
    less than `ALIKE`. The first `MOST_SENTENCES` are looked at."""
    best: tuple[float, Span] | None = None
    for span in spans[:MOST_SENTENCES]:
        own = stems(search_terms(text[span.start : span.end]))
        share = len(own & words) / max(1, len(own | words))
        if share >= ALIKE and (best is None or share > best[0]):
            best = share, span
    return best


def _places(now: Given, text: str) -> Iterator[Span]:
    """Where the sentence has a value of the same kind."""
    for value in values(text):
        if isinstance(now.value, Amount | Moment) and isinstance(value, type(now.value)):
            yield value.span
