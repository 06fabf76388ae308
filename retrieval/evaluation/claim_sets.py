"""Claims to check: those that a set states in `claims.jsonl`, or such as are made from its questions.

Made claims are the same every time. A share of the documents is left out of the library, and what stands only in them
is not to be found.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from ..text import content_hash, sentences
from ..types import Stance
from .claim_texts import Edit, falsified, shortened, stated, whole
from .measures import holds
from .sets import Document, EvaluationSet, Question
from .tables import read_table

CLAIMS = "claims.jsonl"
LEFT_OUT = 3
"""One gold document in so many is left out."""
_NEAR, _NEAR_CHARACTERS = 12, 3000
"""Documents, and as much of each, from which the wrong names and numbers are taken."""
_TELLING = 0.6
"""With this share of a claim's longer words, and the answer, another document may well bear it out."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A line of `claims.jsonl`: what is said, and what the set's articles say to it. `kind` says how it was made."""

    id: str
    text: Annotated[str, Field(validation_alias="claim")]
    stance: Stance
    kind: str = ""
    said_on: Annotated[date | None, Field(validation_alias="date")] = None


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """Claims, and the set whose documents they are checked against."""

    given: EvaluationSet
    claims: tuple[Claim, ...]


def claims_of(given: EvaluationSet, limit: int | None = None) -> ClaimSet:
    """The stated claims, or made ones; at most `limit` of each stance. Raises EvaluationError."""
    file = given.folder / CLAIMS
    made = ClaimSet(given, read_table(file, Claim)) if file.is_file() else _made(given)
    chosen = [_some([each for each in made.claims if each.stance is stance], limit) for stance in Stance]
    return replace(made, claims=tuple(claim for some in chosen for claim in some))


def _some(claims: Sequence[Claim], limit: int | None) -> Sequence[Claim]:
    """Spread over the whole."""
    if limit is None or limit >= len(claims):
        return claims
    return [claims[number * len(claims) // limit] for number in range(limit)]


@dataclass(frozen=True, slots=True)
class _Source:
    """A question with the sentence and the text that answer it."""

    question: Question
    text: str
    sentence: str


def _made(given: EvaluationSet) -> ClaimSet:
    documents = {document.id: document for document in given.documents}
    sources = [source for each in given.questions if (source := _source(each, documents))]
    out = {
        doc_id for each in sources if _is_left_out(each.question) for doc_id in each.question.named_documents
    }
    kept = [document for document in given.documents if document.id not in out]
    near = [
        document.text[:_NEAR_CHARACTERS]
        for document in given.documents[:: max(1, len(given.documents) // _NEAR)]
    ]
    claims: list[Claim] = []
    for source in sources:
        if all(doc_id in out for doc_id in source.question.named_documents):
            claims += _not_found(source, kept)
        elif source.question.evidence[0].doc_id not in out:
            claims += _found(source, sources, near)
    claims += _unanswerable(given, documents, out)
    digest = content_hash(given.documents_digest, *(document.id for document in kept))
    reduced = replace(given, documents=tuple(kept), questions=(), documents_digest=digest)
    return ClaimSet(reduced, tuple(claims))


def _source(question: Question, documents: Mapping[str, Document]) -> _Source | None:
    if not (question.answerable and question.evidence and question.answers):
        return None
    evidence = question.evidence[0]
    text = documents[evidence.doc_id].text
    spans = [span for span in sentences(text) if span.start <= evidence.start < span.end]
    return _Source(question, text, text[spans[0].start : spans[0].end]) if spans else None


def _is_left_out(question: Question) -> bool:
    return int(content_hash(question.evidence[0].doc_id)[:8], 16) % LEFT_OUT == 0


def _true(source: _Source) -> list[tuple[str, str]]:
    """(claim, how it was made): the answer as a statement, the sentence made shorter."""
    question = source.question
    answer = min(question.answers, key=len)
    made = (
        (stated(question.text, answer, source.text), "answer"),
        (shortened(source.sentence), "sentence"),
    )
    return [(text, kind) for text, kind in made if text]


def _claim(source: _Source, text: str, stance: Stance, kind: str) -> Claim:
    return Claim(f"{source.question.id}-{stance.value}-{kind}", text, stance, kind, source.question.asked_on)


def _found(source: _Source, sources: Sequence[_Source], near: Sequence[str]) -> list[Claim]:
    """True claims, and a false one made of each."""
    rng = random.Random(source.question.id)  # noqa: S311  # the same claims every time
    claims = []
    for text, kind in _true(source):
        claims.append(_claim(source, text, Stance.SUPPORTED, kind))
        edit = _wrong_answer(source, sources, text, rng) if kind == "answer" else None
        edit = edit or falsified(text, source.text, source.sentence, near, rng)
        if edit:
            claims.append(_claim(source, edit.text, Stance.CONTRADICTED, f"{kind}, {edit.kind}"))
    return claims


def _wrong_answer(source: _Source, sources: Sequence[_Source], text: str, rng: random.Random) -> Edit | None:
    """The statement with another answer: a wrong choice, or one of the same shape to another question."""
    question = source.question
    right = min(question.answers, key=len)
    others = [
        choice for choice in question.choices if not any(holds(choice, each) for each in question.answers)
    ]
    if not others:
        answers = [min(other.question.answers, key=len) for other in sources]
        others = [each for each in dict.fromkeys(answers) if _shape(each) == _shape(right) != ""]
    others = [other for other in others if not holds(source.text, other)]
    if not others or right not in text or rng.random() < 0.3:
        return None
    claim = whole(text.replace(right, rng.choice(others)))
    return Edit(claim, f"wrong {_shape(right) or 'choice'}") if claim else None


def _shape(answer: str) -> str:
    if re.fullmatch(r"(?:1[0-9]|20)\d\d", answer):
        return "year"
    if re.fullmatch(r"[\d,.]+", answer):
        return "number"
    if re.fullmatch(r"(?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+){0,2}", answer):
        return "name"
    return ""


def _not_found(source: _Source, kept: Sequence[Document]) -> list[Claim]:
    """Claims that stand in documents which are left out, unless another seems to say the same."""
    answers = source.question.answers
    claims = []
    for text, kind in _true(source):
        said = {word.lower() for word in re.findall(r"\w{5,}", text)}
        rivals = (
            document
            for document in kept
            if any(holds(document.text, answer) for answer in answers)
            and len(said & set(re.findall(r"\w{5,}", document.text.lower()))) >= _TELLING * len(said)
        )
        if next(rivals, None) is None:
            claims.append(_claim(source, text, Stance.NOT_FOUND, f"{kind}, left out"))
    return claims


def _unanswerable(given: EvaluationSet, documents: Mapping[str, Document], out: set[str]) -> list[Claim]:
    """Statements that a document seems to bear out and does not: questions it does not answer, with words of it."""
    claims = []
    for question in given.questions:
        related = [doc_id for doc_id in question.related_doc_ids if doc_id not in out]
        if question.answerable or not related:
            continue
        text = documents[related[0]].text
        rng = random.Random(question.id)  # noqa: S311  # as above
        names = re.findall(r"(?<=[a-z] )[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*", text)
        years = re.findall(r"\b(?:1[0-9]|20)\d\d\b", text)
        pool = years if re.search(r"(?i)\bwhen\b|year", question.text) else names
        pool = [each for each in dict.fromkeys(pool) if not holds(question.text, each)]
        claim = stated(question.text, rng.choice(pool), text) if pool else None
        if claim:
            claims.append(Claim(f"{question.id}-unanswerable", claim, Stance.NOT_FOUND, "unanswerable"))
    return claims
