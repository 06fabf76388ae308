"""Word documents: every word of them in order, and nothing that a file's clock or a program's name says."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import DamagedFile, EmptyArticle, EncryptedFile, IngestError
from retrieval.ingest import formats
from retrieval.ingest.formats import docx
from retrieval.types import Draft, Raw

from .paper import FIRST, SECOND, word, zipped


def read(data: bytes, name: str = "report.docx") -> Draft:
    draft = formats.read(Raw(name, data, "file:/a"))
    assert formats.reread(name, "file:/a", draft.original) == draft
    return draft


def article(document: Any) -> None:
    document.add_heading("Harbour treaty signed", 0)
    document.add_paragraph("By Ana Ruiz")
    document.add_paragraph("3 March 2024")
    document.add_paragraph(FIRST)
    document.add_heading("What it says", 2)
    document.add_paragraph("Fishing is free.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Country", "Boats", "Peru", "1,200"), strict=True):
        cell.text = text
    document.add_paragraph(SECOND)


def test_everything_in_order() -> None:
    draft = read(word(article, author="Jane Doe"))
    assert draft.text.split("\n\n") == [
        FIRST.strip(), "What it says", "Fishing is free.", "Country | Boats", "Peru | 1,200", SECOND.strip()
    ]  # fmt: skip
    assert (draft.published_at, draft.date_origin, draft.byline) == ("2024-03-03", "text", "Ana Ruiz")
    assert draft.pages == ()


def test_titles_and_authors() -> None:
    assert read(word(article, title="A pact, at last")).title == "A pact, at last"
    for title in ("", "Document1", "report.docx", "Microsoft Word - x.doc", "report"):
        assert read(word(article, title=title)).title == "Harbour treaty signed"

    def bare(document: Any) -> None:
        document.add_paragraph("A first line")
        document.add_paragraph(FIRST)

    draft = read(word(bare))
    assert (draft.title, draft.byline, draft.published_at, draft.updated_at) == ("A first line", *[None] * 3)
    assert read(word(bare, author="Jane Doe")).byline == "Jane Doe"


def test_words_that_word_hides_in_other_places() -> None:
    """Tracked changes, content controls, hyperlinks, line breaks and text boxes."""

    def fill(document: Any) -> None:
        document.add_heading("A title", 0)
        paragraph = document.add_paragraph("It was ")
        for kind, tag, said in (("w:ins", "w:t", "signed"), ("w:del", "w:delText", "refused")):
            change, run, text = OxmlElement(kind), OxmlElement("w:r"), OxmlElement(tag)
            text.text = said
            run.append(text)
            change.append(run)
            paragraph._p.append(change)
        paragraph.add_run(" in\tLima").add_break()
        paragraph.add_run("and Quito.")
        control = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>It holds.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        document.element.body.insert(2, parse_xml(control))
        box = (
            f"<w:p {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:r>"
            "<w:t>Outside.</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
            "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
            "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        document.element.body.insert(3, parse_xml(box))

    assert read(word(fill)).text == "It was signed in Lima\nand Quito.\n\nIt holds.\n\nOutside.\n\nIn a box."


def test_what_is_no_article() -> None:
    with pytest.raises(EmptyArticle):
        read(word(lambda document: None))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    with pytest.raises(EncryptedFile):
        read(ole + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    with pytest.raises(DamagedFile, match=r"\.doc format"):
        read(ole)
    for data in (b"", b"PK\x03\x04", b"text", zipped({"a.txt": b"x"}), word(article)[:2000]):
        with pytest.raises(DamagedFile):
            read(data)


def test_what_unpacks_to_too_much_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({"word/document.xml": bytes(2_000_000)})
    monkeypatch.setattr(docx, "MAX_UNPACKED", 1_000_000)
    with pytest.raises(DamagedFile, match="2,000,000"):
        read(bomb)


def test_no_entity_is_expanded() -> None:
    data = word(article)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                head, _, rest = part.partition(b"?>")
                dtd = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY b "boom">]>'
                part = head + b"?>" + dtd + rest.replace(b"Fishing is free.", b"&e;&b; is free.")
            new.writestr(name, part)
    assert "boom" not in read(out.getvalue()).text


@given(st.data())
def test_a_file_with_wrong_bytes_is_an_article_or_an_ingest_error(data: st.DataObject) -> None:
    whole = bytearray(word(article))
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=20)):
        whole[at] = data.draw(st.integers(0, 255))
    try:
        read(bytes(whole))
    except IngestError:
        return
