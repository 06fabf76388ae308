"""The lines of typeset pages as running text: words cut at line ends and paragraphs cut at page ends are whole again, and
running headers, footers and page numbers, found by what repeats at the edges of pages, are gone. Pure.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from ...text import UNSPACED, has_words, normalise, word_count, words
from ..clean.clean import is_residue

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


_CUT_WORD = re.compile(r"(?P<head>[^\W\d_][\w’'-]{0,80})[-\u2010]$")
_LONGEST_WORD = 80
_FIRST_WORD = re.compile(r"[^\W_][\w’'-]*")
_DICTIONARIES = frozenset({"en"})
"""Languages whose compounds are words of a dictionary or have a hyphen. German writes new ones together every day."""
_USUAL = 50
"""How often a word stands in the dictionary's corpus before it counts as one."""
_BULLET = re.compile(r"[•◦▪‣●○■□]")
_MAYBE_BULLET = re.compile(r"(?:[–—*-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
"""It lists something where the line above ends; elsewhere it is a number or a dash that a line happens to begin with."""
_ENDS_SENTENCE = re.compile(r"[.!?:…。！？][\"'”’)\]»]*$")
_SHORT = 0.75
"""A line is short when it has less than this share of the characters of its page's longest line."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Running text, where the pages begin in it, and a running header that was taken out of it."""

    text: str
    starts: tuple[int, ...]
    header: str | None


def repaired(pages: Sequence[str], language: str = "") -> Whole:
    """The pages' running text; `pages` have one line a line and a blank line where a paragraph is known to end. The
    language, if it is known, helps to tell a word that a line's end cut from one that has a hyphen."""
    lines = [_lines(page) for page in pages]
    running = running_lines(lines)
    kept = [without_running(page, number, running) for number, page in enumerate(lines, 1)]
    if not any(has_words(line) for page in kept for line in page):
        bare = replace(
            running, words=frozenset(), forms=frozenset()
        )  # what repeats is all there is: it is the text
        kept = [without_running(page, number, bare) for number, page in enumerate(lines, 1)]
    vocabulary = Counter(word.casefold() for page in kept for line in page for word in words(line))
    setting = _Setting(vocabulary, language)
    for page in kept:
        setting.add_page(page)
    return Whole("".join(setting.pieces), setting.page_starts(), header_words(lines, running))


def _lines(page: str) -> list[str]:
    """Normalised lines; a soft hyphen at a line's end is a hyphen there."""
    page = re.sub("\u00ad(?=[ \t]*(?:\r?\n|$))", "-", page)
    return normalise(page).split("\n")


@cache
def _frequencies(language: str) -> dict[str, int]:
    """How often words stand in the dictionary's corpus. The first call loads it (0.5 s)."""
    from spellchecker import SpellChecker  # here, because only documents with cut words need it

    return dict(SpellChecker(language=language).word_frequency.dictionary)


class _Setting:
    """Text that grows line by line; `pieces` joined are the text, the last of them is the last line."""

    def __init__(self, vocabulary: Counter[str], language: str) -> None:
        self.pieces: list[str] = []
        self._vocabulary = vocabulary
        self._language = language
        self._length = 0
        self._starts: list[int | None] = []
        self._width = 0
        """Characters of the longest line of the page that the last line stands on."""
        self._alone = False
        """The last line belongs to no paragraph: a page put it round the article, and cleaning will know it."""

    def add_page(self, lines: Sequence[str]) -> None:
        self._starts.append(None)
        blank = False
        for line in lines:
            if not line:
                blank = True
                continue
            first = self._starts[-1] is None
            ended = blank or first or not self.pieces or bool(_ENDS_SENTENCE.search(self.pieces[-1]))
            alone = is_residue(line) and (ended or self._alone) and not line[0].islower()
            if self.pieces and (alone or self._alone or not self._continues(line, blank, first)):
                self._push("\n\n")
                self._push("")
            self._alone = alone
            at = self._add(line)
            if first:
                self._starts[-1] = at
                self._width = max(map(len, lines))
            blank = False

    def page_starts(self) -> tuple[int, ...]:
        """A page without text begins where the next one does."""
        starts, following = [], self._length
        for start in reversed(self._starts):
            following = following if start is None else start
            starts.append(following)
        return (0, *reversed(starts[:-1]))

    def _continues(self, line: str, blank: bool, first: bool) -> bool:
        """True where `line` belongs to the paragraph of the line above it."""
        above = self.pieces[-1]
        ended, short = bool(_ENDS_SENTENCE.search(above)), len(above) < _SHORT * self._width
        ended_item = blank or ended or above.endswith((";", ","))
        if _BULLET.match(line) or (ended_item and _MAYBE_BULLET.match(line)):
            return False
        if first:
            return not ended and (line[0].islower() or not short)
        if blank:
            return not ended and not short and line[0].islower()
        return not (ended and short)

    def _add(self, line: str) -> int:
        """Put the line behind the last one; returns where it begins."""
        above = self.pieces[-1] if self.pieces else ""
        cut = _CUT_WORD.search(above[-_LONGEST_WORD:])
        following = _FIRST_WORD.match(line)
        if cut and following:
            if not self._keeps_hyphen(cut["head"], following[0]):
                self.pieces[-1] = above[:-1]
                self._length -= 1
        elif above and not (UNSPACED.fullmatch(above[-1]) and UNSPACED.fullmatch(line[0])):
            self._push(" ")
        at = self._length
        self._push(line)
        return at

    def _keeps_hyphen(self, head: str, tail: str) -> bool:
        """False where the line's end cut a word, as far as the rest of the document tells."""
        if not tail[0].islower():
            return True
        head, tail = head.casefold(), tail.casefold()
        seen = self._vocabulary
        hyphenated, joined = seen[f"{head}-{tail}"], seen[head + tail]
        if hyphenated or joined:
            return hyphenated > joined
        if self._language in _DICTIONARIES and "-" not in head:
            usual = [
                _frequencies(self._language).get(word, 0) >= _USUAL for word in (head + tail, head, tail)
            ]
            return usual == [False, True, True]
        both_words = seen[head] > 1 and seen[tail] > 1  # each half is counted once at this very place
        return "-" in head or both_words

    def _push(self, piece: str) -> None:
        self.pieces.append(piece)
        self._length += len(piece)


class _Row(NamedTuple):
    """A line of the running text and the line of the cleaned text that it became."""

    start: int
    end: int
    at: int
    length: int


def page_starts(whole: Whole, cleaned: str) -> tuple[int, ...]:
    """Where the pages begin in the text after cleaning, which drops lines and cuts words out of some."""
    rows = list(_matched(whole.text, cleaned))
    starts = [_moved(start, rows, len(cleaned)) for start in whole.starts]
    return tuple(accumulate([0, *starts[1:]], max))


def _moved(start: int, rows: list[_Row], length: int) -> int:
    number = bisect_right(rows, start, key=lambda row: row.end)
    if number == len(rows):
        return length
    row = rows[number]
    return row.at + min(max(0, start - row.start), row.length)


def _matched(text: str, cleaned: str) -> Iterator[_Row]:
    """Lines of both texts that belong together, in order."""
    before = list(_placed(text))
    places: dict[str, list[int]] = {}
    for row, (_, line) in enumerate(before):
        places.setdefault(line, []).append(row)
    done = 0
    for at, line in _placed(cleaned):
        same = places.get(line, [])
        found = bisect_left(same, done)
        number: int | None = same[found] if found < len(same) else _cut_from(before, done, line)
        if number is not None:
            start, original = before[number]
            yield _Row(start, start + len(original), at, len(line))
            done = number + 1


def _cut_from(before: list[tuple[int, str]], done: int, line: str) -> int | None:
    """The first line from `done` on of which something was cut out so that `line` was left."""
    for number in range(done, len(before)):
        original = before[number][1]
        head, tail = _shared(original, line), _shared(original[::-1], line[::-1])
        if head + tail >= len(line) - 1:
            return number
    return None


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _placed(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line:
            yield at, line
        at += len(line) + 1
