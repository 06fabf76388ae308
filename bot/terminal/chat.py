"""The terminal chat: the same engine as in Discord, one line a question."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence

from rich.console import Console
from rich.text import Text

from retrieval import DatelineError, Library, Outcome, Turn

from ..text.errors import sentence
from ..text.locale import t
from ..text.message_markup import plain
from ..text.phrases import TERMINAL
from ..text.small_talk import Talk, small_talk, without_courtesy
from .answers import show_outcome

EXAMPLE = "when is the Tomahawk contract expected?"
PROMPT = "› "
TURNS = 5
"""So much of what was said a question may lean on."""


async def chat(library: Library, console: Console, *, example: bool = False) -> None:
    """Answer line after line until the input ends. A question may lean on what was said before it."""
    interactive = sys.stdin.isatty()
    said: list[Turn] = []

    async def answer(question: str) -> None:
        outcome = await _answer(library, console, question, said[-TURNS:])
        if outcome is not None:
            said.append(Turn.of(outcome))

    if example:
        console.print(Text(f"{PROMPT}{EXAMPLE}", style="cyan"))
        await answer(EXAMPLE)
    if interactive:
        console.print("Ask a question; an empty line or Ctrl-D leaves.", style="dim")
    async for line in _lines(console, interactive):
        typed = line.strip()
        if not typed and interactive:
            break
        if not typed:
            continue
        if not interactive:
            console.print(Text(f"{PROMPT}{typed}", style="cyan"))
        question = without_courtesy(plain(typed))
        if (talk := small_talk(question)) is not None:
            console.print(Text(f"{_kind_words(talk)}\n"))
        else:
            await answer(question)


def _kind_words(talk: Talk) -> str:
    if talk is Talk.HELLO:
        return t("next-not-a-question", face=TERMINAL.value)
    return t("talk-welcome" if talk is Talk.THANKS else "talk-fine")


async def _answer(library: Library, console: Console, question: str, said: Sequence[Turn]) -> Outcome | None:
    """Show the outcome, which becomes what the next question may lean on; None after an error."""
    try:
        outcome = await library.ask(question, conversation=said)
    except DatelineError as error:
        console.print(Text(sentence(error), style="red"))
        return None
    show_outcome(console, outcome)
    console.print()
    return outcome


async def _lines(console: Console, interactive: bool) -> AsyncIterator[str]:
    """Standard input line by line, read off the event loop; bytes that are not UTF-8 become replacement characters."""
    while True:
        if interactive:
            console.print(Text(PROMPT, style="cyan"), end="")
        data = await asyncio.to_thread(sys.stdin.buffer.readline)
        if not data:
            return
        yield data.decode("utf-8", errors="replace")
