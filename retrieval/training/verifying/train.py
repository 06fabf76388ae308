"""Trains the verifier's adapter: `python -m retrieval.training.verifying.train --data DIR --base DIR --out DIR`.

Run the same command again to resume. Pairs that are held out by page or article judge it whenever it is saved.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from ...evaluation.measures import auroc
from ...models.adapter import fresh_adapter, load_adapter, save_adapter, weights_digest
from ...models.reader import PairBatch, encode_pairs
from ...models.verifier import LABELS, REFUTES, SUPPORTS, spans_mean
from ..rows import common_arguments
from ..train import Trainer
from .pairs import Pair, casual, read_pairs
from .typed import typed_pairs

SHARES = {
    "fm2_retrieved": 0.5, "fm2": 1.0, "fever_symmetric": 1.0, "breaking_nli": 0.3, "boolq": 0.25, "elsewhere": 0.3,
    "typed yes/no, other": 0.6, "typed yes/no": 3.0,
    "typed claim, other": 0.6, "typed claim": 3.0, "typed": 1.5, "headline": 1.5,
    "squad_train_part": 0.5, "squadshifts_newwiki": 0.5, "qed_nq": 1.0, "timeqa_human": 1.0, "squadshifts_reddit": 0.2,
}  # fmt: skip
"""Of the pairs whose source begins so, so large a share is learnt in an epoch; 5.0: each five times. The first that fits
counts."""
BESIDE = 0.33
"""What the targets after a pair's first one count."""
_POOL = 32
"""Batches whose pairs are sorted by length together."""
_JUDGED = 1500
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Batch:
    """Pairs, and their tokens."""

    pairs: PairBatch
    examples: Sequence[Pair]

    def loss(self, logits: torch.Tensor) -> torch.Tensor:
        """The mean negative logarithm of the chance that a span of each target has one of its labels."""
        targets = [(row, target) for row, pair in enumerate(self.examples) for target in pair.targets]
        chances = self.chances(logits, [(row, span) for row, target in targets for span in target.spans])
        losses, at = [], 0
        for _, target in targets:
            own = chances[at : at + len(target.spans), list(target.labels)].sum(-1)
            some = 1 - (1 - own).clamp(1e-4, 1).prod()
            losses.append(-torch.log(some.clamp(min=1e-4)))
            at += len(target.spans)
        weights = torch.tensor(
            [1.0 if target is self.examples[row].targets[0] else BESIDE for row, target in targets]
        )
        return (torch.stack(losses) * weights).sum() / weights.sum()

    def chances(self, logits: torch.Tensor, placed: Sequence[tuple[int, Any]]) -> torch.Tensor:
        """(spans, 3) for (row, span)."""
        rows, spans = [row for row, _ in placed], [span for _, span in placed]
        return spans_mean(logits, self.pairs, rows, spans).softmax(-1)


def encoded(tokenizer: Any, pairs: Sequence[Pair]) -> Batch:
    """The pairs with their tokens."""
    batch = encode_pairs(tokenizer, [each.statement for each in pairs], [each.passage for each in pairs])
    return Batch(batch, pairs)


def epoch(pairs: Sequence[Pair], rng: random.Random) -> list[Pair]:
    """The pairs of one epoch in random order, the statements as people type them."""
    chosen: list[Pair] = []
    for pair in pairs:
        share = next(value for name, value in SHARES.items() if pair.source.startswith(name))
        chosen += [pair] * (int(share) + (rng.random() < share % 1))
    rng.shuffle(chosen)
    return [replace(pair, statement=casual(pair.statement, rng)) for pair in chosen]


def batches(pairs: Sequence[Pair], size: int, seed: int) -> Iterator[list[Pair]]:
    """Batches without end, a function of the seed alone."""
    number = 0
    while True:
        rng = random.Random(f"{seed} epoch {number}")
        chosen = epoch(pairs, rng)
        pool = min(size * _POOL, len(chosen) // size * size)
        for start in range(0, len(chosen) - pool + 1, pool):
            near = sorted(
                chosen[start : start + pool],
                key=lambda pair: len(pair.passage.text) + len(pair.statement),
            )
            found = [near[i : i + size] for i in range(0, pool, size)]
            rng.shuffle(found)
            yield from found
        number += 1


def judged(trainer: Trainer, tokenizer: Any, pairs: Sequence[Pair]) -> str:
    """A line for each source of pairs: how many are called rightly, and the areas under the curves of supported and of
    refuted ones against the others."""
    scores: dict[str, list[tuple[list[float], int]]] = defaultdict(list)
    ordered = sorted(pairs, key=lambda each: len(each.passage.text))
    with torch.no_grad():
        for at in range(0, len(pairs), 64):
            batch = encoded(tokenizer, ordered[at : at + 64])
            logits = trainer.logits(batch)
            for row, pair in enumerate(batch.examples):
                target = pair.targets[0]
                if len(target.labels) == 1:
                    chances = batch.chances(logits, [(row, span) for span in target.spans])
                    best = max(chances.tolist(), key=lambda each: max(each[SUPPORTS], each[REFUTES]))
                    scores[pair.source.split(",")[0]].append((best, target.labels[0]))
    return "\n    ".join(_line(name, found) for name, found in sorted(scores.items()))


def _line(name: str, found: Sequence[tuple[Sequence[float], int]]) -> str:
    right = sum(max(LABELS, key=lambda label: chances[label]) == it for chances, it in found)
    areas = [
        auroc(
            [chances[label] for chances, it in found if it == label],
            [chances[label] for chances, it in found if it != label],
        )
        for label in (SUPPORTS, REFUTES)
    ]
    shown = " ".join("-" if area is None else f"{area:.3f}" for area in areas)
    return f"{name}: {right} of {len(found)} right, AUROC {shown}"


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = common_arguments(__doc__, out="folder for checkpoint and adapter", seed=1)
    parser.add_argument("--start", type=Path, help="adapter to go on from: a reader's or a verifier's")
    parser.add_argument("--sets", type=Path, nargs="*", default=[], help="sets of typed questions")
    parser.add_argument(
        "--without", type=Path, nargs="*", default=[], help="sets whose articles are left out"
    )
    parser.add_argument("--steps", type=int, default=1350)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rank", type=int, default=32)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--save-every", type=int, default=150)
    return parser.parse_args(argv)


def starting_adapter(args: argparse.Namespace, model: Any) -> dict[str, torch.Tensor]:
    """A fresh one, or the named one; with a fresh head where its own has other outputs."""
    fresh = fresh_adapter(model, args.rank, args.seed)
    if not args.start:
        return fresh
    tensors, _ = load_adapter(args.start, args.base)
    head = {name: value for name, value in fresh.items() if name.startswith("qa_outputs")}
    return {**tensors, **{name: new for name, new in head.items() if tensors[name].shape != new.shape}}


def run(args: argparse.Namespace) -> None:
    """Train to `args.steps`, saving as it goes; leaves `adapter.safetensors` in `args.out`."""
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    model = AutoModelForQuestionAnswering.from_pretrained(
        args.base, num_labels=len(LABELS), attn_implementation="eager"
    )
    model.eval()
    trainer = Trainer(model, starting_adapter(args, model), args)
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        trainer.restore(checkpoint)
    rng = random.Random(args.seed)
    pairs = [*read_pairs(args.data, rng), *typed_pairs(args.sets, args.without, rng)]
    learnt = [pair for pair in pairs if not pair.is_held_out]
    judging = [pair for pair in pairs if pair.is_held_out]
    log.info("%d pairs to learn from, %d held out", len(learnt), len(judging))
    judging = random.Random(0).sample(judging, min(_JUDGED, len(judging)))
    metadata = {"base_sha256": weights_digest(args.base)}
    _loop(trainer, AutoTokenizer.from_pretrained(args.base), learnt, judging, args, metadata)


def _loop(
    trainer: Trainer,
    tokenizer: Any,
    learnt: Sequence[Pair],
    judging: Sequence[Pair],
    args: argparse.Namespace,
    metadata: Mapping[str, str],
) -> None:
    total, since = 0.0, time.monotonic()
    for number, chosen in enumerate(batches(learnt, args.batch, args.seed)):
        if trainer.step >= args.steps:
            break
        if number < trainer.step:
            continue
        total += trainer.learn(encoded(tokenizer, chosen))
        if trainer.step % 50 == 0:
            speed = 50 * args.batch / (time.monotonic() - since)
            log.info("step %d loss %.4f pairs/s %.1f", trainer.step, total / 50, speed)
            total, since = 0.0, time.monotonic()
        if trainer.step % args.save_every == 0 or trainer.step == args.steps:
            trainer.save(args.out / "checkpoint.pt")
            saved = {**metadata, "step": str(trainer.step)}
            save_adapter(args.out / "adapter.safetensors", trainer.adapter, saved)
            log.info("step %d\n    %s", trainer.step, judged(trainer, tokenizer, judging))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stdout)
    run(arguments())
