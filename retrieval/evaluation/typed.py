"""Makes training data of sets of questions that people typed: `python -m retrieval.evaluation.typed DIR... --out FILE`,
for `retrieval.training.train --typed FILE`.

Each line is a question as it is read, with the passages that the search finds for it on its day: those with the set's
evidence, and the others, which the reader must tell from them. A passage that is right by its words alone, outside the
evidence, may answer or not, and is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from ..answer.openings import story_asked, with_openings
from ..config import Settings
from ..text import sentences
from ..training.typed import Group, Typed
from ..types import Hit, Span
from . import program
from .run import CachedLibrary, open_cached, sharing_models, watched
from .sets import Question, find_sets, limited, read_set

PASSAGES = 10
"""Passages that are found for a question, and as many in its gold articles, where the search may miss them."""


async def group_of(question: Question, opened: CachedLibrary) -> Group | None:
    """None where nothing is found, or none of the evidence of an answerable question."""
    filters, library = opened.filters(question), opened.library
    read, _ = await library.answering.candidates(question.text, filters, question.asked_on)
    hits = list(await library.search(question.text, filters=filters, k=PASSAGES))
    if story_asked(question.text) is not None:
        hits = with_openings(hits)
    gold = [number for number in opened.documents if set(opened.doc_ids(number)) & set(question.doc_ids)]
    if gold:
        inside = replace(filters, article_ids=tuple(gold))
        hits += await library.search(question.text, filters=inside, k=PASSAGES)
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
    if not evidence and opened.is_right(question, text, hit.article.id):
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
            made += [group for group in found if group is not None]
        lines = (json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in made)
        args.out.write_text("".join(lines), encoding="utf-8")

    program.run(work)


if __name__ == "__main__":
    main()
