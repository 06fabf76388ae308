"""A small evaluation set on disk, with every kind of question."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from retrieval import Answer, Citation, Outcome, Quote, Reason, Refusal, Span
from retrieval.evaluation.judge import JudgedQuote, Record, Standard
from retrieval.evaluation.sets import Question

TREATY = (
    "The harbour treaty was signed in Kyoto on 5 May 2021 by both ministers.\u00a0It ends a long quarrel "
    "about fishing.\r\n\r\n\r\nFishermen had waited for eleven years.  They welcomed the treaty with music."
)
BRIDGE = (
    "The ferry takes cyclists for nothing. The old bridge over the Alder is closed because engineers found "
    "cracks in three of its pillars last winter."
)
CRACKS = BRIDGE.index("The old bridge"), len(BRIDGE)
DOCUMENTS: list[dict[str, Any]] = [
    {
        "id": "treaty",
        "title": "Harbour treaty",
        "text": TREATY,
        "date": "2021-05-06",
        "source": "The Gull",
        "url": "https://gull.example/treaty",
        "lang": "en",
    },
    {"id": "bridge", "title": "Bridge closed", "text": BRIDGE, "date": "some day in May"},
    {"id": "copy", "title": "Bridge closed", "text": f" {BRIDGE}"},
]
QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "where",
        "question": "Where was the harbour treaty signed?",
        "answers": ["Kyoto"],
        "doc_ids": ["treaty"],
        "answerable": True,
        "type": "short",
        "evidence": [{"doc_id": "treaty", "start": TREATY.index("Kyoto"), "end": TREATY.index(" on 5 May")}],
        "date": "2021-06-01",
    },
    {
        "id": "why",
        "question": "Why is the old bridge over the Alder closed?",
        "answers": [
            "It is closed because the engineers who looked at it last winter found that three pillars are cracked"
        ],
        "doc_ids": ["copy"],
        "answerable": True,
        "evidence": [{"doc_id": "copy", "start": CRACKS[0] + 1, "end": CRACKS[1] + 1}],
    },
    {
        "id": "who-paid",
        "question": "Who paid for the harbour treaty music?",
        "answers": [],
        "doc_ids": [],
        "answerable": False,
        "related_doc_ids": ["treaty"],
    },
    {
        "id": "then",
        "question": "And by whom was it signed?",
        "answers": ["both ministers"],
        "doc_ids": ["treaty"],
        "answerable": True,
        "history": [
            {"role": "user", "text": "Where was the harbour treaty signed?"},
            {"role": "agent", "text": "In Kyoto."},
        ],
    },
]


def asked(**fields: Any) -> Question:
    """A question that can be answered, and what else is said about it."""
    return Question(**{"id": "q", "text": "What?", "answerable": True, **fields})


def record(question: Question, quotes: Mapping[str, bool], confidence: float = 1.0) -> Record:
    """What these quotes (text -> whether it is right) make of a question; a refusal without any."""
    citations = tuple(
        Citation(number, Quote(number, 1, Span(0, len(text)), text), "Title")
        for number, text in enumerate(quotes, start=1)
    )
    outcome: Outcome = Refusal(question.text, Reason.NOTHING_FOUND)
    if citations:
        outcome = Answer(question.text, citations, confidence)
    judged = tuple(JudgedQuote(each, quotes[each.quote.text], True) for each in citations)
    return Record(question, Standard.ANSWER, outcome, judged, (), None, 1.0)


def write_lines(file: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows as JSON lines."""
    file.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


def write_set(
    folder: Path,
    questions: Sequence[Mapping[str, Any]] = QUESTIONS,
    documents: Sequence[Mapping[str, Any]] | None = DOCUMENTS,
) -> Path:
    """Without `documents` there is no `docs.jsonl`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("questions.jsonl", questions), ("docs.jsonl", documents)):
        if rows is not None:
            write_lines(folder / name, rows)
    return folder
