"""Pure text: normalise, split into sentences with offsets, hash. Offsets are code points into the given string."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from .types import Span

_INVISIBLE = dict.fromkeys(
    [
        *range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F,  # controls but tab and newlines
        0xAD, 0x200B, 0x2060, 0xFEFF,  # soft hyphen, zero-width space, word joiner, byte order mark
        *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F,  # bidirectional overrides and marks
        *range(0xD800, 0xE000),  # lone surrogates cannot be stored as UTF-8
        *range(0xE0000, 0xE0080),  # tag characters, invisible text within text
    ]
)  # fmt: skip
_NEWLINES = re.compile(r"\r\n?|\u0085|\u2028|\u2029")
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_CJK = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer: written without spaces
    r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
UNSPACED = re.compile(f"[{_CJK}]+")
_LONGEST_SENTENCE = 1200
"""Characters; a longer run without a sentence end (a table, a minified page) is cut at a blank, so that no passage
outgrows the encoder's 256 tokens by much."""
_LONGEST_PIECE = 4000
"""Characters of a line that the library for sentences is handed at once."""

READ_BY_RULES = 600
"""Characters of a question that rules read; searches use all of it. No question says later what it asks for, and what a
rule may take for each character stays bounded."""
_CUT_AT_A_BLANK = 60
"""Characters before that end in which a blank is looked for, so that no word is halved."""


def beginning(question: str) -> str:
    """As much of a question, or of what was said before it, as rules read: the one place that bounds them."""
    if len(question) <= READ_BY_RULES:
        return question
    blank = question.rfind(" ", READ_BY_RULES - _CUT_AT_A_BLANK, READ_BY_RULES)
    return question[: blank if blank > 0 else READ_BY_RULES]


def normalise(text: str) -> str:
    """Unicode NFC, `\\n` line ends, single blanks, no invisible or bidirectional-control characters."""
    text = _NEWLINES.sub("\n", text).translate(_INVISIBLE)
    lines = (_BLANKS.sub(" ", line).strip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def content_hash(*parts: str | None) -> str:
    """SHA-256 over the parts, length-prefixed so that they cannot run into each other; None differs from ""."""
    digest = hashlib.sha256()
    for part in parts:
        data = b"" if part is None else part.encode()
        digest.update(b"-" if part is None else b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


def bytes_hash(data: bytes) -> str:
    """SHA-256 of a file as it came."""
    return hashlib.sha256(data).hexdigest()


def paragraphs(text: str) -> Iterator[Span]:
    """Runs of lines between blank lines, without surrounding white space."""
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        yield Span(match.start(), match.start() + len(match.group().rstrip()))


def sentences(text: str, language: str = "en") -> list[Span]:
    """Sentences in order, trimmed of white space, never across a line break."""
    found: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        for start, end in _boundaries(line.group(), language):
            found.extend(_trimmed_pieces(text, line.start() + start, line.start() + end))
    return _rejoined(text, found)


def _boundaries(line: str, language: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end. A long line is handed to the library in pieces, because its time grows with the
    square of their length; the last sentence of a piece may go on, so the next piece begins with it."""
    start = 0
    while start < len(line):
        piece = line[start : start + _LONGEST_PIECE]
        ends = start + len(piece) == len(line)
        found = [
            (each["start_index"], each["end_index"]) for each in get_sentence_boundaries(language, piece)
        ]
        whole = found if ends or len(found) < 2 else found[:-1]
        yield from ((start + first, start + last) for first, last in whole)
        start += len(piece) if whole is found else found[-1][0]


def _trimmed_pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = end
        if end - start > _LONGEST_SENTENCE:
            blank = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            stop = blank if blank > 0 else start + _LONGEST_SENTENCE
        piece = text[start:stop]
        stripped = piece.strip()
        if stripped:
            first = start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(stripped))
        start = stop


def _rejoined(text: str, spans: list[Span]) -> list[Span]:
    """Pieces that hold no letter or digit (a stray quotation mark) belong to the sentence before them."""
    out: list[Span] = []
    for span in spans:
        wordless = not has_words(text[span.start : span.end])
        fits = out and span.end - out[-1].start <= _LONGEST_SENTENCE
        if wordless and fits and "\n" not in text[out[-1].end : span.start]:
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out


def has_words(text: str) -> bool:
    """True where there is a letter or a digit."""
    return any(char.isalnum() for char in text)


def words(text: str) -> list[str]:
    """Words as written; inner apostrophes, hyphens and points stay ("U.S", "mid-range")."""
    return _WORD.findall(text)


def word_count(text: str) -> int:
    """Words; in scripts without spaces two characters count as one."""
    unspaced = sum(len(run) for run in UNSPACED.findall(text))
    return len(text.split()) if not unspaced else len(UNSPACED.sub(" ", text).split()) + unspaced // 2


def page_of(pages: tuple[int, ...], at: int) -> int | None:
    """The page, counted from 1, on which the character at `at` stands; `pages` are their first characters, none for an
    article without pages."""
    return max(1, bisect_right(pages, at)) if pages else None


def phrases(text: str, length: int) -> set[str]:
    """Every `length` words in a row, case-blind; a shorter text is one phrase."""
    folded = [word.casefold() for word in words(search_terms(text))]
    return {" ".join(folded[at : at + length]) for at in range(max(1, len(folded) - length + 1))}


def search_terms(text: str) -> str:
    """`text` as the keyword index wants it: every character of a script without spaces becomes a word of its own."""
    return UNSPACED.sub(lambda run: f" {' '.join(run.group())} ", text)
