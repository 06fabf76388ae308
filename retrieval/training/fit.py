"""Fits the shipped weights anew: `python -m retrieval.training.fit DIR...` writes `retrieval/answer/calibration.json`.

One set of weights ranks sentences, another says how likely the first one answers. What is called sure comes from
confidences that were cross-validated by article; the right half of the printed table comes from weights that were fitted
without the set in question: what a set nobody has seen may expect.

scikit-learn's logistic regression cannot take the place of ours: it has no weights that stay fixed, and it would put
its penalty on the intercepts of the groups too.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit, softmax

from ..answer import features as f
from ..answer.candidates import Candidate
from ..answer.compose import joined
from ..answer.features import (
    FACTS,
    GROUPS,
    NAMES,
    STORIES,
    Calibration,
    Certainty,
    Tier,
    Weights,
    group_of,
)
from ..answer.question import Question
from ..config import Settings
from ..evaluation import program
from ..evaluation.measures import auroc, rejection
from ..evaluation.run import CachedLibrary, open_cached, sharing_models, watched
from ..evaluation.sets import EvaluationSet, find_sets, limited, read_set
from ..evaluation.sets import Question as SetQuestion
from ..types import Filters, Span
from .edited import edited

Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NOTHING: Mapping[int, float] = {}

NEWS_LIKE = ("news_chat", "news_keywords", "realtimeqa")
"""Names of sets begin so whose questions are about news."""
NEWS_SHARE = 0.8
"""News is what people ask here. More than this gains little there and costs the other sets more (0.5 to 0.9 tried)."""
ALONE = "alone"
"""Groups of questions that are asked of their own article only have names that end so."""
ENOUGH = 30
"""Questions of a set: with fewer, each would weigh too much."""
RANKING_PENALTY = {FACTS: 1e-3, STORIES: 3e-3}
CONFIDENCE_PENALTY = 3e-3
"""L2 penalties on weights of features of about unit size: small enough not to matter where a feature is common,
large enough that one seen in a handful of questions stays near 0. There are few questions about stories."""


@dataclass(frozen=True)
class RankingExample:
    """One question: `features` (sentences, features), `right` (sentences,); `group` is the set it comes from."""

    group: str
    features: Matrix
    right: Flags


def fit_ranking(
    questions: Sequence[RankingExample],
    fixed: Mapping[int, float] = NOTHING,
    penalty: float = RANKING_PENALTY[FACTS],
) -> Vector:
    """Weights that maximise the chance of the right sentences under a softmax over each question's sentences
    (ListNet's top-one likelihood, Cao et al., ICML 2007). Groups weigh as in `shares`; questions without a right
    sentence say nothing. `fixed`: feature number -> its weight, not fitted."""
    useful = [each for each in questions if each.right.any()]
    share = shares([each.group for each in useful])
    width = useful[0].features.shape[1]

    def loss(weights: Vector) -> tuple[float, Vector]:
        total, gradient = penalty * float(weights @ weights), 2 * penalty * weights
        for each, weight in zip(useful, share, strict=True):
            chance = softmax(each.features @ weights)
            right = chance[each.right].sum() + 1e-12
            total -= weight * float(np.log(right))
            posterior = np.where(each.right, chance / right, 0.0)
            gradient = gradient + weight * ((chance - posterior) @ each.features)
        return total, gradient

    return _minimum(loss, width, fixed)


@dataclass(frozen=True)
class Logistic:
    """Probability = 1 / (1 + exp(-(features @ weights + bias))), with `weights + few * more` and `bias + few * more_bias`
    where few passages are visible."""

    weights: Vector
    bias: float
    more: Vector
    more_bias: float

    def probability(self, features: Matrix, few: Vector | float = 0.0) -> Vector:
        """(questions, features) to (questions,)."""
        logits = features @ self.weights + self.bias + few * (features @ self.more + self.more_bias)
        return np.asarray(expit(logits))

    def certainty(self, few: float) -> Certainty:
        """As it is shipped."""
        return Certainty(self.weights + few * self.more, self.bias + few * self.more_bias)


def fit_confidence(
    features: Matrix,
    right: Flags,
    groups: Sequence[str],
    fixed: Mapping[int, float] = NOTHING,
    few: Vector | None = None,
) -> Logistic:
    """Logistic regression of "the first quote is right"; groups weigh as in `shares`. `few` (questions,) says to what
    extent only few passages are visible: what that changes is fitted with a penalty on the change.

    Each group has an intercept of its own while the weights are fitted, so that they cannot learn which set a
    question comes from (one is answerable throughout, another to a half); the one bias is fitted afterwards.
    `fixed` as in `fit_ranking`.
    """
    few = np.zeros(len(right)) if few is None else few
    own = features.shape[1]
    features = np.hstack([features, few[:, None] * features])
    fixed = {**fixed, **{own + place: 0.0 for place in fixed}}
    names = sorted(set(groups))
    member = np.array([[group == name for name in names] for group in groups], np.float64)
    share = shares(groups)
    width = features.shape[1]

    def loss(parameters: Vector) -> tuple[float, Vector]:
        weights = parameters[:width]
        logits = features @ weights + member @ parameters[width:]
        residual = share * (expit(logits) - right)
        total = share @ (np.logaddexp(0, logits) - right * logits)
        gradient = np.concatenate([residual @ features + 2 * CONFIDENCE_PENALTY * weights, residual @ member])
        return float(total + CONFIDENCE_PENALTY * weights @ weights), gradient

    fitted = _minimum(loss, width + len(names), fixed)
    logits = features @ fitted[:width]

    def bias_loss(bias: Vector) -> tuple[float, Vector]:
        moved = logits + bias[0] + few * bias[1]
        total = share @ (np.logaddexp(0, moved) - right * moved)
        wrong = share * (expit(moved) - right)
        return float(total), np.array([wrong.sum(), wrong @ few])

    bias, more_bias = _minimum(bias_loss, 2, NOTHING)
    return Logistic(fitted[:own], float(bias), fitted[own:width], float(more_bias))


def _minimum(
    loss: Callable[[Vector], tuple[float, Vector]], width: int, fixed: Mapping[int, float]
) -> Vector:
    start = np.array([fixed.get(place, 0.0) for place in range(width)])
    bounds = [(fixed[place], fixed[place]) if place in fixed else (None, None) for place in range(width)]
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def lowest_threshold(confidence: Vector, right: Flags, shares: Vector, error: float) -> float:
    """The lowest confidence from which on at most `error` of the answers given are wrong, weighted by `shares`, in
    hundredths; 1.0 if there is none."""
    for hundredths in range(1, 100):
        threshold = hundredths / 100
        given = confidence >= threshold
        if not given.any():
            break
        if float((shares * ~right)[given].sum() / shares[given].sum()) <= error:
            return threshold
    return 1.0


def shares(groups: Sequence[str]) -> Vector:
    """A weight for each question; they sum to 1. The news-like sets weigh `NEWS_SHARE` together and all others the rest.
    Among those of a kind each set weighs the same, but one of fewer than `ENOUGH` questions as much less as it has."""
    counts = Counter(groups)
    weight = {group: min(count, ENOUGH) / ENOUGH for group, count in counts.items()}
    kinds = {group: group.startswith(NEWS_LIKE) for group in counts}
    total = {kind: sum(weight[group] for group in counts if kinds[group] is kind) for kind in (True, False)}
    share = {True: NEWS_SHARE, False: 1 - NEWS_SHARE} if all(total.values()) else {True: 1.0, False: 1.0}
    each = {
        group: share[kinds[group]] * weight[group] / total[kinds[group]] / counts[group] for group in counts
    }
    return np.array([each[group] for group in groups])


SHIPPED = Path(__file__).parents[1] / "answer" / "calibration.json"
THRESHOLD = 0.56
"""An answer is given where it is plainly more likely right than wrong: about a quarter of the answers to news-like
questions are wrong from here on. The project's own example questions lie to both sides of it (0.55 and 0.58)."""
ERRORS = (0.15, 0.2, 0.25, 0.3)
"""For each the fit prints the threshold at which so many of the answers to news-like questions are wrong. At 0.15 it is
0.74, above which some of the project's own example questions are not answered."""
SURE_ERROR = 0.08
"""So many of the answers called "sure" may be wrong on the news-like sets, by the sets' own answers, cross-fitted. Fewer
would leave hardly any: 0.07 is said of a seventh of the answers."""
FOLDS = 5
TIED = NAMES.index("near_rarest")
FIXED_RANKING = {TIED: 1.5, NAMES.index("unheard"): 0.0}
FIXED_CONFIDENCE = {TIED: 1.5, NAMES.index("newest"): 0.0}
"""Being older than another article is no fault, only a reason to put the other one first.
Where the reader sees hardly an answer, the form beside the asked words decides: the development sets say neither yes nor
no to it (quote@1 is the same for any weight from 0 to 1.6), the project's own example does."""


@dataclass(frozen=True)
class AskedQuestion:
    """One question of a set, its candidates in any order, and which of them are right."""

    group: str
    given: SetQuestion
    question: Question
    """The same as it was parsed."""
    candidates: tuple[Candidate, ...]
    judge: CachedLibrary
    few: float = 0.0
    """To what extent only few passages are visible."""
    judged: dict[tuple[int, Span], bool] = field(default_factory=dict)

    @property
    def fold(self) -> int:
        """Questions about one article are in one fold."""
        about = (*self.given.named_documents, self.given.id)[0]
        return zlib.crc32(about.encode()) % FOLDS

    def is_right(self, candidate: Candidate) -> bool:
        """Judged once for each stretch of an article."""
        place = (candidate.article.id, candidate.span)
        if place not in self.judged:
            self.judged[place] = self.judge.is_right(self.given, candidate.text, candidate.article.id)
        return self.judged[place]


@dataclass(frozen=True)
class TopQuotes:
    """What a ranking puts first: the features of the first quote, and which of the first three are right."""

    group: str
    answerable: bool
    features: Vector
    right: tuple[bool, ...]
    few: float


def rank(question: AskedQuestion, weights: Vector) -> TopQuotes | None:
    """The quotes this ranking gives, with neighbours joined as when answering; None without any candidate."""
    if not question.candidates:
        return None
    scored = [replace(each, score=float(each.features.vector @ weights)) for each in question.candidates]
    ranked = joined(question.question, sorted(scored, key=lambda each: -each.score))
    right = tuple(question.is_right(each) for each in ranked[:3])
    return TopQuotes(
        question.group, question.given.answerable, ranked[0].features.vector, right, question.few
    )


@dataclass(frozen=True)
class Fit:
    """Weights for ranking and for confidence, by group of kinds."""

    groups: Mapping[str, tuple[Vector, Logistic]]

    def top(self, question: AskedQuestion) -> TopQuotes | None:
        """What this fit puts first; None without any candidate."""
        return rank(question, self.groups[group_of(question.question.kind)][0])

    def confidence(self, question: AskedQuestion, chosen: TopQuotes) -> float:
        """Of the first quote."""
        logistic = self.groups[group_of(question.question.kind)][1]
        return float(logistic.probability(chosen.features[None], chosen.few)[0])


def fit(questions: Sequence[AskedQuestion]) -> Fit:
    """Weights for each group of kinds; a group of which there is no answered question gets those of all."""
    groups = {}
    for name in GROUPS:
        own = [each for each in questions if group_of(each.question.kind) == name]
        learnt = own if any(each.is_right(c) for each in own for c in each.candidates) else questions
        examples = [_example(each) for each in learnt if each.candidates]
        ranking = fit_ranking(examples, FIXED_RANKING, RANKING_PENALTY[name])
        few = name == FACTS  # there are too few questions about stories to tell what few passages change
        groups[name] = (ranking, _fit_confidence([rank(each, ranking) for each in learnt], few=few))
    return Fit(groups)


def _example(question: AskedQuestion) -> RankingExample:
    features = np.array([each.features.vector for each in question.candidates])
    return RankingExample(
        question.group, features, np.array([question.is_right(each) for each in question.candidates])
    )


def _fit_confidence(chosen: Sequence[TopQuotes | None], *, few: bool) -> Logistic:
    kept = [each for each in chosen if each]
    features, right = np.array([each.features for each in kept]), np.array([each.right[0] for each in kept])
    extent = np.array([each.few if few else 0.0 for each in kept])
    return fit_confidence(features, right, [each.group for each in kept], FIXED_CONFIDENCE, extent)


def cross_fitted(questions: Sequence[AskedQuestion]) -> list[tuple[AskedQuestion, TopQuotes, float]]:
    """Each question with what is put first and its confidence, by weights that have not seen its articles."""
    fits = [fit([each for each in questions if each.fold != fold]) for fold in range(FOLDS)]
    tops = [(each, fits[each.fold].top(each)) for each in questions]
    return [(each, top, fits[each.fold].confidence(each, top)) for each, top in tops if top is not None]


def threshold_for(
    judged: Sequence[tuple[AskedQuestion, TopQuotes, float]], groups: Collection[str], error: float
) -> float:
    """The lowest confidence from which on at most `error` of the answers are wrong in the sets `groups`."""
    own = [each for each in judged if each[0].group in groups] or list(judged)
    weights = shares([question.group for question, _, _ in own])
    confidence = np.array([confidence for _, _, confidence in own])
    return lowest_threshold(confidence, np.array([chosen.right[0] for _, chosen, _ in own]), weights, error)


def table(questions: Sequence[AskedQuestion], whole: Fit) -> str:
    """For each set: with the weights of all sets, and with weights that have not seen it."""
    lines = ["set                  quote@1 quote@3 AUROC rej@90 | without it: quote@1 quote@3 AUROC rej@90"]
    for group in dict.fromkeys(each.group for each in questions):
        own = [each for each in questions if each.group == group]
        others = [each for each in questions if each.group != group]
        row = f"{group:20s} {_figures(own, whole)}"
        lines.append(f"{row} | {_figures(own, fit(others))}" if others else row)
    return "\n".join(lines)


def _figures(questions: Sequence[AskedQuestion], fitted: Fit) -> str:
    tops = [(each, chosen) for each in questions if (chosen := fitted.top(each))]
    answerable = [chosen for _, chosen in tops if chosen.answerable]
    total = sum(each.given.answerable for each in questions)
    good = [fitted.confidence(each, chosen) for each, chosen in tops if chosen.answerable]
    bad = [fitted.confidence(each, chosen) for each, chosen in tops if not chosen.answerable]
    first = sum(each.right[0] for each in answerable) / total
    any_of_three = sum(any(each.right) for each in answerable) / total
    area, rejected = auroc(good, bad), rejection(good, bad)
    told = "  -      -  " if area is None or rejected is None else f"{area:.3f} {rejected:.3f}"
    return f"{first:.3f} {any_of_three:.3f} {told}"


async def gather(
    sets: Sequence[EvaluationSet], settings: Settings, cache: Path | None
) -> list[AskedQuestion]:
    """Every question of every set with its candidates, as the library chooses them: among all documents, and, as in a
    library of one article, in the document that it is about, which makes a group of its own. There edited questions
    are asked, too."""
    opened_by = sharing_models(settings)
    gathered = []
    for given in sets:
        async with open_cached(given, settings, cache=cache, opened_by=opened_by) as cached:
            for question in watched(given.questions, given.name, program.stage_line):
                gathered.append(await _asked(given.name, question, cached, cached.filters(question)))
                about = [number for number in cached.documents if _is_about(question, cached.doc_ids(number))]
                if not about:
                    continue
                alone = replace(cached.filters(question), article_ids=(about[0],))
                changed = edited(question, cached.documents[about[0]][0], given.documents)
                for each in (question, changed):
                    if each is not None:
                        gathered.append(await _asked(f"{given.name} {ALONE}", each, cached, alone))
    return gathered


async def _asked(group: str, question: SetQuestion, cached: CachedLibrary, filters: Filters) -> AskedQuestion:
    answering = cached.library.answering
    parsed, candidates = await answering.candidates(question.text, filters, question.asked_on)
    few = f.few(await answering.hybrid_search.visible(filters))
    return AskedQuestion(group, question, parsed, tuple(candidates), cached, few)


def _is_about(question: SetQuestion, doc_ids: Collection[str]) -> bool:
    return not set(question.named_documents[:1]).isdisjoint(doc_ids)


def unread(question: AskedQuestion) -> AskedQuestion:
    """The same question as it looks without a reader."""
    return replace(
        question,
        candidates=tuple(replace(each, features=each.features.unread) for each in question.candidates),
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Fits with and without a reader, or for `dateline-large` if that is configured, prints what came out, and writes
    these parts of the file."""
    parser = program.arguments(__doc__)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    args = parser.parse_args(argv)

    async def work(settings: Settings) -> None:
        sets = [limited(read_set(folder), args.limit) for folder in find_sets(args.folders)]
        questions = await gather(sets, settings, args.cache)
        data: dict[str, object] = {
            **json.loads(SHIPPED.read_text(encoding="utf-8")),
            "fitted_on": Counter(each.group for each in questions),
            "features": list(NAMES),
        }
        parts = {Tier.SMALL: questions, Tier.NONE: [unread(each) for each in questions]}
        if Tier.of(settings.reader.model) is Tier.LARGE:
            parts = {Tier.LARGE: questions}
        groups = {each.group for each in questions if not each.group.endswith(ALONE)}
        news = {group for group in groups if group.startswith(NEWS_LIKE)}
        for name, each in parts.items():
            fitted, judged = fit(each), cross_fitted(each)
            sure = threshold_for(judged, news, SURE_ERROR)
            wrong = ", ".join(f"{error:.0%} from {threshold_for(judged, news, error)}" for error in ERRORS)
            program.write(f"{name}: sure from {sure}; wrong: {wrong}\n{table(each, fitted)}\n")
            weights = {
                group: Weights(ranking, logistic.certainty(0.0), logistic.certainty(1.0))
                for group, (ranking, logistic) in fitted.groups.items()
            }
            data[name] = Calibration(weights, THRESHOLD, sure).as_data()
        args.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")

    program.run(work)


if __name__ == "__main__":
    main()
