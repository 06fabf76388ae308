"""The terminal chat: the same answers as in Discord, one line a question."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator

from rich.console import Console
from rich.text import Text

from retrieval import DatelineError, Library, Turn

from ..text.errors import sentence
from ..text.locale import t
from ..text.message_markup import plain
from ..text.phrases import TERMINAL
from ..text.small_talk import Talk, small_talk, without_courtesy
from .answers import show_outcome

EXAMPLE = "when is the Tomahawk contract expected?"
PROMPT = "› "
_LEAVE = frozenset({"exit", "quit", "q", ":q"})
TURNS = 5
"""A question may refer to so many of the last questions and answers."""


async def chat(library: Library, console: Console, *, example: bool = False) -> None:
    """Answers line after line until the input ends. A question may refer to what was said before it."""
    interactive = sys.stdin.isatty()
    said: list[Turn] = []

    async def answer(question: str) -> None:
        try:
            outcome = await library.ask(question, conversation=said[-TURNS:])
        except DatelineError as error:
            console.print(Text(sentence(error), style="red"))
            return
        show_outcome(console, outcome)
        console.print()
        said.append(Turn.of(outcome))

    if example:
        console.print(Text(f"{PROMPT}{EXAMPLE}", style="cyan"))
        await answer(EXAMPLE)
    if interactive:
        console.print("Ask a question; “exit” or an empty line leaves.", style="dim")
    async for line in _lines(console, interactive):
        typed = line.strip()
        if (not typed and interactive) or typed.lower() in _LEAVE:
            break
        if not typed:
            continue
        if not interactive:
            console.print(Text(f"{PROMPT}{typed}", style="cyan"))
        question = without_courtesy(plain(typed))
        if (talk := small_talk(question)) is not None:
            console.print(Text(f"{_courtesy(talk)}\n"))
        else:
            await answer(question)


def _courtesy(talk: Talk) -> str:
    """What is said to a greeting, to thanks, and to other words that ask nothing."""
    if talk is Talk.HELLO:
        return t("next-not-a-question", face=TERMINAL.value)
    return t("talk-welcome" if talk is Talk.THANKS else "talk-fine")


async def _lines(console: Console, interactive: bool) -> AsyncIterator[str]:
    """Yields standard input line by line, read in a thread; bytes that are not UTF-8 become replacement characters."""
    while True:
        if interactive:
            console.print(Text(PROMPT, style="cyan"), end="")
        data = await asyncio.to_thread(sys.stdin.buffer.readline)
        if not data:
            return
        yield data.decode("utf-8", errors="replace")
