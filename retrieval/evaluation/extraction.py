"""How well pages become articles: their text and their dates, beside trafilatura alone and beside doing nothing.

Text is counted as the public extraction benchmarks do: a string that must be there and is, is a true positive; one that
must be there and is not, a false negative; one that must not be there and is, a false positive.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..errors import IngestError
from ..ingest.readers import html, plain
from ..text import normalise
from ..types import OnProgress, Progress, Raw
from ..workers.threads import Worker
from .extraction_sets import ExtractionSet, Page
from .library import silent
from .page_facts import mentions, stated_day, with_day_hidden
from .tag_stripping import stripped
from .trafilatura_alone import extracted

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
        return _share(self.found, self.found + self.residue)

    @property
    def recall(self) -> float | None:
        return _share(self.found, self.found + self.missing)

    @property
    def f1(self) -> float | None:
        return _share(2 * self.found, 2 * self.found + self.missing + self.residue)


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


async def evaluate_extraction(sets: Sequence[ExtractionSet], on_progress: OnProgress = silent) -> Extraction:
    """Read every page of every set in every way. Raises EvaluationError for a page that cannot be opened."""
    outcomes: list[_Outcome] = []
    pages = [(each, page) for each in sets for page in each.pages]
    async with Worker("extraction") as worker:
        for given, page in pages:
            outcomes.append(await worker.run(_outcome, given, page))
            on_progress(Progress("reading pages", len(outcomes), len(pages)))
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


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
