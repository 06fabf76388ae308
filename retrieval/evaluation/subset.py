"""Less of a set, the same less every time. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..text import content_hash
from .sets import EvaluationSet, Question


def limited(given: EvaluationSet, limit: int | None, *, narrow: bool = False) -> EvaluationSet:
    """At most `limit` of the questions; `narrow` keeps only the documents they name, which is quicker and easier.

    Article files are never left out.
    """
    given = replace(given, questions=sample(given.questions, limit))
    if not narrow or not given.documents:
        return given
    named = {doc_id for question in given.questions for doc_id in question.named_documents}
    kept = tuple(document for document in given.documents if document.id in named)
    digest = content_hash(given.documents_digest, *(document.id for document in kept))
    return replace(given, documents=kept, documents_digest=digest)


def sample(questions: Sequence[Question], limit: int | None) -> tuple[Question, ...]:
    """At most `limit` of them, in order, spread over the whole, with as large a share of answerable ones."""
    if limit is None or limit >= len(questions):
        return tuple(questions)
    kinds = [[at for at, each in enumerate(questions) if each.answerable is kind] for kind in (True, False)]
    some = round(limit * len(kinds[0]) / len(questions))
    if all(kinds) and limit > 1:
        some = min(max(some, 1), limit - 1)
    chosen = [*_spread(kinds[0], some), *_spread(kinds[1], limit - some)]
    return tuple(questions[at] for at in sorted(chosen))


def _spread(places: Sequence[int], count: int) -> list[int]:
    return [places[number * len(places) // count] for number in range(count)]
