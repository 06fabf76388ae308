"""Trains the reader's adapter: `python -m retrieval.training.train --data DIR --out DIR`.

Run the same command again to resume; the result does not depend on interruptions, because batch number n follows from
the seed and n alone. The loss is about the right span or no answer, per passage and over all passages of a question.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import shlex
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import nn
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from ..models.adapter import fresh_adapter, load_adapter, merged, save_adapter, weights_digest
from ..models.arithmetic import fastest
from ..models.reader import PairBatch, encode_pairs
from .data import Contexts, Example, GroupMaker, Mix, epoch_rows
from .rows import SHARES, Row, common_arguments, data_digest, read_sources
from .teacher import LOW, Teacher, teaching_loss
from .typed import Group, read_groups


@dataclass(frozen=True)
class Targets:
    """Boolean tensors (pairs, tokens): tokens that may start, and that may end, the answer.

    `answered` (pairs,) tells which pairs have an answer. A pair whose answer was cut off by the
    token limit is neither: `valid` (pairs,) is false there.
    """

    starts: torch.Tensor
    ends: torch.Tensor
    answered: torch.Tensor
    valid: torch.Tensor


def targets(batch: PairBatch, examples: Sequence[Example]) -> Targets:
    """Answer characters turned into token targets."""
    begin = torch.tensor([r.span[0] if r.span else -1 for r in examples]).view(-1, 1)
    end = torch.tensor([r.span[1] if r.span else -1 for r in examples]).view(-1, 1)
    loose = torch.tensor([r.loose for r in examples]).view(-1, 1)
    touched = batch.readable & (batch.offsets[..., 0] < end) & (batch.offsets[..., 1] > begin)
    # The first touched token starts the answer and the last one ends it; a loose answer may
    # start and end anywhere inside.
    first = touched & (touched.cumsum(1) == 1)
    last = touched & (touched.flip(1).cumsum(1).flip(1) == 1)
    wanted = (end >= 0).squeeze(1)
    found = touched.any(1)
    complete = (batch.offsets[..., 1] * batch.readable).max(1).values >= end.squeeze(1)
    return Targets(
        torch.where(loose, touched, first),
        torch.where(loose, touched, last),
        wanted & found,
        ~wanted | (found & complete),
    )


def reading_loss(logits: torch.Tensor, readable: torch.Tensor, wanted: Targets, group: int) -> torch.Tensor:
    """Mean of the per-passage and the per-question cross-entropy; a scalar.

    `logits` (pairs, tokens, 2) are start and end scores; pairs of a question stand together,
    `group` at a time. A passage's null is its [CLS] score; a question's null is the mean of
    those, so that scores of different passages compare and the null is one per question.
    """
    per_side = [
        _side_loss(logits[..., side], readable, marks, wanted, group)
        for side, marks in ((0, wanted.starts), (1, wanted.ends))
    ]
    return (per_side[0] + per_side[1]) / 2


def _side_loss(
    scores: torch.Tensor, readable: torch.Tensor, marks: torch.Tensor, wanted: Targets, group: int
) -> torch.Tensor:
    null = scores[:, 0]
    total = scores.masked_fill(~readable, LOW).logsumexp(1)
    right = scores.masked_fill(~marks, LOW).logsumexp(1)
    passage = torch.logaddexp(total, null) - torch.where(wanted.answered, right, null)
    group_null = null.view(-1, group).mean(1)
    group_total = torch.logaddexp(total.view(-1, group).logsumexp(1), group_null)
    group_right = right.masked_fill(~wanted.answered, LOW).view(-1, group).logsumexp(1)
    any_answered = wanted.answered.view(-1, group).any(1)
    question = group_total - torch.where(any_answered, group_right, group_null)
    valid = wanted.valid.float()
    group_valid = wanted.valid.view(-1, group).all(1).float()
    return (
        (passage * valid).sum() / valid.sum().clamp(min=1)
        + (question * group_valid).sum() / group_valid.sum().clamp(min=1)
    ) / 2


TYPED_QUESTIONS, TYPED_PASSAGES = 4, 6
"""Of a batch: so many passages of each question, about as many pairs in all as in other batches."""
# Groups sorted by length together: keeps padding low while batches stay mixed.
_POOL_BATCHES = 48


@dataclass(frozen=True)
class Batch:
    """Token tensors with their targets; pairs of one question stand together, `group` of them."""

    pairs: PairBatch
    targets: Targets
    group: int
    taught: torch.Tensor | None = None
    """A teacher's scores (pairs, tokens, 2)."""

    def loss(self, logits: torch.Tensor) -> torch.Tensor:
        """How far the scores (pairs, tokens, 2) are from the targets, and half of it from a teacher's if there is one."""
        right = reading_loss(logits, self.pairs.readable, self.targets, self.group)
        if self.taught is None:
            return right
        return (right + teaching_loss(logits, self.taught, self.pairs.readable, self.group)) / 2


class Learnable(Protocol):
    """A batch with its loss, for the reader or for another head over the same encoder."""

    @property
    def pairs(self) -> PairBatch:
        """The token tensors."""

    def loss(self, logits: torch.Tensor) -> torch.Tensor:
        """A scalar, of the head's outputs (pairs, tokens, outputs)."""


class BatchStream:
    """Batch number n is a function of the seed and n alone, so a run can resume anywhere."""

    def __init__(
        self,
        sources: dict[str, list[Row]],
        maker: GroupMaker,
        tokenizer: Any,
        *,
        shares: Mapping[str, float],
        groups_per_batch: int,
        seed: int,
        typed: Sequence[Group] = (),
        typed_share: float = 0.0,
        teacher: Teacher | None = None,
    ) -> None:
        """Of `typed`, questions that people typed, batches are made in the share `typed_share`."""
        self._teacher = teacher
        self._typed = typed
        self._typed_share = typed_share
        self._sources = sources
        self._shares = shares
        self._maker = maker
        self._tokenizer = tokenizer
        self._per_batch = groups_per_batch
        self._seed = seed

    def start_at(self, step: int) -> Iterator[Batch]:
        """Batches from number `step` on, without end."""
        pool, skip = divmod(step, _POOL_BATCHES)
        while True:
            for number, examples in enumerate(self._pool(pool)[skip:], start=pool * _POOL_BATCHES + skip):
                yield self._of_typed(number) or self._encoded(examples, len(examples) // self._per_batch)
            pool, skip = pool + 1, 0

    def _of_typed(self, number: int) -> Batch | None:
        """Batch `number` of the questions that people typed; None for one that is made of the rows."""
        rng = random.Random(f"{self._seed} typed {number}")
        if not self._typed or rng.random() >= self._typed_share:
            return None
        chosen = rng.sample(self._typed, min(TYPED_QUESTIONS, len(self._typed)))
        examples = [example for group in chosen for example in group.examples(TYPED_PASSAGES, rng)]
        return self._encoded(examples, TYPED_PASSAGES)

    def _pool(self, number: int) -> list[list[Example]]:
        """The examples of each batch of one pool."""
        size = _POOL_BATCHES * self._per_batch
        rng = random.Random(f"{self._seed} pool {number}")
        groups = [
            self._maker.make(row, random.Random(f"{self._seed} {number} {i} {row.id}"))
            for i, row in enumerate(self._rows(number * size, size))
        ]
        groups.sort(key=lambda group: max(len(r.passage.text) for r in group))
        batches = [
            [example for group in groups[i : i + self._per_batch] for example in group]
            for i in range(0, size, self._per_batch)
        ]
        rng.shuffle(batches)
        return batches

    def _rows(self, start: int, count: int) -> Iterator[Row]:
        """Questions `start` to `start + count` of the endless sequence of epochs."""
        epoch = 0
        rows = self._epoch(epoch)
        while start >= len(rows):
            start -= len(rows)
            epoch += 1
            rows = self._epoch(epoch)
        while count:
            part = rows[start : start + count]
            yield from part
            count -= len(part)
            start, epoch = 0, epoch + 1
            if count:
                rows = self._epoch(epoch)

    def _epoch(self, number: int) -> list[Row]:
        return epoch_rows(self._sources, self._shares, random.Random(f"{self._seed} epoch {number}"))

    def _encoded(self, examples: Sequence[Example], group: int) -> Batch:
        pairs = encode_pairs(self._tokenizer, [r.question for r in examples], [r.passage for r in examples])
        taught = self._teacher.scores(pairs, examples) if self._teacher else None
        return Batch(pairs, targets(pairs, examples), group, taught)


log = logging.getLogger(__name__)

WARM_UP = 100
CLIP = 1.0
# Whole vectors move less than low-rank factors: they are not scaled down by a product.
VECTOR_SHARE = 0.3


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = common_arguments(__doc__, out="folder for checkpoint and adapter", seed=1)
    parser.add_argument("--start", type=Path, help="adapter to go on from")
    parser.add_argument("--hard", type=Path, help="mined negatives, from retrieval.training.mine")
    parser.add_argument("--typed", type=Path, nargs="*", default=[], help="from retrieval.training.typed")
    parser.add_argument("--typed-share", type=float, default=0.5, help="share of the batches made of it")
    parser.add_argument(
        "--teacher", type=Path, help="adapter of a larger reader whose scores are learnt, too"
    )
    parser.add_argument("--teacher-base", type=Path, help="the folder of its base model")
    parser.add_argument("--steps", type=int, default=7000)
    parser.add_argument("--group", type=int, default=3, help="passages a question")
    parser.add_argument("--questions", type=int, default=8, help="questions a batch")
    parser.add_argument("--rank", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--unanswered", type=float, default=Mix.unanswered)
    parser.add_argument("--words", type=float, default=Mix.words)
    parser.add_argument("--removed", type=float, default=Mix.removed)
    parser.add_argument("--keywords", type=float, default=Mix.keywords)
    parser.add_argument("--save-every", type=int, default=300)
    return parser.parse_args(argv)


class Trainer:
    """Holds the trained tensors, the optimiser and the step, and moves them on. The encoder computes in bfloat16 where
    the processor has units for it: one that has none takes sixty times as long for it as for float32."""

    def __init__(self, model: Any, adapter: dict[str, torch.Tensor], args: Any) -> None:
        self._encoder: nn.Module = model.base_model
        self._prefix = f"{model.base_model_prefix}."
        self._dtype = fastest().dtype
        self._base = {name: p.detach() for name, p in model.named_parameters()}
        self.adapter = {name: nn.Parameter(value.float()) for name, value in adapter.items()}
        vectors = [p for name, p in self.adapter.items() if p.dim() == 1]
        factors = [p for name, p in self.adapter.items() if p.dim() == 2]
        groups = [{"params": factors, "scale": 1.0}, {"params": vectors, "scale": VECTOR_SHARE}]
        self._optimizer = torch.optim.AdamW(groups, lr=args.rate, weight_decay=0.0)
        self._args = args
        self.step = 0

    def learn(self, batch: Learnable) -> float:
        """One optimiser step; returns the loss."""
        rate = self._args.rate * learning_rate(self.step, self._args.steps)
        for group in self._optimizer.param_groups:
            group["lr"] = rate * group["scale"]
        loss = batch.loss(self.logits(batch))
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.adapter.values(), CLIP)
        self._optimizer.step()
        self.step += 1
        return float(loss.detach())

    def logits(self, batch: Learnable) -> torch.Tensor:
        """The head's outputs (pairs, tokens, outputs)."""
        weights = merged(self._base, self.adapter)
        encoder = {
            name.removeprefix(self._prefix): value.to(self._dtype)
            for name, value in weights.items()
            if name.startswith(self._prefix)
        }
        hidden = torch.func.functional_call(self._encoder, encoder, (), batch.pairs.inputs).last_hidden_state
        return nn.functional.linear(hidden.float(), weights["qa_outputs.weight"], weights["qa_outputs.bias"])

    def save(self, path: Path) -> None:
        """Write everything a resumed run needs, atomically."""
        state = {
            "step": self.step,
            "adapter": {name: p.detach() for name, p in self.adapter.items()},
            "optimizer": self._optimizer.state_dict(),
        }
        partial = path.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(path)

    def restore(self, path: Path) -> None:
        """Take up the state written by `save`."""
        state: Mapping[str, Any] = torch.load(path, weights_only=True)
        with torch.no_grad():
            for name, value in state["adapter"].items():
                self.adapter[name].copy_(value)
        self._optimizer.load_state_dict(state["optimizer"])
        self.step = int(state["step"])


def learning_rate(step: int, steps: int) -> float:
    """Share of the full rate: linear up over `WARM_UP` steps, then linear to 0 at `steps`."""
    return min((step + 1) / WARM_UP, max(0.0, (steps - step) / max(1, steps - WARM_UP)))


def build_stream(args: argparse.Namespace, tokenizer: Any) -> BatchStream:
    """The stream of batches for these arguments."""
    sources = read_sources(args.data, SHARES)
    hard = json.loads(args.hard.read_text()) if args.hard else {}
    contexts = {name: Contexts(rows, hard) for name, rows in sources.items()}
    mix = Mix(unanswered=args.unanswered, words=args.words, removed=args.removed, keywords=args.keywords)
    maker = GroupMaker(contexts, args.group, mix)
    return BatchStream(
        sources,
        maker,
        tokenizer,
        shares=SHARES,
        groups_per_batch=args.questions,
        seed=args.seed,
        typed=read_groups(args.typed),
        typed_share=args.typed_share,
        teacher=Teacher(args.teacher, args.teacher_base) if args.teacher else None,
    )


def run(args: argparse.Namespace) -> None:
    """Train to `args.steps`, saving as it goes; leaves `adapter.safetensors` in `args.out`."""
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    # Attention without dropout: on processors with matrix units, plain products are the fastest.
    model = AutoModelForQuestionAnswering.from_pretrained(args.base, attn_implementation="eager")
    model.eval()
    adapter, earlier = fresh_adapter(model, args.rank, args.seed), ""
    if args.start:
        adapter, before = load_adapter(args.start, args.base)
        earlier = before["command"] + " && "
    trainer = Trainer(model, adapter, args)
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        trainer.restore(checkpoint)
    stream = build_stream(args, AutoTokenizer.from_pretrained(args.base))
    metadata = {
        "base_sha256": weights_digest(args.base),
        "data_sha256": data_digest(args.data, SHARES),
        "command": earlier + command(args),
    }
    _loop(trainer, stream, args, metadata)


def _loop(
    trainer: Trainer, stream: BatchStream, args: argparse.Namespace, metadata: Mapping[str, str]
) -> None:
    total, pairs, since = 0.0, 0, time.monotonic()
    for batch in stream.start_at(trainer.step):
        if trainer.step >= args.steps:
            break
        total += trainer.learn(batch)
        pairs += len(batch.pairs.input_ids)
        if trainer.step % 50 == 0:
            speed = pairs / (time.monotonic() - since)
            log.info("step %d loss %.4f pairs/s %.1f", trainer.step, total / 50, speed)
            total, pairs, since = 0.0, 0, time.monotonic()
        if trainer.step % args.save_every == 0 or trainer.step == args.steps:
            trainer.save(args.out / "checkpoint.pt")
            save_adapter(
                args.out / "adapter.safetensors",
                trainer.adapter,
                {**metadata, "step": str(trainer.step)},
            )


def command(args: argparse.Namespace) -> str:
    """The command that repeats the run, without the folders of this machine."""
    words = ["python -m retrieval.training.train --data DIR --out DIR --base DIR"]
    for name in ("start", "hard", "teacher"):
        if getattr(args, name):
            words.append(f"--{name} {shlex.quote(getattr(args, name).name)}")
    if args.typed:
        words.append(f"--typed {' '.join(shlex.quote(each.name) for each in args.typed)}")
        words.append(f"--typed-share {args.typed_share}")
    for name in "steps group questions rank rate unanswered words removed keywords seed".split():
        words.append(f"--{name} {getattr(args, name)}")
    return " ".join(words)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stdout)
    run(arguments())
