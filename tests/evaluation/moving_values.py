"""How well an answer tells what other articles give in its place: `python -m tests.evaluation.moving_values`.

`tests/eval/moving_values` has questions with the `kind` that is right: the value has moved, sources disagree, another
article gives a figure of something else (killed, injured), or nothing of this. The questions of other sets have one value
unless they say otherwise (`stale_answers`): a conflict there is a false one. Libraries and days are those of
`dateline eval`, the settings those of the library itself, threshold included.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from retrieval import Answer, Filters, Settings
from retrieval.evaluation.run import CachedLibrary, Open, open_cached, said_before, sharing_models
from retrieval.evaluation.sets import EvaluationSet, Question, read_set
from retrieval.outcomes import Agreement
from tests.conftest import ROOT

SET = ROOT / "tests" / "eval" / "moving_values"
MOVED, DISAGREE, SCOPE, NONE = "moved", "disagree", "scope", "none"
KINDS = {
    Agreement.EARLIER: MOVED,
    Agreement.NEWER: MOVED,
    Agreement.DISAGREE: DISAGREE,
    Agreement.OTHER_SCOPE: SCOPE,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A question, the kind that is right, and the one that was told; None where there was no answer."""

    question: Question
    right: str
    told: str | None
    newest_first: bool
    shown: str

    @property
    def conflict(self) -> bool:
        """Whether two values were set against each other."""
        return self.told in (MOVED, DISAGREE)


def told_kind(answer: Answer) -> str:
    """What stands above the quotes: a disagreement before a move, both before a figure of something else."""
    kinds = {KINDS.get(each.agreement, NONE) for each in answer.values}
    return next((kind for kind in (DISAGREE, MOVED, SCOPE) if kind in kinds), NONE)


async def ask(opened: CachedLibrary, question: Question, right: str) -> Told:
    filters = opened.filters(question)
    if opened.library.settings.data_dir.name.startswith(SET.name) and question.asked_on:
        filters = Filters(until=question.asked_on + timedelta(days=1))
    outcome = await opened.library.ask(
        question.text, filters=filters, conversation=said_before(question), today=question.asked_on
    )
    if not isinstance(outcome, Answer) or outcome.doubtful:
        return Told(question, right, None, False, "")
    values = "; ".join(f"{each.agreement.value} “{each.words}”" for each in outcome.values)
    first = opened.is_right(question, outcome.citations[0].quote.text, outcome.citations[0].quote.article_id)
    return Told(question, right, told_kind(outcome), first, f"“{outcome.answer_text}” {values}")


async def measure(
    given: EvaluationSet, kinds: dict[str, str], cache: Path | None, opened_by: Open | None = None
) -> list[Told]:
    """Every question of the set, asked with the usual threshold. `kinds` are the right ones, by id; others have one
    value, or have moved where they have stale answers."""
    settings = Settings()
    base = opened_by or sharing_models(settings)

    def as_configured(other: Settings) -> object:
        return base(other.model_copy(update={"answer": settings.answer}))

    async with open_cached(given, settings, cache=cache, opened_by=as_configured) as opened:  # type: ignore[arg-type]
        return [
            await ask(opened, each, kinds.get(each.id, MOVED if each.stale_answers else NONE))
            for each in given.questions
        ]


def kinds_of(folder: Path) -> dict[str, str]:
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return {row["id"]: row["kind"] for row in rows if "kind" in row}


def table(told: Sequence[Told]) -> str:
    """A line for each right kind: how many were told as which, the share that is right, and the false conflicts."""
    lines = []
    for kind in (MOVED, DISAGREE, SCOPE, NONE):
        some = [each for each in told if each.right == kind]
        if some:
            counts = Counter(each.told or "no answer" for each in some)
            right = counts[kind] / len(some)
            lines.append(f"{kind:9} {len(some):4} {right:6.1%}  {dict(counts)}")
    answered = [each for each in told if each.right == NONE and each.told]
    false = sum(each.conflict for each in answered)
    lines.append(f"false conflicts {false} of {len(answered)} answers with one value")
    moved = [each for each in told if each.right == MOVED]
    if moved:
        found = [each for each in moved if each.told]
        first = sum(each.newest_first for each in found)
        lines.append(f"moved: {len(found)} of {len(moved)} answered, newest first in {first}")
    return "\n".join(lines)


def main() -> None:
    """Prints a table for each set, and with `--wrong` what was told wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="DIR", default=[SET])
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--wrong", action="store_true")
    args = parser.parse_args()
    for folder in args.folders:
        told = asyncio.run(measure(read_set(folder), kinds_of(folder), args.cache))
        sys.stdout.write(f"{folder.name}: {len(told)} questions\n{table(told)}\n")
        for each in told if args.wrong else ():
            if each.told != each.right and (each.told or each.right != NONE):
                sys.stdout.write(f"  {each.question.id} {each.told}: {each.question.text} {each.shown}\n")


if __name__ == "__main__":
    main()
