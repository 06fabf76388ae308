"""Questions that an article no longer answers, because a name, number or word in them was changed: "When is South Korea's
Tomahawk contract expected?". In a library of one article they are what must be refused, and sets have few of them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from ..evaluation.edits import edit_question
from ..evaluation.sets import Document, Question
from ..text import sentences

_SHARE = 0.5
"""Of the questions that can be edited."""
_NEAR = 3
"""Other documents of the set that names and numbers are taken from."""


def edited(question: Question, document: Document, others: Sequence[Document]) -> Question | None:
    """The question with something of `others` in it, which `document` does not answer; None where no edit is safe, and
    for about half of the others. Every call with the same question gives the same."""
    rng = random.Random(f"edited {question.id}")
    if not question.answerable or not question.answers or rng.random() >= _SHARE:
        return None
    answer = question.answers[0]
    sentence = next(
        (piece for start, end in sentences(document.text) if answer in (piece := document.text[start:end])),
        None,
    )
    if sentence is None:
        return None
    near = [each.text for each in rng.sample(others, min(_NEAR, len(others))) if each.id != document.id]
    text = edit_question(question.text, document.text, sentence, answer, near, rng)
    if text is None:
        return None
    return replace(
        question,
        text=text if rng.random() < 0.5 else text.lower(),
        answerable=False,
        answers=(),
        answer_groups=(),
        doc_ids=(),
        evidence=(),
        related_doc_ids=(document.id,),
    )
