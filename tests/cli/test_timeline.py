"""`dateline timeline`: how an answer moved, for people and as data; a refusal as `ask` has it."""

from __future__ import annotations

import json

from .terminal import Dateline, one_sentence

KILLED = "how many people were killed in the Garuva landslide?"


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
    done = moved("timeline", KILLED, "--as-of", "2024-01-10")
    assert done.stdout == moved("timeline", KILLED, "--until", "2024-01-10").stdout
    first = "I found one value for this in my articles, from 2 sources."
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
