"""The terminal chat: the same engine as in Discord, one line a question."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from rich.console import Console
from rich.text import Text

from retrieval import SHARED_SCOPE, Answer, DatelineError, Library, StoredAnswer

from .errors import sentence
from .terminal import show_outcome

EXAMPLE = "when is the Tomahawk contract expected?"
PROMPT = "› "


async def chat(library: Library, console: Console, *, example: bool = False) -> None:
    """Answer line after line until the input ends. A question may lean on the answer before it."""
    interactive = sys.stdin.isatty()
    earlier: StoredAnswer | None = None
    if example:
        console.print(Text(f"{PROMPT}{EXAMPLE}", style="cyan"))
        earlier = await _answer(library, console, EXAMPLE, None)
    if interactive:
        console.print("Ask a question; an empty line or Ctrl-D leaves.", style="dim")
    async for line in _lines(console, interactive):
        question = line.strip()
        if not question and interactive:
            break
        if not question:
            continue
        if not interactive:
            console.print(Text(f"{PROMPT}{question}", style="cyan"))
        earlier = await _answer(library, console, question, earlier) or earlier


async def _answer(
    library: Library, console: Console, question: str, earlier: StoredAnswer | None
) -> StoredAnswer | None:
    """Show the outcome; an answer becomes what the next question may lean on."""
    try:
        outcome = await library.ask(question, follows=earlier)
    except DatelineError as error:
        console.print(Text(sentence(error), style="red"))
        return None
    show_outcome(console, outcome)
    console.print()
    if not isinstance(outcome, Answer):
        return None
    return StoredAnswer(0, None, None, (SHARED_SCOPE,), outcome, datetime.now(UTC))


async def _lines(console: Console, interactive: bool) -> AsyncIterator[str]:
    """Standard input line by line, read off the event loop; bytes that are not UTF-8 become replacement characters."""
    while True:
        if interactive:
            console.print(Text(PROMPT, style="cyan"), end="")
        data = await asyncio.to_thread(sys.stdin.buffer.readline)
        if not data:
            return
        yield data.decode("utf-8", errors="replace")
