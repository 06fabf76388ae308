"""How well pages become articles: their text and their dates, beside trafilatura alone and beside doing nothing.

A set is `expected.jsonl` beside the pages it names. Text is counted as the public extraction benchmarks do: a string
that must be there and is, is a true positive; one that must be there and is not, a false negative; one that must not be
there and is, a false positive. The true date of a page is the one that its metadata state, read by rules of this file
alone; then the pages are read again with those metadata taken out.
"""

from __future__ import annotations

import gzip
import logging
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated

from lxml import etree
from lxml import html as markup
from pydantic import Field
from trafilatura import bare_extraction

from ..errors import EvaluationError, IngestError
from ..ingest.formats import html, plain
from ..reports import OnProgress, unwatched
from ..text import normalise
from ..types import Raw
from ..workers.threads import Worker
from .measures import share
from .run import watched
from .sets import find_sets, read_table

EXPECTED = "expected.jsonl"


@dataclass(frozen=True, slots=True)
class Page:
    """A line of `expected.jsonl`: strings that the article's text must hold, and strings it must not."""

    id: str
    file: str
    """A page's path in the set, .html or .html.gz."""
    wanted: Annotated[tuple[str, ...], Field(validation_alias="with")] = field(default=())
    unwanted: Annotated[tuple[str, ...], Field(validation_alias="without")] = field(default=())
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ExtractionSet:
    name: str
    folder: Path
    pages: tuple[Page, ...]

    def data(self, page: Page) -> bytes:
        """The page as it was fetched. Raises EvaluationError."""
        file = self.folder / page.file
        try:
            data = file.read_bytes()
            return gzip.decompress(data) if file.suffix == ".gz" else data
        except OSError as error:
            raise EvaluationError(str(file), error.strerror or "cannot be read") from error
        except (EOFError, zlib.error) as error:
            raise EvaluationError(str(file), "its gzip data is broken") from error


def find_extraction_sets(paths: Sequence[Path]) -> list[ExtractionSet]:
    """The sets that `find_sets` finds, each read whole. Raises EvaluationError."""
    return [
        ExtractionSet(folder.name, folder, read_table(folder / EXPECTED, Page, partial(_problem, folder)))
        for folder in find_sets(paths, EXPECTED)
    ]


def _problem(folder: Path, page: Page) -> str | None:
    file = (folder / page.file).resolve()
    if not file.is_relative_to(folder) or not file.is_file():
        return f"there is no page {page.file!r} in the set"
    return None if page.wanted or page.unwanted else "there is nothing that it must or must not hold"


_STATED = re.compile(
    r"""["']datePublished["']\s*:\s*["']\s*(\d{4}-\d\d-\d\d)
    |<meta\b(?=[^<>]{0,500}?["']article:published_time["'])[^<>]{0,500}?\bcontent\s*=\s*["']\s*(\d{4}-\d\d-\d\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_HIDDEN = re.compile(
    r"""(["'](?:datePublished|dateCreated|dateModified|uploadDate)["']\s*:\s*["'])[^"']{0,60}
    |<meta\b(?=[^<>]{0,500}?["'][\w.:-]{0,40}(?:publi|modif|date|time|issued|created)[\w.:-]{0,40}["'])[^<>]{0,1000}>""",
    re.IGNORECASE | re.VERBOSE,
)


def stated_day(html: str) -> str | None:
    """The publication day in JSON-LD `datePublished` and meta `article:published_time`, if all of them agree."""
    days = {first or second for first, second in _STATED.findall(html)}
    return days.pop() if len(days) == 1 else None


def with_day_hidden(html: str) -> str:
    """The page without the dates of its JSON-LD and without its date meta tags."""
    return _HIDDEN.sub(lambda match: match[1] or "", html)


def mentions(html: str, url: str | None, day: str) -> bool:
    """True where the page or its address holds that day in any usual spelling; False for a day that was made up."""
    year, month, date = day.split("-")
    m, d = f"0?{int(month)}", f"0?{int(date)}"
    gap = r"\s{0,3}[-/._\s年년]\s{0,3}"
    month_name = r"\w{3,12}"
    spellings = (
        rf"{year}{gap}(?:{m}|{month_name}){gap}{d}(?!\d)",
        rf"(?<!\d){d}{gap}{m}{gap}{year}",
        rf"(?<!\d){m}{gap}{d}{gap}{year}",
        rf"{year}{month}{date}",
        rf"(?<!\d){d}(?:\.|st|nd|rd|th|er|º)?\s(?:de\s|of\s)?{month_name}\.?,?\s(?:de\s|del\s)?{year}",
        rf"{month_name}\.?\s{d}(?:st|nd|rd|th)?,?\s{year}",
    )
    text = re.sub(r"&nbsp;|\s+|月|월", " ", html) + " " + (url or "")
    return re.search("|".join(spellings), text) is not None


_BLOCKS = frozenset(
    "address article aside blockquote body br button caption dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html label legend li main nav ol option p pre section select summary table "
    "tbody td textarea tfoot th thead tr ul".split()
)
_UNSEEN = ("script", "style", "noscript", "svg", "head", "template")
_BLANKS = re.compile(r"\s+")


def stripped(page: str) -> str:
    """A page as somebody copies all of it: its text without markup, one line a block; "" where it cannot be parsed."""
    parser = markup.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = markup.document_fromstring(page.encode(errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        pieces.append("\n" if element.tag in _BLOCKS else "")
        pieces.append(_BLANKS.sub(" ", (element.text if event == "start" else element.tail) or ""))
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))


def extracted(data: bytes | str, url: str | None) -> tuple[str, str | None]:
    """What trafilatura alone finds, the baseline: text and publication day; "" and None where it finds none."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(data, url=url, include_comments=False, with_metadata=True)
    except (etree.LxmlError, ValueError, RecursionError):
        return "", None
    return getattr(document, "text", None) or "", getattr(document, "date", None)


NOTHING, ALONE, OURS = "nothing", "trafilatura alone", "Dateline"
ON_HTML, ON_TEXT = "HTML", "plain text"


@dataclass(frozen=True, slots=True)
class TextFigures:
    """One way from a page to a text, over all pages. `lost` counts strings of the article which trafilatura keeps and
    this does not, of those that its input holds."""

    system: str
    given: str
    found: int
    missing: int
    residue: int
    clean: int
    lost: int

    @property
    def precision(self) -> float | None:
        return share(self.found, self.found + self.residue)

    @property
    def recall(self) -> float | None:
        return share(self.found, self.found + self.missing)

    @property
    def f1(self) -> float | None:
        return share(2 * self.found, 2 * self.found + self.missing + self.residue)


@dataclass(frozen=True, slots=True)
class DateFigures:
    """Publication days of the pages that state one day, as they are and with that statement hidden; and over all pages
    those that got a day which neither the page nor its address holds."""

    system: str
    right: int
    wrong: int
    silent: int
    hidden_right: int
    hidden_wrong: int
    hidden_silent: int
    invented: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was measured. `dated` counts the pages that state one publication day."""

    pages: int
    dated: int
    texts: tuple[TextFigures, ...]
    dates: tuple[DateFigures, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One page: the text of each system, by (system, what it was given), and the days."""

    page: Page
    stripped: str
    texts: dict[tuple[str, str], str]
    truth: str | None
    days: dict[str, str | None]
    hidden: dict[str, str | None]
    invented: frozenset[str]


async def evaluate_extraction(
    sets: Sequence[ExtractionSet], on_progress: OnProgress = unwatched
) -> Extraction:
    """Read every page of every set in every way. Raises EvaluationError for a page that cannot be opened."""
    outcomes: list[_Outcome] = []
    pages = [(each, page) for each in sets for page in each.pages]
    async with Worker("extraction") as worker:
        for given, page in watched(pages, "reading pages", on_progress):
            outcomes.append(await worker.run(_outcome, given, page))
    ways = list(outcomes[0].texts) if outcomes else []
    return Extraction(
        len(outcomes),
        sum(each.truth is not None for each in outcomes),
        tuple(_text_figures(outcomes, system, given) for system, given in ways),
        tuple(_date_figures(outcomes, system) for system in (ALONE, OURS)),
    )


def _outcome(given: ExtractionSet, page: Page) -> _Outcome:
    data = given.data(page)
    source = _decoded(data)
    lines = stripped(source)
    our_text, our_day = _ours(page, source)
    alone_text, alone_day = extracted(data, page.url)
    texts = {
        (NOTHING, ON_HTML): lines,
        (ALONE, ON_HTML): alone_text,
        (OURS, ON_HTML): our_text,
        (NOTHING, ON_TEXT): lines,
        (OURS, ON_TEXT): _pasted(lines),
    }
    days = {ALONE: alone_day, OURS: our_day}
    truth = stated_day(source)
    hidden = dict.fromkeys(days, None)
    if truth:
        without = with_day_hidden(source)
        hidden = {ALONE: extracted(without, page.url)[1], OURS: _ours(page, without)[1]}
    invented = frozenset(name for name, day in days.items() if day and not mentions(source, page.url, day))
    return _Outcome(page, lines, texts, truth, days, hidden, invented)


def _decoded(data: bytes) -> str:
    try:
        return html.decode(Raw("page.html", data))
    except IngestError:
        return ""


def _ours(page: Page, source: str) -> tuple[str, str | None]:
    """Title and text as they are stored, and the day."""
    try:
        draft = html.read("page.html", page.url, source)
    except IngestError:
        return "", None
    return f"{draft.title}\n{draft.text}", draft.published_at[:10] if draft.published_at else None


def _pasted(lines: str) -> str:
    try:
        draft = plain.read("page.txt", None, lines)
    except IngestError:
        return ""
    return f"{draft.title}\n{draft.text}"


def _text_figures(outcomes: Sequence[_Outcome], system: str, given: str) -> TextFigures:
    found = missing = residue = unwanted = lost = 0
    for each in outcomes:
        sources = (each.texts[system, given], each.texts[ALONE, ON_HTML], each.stripped)
        text, kept, whole = map(_one_line, sources)
        for wanted in map(_one_line, each.page.wanted):
            found += wanted in text
            missing += wanted not in text
            lost += wanted not in text and wanted in kept and (given == ON_HTML or wanted in whole)
        residue += sum(_one_line(one) in text for one in each.page.unwanted)
        unwanted += len(each.page.unwanted)
    return TextFigures(system, given, found, missing, residue, unwanted - residue, lost)


def _date_figures(outcomes: Sequence[_Outcome], system: str) -> DateFigures:
    dated = [each for each in outcomes if each.truth]
    shown = _verdicts(dated, lambda each: each.days[system])
    hidden = _verdicts(dated, lambda each: each.hidden[system])
    return DateFigures(system, *shown, *hidden, sum(system in each.invented for each in outcomes))


def _verdicts(dated: Sequence[_Outcome], day_of: Callable[[_Outcome], str | None]) -> tuple[int, int, int]:
    right = sum(day_of(each) == each.truth for each in dated)
    silent_ones = sum(day_of(each) is None for each in dated)
    return right, len(dated) - right - silent_ones, silent_ones


def _one_line(text: str) -> str:
    return " ".join(normalise(text).split())
