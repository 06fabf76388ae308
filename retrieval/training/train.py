"""Trains the reader's adapter: `python -m retrieval.training.train --data DIR --out DIR`.

Run the same command again to resume; the result does not depend on interruptions.
"""

from __future__ import annotations

import argparse
import json
import logging
import shlex
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from retrieval.models.adapter import fresh_adapter, load_adapter, merged, save_adapter, weights_digest
from retrieval.training.batches import Batch, BatchStream
from retrieval.training.data import Shelf
from retrieval.training.groups import GroupMaker, Mix
from retrieval.training.loss import reading_loss
from retrieval.training.rows import SHARES, data_digest, read_sources

log = logging.getLogger(__name__)

WARM_UP = 100
CLIP = 1.0
# Whole vectors move less than low-rank factors: they are not scaled down by a product.
VECTOR_SHARE = 0.3


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of *.jsonl rows")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint and adapter")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model")
    parser.add_argument("--start", type=Path, help="adapter to go on from")
    parser.add_argument("--hard", type=Path, help="mined negatives, from retrieval.training.mine")
    parser.add_argument("--steps", type=int, default=7000)
    parser.add_argument("--group", type=int, default=3, help="passages a question")
    parser.add_argument("--questions", type=int, default=8, help="questions a batch")
    parser.add_argument("--rank", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--unanswered", type=float, default=Mix.unanswered)
    parser.add_argument("--words", type=float, default=Mix.words)
    parser.add_argument("--removed", type=float, default=Mix.removed)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=int, default=300)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args(argv)


class Trainer:
    """Holds the trained tensors, the optimiser and the step, and moves them on."""

    def __init__(self, model: nn.Module, adapter: dict[str, torch.Tensor], args: Any) -> None:
        self._bert: nn.Module = model.get_submodule("bert")
        self._base = {name: p.detach() for name, p in model.named_parameters()}
        self.adapter = {name: nn.Parameter(value.float()) for name, value in adapter.items()}
        vectors = [p for name, p in self.adapter.items() if p.dim() == 1]
        factors = [p for name, p in self.adapter.items() if p.dim() == 2]
        groups = [{"params": factors, "scale": 1.0}, {"params": vectors, "scale": VECTOR_SHARE}]
        self._optimizer = torch.optim.AdamW(groups, lr=args.rate, weight_decay=0.0)
        self._args = args
        self.step = 0

    def learn(self, batch: Batch) -> float:
        """One optimiser step; returns the loss."""
        rate = self._args.rate * learning_rate(self.step, self._args.steps)
        for group in self._optimizer.param_groups:
            group["lr"] = rate * group["scale"]
        logits = self._logits(batch)
        loss = reading_loss(logits, batch.pairs.readable, batch.targets, self._args.group)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.adapter.values(), CLIP)
        self._optimizer.step()
        self.step += 1
        return float(loss.detach())

    def _logits(self, batch: Batch) -> torch.Tensor:
        weights = merged(self._base, self.adapter)
        encoder = {
            name.removeprefix("bert."): value.bfloat16()
            for name, value in weights.items()
            if name.startswith("bert.")
        }
        inputs = {
            "input_ids": batch.pairs.input_ids,
            "attention_mask": batch.pairs.attention_mask,
            "token_type_ids": batch.pairs.token_type_ids,
        }
        hidden = torch.func.functional_call(self._bert, encoder, (), inputs).last_hidden_state
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
    """The batches for these arguments."""
    sources = read_sources(args.data, SHARES)
    hard = json.loads(args.hard.read_text()) if args.hard else {}
    shelves = {name: Shelf(rows, hard) for name, rows in sources.items()}
    mix = Mix(unanswered=args.unanswered, words=args.words, removed=args.removed)
    maker = GroupMaker(shelves, args.group, mix)
    return BatchStream(
        sources,
        maker,
        tokenizer,
        shares=SHARES,
        groups_per_batch=args.questions,
        seed=args.seed,
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
    for name in ("start", "hard"):
        if getattr(args, name):
            words.append(f"--{name} {shlex.quote(getattr(args, name).name)}")
    for name in (
        "steps",
        "group",
        "questions",
        "rank",
        "rate",
        "unanswered",
        "words",
        "removed",
        "seed",
    ):
        words.append(f"--{name} {getattr(args, name)}")
    return " ".join(words)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stdout)
    run(arguments())
