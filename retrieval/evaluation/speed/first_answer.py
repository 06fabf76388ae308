"""Opens a library and answers one question: `python -m retrieval.evaluation.speed.first_answer SETTINGS QUESTION`.

SETTINGS are JSON. It writes the time of the answer, in seconds since 1970, to standard output.
"""

from __future__ import annotations

import asyncio
import sys
import time

from ...config import Settings
from ...wiring import open_library


async def main(settings: Settings, question: str) -> None:
    async with open_library(settings) as library:
        await library.ask(question)
        sys.stdout.write(f"{time.time()}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(Settings.model_validate_json(sys.argv[1]), sys.argv[2]))
