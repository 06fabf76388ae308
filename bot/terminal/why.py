"""`dateline why`: what an answer rests on, what has become of it, and its question once more with all scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from retrieval import Answer, Citation, Filters, Hit, Outcome, Span
from retrieval.upkeep import AskedWith, Candidate, QuoteState, Replay, Told, program_version

from ..text.markup import clip_plain
from ..text.phrases import counted, refusal_line
from .answers import show_outcome
from .session import Session

MOST_SENTENCES = 8
TITLE, MARKED, QUOTED = 40, 30, 90
"""Characters in a table."""
STATES = {
    QuoteState.STANDS: "it stands there, in the newest version",
    QuoteState.KEPT: "the article has a newer version, with the same words",
    QuoteState.CHANGED: "the article has a newer version, without these words; the quoted one is kept",
    QuoteState.DAMAGED: "the stored text does not have these words there any more: run “dateline doctor --deep”",
    QuoteState.GONE: "the article was removed since",
}


async def why(
    context: typer.Context,
    answer: Annotated[
        int,
        typer.Argument(
            metavar="ANSWER", help="Its id, as the log shows it: answer=12.", min=1, max=2**63 - 1
        ),
    ],
) -> None:
    """Show why an answer came out as it did: quotes, passages, sentences, scores, settings.

    Example: dateline why 12

    Its question is asked again as of its day and with its filters, over the articles and with the settings of now; what
    has changed since is said.
    """
    session: Session = context.obj
    async with session.library() as library:
        show_replay(session.console, await library.replays.of(answer))


def show_replay(console: Console, replay: Replay) -> None:
    """From what was shown then to what would be shown now."""
    for line in (*_then(replay), "", *_since(replay), ""):
        console.print(Text(line))
    for part in replay.parts:
        query = part.query
        console.print(Text(f"Searched for: {query.text}", style="bold"))
        console.print(
            Text(f"Asked for: {query.question.kind.value}; {_time(query.narrow.since, query.narrow.until)}")
        )
        for each in query.corrected:
            console.print(Text(f"Read “{each.typed}” as “{each.read_as}”."))
        console.print(_hits_table(part.hits))
        console.print(_sentences_table(part.candidates))
        if part.told:
            for line in _told_lines(part.told):
                console.print(Text(line))
        console.print()
    console.print(Text("Outcome now:", style="bold"))
    show_outcome(console, replay.outcome)


def _then(replay: Replay) -> Iterator[str]:
    stored = replay.stored
    when = stored.asked_at.astimezone().strftime("%Y-%m-%d %H:%M")
    yield f"Answer {stored.id}, asked at {when}, over {', '.join(stored.scopes)}: “{stored.question}”"
    yield f"Then: {_in_short(stored.outcome)}"
    for number, each in enumerate(replay.quotes, start=1):
        yield f"[{number}] {_place(each.citation)}: {STATES[each.state]}."
        yield f"    “{each.citation.quote.text}”"


def _in_short(outcome: Outcome) -> str:
    confidence = f"confidence {outcome.confidence:.2f}"
    if isinstance(outcome, Answer):
        return f"{outcome.certainty.value}, {confidence}: “{outcome.answer_text}”"
    return f"refused ({outcome.reason.value.replace('_', ' ')}), {confidence}: {refusal_line(outcome)}"


def _place(citation: Citation) -> str:
    quote = citation.quote
    return (
        f"article {quote.article_id} “{citation.title}”, version {quote.version}, {_characters(quote.span)}"
    )


def _characters(span: Span) -> str:
    return f"characters {span.start}–{span.end}"


def _since(replay: Replay) -> Iterator[str]:
    added, changed, removed = replay.changes
    if replay.library_changed:
        yield (
            f"The library has changed since: {counted(added, 'article')} added, {changed} with another text, "
            f"{removed} removed, {replay.reindexed} reindexed. What follows is made from the articles of now."
        )
    else:
        yield "The library has not changed since, as far as it keeps track."
    now, then = replay.now, replay.stored.asked_with
    yield f"Asked again as of {now.today}: {'the same comes of it' if replay.same else 'something else comes of it'}."
    yield f"Looked at: {_looked_at(now.filters)}."
    yield f"With the settings of now: {_settings(now)}; Dateline {program_version()}."
    if then is None:
        yield "Not stored, and so not asked again: settings of then, and days, publisher or article that were asked for."
    elif replace(then, filters=now.filters, today=now.today) != now:
        yield f"The settings of then were others: {_settings(then)}."


def _settings(asked: AskedWith) -> str:
    return (
        f"an answer from {asked.threshold}, doubtful from {asked.doubt}, sure from {Answer.SURE_FROM}; reader "
        f"{asked.reader or 'none'}; embedded by {asked.embedder}"
    )


def _looked_at(filters: Filters) -> str:
    said = [_time(filters.since, filters.until)]
    said += [f"of {' or '.join(filters.publishers)}"] if filters.publishers else []
    said += [f"article {', '.join(map(str, filters.article_ids))}"] if filters.article_ids else []
    return "articles " + "; ".join(said)


def _time(since: date | None, until: date | None) -> str:
    if since is None and until is None:
        return "at any time"
    return f"published {since or '…'} to {until or '…'}"


def _hits_table(hits: Sequence[Hit]) -> Table:
    table = _table("#", "fused", "cosine", "bm25", "passage", "article", "place")
    for number, hit in enumerate(hits, start=1):
        passage, article = hit.passage, hit.article
        table.add_row(
            str(number),
            f"{hit.score:.4f}",
            "–" if hit.cosine is None else f"{hit.cosine:.3f}",
            "–" if hit.bm25 is None else f"{hit.bm25:.2f}",
            str(passage.id),
            Text(f"{article.id} “{clip_plain(article.title, TITLE)}”, version {article.version}"),
            _characters(Span(passage.start, passage.end)),
        )
    return table


def _sentences_table(candidates: Sequence[Candidate]) -> Table:
    """The best ones; those from the threshold on are what an answer may quote."""
    table = _table("#", "confidence", "score", "article", "place", "marked", "sentence")
    for number, each in enumerate(candidates[:MOST_SENTENCES], start=1):
        marked = " … ".join(each.article.text[mark.start : mark.end] for mark in each.marks)
        table.add_row(
            str(number),
            f"{each.confidence:.3f}",
            f"{each.score:.2f}",
            str(each.article.id),
            _characters(each.span),
            Text(clip_plain(marked, MARKED) or "–"),
            Text(clip_plain(each.text, QUOTED)),
        )
    return table


def _told_lines(told: Told) -> Iterator[str]:
    """What the first quote says to a question of yes or no, and what the verifier says of its sentences."""
    yield f"Yes or no, by the first quote: {told.verdict.value if told.verdict else 'not settled'}"
    for span, chances in told.verified:
        yield f"    {_characters(span)}: supports {chances.supports:.2f}, refutes {chances.refutes:.2f}"


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
