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
from ..answer.compared.given import Given, given
from ..answer.compared.rivals import (
    MOVED_AFTER,
    Comparison,
    are_of_one_paper,
    comparable,
    compared,
    origin,
    rivals,
)
from ..answer.compose import cite_span
from ..answer.pipeline import AnswerPipeline
from ..answer.question import Question
from ..answer.values import Amount, Moment
from ..answer.verify import Verifier
from ..outcomes import Agreement, Answer, Outcome, Turn, independent
from ..store.news.versions import StoredVersion, Versions
from ..types import Article, Citation, Filters
from ..workers.threads import Worker
from .versions import Dated, dated

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
    since: date | None = None
    """The day from which it was given: of the article, or of the version that gave it first."""
    changed_on: date | None = None
    """That day, where the article said something else before."""

    @property
    def words(self) -> str:
        """The value as the article writes it."""
        return self.citation.quote.marked


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
    def only(self) -> Citation:
        """The quote of an answer that has not moved."""
        return self.entries[0].citation if self.entries else self.answer.citations[0]

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Every quote, in order."""
        return tuple(each for entry in self.entries for each in (entry.citation, *entry.also))

    @property
    def origins(self) -> int:
        """How many independent sources there are."""
        return independent(self.sources)


class Timelines:
    """Asks, and then reads more passages, and older versions of the articles, for what the answer was before."""

    def __init__(
        self, answering: AnswerPipeline, versions: Versions, verifier: Verifier, rules: Worker
    ) -> None:
        self._answering = answering
        self._versions = versions
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
        values = await self._rules.run(_values, parsed, candidates, outcome, threshold)
        versions = [await self._of_article(each.candidate.article) for each in values]
        lines = await self._rules.run(_lines, parsed, values, versions, filters)
        entries = await self._verified(lines, filters)
        return Timeline(outcome, entries if len(entries) > 1 else _of_answer(outcome) or entries)

    async def _of_article(self, article: Article) -> Sequence[StoredVersion]:
        """Its versions up to the one that was read, where it has several."""
        if article.version == 1:
            return ()
        versions = await self._versions.of_article(article.id)
        return [each for each in versions if each.number <= article.version]

    async def _verified(self, lines: Sequence[_Line], filters: Filters) -> tuple[TimelineEntry, ...]:
        """The lines as entries, without quotes that the store does not hold."""
        cited = [cited_value(each.given) for line in lines for each in line.values]
        held = {each.quote: each for each in await self._verifier.citations(cited, filters)}
        entries: list[TimelineEntry] = []
        for line in lines:
            quotes = [cited_value(each.given).quote for each in line.values]
            kept = [held[quote] for quote in quotes if quote in held]
            if kept:
                first = next(each for each, quote in zip(line.values, quotes, strict=True) if quote in held)
                number, day = _plotted(first.given)
                entries.append(
                    TimelineEntry(
                        kept[0], tuple(kept[1:]), line.disagrees, number, day, first.day, first.changed_on
                    )
                )
        return tuple(entries)


_OTHER_VALUES = frozenset((Agreement.EARLIER, Agreement.NEWER, Agreement.DISAGREE))


def _of_answer(answer: Answer) -> tuple[TimelineEntry, ...]:
    """The values that the answer itself shows beside its own, oldest first; empty if it shows none."""
    others = [each for each in answer.values if each.agreement in _OTHER_VALUES]
    if not others or not answer.citations[0].quote.marks:
        return ()
    apart = {each.citation: each.agreement is Agreement.DISAGREE for each in others}
    cited = sorted([*apart, answer.citations[0]], key=lambda each: each.published_at or "9")
    days = [date.fromisoformat(each.published_at[:10]) if each.published_at else None for each in cited]
    return tuple(
        TimelineEntry(each, disagrees=apart.get(each, False), since=day)
        for each, day in zip(cited, days, strict=True)
    )


def cited_value(given: Given) -> Citation:
    """The sentence with the value marked; its number is given when the quotes are verified."""
    return cite_span(0, given.candidate.article, given.candidate.span, (given.mark,))


@dataclass(slots=True)
class _Line:
    """A value, given first by the first of `values` and then by those of other origins."""

    values: list[Dated]
    disagrees: bool = False
    origins: set[tuple[str, int]] = field(default_factory=set)

    def holds(self, other: Dated) -> bool:
        return compared(self.values[0].given, other.given) is Comparison.SAME

    def add(self, other: Dated) -> None:
        if _origin(other) not in self.origins:
            self.values.append(other)
            self.origins.add(_origin(other))


def _origin(each: Dated) -> tuple[str, int]:
    return origin(each.given.candidate)


def _values(
    question: Question, candidates: Sequence[Candidate], answer: Answer, threshold: float
) -> list[Given]:
    """Of each article the likeliest value that can be compared with that of the answer, which must have one itself."""
    if not candidates:
        return []
    ranked, _ = rivals(question, candidates, least=threshold, threshold=threshold, present=True)
    # among so many sentences one that is less likely is too often about something else
    likely = [each for each in ranked if each.confidence >= threshold or _is_shown(each, answer)]
    found = [each for each in (given(question, candidate) for candidate in likely) if each and each.fits]
    head = next(
        (each for each in found if each.candidate is ranked[0] or _is_shown(each.candidate, answer)), None
    )
    if head is None:
        return []
    of_articles: dict[int, Given] = {}
    for each in found:
        if each is head or comparable(question, head, each):
            of_articles.setdefault(each.candidate.article.id, each)
    return list(of_articles.values())


def _is_shown(candidate: Candidate, answer: Answer) -> bool:
    """Whether the answer quotes the sentence, perhaps with its neighbours."""
    return any(
        each.quote.article_id == candidate.article.id and each.quote.span.overlaps(candidate.span)
        for each in answer.sources
    )


def _lines(
    question: Question, values: Sequence[Given], versions: Sequence[Sequence[StoredVersion]], filters: Filters
) -> list[_Line]:
    """The values of all versions inside the days of the filters as lines, oldest first, undated ones last."""
    every = [
        each
        for value, of_article in zip(values, versions, strict=True)
        for each in dated(question, value, of_article)
        if _is_inside(each, filters)
    ]
    lines = _moves(sorted((each for each in every if each.day), key=_by_day))
    for each in every:
        if not each.day and not any(line.holds(each) for line in lines):
            lines.append(_Line([each], origins={_origin(each)}))
    return lines


def _is_inside(each: Dated, filters: Filters) -> bool:
    """The search has looked at the articles' own days; a later version may be of another one."""
    if each.changed_on is None:
        return True
    return (filters.since or date.min) <= each.changed_on <= (filters.until or date.max)


def _by_day(each: Dated) -> tuple[str, int]:
    return each.since, each.given.candidate.article.id


def _moves(values: Sequence[Dated]) -> list[_Line]:
    """A line for each value that differs from the one before. A value that comes back within days stays on its line: the
    reports of those days disagree, and the answer did not move to and fro."""
    lines: list[_Line] = []
    for each in values:
        same = next((line for line in reversed(lines) if line.holds(each)), None)
        if same and (same is lines[-1] or _is_near(same.values[-1], each)):
            same.add(each)
            continue
        relation = compared(lines[-1].values[-1].given, each.given) if lines else Comparison.OTHER
        if relation is Comparison.UNSURE:
            continue
        own = bool(lines) and _origin(each) not in lines[-1].origins
        own = own and not are_of_one_paper(lines[-1].values[0].given, each.given)
        disagrees = own and relation is Comparison.OTHER and _is_near(lines[-1].values[0], each)
        lines.append(_Line([each], disagrees, {_origin(each)}))
    return lines


def _is_near(one: Dated, other: Dated) -> bool:
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
