"""Dates, amounts and abbreviations are not cut by sentences or marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text import normalise, sentences, whole
from retrieval.types import Span
from tests.strategies import anything

WHOLE = [
    ("de", "Die Brücke ist seit Dienstag, 12. März 2024, wieder offen."),
    ("de", "Radfahrer dürfen ab dem 1. Mai kostenlos fahren."),
    ("de", "Der 2. Weltkrieg endete im 20. Jahrhundert."),
    ("de", "Der Umbau kostet 3,8 Mio. Euro bzw. 4 Mrd. Kronen."),
    ("de", "Etwa ca. 40 Menschen kamen, d. h. viele."),
    ("en", "The deal saves approx. 1.2 million a year."),
    ("en", "It was signed at 9 a.m. Eastern in Washington, D.C. by Sen. Maria Ruiz."),
    ("en", "The gap is 40 ft. wide and 3 in. deep."),
    ("en", "Prices rose est. 4 pct. in the year."),
    ("en", "Gov. Lee and Rep. Tom Dow met at Ft. Olaf on Jan. 5."),
    ("en", "Lt. Gen. J. R. R. Dahl met Gov. Ann Lee on Jan. 5."),
    ("es", "Costó 3 mill. de euros, aprox. 50 pesos por persona."),
    ("es", "Llegó a las 5 p. m. del martes 3 de mayo."),
    ("fr", "Il a payé env. 30 euros le 1er mai."),
    ("hu", "A híd 2024. március 12. óta nyitva."),
    ("cs", "Most je otevřen od 12. března 2024."),
    ("no", "Broen åpnet 17. mai og kostet 3 mill. kroner."),
    ("pl", "Zapłacili 3 mln. euro."),
    ("en", "Radfahrer dürfen ab dem 1. Mai kostenlos fahren."),  # the language may be stated wrongly
    ("de", "The deal saves approx. 1.2 million a year."),
    ("en", "The fish weighed 3 lbs. 4 oz. and was sold."),
    ("de", "Der Preis lag bei 20 Mill. Fr. im Jahr."),
    ("es", "Vinieron don José y Dña. Ana."),
    ("pt", "O dep. Costa saiu cedo."),
    ("pl", "Zapłacili ok. 3 mln. euro."),
    ("ja", "首相は「行く。」と言った。"),
]
APART = [
    ("en", "He arrived at 9 a.m.", "The vote was at noon."),
    ("en", "She lives in the U.S.", "He does not."),
    ("en", "The wall is 30 ft.", "Nobody climbs it."),
    ("en", "The crowd was 500.", "March 12 was quieter."),
    ("en", "Sales of phones fell.", "iPhone sales rose."),
    ("en", "He answered no.", "Then he left."),
    ("de", "Das war 1945.", "Danach begann der Aufbau."),
    ("es", "Llegó en mayo.", "Nadie lo vio."),
    ("es", "El máximo fue de 40 °C.", "Llovió después."),
]


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_nothing_ends_a_sentence_inside_a_date_an_amount_or_an_abbreviation(language: str, text: str) -> None:
    both = f"{text} {text}"
    assert [both[s.start : s.end] for s in sentences(both, language)] == [text, text]


@pytest.mark.parametrize(("language", "first", "second"), APART)
def test_sentences_that_end_in_a_number_or_an_abbreviation_end(
    language: str, first: str, second: str
) -> None:
    both = f"{first} {second}"
    assert [both[s.start : s.end] for s in sentences(both, language)] == [first, second]


@pytest.mark.parametrize(
    ("text", "cut", "expected"),
    [
        ("seit Dienstag, 12. März 2024, wieder offen", "Dienstag, 12", "Dienstag, 12. März 2024"),
        ("dürfen ab dem 1. Mai kostenlos fahren", "ab dem 1", "ab dem 1. Mai"),
        ("signed at 9 a.m. Eastern on Monday", "9 a.m", "9 a.m. Eastern"),
        ("signed in Washington, D.C. by them", "Washington, D.C", "Washington, D.C."),
        ("saves 1.2 million a year", "1", "1.2 million"),
        ("kostete 3,8 Mio. Euro", "3,8", "3,8 Mio. Euro"),
        ("rose 4 pct. in the year", "4", "4 pct."),
        ("begins on April 1, they said", "April", "April 1"),
        ("said J. R. R. Dahl of Orm", "Dahl", "J. R. R. Dahl"),
        ("2024年3月12日に開いた", "2024年3", "2024年3月12日"),
        ("only 5 people came", "5", "5"),
        ("the green bridge", "green", "green"),
    ],
)
def test_a_mark_takes_what_it_would_cut(text: str, cut: str, expected: str) -> None:
    at = text.index(cut)
    found = whole(text, Span(at, at + len(cut)))
    assert text[found.start : found.end] == expected


@given(anything, st.data())
def test_a_whole_span_holds_the_span(text: str, data: st.DataObject) -> None:
    text = normalise(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = whole(text, Span(start, end))
    assert 0 <= found.start <= start <= end <= found.end <= len(text)
