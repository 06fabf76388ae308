"""A misspelt word is read as a word of the articles that the asker may see, if it is plainly that one."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval import Answer, Correction, Draft, Filters, Settings, open_library
from retrieval.models.embedder import SentenceEmbedder
from retrieval.search.spelling import edits, marked_word, meant_verb, meant_word, near_terms

TEXT = (
    "Marta Hollander won Wimbledon on Saturday in three sets. Athletes from nine countries played. The club filed for "
    "bankruptcy in May. The presidents of two clubs met."
)
OTHERS = "Ragnarsson won the Kattegatt race on Sunday. It was his third victory there."


def draft(title: str, text: str) -> Draft:
    return Draft(name=title, key=title, title=title, original=text, text=text)


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        ("wimbeldon", "wimbledon", 1),
        ("athelets", "athletes", 2),
        ("isreal", "israel", 1),
        ("eclispe", "eclipse", 1),
        ("same", "same", 0),
        ("bankrupcy", "bankruptcy", 1),
    ],
)
def test_edits_count_swapped_neighbours_once(one: str, other: str, away: int) -> None:
    assert edits(one, other, 2)[-1] == away


def test_edits_stop_where_too_many_are_needed() -> None:
    assert edits("abcdef", "uvwxyz", 2)[-1] == 3


def test_a_term_is_a_word_without_its_ending() -> None:
    terms = [("presid", 3), ("press", 9), ("athlet", 2), ("bankruptci", 1), ("band", 7)]
    assert near_terms("presidant", 2, terms) == ["presid", "press"]
    assert near_terms("bankrupcy", 2, terms) == ["bankruptci"]
    assert near_terms("athelets", 2, terms) == ["athlet"]


def test_the_nearest_word_is_meant_unless_another_is_as_near() -> None:
    assert meant_word("wimbeldon", 2, ["Wimbledon, and wimbledon; Wimbledon"]) == "Wimbledon"
    assert meant_word("markon", 1, ["Marlon and Marion"]) is None
    assert meant_word("markon", 1, ["Marlon " * 10 + "and Marion"]) == "Marlon"
    assert meant_word("athelete", 2, ["an athlete and athletes"]) == "athlete"
    assert meant_word("wimbeldon", 2, ["tennis"]) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("happend", "happened"),
        ("killd", "killed"),
        ("recieved", "received"),
        ("kovac", None),
        ("marlo", None),
    ],
)
def test_without_such_a_word_a_verb_of_any_question_may_be_meant(typed: str, meant: str | None) -> None:
    assert meant_verb(typed) == meant


@pytest.mark.parametrize(
    ("pair", "text", "written"),
    [
        ("at t", "Phones of AT&T failed; AT&T said so. At&t!", "AT&T"),
        ("e mail", "Write an e-mail. E mail is old.", "e-mail"),
        ("j crew", "Shops of J.Crew close.", "J.Crew"),
        ("at t", "He was at t. The AT&T-owned mast; SAT&T", None),
        ("at t", "at t, at-home-t, AT&TX, BAT&T, AT&T-B", None),
    ],
)
def test_a_word_is_read_with_the_mark_that_articles_write_in_it(
    pair: str, text: str, written: str | None
) -> None:
    assert marked_word(pair, [text]) == written


async def test_a_name_without_its_mark_is_found(tmp_path: Path, minilm: SentenceEmbedder) -> None:
    text = (
        "AT&T will pay $5 to each customer for the outage of 22 February. A technician caused it by mistake."
    )
    async with open_library(Settings(data_dir=tmp_path), embedder=minilm) as library:
        await library.add([draft("Phones", text)], scope="home")
        answer = await library.ask("how much does att pay each customer", filters=Filters(scopes=("home",)))
        assert isinstance(answer, Answer)
        assert answer.corrected == (Correction("att", "AT&T"),)
        assert answer.answer_text == "$5"


async def test_an_answer_says_what_a_misspelt_word_was_read_as(
    tmp_path: Path, minilm: SentenceEmbedder
) -> None:
    async with open_library(Settings(data_dir=tmp_path), embedder=minilm) as library:
        await library.add([draft("Tennis", TEXT)], scope="home")
        await library.add([draft("Sailing", OTHERS)], scope="elsewhere")
        here = Filters(scopes=("home",))
        answer = await library.ask("who won wimbeldon", filters=here)
        assert isinstance(answer, Answer)
        assert answer.question == "who won wimbeldon"
        assert answer.corrected == (Correction("wimbeldon", "Wimbledon"),)
        assert "Hollander" in answer.citations[0].quote.text
        for asked in ("who won Wimbledon?", "which race did ragnarson win", "who won the tennis trophy"):
            assert (await library.ask(asked, filters=here)).corrected == (), asked
        refused = await library.ask("how tall are the athelets", filters=here)
        assert refused.corrected == (Correction("athelets", "Athletes"),)
        there = await library.ask("which race did ragnarson win", filters=Filters(scopes=("elsewhere",)))
        assert there.corrected == (Correction("ragnarson", "Ragnarsson"),)
