"""PDF and Word files for the tests, made here so that what stands in them is known."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from retrieval.ingest.formats import pdf
from retrieval.ingest.formats.drafting import Properties, joined
from retrieval.text import normalise
from retrieval.types import Draft

FIRST = (
    "The ministers of both countries signed a treaty about the harbour on Monday after long talks in Lima. "
)
SECOND = "Fishermen may now land their catch on either side of the border without a licence from the other. "


def set_lines(*pages: Sequence[str], **properties: str) -> bytes:
    """Pages with exactly these lines; an empty one leaves a gap."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for name, value in properties.items():
        getattr(canvas, f"set{name.title()}")(value)
    for page in pages:
        for number, line in enumerate(page):
            canvas.drawString(60, 800 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def typeset(
    *paragraphs: str | None,
    title: str = "",
    author: str = "",
    headline: str = "Harbour treaty signed in Lima",
    header: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """Justified paragraphs under a headline, broken into lines and pages by a typesetter; None begins a page."""
    out, styles = io.BytesIO(), getSampleStyleSheet()
    story = [Paragraph(headline, styles["Title"])] if headline else []
    story += [PageBreak() if each is None else Paragraph(each, styles["BodyText"]) for each in paragraphs]
    draw = header or (lambda _canvas, _document: None)
    SimpleDocTemplate(out, pagesize=A4, title=title, author=author).build(
        story, onFirstPage=draw, onLaterPages=draw
    )
    return out.getvalue()


def running_header(canvas: Any, document: Any) -> None:
    canvas.drawString(60, 815, "The Daily Paper, 3 March 2024")
    canvas.drawString(280, 30, f"Page {document.page}")


def blank_pages(count: int) -> bytes:
    """Pages that hold a drawing and no text, as a scanner makes them."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for _ in range(count):
        canvas.rect(50, 50, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def of_pages(*pages: str) -> Draft:
    """The draft of pages whose lines are given, a blank one where a paragraph ends."""
    return pdf.read("a.pdf", None, joined(Properties(), "\f".join(pages)))


def locked(data: bytes, password: str, algorithm: str = "AES-256") -> bytes:
    """The PDF with a password to open it; an empty one opens for everybody."""
    writer, out = PdfWriter(PdfReader(io.BytesIO(data))), io.BytesIO()
    writer.encrypt(password, "owner", algorithm=algorithm)
    writer.write(out)
    return out.getvalue()


def word(fill: Callable[[Any], None], title: str = "", author: str = "python-docx") -> bytes:
    """A Word document; `fill` writes into it."""
    document, out = Document(), io.BytesIO()
    document.core_properties.title, document.core_properties.author = title, author
    document.core_properties.created = document.core_properties.modified = datetime(2001, 2, 3)
    fill(document)
    document.save(out)
    return out.getvalue()


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def page(draft: Draft, number: int) -> str:
    """The text of one page, counted from 1."""
    return draft.text[slice(*[*draft.pages, None][number - 1 : number + 1])]


def check_pages(draft: Draft, count: int) -> None:
    """What whoever cites a page relies on."""
    assert len(draft.pages) == count
    assert draft.pages[0] == 0
    assert list(draft.pages) == sorted(draft.pages)
    assert draft.pages[-1] <= len(draft.text)
    assert "".join(page(draft, number) for number in range(1, count + 1)) == draft.text
    assert normalise(draft.text) == draft.text
