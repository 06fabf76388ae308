"""Training data of questions that people typed: `python -m retrieval.training.typed DIR... --out FILE` makes it of
evaluation sets, for `retrieval.training.train --typed FILE`.

Each line is a question as it is read, with the passages that the search finds for it on its day: those with the set's
evidence, and the others, which the reader must tell from them. A passage that may answer outside the evidence is left
out. A set's conversations are held as the bot holds them, and a follow-up is given as it is read there.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..answer.openings import story_asked, with_openings
from ..config import Settings
from ..evaluation import program
from ..evaluation.conversations import talks_of, turns
from ..evaluation.judge import Standard
from ..evaluation.run import CachedLibrary, open_cached, sharing_models, watched
from ..evaluation.sets import Question, find_sets, limited, read_set
from ..models.base import Readable
from ..outcomes import Turn
from ..text import sentences
from ..types import Hit, Span
from .data import Example

FOUND = 10
"""Passages that are found for a question, and as many in the articles that it is about."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A passage that was found for a question. `span` has the characters of the answer, or, with `loose`, those inside
    which it lies; None where the passage does not answer."""

    text: str
    title: str
    published: str | None
    span: tuple[int, int] | None
    loose: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A question with its passages, those that the search likes best first."""

    question: str
    passages: tuple[Typed, ...]

    def examples(self, size: int, rng: random.Random) -> list[Example]:
        """`size` passages in random order, a right one among them if there is any; some twice if there are fewer."""
        right = [each for each in self.passages if each.span]
        wrong = [each for each in self.passages if not each.span]
        chosen = rng.sample(right, min(len(right), max(1, size // 3)))
        chosen += rng.sample(wrong, min(len(wrong), size - len(chosen)))
        chosen += rng.choices(self.passages, k=size - len(chosen))
        rng.shuffle(chosen)
        return [_example(self.question, each) for each in chosen]


def _example(question: str, passage: Typed) -> Example:
    published = date.fromisoformat(passage.published) if passage.published else None
    return Example(question, Readable(passage.text, passage.title, published), passage.span, passage.loose)


def read_groups(files: Sequence[Path]) -> list[Group]:
    """All lines of the files."""
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [_group(json.loads(line)) for line in lines]


def _group(record: Mapping[str, Any]) -> Group:
    passages = (
        Typed(**{**each, "span": tuple(each["span"]) if each["span"] else None})
        for each in record["passages"]
    )
    return Group(record["question"], tuple(passages))


async def group_of(question: Question, opened: CachedLibrary, said: Sequence[Turn] = ()) -> Group | None:
    """None where nothing is found, or none of the evidence of an answerable question. Passages of the articles that the
    question is about are there even if the search misses them. After `said` it is read as the bot reads a follow-up."""
    filters, library = opened.filters(question), opened.library
    read, _ = await library.answering.candidates(question.text, filters, question.asked_on, said)
    hits = list(await library.search(question.text, filters=filters, conversation=said, k=FOUND))
    if story_asked(question.text) is not None:
        hits = with_openings(hits)
    about = set(question.named_documents)
    own = {number for number in opened.documents if set(opened.doc_ids(number)) & about}
    if own:
        if all(hit.article.id not in own for hit in hits):
            hits = []  # "who signed it?" does not say which story it is about: any other may answer it, too
        inside = replace(filters, article_ids=tuple(sorted(own)))
        hits += await library.search(question.text, filters=inside, conversation=said, k=FOUND)
    distinct = {(hit.article.id, hit.passage.start): hit for hit in reversed(hits)}
    found = [labelled(question, hit, opened) for hit in reversed(distinct.values())]
    passages = tuple(each for each in found if each is not None)
    answered = any(each.span for each in passages)
    return Group(read.text, passages) if passages and answered == question.answerable else None


def labelled(question: Question, hit: Hit, opened: CachedLibrary) -> Typed | None:
    """The passage with the answer in it; None where it cannot be said whether it answers."""
    text, documents = hit.passage.text, opened.doc_ids(hit.article.id)
    evidence = [
        span
        for span in sentences(text, hit.article.language)
        if opened.judge.is_evidence(question, text[span.start : span.end], documents)
    ]
    if not evidence and _may_answer(question, text, documents, opened):
        return None
    exact = next((found for span in evidence for found in _answers(question, text, span)), None)
    published = hit.article.published_on
    return Typed(
        text,
        hit.article.title,
        published.isoformat() if published else None,
        exact or (Span(evidence[0].start, evidence[-1].end) if evidence else None),
        loose=bool(evidence) and exact is None,
    )


def _may_answer(question: Question, text: str, documents: Collection[str], opened: CachedLibrary) -> bool:
    """Whether a passage without evidence may answer all the same: it holds an accepted answer, or it stands in a gold
    article and no short answer says what is right."""
    judge = opened.judge
    told = judge.standard(question) is Standard.EVIDENCE and set(documents) & set(question.doc_ids)
    return bool(told) or judge.is_right(question, text, documents)


def _answers(question: Question, text: str, inside: Span) -> Iterator[Span]:
    """Where the accepted answers stand in a sentence, as whole words, the longest first."""
    for answer in sorted(question.accepted, key=len, reverse=True):
        words = r"\s+".join(map(re.escape, answer.split()))
        for found in re.finditer(rf"(?<!\w){words}(?!\w)", text[inside.start : inside.end], re.IGNORECASE):
            yield Span(inside.start + found.start(), inside.start + found.end())


def main() -> None:
    """Writes the file, and a line for each set to standard error."""
    parser = program.arguments(__doc__)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()

    async def work(settings: Settings) -> None:
        opened_by = sharing_models(settings)
        made: list[Group] = []
        for folder in find_sets(args.folders):
            given = limited(read_set(folder), args.limit)
            async with open_cached(given, settings, cache=args.cache, opened_by=opened_by) as opened:
                asked = watched(given.questions, given.name, program.stage_line)
                found = [await group_of(question, opened) for question in asked]
                talked = watched(talks_of(given, args.limit).conversations, given.name, program.stage_line)
                found += [
                    await group_of(record.question, opened, said)
                    for each in talked
                    async for said, record in turns(opened, each, settings)
                ]
            made += [group for group in found if group is not None]
        lines = (json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in made)
        args.out.write_text("".join(lines), encoding="utf-8")

    program.run(work)


if __name__ == "__main__":
    main()
