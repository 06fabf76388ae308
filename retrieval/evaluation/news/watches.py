"""What the filter of watches lets through and holds back, which changes of an answer are told, and what both cost.

    python -m retrieval.evaluation.news.watches DIR...

Each question is asked of the set's articles without its gold ones, and then with them, as if they had come in between.
"changed" counts the questions of which something would be told, "asked again" those of them that the filter finds for the
gold articles, "for others" how often it fires for any other article. "same answer" counts the questions for which both
first quotes are right: of those nothing should be told.

    python -m retrieval.evaluation.news.watches --cost 10000 DIR

sets so many watches of the set's questions, takes in articles that are about something else, and asks 500 watches again.
With `--cache` it does so in the library that is kept there, which has the watches from then on.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Awaitable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar

import numpy as np

from ...answer.question import parse
from ...config import Settings
from ...library import Library
from ...news.likeness import Likeness, Standing, answered, likeness, news_kind, of_quotes
from ...news.touching import TouchFilter, packed
from ...outcomes import Answer, Outcome
from ...store.news.watches import NewsKind, NewWatch, Watched
from ...types import Draft, Filters
from ..measures import percentile
from ..program import arguments, run, stage_line, write
from ..run import CachedLibrary, Open, open_cached, said_before, sharing_models, watched
from ..run import answered as asked_on_its_day
from ..sets import EvaluationSet, Question, find_sets, limited, read_set

T = TypeVar("T")
_SCOPES = '["shared"]'
_ARRIVED = Standing(kept=True, correction=None, fresh=True)
"""What answered before is still there, and what answers now has just come."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question without and with its gold articles. `told` is what would be told."""

    told: NewsKind | None
    both_right: bool
    words: str
    vectors: bytes
    """As a watch has them."""
    fired: bool = False
    """The filter has the question asked again."""
    others: float = 0.0
    """The share of all articles, the gold ones left out, for which it would, too."""


@dataclass(frozen=True, slots=True)
class FilterFigures:
    """A row of the table."""

    name: str
    asked: tuple[Asked, ...]

    @property
    def changed(self) -> list[Asked]:
        return [each for each in self.asked if each.told]

    @property
    def same(self) -> list[Asked]:
        return [each for each in self.asked if each.both_right]

    @property
    def line(self) -> str:
        fired = sum(each.fired for each in self.changed)
        others = sum(each.others for each in self.asked) / len(self.asked)
        told = sum(each.told is not None for each in self.same)
        return (
            f"| {self.name} | {len(self.asked)} | {len(self.changed)} | {fired} ({_share(fired, len(self.changed))}) "
            f"| {others:.1%} | {len(self.same)} | {told} ({_share(told, len(self.same))}) |\n"
        )


HEAD = (
    "| set | questions | changed | asked again | for others | same answer | told all the same |\n"
    "|---|---|---|---|---|---|---|\n"
)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


async def measure_filter(
    given: EvaluationSet, settings: Settings, *, cache: Path | None, opened_by: Open
) -> FilterFigures:
    """Asks every question that has a gold article. Raises what `open_cached` raises."""
    kept = open_cached(
        given, settings, cache=cache, opened_by=_as_configured(settings, opened_by), on_progress=stage_line
    )
    async with kept as opened:
        questions = [each for each in given.questions if _gold(opened, each)]
        asked = [
            await _asked(opened, each) for each in watched(questions, f"asking {given.name}", stage_line)
        ]
        fires = await _fires(opened, asked)
    gold = [_gold(opened, each) for each in questions]
    found = [
        replace(each, fired=bool(fires[n] & gold[n]), others=len(fires[n] - gold[n]) / len(opened.documents))
        for n, each in enumerate(asked)
    ]
    return FilterFigures(given.name, tuple(found))


def _as_configured(settings: Settings, opened_by: Open) -> Open:
    """Opens a cached library with the configured threshold, because that decides what an answer is."""

    def opening(kept: Settings) -> AbstractAsyncContextManager[Library]:
        return opened_by(kept.model_copy(update={"answer": settings.answer}))

    return opening


async def _fires(opened: CachedLibrary, asked: Sequence[Asked]) -> list[set[int]]:
    """For each question the articles for which the filter would have it asked again, each taken as just come in."""
    watches, fires = opened.library.watches, [set[int]() for _ in asked]
    touching = TouchFilter([Watched(n, _SCOPES, each.words, each.vectors) for n, each in enumerate(asked)])
    for article_id in opened.documents:
        passages = await watches.store.passages_of(article_id)
        for number in touching.touched_by(await watches.store.changed(passages, watches.fingerprint)):
            fires[number].add(article_id)
    return fires


def _gold(opened: CachedLibrary, question: Question) -> set[int]:
    wanted = {*question.doc_ids, *(each.doc_id for each in question.evidence)}
    return {id for id, copies in opened.documents.items() if any(each.id in wanted for each in copies)}


async def _asked(opened: CachedLibrary, question: Question) -> Asked:
    library, gold = opened.library, _gold(opened, question)
    said, filters = said_before(question), opened.filters(question)
    rest = tuple(sorted(opened.documents.keys() - gold))
    before = await asked_on_its_day(library, question, said, replace(filters, article_ids=rest))
    now = await asked_on_its_day(library, question, said, filters)
    lines = await library.answering.searched(question.text, filters, said)
    return Asked(
        told=news_kind(before, now, _ARRIVED, await _likeness(library, before, now)),
        both_right=_right(opened, question, before) and _right(opened, question, now),
        words="\n".join(lines),
        vectors=packed(await library.watches.embed.run(list(lines))),
    )


async def _likeness(library: Library, before: Outcome, now: Outcome) -> Likeness:
    if not (isinstance(before, Answer) and isinstance(now, Answer) and answered(before) and answered(now)):
        return Likeness.VAGUE
    found = likeness(parse(before.question), before, now)
    if found is not Likeness.VAGUE:
        return found
    one, other = before.citations[0], now.citations[0]
    vectors = await library.watches.embed.run([one.quote.text, other.quote.text])
    return of_quotes(one, other, float(np.dot(vectors[0], vectors[1])))


def _right(opened: CachedLibrary, question: Question, outcome: Outcome) -> bool:
    if not (isinstance(outcome, Answer) and answered(outcome)):
        return False
    quote = outcome.citations[0].quote
    return opened.is_right(question, quote.text, quote.article_id)


_ASKED = 30
"""Different questions that are watched, again and again."""
_ELSEWHERE = (
    "The {} {} of the old lighthouse keeper grew roses beside the shed, and nobody counted them that summer."
)


async def measure_cost(
    given: EvaluationSet, settings: Settings, watches: int, touched: int, *, cache: Path, opened_by: Open
) -> str:
    """What it takes to follow an article that touches no watch, and to ask `touched` watches again."""
    opened = open_cached(
        given, settings, cache=cache, opened_by=_as_configured(settings, opened_by), on_progress=stage_line
    )
    async with opened as cached:
        library = cached.library
        await library.warm()
        await _set(library, given.questions, watches)
        last = await library.watches.change_feed.last_change()
        await library.watches.store.mark([], since=last, cursor=last)
        untouched, found = await _followed(library)
        again, _ = await _timed(_again(library, touched))
    most = max(untouched, key=lambda each: each.wall)
    return (
        f"{watches} watches, {len(given.documents)} articles\n"
        f"following one article that touches {found} of them: at most {most}, median "
        f"{1000 * (percentile([each.processor for each in untouched], 50) or 0.0):.1f} ms of processor time\n"
        f"asking {touched} again: {again}\n"
    )


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock on the wall, and of the processor, all threads together."""

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{1000 * self.wall:,.1f} ms ({1000 * self.processor:,.1f} ms of processor time)"


async def _timed(work: Awaitable[T]) -> tuple[Spent, T]:
    wall, processor = time.perf_counter(), time.process_time()
    done = await work
    return Spent(time.perf_counter() - wall, time.process_time() - processor), done


async def _set(library: Library, questions: Sequence[Question], watches: int) -> None:
    """Sets the watches, in turn of the questions, with their vectors."""
    watching, asked, vectors = library.watches, [], []
    for each in questions[:_ASKED]:
        lines = await library.answering.searched(each.text, Filters())
        asked.append((await library.ask(each.text), "\n".join(lines)))
        vectors.append(packed(await watching.embed.run(list(lines))))
    ids = []
    for number, (outcome, words) in enumerate(islice(cycle(asked), watches)):
        new = NewWatch(
            person=f"person:{number}",
            place=f"place:{number}",
            home=None,
            scopes=("shared",),
            question=outcome.question,
            said=(),
            words=words,
            language="en",
            outcome=outcome,
        )
        ids.append((await watching.store.add(new, per_person=1, per_home=watches))[0])
    await watching.store.embedded(list(zip(ids, cycle(vectors), strict=False)), watching.fingerprint)


async def _followed(library: Library, articles: int = 21) -> tuple[list[Spent], int]:
    """What following each of some new articles took; the first one, which also makes the filter, is left out. And how
    many watches they touch at most."""
    spent, touched = [], 0
    for number in range(articles):
        text = " ".join(_ELSEWHERE.format(number, each) for each in range(40))
        await library.add([Draft(f"rose-{number}", f"rose:{number}", f"Roses {number}", text, text)])
        took, found = await _timed(library.watches.follow())
        spent.append(took)
        touched = max(touched, found)
    return spent[1:], touched


async def _again(library: Library, touched: int) -> None:
    """Asks so many watches again, one after the other."""
    for watch_id in (await library.watches.touched())[:touched]:
        await library.watches.ask(await library.watches.get(watch_id), Filters())


async def main(settings: Settings) -> None:
    parser = arguments(__doc__)
    parser.add_argument("--cost", type=int, metavar="N", help="set so many watches instead, and time them")
    parser.add_argument("--touched", type=int, default=500, metavar="N", help="ask so many of them again")
    asked = parser.parse_args()
    opened_by = sharing_models(settings)
    if asked.cost:
        with tempfile.TemporaryDirectory(prefix="dateline-watches-") as new:
            cache = asked.cache or Path(new)
            given = read_set(find_sets(asked.folders)[0])
            write(
                await measure_cost(
                    given, settings, asked.cost, asked.touched, cache=cache, opened_by=opened_by
                )
            )
        return
    write(HEAD)
    for folder in find_sets(asked.folders):
        given = limited(read_set(folder), asked.limit)
        write((await measure_filter(given, settings, cache=asked.cache, opened_by=opened_by)).line)


if __name__ == "__main__":
    run(main)
