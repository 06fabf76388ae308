"""Less of a set, the same less every time. Pure."""

from __future__ import annotations

from dataclasses import replace

from ..text import content_hash
from .sets import EvaluationSet, sample


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
