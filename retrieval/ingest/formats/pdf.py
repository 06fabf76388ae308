"""PDF: the pages' texts, and the article that was set on them."""

from __future__ import annotations

import io
import logging
import math
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ...errors import DamagedFile, EncryptedFile, IngestError, ScannedFile, TooManyPages
from ...text import has_words
from ...types import Draft, Raw
from ..language import language_of
from .drafting import (
    BREAK,
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
from .layout import page_starts, repaired

MAX_PAGES = 500
_NEW_PARAGRAPH = 1.3
"""A gap this much larger than the page's usual one between two lines ends a paragraph; print uses 1.4 and more."""
_OTHER_SIZE = 0.12
"""Letters that differ in size by so large a share begin another paragraph: a heading, a caption."""
_HEADLINE = 1.2
"""The largest letters of the first page are the headline's if they are so much larger than the most common ones."""
_SLANTED = 0.1
"""Tangent of an angle of six degrees: crooked scans have less."""
_OVERPRINTED = 0.1
"""Share of the letters' size by which print that imitates bold is shifted; the next line is ten times as far."""
_LISTED = 10
"""So many pages without text are named in a warning."""


def decode(raw: Raw, max_pages: int = MAX_PAGES) -> str:
    """The file's properties and its pages' texts, with a form feed between them and a blank line where a paragraph
    seems to end. Raises EncryptedFile, DamagedFile, TooManyPages, ScannedFile."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports every oddity that it gets over
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            properties, pages = _opened(raw, max_pages)
    except (IngestError, MemoryError):
        raise
    except Exception as error:  # pypdf meets broken files with exceptions of every kind
        raise DamagedFile(raw.name, "it cannot be opened as a PDF") from error
    if not any(has_words(page) for page in pages):
        raise ScannedFile(raw.name, len(pages))
    return joined(properties, BREAK.join(pages))


def read(name: str, key: str | None, original: str) -> Draft:
    """The pages as running text: words and paragraphs whole again, running headers gone. The file's clock is no
    publication date. Raises EmptyArticle."""
    properties, text = parted(original)
    pages = text.split(BREAK)
    whole = repaired(pages, language_of(text) or "")
    said = sensible_title(properties.title, name) or sensible_title(properties.heading, name)
    title = said or first_line_title(whole.text) or whole.header or title_from_name(name)
    author = sensible_author(properties.author)
    draft = drafted(name, key, original, title, whole.text, author=author)
    return replace(draft, pages=page_starts(whole, draft.text), warnings=_unread(pages))


def _opened(raw: Raw, max_pages: int) -> tuple[Properties, list[str]]:
    from pypdf import PasswordType, PdfReader  # here, because only a process that reads PDFs needs it

    reader = PdfReader(io.BytesIO(raw.data), strict=False)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise EncryptedFile(raw.name)
    if (count := len(reader.pages)) > max_pages:
        raise TooManyPages(raw.name, count, max_pages)
    if not count:
        raise DamagedFile(raw.name, "it has no pages")
    stated: Any = reader.metadata or {}
    pages = [_placed(page) for page in reader.pages]
    properties = Properties(
        property_line(stated.get("/Title")), property_line(stated.get("/Author")), _headline(pages[0])
    )
    return properties, ["\n".join(_spaced(lines)) for lines in pages]


@dataclass(slots=True)
class _Line:
    """One line with the place and the size of its first letters, in points."""

    text: str = ""
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    placed: bool = False


def _placed(page: Any) -> list[_Line]:
    """The lines of a page that are not blank, in the order in which the file has them."""
    lines = [_Line()]
    printed: dict[str, list[tuple[float, ...]]] = {}

    def collect(text: str, matrix: Any, text_matrix: Any, _font: Any, size: float) -> None:
        placed = _times(text_matrix, matrix)
        said = text.strip()
        at = placed[4:]
        if said and (
            _is_slanted(placed) or any(_is_near(at, other, size) for other in printed.get(said, ()))
        ):
            text = text.replace(said, "")
        else:
            printed.setdefault(said, []).append(at)
        for number, piece in enumerate(text.replace(BREAK, " ").split("\n")):
            if number:
                lines.append(_Line())
            line = lines[-1]
            line.text += piece
            if piece.strip() and not line.placed:
                line.x, line.y = at
                line.size = abs(size * text_matrix[3] * matrix[3])
                line.placed = True

    page.extract_text(visitor_text=collect)
    return [line for line in lines if line.text.strip()]


def _times(inner: Sequence[float], outer: Sequence[float]) -> tuple[float, ...]:
    """Two transformations of a page as one: (a, b, c, d, x, y) as the format writes them."""
    a, b, c, d, x, y = inner
    e, f, g, h, right, up = outer
    return (
        a * e + b * g,
        a * f + b * h,
        c * e + d * g,
        c * f + d * h,
        x * e + y * g + right,
        x * f + y * h + up,
    )


def _is_slanted(placed: Sequence[float]) -> bool:
    """True for text across the page, which is a stamp or a watermark; text that runs up a margin is not."""
    along, across = sorted((abs(placed[0]), abs(placed[1])))
    return along > _SLANTED * across


def _is_near(one: Sequence[float], other: Sequence[float], size: float) -> bool:
    """True where the same text was printed over itself to look bold."""
    return math.dist(one, other) < max(1.0, _OVERPRINTED * size)


def _headline(lines: list[_Line]) -> str | None:
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    largest = max(sizes, default=0.0)
    if not sizes or largest < _HEADLINE * sizes.most_common(1)[0][0]:
        return None
    return property_line(" ".join(line.text for line in lines if round(line.size, 1) == largest))


def _spaced(lines: list[_Line]) -> list[str]:
    """The lines' texts, and a blank one wherever the page shows that a paragraph ends."""
    gaps = [above.y - below.y for above, below in pairwise(lines)]
    common = Counter(round(gap, 1) for gap in gaps if gap > 1).most_common()
    usual = min((gap for gap, count in common if count == common[0][1]), default=0.0)
    out = [line.text for line in lines[:1]]
    for (above, below), gap in zip(pairwise(lines), gaps, strict=True):
        wide = gap > usual * _NEW_PARAGRAPH > 0
        resized = abs(above.size - below.size) > _OTHER_SIZE * max(above.size, below.size)
        indented = above.size < below.x - above.x < 4 * above.size and gap > 1
        ended = above.text.rstrip().endswith((".", "!", "?", "”", '"', ":"))
        if wide or resized or (indented and ended):
            out.append("")
        out.append(below.text)
    return out


def _unread(pages: list[str]) -> tuple[str, ...]:
    blank = [str(number) for number, page in enumerate(pages, 1) if not has_words(page)]
    if not blank:
        return ()
    named = ", ".join(blank[:_LISTED]) + (" and others" if len(blank) > _LISTED else "")
    return (f"no text on page {named}" if len(blank) == 1 else f"no text on pages {named}",)
