"""Evaluation sets on disk: `questions.jsonl` beside `docs.jsonl`, or beside article files.

A file is read whole and checked; the first fault is an EvaluationError that names its line. A part of a set is the same
part every time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from ..config import SHARED_VARIABLE
from ..errors import EvaluationError
from ..text import content_hash


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=_Identified)
T = TypeVar("T")


def _no_problem(row: object) -> str | None:
    return None


def read_table(
    file: Path, kind: type[Row], problem: Callable[[Row], str | None] = _no_problem
) -> tuple[Row, ...]:
    """JSON lines as dataclasses with different ids, at least one; unknown keys are left out.
    `problem` says what is wrong with a row. Raises EvaluationError."""
    adapter = TypeAdapter(kind)
    rows: dict[str, Row] = {}
    for number, line in enumerate(read_text(file).split("\n"), start=1):
        if not line.strip():
            continue
        row = parsed(adapter, line, _at_line(file, number))
        if row.id in rows:
            raise EvaluationError(_at_line(file, number), f"the id {row.id!r} stands on an earlier line too")
        if fault := problem(row):
            raise EvaluationError(_at_line(file, number), fault)
        rows[row.id] = row
    if not rows:
        raise EvaluationError(str(file), "there is no line in it")
    return tuple(rows.values())


def parsed(adapter: TypeAdapter[T], text: str, source: str) -> T:
    """The JSON `text` as what the adapter makes. Raises EvaluationError, which names `source`."""
    try:
        return adapter.validate_json(text, strict=True)
    except ValidationError as error:
        first: Any = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise EvaluationError(source, f"{field}: {first['msg']}" if field else first["msg"]) from error


def read_text(file: Path) -> str:
    """Raises EvaluationError."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise EvaluationError(str(file), error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(str(file), f"not UTF-8: {error.reason} at byte {error.start}") from error


def _at_line(file: Path, number: int) -> str:
    return f"{file}, line {number}"


QUESTIONS, DOCUMENTS, CONVERSATIONS = "questions.jsonl", "docs.jsonl", "conversations.jsonl"
ELSEWHERE = "documents.json"
"""In place of documents: `{"set": NAME}`, the set whose documents are meant. With `"asked_of": [NAME, ...]` too, the
lines of `questions.jsonl` are only other words for the questions of these sets: an `id` and a `question` each. With
`"only": [ID, ...]`, only these documents are meant."""


@dataclass(frozen=True, slots=True)
class Document:
    """A line of `docs.jsonl`, or an article file, whose id is its path inside the set."""

    id: str
    title: str
    text: str
    date: object = None
    """As stated; what is not ISO 8601 counts as undated."""
    source: str | None = None
    url: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Characters `start` to `end` of a document's `text` as the set gives it."""

    doc_id: str
    start: Annotated[int, Field(ge=0)]
    end: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said earlier in a conversation."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A line of `questions.jsonl`. Any one of `answers` counts; of `doc_ids`, the gold documents, too."""

    id: str
    text: Annotated[str, Field(validation_alias="question")]
    answerable: bool
    answers: tuple[str, ...] = ()
    doc_ids: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    related_doc_ids: tuple[str, ...] = ()
    """Of an unanswerable question: documents that are about it and do not answer it."""
    type: str | None = None
    lang: str | None = None
    asked_on: Annotated[date | None, Field(validation_alias="date")] = None
    """The day from which "last week" is counted; None for the day of the run."""
    history: tuple[Turn, ...] = ()
    choices: tuple[str, ...] = ()
    """Answers to choose from, the right one among them: the others make false claims."""
    answer_groups: tuple[tuple[str, ...], ...] = ()
    """Of a list question: for each item, the ways to name it."""
    stale_answers: tuple[str, ...] = ()
    """Earlier values of a figure that has moved since."""
    yes_no: Literal["yes", "no"] | None = None

    @property
    def accepted(self) -> tuple[str, ...]:
        """Everything that counts as an answer: of a list, any way to name any item too."""
        names = (name for group in self.answer_groups for name in group)
        return tuple(dict.fromkeys([*self.answers, *names]))

    @property
    def named_documents(self) -> tuple[str, ...]:
        evidence = (each.doc_id for each in self.evidence)
        return tuple(dict.fromkeys([*self.doc_ids, *evidence, *self.related_doc_ids]))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationTurn(Question):
    """A question of a conversation, which need not have an id of its own."""

    id: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A line of `conversations.jsonl`: questions that one person asks one after another, all on one day."""

    id: str
    turns: Annotated[tuple[ConversationTurn, ...], Field(min_length=1)]
    asked_on: Annotated[date | None, Field(validation_alias="date")] = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """The turns with ids ("ID/1", "ID/2") and the day."""
        return tuple(
            replace(turn, id=f"{self.id}/{number}", asked_on=turn.asked_on or self.asked_on)
            for number, turn in enumerate(self.turns, start=1)
        )


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """All of a set. `documents` is empty where article files take their place; `source` is the folder that has either.

    `documents_digest` is over what a library is made from, `digest` over everything: 64 hexadecimal digits each.
    """

    name: str
    folder: Path
    source: Path
    documents: tuple[Document, ...]
    questions: tuple[Question, ...]
    documents_digest: str
    digest: str


def find_sets(paths: Sequence[Path], table: str = QUESTIONS) -> list[Path]:
    """The named folders that hold the file `table`, and such folders directly inside the others, each once.
    Raises EvaluationError."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else []
        sets = [each for each in (path, *inside) if (each / table).is_file()]
        if not sets:
            problem = f"neither it nor a folder in it holds {table}" if path.is_dir() else "no such folder"
            raise EvaluationError(str(path), problem)
        found.update(dict.fromkeys(each.resolve() for each in (sets[:1] if sets[0] == path else sets)))
    return list(found)


def read_set(folder: Path, environ: Mapping[str, str] = os.environ) -> EvaluationSet:
    """Everything in `folder`, checked whole. Blocking. `environ` says where shared sets are. Raises EvaluationError."""
    folder = folder.resolve()
    meant = _elsewhere(folder)
    source = _set_named(meant.set, folder, environ) if meant else folder
    has_table = (source / DOCUMENTS).is_file()
    if not has_table and not _articles(source):
        raise EvaluationError(str(source), f"there is neither {DOCUMENTS} nor an article file in it")
    documents = read_table(source / DOCUMENTS, Document) if has_table else ()
    only = meant.only if meant else ()
    if lost := set(only) - {each.id for each in documents}:
        raise EvaluationError(str(folder / ELSEWHERE), f"the document {min(lost)!r} is not in {source}")
    documents = tuple(each for each in documents if each.id in only) if only else documents
    problem = partial(_problem, _lengths(documents))
    others = [_set_named(name, folder, environ) for name in meant.asked_of] if meant else []
    questions = (
        _reworded(folder, others, problem) if others else read_table(folder / QUESTIONS, Question, problem)
    )
    made_from = [source / DOCUMENTS] if has_table else _articles(source)
    named = [(file.relative_to(source).as_posix(), file) for file in made_from]
    whole, rest = _digest(named), _digest([*named, (QUESTIONS, folder / QUESTIONS)])
    part, every = (content_hash(each, *only) if only else each for each in (whole, rest))
    return EvaluationSet(folder.name, folder, source, documents, questions, part, every)


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """What stands in `documents.json`."""

    set: str
    asked_of: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


def _elsewhere(folder: Path) -> _Elsewhere | None:
    """None where the folder has documents of its own. Raises EvaluationError."""
    file = folder / ELSEWHERE
    return parsed(TypeAdapter(_Elsewhere), read_text(file), str(file)) if file.is_file() else None


def _set_named(name: str, folder: Path, environ: Mapping[str, str]) -> Path:
    """The folder of the set that `folder` names; it lies beside it or is shared. Raises EvaluationError."""
    shared = Path(environ.get(SHARED_VARIABLE) or Path("..", "shared")).resolve() / "eval"
    for place in (folder.parent, shared):
        if (place / name).is_dir():
            return (place / name).resolve()
    problem = f"the set {name!r} is neither in {folder.parent} nor in {shared}"
    raise EvaluationError(
        str(folder / ELSEWHERE),
        f"{problem}; put it there, or let {SHARED_VARIABLE} name the folder whose eval/ holds it",
    )


@dataclass(frozen=True, slots=True)
class _Reworded:
    """Other words for a question of another set."""

    id: str
    text: Annotated[str, Field(validation_alias="question")]


def _reworded(
    folder: Path, others: Sequence[Path], problem: Callable[[Question], str | None]
) -> tuple[Question, ...]:
    """The questions of other sets in the words of this one. Raises EvaluationError."""
    known = {each.id: each for other in others for each in read_table(other / QUESTIONS, Question, problem)}

    def unknown(row: _Reworded) -> str | None:
        names = ", ".join(other.name for other in others)
        return None if row.id in known else f"no question of {names} has the id {row.id!r}"

    rows = read_table(folder / QUESTIONS, _Reworded, unknown)
    return tuple(replace(known[row.id], text=row.text) for row in rows)


def read_conversations(given: EvaluationSet) -> tuple[Conversation, ...]:
    """The set's conversations; none where it has no file of them. Raises EvaluationError."""
    file = given.folder / CONVERSATIONS
    lengths = _lengths(given.documents)

    def problem(conversation: Conversation) -> str | None:
        return next(filter(None, (_problem(lengths, each) for each in conversation.turns)), None)

    return read_table(file, Conversation, problem) if file.is_file() else ()


def _lengths(documents: Sequence[Document]) -> dict[str, int] | None:
    """The documents' characters by id; None where article files decide later what there is."""
    return {each.id: len(each.text) for each in documents} or None


def sample(questions: Sequence[Question], limit: int | None) -> tuple[Question, ...]:
    """At most `limit` of them, in order, spread over the whole, with as large a share of answerable ones."""
    if limit is None or limit >= len(questions):
        return tuple(questions)
    kinds = [[at for at, each in enumerate(questions) if each.answerable is kind] for kind in (True, False)]
    some = round(limit * len(kinds[0]) / len(questions))
    if all(kinds) and limit > 1:
        some = min(max(some, 1), limit - 1)
    chosen = [*spread(kinds[0], some), *spread(kinds[1], limit - some)]
    return tuple(questions[at] for at in sorted(chosen))


def spread(items: Sequence[T], count: int) -> list[T]:
    """So many of the items, evenly over the whole."""
    return [items[number * len(items) // count] for number in range(count)]


def _articles(folder: Path) -> list[Path]:
    """What may be an article: every file that is not hidden and not a table."""
    files = (path for path in folder.rglob("*") if path.is_file())
    visible = (path for path in files if not any(part[0] == "." for part in path.relative_to(folder).parts))
    return sorted(path for path in visible if path.suffix != ".jsonl")


def _digest(files: Sequence[tuple[str, Path]]) -> str:
    """Over (name, file), in order."""
    whole = hashlib.sha256()
    for name, file in files:
        data = file.read_bytes()
        whole.update(f"{name}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def _problem(lengths: Mapping[str, int] | None, question: Question) -> str | None:
    """Why the question cannot be asked or judged. `lengths` as `_lengths` gives them."""
    if question.answerable and not (question.answers or question.evidence or question.doc_ids):
        return "it is answerable, but has no answers, evidence or doc_ids to judge by"
    if lengths is None:
        return "evidence needs docs.jsonl" if question.evidence else None
    for doc_id in question.named_documents:
        if doc_id not in lengths:
            return f"the document {doc_id!r} is not in {DOCUMENTS}"
    for each in question.evidence:
        if not each.start < each.end <= lengths[each.doc_id]:
            return f"evidence {each.start} to {each.end} is not inside the document {each.doc_id!r}"
    return None


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
