"""Asks a real library the questions of evaluation sets."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..config import Settings
from ..library import Library
from ..reports import OnProgress, Progress, unwatched
from ..types import Answer, Hit, Outcome, Turn
from .figures import Figures, Trust, figures, trust
from .judge import JudgedPassage, JudgedQuote, Record
from .library import KeptLibrary, Open, open_kept, sharing_models
from .sets import EvaluationSet, Question

PASSAGES = 5
"""Passages looked at for the answer, and documents for the gold one."""
_HITS = 30
"""Passages searched for: enough to hold five documents, of which some give several."""


@dataclass(frozen=True, slots=True)
class SetResult:
    """One set's records and figures. `documents` counts what its library holds."""

    name: str
    digest: str
    documents: int
    records: tuple[Record, ...]
    figures: Figures


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All of a run; `mix` is over the questions of all sets together. `threshold` is the configured one."""

    model: str
    threshold: float
    sets: tuple[SetResult, ...]
    mix: Trust


async def evaluate(
    sets: Sequence[EvaluationSet],
    settings: Settings,
    *,
    cache: Path | None = None,
    opened_by: Open | None = None,
    on_progress: OnProgress = unwatched,
) -> Evaluation:
    """Ask every question of every set, one after the other. Raises what `open_kept` raises.

    Asked without a threshold, so that ranking and confidence show also where the configured one refuses.
    """
    results = []
    threshold = settings.answer.threshold
    opened_by = opened_by or sharing_models(settings)
    for each in sets:
        kept = open_kept(each, settings, cache=cache, opened_by=opened_by, on_progress=on_progress)
        async with kept as opened:
            await opened.library.warm()
            records = await _ask_all(opened, each, on_progress)
            documents = len(opened.documents)
        result = SetResult(each.name, each.digest, documents, records, figures(records, threshold))
        results.append(result)
    everything = [record for result in results for record in result.records]
    return Evaluation(settings.embedding.model, threshold, tuple(results), trust(everything, threshold))


async def _ask_all(opened: KeptLibrary, given: EvaluationSet, on_progress: OnProgress) -> tuple[Record, ...]:
    records = []
    stage, total = f"asking {given.name}", len(given.questions)
    for number, question in enumerate(given.questions):
        on_progress(Progress(stage, number, total))
        records.append(await ask(opened, question))
    on_progress(Progress(stage, total, total))
    return tuple(records)


async def ask(opened: KeptLibrary, question: Question) -> Record:
    """One question, asked and judged."""
    started = time.perf_counter()
    outcome = await answered(opened.library, question)
    seconds = time.perf_counter() - started
    hits = await opened.library.search(question.text, conversation=said_before(question), k=_HITS)
    quotes = []
    for citation in outcome.citations if isinstance(outcome, Answer) else ():
        right = opened.is_right(question, citation.quote.text, citation.quote.article_id)
        verified = (await opened.library.context(citation)).verified
        quotes.append(JudgedQuote(citation, right, verified))
    return Record(
        question=question,
        standard=opened.judge.standard(question),
        outcome=outcome,
        quotes=tuple(quotes),
        passages=tuple(_judged(opened, question, hit) for hit in hits[:PASSAGES]),
        gold_rank=_gold_rank(opened, question, hits),
        milliseconds=1000 * seconds,
    )


async def answered(library: Library, question: Question) -> Outcome:
    """The question asked on its own day, after what was said before it."""
    return await library.ask(question.text, conversation=said_before(question), today=question.asked_on)


def said_before(question: Question) -> tuple[Turn, ...]:
    """The question's history as turns: each thing asked with what was answered to it. No set says where from."""
    turns: list[Turn] = []
    for said in question.history:
        if said.role == "user":
            turns.append(Turn(said.text))
        elif turns:
            turns[-1] = replace(turns[-1], answer=said.text)
    return tuple(turns)


def _judged(opened: KeptLibrary, question: Question, hit: Hit) -> JudgedPassage:
    right = opened.is_right(question, hit.passage.text, hit.article.id)
    return JudgedPassage(hit.article.title, hit.passage.text, hit.article.published_at, right)


def _gold_rank(opened: KeptLibrary, question: Question, hits: Sequence[Hit]) -> int | None:
    articles = dict.fromkeys(hit.article.id for hit in hits)
    for rank, article_id in enumerate(articles, start=1):
        if any(doc_id in question.doc_ids for doc_id in opened.doc_ids(article_id)):
            return rank
    return None
