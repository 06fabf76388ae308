"""A process whose event loop stands still on purpose, for the test of the watchdog: `blocked_loop.py HOW FOLDER`."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from retrieval import Draft, Settings, Watchdog, open_library
from retrieval.workers.threads import Worker
from tests.core_fakes import HashingEmbedder

WARN_AFTER_S, END_AFTER_S = 0.5, 2.0


def sleep_on_the_loop() -> None:
    time.sleep(60)


def hold_the_interpreter() -> None:
    re.match(r"(?:a|aa)+$", "a" * 60 + "!")


def run_for_a_moment() -> None:
    time.sleep(1.0)


def be_stopped() -> None:
    """Stopped as a whole for longer than the limit, and continued by somebody else."""
    awakening = (
        f"import os, signal, time; time.sleep({2 * END_AFTER_S}); os.kill({os.getpid()}, signal.SIGCONT)"
    )
    subprocess.Popen([sys.executable, "-c", awakening])
    os.kill(os.getpid(), signal.SIGSTOP)


WAYS: dict[str, Callable[[], None]] = {
    "asleep": sleep_on_the_loop,
    "pattern": hold_the_interpreter,
    "moment": run_for_a_moment,
    "stopped": be_stopped,
}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def main(how: str, folder: Path) -> None:
    async with (
        open_library(
            Settings.model_validate({"data_dir": folder, "reader": {"model": ""}}), embedder=HashingEmbedder()
        ) as library,
        Watchdog(warn_after=WARN_AFTER_S, end_after=END_AFTER_S) as watchdog,
        Worker("beside") as beside,
    ):
        text = f"Kadena received the missiles: {how}."
        await library.add([Draft(how, how, how, text, text)])
        _say("added")
        if how == "pattern beside":
            await beside.run(hold_the_interpreter)
        elif how == "closes":
            watchdog.end_soon(10_000)
        elif how == "never closes":
            watchdog.end_soon(0.2)
            await beside.run(time.sleep, 10_000)
        elif how in WAYS:
            WAYS[how]()
        await asyncio.sleep(2 * WARN_AFTER_S)
        _say(f"{(await library.status()).articles} articles, closed cleanly")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
    _say("unloading")
