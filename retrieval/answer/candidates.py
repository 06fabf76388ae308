"""Ranks the sentences of the passages that were found by how well they answer the question.

Each sentence becomes a `Candidate` with features (`features`); a fitted weighted sum of them is its score, and another
one its confidence. If there is a reader, only the most promising sentences are embedded. Of a table, the row and the cell
with the words of the question are taken: a row reads "District: South | Anna Berg: 8,001 | Omar Diaz: 15,320".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from ..dates.pages import stated_day
from ..dates.quotes import published_on
from ..models.base import Embed, Read, Readable, SpanScore, Vectors
from ..text import CELL, depth, has_words, sentences, whole
from ..types import Article, Hit, Span, Window
from ..workers.telemetry import Stage, Telemetry, timing
from ..workers.threads import Worker
from . import features as f
from .features import Calibration, Features, Weights
from .question import STORY_KINDS, Kind, Question, key, places, stems
from .spans import find, negates, suffers, with_denial, with_denial_before, without_full_stop

_EMBEDDED = 12
"""So many sentences are embedded if a reader has read the passages: with 8, 12 and 16, the first sentence is right for
389, 389 and 388 of 527 questions of seven development sets, and one of the first three for 469; embedding takes long."""
_PROMISE_MARGIN, _PROMISE_WORDS, _PROMISE_PASSAGE = 2.7, 2.0, 2.4
"""Close to the fitted weights of these features in `calibration.json`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a hit, with the reader's best span in it. `span` has offsets into the article's text, `best` into the
    passage's. `lead` and `agreed` are features of `best`."""

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
        """The words of the reader's span; empty without one."""
        return self.hit.passage.text[self.best.start : self.best.end] if self.best else ""


_TEASER = re.compile(
    r"(?i:more|read more|see also|related|watch|also read|opinion|exclusive|fact check)\s?[:|]"
    r"|(?=[^:]{0,60}[a-z])[^:\n.!?]{1,60}:(?=[A-Z][\w’']|[$€£]\d)"
    r"|[A-Z][A-Z0-9’'&, -]{2,40}:(?=[A-Z$€£‘“\"'])"
    r"|(?i:hide caption \d)|(?:[\w.’'-]{1,24} ){0,3}[\w.’'-]{1,24}:\Z"
)
"""A link to another article: with "More:" before it, or joined to its label without a space ("STUDENT LOANS:Who ...");
and what says only whose words or which picture come next ("Taylor Wilson:")."""


def sentences_of(hits: Sequence[Hit], spans: Sequence[Sequence[SpanScore]]) -> list[Sentence]:
    """The sentences of all passages; `spans` are the reader's spans in each passage, best first. The line above a post of
    a live blog that gives its day, or a day of publication that was left in the text, is none, nor is the notice of a
    correction, which tells what is wrong, nor the title of another article ("More:", "Storm update:Two ...")."""
    return [
        Sentence(
            hit,
            Span(hit.passage.start + span.start, hit.passage.start + span.end),
            next((each for each in read if span.start <= each.start < span.end), None),
        )
        for hit, read in zip(hits, spans, strict=True)
        for span in sentences(hit.passage.text, hit.article.language)
        if (said := hit.passage.text[span.start : span.end]) != hit.article.correction
        and stated_day(said) is None
        and not _TEASER.match(said)
    ]


def compare_spans(found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with the features that compare their reader's spans with each other."""
    leads = f.leads([each.best for each in found], [each.answer for each in found])
    return [
        replace(each, lead=lead, agreed=agreed)
        for each, lead, agreed in zip(found, leads, _agreement(found), strict=True)
    ]


def preselect(question: Question, found: Sequence[Sentence], rarity: Sequence[float]) -> list[Sentence]:
    """The `_EMBEDDED` sentences with the best reader's span, words and passage, in their order."""
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
    """The margin of the reader's best span in it over "no answer", divided by 10; -1 without a span."""
    return f.tenths(sentence.best.margin) if sentence.best else -1.0


def best_keyword(found: Sequence[Sentence]) -> float:
    """The highest BM25 of their passages; 1 if keyword search found none of them."""
    return max((each.hit.bm25 or 0.0 for each in found), default=0.0) or 1.0


def _agreement(found: Sequence[Sentence]) -> list[float]:
    """For each sentence: the share of the passages whose best span has the same words as the sentence's span."""
    best: dict[int, Sentence] = {}
    for sentence in found:
        rival = best.get(sentence.hit.passage.id)
        if sentence.best and (not rival or not rival.best or sentence.best.score > rival.best.score):
            best[sentence.hit.passage.id] = sentence
    said = Counter(key(each.answer) for each in best.values())
    return [said[key(each.answer)] / len(best) if each.best else 0.0 for each in found]


_PAIR = ": "


def asked_rows(question: Question, found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences without rows of a table for which another row holds the same words of the question and more.

    "Who won the South?" -> of "District: North | ..." and "District: South | ...", only the second one stays.
    """
    asked = question.stems
    held: dict[tuple[int, int], dict[int, frozenset[str]]] = defaultdict(dict)
    for place, sentence in enumerate(found):
        if cells := sentence.text.count(CELL):  # rows of one table have the same number of cells
            held[sentence.hit.article.id, cells][place] = asked & stems(sentence.text)
    passed_over = {
        place
        for rows in held.values()
        for place, own in rows.items()
        if any(own < other for other in rows.values())
    }
    return [sentence for place, sentence in enumerate(found) if place not in passed_over]


def asked_cell(question: Question, row: str, mark: Span) -> Span:
    """The mark, or, if it lies across several cells of a row, the value of the cell with most words of the question."""
    if CELL not in row[mark.start : mark.end]:
        return mark
    crossed = [cell for cell in _cells(row) if cell.overlaps(mark)]
    best = max(
        crossed, key=lambda cell: len(question.stems & stems(row[cell.start : cell.end])), default=mark
    )
    value = row.find(_PAIR, best.start, best.end)
    return best if value < 0 else Span(value + len(_PAIR), best.end)


def _cells(row: str) -> Iterator[Span]:
    start = 0
    for cell in row.split(CELL):
        yield Span(start, start + len(cell))
        start += len(cell) + len(CELL)


_BOUND = re.compile(
    r"(?:within|by|before|after|until|till|since|between|no later|not before|as early)\b", re.IGNORECASE
)
_UNSURE = -3.0
"""If no span has a margin above it, the reader is unsure: a date, place or number near the asked words is better."""


@dataclass(frozen=True, slots=True)
class AskedDays:
    """The asked days, inclusive."""

    since: date
    until: date


def asked_days(asked: Window | None, today: date) -> AskedDays | None:
    """The days on which a timely answer was published. None where no time is asked, or one that is still to come."""
    if asked is None or (asked.since and asked.since > today):
        return None
    return AskedDays(asked.since or date.min, asked.until or today)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, and the words in it that may be the answer (`marks`). Offsets are into the article's
    text."""

    article: Article
    span: Span
    marks: tuple[Span, ...]
    features: Features
    missing: tuple[str, ...]
    """The words of the question that stand neither in the sentence nor near it."""
    score: float
    confidence: float
    """Calibrated probability, in [0, 1], that this sentence answers the question."""

    @property
    def text(self) -> str:
        return self.article.text[self.span.start : self.span.end]


def _order(candidate: Candidate) -> tuple[float, int, int]:
    """The best first; the same order every time."""
    return -candidate.score, candidate.article.id, candidate.span.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """Ranks sentences. Without a reader all of them are embedded. The rules run on the worker `rules`; `embed` is for
    questions, `embed_sentences` for what articles say."""

    embed: Embed
    embed_sentences: Embed
    read: Read | None
    calibration: Calibration
    rules: Worker
    telemetry: Telemetry | None = None

    async def rank(
        self,
        question: Question,
        hits: Sequence[Hit],
        days: AskedDays | None = None,
        absent: Collection[str] = (),
        visible: int = 0,
    ) -> list[Candidate]:
        """Candidates, best first; of sentences with the same words only the best one. `absent` are the words of the
        question that none of the `visible` passages has. Raises ModelError."""
        spans = await self._spans(question, hits)
        with timing(self.telemetry, Stage.CHOOSING):
            read = self.read is not None
            found, rarity = await self.rules.run(_preselected, question, hits, spans, read=read)
        if not found:
            return []
        texts = [sentence.text for sentence in found]
        without = [_without(question.text, word) for word in question.focus]
        with timing(self.telemetry, Stage.SENTENCES):
            said = await self.embed_sentences(texts)
            asked = await self.embed([question.text, *without])
        cosines = said @ asked.T  # (sentences, question and its variants)
        with timing(self.telemetry, Stage.CHOOSING):
            context = _Asked(question, days, frozenset(absent), f.few(visible))
            return await self.rules.run(_scored, context, found, cosines, rarity, self.calibration)

    async def _spans(self, question: Question, hits: Sequence[Hit]) -> list[list[SpanScore]]:
        if self.read is None:
            return [[] for _ in hits]
        with timing(self.telemetry, Stage.READING):
            return await self.read(question.text, [Readable.of(hit) for hit in hits])


def _preselected(
    question: Question, hits: Sequence[Hit], spans: list[list[SpanScore]], *, read: bool
) -> tuple[Sequence[Sentence], Sequence[float]]:
    """The sentences to embed, and how rare each word of the question is among all sentences. What is said of another
    nation than the asked one is no answer, however well it reads."""
    found = asked_rows(question, sentences_of(hits, spans))
    found = [each for each in found if not f.of_another_nation(question.text, each.text)]
    rarity = f.rarity(question, [sentence.text for sentence in found])
    return (preselect(question, compare_spans(found), rarity) if read else found), rarity


def _without(text: str, word: str) -> str:
    return " ".join(re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", text, flags=re.IGNORECASE).split())


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, the days that it asks about, and those of its words that no visible article has; of which there are
    `few` to such an extent."""

    question: Question
    days: AskedDays | None
    absent: frozenset[str]
    few: float


@dataclass(frozen=True, slots=True)
class _Context:
    """What is the same for all sentences of one question."""

    asked: _Asked
    newest: date | None
    """The day of the newest article that was found."""
    rarity: Sequence[float]
    keyword: float
    rarest: str
    """The rarest word of the question; empty if it has no focus words."""
    asks_no: bool
    reader_unsure: bool
    """True if the reader found no span that is much better than "no answer"."""


def _scored(
    asked: _Asked,
    found: Sequence[Sentence],
    cosines: Vectors,
    rarity: Sequence[float],
    calibration: Calibration,
) -> list[Candidate]:
    question = asked.question
    context = _Context(
        asked,
        max((day for each in found if (day := each.hit.article.published_on)), default=None),
        rarity,
        keyword=best_keyword(found),
        rarest=question.focus[int(np.argmax(rarity))] if rarity else "",
        asks_no=negates(question.text),
        reader_unsure=all(each.best is None or each.best.margin < _UNSURE for each in found),
    )
    weights = calibration.of(question.kind)
    candidates = [
        _candidate(context, sentence, row, weights) for sentence, row in zip(found, cosines, strict=True)
    ]
    return _deduplicated(sorted(candidates, key=_order))


def _candidate(context: _Context, sentence: Sentence, cosines: Vectors, weights: Weights) -> Candidate:
    """`cosines` are those of the sentence with the question, then with the question without each focus word."""
    question = context.asked.question
    words = f.compare_words(question, sentence.hit, sentence.text, cosines[1:] - cosines[0], context.rarity)
    forms = find(question, sentence.text)
    marks = _marks(question, sentence, forms, context.reader_unsure)
    marked = "".join(sentence.hit.article.text[mark.start : mark.end] for mark in marks)
    missed = f.counts_nothing(question, marked) or _names_who_suffers(question, sentence, marks)
    says_no = negates(sentence.text)
    days, published = context.asked.days, published_on(sentence.hit.article, sentence.span.start)
    features = Features(
        margin=margin(sentence),
        lead=sentence.lead,
        agreed=sentence.agreed,
        cosine=float(cosines[0]),
        passage=sentence.hit.cosine or 0.0,
        keyword=(sentence.hit.bm25 or 0.0) / context.keyword,
        covered=words.covered,
        conflict=words.conflict,
        unheard=float(not context.asked.absent.isdisjoint(words.missing)),
        foreign=words.foreign,
        names_nearby=words.names_nearby,
        negated=float(context.asks_no and not says_no),
        denying=float(says_no and not context.asks_no),
        typed=f.typed(question, forms),
        near_rarest=float(context.reader_unsure and f.near_rarest(context.rarest, forms, sentence.text)),
        formless=float(missed or f.formless(question, forms)),
        echo=f.echo(question, sentence.answer),
        fragment=float(f.fragment(sentence.text)),
        asks=float(f.asks(question, sentence.text)),
        quoted=float(f.quoted(question, sentence.text)),
        fits=_fits(question, marked, sentence.span.start, marks, forms),
        timely=f.timely(published, days.since, days.until) if days else 1.0,
        newest=f.timely(published, context.newest, context.newest) if context.newest else 1.0,
        depth=depth(sentence.span.start) if published or question.kind in STORY_KINDS else 0.0,
    )
    return Candidate(
        sentence.hit.article,
        sentence.span,
        () if missed else marks,
        features,
        words.missing,
        weights.score(features.vector),
        weights.confidence(features.vector, context.asked.few),
    )


def _names_who_suffers(question: Question, sentence: Sentence, marks: Sequence[Span]) -> bool:
    at = sentence.span.start
    return any(suffers(question, sentence.text, Span(mark.start - at, mark.end - at)) for mark in marks)


def _fits(question: Question, marked: str, at: int, marks: Sequence[Span], forms: Sequence[Span]) -> float:
    """`forms` have offsets into the sentence, which begins `at` a place of the article's text."""
    inside = [Span(at + form.start, at + form.end) for form in forms]
    return f.fits(question, marked, is_form=any(form.overlaps(mark) for form in inside for mark in marks))


def _marks(
    question: Question, sentence: Sentence, forms: Sequence[Span], reader_unsure: bool
) -> tuple[Span, ...]:
    """The words that answer, as whole dates, amounts and abbreviations; empty if nothing in the sentence answers, or the
    whole of it does."""
    if question.kind in (Kind.LATEST, Kind.SUMMARY):
        return ()
    found = _answer_span(question, sentence, forms, reader_unsure)
    if found is None:
        return ()
    at = sentence.span.start
    complete = whole(sentence.text, asked_cell(question, sentence.text, found))
    complete = (with_denial if question.kind is Kind.YES_NO else with_denial_before)(sentence.text, complete)
    complete = without_full_stop(sentence.text, complete)
    said = sentence.text[complete.start : complete.end]
    if not has_words(said) or (question.kind is Kind.WHO and f.names_nobody(said)):
        return ()
    return (Span(at + complete.start, at + complete.end),)


def _answer_span(
    question: Question, sentence: Sentence, forms: Sequence[Span], reader_unsure: bool
) -> Span | None:
    """The reader's span, or the best span of the asked form if the reader is unsure. Offsets into the sentence."""
    form = _best_form(question, forms, sentence.text)
    if sentence.best is None or (form and reader_unsure):
        return form
    start = sentence.hit.passage.start - sentence.span.start
    best = Span(start + sentence.best.start, start + sentence.best.end)
    if question.kind is Kind.WHICH:
        return _up_to_the_head(best, forms)
    return next((each for each in forms if _adds_a_bound(question, each, best, sentence.text)), best)


def _up_to_the_head(best: Span, forms: Sequence[Span]) -> Span:
    """The reader's span with the asked noun behind it: the "sales" of a "sales framework" are no framework."""
    around = (each for each in forms if each.start <= best.start and best.end < each.end)
    return next((Span(best.start, each.end) for each in around), best)


def _adds_a_bound(question: Question, form: Span, best: Span, text: str) -> bool:
    """True for a time around the reader's span that has another meaning than the span alone: "before 1990"."""
    around = form.start <= best.start and best.end <= form.end
    return question.kind is Kind.WHEN and around and bool(_BOUND.match(text, form.start))


def _best_form(question: Question, forms: Sequence[Span], text: str) -> Span | None:
    """The longest of the spans that are nearest to the words of the question."""
    found = places(text, question.stems)

    def distance(form: Span) -> tuple[int, int]:
        near = min((min(abs(place - form.start), abs(place - form.end)) for place in found), default=0)
        return near // 40, form.start - form.end

    return min(forms, key=distance, default=None)


def _deduplicated(candidates: list[Candidate]) -> list[Candidate]:
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(key(candidate.text), candidate)
    return list(first.values())
