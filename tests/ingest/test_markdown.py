"""The Markdown reader: front matter, markup, and bytes of any kind."""

from __future__ import annotations

import contextlib
import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import IngestError, InvalidMetadata
from retrieval.ingest import formats
from retrieval.ingest.formats.markdown import to_plain
from retrieval.text import normalise
from retrieval.types import Draft, Raw
from tests.strategies import anything, lines

FULL = """---
title: "A pact: signed"
url: https://example.org/pact
publisher: The Paper
author: [Jane Doe, John Smith]
date: 2024-03-01
updated: 2024-03-02T10:00:00+09:00
language: EN
---
# A pact: signed

The **two** [governments](https://x.y/z) signed it. ![photo](a.png)

- It holds for _ten_ years.
> Nobody objected.

```
code
```
"""


def read(text: str, name: str = "a-pact.md") -> Draft:
    return formats.read(Raw(name, text.encode()))


def with_field(line: str) -> Draft:
    return read(f"---\n{line}\n---\nIt is a sentence.\n")


def test_front_matter_names_the_article_and_markup_goes() -> None:
    draft = read(FULL)
    assert (draft.title, draft.url, draft.key) == ("A pact: signed", *["https://example.org/pact"] * 2)
    assert (draft.publisher, draft.byline, draft.language) == ("The Paper", "Jane Doe, John Smith", "en")
    assert (draft.published_at, draft.date_origin) == ("2024-03-01", "front matter")
    assert draft.updated_at == "2024-03-02T10:00:00+09:00"
    assert (
        draft.text == "The two governments signed it.\n\nIt holds for ten years.\n\nNobody objected.\n\ncode"
    )
    assert draft.original == FULL
    assert draft.warnings == ()


def test_a_short_block_of_code_is_a_command_and_a_long_one_a_program() -> None:
    assert to_plain("Type this:\n\n```sh\npip install zeta\n\n  zeta run\n```\n\n    zeta stop\n")[0] == (
        "Type this:\n\npip install zeta\nzeta run\n\nzeta stop"
    )
    program = "\n".join(f"line {number}" for number in range(30))
    assert to_plain(f"It is long.\n\n```\n{program}\n```\n\nThe end.")[0] == "It is long.\n\nThe end."


@given(st.one_of(st.binary(max_size=300), anything.map(lambda text: text.encode(errors="surrogatepass"))))
def test_any_bytes_are_an_article_or_an_ingest_error(data: bytes) -> None:
    for name in ("a.md", "a.txt"):
        with contextlib.suppress(IngestError):
            draft = formats.read(Raw(name, data, "file:/a"))
            check(draft)
            assert formats.reread(name, "file:/a", draft.original) == draft


@given(
    st.lists(
        st.tuples(
            st.sampled_from("title url link publisher source author date updated language lang ---".split()),
            anything,
        )
    )
)
def test_any_front_matter_is_an_article_or_an_ingest_error(fields: list[tuple[str, str]]) -> None:
    text = "\n".join(["---", *(f"{name}: {value}" for name, value in fields), "---", "It is a sentence."])
    with contextlib.suppress(IngestError):
        check(read(text.encode(errors="replace").decode()))


def check(draft: Draft) -> None:
    """What the store and the faces rely on."""
    shown = (draft.title, draft.url, draft.byline, draft.publisher, draft.published_at, draft.updated_at)
    for text in (draft.key, draft.original, draft.language, *shown):
        assert text is None or text.encode()
    for text in (draft.text, *shown):
        assert text is None or normalise(text) == text
    assert draft.title
    assert any(char.isalnum() for char in draft.text)
    assert len(draft.title) <= 300


@pytest.mark.parametrize("title", [r'"a\u202Eb\0c"', r'"a\tb"', '"zero\u200bwidth"', "'line\n\n  end'"])
def test_a_title_holds_nothing_invisible(title: str) -> None:
    check(with_field(f"title: {title}"))


def test_what_is_no_text_is_no_title() -> None:
    """Python's notation of a nested list would be shown to people, and grows without bound with YAML's aliases."""
    for value in ("[[a, b], [c]]", "{a: b}", "[{a: b}]"):
        assert with_field(f"title: {value}").title == "a pact"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("date: 2024-03-01", "2024-03-01"),
        ("date: '2024-03-01 10:30'", "2024-03-01 10:30"),
        ("date: March 2024", None),
        ("date: 2024", None),
        ("date: 2024-03", None),
        ("date: '2024-02-30'", None),
        ("date: [2024-03-01]", None),
        ("date: '2024-03-01 99:99'", None),
        ("date:", None),
        ("published: 2024-03-01", "2024-03-01"),
    ],
)
def test_a_date_is_a_real_day_or_unknown(line: str, day: str | None) -> None:
    draft = with_field(line)
    assert draft.published_at == day
    assert bool(draft.warnings) == (day is None and line != "date:")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://a.b/c",
        "http://user:pass@a.b/",
        "a.b/c",
        "http://",
        "http://[::1",
        "'@everyone'",
    ],
)
def test_an_address_that_is_not_plain_http_is_left_out(url: str) -> None:
    draft = with_field(f"url: {url}")
    assert draft.url is None
    assert draft.warnings
    assert not draft.key.startswith(url)


@pytest.mark.parametrize("line", ["title: [", "title: 'a", "a: {b", 'title: "\\uD800"', "*a"])
def test_broken_front_matter(line: str) -> None:
    with pytest.raises(InvalidMetadata):
        with_field(line)


def test_without_front_matter_the_first_heading_is_the_title() -> None:
    draft = read("Intro line\n\n## The *real* Heading ##\n\nSome words here.")
    assert draft.title == "The real Heading"
    assert (draft.published_at, draft.url, draft.publisher) == (None, None, None)


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1))
def test_words_without_markup_stay(words: list[str]) -> None:
    assert to_plain(" ".join(words)) == (" ".join(words), None)


@given(anything | lines)
def test_no_letter_is_made_up_or_moved(text: str) -> None:
    """The letters of the plain text stand in the Markdown in that order, up to escapes and entities. Rows of tables
    repeat their header."""
    text = text.replace("|", "")
    plain, heading = to_plain(normalise(text))
    source = iter(char for char in html.unescape(normalise(text)) if char.isalnum())
    assert all(char in source for char in html.unescape(plain) if char.isalnum())
    assert heading is None or heading in plain


def test_a_row_of_a_table_says_its_header() -> None:
    table = "| Town | Votes |\n|---|---:|\n| Norvik | 10 |\n| Sund | |\n"
    assert read(f"# Votes\n\nThe count is over.\n\n{table}").text.split("\n\n")[1:] == [
        "Town: Norvik | Votes: 10",
        "Town: Sund",
    ]


def test_blocks_are_paragraphs() -> None:
    text = "# A *Title*\n\nOne\nline.\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| c | d |\n\n> said\n\n<b>x</b> &amp; y"
    plain, heading = to_plain(text)
    assert heading == "A Title"
    assert plain.split("\n\n")[:4] == ["A Title", "One line.", "one", "two"]
    assert plain.split("\n\n")[4:6] == ["a: c | b: d", "said"]


@pytest.mark.timeout(15)
@pytest.mark.parametrize(
    "run",
    [
        "\n",
        " ",
        "-\n",
        "![",
        "[",
        "[a](",
        "*a ",
        "**",
        "_a ",
        "~~~x\n",
        "```\n",
        "#",
        "# ",
        "(",
        "\\",
        "> ",
        "---\n",
    ],
)
def test_long_runs_of_markup_are_read_in_linear_time(run: str) -> None:
    """An upload of two megabytes must not stop the bot; in quadratic time this takes minutes to hours."""
    text = "Words.\n" + run * (400_000 // len(run)) + "x end."
    plain, _ = to_plain(text)
    assert "Words." in plain


@pytest.mark.parametrize("day", ["2024-13-45", "2024-02-30", "0000-00-00"])
def test_a_day_that_no_calendar_has_is_unknown_and_the_article_is_kept(day: str) -> None:
    draft = formats.read(Raw("a.md", f"---\ntitle: T\ndate: {day}\n---\nIt is a text.".encode()))
    assert (draft.title, draft.published_at, len(draft.warnings)) == ("T", None, 1)


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("title: Lindow: 14 dead", "Lindow: 14 dead"),
        ("title: Flood: the mayor's words: all of them", "Flood: the mayor's words: all of them"),
        ("title: 'Lindow: 14 dead'", "Lindow: 14 dead"),
        ("title: Lindow 14:30", "Lindow 14:30"),
    ],
)
def test_a_title_may_have_a_colon(stated: str, title: str) -> None:
    draft = read(
        f"---\n{stated}\npublisher: Alder Post\ndate: 2024-05-04\n---\n\nThe river rose on Monday.\n",
    )
    assert (draft.title, draft.publisher, draft.published_at) == (title, "Alder Post", "2024-05-04")
