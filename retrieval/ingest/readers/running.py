"""Running headers, footers and page numbers: found by what repeats at the edges of pages. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...text import word_count

Lines = Sequence[str]
"""The lines of a page; a blank one stands where a paragraph ends."""

_ZONE = 3
"""They are looked for in so many lines at each end of a page, and in no more than a third of its lines at each."""
_REPEATED = 1 / 3
"""Share of pages that a running line stands on: left and right pages have their own, some pages have none."""
_OFTEN = 4
"""As often in exactly one form, a line is the running head of a chapter, however long the document."""
_OUTER_NUMBERS = re.compile(r"^\d{1,4}\b|\b\d{1,4}$")
_LONGEST = 120
"""Characters; longer lines are text."""
_NUMBER = re.compile(
    r"^[-–—|· ]*+(?P<word>page|seite|página|pagina|p\.)?\s*+(?P<number>\d{1,4})"
    r"(?P<total>\s*+(?:of|/|von|de|sur|di)\s*+\d{1,4})?[-–—|· ]*+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Running:
    """What repeats: lines by their words, lines by their words and the places of digits, and how page numbers run."""

    words: frozenset[str]
    forms: frozenset[str]
    twice: frozenset[str]
    """Forms that stand on two pages at least."""
    offset: int | None


def running_lines(pages: Sequence[Lines]) -> Running:
    """What repeats on so many of the pages that it is no part of the text."""
    enough = max(2, math.ceil(len(pages) * _REPEATED))
    by_words = Counter(key for page in pages for key in {_words(page[at]) for at in _edges(page)})
    by_form = Counter(key for page in pages for key in {_form(page[at]) for at in _edges(page)})
    offsets = Counter(
        int(found) - number
        for number, page in enumerate(pages, 1)
        for found in {each for at in _ends(page) for each in _OUTER_NUMBERS.findall(page[at])}
    )
    offset, times = offsets.most_common(1)[0] if offsets else (0, 0)
    return Running(
        frozenset(key for key, count in by_words.items() if key and count >= enough),
        frozenset(key for key, count in by_form.items() if count >= _OFTEN and re.search(r"[^\W\d_]", key)),
        frozenset(key for key, count in by_form.items() if count >= 2),
        offset if times >= 2 else None,
    )


def without_running(page: Lines, number: int, running: Running) -> list[str]:
    """The page's own lines. What the first page alone has without a page number is the headline that later pages
    repeat: it stays."""
    repeated = {at for at in _edges(page) if _repeats(page[at], running) or _bears(page[at], number, running)}
    gone = {at for at in repeated if number > 1 or _form(page[at]) in running.twice}
    kept = [line for at, line in enumerate(page) if at not in gone]
    numbers = [at for at in _ends(kept) if _is_number(kept[at], number, running)]
    return [line for at, line in enumerate(kept) if at not in numbers]


def header_words(pages: Sequence[Lines], running: Running) -> str | None:
    """The running line that says most, without digits: a title where the text has none of its own."""
    found = (page[at] for page in pages for at in _edges(page) if _repeats(page[at], running))
    named = Counter(line for line in found if not re.search(r"\d", line) and word_count(line) > 2)
    return max(named, key=lambda line: (named[line], len(line)), default=None)


def _repeats(line: str, running: Running) -> bool:
    return _words(line) in running.words or _form(line) in running.forms


def _bears(line: str, number: int, running: Running) -> bool:
    """True for a line with the number of its page that stands on another page with that page's number."""
    numbers = {int(found) - number for found in _OUTER_NUMBERS.findall(line)}
    return _form(line) in running.twice and bool(numbers & {0, running.offset})


def _is_number(line: str, number: int, running: Running) -> bool:
    match = _NUMBER.fullmatch(line)
    if match is None:
        return False
    return bool(match["word"] or match["total"]) or int(match["number"]) - number in (0, running.offset)


def _filled(page: Lines) -> list[int]:
    return [at for at, line in enumerate(page) if line]


def _edges(page: Lines) -> Iterator[int]:
    """Where running lines may stand."""
    filled = _filled(page)
    zone = min(_ZONE, (len(filled) + 1) // 3)
    places = dict.fromkeys([*filled[:zone], *filled[len(filled) - zone :]])
    return (at for at in places if len(page[at]) <= _LONGEST)


def _ends(page: Lines) -> list[int]:
    """The outermost lines."""
    filled = _filled(page)
    return list(dict.fromkeys([*filled[:1], *filled[-1:]]))


def _words(line: str) -> str:
    return re.sub(r"[\W\d_]+", " ", line.casefold()).strip()


def _form(line: str) -> str:
    return re.sub(r"\d+", "#", line.casefold())
