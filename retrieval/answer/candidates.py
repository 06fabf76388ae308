"""Choose the sentences that answer, from the passages that were found.

Every candidate sentence gets a handful of features, and one fitted weighted sum of them ranks it.

The sentences of the passages found, what the reader saw in them, and which of them are worth a closer look. Pure.

Rows of tables as evidence: which row of a table a question asks for, and which cell of a row. Pure.

A row reads "District: South | Anna Berg: 8,001 | Omar Diaz: 15,320".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from ..dates.quotes import published_on
from ..models.base import Read, Readable, SpanScore
from ..telemetry import Stage, Telemetry, timing
from ..text import CELL, has_words, sentences, whole
from ..types import Article, Hit, Span, Window
from ..workers.threads import Worker
from . import features as f
from .features import Calibration, Features
from .question import Kind, Question, key, places, stem, stems
from .spans import find

_EMBEDDED = 16
"""Sentences of a question that are embedded where a reader has read them: with 12, quote@1 and quote@3 of seven
development sets are the same as with all (30 to 50), and embedding takes most of the time."""
_PROMISE_MARGIN, _PROMISE_WORDS, _PROMISE_PASSAGE = 2.7, 2.0, 2.4
"""About the fitted weights of these features, in `calibration.json`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a hit, with the reader's best span in it; offsets of `span` into the article's text."""

    hit: Hit
    span: Span
    best: SpanScore | None
    lead: float = 0.0
    agreed: float = 0.0

    @property
    def text(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]

    @property
    def answer(self) -> str:
        """The words of the reader's span."""
        return self.hit.passage.text[self.best.start : self.best.end] if self.best else ""


def sentences_of(hits: Sequence[Hit], spans: Sequence[Sequence[SpanScore]]) -> list[Sentence]:
    """The sentences of all passages; `spans` are what the reader found in each passage, best first."""
    return [
        Sentence(
            hit,
            Span(hit.passage.start + span.start, hit.passage.start + span.end),
            next((each for each in read if span.start <= each.start < span.end), None),
        )
        for hit, read in zip(hits, spans, strict=True)
        for span in sentences(hit.passage.text, hit.article.language)
    ]


def compare_spans(found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with what the reader's spans are to each other."""
    leads = f.leads([each.best for each in found], [each.answer for each in found])
    return [
        replace(each, lead=lead, agreed=agreed)
        for each, lead, agreed in zip(found, leads, _agreement(found), strict=True)
    ]


def preselect(question: Question, found: Sequence[Sentence], rarity: Sequence[float]) -> list[Sentence]:
    """The `_EMBEDDED` sentences that reader, words and passage speak for, in their order; the others are not worth
    an embedding each."""
    keyword = best_keyword(found)

    def promise(sentence: Sentence) -> float:
        return (
            _PROMISE_MARGIN * margin(sentence)
            + _PROMISE_WORDS * f.share_held(question, sentence.text, rarity)
            + _PROMISE_PASSAGE * (sentence.hit.cosine or 0.0)
            + (sentence.hit.bm25 or 0.0) / keyword
        )

    best = sorted(range(len(found)), key=lambda place: -promise(found[place]))[:_EMBEDDED]
    return [found[place] for place in sorted(best)]


def margin(sentence: Sentence) -> float:
    """The reader's best span in it against "no answer", in tenths; -1 where nothing was read."""
    return f.tenths(sentence.best.margin) if sentence.best else -1.0


def best_keyword(found: Sequence[Sentence]) -> float:
    """The highest BM25 of their passages; 1 where keyword search found none of them."""
    return max((each.hit.bm25 or 0.0 for each in found), default=0.0) or 1.0


def _agreement(found: Sequence[Sentence]) -> list[float]:
    """Of the passages read, the share whose best span has the same words as the sentence's."""
    best: dict[int, Sentence] = {}
    for sentence in found:
        rival = best.get(sentence.hit.passage.id)
        if sentence.best and (not rival or not rival.best or sentence.best.score > rival.best.score):
            best[sentence.hit.passage.id] = sentence
    said = Counter(key(each.answer) for each in best.values())
    return [said[key(each.answer)] / len(best) if each.best else 0.0 for each in found]


_PAIR = ": "


def asked_rows(question: Question, found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences without those rows of a table that another row answers more exactly, because it holds all the words
    of the question that they hold and more: the row of the south where a number of the south is asked for."""
    asked = frozenset(map(stem, question.focus))
    held: dict[tuple[int, int], dict[int, frozenset[str]]] = defaultdict(dict)
    for place, sentence in enumerate(found):
        if table := _table(sentence):
            held[table][place] = asked & stems(sentence.text)
    passed_over = {
        place
        for rows in held.values()
        for place, own in rows.items()
        if any(own < other for other in rows.values())
    }
    return [sentence for place, sentence in enumerate(found) if place not in passed_over]


def _table(sentence: Sentence) -> tuple[int, int] | None:
    """The article and the number of columns, for a row of a table."""
    cells = sentence.text.count(CELL)
    return (sentence.hit.article.id, cells) if cells else None


def asked_cell(question: Question, row: str, mark: Span) -> Span:
    """A mark that lies across several cells of a row, kept to the value of the cell with most of the question's words."""
    if CELL not in row[mark.start : mark.end]:
        return mark
    asked = frozenset(map(stem, question.focus))
    crossed = [cell for cell in _cells(row) if cell.start < mark.end and mark.start < cell.end]
    best = max(crossed, key=lambda cell: len(asked & stems(row[cell.start : cell.end])), default=mark)
    value = row.find(_PAIR, best.start, best.end)
    return best if value < 0 else Span(value + len(_PAIR), best.end)


def _cells(row: str) -> Iterator[Span]:
    start = 0
    for cell in row.split(CELL):
        yield Span(start, start + len(cell))
        start += len(cell) + len(CELL)


Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Awaitable[Vectors]]

_BOUND = re.compile(
    r"(?:within|by|before|after|until|till|since|between|no later|not before|as early)\b", re.IGNORECASE
)
_UNSURE = -3.0
"""Where no span has a margin above it, a date, a place or a number beside the asked words says more than the reader."""


@dataclass(frozen=True, slots=True)
class AskedDays:
    """The asked time, inclusive: the day of the question where it names none."""

    since: date
    until: date


def asked_days(asked: Window | None, today: date) -> AskedDays:
    """The days in which an answer was published if it is timely: those of the asked time, or about today."""
    if asked is None or (asked.since and asked.since > today):
        return AskedDays(today, today)
    return AskedDays(asked.since or date.min, asked.until or today)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, where it stands, and what in it might answer. Offsets are into the article's text."""

    article: Article
    span: Span
    marks: tuple[Span, ...]
    features: Features
    missing: tuple[str, ...]
    """The question's words that stand neither in the sentence nor near it."""
    score: float
    confidence: float
    """Calibrated probability that this sentence answers the question."""

    @property
    def text(self) -> str:
        return self.article.text[self.span.start : self.span.end]


async def rank(
    question: Question,
    hits: Sequence[Hit],
    embed: Embed,
    read: Read | None,
    days: AskedDays,
    calibration: Calibration,
    rules: Worker,
    telemetry: Telemetry | None = None,
) -> list[Candidate]:
    """Candidates, best first; sentences that read the same count once. The comparing runs on `rules`."""
    spans = await _spans(question, hits, read, telemetry)
    with timing(telemetry, Stage.CHOOSING):
        found, rarity = await rules.run(_preselected, question, hits, spans, read=read is not None)
    if not found:
        return []
    texts = [sentence.text for sentence in found]
    without = [_without(question.text, word) for word in question.focus]
    with timing(telemetry, Stage.SENTENCES):
        vectors = await embed([question.text, *without, *texts])
    with timing(telemetry, Stage.CHOOSING):
        asked = 1 + len(without)
        cosines = vectors[asked:] @ vectors[:asked].T  # (sentences, question and its variants)
        candidates = await rules.run(_scored, question, found, cosines, rarity, days, calibration)
        return _deduplicated(
            sorted(candidates, key=lambda each: (-each.score, each.article.id, each.span.start))
        )


def _preselected(
    question: Question, hits: Sequence[Hit], spans: list[list[SpanScore]], *, read: bool
) -> tuple[Sequence[Sentence], Sequence[float]]:
    """The sentences that are worth a comparison by meaning, and how rare the question's words are among all."""
    found = asked_rows(question, sentences_of(hits, spans))
    rarity = f.rarity(question, [sentence.text for sentence in found])
    return (preselect(question, compare_spans(found), rarity) if read else found), rarity


async def _spans(
    question: Question, hits: Sequence[Hit], read: Read | None, telemetry: Telemetry | None
) -> list[list[SpanScore]]:
    if read is None:
        return [[] for _ in hits]
    passages = [
        Readable(hit.passage.text, hit.article.title, hit.article.published_on, hit.article.language)
        for hit in hits
    ]
    with timing(telemetry, Stage.READING):
        return await read(question.text, passages)


def _without(text: str, word: str) -> str:
    return " ".join(re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", text, flags=re.IGNORECASE).split())


@dataclass(frozen=True, slots=True)
class _Context:
    """What all sentences of one question are held against."""

    question: Question
    days: AskedDays
    rarity: Sequence[float]
    keyword: float
    rarest: str
    """The rarest of the question's words."""
    asks_no: bool
    reader_unsure: bool
    """The reader sees hardly an answer anywhere."""


def _scored(
    question: Question,
    found: Sequence[Sentence],
    cosines: Vectors,
    rarity: Sequence[float],
    days: AskedDays,
    calibration: Calibration,
) -> list[Candidate]:
    context = _Context(
        question,
        days,
        rarity,
        keyword=best_keyword(found),
        rarest=question.focus[int(np.argmax(rarity))] if rarity else "",
        asks_no=f.negates(question.text),
        reader_unsure=all(each.best is None or each.best.margin < _UNSURE for each in found),
    )
    return [
        _candidate(context, sentence, row, calibration) for sentence, row in zip(found, cosines, strict=True)
    ]


def _candidate(
    context: _Context, sentence: Sentence, cosines: Vectors, calibration: Calibration
) -> Candidate:
    """`cosines` are the sentence's with the question, then with the question without each focus word."""
    question = context.question
    words = f.compare_words(question, sentence.hit, sentence.text, cosines[1:] - cosines[0], context.rarity)
    forms = find(question, sentence.text)
    says_no = f.negates(sentence.text)
    features = Features(
        margin=margin(sentence),
        lead=sentence.lead,
        agreed=sentence.agreed,
        cosine=float(cosines[0]),
        passage=sentence.hit.cosine or 0.0,
        keyword=(sentence.hit.bm25 or 0.0) / context.keyword,
        covered=words.covered,
        conflict=words.conflict,
        foreign=words.foreign,
        names_nearby=words.names_nearby,
        negated=float(context.asks_no and not says_no),
        denying=float(says_no and not context.asks_no),
        typed=f.typed(question, forms),
        near_rarest=float(context.reader_unsure and f.near_rarest(context.rarest, forms, sentence.text)),
        formless=float(f.formless(question, forms)),
        echo=f.echo(question, sentence.answer),
        fragment=float(f.fragment(sentence.text)),
        timely=f.timely(
            published_on(sentence.hit.article, sentence.span.start), context.days.since, context.days.until
        ),
    )
    return Candidate(
        sentence.hit.article,
        sentence.span,
        _marks(question, sentence, forms, context.reader_unsure),
        features,
        words.missing,
        calibration.score(features.vector),
        calibration.confidence(features.vector),
    )


def _marks(
    question: Question, sentence: Sentence, forms: Sequence[Span], reader_unsure: bool
) -> tuple[Span, ...]:
    """The words that answer, never a part of a date, an amount or an abbreviation."""
    found = _answer_span(question, sentence, forms, reader_unsure)
    if found is None:
        return ()
    at = sentence.span.start
    complete = whole(sentence.text, asked_cell(question, sentence.text, found))
    if not has_words(sentence.text[complete.start : complete.end]):
        return ()
    return (Span(at + complete.start, at + complete.end),)


def _answer_span(
    question: Question, sentence: Sentence, forms: Sequence[Span], reader_unsure: bool
) -> Span | None:
    """The reader's span; the form that fits best where the reader sees hardly an answer. Offsets in the sentence."""
    form = _best_form(question, forms, sentence.text)
    if sentence.best is None or (form and reader_unsure):
        return form
    start = sentence.hit.passage.start - sentence.span.start
    best = Span(start + sentence.best.start, start + sentence.best.end)
    return next((each for each in forms if _adds_a_bound(question, each, best, sentence.text)), best)


def _adds_a_bound(question: Question, form: Span, best: Span, text: str) -> bool:
    """True for a time around the reader's span that says something else than the span alone: "before 1990"."""
    around = form.start <= best.start and best.end <= form.end
    return question.kind is Kind.WHEN and around and bool(_BOUND.match(text, form.start))


def _best_form(question: Question, forms: Sequence[Span], text: str) -> Span | None:
    """The longest of the spans nearest to the asked words is the most telling one."""
    found = places(text, frozenset(stem(word) for word in question.focus))

    def distance(form: Span) -> tuple[int, int]:
        near = min((min(abs(place - form.start), abs(place - form.end)) for place in found), default=0)
        return near // 40, form.start - form.end

    return min(forms, key=distance, default=None)


def _deduplicated(candidates: list[Candidate]) -> list[Candidate]:
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(key(candidate.text), candidate)
    return list(first.values())
