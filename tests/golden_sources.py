"""What the golden files are made from. Every part of the program that may move is imported here, in `golden_pages` and
in `golden_stored`: nothing else has to follow a move."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.main import get_command
from typer.testing import CliRunner

import retrieval.models.arithmetic
from bot.cli import app
from bot.client import DatelineBot
from bot.terminal.answers import outcome_data, verdict_data
from retrieval import Library, Outcome, Settings, Turn, open_library
from retrieval.evaluation.sets import read_set
from retrieval.models.embedder import PACKAGED_MODEL, SentenceEmbedder
from tests.conftest import FOR_TESTS, SEEDS

NOW = datetime(2026, 1, 20, 9, 41, tzinfo=UTC)
TODAY = NOW.date()
"""The day of every question: "last week" is always the same week."""
CONVERSATIONS = (
    (
        "when is the Tomahawk contract expected?",
        "and under which framework?",
        "who said so?",
        "what about the price?",
        "where would they be stationed?",
        "thanks!",
    ),
    ("who is buying the Tomahawk missiles?", "from whom?", "and how much will they cost?"),
)
EVERY = 3
"""Of the claims one in so many: each takes as long as a question."""
WIDTH = 80


# Models


def same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Models compute in float32, whether or not this processor is faster with less: their scores are the same then."""
    monkeypatch.setattr(retrieval.models.arithmetic, "product_seconds", lambda _: 1.0)


def new_embedder() -> SentenceEmbedder:
    return SentenceEmbedder(PACKAGED_MODEL)


def opened(folder: Path, embedder: SentenceEmbedder) -> AbstractAsyncContextManager[Library]:
    """The library there, at NOW."""
    return open_library(Settings(data_dir=folder), embedder=embedder, clock=lambda: NOW)


async def make_library(folder: Path, embedder: SentenceEmbedder) -> None:
    """The seed articles in `folder`, taken in at NOW."""
    async with opened(folder, embedder) as library:
        await library.ingest([SEEDS])


# Answers


async def answers(library: Library) -> dict[str, Any]:
    """Every question of the seeds as `ask --json` prints it."""
    questions = read_set(SEEDS).questions
    return {each.text: printed(outcome_data(await library.ask(each.text, today=TODAY))) for each in questions}


async def conversations(library: Library) -> list[list[Any]]:
    """Questions that lean on those before them."""
    found = []
    for questions in CONVERSATIONS:
        said: list[Turn] = []
        told: list[Outcome] = []
        for question in questions:
            told.append(await library.ask(question, conversation=said, today=TODAY))
            said.append(Turn.of(told[-1]))
        found.append([printed(outcome_data(outcome)) for outcome in told])
    return found


async def verdicts(library: Library) -> dict[str, Any]:
    """Some claims of the seeds as `check --json` prints them."""
    lines = (SEEDS / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    claims = [json.loads(line)["claim"] for line in lines if line.strip()]
    return {
        claim: printed(verdict_data(await library.check(claim, today=TODAY)))
        for claim in dict.fromkeys(claims[::EVERY])
    }


def printed(data: Any) -> Any:
    """As it is read again, without nulls and empty lists: `tests/cli/answers` says which keys there always are."""
    return _full(json.loads(json.dumps(data)))


def _full(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _full(value) for key, value in data.items() if value is not None and value != []}
    return [_full(each) for each in data] if isinstance(data, list) else data


# The command line


def on_the_command_line(*arguments: str, data_dir: Path) -> str:
    """What it prints over that data folder."""
    env: dict[str, str | None] = dict.fromkeys(FOR_TESTS)
    env |= {"DATELINE_DATA_DIR": str(data_dir), "COLUMNS": str(WIDTH)}
    done = CliRunner().invoke(app, arguments, env=env)
    structlog.reset_defaults()
    assert done.exit_code == 0, done.output
    return done.stdout


def helps() -> str:
    """`dateline --help` and that of every verb."""
    verbs: Mapping[str, Any] = getattr(get_command(app), "commands")  # noqa: B009  # its type is not exported
    pages = []
    for words in ([], *([verb] for verb in sorted(verbs))):
        done = CliRunner().invoke(
            app, [*words, "--help"], env={"COLUMNS": str(WIDTH), "NO_COLOR": "1"}, terminal_width=WIDTH
        )
        assert done.exit_code == 0, done.output
        lines = [line.rstrip() for line in done.stdout.strip().splitlines()]
        pages.append("\n".join([" ".join(["$ dateline", *words, "--help"]), *lines]))
    return "\n\n\n".join(pages) + "\n"


# Discord


async def commands(bot: DatelineBot) -> list[Any]:
    """What Discord is sent of each command."""
    tree = bot.tree
    assert tree.translator is not None
    payloads = [await each.get_translated_payload(tree, tree.translator) for each in tree.get_commands()]
    return sorted(
        (json.loads(json.dumps(each)) for each in payloads), key=lambda each: (each["type"], each["name"])
    )
