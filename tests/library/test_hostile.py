"""Questions that stopped the bot, and their kin, asked of an open library: the event loop keeps running.

What is counted is turns of the loop and CPU time, never the clock of a busy machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import suppress
from pathlib import Path
from time import process_time, thread_time
from typing import TypeVar

import pytest

from bot.text import markup
from retrieval import Answer, Library, Turn
from retrieval.text import READ_BY_RULES
from tests.core_fakes import add, dated, open_small

T = TypeVar("T")
LOOP_S = 0.1
"""CPU seconds that one turn of the loop may take here; on an idle machine they are a few milliseconds."""
CPU_S = 2.0
"""CPU seconds of the whole process for one question; before, the first one did not end."""
GOODBYES = "goodbye " * 40 + "and who signs it?"
BEFORE = [
    Turn("when is the harbour treaty expected?", "On 5 May 2021."),
    Turn("and who signs it?", "Ilse Hartwig."),
]


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    async with open_small(tmp_path, answer={"threshold": 0.0}, reader={"model": ""}) as opened:
        body = "The harbour treaty was signed on 5 May 2021 in Tokyo. Ilse Hartwig signed it for the city."
        await add(opened, "treaty.md", dated("Harbour treaty", body, None, "2021-05-06"))
        hostile = "it " * 2000 + "The harbour treaty was signed. " + "a.b" * 2000 + " [" * 500 + "か。" * 500
        await add(opened, "hostile.md", dated("Hostile harbour treaty", hostile, None, "2021-05-06"))
        await opened.warm()
        yield opened


async def watched(work: Awaitable[T]) -> tuple[T, float, float]:
    """The result, the longest turn of the loop in CPU seconds of its thread, and the CPU seconds of the process."""
    longest = 0.0

    async def turns() -> None:
        nonlocal longest
        while True:
            before = thread_time()
            await asyncio.sleep(0.001)
            longest = max(longest, thread_time() - before)

    counting = asyncio.create_task(turns())
    await asyncio.sleep(0)
    before = process_time()
    turns_s = thread_time()
    try:
        result = await work
    finally:
        counting.cancel()
        with suppress(asyncio.CancelledError):
            await counting
    own = thread_time() - turns_s  # the counting itself turns the loop all the time
    return result, longest, max(0.0, process_time() - before - own)


HOSTILE = {
    "goodbyes": GOODBYES,
    "it": "it " * 1333,
    "that": "that " * 800,
    "they": "they " * 800,
    "dates": "on 5 May 2024 " * 285,
    "years": "in 2024 and " * 330,
    "weeks": "last week " * 400,
    "names": "Alpha Beta " * 360,
    "blanks": "and" + " " * 3900 + "who?",
    "lines": "and\n" * 1000,
    "chat": "that is all okay " * 235 + "and who signs it?",
    "no spaces": "かそれは" * 1000,
    "letters": "a" * 4000,
    "marks": "?!" * 2000,
    "brackets": "(" * 2000 + ")" * 2000,
    "denials": "isn't " * 660,
    "numbers": "0." * 2000,
    "leads": "so, I heard that " * 235,
    "yes or no": "did Japan sign the Tomahawk contract by and with " * 80,
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_no_question_stops_the_loop(library: Library, name: str) -> None:
    """Alone and in a conversation of hostile turns, searched, asked and checked as a claim."""
    text = HOSTILE[name]
    said = [Turn(text, text), *BEFORE, Turn(text, text)]
    for work in (
        lambda: library.ask(text),
        lambda: library.ask(text, conversation=BEFORE),
        lambda: library.ask(text, conversation=said),
        lambda: library.ask("and who signs it?", conversation=said),
        lambda: library.search(text, conversation=said),
        lambda: library.check(text),
    ):
        _, longest, spent = await watched(work())
        assert longest < LOOP_S
        assert spent < CPU_S


async def test_what_stopped_the_bot_is_answered(library: Library) -> None:
    outcome, _, _ = await watched(library.ask(GOODBYES, conversation=BEFORE))
    assert isinstance(outcome, Answer)
    assert markup.marked([(outcome.answer_text, True)], 300)


async def test_rules_read_the_beginning_and_searches_all(library: Library) -> None:
    """A time after the beginning is not read; the words after it are searched with."""
    filler = "well now " * (READ_BY_RULES // 9 + 1)
    assert len(filler) > READ_BY_RULES
    hits = await library.search(f"{filler} Hartwig", k=1)
    assert "Hartwig" in hits[0].passage.text
    resolved = await library.search(f"{filler} Hartwig", conversation=BEFORE, k=1)
    assert "Hartwig" in resolved[0].passage.text
