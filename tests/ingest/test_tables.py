"""Tables of data: each row says what its values are; nothing of a cell is lost; pages laid out in tables stay pages."""

# ruff: noqa: E501  # a table is easier to read whole
from __future__ import annotations

from typing import Any

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from retrieval.ingest import formats
from retrieval.ingest.formats.tables import paired
from retrieval.types import Raw

from .paper import FIRST, SECOND, word, zipped

PAGE = (
    "<html lang='en'><body><nav><a href='/'>Home</a></nav><main><article><h1>Results of the vote</h1>"
    "<p>The count of the mayoral vote ended on Sunday night; here is the result in each district of the city.</p>{}"
    "<p>Residents gathered at the quay early in the morning and watched the first ferries cross the bay.</p>"
    "</article></main></body></html>"
)


def lines(table: str) -> list[str]:
    text = formats.read(Raw("a.html", PAGE.format(table).encode(), "file:/a")).text
    return text.split("\n\n")[1:-1]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (  # header cells with links in them
            "<table><thead><tr><th>District</th><th><a href='/a'>Anna Berg</a></th><th>Omar Diaz</th></tr></thead><tbody>"
            "<tr><td>North</td><td>12,410</td><td>9,877</td></tr><tr><td>South</td><td>8,001</td><td>15,320</td></tr></table>",
            [
                "District: North | Anna Berg: 12,410 | Omar Diaz: 9,877",
                "District: South | Anna Berg: 8,001 | Omar Diaz: 15,320",
            ],
        ),
        (  # lists, lines and paragraphs in cells
            "<table><tr><td>Mon</td><td><ul><li>10 AM - 8 PM</li></ul></td></tr><tr><td>Tue</td><td><p>Closed</p></td></tr>"
            "<tr><td>Sat</td><td><ol><li>9 AM - 1 PM</li><li>3 PM - 7 PM</li></ol></td></tr>"
            "<tr><td>Sun</td><td>9 AM<br>3 PM</td></tr></table>",
            ["Mon | 10 AM - 8 PM", "Tue | Closed", "Sat | 9 AM - 1 PM; 3 PM - 7 PM", "Sun | 9 AM; 3 PM"],
        ),
        (  # cells that span, and a header of two rows
            "<table><tr><th rowspan=2>Year</th><th colspan=2>Sales</th></tr><tr><th>East</th><th>West</th></tr>"
            "<tr><td rowspan=2>2024</td><td>7</td><td>8</td></tr><tr><td>9</td><td>10</td></tr></table>",
            ["Year: 2024 | Sales East: 7 | Sales West: 8", "Year: 2024 | Sales East: 9 | Sales West: 10"],
        ),
        (  # a caption, and a header that is only bold
            "<table><caption>By village</caption><tr><td><b>Village</b></td><td><strong>Houses</strong></td></tr>"
            "<tr><td>Orm</td><td>112</td></tr></table>",
            ["By village", "Village: Orm | Houses: 112"],
        ),
        (  # a header that only its words show
            "<table><tr><td>Village</td><td>Houses</td><td>Farms</td></tr><tr><td>Orm</td><td>112</td><td>4</td></tr>"
            "<tr><td>Lund</td><td>41</td><td>7</td></tr></table>",
            ["Village: Orm | Houses: 112 | Farms: 4", "Village: Lund | Houses: 41 | Farms: 7"],
        ),
        (  # names and values from the first row on
            "<table><tr><th>Name</th><td>Anna Berg</td></tr><tr><th>Born</th><td>1931</td></tr><tr><th>Height</th><td>170 cm</td></tr></table>",
            ["Name | Anna Berg", "Born | 1931", "Height | 170 cm"],
        ),
        (  # cells without a value say nothing
            "<table><tr><th>City</th><th>Won</th><th>Lost</th></tr><tr><td>Lund</td><td></td><td>3</td></tr></table>",
            ["City: Lund | Lost: 3"],
        ),
    ],
)
def test_rows_of_a_page(table: str, expected: list[str]) -> None:
    assert lines(table) == expected


def test_a_page_laid_out_in_a_table_keeps_its_paragraphs() -> None:
    table = (
        "<table><tr><td><p>The bridge is open again, said the mayor of the town on Monday.</p>"
        "<p>It had been closed for nine years, and nobody knew when the work would end.</p>"
        + "".join(f"<p>Paragraph {n} of the long article has words of its own to tell the reader.</p>" for n in range(8))
        + "</td><td>Weather: rain</td></tr></table>"
    )  # fmt: skip
    text = formats.read(Raw("a.html", PAGE.format(table).encode(), "file:/a")).text
    assert "It had been closed for nine years, and nobody knew when the work would end.\n" in text


@pytest.mark.parametrize("value", ["0", "-3", "999999999", "x", "²", ""])
def test_absurd_spans(value: str) -> None:
    found = lines(
        f"<table><tr><td colspan='{value}' rowspan='{value}'>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table>"
    )
    assert {"A", "B", "C", "D"} <= set(" ".join(found).replace("|", " ").split())


def test_a_header_without_rows_is_a_row() -> None:
    assert paired([["City", "Won"]], 1) == ["City | Won"]


def table_of(document: Any, rows: list[list[str]], *, header: bool = False, bold: bool = False) -> Any:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for element, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(element.cells, row, strict=True):
            cell.text = ""
            cell.paragraphs[0].add_run(text).bold = bold and row is rows[0]
    if header:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def docx_text(fill: Any) -> list[str]:
    def article(document: Any) -> None:
        document.add_heading("Dam report out", 0)
        document.add_paragraph(FIRST)
        fill(document)
        document.add_paragraph(SECOND)

    return formats.read(Raw("report.docx", word(article), "file:/a")).text.split("\n\n")[1:-1]


ROWS = [["Village", "Houses flooded"], ["Lund", "41"], ["Orm", "112"]]


@pytest.mark.parametrize("how", [{"header": True}, {"bold": True}])
def test_rows_of_a_word_document(how: dict[str, bool]) -> None:
    assert docx_text(lambda document: table_of(document, ROWS, **how)) == [
        "Village: Lund | Houses flooded: 41",
        "Village: Orm | Houses flooded: 112",
    ]


def test_rows_without_a_header_stay_rows() -> None:
    assert docx_text(lambda document: table_of(document, ROWS)) == [
        "Village | Houses flooded",
        "Lund | 41",
        "Orm | 112",
    ]


def test_merged_cells_of_a_word_document() -> None:
    def fill(document: Any) -> None:
        table = table_of(
            document, [["Year", "East", "West"], ["2024", "7", "8"], ["", "9", "10"]], header=True
        )
        table.cell(1, 0).merge(table.cell(2, 0))

    assert docx_text(fill) == ["Year: 2024 | East: 7 | West: 8", "Year: 2024 | East: 9 | West: 10"]


def test_hidden_text_is_not_the_article_s() -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("The cost was 19 million.")
        paragraph.add_run(" SECRET").font.hidden = True
        shown = paragraph.add_run(" Shown.")
        shown.font.hidden = False
        style = document.styles.add_style("Internal", 2)
        style.font.hidden = True
        paragraph.add_run(" ALSO SECRET", style="Internal")
        whole = document.styles.add_style("InternalParagraph", 1)
        whole.font.hidden = True
        document.add_paragraph("A HIDDEN PARAGRAPH", style="InternalParagraph")
        document.element.body.insert(
            2,
            parse_xml(
                f"<w:p {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:pict>"
                "<v:shape id='PowerPlusWaterMarkObject357'><v:textbox><w:txbxContent><w:p><w:r><w:t>DRAFT</w:t></w:r></w:p>"
                "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
            ),
        )

    assert docx_text(fill) == ["The cost was 19 million. Shown."]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_stand_below_what_they_belong_to(kind: str) -> None:
    from io import BytesIO
    from zipfile import ZipFile

    def article(document: Any) -> None:
        document.add_heading("Dam report out", 0)
        paragraph = document.add_paragraph(
            "The cost was 19 million crowns, of which a third was paid by the state."
        )
        reference = OxmlElement(f"w:{kind}Reference")
        reference.set(qn("w:id"), "5")
        run = OxmlElement("w:r")
        run.append(reference)
        paragraph._p.append(run)
        document.add_paragraph(SECOND)

    with ZipFile(BytesIO(word(article))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts[f"word/{kind}s.xml"] = (
        f"<w:{kind}s {nsdecls('w')}><w:{kind} w:type='separator' w:id='-1'><w:p><w:r><w:t>____</w:t></w:r></w:p></w:{kind}>"
        f"<w:{kind} w:id='5'><w:p><w:r><w:t>The state later paid two million more.</w:t></w:r></w:p></w:{kind}></w:{kind}s>"
    ).encode()
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        f'<Relationship Id="rIdN" Type="{base}/{kind}s" Target="{kind}s.xml"/></Relationships>'.encode(),
    )
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(
        b"</Types>",
        f'<Override PartName="/word/{kind}s.xml" ContentType="{main}.{kind}s+xml"/></Types>'.encode(),
    )
    text = formats.read(Raw("report.docx", zipped(parts), "file:/a")).text
    assert text.split("\n\n")[:2] == [
        "The cost was 19 million crowns, of which a third was paid by the state.",
        "The state later paid two million more.",
    ]
