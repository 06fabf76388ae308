"""`dateline check`: what it prints for each stance, and that every answer is a success."""

from __future__ import annotations

import json

import jsonschema
import pytest

from .terminal import Dateline, one_sentence
from .verdicts import VERDICT

WRONG = "The Japanese fiscal year starts on April 3."


def test_contradicted(dateline: Dateline) -> None:
    done = dateline("check", WRONG)
    assert (done.exit_code, done.stderr) == (0, "")
    claim, stance, difference, *_ = done.stdout.splitlines()
    assert claim == WRONG
    assert stance.startswith("Contradicted")
    assert "“April 3”" in difference
    assert "“April 1”" in difference
    assert "**April 1**" in done.stdout
    assert "Kyodo and related briefings · undated" in done.stdout


def test_a_message_as_data(dateline: Dateline) -> None:
    message = (
        f"hi all! {WRONG} The Typhoon contract costs $2 billion. Officials expect the deal to be finalized?"
    )
    data = json.loads(dateline("check", "--json", message).stdout)
    jsonschema.validate(data, VERDICT)
    assert data["stance"] == "contradicted"
    wrong, unknown = data["findings"]
    assert data["text"][wrong["start"] : wrong["end"]] == wrong["claim"] == WRONG
    assert wrong["differs"] == [{"claimed": "April 3", "quoted": "April 1"}]
    assert (unknown["stance"], unknown["citations"], unknown["confidence"]) == ("not_found", [], None)


def test_supported(dateline: Dateline) -> None:
    done = dateline("check", "The Japanese fiscal year starts on 1 April.")
    assert done.stdout.splitlines()[1].startswith("Supported")


@pytest.mark.parametrize(
    "message", ["", "hello", "thanks!", '"*^ OR NEAR(', "@everyone", "half \udce9 a letter"]
)
def test_nothing_to_check_is_done(dateline: Dateline, message: str) -> None:
    done = dateline("check", "--json", "--", message)
    assert done.exit_code == 0, done.stderr
    data = json.loads(done.stdout)
    jsonschema.validate(data, VERDICT)
    assert data["stance"] == "not_found"
    assert dateline("check", "--", message).stdout.strip()


def test_in_a_window(dateline: Dateline) -> None:
    outside = json.loads(dateline("check", "--json", "--since", "2024-01-01", WRONG).stdout)
    assert outside["stance"] == "not_found", "the seed is undated"
    turned = dateline("check", "--since", "2024-01-02", "--until", "2024-01-01", WRONG)
    assert turned.exit_code == 1
    one_sentence(turned.stderr)


def test_what_was_left_out_is_said(dateline: Dateline) -> None:
    claims = [f"The city number {n} hosted the treaty." for n in range(7)]
    done = dateline("check", " ".join([*claims, claims[0]]))
    assert done.stdout.splitlines()[-1].startswith("The last 2 were not checked: I check 5 of one message.")
    data = json.loads(dateline("check", "--json", " ".join([*claims, "x" * 4000])).stdout)
    jsonschema.validate(data, VERDICT)
    assert (len(data["findings"]), data["left_out"], data["unread"] > 200) == (5, 2, True)
