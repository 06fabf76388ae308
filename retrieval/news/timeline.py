"""How the answer to a question moved: each value with the day and the article that gave it first.

"How many died in the quake?": four (4 April), nine (9 April, the same in 4 more), 13 (20 April). The values are those
that an answer compares (`answer.compared`), read in more passages than one answer needs. Values of a kind that cannot be
compared, such as reasons, have no timeline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ..answer.candidates import Candidate
from ..answer.compared.rivals import (
    MOVED_AFTER,
    Comparison,
    Given,
    comparable,
    compared,
    given,
    origin,
    rivals,
)
from ..answer.compose import SUPPORT, cite_span
from ..answer.pipeline import AnswerPipeline
from ..answer.question import Question
from ..answer.values import Amount, Moment
from ..answer.verify import Verifier
from ..outcomes import Answer, Outcome, Turn
from ..types import Citation, Filters
from ..workers.threads import Worker

PASSAGES = 40
"""Passages that are read: four times as many as for an answer, as the older articles are seldom among the first ten."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A value and the article that gave it first, in a verified quote in which the value is marked."""

    citation: Citation
    also: tuple[Citation, ...] = ()
    """The later articles of other origins that give the same value, oldest first."""
    disagrees: bool = False
    """True where it was published within days of the value before, by a source of its own: neither replaces the other."""
    number: float | None = None
    """The value, where it is a number or a share."""
    day: date | None = None
    """The value, where it is a date of which at least the month is known."""

    @property
    def words(self) -> str:
        """The value as the article writes it."""
        return " … ".join(text for text, is_marked in self.citation.quote.parts if is_marked)

    @property
    def published_on(self) -> date | None:
        stated = self.citation.published_at
        return date.fromisoformat(stated[:10]) if stated else None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The values that the answer had, oldest first, undated ones last; fewer than two where it did not move. `answer` is
    the answer of today."""

    answer: Answer
    entries: tuple[TimelineEntry, ...] = ()

    @property
    def question(self) -> str:
        return self.answer.question

    @property
    def has_moved(self) -> bool:
        return len(self.entries) > 1

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Every quote, in order."""
        return tuple(each for entry in self.entries for each in (entry.citation, *entry.also))


class Timelines:
    """Asks, and then reads more passages for what the answer was before."""

    def __init__(self, answering: AnswerPipeline, verifier: Verifier, rules: Worker) -> None:
        self._answering = answering
        self._verifier = verifier
        self._rules = rules

    async def of(
        self, question: str, filters: Filters, conversation: Sequence[Turn] = (), today: date | None = None
    ) -> Timeline | Outcome:
        """The timeline of a question that has an answer. A refusal or a doubtful answer is handed back as it is. Raises
        what asking raises."""
        outcome = await self._answering.ask(question, filters, conversation, today)
        if not isinstance(outcome, Answer) or outcome.doubtful:
            return outcome
        parsed, candidates = await self._answering.candidates(
            question, filters, today, conversation, PASSAGES
        )
        threshold = self._answering.settings.answer.threshold
        lines = await self._rules.run(_lines, parsed, candidates, outcome, threshold)
        return Timeline(outcome, await self._verified(lines, filters))

    async def _verified(self, lines: Sequence[_Line], filters: Filters) -> tuple[TimelineEntry, ...]:
        """The lines as entries, without quotes that the store does not hold."""
        cited = [cited_value(each) for line in lines for each in line.values]
        held = {each.quote: each for each in await self._verifier.citations(cited, filters)}
        entries: list[TimelineEntry] = []
        for line in lines:
            kept = [held[quote] for each in line.values if (quote := cited_value(each).quote) in held]
            if kept:
                number, day = _plotted(line.values[0])
                entries.append(TimelineEntry(kept[0], tuple(kept[1:]), line.disagrees, number, day))
        return tuple(entries)


def cited_value(given: Given) -> Citation:
    """The sentence with the value marked; its number is given when the quotes are verified."""
    return cite_span(0, given.candidate.article, given.candidate.span, (given.mark,))


@dataclass(slots=True)
class _Line:
    """A value, given first by the first of `values` and then by those of other origins."""

    values: list[Given]
    disagrees: bool = False
    origins: set[tuple[str, int]] = field(default_factory=set)

    def holds(self, other: Given) -> bool:
        return compared(self.values[0], other) is Comparison.SAME

    def add(self, other: Given) -> None:
        if origin(other.candidate) not in self.origins:
            self.values.append(other)
            self.origins.add(origin(other.candidate))


def _lines(
    question: Question, candidates: Sequence[Candidate], answer: Answer, threshold: float
) -> list[_Line]:
    """The values of the candidates that can be compared with the first one, by day of publication."""
    if not candidates:
        return []
    least = SUPPORT * threshold
    ranked, _ = rivals(question, candidates, least=least, threshold=threshold, present=True)
    shown = {(each.quote.article_id, each.quote.span) for each in answer.sources}
    likely = [each for each in ranked if each.confidence >= least or (each.article.id, each.span) in shown]
    values = [each for each in (given(question, candidate) for candidate in likely) if each and each.fits]
    if not values:
        return []
    of_articles: dict[int, Given] = {}
    for each in values:
        if each is values[0] or comparable(question, values[0], each):
            of_articles.setdefault(each.candidate.article.id, each)
    lines = _moves(sorted((each for each in of_articles.values() if each.day), key=_by_day))
    for each in of_articles.values():
        if not each.day and not any(line.holds(each) for line in lines):
            lines.append(_Line([each], origins={origin(each.candidate)}))
    return lines


def _by_day(each: Given) -> tuple[str, int]:
    return each.published, each.candidate.article.id


def _moves(values: Sequence[Given]) -> list[_Line]:
    """A line for each value that differs from the one before. A value that comes back within days stays on its line: the
    reports of those days disagree, and the answer did not move to and fro."""
    lines: list[_Line] = []
    for each in values:
        same = next((line for line in reversed(lines) if line.holds(each)), None)
        if same and (same is lines[-1] or _is_near(same.values[-1], each)):
            same.add(each)
            continue
        relation = compared(lines[-1].values[-1], each) if lines else Comparison.OTHER
        if relation is Comparison.UNSURE:
            continue
        own = bool(lines) and origin(each.candidate) not in lines[-1].origins
        disagrees = own and relation is Comparison.OTHER and _is_near(lines[-1].values[-1], each)
        lines.append(_Line([each], disagrees, {origin(each.candidate)}))
    return lines


def _is_near(one: Given, other: Given) -> bool:
    return one.day is not None and other.day is not None and abs(other.day - one.day) < MOVED_AFTER


def _plotted(given: Given) -> tuple[float | None, date | None]:
    """The value as a number or as a date, as far as it is one."""
    value = given.value
    if isinstance(value, Amount):
        return value.value, None
    if isinstance(value, Moment) and value.year and value.month:
        try:
            return None, date(value.year, value.month, value.day or 1)
        except ValueError:  # 30 February
            return None, None
    return None, None
