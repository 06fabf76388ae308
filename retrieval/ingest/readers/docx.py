"""Word documents (.docx): paragraphs, headings, list items and the cells of tables, in the document's order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from ...errors import DamagedFile, EncryptedFile
from ...text import has_words
from ...types import Draft, Raw
from .drafting import drafted
from .plain import first_line_title, title_from_name
from .properties import Properties, joined, parted, property_line, sensible_author, sensible_title

MAX_UNPACKED = 200_000_000
"""Bytes of a document's parts when unpacked, pictures included: a small file must not unpack to fill the memory."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _TEXT, _STYLE = f"{_W}p", f"{_W}t", f"{_W}pStyle"
_BREAKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOT_READ = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK}
"""What was deleted or moved away with changes tracked, and the second form of what is there already."""


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
        paragraphs = list(_paragraphs(document.element.body))
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


def _paragraphs(body: Any) -> Iterator[tuple[str, str | None]]:
    """(text, style) of every paragraph with words in it, those of tables, text boxes and fields included."""
    for paragraph in body.iter(_PARAGRAPH):
        if any(parent.tag in _NOT_READ for parent in paragraph.iterancestors()):
            continue
        text = "".join(_words(paragraph)).strip()
        if has_words(text):
            style = next(paragraph.iter(_STYLE), None)
            yield text, None if style is None else style.get(f"{_W}val")


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _NOT_READ and child.tag != _PARAGRAPH:
            yield from _words(child)
