"""Quotes are verified against their source, byte for byte, and their marks lie inside."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from retrieval.answer.compose import marked_within
from retrieval.answer.verify import holds, surroundings
from retrieval.text import normalise
from retrieval.types import Citation, Quote, Span
from tests.strategies import anything, lines


@st.composite
def sources(draw: st.DrawFn) -> tuple[str, Quote]:
    """A text and a quote of it with marks, as the answering makes them."""
    text = normalise(draw(anything | lines))
    assume(text)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    edges = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [Span(min(pair), max(pair)) for pair in draw(st.lists(edges, max_size=4))]
    span = Span(start, end)
    return text, Quote(1, 1, span, text[start:end], marked_within(span, spans))


@given(sources())
def test_a_quote_made_from_its_source_holds(made: tuple[str, Quote]) -> None:
    text, quote = made
    assert holds(quote, text)
    assert "".join(part for part, _ in quote.parts) == quote.text
    assert all(part for part, _ in quote.parts)
    marked = [part for part, is_marked in quote.parts if is_marked]
    assert marked == [text[mark.start : mark.end] for mark in quote.marks]


@given(sources(), st.data())
def test_a_changed_source_holds_no_more(made: tuple[str, Quote], data: st.DataObject) -> None:
    text, quote = made
    at = data.draw(st.integers(quote.span.start, quote.span.end - 1))
    other = data.draw(st.characters().filter(lambda char: char != text[at]))
    assert not holds(quote, text[:at] + other + text[at + 1 :])
    assert not holds(quote, text[: quote.span.end - 1])
    assert not holds(replace(quote, text=quote.text + "x"), text)


@given(sources())
def test_marks_outside_or_out_of_order_do_not_hold(made: tuple[str, Quote]) -> None:
    text, quote = made
    start, end = quote.span.start, quote.span.end
    wrong = [(Span(start - 1, end),), (Span(start, end + 1),), (Span(start, start),), (Span(start, end),) * 2]
    assert not any(holds(replace(quote, marks=marks), text) for marks in wrong)


def test_spans_that_are_none_do_not_hold() -> None:
    text = "abc"
    for start, end in ((-1, 2), (2, 2), (2, 1), (0, 4), (-2, 3)):
        assert not holds(Quote(1, 1, Span(start, end), text[start:end]), text)


@given(sources())
def test_a_quote_stands_in_its_paragraphs(made: tuple[str, Quote]) -> None:
    text, quote = made
    before, after = surroundings(Citation(1, quote, "t"), text)
    whole = before + quote.text + after
    assert text[quote.span.start - len(before) :].startswith(whole)
    assert "\n\n" not in before.strip() or "\n\n" in quote.text or quote.text.isspace()


def test_surroundings_by_example() -> None:
    text = "First one. Second one.\n\nThird one. Fourth one. Fifth one.\n\nLast."
    at = text.index("Fourth one.")
    quote = Quote(1, 1, Span(at, at + 11), "Fourth one.")
    assert surroundings(Citation(1, quote, "t"), text) == ("Third one. ", " Fifth one.")
