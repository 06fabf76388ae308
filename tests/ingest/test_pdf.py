"""PDF: the article, its pages, what the file says of itself; and one error for each kind of failure."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from retrieval.errors import (
    DamagedFile,
    EmptyArticle,
    EncryptedFile,
    IngestError,
    ScannedFile,
    TooManyPages,
)
from retrieval.ingest import formats
from retrieval.text import page_of
from retrieval.types import Draft, Raw
from tests.core_fakes import prose

from .paper import (
    FIRST,
    SECOND,
    blank_pages,
    check_pages,
    locked,
    of_pages,
    running_header,
    set_lines,
    typeset,
)


def read(data: bytes, name: str = "report.pdf") -> Draft:
    draft = formats.read(Raw(name, data, "file:/a"))
    assert formats.reread(name, "file:/a", draft.original) == draft
    return draft


def test_an_article_over_several_pages() -> None:
    paragraphs = [
        " ".join(prose(number, 8).split()) + f" So ended paragraph {number}." for number in range(25)
    ]
    draft = read(typeset("3 March 2024", "By Ana Ruiz", *paragraphs, header=running_header))
    check_pages(draft, len(draft.pages))
    assert len(draft.pages) >= 2
    assert draft.title == "Harbour treaty signed in Lima"
    assert (draft.published_at, draft.date_origin, draft.byline) == ("2024-03-03", "text", "Ana Ruiz")
    assert draft.text.split("\n\n") == paragraphs
    at = draft.text.index("So ended paragraph 24")
    assert page_of(draft.pages, at) == len(draft.pages)
    assert page_of(draft.pages, 0) == 1
    assert draft.warnings == ()


def test_the_file_s_clock_is_no_publication_date() -> None:
    draft = read(typeset(FIRST * 3))
    assert "CreationDate" not in draft.original
    assert (draft.published_at, draft.date_origin, draft.updated_at) == (None, None, None)


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("A treaty, at last", "A treaty, at last"),
        ("Microsoft Word - treaty_final.doc", None),
        ("untitled", None),
        ("Untitled-1", None),
        ("treaty_v2.indd", None),
        ("report", None),
        ("My Report.PDF", "My Report.PDF"),
        ("(unspecified)", None),
        ("https://example.org/a?b", None),
        ("\u202e", None),
    ],
)
def test_the_title_is_the_file_s_own_where_it_makes_sense(stated: str, title: str | None) -> None:
    assert read(typeset(FIRST * 3, title=stated)).title == (title or "Harbour treaty signed in Lima")


@pytest.mark.parametrize(
    ("stated", "byline"),
    [
        ("Jane Doe", "Jane Doe"),
        ("Reuters", "Reuters"),
        ("jdoe@example.org", None),
        ("CORP\\jdoe", None),
        ("Administrator", None),
        ("user1234", None),
        ("anonymous", None),
        ("", None),
    ],
)
def test_the_author_is_a_name_or_nobody(stated: str, byline: str | None) -> None:
    assert read(typeset(FIRST * 3, author=stated)).byline == byline


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def line_by_line(canvas: Canvas) -> None:
    for at, line in enumerate([FIRST.strip(), SECOND.strip()]):
        for shift in (0, 0.3):
            canvas.drawString(50 + shift, 780 - 14 * at, line)


def page_by_page(canvas: Canvas) -> None:
    for shift in (0, 0.3):
        for at, line in enumerate([FIRST.strip(), SECOND.strip()]):
            canvas.drawString(50, 780 - 14 * at + shift, line)


def three_times(canvas: Canvas) -> None:
    for at, line in enumerate([FIRST.strip(), SECOND.strip()]):
        for shift in (0, 0.2, 0.4):
            canvas.drawString(50 + shift, 780 - 14 * at, line)


@pytest.mark.parametrize("draw", [line_by_line, page_by_page, three_times])
def test_print_over_print_is_read_once(draw: Callable[[Canvas], None]) -> None:
    assert read(drawn(draw)).text == f"{FIRST}{SECOND}".strip()


def test_the_same_words_in_another_place_are_read_again() -> None:
    def draw(canvas: Canvas) -> None:
        for at, line in enumerate([FIRST.strip(), "Yes.", SECOND.strip(), "Yes."]):
            canvas.drawString(50, 780 - 14 * at, line)

    assert read(drawn(draw)).text.count("Yes.") == 2


@pytest.mark.parametrize(("angle", "size"), [(45, 60), (30, 48), (-45, 70), (60, 40)])
def test_a_stamp_across_the_page_is_no_text_and_no_title(angle: int, size: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(angle)
        canvas.setFont("Helvetica", size)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()
        canvas.drawString(50, 800, "Harbour treaty signed")
        for at, line in enumerate([FIRST.strip(), SECOND.strip()]):
            canvas.drawString(50, 770 - 14 * at, line)

    draft = read(drawn(draw))
    assert draft.title == "Harbour treaty signed"
    assert draft.text == f"{FIRST}{SECOND}".strip()


def test_a_page_that_was_scanned_a_little_crooked_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(2)
        for at, line in enumerate([FIRST.strip(), SECOND.strip()]):
            canvas.drawString(80, 770 - 14 * at, line)

    assert read(drawn(draw)).text == f"{FIRST}{SECOND}".strip()


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("long-/awaited", "long-awaited"),
        ("well-/known", "well-known"),
        ("state-/owned", "state-owned"),
        ("har-/bour", "harbour"),
        ("mil-/lion", "million"),
        ("foot-/bridge", "footbridge"),
        ("with-/out", "without"),
        ("Anglo-/American", "Anglo-American"),
        ("state-of-/the-art", "state-of-the-art"),
    ],
)
def test_hyphens_of_compound_words_stay_and_those_of_line_ends_go(cut: str, whole: str) -> None:
    head, tail = cut.split("/")
    lines = [
        "The works office said that the repair of the swing bridge will last and that the",
        f"crews use a {head}",
    ]
    lines += [
        f"{tail} thing which the people of the town have seen in every year since the war",
        "and before it.",
    ]
    assert f"a {whole} thing" in read(set_lines(["A Headline", "", *lines])).text


def test_a_password_that_opens_for_everybody_is_no_password() -> None:
    data = typeset(FIRST * 3)
    assert read(locked(data, "")).text == read(data).text
    for algorithm in ("RC4-128", "AES-256"):
        with pytest.raises(EncryptedFile):
            read(locked(data, "secret", algorithm))


def test_what_is_no_article() -> None:
    with pytest.raises(ScannedFile) as scanned:
        read(blank_pages(3))
    assert scanned.value.pages == 3
    with pytest.raises(TooManyPages) as many:
        formats.read(Raw("a.pdf", blank_pages(4)), max_pages=3)
    assert (many.value.pages, many.value.limit) == (4, 3)
    with pytest.raises(EmptyArticle):
        of_pages("Page 1", "")


def test_damaged_files(recwarn: pytest.WarningsRecorder, caplog: pytest.LogCaptureFixture) -> None:
    whole = typeset(*[FIRST * 20] * 10)
    for data in (b"", b"%PDF-1.7", b"<html></html>", whole[:200], b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF"):
        with pytest.raises(DamagedFile):
            read(data)
    assert not recwarn.list
    assert not caplog.records


@given(st.data())
def test_a_file_with_wrong_bytes_is_an_article_or_an_ingest_error(data: st.DataObject) -> None:
    whole = bytearray(set_lines(["A Headline", "", FIRST, SECOND], [SECOND]))
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=20)):
        whole[at] = data.draw(st.integers(0, 255))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            draft = formats.read(Raw("a.pdf", bytes(whole)))
    except IngestError:
        return
    check_pages(draft, len(draft.pages))


@pytest.mark.parametrize(("at", "number"), [(0, 1), (4, 1), (5, 3), (8, 3), (9, 4), (99, 4)])
def test_page_of(at: int, number: int) -> None:
    assert page_of((0, 5, 5, 9), at) == number
    assert page_of((), at) is None
    assert page_of((0, 0), 0) == 2
