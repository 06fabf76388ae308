"""What each command prints, where, and how it ends."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import jsonschema
import pytest

from .answers import ANSWER, CITATION, REFUSAL
from .terminal import EXAMPLE, Dateline, one_sentence


def test_ask(dateline: Dateline) -> None:
    done = dateline("ask", EXAMPLE)
    assert (done.exit_code, done.stderr) == (0, "")
    first, *_ = done.stdout.splitlines()
    assert "April 1" in first
    assert "[1] “Officials expect the deal to be finalized" in done.stdout
    assert "April 1**" in done.stdout
    for words in (
        "Japan and U.S. Move Toward Tomahawk Missile Pact",
        "Kyodo and related briefings · undated",
        "As of",
    ):
        assert words in done.stdout


def test_ask_as_data(dateline: Dateline) -> None:
    done = dateline("ask", "--json", EXAMPLE)
    data = json.loads(done.stdout)
    jsonschema.validate(data, ANSWER)
    (citation, *_) = data["citations"]
    assert "April 1" in citation["marks"][0]
    assert citation["end"] - citation["start"] == len(citation["quote"])
    for (start, end), text in zip(citation["mark_spans"], citation["marks"], strict=True):
        assert citation["quote"][start - citation["start"] : end - citation["start"]] == text


def test_relative_dates_are_explained_beside_the_quote(empty: Dateline, tmp_path: Path) -> None:
    sentence = "The harbour treaty will be signed next month in Tokyo."
    (tmp_path / "a.md").write_text(f"---\ntitle: Treaty\ndate: 2024-03-12\n---\n\n{sentence}\n")
    assert empty("ingest", tmp_path / "a.md").exit_code == 0
    done = empty("ask", "when will the harbour treaty be signed?")
    assert "“next month” = April 2024" in done.stdout.splitlines()[3]
    (cited, *_) = json.loads(empty("ask", "--json", "when will the harbour treaty be signed?").stdout)[
        "citations"
    ]
    jsonschema.validate(cited, CITATION)
    assert cited["quote"] == sentence
    (note,) = cited["dates"]
    assert (note["words"], note["means"]) == ("next month", "April 2024")
    assert sentence[note["start"] - cited["start"] : note["end"] - cited["start"]] == "next month"


@pytest.mark.parametrize("question", ["who is Maria Shumakova?", "", '"*^ OR NEAR(', "half \udce9 a letter"])
def test_a_refusal_is_done(dateline: Dateline, question: str) -> None:
    done = dateline("ask", "--json", "--", question)
    assert done.exit_code == 0, done.stderr
    jsonschema.validate(json.loads(done.stdout), REFUSAL)
    plain = dateline("ask", "--", question)
    assert plain.exit_code == 0
    assert len(plain.stdout.strip().splitlines()) >= 2, "why, and what to do"


def test_ask_in_a_window(dateline: Dateline) -> None:
    done = dateline("ask", "--json", "--since", "2024-01-01", EXAMPLE)
    assert json.loads(done.stdout)["reason"] == "outside_time", "the seed is undated"
    turned = dateline("ask", "--since", "2024-01-02", "--until", "2024-01-01", EXAMPLE)
    assert turned.exit_code == 1
    one_sentence(turned.stderr)
    assert dateline("ask", "--since", "yesterday", EXAMPLE).exit_code == 2
    publisher = dateline("ask", "--json", "--publisher", "kyodo AND related briefings", EXAMPLE)
    assert json.loads(publisher.stdout)["answered"] is True
    assert json.loads(dateline("ask", "--json", "--publisher", "Nobody", EXAMPLE).stdout)["answered"] is False


def test_ask_as_of_a_day(empty: Dateline, tmp_path: Path) -> None:
    for day, city in (("2024-01-10", "Tokyo"), ("2024-03-20", "Lima")):
        body = f"The harbour treaty was signed in {city} by the minister."
        (tmp_path / f"{city}.md").write_text(f"---\ntitle: Treaty of {city}\ndate: {day}\n---\n\n{body}\n")
        assert empty("ingest", tmp_path / f"{city}.md").exit_code == 0
    question = "where was the harbour treaty signed?"

    def published(*options: str) -> set[str]:
        data = json.loads(empty("ask", "--json", *options, question).stdout)
        cited = data["citations"] if data["answered"] else [data["nearest"]] if data["nearest"] else []
        return {each["published_at"] for each in cited}

    assert published("--as-of", "2024-01-31") == {"2024-01-10"}
    assert published("--as-of", "2024-01-31", "--until", "2024-06-01") == {"2024-01-10"}
    assert published("--as-of", "2020-01-01") == set()
    refused = empty("ask", "--as-of", "2020-01-01", question).stdout
    assert (
        "None of my articles had been published by 1 January 2020: the oldest is of 10 January 2024."
        in refused
    )
    assert empty("ask", "--as-of", "January", question).exit_code == 2


def test_ask_an_empty_library(empty: Dateline) -> None:
    done = empty("ask", "--json", EXAMPLE)
    assert json.loads(done.stdout)["reason"] == "empty_library"
    assert "dateline ingest" in empty("ask", EXAMPLE).stdout


def test_ingest_a_bad_mix(empty: Dateline, tmp_path: Path) -> None:
    files = {
        "good.txt": b"A Title\n\nIt is a good article about the harbour.",
        "binary.txt": b"\x7fELF\0\0\0",
        "paper.pdf": b"%PDF-1.7",
        "empty.txt": b"",
        "broken.md": b"---\ntitle: [\n---\nText.",
        "latin.txt": "Überschrift\n\nDie Überraschung gelang über Nacht, größer als je.".encode("cp1252"),
        "wide.txt": "Wide\n\nIt is wide text, every letter.".encode("utf-16"),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    bad = ("binary.txt", "paper.pdf", "empty.txt", "broken.md", "missing.txt")
    done = empty("ingest", *(tmp_path / name for name in (*files, "missing.txt")))
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    lines = done.stdout.splitlines()
    for name in bad:
        (line,) = [each for each in lines if name in each]
        assert line.rstrip().endswith(".")
    listed = empty("articles").stdout
    assert all(title in listed for title in ("A Title", "Überschrift", "Wide"))
    again = empty("ingest", tmp_path / "good.txt")
    assert again.exit_code == 0
    assert "harbour" in empty("ask", "--json", "what is the article about the harbour?").stdout


def test_ingest_needs_a_path(empty: Dateline) -> None:
    assert empty("ingest").exit_code == 2


def test_articles(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "markup.txt").write_text("[bold]A[/bold] title [red]\n\nIt is an article.")
    assert dateline("ingest", tmp_path / "markup.txt").exit_code == 0
    done = dateline("articles")
    assert done.exit_code == 0
    assert "Kyodo and related briefings" in done.stdout
    assert "undated" in done.stdout
    assert "[bold]A[/bold] title [red]" in done.stdout
    first = dateline("articles", "--limit", "1").stdout
    assert "--offset 1" in first
    assert "Kyodo" not in first
    assert dateline("articles", "--limit", "0").exit_code == 2


def test_no_articles(empty: Dateline) -> None:
    done = empty("articles")
    assert done.exit_code == 0
    assert "dateline ingest PATH" in done.stdout


@pytest.mark.parametrize("command", [["chat"], ["run"]])
def test_a_conversation_from_a_pipe(dateline: Dateline, command: list[str]) -> None:
    """Line by line to the end; a question may lean on the one before; bytes that are no text do not matter."""
    lines = (
        f"{EXAMPLE}\n\nand who signs it?\n".encode() + b"\xff\xfe\xe9\n" + b"what is the capital of France?"
    )
    done = dateline(*command, input=lines)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.count("April 1**") == (2 if command == ["run"] else 1), "`run` shows the example first"
    assert "officials" in done.stdout.split("and who signs it?")[1].lower()
    assert "› what is the capital of France?" in done.stdout
    assert "Traceback" not in done.output


def test_small_talk_is_no_question(dateline: Dateline) -> None:
    done = dateline("chat", input=f"hi\nhey bot, **{EXAMPLE}**\nthanks!\n".encode())
    assert "Ask in a sentence" in done.stdout
    assert done.stdout.count("April 1**") == 1
    assert "You are welcome." in done.stdout
    assert "None of my articles" not in done.stdout


def test_a_conversation_without_a_word(dateline: Dateline) -> None:
    done = dateline("run", input=b"")
    assert done.exit_code == 0
    assert "April 1" in done.stdout
    assert "DISCORD_TOKEN" in done.stderr
    assert dateline("chat", input=b"").stdout == ""


def test_reindex(dateline: Dateline) -> None:
    for arguments in ([], ["--full"]):
        done = dateline("reindex", *arguments)
        assert done.exit_code == 0, done.stderr
        assert "1 article" in done.stdout


def test_vectors_of_another_model_are_made_again_first(dateline: Dateline, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "data" / "dateline.db")
    connection.execute("UPDATE models SET fingerprint = 'an older model'")
    connection.commit()
    connection.close()
    done = dateline("ask", "--json", EXAMPLE)
    assert json.loads(done.stdout)["answered"] is True
    assert "embedded again" in done.stderr
    assert "embedded" not in dateline("ask", "--json", EXAMPLE).stderr
