"""The command: `python -m tests.trust`. Exit status 0: nothing was lost, leaked, left unanswered or served damaged."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
import time
from tempfile import TemporaryDirectory

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import structlog
from rich.console import Console

from .all_of_it import Sizes, everything
from .table import show


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.trust", description=__doc__)
    usual = Sizes()
    for name, about in (
        ("kills", "kill -9 at so many moments"),
        ("steps", "so many steps in any order beside the oracle"),
        ("damages", "so many damaged files of each kind"),
        ("full", "so many pages, at each of which the disk is full"),
        ("slow", "so many rounds of what is slow or hangs"),
        ("servers", "so many servers try everything on each other"),
        ("hostile", "of the hostile inputs one in so many"),
        ("questions", "so many questions in the soak; 0: none"),
        ("minutes", "the soak stops asking after so many"),
        ("users", "so many people ask in the soak"),
        ("guilds", "in so many servers"),
    ):
        parser.add_argument(f"--{name}", type=int, default=getattr(usual, name), help=about)
    parser.add_argument("--seed", type=int, default=usual.seed)
    given = Sizes(**vars(parser.parse_args()))
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        found = asyncio.run(everything(folder, given, said=lambda part: print(f"… {part}", file=sys.stderr)))  # noqa: T201
    return show(Console(width=110), found, (time.monotonic() - began) / 60)


if __name__ == "__main__":
    sys.exit(main())
