"""`dateline brief`: what is new, for people and as data; nothing new, and a refusal as `ask` has it."""

from __future__ import annotations

import json

from .terminal import Dateline, one_sentence

TOPIC = "the Garuva landslide"


def test_what_moved_with_the_value_before_and_what_is_new_of_a_publisher(moved: Dateline) -> None:
    done = moved("brief", TOPIC, "--since", "2024-01-10")
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == f"New on “{TOPIC}”, since 10 January 2024"
    assert "    Nine → 44 people" in lines
    assert any("killed **44 people**" in line for line in lines)
    assert any("Valley Record" in line for line in lines)
    data = json.loads(moved("brief", "--json", TOPIC, "--since", "2024-01-10").stdout)
    assert (data["topics"], data["since"], data["left_out"]) == ([TOPIC], "2024-01-10", 0)
    (new,) = data["new"]
    assert (new["publisher"], new["disagrees"], new["also"]) == ("Valley Record", False, [])
    assert new["before"]["value"] == "Nine"
    done = moved("brief", "--since", "2024-01-01", "--publisher", "World Desk")
    assert done.stdout.splitlines()[0] == "What is new, since 1 January 2024"
    assert "Nine people were killed" in done.stdout
    assert "Hill Times" not in done.stdout


def test_nothing_new_says_so_and_what_cannot_be_briefed_of_is_refused(moved: Dateline) -> None:
    done = moved("brief", TOPIC)
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"Nothing is new on “{TOPIC}” since ")
    assert lines[1] == "The newest that I have:"
    assert "44 people" in done.stdout
    data = json.loads(moved("brief", "--json").stdout)
    assert (data["topics"], data["new"], data["latest"]) == ([], [], None)
    data = json.loads(moved("brief", "--json", "quantum computing in Peru", "--since", "2024-01-01").stdout)
    assert (data["answered"], data["new"]) == (False, [])
    refused = moved("brief", "--since", "the day of days")
    assert refused.exit_code == 1
    one_sentence(refused.stderr)
