"""`dateline timeline`: how an answer moved, for people and as data; a refusal as `ask` has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .terminal import Dateline, one_sentence

ARTICLES = {
    "a.md": ("Hill Times", "2024-01-08", "The Garuva landslide killed nine people, the mayor said."),
    "b.md": ("World Desk", "2024-01-09", "Nine people were killed in the Garuva landslide, rescuers said."),
    "c.md": ("Valley Record", "2024-01-16", "The Garuva landslide killed 44 people, the mayor said."),
}
KILLED = "how many people were killed in the Garuva landslide?"


@pytest.fixture
def moved(empty: Dateline, tmp_path: Path) -> Dateline:
    """The command over three articles on a figure that moved."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, (publisher, day, text) in ARTICLES.items():
        head = f"---\ntitle: Landslide, {publisher}\npublisher: {publisher}\ndate: {day}\n---\n"
        (folder / name).write_text(f"{head}{text} Rain had fallen for a week before the hill gave way.\n")
    assert empty("ingest", folder).exit_code == 0
    return empty


def test_each_value_once_with_its_day_and_quote(moved: Dateline) -> None:
    done = moved("timeline", KILLED)
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "8 January 2024 · nine people"
    assert "**nine people**" in done.stdout
    assert "    The same in one more: World Desk" in lines
    assert "16 January 2024 · 44 people" in lines
    assert lines[-1] == "2 values from 3 sources, oldest first"
    data = json.loads(moved("timeline", "--json", KILLED).stdout)
    assert (data["answered"], data["moved"], data["answer"]) == (True, True, "44 people")
    told = [(each["value"], each["figure"], each["since"], each["changed_on"]) for each in data["timeline"]]
    assert told == [("nine people", 9, "2024-01-08", None), ("44 people", 44, "2024-01-16", None)]
    assert [[also["publisher"] for also in each["also"]] for each in data["timeline"]] == [["World Desk"], []]


def test_one_value_is_said_in_a_sentence(moved: Dateline) -> None:
    done = moved("timeline", KILLED, "--until", "2024-01-10")
    first = "My articles give one value for this, from 2 sources; I found no other, before or after."
    assert done.stdout.splitlines()[0] == first
    assert "**nine people**" in done.stdout


def test_a_refusal_is_that_of_ask(moved: Dateline) -> None:
    unknown = "who owns the moon?"
    assert moved("timeline", unknown).stdout == moved("ask", unknown).stdout
    data = json.loads(moved("timeline", "--json", unknown).stdout)
    assert (data["answered"], data["timeline"]) == (False, [])
    turned = moved("timeline", KILLED, "--since", "2024-01-12", "--until", "2024-01-10")
    assert turned.exit_code == 1
    one_sentence(turned.stderr)
