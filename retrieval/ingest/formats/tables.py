"""Tables of data: each row as one line that says which column a value stands in. Tables that lay a page out stay.

"South | 8,001 | 15,320" below "District | Anna Berg | Omar Diaz" becomes
"District: South | Anna Berg: 8,001 | Omar Diaz: 15,320": a row is quoted alone, and says nothing without its header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from ...text import CELL

MOST_SPANNED = 50
"""Columns or rows that one cell may claim."""
_MOST_CELLS = 20_000
_LONGEST_CELL = 400
"""Characters; a longer cell is a column of a page, not a value."""
_MOST_LINKED = 0.6
"""Share of the characters: above it the table is a menu."""
_LAYOUT = "h1 h2 h3 h4 article section form main nav aside header footer".split()
"""What stands in the cells of tables that lay a page out."""
_BREAKS = frozenset("li p div br dd dt blockquote tr".split())
_HAS_DIGIT = re.compile(r"\d")
_PAIR, _ITEM = ": ", "; "

Row = list[str]


def flatten_tables(tree: etree._Element) -> None:
    """Give every table of data in the tree one cell a row."""
    for table in list(tree.iter("table")):
        rows = _grid(table) if _is_data(table) else []
        if len(rows) < 2 or max(map(len, rows)) < 2:
            continue
        headers = sum(1 for _ in _header_rows(table))
        lines = [*map(_words, table.iter("caption")), *paired(rows, headers)]
        for child in list(table):
            table.remove(child)
        table.text = None
        for line in filter(None, lines):
            cell = etree.SubElement(etree.SubElement(table, "tr"), "td")
            cell.text = line


def paired(rows: Sequence[Row], headers: int = 0) -> list[str]:
    """The rows as lines, those below the header with the header's words; `headers` rows are known to be one. Without any
    the first row is it, where it has no number and the rows below have."""
    if not headers and _reads_as_header(rows):
        headers = 1
    if headers >= len(rows):
        headers = 0
    names = [_name(column) for column in zip(*rows[:headers], strict=True)] if headers else []
    lines = []
    for row in rows[headers:]:
        cells = [
            f"{name}{_PAIR}{value}" if name and name != value else value
            for name, value in zip(names or [""] * len(row), row, strict=True)
        ]
        lines.append(CELL.join(cell for cell, value in zip(cells, row, strict=True) if value))
    return [line for line in lines if line]


def _name(column: Sequence[str]) -> str:
    """The words of all header rows above one column, each once."""
    return " ".join(dict.fromkeys(filter(None, column))).rstrip(":")


def _reads_as_header(rows: Sequence[Row]) -> bool:
    """Two columns may as well be names and values from the first row on."""
    first, below = rows[0], rows[1:]
    if len(below) < 2 or len(first) < 3 or not all(first[1:]) or any(map(_HAS_DIGIT.search, first)):
        return False
    return any(all(_HAS_DIGIT.search(row[column]) for row in below) for column in range(1, len(first)))


def _is_data(table: etree._Element) -> bool:
    nested = sum(1 for _ in table.iter("table")) > 1 or any(
        each.tag == "table" for each in table.iterancestors()
    )
    if nested or next(table.iter(*_LAYOUT), None) is not None:
        return False
    cells = list(table.iter("td", "th"))
    lengths = [len(_words(cell)) for cell in cells[:_MOST_CELLS]]
    linked = sum(len(_words(link)) for cell in cells[:_MOST_CELLS] for link in cell.iter("a"))
    fits = len(cells) <= _MOST_CELLS and max(lengths, default=0) <= _LONGEST_CELL
    return fits and linked <= _MOST_LINKED * sum(lengths)


def _header_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows above the first one with a value: those of <thead>, or of nothing but header cells."""
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        parent = row.getparent()
        in_head = parent is not None and parent.tag == "thead"
        if not cells or not (in_head or all(cell.tag == "th" or _is_bold(cell) for cell in cells)):
            return
        yield row


def _is_bold(cell: etree._Element) -> bool:
    bold = next(cell.iter("b", "strong"), None)
    return bold is not None and _words(bold) == _words(cell) != ""


def _grid(table: etree._Element) -> list[Row]:
    """The cells' words by row and column, spanning cells repeated; every row as long as the longest."""
    rows: list[Row] = []
    hanging: dict[int, tuple[int, str]] = {}
    for element in table.iter("tr"):
        cells = iter([cell for cell in element if cell.tag in ("td", "th")])
        row: Row = []
        while True:
            if (held := hanging.get(len(row))) is not None:
                left, words = held
                hanging[len(row)] = (left - 1, words)
                if left == 1:
                    del hanging[len(row)]
                row.append(words)
                continue
            cell = next(cells, None)
            if cell is None:
                break
            words, deep = _words(cell), _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if deep > 1:
                    hanging[len(row)] = (deep - 1, words)
                row.append(words)
        if any(row):
            rows.append(row)
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _span(cell: etree._Element, attribute: str) -> int:
    stated = str(cell.get(attribute) or "")
    return min(max(1, int(stated)), MOST_SPANNED) if stated.isascii() and stated.isdigit() else 1


def _words(cell: etree._Element) -> str:
    """The cell's text in one line, list items and lines set apart."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element is not cell and element.tag in _BREAKS:
            pieces.append("\n")
        text = element.text if event == "start" else element.tail if element is not cell else None
        pieces.append(" ".join((text or "").split("\n")))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return _ITEM.join(line for line in lines if line)
