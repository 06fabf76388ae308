"""The plain reader: encodings, titles, names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import IngestError, UnreadableFile, UnsupportedFormat
from retrieval.ingest import formats
from retrieval.ingest.formats.drafting import first_line_title, title_from_name
from retrieval.ingest.formats.plain import decode
from retrieval.types import Raw
from tests.strategies import anything


def text_of(data: bytes, charset: str | None = None) -> str:
    return decode(Raw("a.txt", data, charset=charset))


GERMAN = "Die Überraschung gelang über Nacht, größer als je. Für die Gäste gab es süße Äpfel. "
FRENCH = "Le président a été reçu à Genève, où les négociations dureront jusqu'à l'été. "
SPANISH = "El señor José Muñoz dijo que mañana habrá niños en el jardín. ¿Qué pasará? "
ENGLISH = "The café’s owner, José Muñoz, said “no” to the deal — twice. He left for Curaçao. "


@pytest.mark.parametrize("text", [GERMAN, FRENCH, SPANISH, ENGLISH], ids=["de", "fr", "es", "en"])
@pytest.mark.parametrize("times", [1, 5])
def test_western_text(text: str, times: int) -> None:
    assert text_of((text * times).encode("cp1252")) == text * times


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_unicode_comes_back_as_it_was(encoding: str, text: str) -> None:
    text = text.replace("\0", "").lstrip("\ufeff")
    if text:
        assert text_of(text.encode(encoding)) == text


def test_other_scripts_in_old_encodings() -> None:
    japanese = "日本は米国と巡航ミサイルの契約に署名する見通しだ。政府関係者が明らかにした。" * 5
    russian = "Министр обороны подписал договор в понедельник. Подробности не сообщаются. " * 5
    assert text_of(japanese.encode("shift_jis")) == japanese
    assert text_of(japanese.encode("euc_jp")) == japanese
    assert text_of(russian.encode("cp1251")) == russian


@pytest.mark.parametrize(
    "data", [b"\x7fELF\0\0", b"\xff\xfea", b"PK\x03\x04\0\0", bytes(range(1, 32)) * 9, b"%PDF-1.7"]
)
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        text_of(data)


@given(anything, st.text(max_size=20))
def test_any_text_under_any_name(text: str, name: str) -> None:
    try:
        draft = formats.read(Raw(name + ".txt", text.encode(errors="surrogatepass")))
    except IngestError:
        return
    assert draft.title
    assert draft.key.startswith("title:")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A Headline\n\nAnd the text.", "A Headline"),
        ("# A Headline\n\nAnd the text.", "A Headline"),
        ("Skip to content\nA Headline\nAnd the text.", "A Headline"),
        ("Is it a Headline?\nYes.", "Is it a Headline?"),
        ("It is a sentence.\n\nAnd another.", None),
        ("Only one line", None),
        ("", None),
        ("word " * 60 + "\nText.", None),
    ],
)
def test_the_first_line_is_the_title_if_it_looks_like_one(text: str, title: str | None) -> None:
    assert first_line_title(text) == title


@pytest.mark.parametrize(
    ("name", "title"),
    [("the-big_story.txt", "the big story"), (".txt", ".txt"), ("a.b.md", "a.b"), ("---.md", "---.md")],
)
def test_a_file_s_name_is_the_last_resort(name: str, title: str) -> None:
    assert title_from_name(name) == title


def test_the_suffix_names_the_reader() -> None:
    assert formats.SUFFIXES == (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".json")
    assert formats.read(Raw("A.TXT", b"It is text.")).text == "It is text."
    for name in ("a.exe", "a", "txt", "a.txt.exe", ""):
        with pytest.raises(UnsupportedFormat):
            formats.read(Raw(name, b"It is text."))


def test_lines_that_name_their_value_at_the_top_are_fields() -> None:
    head = "Title: The dock: closed\nPublisher: Alder Paper\nDate: 13 November 2026\nAuthor: Jo Doe\n\n"
    draft = formats.read(Raw("a.txt", f"{head}The dock of Alder closed on Friday.".encode()))
    assert (draft.title, draft.publisher, draft.byline) == ("The dock: closed", "Alder Paper", "Jo Doe")
    assert (draft.published_at, draft.text) == ("2026-11-13", "The dock of Alder closed on Friday.")
    alone = formats.read(Raw("a.txt", b"Title: the dock of Alder\n\nIt closed on Friday."))
    assert alone.title == "Title: the dock of Alder", "one line is a heading"


@pytest.mark.parametrize(
    ("line", "publisher", "day"),
    [
        ("Alder Courier, 25 November 2026. By Dilys Berg", "Alder Courier", "2026-11-25"),
        ("The Morning Ledger — 19 November 2026", "The Morning Ledger", "2026-11-19"),
        ("Published 22 November 2026 | Sport | Harrow Tribune", "Harrow Tribune", "2026-11-22"),
        ("Teln Valley Gazette", "Teln Valley Gazette", None),
        ("Town Hall, 25 November 2026", None, None),
        ("Breaking News", None, None),
        ("The mayor wrote to the Alder Courier", None, None),
    ],
)
def test_a_masthead_names_publisher_and_day(line: str, publisher: str | None, day: str | None) -> None:
    text = f"The dock is closed\n{line}\n\nThe dock of Alder closed on Friday, after a hundred years of work there."
    draft = formats.read(Raw("a.txt", text.encode()))
    assert (draft.title, draft.publisher, draft.published_at) == ("The dock is closed", publisher, day)
    assert (line in draft.text) == (publisher is None)
    above = formats.read(Raw("a.txt", f"{line}\n\n{text.replace(line, '')}".encode()))
    assert day is None or above.title == ("The dock is closed" if line.startswith("Published") else line)
