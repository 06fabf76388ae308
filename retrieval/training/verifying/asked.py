"""Training pairs of the verifier from questions of all kinds: a question and a sentence that answers it, or does not.

`python -m retrieval.training.verifying.asked DIR... --out FILE` asks sets of typed questions, and writes each with the
sentences that the ranker chooses for it, for `retrieval.training.verifying.train --asked FILE`. What the ranker takes for
an answer, and is none, is what there is to learn. Questions over paragraphs of encyclopaedias come from the training
folder.
"""

from __future__ import annotations

import json
import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from ...answer.question import Kind
from ...claims.rerank import placed
from ...config import Settings
from ...evaluation import program
from ...evaluation.run import CachedLibrary, open_cached, sharing_models, watched
from ...evaluation.sets import Question, find_sets, limited, read_set
from ...models.base import Readable
from ...models.verifier import NEITHER, SUPPORTS
from ...text import sentences
from ...types import Span
from ..passages import draw_date, draw_title
from ..rows import read_rows
from .pairs import Pair, Target, Text

PARAGRAPHS = (
    "squad_train_part",
    "squadshifts_newwiki",
    "qed_nq",
    "squadshifts_reddit",
    "timeqa_human",
    "multispanqa",
)
_FIRST = 4
"""So many wrong sentences that the ranker puts first are a source of their own: they tempt most."""
_MAY_ANSWER = 0.5
"""So often a sentence of a gold article that is no evidence counts as wrong: some of them answer, too."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, `start` to `end` of a text around it, as the verifier reads it. `in_gold`: it stands in a gold
    article."""

    text: str
    title: str | None
    published: str | None
    start: int
    end: int
    right: bool
    in_gold: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the candidates for it, best first. `about` are the articles that it is about."""

    question: str
    about: tuple[str, ...]
    candidates: tuple[Candidate, ...]


async def asked_of(question: Question, opened: CachedLibrary) -> Asked | None:
    """None for a question of yes or no, which has pairs of its own. Raises ModelError."""
    answering = replace(opened.library.answering, second_look=None)
    parsed, found = await answering.candidates(question.text, opened.filters(question), question.asked_on)
    if question.yes_no or parsed.kind is Kind.YES_NO:
        return None
    gold, candidates = set(question.doc_ids), []
    for each in found:
        place = placed(each)
        published = place.around.published
        candidates.append(
            Candidate(
                place.around.text,
                place.around.title,
                published.isoformat() if published else None,
                place.span.start,
                place.span.end,
                opened.is_right(question, each.text, each.article.id),
                not gold.isdisjoint(opened.doc_ids(each.article.id)),
            )
        )
    return Asked(parsed.text, question.named_documents, tuple(candidates))


def asked_pairs(files: Sequence[Path], barred: Collection[str], rng: random.Random) -> Iterator[Pair]:
    """The pairs of these files; none of a question about a barred document."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            asked = Asked(
                record["question"],
                tuple(record["about"]),
                tuple(Candidate(**each) for each in record["candidates"]),
            )
            if set(asked.about).isdisjoint(barred):
                yield from _pairs(asked, rng)


def _pairs(asked: Asked, rng: random.Random) -> Iterator[Pair]:
    group = asked.about[0] if asked.about else asked.question
    for number, each in enumerate(asked.candidates):
        if each.in_gold and not each.right and rng.random() < _MAY_ANSWER:
            continue
        published = date.fromisoformat(each.published) if each.published else None
        source = "asked, right" if each.right else f"asked, wrong{', first' if number < _FIRST else ''}"
        label = SUPPORTS if each.right else NEITHER
        target = Target((Span(each.start, each.end),), (label,))
        yield Pair(asked.question, Readable(each.text, each.title, published), (target,), group, source)


def paragraph_pairs(data: Path, rng: random.Random) -> Iterator[Pair]:
    """Questions over paragraphs: the sentence with the answer, and those beside it with most of the question's words."""
    for source in PARAGRAPHS:
        for row in read_rows(data / f"{source}.jsonl"):
            spans, answered = sentences(row.context), row.start >= 0
            at = next((n for n, span in enumerate(spans) if span.start <= row.start < span.end), None)
            title = draw_title(row.question, row.context, [row.context], True, rng)
            text = Text(row.context, spans, title, draw_date(rng) if rng.random() < 0.3 else None)
            others = [
                n
                for n in range(len(spans))
                if n != at and not (answered and row.answer.lower() in text.sentence(n).lower())
            ]
            wrong = text.nearest(row.question, others)[: 1 if at is None else 2]
            for n in [*([] if at is None else [at]), *wrong]:
                passage, places = text.window(n, rng)
                target = Target((places[n],), (SUPPORTS if n == at else NEITHER,))
                source_name = f"paragraph, {'right' if n == at else 'wrong'}"
                yield Pair(row.question, passage, (target,), row.context[:80], source_name)


def main() -> None:
    """Writes the file."""
    parser = program.arguments(__doc__)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()

    async def work(settings: Settings) -> None:
        opened_by = sharing_models(settings)
        made: list[Asked] = []
        for folder in find_sets(args.folders):
            given = limited(read_set(folder), args.limit)
            async with open_cached(given, settings, cache=args.cache, opened_by=opened_by) as opened:
                asked = watched(given.questions, given.name, program.stage_line)
                made += [each for question in asked if (each := await asked_of(question, opened))]
        lines = (json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in made)
        args.out.write_text("".join(lines), encoding="utf-8")

    program.run(work)


if __name__ == "__main__":
    main()
