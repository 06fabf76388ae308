"""What the conversation is worth: `python -m retrieval.evaluation.conversations DIR...` prints tables.

The questions of a set that have a `history` are asked three times: as if nothing had been said before, with the words of
the last question added to the search (the plain rule), and as the library resolves them. The conversations of a
set's `conversations.jsonl` are held with the library as the bot holds them. Library, questions and judge are those of
`dateline eval`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ..answer.question import parse
from ..config import Settings
from ..conversation.references import refers_back
from ..conversation.rewrite import Resolve, Resolved, resolve, unresolved
from ..errors import EvaluationError
from ..models.base import Embedder
from ..outcomes import Answer, Turn
from ..reports import OnProgress, unwatched
from ..text import normalise, words
from ..wiring import Parts, named_embedder, named_reader, open_library
from . import program
from .figures import figure_text, figures
from .judge import Record
from .run import CachedLibrary, Open, ask, evaluate, open_cached, said_before, sharing_models, watched
from .sets import (
    CONVERSATIONS,
    Conversation,
    EvaluationSet,
    Question,
    find_sets,
    limited,
    read_conversations,
    read_set,
    spread,
)

HEADINGS = {
    "doc_recall_at_1": "article @1",
    "passage_at_5": "passage @5",
    "quote_at_1": "quote @1",
    "quote_at_3": "quote @3",
    "auroc": "AUROC",
    "coverage": "answered",
}
"""Figure -> heading."""


def ignored(question: str, conversation: Sequence[Turn]) -> Resolved:
    """As if nothing had been said before."""
    return unresolved(question)


def last_words(question: str, conversation: Sequence[Turn]) -> Resolved:
    """The rule that Dateline began with: what seems to refer back is searched with the last question's words too; the
    reader sees the question as it was asked."""
    if not conversation or not _seems_to_refer_back(question):
        return unresolved(question)
    own = parse(question)
    added = [word for word in parse(conversation[-1].question).focus if word not in own.focus]
    return Resolved(question, question, " ".join([question, *added]), refers_back=True)


def _seems_to_refer_back(question: str) -> bool:
    own = parse(question)
    lower = words(question.lower())
    opens = not _OPENING.isdisjoint(lower[:1]) or tuple(lower[:2]) in _OPENING_PAIRS
    return opens or not _POINTERS.isdisjoint(lower) or (len(own.focus) <= 2 and not own.names)


_OPENING = frozenset("and but or so also then ok okay".split())
_OPENING_PAIRS = {("what", "about"), ("how", "about"), ("what", "else"), ("who", "else"), ("where", "else")}
_POINTERS = frozenset(
    "it its they them their that those this these he him his she her there then same former latter".split()
)

ALONE = "history ignored"
WAYS: Mapping[str, Resolve] = {
    ALONE: ignored,
    "last question's words": last_words,
    "resolved": resolve,
}


def with_history(given: EvaluationSet) -> EvaluationSet:
    """The set with only the questions before which something was said. Raises EvaluationError where there are none."""
    questions = tuple(each for each in given.questions if each.history)
    if not questions:
        problem = f"none of its questions has a history, and it has no {CONVERSATIONS}"
        raise EvaluationError(str(given.folder), problem)
    return replace(given, questions=questions)


def table(name: str, records: Mapping[str, Sequence[Record]], threshold: float) -> str:
    """A Markdown table: for all questions, for those that refer back and for those that do not, a row for each way."""
    lines = _head(name)
    for group, belongs in _GROUPS.items():
        for way, each in records.items():
            chosen = [record for record in each if belongs(record)]
            if chosen:
                lines.append(_row(group, way, chosen, threshold))
    return "\n".join(lines) + "\n\n"


def _head(name: str) -> list[str]:
    heads = [*HEADINGS.values(), "refused"]
    return [f"| {name} | | {' | '.join(heads)} |", f"|---|---|{'---:|' * len(heads)}"]


_GROUPS: Mapping[str, Callable[[Record], bool]] = {
    "all": lambda record: True,
    "lean back": lambda record: refers_back(record.question.text),
    "stand alone": lambda record: not refers_back(record.question.text),
}


def _row(group: str, way: str, records: Sequence[Record], threshold: float) -> str:
    measured = figures(records, threshold)
    cells = [figure_text(figure, getattr(measured, figure)) for figure in HEADINGS]
    unanswerable = [each for each in records if not each.question.answerable]
    refused = sum(not each.answered(threshold) for each in unanswerable)
    counted = f"{measured.n_answerable} + {measured.n_unanswerable}"
    return f"| {group} ({counted}) | {way} | {' | '.join(cells)} | {refused} of {len(unanswerable)} |"


async def tables(
    sets: Sequence[EvaluationSet],
    settings: Settings,
    *,
    write: Callable[[str], object],
    embedder: Embedder | None = None,
    parts: Parts | None = None,
    cache: Path | None = None,
    on_progress: OnProgress = unwatched,
) -> None:
    """Write a table for each set, as soon as it is known. Raises what `evaluate` raises."""
    embedder = embedder or named_embedder(settings)
    parts = parts or Parts(reader=named_reader(settings))
    for given in sets:
        records: dict[str, Sequence[Record]] = {}
        for way, rule in WAYS.items():
            opened_by = partial(open_library, embedder=embedder, parts=replace(parts, resolve=rule))
            other = [each for each in given.questions if not records or _differs(rule, each)]
            part = replace(given, questions=tuple(other))
            done = await evaluate([part], settings, cache=cache, opened_by=opened_by, on_progress=on_progress)
            anew = {each.question.id: each for each in done.sets[0].records}
            usual = records.get(ALONE, ())
            records[way] = [anew.get(each.question.id, each) for each in usual] or list(anew.values())
        write(table(given.name, records, settings.answer.threshold))


def _differs(rule: Resolve, question: Question) -> bool:
    """True where the rule makes something else of the question than its own words: only then it is asked anew."""
    text = normalise(question.text)
    return rule(text, said_before(question)) != unresolved(text)


TURNS = 5
"""Turns that go along with a question, as in Discord and in the terminal."""


@dataclass(frozen=True, slots=True)
class Talks:
    """A set's conversations, and the set whose documents they are about."""

    given: EvaluationSet
    conversations: tuple[Conversation, ...]


def talks_of(given: EvaluationSet, limit: int | None = None) -> Talks:
    """At most `limit` of the set's conversations, spread over them. Raises EvaluationError."""
    every = read_conversations(given)
    kept = every if limit is None or limit >= len(every) else tuple(spread(every, limit))
    questions = tuple(question for each in kept for question in each.questions)
    return Talks(replace(given, questions=questions), kept)


async def hold(
    talks: Talks,
    settings: Settings,
    *,
    cache: Path | None = None,
    opened_by: Open | None = None,
    on_progress: OnProgress = unwatched,
) -> tuple[tuple[Record, ...], ...]:
    """The turns of each conversation, each asked after what came of those before it. Raises what `open_cached` raises."""
    opened_by = opened_by or sharing_models(settings)
    kept = open_cached(talks.given, settings, cache=cache, opened_by=opened_by, on_progress=on_progress)
    async with kept as opened:
        talked = watched(talks.conversations, f"holding {talks.given.name}", on_progress)
        return tuple(
            [tuple([record async for _, record in turns(opened, each, settings)]) for each in talked]
        )


async def turns(
    opened: CachedLibrary, conversation: Conversation, settings: Settings
) -> AsyncIterator[tuple[tuple[Turn, ...], Record]]:
    """What had been said before each question of a conversation, and what came of it."""
    said: tuple[Turn, ...] = ()
    for question in conversation.questions:
        record = await ask(opened, question, said)
        yield said, record
        said = (*said, turn_of(record, settings))[-TURNS:]


def turn_of(record: Record, settings: Settings) -> Turn:
    """What the bot remembers of a question: the words and articles that it showed, doubtful ones too, and nothing of what
    it did not."""
    outcome = record.outcome
    if isinstance(outcome, Answer) and record.answered(settings.answer.doubt):
        return Turn.of(replace(outcome, citations=outcome.citations[: settings.answer.max_quotes]))
    return Turn(outcome.question)


def talk_table(name: str, held: Sequence[Sequence[Record]], threshold: float) -> str:
    """A Markdown table: a row for all turns, for those that open a conversation and for those that follow."""
    rows = {
        "all turns": [record for each in held for record in each],
        "first turns": [record for each in held for record in each[:1]],
        "follow-ups": [record for each in held for record in each[1:]],
    }
    lines = [_row(group, "as the bot asks", records, threshold) for group, records in rows.items() if records]
    return "\n".join([*_head(f"{name}: {len(held)} conversations"), *lines]) + "\n\n"


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the tables."""
    args = program.arguments(__doc__, limits="questions and conversations of each set").parse_args(argv)

    async def work(settings: Settings) -> None:
        sets = [read_set(folder) for folder in find_sets(args.folders)]
        talks = [each for given in sets if (each := talks_of(given, args.limit)).conversations]
        talked = {each.given.folder for each in talks}
        leaning = [
            limited(with_history(each), args.limit)
            for each in sets
            if each.folder not in talked or any(question.history for question in each.questions)
        ]
        embedder, parts = named_embedder(settings), Parts(reader=named_reader(settings))
        await tables(
            leaning,
            settings,
            write=program.write,
            embedder=embedder,
            parts=parts,
            cache=args.cache,
            on_progress=program.stage_line,
        )
        opened_by = partial(open_library, embedder=embedder, parts=parts)
        for each in talks:
            held = await hold(
                each, settings, cache=args.cache, opened_by=opened_by, on_progress=program.stage_line
            )
            program.write(talk_table(each.given.name, held, settings.answer.threshold))

    program.run(work)


if __name__ == "__main__":
    main()
