"""What a terminal shows beside a quote."""

from __future__ import annotations

import io
from dataclasses import replace

import jsonschema
import pytest
from rich.console import Console

from bot.terminal.answers import outcome_data, show_outcome
from bot.text.phrases import page_label
from retrieval import Answer, Correction, YesNo

from ..cli.answers import ANSWER, DOUBTFUL
from .samples import SENTENCE, citation, moved


@pytest.mark.parametrize(
    ("pages", "label"),
    [((), ""), ((None,), ""), ((4,), "p. 4"), ((4, None, 4), "p. 4"), ((12, 4), "pp. 4, 12")],
)
def test_pages_as_people_write_them(pages: tuple[int | None, ...], label: str) -> None:
    assert page_label(*(replace(citation(1), page=page) for page in pages)) == label


def test_the_page_stands_next_to_the_date() -> None:
    cited = replace(citation(1, SENTENCE, published_at="2024-01-05"), page=4)
    out = io.StringIO()
    show_outcome(Console(file=out, width=300), Answer("q", (cited, citation(2)), 1.0))
    assert "Kyodo and related briefings · 5 January 2024 · p. 4\n" in out.getvalue()
    assert "Kyodo and related briefings · undated\n" in out.getvalue()


def test_the_page_is_in_the_data() -> None:
    cited = replace(citation(1), page=4)
    data = outcome_data(Answer("q", (cited, citation(2)), 1.0))
    assert [each["page"] for each in data["citations"]] == [4, None]


def test_what_may_not_answer_has_no_headline() -> None:
    doubtful = Answer("q", (citation(1, SENTENCE, "April 1"),), 0.4, doubtful=True)
    out = io.StringIO()
    show_outcome(Console(file=out, width=300), doubtful)
    first, *rest = out.getvalue().splitlines()
    assert first == "This may not answer your question:"
    assert "April 1" in "".join(rest)
    assert rest[-1].startswith("Doubtful: read the quote · As of")
    data = outcome_data(doubtful)
    jsonschema.validate(data, DOUBTFUL)
    assert (data["answer"], data["confidence"]) == ("April 1", 0.4)


def test_what_a_misspelt_word_was_read_as_is_said() -> None:
    out = io.StringIO()
    plain = Answer("q", (citation(1),), 1.0)
    corrected = replace(plain, corrected=(Correction("isreal", "Israel"),))
    show_outcome(Console(file=out, width=300), corrected)
    assert out.getvalue().startswith("Showing results for Israel\n")
    assert outcome_data(corrected)["corrected"] == [{"typed": "isreal", "read_as": "Israel"}]
    assert "corrected" not in outcome_data(plain)


def test_yes_or_no_is_the_headline() -> None:
    out = io.StringIO()
    plain = Answer("did it?", (citation(1, SENTENCE, "April 1", published_at="2024-01-05"),), 1.0)
    told = replace(plain, verdict=YesNo.NO)
    show_outcome(Console(file=out, width=300), told)
    assert out.getvalue().startswith("No, as of 5 January 2024\n")
    assert outcome_data(told) == outcome_data(plain) | {"verdict": "no"}
    assert "verdict" not in outcome_data(plain)


def test_what_other_articles_give_is_said_and_in_the_data() -> None:
    out = io.StringIO()
    show_outcome(Console(file=out, width=300), moved())
    assert out.getvalue().startswith(
        "13 people\n"
        "Sources disagree: “14 people” · 6 April 2024 · Reuters · [2]\n"
        "Earlier: “six people” · 3 March 2024 · Bay News; “four” · undated · Bay News\n"
    )
    data = outcome_data(moved())
    jsonschema.validate(data, ANSWER)
    assert (data["articles"], data["origins"]) == (2, 2)
    assert [(each["value"], each["agreement"], each["number"]) for each in data["values"]][:3] == [
        ("13", "same", 0),
        ("14 people", "disagree", 2),
        ("six people", "earlier", 0),
    ]
    assert all(each["value"] in each["quote"] for each in data["values"])
    assert "values" not in outcome_data(replace(moved(), values=()))
