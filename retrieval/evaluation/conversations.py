"""What the conversation is worth: `python -m retrieval.evaluation.conversations DIR...` prints a table.

The questions of a set that have a `history` are asked three times: as if nothing had been said before, with the words of
the last question added to the search (the plain rule), and as the library resolves them. Library, questions and
judge are those of `dateline eval`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..answer.question import parse
from ..config import Settings
from ..conversation.references import refers_back
from ..conversation.rewrite import Resolve, Resolved, resolve, unresolved
from ..errors import EvaluationError
from ..models.base import Embedder
from ..reports import OnProgress, unwatched
from ..text import normalise, words
from ..types import Turn
from ..wiring import Parts, named_embedder, named_reader, open_library
from . import program
from .figures import figure_text, figures
from .judge import Record
from .run import evaluate, said_before
from .sets import EvaluationSet, Question, find_sets, limited, read_set

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
        raise EvaluationError(str(given.folder), "none of its questions has a history")
    return replace(given, questions=questions)


def table(name: str, records: Mapping[str, Sequence[Record]], threshold: float) -> str:
    """A Markdown table: for all questions, for those that refer back and for those that do not, a row for each way."""
    heads = [*HEADINGS.values(), "refused"]
    lines = [f"| {name} | | {' | '.join(heads)} |", f"|---|---|{'---:|' * len(heads)}"]
    for group, belongs in _GROUPS.items():
        for way, each in records.items():
            chosen = [record for record in each if belongs(record)]
            if chosen:
                lines.append(_row(group, way, chosen, threshold))
    return "\n".join(lines) + "\n\n"


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


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the tables."""
    args = program.arguments(__doc__).parse_args(argv)

    async def work(settings: Settings) -> None:
        sets = [limited(with_history(read_set(folder)), args.limit) for folder in find_sets(args.folders)]
        await tables(sets, settings, write=program.write, cache=args.cache, on_progress=program.stage_line)

    program.run(work)


if __name__ == "__main__":
    main()
