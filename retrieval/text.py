"""Text without meaning: normalising, hashing, splitting into paragraphs, sentences and words. Offsets are code points.

A library finds the ends of sentences. Rules join those that it splits inside a date, an amount with its unit or an
abbreviation: "12. März 2024", "3,8 Mio. Euro", "9 a.m. Eastern", "D.C.", "approx. 1.2 million".
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from sentencex import get_sentence_boundaries

from .dates.names import month_numbers, weekday_names
from .english import MONTHS_SHORT
from .types import Span

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines


_ABBREVIATED = r"[^\W\d_]{3,15}"
_DAY_FIRST = re.compile(
    rf"(?<![\w.])\d{{1,2}}(?:\.|st|nd|rd|th|º|er)?(?:\s?[-–]\s?\d{{1,2}}\.?)?[ ](?:de[ ]|of[ ])?({_ABBREVIATED})\b"
    r"\.?(?:,?[ ](?:de[ ]|del[ ])?\d{4}(?!\d))?"
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?:\d{{4}}\.[ ])?({_ABBREVIATED})\.?[ ]\d{{1,2}}(?!\d)(?:st|nd|rd|th|\.(?=[ ][^\W\d_A-Z]))?(?:,?[ ]\d{{4}}(?!\d))?"
)
_WEEKDAY_BEFORE = re.compile(
    rf"(?<!\w)({_ABBREVIATED}(?:-feira)?)\.?,?[ ](?:den[ ]|dem[ ]|the[ ]|el[ ]|le[ ])?$"
)
_LONGEST_LEAD = 30
_EASTERN = re.compile(
    r"\d{1,4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|\d{1,4}년(?: \d{1,2}월(?: \d{1,2}일)?)?"
)
_CLOCK = re.compile(
    r"(?<!\w)\d{1,2}(?:[:.]\d\d)?[ ]?[aApP]\.[ ]?[mM]\.?"
    r"(?:[ ](?:Eastern|Central|Pacific|Mountain|Atlantic|Greenwich|local|[A-Z]{1,3}[SD]?T|UTC|GMT)\b(?:[ ](?:Standard|Daylight)?[ ]?Time\b)?)?"
)
_MAGNITUDE = (
    r"(?:hundred|thousand|million|billion|trillion|dozen|Hundert|Tausend|Tsd\.|Million(?:en)?|Milliarden?|Billion(?:en)?|"
    r"Mio\.?|Mrd\.?|Bio\.|[Mm]ill\.|mil|millones|millón|millions?|milliards?|mln\.?|mld\.?|mdr\.?|mia\.|mkr\.?|tys\.|bn|tn|mn|m|k|"
    r"тыс\.|млн\.?|млрд\.?)"
)
_UNIT = (
    r"(?:%|‰|percent\b|per[ ]cent\b|pct\.?|p\.c\.|Prozent\b|por[ ]ciento\b|pour[ ]cent\b|°[CF]?|km/h\b|mph\b|kWh\b|[kMGT]Wh?\b|"
    r"[kcm]m[²³]?\b|[mk]?g\b|ha\b|[tlm]\b|ft\.|in\.(?=[ ][a-z])|mi\.|yd\.|lbs?\.|oz\.|sq\.[ ](?:ft|mi)\.|min\.|sec\.|hrs?\.|Std\.|Sek\.|Min\.|"
    r"dollars?\b|euros?\b|Euro\b|pounds?\b|yen\b|yuan\b|rupees?\b|francs?\b|Franken\b|pesos?\b|d[óo]lares\b|Dollar\b|"
    r"[Kk]ron(?:or|er|en|e)\b|crowns?\b|rubles?\b|руб\.|USD\b|EUR\b|GBP\b|CHF\b|JPY\b|Fr\.)"
)
_AMOUNT = re.compile(
    r"(?<![\w.,])(?:(?:US|A|C|HK|NZ)?[$€£¥₹₩][ ]?)?\d(?:[\d.,'’]{0,20}\d)?"
    rf"(?:[ ]?{_MAGNITUDE}(?![^\W\d_]))?(?:[ ]?{_UNIT})?"
)
_POINTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,6}(?![^\W\d_])")
""" "D.C.", "a.m.", "U.S.A."."""
_INITIALS = re.compile(r"(?<![\w.°])(?:[^\W\d_a-z]\.[ ]?){1,4}(?=[^\W\d_a-z][^\W\d_]{2})[^\W\d_]{2,30}")

_LEADS = {
    "": "approx aprox appx ca bzw evtl ggf inkl exkl zzgl abzgl vgl sog mind höchst geb gest verh einschl e.g i.e cf viz incl excl "
    "avg gov sen rep gen lt sgt capt cmdr adm dr prof mr mrs ms messrs rev hon sr sra srta lic ing gral dott sig avv "
    "dhr mevr bijv dipl env mme mgr mm p.ej p.ex d.h z.b z.t u.a i.d.r f.eks bl.a m.in т.е ул им dept govt",
    "de": "bes betr bzgl ehem jew kath ev ev.-luth hl max min röm spez tel urspr versch dt frz engl österr",
    "es": "pág págs núm núms art arts cap vol avda tel ee depto gob cnel dña",
    "fr": "art vol chap tél bd av",
    "it": "pag art tel on mons",
    "pt": "pág art tel av exma exmo dep",
    "pl": "ok tzw tzn np nr ul al pl św prof inż",
    "nl": "art blz tel nr",
}
"""Abbreviations that never end a sentence, without the point, by language; "" is for all languages."""
_LEADS_NUMBER = MONTHS_SHORT | frozenset(
    "no nos nr nrs núm lb lbs est abs art kap cap s p pp pág vol bd fig c tel kl sec ch p.m a.m st".split()
)
"""Abbreviations that belong to a number after them, and may end a sentence if there is none: "No. 5"."""
_LEADS_NAME = frozenset({"ft", "mt", "pt"})
"""Abbreviations in names of places ("Ft. Worth"), unless a number stands before them ("5 ft.")."""
_AFTER_NUMBER = re.compile(r"\d[ ]?[^\W\d_]{2}\.$")
_LAST_TOKEN = re.compile(r"(?:^|[\s(\[„“\"'’/])([^\s(\[„“\"'’/]{1,20})\.$")
_LONGEST_TOKEN = 24
_ORDINAL = re.compile(
    r"(?:^|[ ])(?:[Aa]m|[Zz]um|[Vv]om|[Ii]m|[Bb]eim|[Dd](?:er|ie|as|em|en|es)|[Jj]ede[nrms]?|[Ss]ein(?:e[nrms]?)?|[Ii]hr(?:e[nrms]?)?)[ ]\d{1,3}\.$"
)
""" "der 2. Weltkrieg": in German, a number with a point after an article is an ordinal."""
_ORDINALS = frozenset({"de"})
_LONGEST_ORDINAL = 16
_CLOSING, _QUOTING = "」』", ("と", "って")
"""Japanese: the end of a quotation, and the particle after it ("said that")."""


def joins(text: str, end: int, start: int, language: str = "en", *, typed: bool = False) -> bool:
    """True if the sentence that ends at `end` continues at `start`. A small letter at `start` shows that, unless the text is
    `typed` in a chat."""
    if text[end - 1 : end] in _CLOSING and text.startswith(_QUOTING, start):
        return True
    if text[end - 1 : end] != ".":
        return False
    following = text[start : start + 2]
    if not typed and following[:1].islower() and not following[1:].isupper():
        return True  # "iPhone" and "eBay" begin sentences, other small letters do not
    language = language[:2].lower()
    if language in _ORDINALS and _ORDINAL.search(text[max(0, end - _LONGEST_ORDINAL) : end]):
        return True
    token = _LAST_TOKEN.search(text[max(0, end - _LONGEST_TOKEN) : end])
    if token is not None:
        word = token[1].casefold()
        if word in _leads(language) or (word in _LEADS_NUMBER and following[:1].isdigit()):
            return True
        if word in _LEADS_NAME and following[:1].isupper():
            return not _AFTER_NUMBER.search(text[max(0, end - _LONGEST_TOKEN) : end])
    first = max(0, end - 60)
    around = _stretches(text[first : start + 60])
    return any(found.start < end - first <= start - first < found.end for found in around)


def whole(text: str, span: Span) -> Span:
    """The span, extended by the rest of every date, amount or abbreviation that it cuts."""
    first, last = max(0, span.start - 80), span.end + 80
    start, end = span
    for found in _stretches(text[first:last]):
        if found.start < span.start - first < found.end:
            start = min(start, first + found.start)
        if found.start < span.end - first < found.end:
            end = max(end, first + found.end)
    return Span(start, end)


def _stretches(text: str) -> Iterator[Span]:
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            if match[1].lower() in month_numbers():
                yield Span(_with_weekday(text, match.start()), match.end())
    for pattern in (_EASTERN, _CLOCK, _AMOUNT, _POINTED, _INITIALS):
        for match in pattern.finditer(text):
            yield Span(*match.span())


def _with_weekday(text: str, start: int) -> int:
    lead = text[max(0, start - _LONGEST_LEAD) : start]
    match = _WEEKDAY_BEFORE.search(lead)
    known = match is not None and match[1].lower() in weekday_names(short=True)
    return start - len(lead) + match.start() if match is not None and known else start


@cache
def _leads(language: str) -> frozenset[str]:
    return frozenset(f"{_LEADS['']} {_LEADS.get(language, '')}".casefold().split())


_INVISIBLE: dict[int, str | None] = dict.fromkeys(
    [
        *range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F,  # controls but tab and newlines
        0xAD, 0x200B, 0x2060, 0xFEFF,  # soft hyphen, zero-width space, word joiner, byte order mark
        *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F,  # bidirectional overrides and marks
        *range(0xD800, 0xE000),  # lone surrogates cannot be stored as UTF-8
        *range(0xE0000, 0xE0080),  # tag characters, invisible text within text
    ]
)  # fmt: skip
_LIGATURES = {0xFB00 + at: letters for at, letters in enumerate("ff fi fl ffi ffl st st".split())}
_REPLACED = {**_INVISIBLE, **_LIGATURES}
_NEWLINES = re.compile(r"\r\n?|\u0085|\u2028|\u2029")
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_CJK = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer: written without spaces
    r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
CELL = " | "
"""Stands between the cells of a table's row; each row is a line."""
UNSPACED = re.compile(f"[{_CJK}]+")
_LONGEST_SENTENCE = 1200
"""Characters; a longer sentence (a table, a minified page) is cut at a blank, so that no passage is much longer than the
encoder's 256 tokens."""
_SLICE = 20_000
"""Characters for one call of a regular expression, which takes a few milliseconds."""
_LONGEST_PIECE = 4000
"""Characters of a line for one call of the library that finds sentences."""

READ_BY_RULES = 600
"""Characters of a question that rules read; searches use all of it. This bounds the time of the rules; questions say what
they ask for before that."""
_CUT_AT_A_BLANK = 60
"""Characters before that end in which a blank is looked for, so that no word is cut."""


def beginning(question: str) -> str:
    """The part of a question, or of a turn before it, that rules read."""
    if len(question) <= READ_BY_RULES:
        return question
    blank = question.rfind(" ", READ_BY_RULES - _CUT_AT_A_BLANK, READ_BY_RULES)
    return question[: blank if blank > 0 else READ_BY_RULES]


def depth(start: int) -> float:
    """How far from the beginning of an article the character with this offset stands: 0 for the first one, 0.5 after about
    1,000, 1 after 8,000. Journalists put first what matters most."""
    return math.log1p(start / 150) / 4


def normalise(text: str) -> str:
    """The text in Unicode NFC, with `\\n` line ends and single blanks, without invisible characters, bidirectional controls
    and typographic ligatures."""
    text = _NEWLINES.sub("\n", text).translate(_REPLACED)
    lines = (_BLANKS.sub(" ", line).strip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def one_line(text: str | None, longest: int | None = None) -> str | None:
    """The normalised text in one line of at most so many characters; None where nothing is left."""
    return " ".join(normalise(text).split())[:longest].strip() or None if text else None


def single_spaced(text: str) -> str:
    """The text with one blank in place of each run of blanks and line breaks, and nothing else changed."""
    return " ".join(text.split())


def storable(text: str) -> str:
    """The text with "?" in place of lone surrogates, which are not UTF-8."""
    return text.encode(errors="replace").decode()


def content_hash(*parts: str | bytes | None) -> str:
    """SHA-256 over the parts. Each has its length before it, so that ("ab", "c") and ("a", "bc") differ; None differs from
    "". Bytes count as text in UTF-8."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part or b""
        digest.update(b"-" if part is None else b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


def bytes_hash(data: bytes) -> str:
    """SHA-256 of the bytes of a file."""
    return hashlib.sha256(data).hexdigest()


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs, which blank lines separate, without surrounding white space."""
    first: int | None = None
    last = at = 0
    while at < len(text):
        newline = text.find("\n", at)
        end = len(text) if newline < 0 else newline
        line = text[at:end]
        if bare := line.strip():
            begin = at + len(line) - len(line.lstrip())
            first, last = begin if first is None else first, begin + len(bare)
        elif first is not None:
            yield Span(first, last)
            first = None
        at = end + 1
    if first is not None:
        yield Span(first, last)


def slices(text: str, size: int = _SLICE) -> Iterator[Span]:
    """The whole text in pieces of at most `size` characters, cut at white space if there is any. A call of a C library blocks
    all threads until it returns, so that long texts are handed over in pieces."""
    at = 0
    while at < len(text):
        end = min(at + size, len(text))
        if end < len(text):
            blank = max(text.rfind(" ", at + 1, end), text.rfind("\n", at + 1, end))
            end = blank if blank > 0 else end
        yield Span(at, end)
        at = end


def sentences(text: str, language: str = "en", *, typed: bool = False) -> list[Span]:
    """The sentences in order, without surrounding white space, never across a line break. In a text `typed` in a chat, a
    small letter may begin a sentence."""
    found: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        for start, end in _boundaries(line.group(), language):
            found.extend(_trimmed_pieces(text, line.start() + start, line.start() + end))
    return _rejoined(text, found, language, typed)


def _boundaries(line: str, language: str) -> Iterator[tuple[int, int]]:
    """The offsets of the sentences of a line. The library's time grows with the square of the length, so that a long line is
    handed over in pieces; the last sentence of a piece may continue, so that the next piece begins with it."""
    start = 0
    while start < len(line):
        piece = storable(line[start : start + _LONGEST_PIECE])
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


def _rejoined(text: str, spans: list[Span], language: str, typed: bool) -> list[Span]:
    """The sentences, joined with the one before if they have no letter or digit (a lone quotation mark), or if the sentence
    before was split inside a date, an amount or an abbreviation."""
    out: list[Span] = []
    for span in spans:
        fits = out and span.end - out[-1].start <= _LONGEST_SENTENCE
        if fits and "\n" not in text[out[-1].end : span.start]:
            wordless = not has_words(text[span.start : span.end])
            if wordless or joins(text, out[-1].end, span.start, language, typed=typed):
                out[-1] = Span(out[-1].start, span.end)
                continue
        out.append(span)
    return out


def has_words(text: str) -> bool:
    """True if there is a letter or a digit."""
    return any(char.isalnum() for char in text)


def words(text: str) -> list[str]:
    """The words as they are written, with inner apostrophes, hyphens and points ("U.S", "mid-range")."""
    return _WORD.findall(text)


def word_count(text: str) -> int:
    """The number of words; in scripts without spaces, two characters count as a word."""
    unspaced = sum(len(run) for run in UNSPACED.findall(text))
    return len(text.split()) if not unspaced else len(UNSPACED.sub(" ", text).split()) + unspaced // 2


def page_of(pages: tuple[int, ...], at: int) -> int | None:
    """The page, counted from 1, of the character at `at`; `pages` are the offsets of the pages. None without pages."""
    return max(1, bisect_right(pages, at)) if pages else None


def phrases(text: str, length: int) -> Iterator[str]:
    """Every sequence of `length` words, in lower case, in order; a shorter text is one phrase."""
    folded: list[str] = []
    whole = True
    for piece in slices(text):
        folded += [word.casefold() for word in words(search_terms(text[piece.start : piece.end]))]
        for at in range(len(folded) - length + 1):
            whole = False
            yield " ".join(folded[at : at + length])
        folded = folded[max(0, len(folded) - length + 1) :]
    if whole:
        yield " ".join(folded)


def search_terms(text: str) -> str:
    """`text` for the keyword index: every character of a script without spaces becomes a word."""
    return UNSPACED.sub(lambda run: f" {' '.join(run.group())} ", text)
