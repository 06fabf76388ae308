"""Training pairs of the verifier from sets of claims and questions that people typed, and from the headlines of their
articles."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ...answer.question import stems
from ...evaluation.claim_sets import CLAIMS, falsified, stated, stated_claims
from ...evaluation.measures import holds
from ...evaluation.run import stated_moment
from ...evaluation.sets import CONVERSATIONS, Document, EvaluationSet, Question, read_set
from ...models.base import Readable
from ...models.verifier import NEITHER, SUPPORTS
from ...text import sentences
from ...types import Span
from ..data import Bm25
from .pairs import LABELS, Pair, Target, Text, asked, edited_labels

_FACTS = frozenset({"who", "how_many", "when", "where", "what"})
_OPENS = frozenset("did does do is are was were has have will can so isnt didnt".split())
"""Words with which a question of yes or no begins."""
_OTHERS = 6
"""Sentences of its article that do not tell what a typed question asks."""
_ELSEWHERE = 10
"""Sentences of other articles for a statement."""


def typed_pairs(sets: Sequence[Path], without: Sequence[Path], rng: random.Random) -> Iterator[Pair]:
    """All pairs of these sets; no document that a set in `without` names is in them."""
    barred = {doc_id for folder in without for doc_id in _named(folder)}
    for folder in sets:
        given = read_set(folder)
        texts = {each.id: _text(each) for each in given.documents if each.id not in barred}
        pairs = list(_of_set(given, texts, rng))
        yield from pairs
        if pairs:
            yield from _elsewhere(pairs, texts)


def _named(folder: Path) -> Iterator[str]:
    """The documents that the set's questions, claims and conversations name."""
    for question in read_set(folder).questions:
        yield from question.named_documents
    for name in (CLAIMS, CONVERSATIONS):
        file = folder / name
        lines = file.read_text(encoding="utf-8") if file.is_file() else ""
        for field in re.findall(r'"(?:related_)?doc_ids?": (?:"[^"]+"|\[[^\]]*\])', lines):
            yield from re.findall(r'"([^"]+)"', field.partition(":")[2])


def _text(document: Document) -> Text:
    moment = stated_moment(document.date)
    published = date.fromisoformat(moment[:10]) if moment else None
    return Text(document.text, sentences(document.text), document.title, published)


def _of_set(given: EvaluationSet, texts: Mapping[str, Text], rng: random.Random) -> Iterator[Pair]:
    fine = [each for each in given.questions if _has_all(texts, each)]
    for question in fine:
        if question.yes_no:
            yield from _decided(question, texts, rng, "typed yes/no")
        elif not question.answerable and question.text.lower().split()[0] in _OPENS:
            yield from _untold(question, texts, rng)
        elif question.answers and question.type in _FACTS:
            yield from _fact(question, texts, rng)
    for claim in (each.question for each in stated_claims(given)):
        if _has_all(texts, claim):
            yield from (
                _decided(claim, texts, rng, "typed claim") if claim.yes_no else _untold(claim, texts, rng)
            )
    named = sorted({doc_id for each in fine for doc_id in each.named_documents})
    for doc_id in named:
        near = [texts[each].text[:2000] for each in rng.sample(named, min(8, len(named)))]
        yield from _headline(doc_id, texts[doc_id], near, rng)


def _has_all(texts: Mapping[str, Text], question: Question) -> bool:
    return all(doc_id in texts for doc_id in question.named_documents)


def _evidence(question: Question, doc_id: str, text: Text) -> list[int]:
    """The sentences of the document that the question's evidence touches."""
    spans = [each for each in question.evidence if each.doc_id == doc_id]
    return [
        n
        for n, span in enumerate(text.spans)
        if any(each.start < span.end and span.start < each.end for each in spans)
    ]


def _decided(
    question: Question, texts: Mapping[str, Text], rng: random.Random, source: str
) -> Iterator[Pair]:
    """A question of yes or no, or a claim, over the sentences that decide it, and over others of their articles."""
    label = LABELS[question.yes_no or ""]
    for doc_id in dict.fromkeys(each.doc_id for each in question.evidence):
        text = texts[doc_id]
        telling = _evidence(question, doc_id, text)
        for at in telling:
            passage, places = text.window(at, rng)
            spans = tuple(span for n, span in places.items() if n in telling)
            yield Pair(question.text, passage, (Target(spans, (label,)),), doc_id, source)
        other = f"{source}, other sentence"
        yield from _others(question.text, doc_id, text, telling, rng, other, _OTHERS, label)


def _untold(question: Question, texts: Mapping[str, Text], rng: random.Random) -> Iterator[Pair]:
    """A question or claim that nothing decides, over its articles."""
    for doc_id in question.related_doc_ids[:2]:
        yield from _others(question.text, doc_id, texts[doc_id], (), rng, "typed unanswerable", 4)


def _others(
    statement: str,
    doc_id: str,
    text: Text,
    telling: Sequence[int],
    rng: random.Random,
    source: str,
    most: int,
    label: int = NEITHER,
) -> Iterator[Pair]:
    """The sentences with most of the statement's words that do not tell it; of those beside one that does, half. Where
    one has half of its words it may say `label`, too: a headline repeats what decides."""
    said = stems(statement)
    free = [n for n in range(len(text.spans)) if n not in telling and len(text.sentence(n)) > 25]
    for at in text.nearest(statement, free)[:most]:
        if {at - 1, at + 1} & set(telling) and rng.random() < 0.5:
            continue
        passage, places = text.window(at, rng)
        repeats = 2 * len(said & stems(text.sentence(at))) >= len(said)
        labels = tuple(sorted({label, NEITHER})) if repeats else (NEITHER,)
        yield Pair(statement, passage, (Target((places[at],), labels),), doc_id, source)


def _fact(question: Question, texts: Mapping[str, Text], rng: random.Random) -> Iterator[Pair]:
    """Another typed question with its answer, as a statement; and with an edit."""
    answer, doc_id = min(question.answers, key=len), question.evidence[0].doc_id
    text = texts[doc_id]
    right = stated(question.text, answer, text.text) or asked(question.text, answer)
    if right is None:
        return
    telling = _evidence(question, doc_id, text)
    for at in [n for n in telling if holds(text.sentence(n), answer)][:1]:
        passage, places = text.window(at, rng)
        yield Pair(right, passage, (Target((places[at],), (SUPPORTS,)),), doc_id, "typed fact")
        edit = falsified(right, text.text, text.sentence(at), [text.text[:3000]], rng)
        if edit and edit.kind != "name":
            target = Target((places[at],), edited_labels(edit))
            yield Pair(edit.text, passage, (target,), doc_id, f"typed fact, edit {edit.kind}")
    yield from _others(right, doc_id, text, telling, rng, "typed fact, other sentence", 2)


_LEAD = 4
"""Sentences of the opening."""
_SITE = 30
"""Characters of the name of a site behind a headline, at most."""
_NO_STATEMENT = re.compile(r"[:?]|^(?:how|why|what|here|where|when|who)\b", re.IGNORECASE)


def _headline(doc_id: str, text: Text, near: Sequence[str], rng: random.Random) -> Iterator[Pair]:
    """A headline is told by a sentence of the opening; with something changed it is not, and later sentences do not."""
    parts = re.split(r" [|–—-] ", text.title or "")
    title = " - ".join(parts[:-1] if len(parts) > 1 and len(parts[-1]) <= _SITE else parts).rstrip(". …")
    bare = replace(
        text, title=None, spans=[each for each in text.spans if len(text.text[slice(*each)].split()) > 5]
    )
    if len(bare.spans) < _LEAD + 2 or not 5 <= len(title.split()) <= 18 or _NO_STATEMENT.search(title):
        return
    start, end = bare.spans[0].start, bare.spans[_LEAD - 1].end
    passage = Readable(text.text[start:end], None, text.published)
    opening = [Span(span.start - start, span.end - start) for span in bare.spans[:_LEAD]]
    yield Pair(title, passage, (Target(tuple(opening), (SUPPORTS,)),), doc_id, "headline")
    edit = falsified(title, text.text, passage.text, near, rng)
    if edit:
        best = opening[bare.nearest(title, range(_LEAD))[0]]
        target = Target((best,), edited_labels(edit))
        yield Pair(edit.text, passage, (target,), doc_id, f"headline, edit {edit.kind}")
    said = stems(title)
    for at in rng.sample(range(_LEAD, len(bare.spans)), 2):
        if 2 * len(said & stems(bare.sentence(at))) >= len(said):
            continue  # it may tell it, too
        window, places = bare.window(at, rng)
        yield Pair(title, window, (Target((places[at],), (NEITHER,)),), doc_id, "headline, other sentence")


def _elsewhere(pairs: Sequence[Pair], texts: Mapping[str, Text]) -> Iterator[Pair]:
    """The statements over sentences that keyword search finds for them in other articles: what is so, none of these
    denies, and what is not so, none bears out."""
    told = {each.statement: each for each in pairs if NEITHER not in each.targets[0].labels}
    told |= {each.statement: each for each in pairs if each.source == "typed unanswerable"}
    places = [(doc_id, at) for doc_id, text in texts.items() for at in range(len(text.spans))]
    search = Bm25([f"{texts[doc_id].title} {texts[doc_id].sentence(at)}" for doc_id, at in places])
    found = search.top(list(told), 2 * _ELSEWHERE).tolist()
    for pair, rows in zip(told.values(), found, strict=True):
        labels = tuple(sorted({*pair.targets[0].labels, NEITHER}))
        own = texts[pair.group].title
        others = [places[row] for row in rows if texts[places[row][0]].title != own]
        for doc_id, at in others[:_ELSEWHERE]:
            passage, spans = texts[doc_id].window(at)
            yield Pair(pair.statement, passage, (Target((spans[at],), labels),), pair.group, "elsewhere")
