"""From lines on pages to text: whole words and paragraphs, no running headers, pages that can be cited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import IngestError
from tests.strategies import anything, lines

from .paper import check_pages, of_pages, page


def test_words_cut_at_line_ends() -> None:
    draft = of_pages(
        "It was an inter-\nnational meeting. A long-term plan was made, and the long-\nterm view counts. Franco-\n"
        "German talks on COVID-\n19 and state-of-\nthe-art ships went with-\nout a hitch, with others out. "
        "They had a well-\nknown guest; he is well known here, and known to be well. A soft\u00ad\nware firm paid – \n"
        "or so it -\nseemed – the ﬁnal oﬃcial bill."
    )
    assert draft.text == (
        "It was an international meeting. A long-term plan was made, and the long-term view counts. Franco-German talks "
        "on COVID-19 and state-of-the-art ships went without a hitch, with others out. They had a well-known guest; he "
        "is well known here, and known to be well. A software firm paid – or so it - seemed – the final official bill."
    )


def test_a_word_and_a_paragraph_over_a_page_break() -> None:
    draft = of_pages(
        "The treaty was signed by the govern-",
        "ment of Peru and by its neighbours, who had asked for\n",
        "more time and were\ngiven it. Then all went home.",
    )
    assert draft.text == (
        "The treaty was signed by the government of Peru and by its neighbours, who had asked for more time "
        "and were given it. Then all went home."
    )
    assert [page(draft, number)[:4] for number in (1, 2, 3)] == ["The ", "ment", "more"]


def test_paragraphs_of_languages_without_spaces_grow_together() -> None:
    assert of_pages("日本は米国と契約に署名する見通\nしだ。政府が明らかにした。").text == (
        "日本は米国と契約に署名する見通しだ。政府が明らかにした。"
    )


def test_a_short_last_line_ends_its_paragraph_and_bullets_begin_one() -> None:
    wide = "A line that is as wide as all lines of this page are"
    draft = of_pages(f"{wide}\n{wide} and ends.\nIt is short.\n{wide}\nand on.\n• one thing\n• another")
    assert draft.text.split("\n\n")[1:] == [f"{wide} and on.", "• one thing", "• another"]


@pytest.mark.parametrize("count", [2, 3, 8])
def test_running_headers_and_page_numbers_go(count: int) -> None:
    pages = [
        f"The Daily Paper  {n}\nMonday\n\nPage {n} tells of {what}.\nAnd it tells more.\n\n– {n} –\nwww.daily.example"
        for n, what in enumerate("cats dogs birds fish ants bees cows pigs".split()[:count], 1)
    ]
    draft = of_pages(*pages)
    for word in ("Daily", "Monday", "–", "www"):
        assert word not in draft.text
    assert draft.text.count("And it tells more.") == count
    check_pages(draft, count)
    assert page(draft, 2).startswith("Page 2 tells of dogs.")


def test_left_and_right_pages_and_chapters_have_their_own_headers() -> None:
    pages = [
        f"{n} CHAPTER {1 + n // 6}\nPage {n} has text of its own, {'x' * n}.\nMore.\nEnd." if n % 2 else
        f"The Whole Book {n}\nPage {n} has text of its own, {'x' * n}.\nMore.\nEnd."
        for n in range(1, 13)
    ]  # fmt: skip
    text = of_pages(*pages).text
    assert "CHAPTER" not in text
    assert "Book" not in text
    assert text.count("text of its own") == 12


def test_a_headline_that_later_pages_repeat_with_their_number_stays() -> None:
    body = "It is a sentence of page {}.\nHere is a second one, and the last\none is here."
    pages = ["The Headline\n\n" + body.format(1), *(f"The Headline {n}\n{body.format(n)}" for n in (2, 3, 4))]
    draft = of_pages(*pages)
    assert draft.title == "The Headline"
    assert "Headline" not in draft.text
    assert page(draft, 2).startswith("It is a sentence of page 2.")


def test_what_only_repeats_is_the_text() -> None:
    draft = of_pages("Same line\nof text", "Same line\nof text")
    assert draft.text.startswith("Same line of text")


def test_figures_at_the_edge_of_a_page_stay() -> None:
    draft = of_pages(
        "1987\nIt was the year of the treaty.\nIt held.\nSo it was.", "And then it broke\ndown.\n2024"
    )
    assert "1987" in draft.text
    assert "2024" in draft.text


def test_pages_survive_the_cleaning() -> None:
    draft = of_pages(
        "Skip to content\nShare\nHarbour treaty\n\nMarch 3, 2024\n\nBy Jane Doe\n\n"
        "It was signed by all who had come to Lima for it and by two more.",
        "",
        "It holds.\nRelated articles\nSome Other Headline",
        "Advertisement\n\nIt ends. [Source: Kyodo] Then it is over.",
        "So it was.",
    )
    assert [page(draft, number).strip() for number in range(1, 6)] == [
        "It was signed by all who had come to Lima for it and by two more.",
        "",
        "It holds.",
        "It ends. Then it is over.",
        "So it was.",
    ]
    check_pages(draft, 5)
    assert (draft.title, draft.publisher, draft.byline) == ("Harbour treaty", "Kyodo", "Jane Doe")
    assert draft.warnings == ("no text on page 2",)


@given(st.lists(st.one_of(anything, lines, st.sampled_from(["", "1", "Page 1"])), min_size=1, max_size=6))
def test_any_pages_are_an_article_or_an_ingest_error(pages: list[str]) -> None:
    pages = [text.replace("\f", " ") for text in pages]
    try:
        draft = of_pages(*pages)
    except IngestError:
        return
    check_pages(draft, len(pages))
    assert draft.title
    assert draft.original.encode()
