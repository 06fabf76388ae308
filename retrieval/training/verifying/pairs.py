"""Training pairs of the verifier: a statement or a question of yes or no, and what sentences of a text say to it.

Here they come from labelled claims, from search questions over a paragraph, and from questions with their answers, which
rules turn into statements. What is not told is learnt from the other sentences of the same text.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ...answer.question import stems
from ...evaluation.claim_sets import Edit, falsified, stated
from ...evaluation.measures import holds
from ...models.base import Readable
from ...models.verifier import NEITHER, REFUTES, SUPPORTS
from ...text import content_hash, sentences
from ...types import Span
from ..passages import draw_date, draw_title
from ..rows import Row, read_rows

QUESTIONED = ("squad_train_part", "squadshifts_newwiki", "qed_nq", "timeqa_human", "squadshifts_reddit")
"""Files whose questions become statements: facts in edited prose, and some in chat."""
LABELS = {"supports": SUPPORTS, "refutes": REFUTES, "neither": NEITHER, "yes": SUPPORTS, "no": REFUTES}
HELD_OUT = 12


@dataclass(frozen=True, slots=True)
class Target:
    """At least one of the `spans` of a text says one of the `labels`."""

    spans: tuple[Span, ...]
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement and a text. Pairs of one `group` are about the same page or article; `source` says how it was made."""

    statement: str
    passage: Readable
    targets: tuple[Target, ...]
    group: str
    source: str

    @property
    def is_held_out(self) -> bool:
        """Whether it judges, and is never learnt from: one page or article in `HELD_OUT`."""
        return is_held_out(self.group)


def is_held_out(group: str) -> bool:
    return int(content_hash(group)[:8], 16) % HELD_OUT == 0


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its sentences."""

    text: str
    spans: Sequence[Span]
    title: str | None = None
    published: date | None = None

    def sentence(self, at: int) -> str:
        return self.text[self.spans[at].start : self.spans[at].end]

    def nearest(self, statement: str, among: Sequence[int]) -> list[int]:
        """These sentences, those with most of the statement's words first."""
        said = stems(statement)
        return sorted(among, key=lambda at: -len(said & stems(self.sentence(at))))

    def window(self, at: int, rng: random.Random | None = None) -> tuple[Readable, dict[int, Span]]:
        """Sentence `at`, mostly with the ones beside it, and where each stands in that."""
        first = at - 1 if at and _drawn(rng) else at
        last = at + 1 if at + 1 < len(self.spans) and _drawn(rng) else at
        start = self.spans[first].start
        places = {
            n: Span(self.spans[n].start - start, self.spans[n].end - start) for n in range(first, last + 1)
        }
        return Readable(self.text[start : self.spans[last].end], self.title, self.published), places


_NEIGHBOUR = 0.75
"""So often a sentence is read with the one before, and with the one after."""


def _drawn(rng: random.Random | None) -> bool:
    return rng is None or rng.random() < _NEIGHBOUR


def read_pairs(data: Path, rng: random.Random) -> Iterator[Pair]:
    """All pairs of the training folder."""
    yield from _claims(data / "claims" / "claims.jsonl", rng)
    yield from _yes_no(data / "claims" / "yes_no.jsonl")
    for source in QUESTIONED:
        yield from _questioned(source, read_rows(data / f"{source}.jsonl"), rng)


def _claims(file: Path, rng: random.Random) -> Iterator[Pair]:
    """Labelled claims; of those with two texts of one page, some with both side by side."""
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    other = {_key(each): each["evidence"].strip() for each in records if each["source"] == "fm2_retrieved"}
    for each in records:
        source, text = each["source"], each["evidence"].strip()
        page = each.get("context") if source.startswith("fm2") else None
        beside = other.get(_key(each)) if source == "fm2" and rng.random() < 0.6 else None
        parts = [text, *([beside] if beside else [])]
        rng.shuffle(parts)
        targets = [Target((_part(parts, text),), (LABELS[each["label"]],))]
        if beside:
            targets.append(Target((_part(parts, beside),), (NEITHER,)))
        passage = Readable(" ".join(parts), page if rng.random() < 0.7 else None)
        yield Pair(each["claim"], passage, tuple(targets), page or text[:30], source)


def _key(record: dict[str, str]) -> str:
    return record["id"].partition("-")[2]


def _part(parts: Sequence[str], part: str) -> Span:
    start = " ".join(parts).index(part)
    return Span(start, start + len(part))


def _yes_no(file: Path) -> Iterator[Pair]:
    """Search questions over a paragraph; one of its three likeliest sentences decides."""
    for line in file.read_text(encoding="utf-8").splitlines():
        each = json.loads(line)
        text = Text(each["passage"], sentences(each["passage"]))
        likely = text.nearest(each["question"], range(len(text.spans)))[:3]
        target = Target(tuple(text.spans[at] for at in likely), (LABELS[each["answer"]],))
        yield Pair(each["question"], Readable(text.text), (target,), each["id"], "boolq")


_ASKED = re.compile(
    r"^(?:when|where|(?:in|on|at)\s+(?:what|which)\s+\w+|(?:in\s+)?(?:what|which)\s+(?:year|city|country))\s+"
    r"(?P<auxiliary>was|were|is|are|has|have|will|did|does)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_WHO = re.compile(r"^who\s+(?P<rest>(?!is\b|are\b|was\b|were\b|did\b|does\b)\w+\s.+)$", re.IGNORECASE)
_PLACED = re.compile(r"(?:in|on|at|by|after|before|since|from|near|around)\b", re.IGNORECASE)


def asked(question: str, answer: str) -> str | None:
    """Question and answer as one that asks for yes or no: "when did it end", "1990" -> "did it end in 1990"."""
    question, answer = " ".join(question.rstrip("? .").split()), answer.strip(" .,")
    if not answer or len(answer.split()) > 6:
        return None
    if match := _ASKED.match(question):
        lead = "" if _PLACED.match(answer) else "in "
        return f"{match['auxiliary'].lower()} {match['rest']} {lead}{answer}"
    if match := _WHO.match(question):
        return f"was it {answer} who {match['rest']}"
    return None


@dataclass(frozen=True, slots=True)
class _Answered:
    """A question with its answer in sentence `at` of a text."""

    row: Row
    text: Text
    at: int
    as_question: bool

    def put(self, answer: str) -> str | None:
        """The question with this answer, as a statement or as one of yes or no."""
        if self.as_question:
            return asked(self.row.question, answer)
        return stated(self.row.question, answer, self.row.context)


def _questioned(source: str, rows: Sequence[Row], rng: random.Random) -> Iterator[Pair]:
    """Questions with their answers, and with wrong ones."""
    answers: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        answers[_shape(row.answer)].append(row.answer)
    for number, row in enumerate(rows):
        spans = sentences(row.context)
        at = next((n for n, span in enumerate(spans) if span.start <= row.start < span.end), None)
        if row.start < 0 or at is None or row.end > spans[at].end:
            continue
        title = draw_title(row.question, row.context, [row.context], True, rng)
        text = Text(row.context, spans, title, draw_date(rng) if rng.random() < 0.3 else None)
        made = _Answered(row, text, at, rng.random() < 0.35)
        right = made.put(row.answer)
        if right is not None:
            near = [other.context for other in rows[max(0, number - 12) : number + 12 : 4]]
            yield from _made(source, made, right, answers[_shape(row.answer)], near, rng)


def _made(
    source: str, made: _Answered, right: str, rivals: Sequence[str], near: Sequence[str], rng: random.Random
) -> Iterator[Pair]:
    """Two of: the right statement, one with another answer, an edited one, the right one over another sentence."""
    row, text, at = made.row, made.text, made.at
    kinds = ["right", *rng.sample(["wrong answer", "edit", "other sentence"], k=2)]
    for kind in rng.sample(kinds, k=2):
        statement, place = right, at
        labels: tuple[int, ...] = (SUPPORTS,)
        if kind == "wrong answer":
            wrong = [each for each in rng.sample(rivals, min(8, len(rivals))) if not holds(text.text, each)]
            other = made.put(wrong[0]) if wrong and _shape(row.answer) else None
            if other is None or re.search(r"\b(?:not|one of)\b", row.question):
                continue
            statement, labels = other, (REFUTES,)
        elif kind == "edit":
            edit = None if made.as_question else falsified(right, text.text, text.sentence(at), near, rng)
            if edit is None:
                continue
            statement, labels = edit.text, edited_labels(edit)
        elif kind == "other sentence":
            others = [
                n for n in range(len(text.spans)) if n != at and not holds(text.sentence(n), row.answer)
            ]
            if not others:
                continue
            ranked = text.nearest(right, others)
            place = ranked[min(rng.randrange(len(ranked)), rng.randrange(len(ranked)))]
            labels = (NEITHER,)
        yield _over(f"{source} {kind}", statement, labels, text, place, row.answer, rng)


def _over(
    source: str,
    statement: str,
    labels: tuple[int, ...],
    text: Text,
    at: int,
    answer: str,
    rng: random.Random,
) -> Pair:
    """The statement over sentence `at`; what stands beside it does not tell it, unless the answer stands there too."""
    passage, places = text.window(at, rng)
    beside = [n for n in places if n != at and not holds(text.sentence(n), answer)]
    targets = [Target((places[at],), labels)]
    if labels != (NEITHER,):
        targets += [Target((places[n],), (NEITHER,)) for n in beside[:1]]
    return Pair(statement, passage, tuple(targets), text.text[:80], source)


def edited_labels(edit: Edit) -> tuple[int, ...]:
    """What the text says to a statement after the edit: that it is not so, or nothing where another name was put in."""
    return (REFUTES, NEITHER) if edit.kind == "name" else (REFUTES,)


def _shape(answer: str) -> str:
    if re.fullmatch(r"(?:1[0-9]|20)\d\d", answer):
        return "year"
    if re.fullmatch(r"[\d,.]+", answer):
        return "number"
    if re.fullmatch(r"(?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+){0,2}", answer):
        return "name"
    return "words" if re.fullmatch(r"(?:[a-z][\w’'-]+)(?:\s[a-z][\w’'-]+)?", answer) else ""


def casual(text: str, rng: random.Random) -> str:
    """The statement as people type it: often without capitals, apostrophes and a full stop."""
    text = text.rstrip()
    if rng.random() < 0.6:
        text = text.rstrip("?.!")
    if rng.random() < 0.5:
        text = text.lower()
        if rng.random() < 0.7:
            text = re.sub(r"(?<=\w)['’](?=\w)", "", text)
    return text
