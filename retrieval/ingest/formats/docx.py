"""Word documents (.docx): paragraphs, headings, list items, rows of tables and notes, in the document's order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from ...errors import DamagedFile, EncryptedFile
from ...text import has_words
from ...types import Draft, Raw
from .drafting import (
    Properties,
    drafted,
    first_line_title,
    joined,
    parted,
    property_line,
    sensible_author,
    sensible_title,
    title_from_name,
)
from .tables import MOST_SPANNED, paired

MAX_UNPACKED = 200_000_000
"""Bytes of a document's parts when unpacked, pictures included: a small file must not unpack to fill the memory."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _RUN, _TEXT, _STYLE = f"{_W}p", f"{_W}r", f"{_W}t", f"{_W}pStyle"
_TABLE, _ROW, _CELL, _VALUE = f"{_W}tbl", f"{_W}tr", f"{_W}tc", f"{_W}val"
_BREAKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOT_READ = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK}
"""What was deleted or moved away with changes tracked, and the second form of what is there already."""
_NOTES = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}
_OFF = ("0", "false", "off")
_WATERMARK = "PowerPlusWaterMarkObject"
"""How Word names the shape of a watermark."""
_LONGEST_VALUE = 400
"""Characters of a table's cell; a table with a longer one lays a page out."""


def decode(raw: Raw) -> str:
    """The document's properties and its paragraphs, a blank line between them. Raises EncryptedFile, DamagedFile."""
    if raw.data.startswith(_OLE):
        if _ENCRYPTED in raw.data:
            raise EncryptedFile(raw.name)
        raise DamagedFile(raw.name, "it is in the old .doc format; save it as .docx")
    from docx import Document  # here, because only a process that reads documents needs it

    try:
        _check_size(raw)
        document = Document(io.BytesIO(raw.data))
        paragraphs = list(_Reading(document).paragraphs())
        stated = document.core_properties
        heading = next((text for text, style in paragraphs if style in _title_styles(document)), None)
        properties = Properties(
            property_line(stated.title), property_line(stated.author), property_line(heading)
        )
    except (DamagedFile, MemoryError):
        raise
    except Exception as error:  # python-docx meets broken files with exceptions of every kind
        raise DamagedFile(raw.name, "it cannot be opened as a Word document") from error
    return joined(properties, "\n\n".join(text for text, _ in paragraphs))


def read(name: str, key: str | None, original: str) -> Draft:
    """The title is the document's own property, its title heading or its first line; the file's clocks are no
    publication dates. Raises EmptyArticle."""
    properties, text = parted(original)
    said = sensible_title(properties.title, name)
    title = said or property_line(properties.heading) or first_line_title(text) or title_from_name(name)
    return drafted(name, key, original, title, text, author=sensible_author(properties.author))


def _check_size(raw: Raw) -> None:
    with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > MAX_UNPACKED:
        raise DamagedFile(raw.name, f"it unpacks to {size:,} bytes, the limit is {MAX_UNPACKED:,}")


def _title_styles(document: Any) -> set[str]:
    """The identifiers of the styles for titles, which differ with the language of the program that wrote them."""
    return {style.style_id for style in document.styles if style.name in ("Title", "Heading 1")}


class _Reading:
    """The words of a document that a person sees in it, in order."""

    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._hidden = {style.style_id for style in document.styles if _vanishes(style.element)}
        """Styles whose text Word does not show."""
        self._notes = {
            (kind, note.get(f"{_W}id")): note for kind in _NOTES.values() for note in _notes(document, kind)
        }
        self._tables = {table for table in self._body.iter(_TABLE) if self._is_values(table)}
        """Those of data, each judged once."""

    def paragraphs(self) -> Iterator[tuple[str, str | None]]:
        """(text, style) of every paragraph with words in it, those of text boxes and fields included; the rows of tables,
        and the notes below what they belong to."""
        for block in self._body.iter(_PARAGRAPH, _TABLE):
            if any(parent.tag in _NOT_READ or parent in self._tables for parent in block.iterancestors()):
                continue
            if block.tag == _PARAGRAPH:
                style = next(block.iter(_STYLE), None)
                found = [(self._text(block), None if style is None else style.get(_VALUE))]
            elif block in self._tables:
                found = [(line, None) for line in self._lines(block)]
            else:
                continue
            yield from ((text, style) for text, style in found if has_words(text))
            yield from ((note, None) for note in self._notes_of(block) if has_words(note))

    def _is_values(self, element: Any) -> bool:
        """True for a table of data, whose rows are read as lines."""
        if sum(1 for _ in element.iter(_TABLE)) > 1:
            return False
        if any(parent.tag == _TABLE for parent in element.iterancestors()):
            return False
        longest = max((len(self._words_in(cell)) for cell in element.iter(_CELL)), default=0)
        return longest <= _LONGEST_VALUE and max(map(len, self._grid(element)), default=0) > 1

    def _lines(self, table: Any) -> list[str]:
        rows = self._grid(table)
        width = max(map(len, rows))
        elements = list(table.iter(_ROW))
        headers = sum(1 for row in takewhile(_is_header, elements))
        if not headers and len(rows) > 1 and all(_is_bold(cell) for cell in elements[0].iter(_CELL)):
            headers = 1
        return paired([row + [""] * (width - len(row)) for row in rows], headers)

    def _grid(self, table: Any) -> list[list[str]]:
        """The words of each row's cells; a cell that spans several stands in each."""
        rows: list[list[str]] = []
        for element in table.iter(_ROW):
            row: list[str] = []
            for cell in element.iter(_CELL):
                merged = next(cell.iter(f"{_W}vMerge"), None)
                goes_on = merged is not None and merged.get(_VALUE) != "restart"
                above = rows[-1][len(row)] if goes_on and rows and len(row) < len(rows[-1]) else None
                span = next(cell.iter(f"{_W}gridSpan"), None)
                stated = "" if span is None else span.get(_VALUE) or ""
                words = self._words_in(cell) if above is None else above
                row += [words] * (min(int(stated), MOST_SPANNED) if stated.isdigit() else 1)
            rows.append(row)
        return rows

    def _words_in(self, cell: Any) -> str:
        lines = (" ".join(self._text(paragraph).split()) for paragraph in cell.iter(_PARAGRAPH))
        return "; ".join(line for line in lines if line)

    def _text(self, paragraph: Any) -> str:
        if self._is_hidden(paragraph, f"{_W}pStyle") or any(map(_is_watermark, paragraph.iterancestors())):
            return ""
        return "".join(self._words(paragraph)).strip()

    def _words(self, element: Any) -> Iterator[str]:
        for child in element:
            if child.tag == _TEXT:
                yield child.text or ""
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag]
            elif child.tag == _RUN and (_vanishes(child) or self._is_hidden(child, f"{_W}rStyle")):
                continue
            elif child.tag not in _NOT_READ and child.tag != _PARAGRAPH:
                yield from self._words(child)

    def _is_hidden(self, element: Any, named: str) -> bool:
        style = next((each for part in element[:1] for each in part.iter(named)), None)
        return style is not None and style.get(_VALUE) in self._hidden

    def _notes_of(self, block: Any) -> Iterator[str]:
        for reference in block.iter(*_NOTES):
            note = self._notes.pop((_NOTES[reference.tag], reference.get(f"{_W}id")), None)
            if note is not None:
                yield " ".join(filter(None, map(self._text, note.iter(_PARAGRAPH))))


def _notes(document: Any, kind: str) -> list[Any]:
    """The footnotes or endnotes that are no lines between text and notes."""
    from docx.oxml import parse_xml

    parts = [each.target_part for each in document.part.rels.values() if each.reltype.endswith(f"/{kind}")]
    return [note for part in parts for note in parse_xml(part.blob) if not note.get(f"{_W}type")]


def _vanishes(element: Any) -> bool:
    """True where the properties of a run or a style hide its text."""
    return _has(element, "vanish")


def _has(element: Any, name: str) -> bool:
    """True where the element's own text properties switch something on."""
    marks = [each for part in element.iterchildren(f"{_W}rPr") for each in part.iterchildren(f"{_W}{name}")]
    return any(mark.get(_VALUE, "1") not in _OFF for mark in marks)


def _is_header(row: Any) -> bool:
    marks = list(row.iterchildren(f"{_W}trPr"))
    return any(True for mark in marks for _ in mark.iterchildren(f"{_W}tblHeader"))


def _is_bold(cell: Any) -> bool:
    runs = [run for run in cell.iter(_RUN) if next(run.iter(_TEXT), None) is not None]
    return bool(runs) and all(_has(run, "b") for run in runs)


def _is_watermark(element: Any) -> bool:
    return any(str(value).startswith(_WATERMARK) for value in element.attrib.values())
