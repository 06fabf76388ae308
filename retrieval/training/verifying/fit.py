"""Fits the second look at candidates: `python -m retrieval.training.verifying.fit DIR...` prints the weights of
`retrieval/claims/rerank.py`, and how often the right sentence is first without and with it.

The sets have claims and questions of yes or no with the sentences that decide (`evidence`), and some that no article
decides. Of the sets that `--learnt` names, from which the verifier has learnt, only the articles are asked about that its
training left out. Figures are cross-fitted in ten folds by article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from ...claims.rerank import LEANS_FROM, Parts, SecondLook, as_question, parts, weighed
from ...config import Settings
from ...errors import EvaluationError
from ...evaluation import program
from ...evaluation.claim_sets import stated_claims
from ...evaluation.run import CachedLibrary, open_cached, sharing_models, watched
from ...evaluation.sets import EvaluationSet, Question, find_sets, read_set
from ...text import content_hash
from ...types import Filters
from ..fit import Flags, Matrix, RankingExample, Vector, fit_ranking
from .pairs import is_held_out

FOLDS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A question, what the new scores of its candidates are made of, (candidates, parts), and which of them decide."""

    question: Question
    parts: Matrix
    right: Flags

    @property
    def fold(self) -> int:
        return int(content_hash(self.question.named_documents[0])[8:16], 16) % FOLDS


def asked_of(given: EvaluationSet) -> list[Question]:
    """The set's questions of yes or no, those beside them that nothing decides, and its claims as such questions."""
    found = [each for each in given.questions if each.yes_no or (each.type or "").startswith("near_miss")]
    claims = (each.question for each in stated_claims(given))
    found += [replace(each, text=as_question(each.text)) for each in claims]
    return [each for each in found if each.named_documents]


async def gather(given: EvaluationSet, questions: Sequence[Question], cached: CachedLibrary) -> list[Example]:
    """The questions with their candidates as they are before a second look. Raises ModelError."""
    answering = replace(cached.library.answering, second_look=None)
    look = cached.library.answering.second_look
    if not isinstance(look, SecondLook):
        raise EvaluationError(given.name, "only with a reader is there a verifier; set reader.model")
    found = []
    for question in watched(questions, given.name, program.stage_line):
        parsed, candidates = await answering.candidates(question.text, Filters(), question.asked_on)
        said = await look.verified(parsed.text, candidates)
        rows = list(zip(candidates, said, strict=False))
        found.append(
            Example(
                question,
                np.array([parts(each.confidence, chances) for each, chances in rows]).reshape(-1, 3),
                np.array([cached.is_right(question, each.text, each.article.id) for each, _ in rows], bool),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Fitted:
    """`score` weighs the parts; `slope` and `bias` make a score the logit of a confidence."""

    score: Vector
    slope: float
    bias: float

    def best(self, example: Example) -> tuple[float, bool]:
        """The confidence of the first candidate, and whether it decides."""
        if not len(example.parts):
            return 0.0, False
        scores = example.parts @ self.score
        best = int(np.argmax(scores))
        return float(1 / (1 + np.exp(-(self.slope * scores[best] + self.bias)))), bool(example.right[best])


def fit(examples: Sequence[Example]) -> Fitted:
    """The weights of the candidates that decide, and of the first one's confidence."""
    score = fit_ranking([RankingExample("", each.parts, each.right) for each in examples])
    tops = [(each.parts @ score, each.right) for each in examples if len(each.parts)]
    best = np.array([[scores.max()] for scores, _ in tops])
    right = np.array([flags[int(np.argmax(scores))] for scores, flags in tops])
    logistic = LogisticRegression(C=100.0).fit(best, right)
    return Fitted(score, float(logistic.coef_[0, 0]), float(logistic.intercept_[0]))


@dataclass(frozen=True, slots=True)
class Leaning:
    """Whether the side to which an example's candidates lean is right, and what speaks for it."""

    example: Example
    right: bool
    features: Parts


def leanings(examples: Sequence[Example], score: Vector) -> list[Leaning]:
    """The examples that have candidates, ranked by `score`."""
    found = []
    for each in examples:
        if len(each.parts):
            supports, features = weighed(
                each.parts[np.argsort(-(each.parts @ score), kind="stable")].tolist()
            )
            found.append(Leaning(each, each.question.yes_no == ("yes" if supports else "no"), features))
    return found


def fit_side(found: Sequence[Leaning]) -> LogisticRegression:
    """How likely a side is right."""
    return LogisticRegression(C=10.0).fit([each.features for each in found], [each.right for each in found])


def report_side(examples: Sequence[Example]) -> str:
    """The weights, and how many sides are right from some chances on."""
    found = leanings(examples, fit(examples).score)
    judged: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        model = fit_side([each for each in found if each.example.fold != fold])
        own = [each for each in found if each.example.fold == fold]
        if own:
            chances = model.predict_proba([each.features for each in own])[:, 1]
            judged += [(float(chance), each.right) for chance, each in zip(chances, own, strict=True)]
    whole = fit_side(found)
    lines = [f"sides: {whole.coef_[0].round(3).tolist()} {whole.intercept_.round(3).tolist()}"]
    for least in (LEANS_FROM, 0.7, 0.8, 0.85):
        right = [each for chance, each in judged if chance >= least]
        lines.append(f"from {least}: {sum(right)} of {len(right)} right")
    return "\n".join(lines) + "\n"


def report(examples: Sequence[Example]) -> str:
    """The weights, and figures of questions whose articles had no part in them."""
    folds = [fit([each for each in examples if each.fold != fold]) for fold in range(FOLDS)]
    tops = [folds[each.fold].best(each) for each in examples]
    error = np.mean([confidence - right for confidence, right in tops])
    decided = [
        (right, len(each.right) and each.right[int(np.argmax(each.parts[:, 0]))])
        for each, (_, right) in zip(examples, tops, strict=True)
        if each.question.answerable
    ]
    after, before = np.mean(decided, axis=0)
    whole = fit(examples)
    return (
        f"SCORE = {tuple(round(float(each), 3) for each in whole.score)}; "
        f"SLOPE, BIAS = {whole.slope:.3f}, {whole.bias:.3f}\n"
        f"{len(decided)} that are decided: first sentence right {before:.3f} before, {after:.3f} with it; "
        f"mean confidence less share right {error:+.3f}\n"
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Prints weights and figures."""
    parser = program.arguments(__doc__)
    parser.add_argument(
        "--learnt", type=Path, nargs="*", default=[], help="sets that the verifier learnt from"
    )
    args = parser.parse_args(argv)

    async def work(settings: Settings) -> None:
        opened_by = sharing_models(settings)
        examples: list[Example] = []
        for folder in find_sets([*args.folders, *args.learnt]):
            given = read_set(folder)
            questions = asked_of(given)
            if folder in [each.resolve() for each in args.learnt]:
                questions = [each for each in questions if is_held_out(each.named_documents[0])]
            async with open_cached(given, settings, cache=args.cache, opened_by=opened_by) as cached:
                examples += await gather(given, questions, cached)
        program.write(report(examples) + report_side(examples))

    program.run(work)


if __name__ == "__main__":
    main()
