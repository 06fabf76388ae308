"""The picture of `/admin status`: articles by publication day and by publisher as two bar charts; and their words.

The picture is opaque, so that it reads the same in Discord's dark and light themes, and drawn for the width of a phone,
where Discord shows it at less than half of its size. Only `picture_of` is not pure: it draws on a worker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial
from io import BytesIO

import discord
from PIL import Image, ImageDraw, ImageFont

from retrieval import LibraryStatistics, ScopeUsage, Settings, Worker

from ..startup import CommandSync
from ..text.locale import day_in_words, figure, month_in_words, t
from ..text.markup import clip, clip_plain

MOST_COLUMNS = 36
"""So many bars side by side stay apart on a phone."""
MOST_PUBLISHERS = 6
MIDDLE_FROM = 8
"""Columns; from then on there is room for a third date below them."""
CORE = 0.9
"""The newest articles for which a finer span is worth leaving out the oldest ones, which are then counted in words."""


class Unit(Enum):
    """What one column stands for, the finest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


Days = Sequence[tuple[date, int]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Articles per day, week, month …, without gaps, from `first` to `last`; `older` ones came before."""

    unit: Unit
    starts: tuple[date, ...]
    counts: tuple[int, ...]
    older: int

    @property
    def first(self) -> date:
        return self.starts[0]

    @property
    def last(self) -> date:
        return self.starts[-1]


@dataclass(frozen=True, slots=True)
class Column:
    count: int
    label: str
    """Below it; empty for most."""


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn, with its words. Digits only: the font of the picture knows few scripts, so that names stand
    beside it, under the numbers of the rows."""

    columns: tuple[Column, ...]
    top: int
    """What the highest line of the columns stands for."""
    rows: tuple[int, ...]
    figure: Callable[[int], str]
    """A number as the reader writes it."""


def chart_of(statistics: LibraryStatistics, figure: Callable[[int], str]) -> Chart | None:
    """Returns what to draw; None where there is nothing."""
    columns = columns_of(statistics.by_day)
    rows = tuple(count for _, count in statistics.by_publisher[:MOST_PUBLISHERS])
    if columns is None and not rows:
        return None
    shown = _labelled(columns) if columns else ()
    return Chart(shown, round_up(max((each.count for each in shown), default=1)), rows, figure)


def columns_of(by_day: Days) -> Columns | None:
    """Counts by the finest unit whose last 36 columns, up to the newest article, hold nine tenths of all. None without
    days."""
    if not by_day:
        return None
    total, newest = sum(count for _, count in by_day), max(day for day, _ in by_day)
    for unit in Unit:
        first = _number(newest, unit) - MOST_COLUMNS + 1
        older = sum(count for day, count in by_day if _number(day, unit) < first)
        if total - older >= CORE * total:
            return _counted([each for each in by_day if _number(each[0], unit) >= first], unit, older)
    return _counted(by_day, Unit.CENTURY, older=0)


def round_up(number: int) -> int:
    """Returns the next number that reads well on an axis and halves evenly: 2, 4, 6, 8, 10, 12, 16, 20 …"""
    if number <= 10:
        return max(2, number + number % 2)
    size: int = 10 ** (len(str(number)) - 2)
    return next(step * size for step in _STEPS if number <= step * size)


def _counted(days: Days, unit: Unit, older: int) -> Columns:
    counts: Counter[int] = Counter()
    for day, count in days:
        counts[_number(day, unit)] += count
    numbers = range(min(counts), max(counts) + 1)
    starts = tuple(_start(number, unit) for number in numbers)
    return Columns(unit, starts, tuple(counts[number] for number in numbers), older)


def _number(day: date, unit: Unit) -> int:
    """Returns the number of the unit that holds the day, counted from the first day of the calendar, which was a
    Monday."""
    if unit is Unit.MONTH:
        return day.year * 12 + day.month - 1
    if unit in _YEARS:
        return day.year // _YEARS[unit]
    return (day.toordinal() - 1) // _DAYS[unit]


def _start(number: int, unit: Unit) -> date:
    """Returns the first day of the unit with that number."""
    if unit is Unit.MONTH:
        return date(number // 12, number % 12 + 1, 1)
    if unit in _YEARS:
        return date(max(1, number * _YEARS[unit]), 1, 1)
    return date.fromordinal(number * _DAYS[unit] + 1)


_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_STEPS = (10, 12, 16, 20, 30, 40, 50, 60, 80, 100)
_LABEL = {Unit.DAY: len("2024-05-31"), Unit.WEEK: len("2024-05-27"), Unit.MONTH: len("2024-05")}
_YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100}


def _labelled(columns: Columns) -> tuple[Column, ...]:
    """Labels the first column, the last and, where they are far apart, the middle one with their dates."""
    last = len(columns.starts) - 1
    named = {0, last} | ({last // 2} if last >= MIDDLE_FROM else set())
    digits = _LABEL.get(columns.unit, len("2024"))
    return tuple(
        Column(count, start.isoformat()[:digits] if at in named else "")
        for at, (start, count) in enumerate(zip(columns.starts, columns.counts, strict=True))
    )


WIDTH = 880
MARGIN = 36
TEXT = 34
"""About 13 pixels on a phone."""
PLOT = 300
"""Height of the columns."""
ROW = 62
BAR = 38
GAP = 28
BADGE = 25

BACKGROUND = (30, 32, 38)
LINE = (74, 78, 90)
INK = (240, 242, 245)
DIM = (186, 192, 202)
GREEN = (87, 190, 125)
BLUE = (110, 160, 240)
"""All texts and bars differ from the background by a contrast of at least 6 to 1."""


@dataclass(slots=True)
class Sheet:
    """What pictures are drawn on."""

    image: Image.Image
    pen: ImageDraw.ImageDraw
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont

    @classmethod
    def of(cls, height: int) -> Sheet:
        image = Image.new("RGB", (WIDTH, height), BACKGROUND)
        return cls(image, ImageDraw.Draw(image), ImageFont.load_default(TEXT))

    def write(self, at: tuple[float, float], text: str, *, anchor: str, ink: tuple[int, int, int]) -> None:
        self.pen.text(at, text, font=self.font, fill=ink, anchor=anchor)

    def width(self, text: str) -> float:
        return self.pen.textlength(text, font=self.font)

    def middle(self, text: str, x: float, left: float = MARGIN) -> float:
        """Where a text that belongs to `x` has its middle, so that it does not leave the picture."""
        half = self.width(text) / 2
        return min(max(x, left + half), WIDTH - MARGIN - half)

    @property
    def png(self) -> bytes:
        out = BytesIO()
        self.image.save(out, "PNG", optimize=True)
        return out.getvalue()

    def bar(
        self,
        box: tuple[float, float, float, float],
        colour: tuple[int, int, int],
        *,
        corners: tuple[bool, bool, bool, bool] | None = None,
    ) -> None:
        radius = min(8.0, (box[2] - box[0]) / 2, (box[3] - box[1]) / 2)
        self.pen.rounded_rectangle(box, radius=radius, fill=colour, corners=corners)


def draw(chart: Chart) -> bytes:
    """Draws the chart as a PNG. It blocks: call it on a worker."""
    columns = PLOT + 2 * TEXT + MARGIN if chart.columns else 0
    rows = ROW * len(chart.rows)
    sheet = Sheet.of(round(2 * MARGIN + columns + (GAP if columns and rows else 0) + rows))
    if chart.columns:
        _columns(sheet, chart, MARGIN + TEXT / 2)
    _rows(sheet, chart, MARGIN + columns + (GAP if columns and rows else 0))
    return sheet.png


def _columns(sheet: Sheet, chart: Chart, top: float) -> None:
    left = MARGIN + max(sheet.width(chart.figure(value)) for value in (chart.top, chart.top // 2)) + 18
    bottom = top + PLOT
    for value in (0, chart.top // 2, chart.top):
        y = bottom - PLOT * value / chart.top
        sheet.pen.line((left, y, WIDTH - MARGIN, y), fill=LINE, width=2)
        sheet.write((left - 18, y), chart.figure(value), anchor="rm", ink=DIM)
    step = (WIDTH - MARGIN - left) / len(chart.columns)
    wide = min(step * 0.76, 90)
    for number, column in enumerate(chart.columns):
        middle = left + step * (number + 0.5)
        if column.count:
            height = max(4.0, PLOT * column.count / chart.top)
            box = (middle - wide / 2, bottom - height, middle + wide / 2, bottom)
            sheet.bar(box, GREEN, corners=(True, True, False, False))
        if column.label:
            at = sheet.middle(column.label, middle, left), bottom + 20
            sheet.write(at, column.label, anchor="mt", ink=DIM)


def _rows(sheet: Sheet, chart: Chart, top: float) -> None:
    most = max(chart.rows, default=1)
    left = MARGIN + 2 * BADGE + 20
    room = WIDTH - MARGIN - left - max((sheet.width(chart.figure(n)) for n in chart.rows), default=0) - 18
    for number, count in enumerate(chart.rows, 1):
        y = top + ROW * (number - 0.5)
        centre = MARGIN + BADGE
        sheet.pen.ellipse((centre - BADGE, y - BADGE, centre + BADGE, y + BADGE), outline=BLUE, width=3)
        sheet.write((centre, y), f"{number}", anchor="mm", ink=INK)
        end = left + max(6.0, room * count / most)
        sheet.bar((left, y - BAR / 2, end, y + BAR / 2), BLUE)
        sheet.write((end + 18, y), chart.figure(count), anchor="lm", ink=INK)


FILE = "articles.png"
PUBLISHER = 80
ALT_LIMIT = 1024
"""Discord's limit for what is read out in place of a picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and what it shows in words."""

    png: bytes
    alt: str
    name: str

    def file(self) -> discord.File:
        return discord.File(BytesIO(self.png), self.name, description=self.alt)


async def drawn(draw: Callable[[], bytes], alt: str, name: str) -> Picture:
    """Draws a picture off the event loop. `alt` is cut where Discord takes no more."""
    async with Worker("picture") as worker:
        return Picture(await worker.run(draw), clip_plain(alt, ALT_LIMIT), name)


async def picture_of(statistics: LibraryStatistics) -> Picture | None:
    """Draws the picture off the event loop; None where there is no article."""
    chart = chart_of(statistics, figure)
    if chart is None:
        return None
    words = " ".join(
        filter(None, (t("status-picture-alt"), _span(statistics), _publishers(statistics, escaped=False)))
    )
    return await drawn(partial(draw, chart), words, FILE)


def add_picture(embed: discord.Embed, statistics: LibraryStatistics) -> None:
    """Adds the words below the figures and the place of the picture; or a sentence where there is nothing to draw."""
    if chart_of(statistics, figure) is None:
        embed.description = t("status-no-articles")
        return
    embed.add_field(name=t("status-by-day"), value=_span(statistics) or t("status-no-days"), inline=False)
    embed.add_field(name=t("status-by-publisher"), value=_publishers(statistics, escaped=True), inline=False)
    embed.set_image(url=f"attachment://{FILE}")


def add_usage(embed: discord.Embed, usage: ScopeUsage, settings: Settings) -> None:
    """Adds what this server itself takes up of what it may."""
    quota = settings.quota
    value = t(
        "status-own-text",
        articles=usage.articles,
        most_articles=quota.server_articles,
        text=_megabytes(usage.bytes),
        most_text=_megabytes(quota.server_bytes),
        feeds=usage.feeds,
        most_feeds=quota.server_feeds,
        watches=usage.watches,
        most_watches=settings.watches.per_server,
        questions=usage.questions,
    )
    embed.add_field(name=t("status-own"), value=value, inline=False)


def _megabytes(size: int) -> str:
    return t("size-megabytes", size=round(size / 1e6, 1))


def commands_line(sync: CommandSync) -> str | None:
    """Says that Discord has not taken the commands yet; None where it has, as nearly always."""
    if sync.failing_since is None:
        return None
    since = discord.utils.format_dt(sync.failing_since, "R")
    return t("status-commands-failing", since=since, tries=sync.tries)


def _span(statistics: LibraryStatistics) -> str:
    columns = columns_of(statistics.by_day)
    if columns is None:
        return t("status-undated", articles=statistics.undated) if statistics.undated else ""
    first, last = _when(columns)
    said = [
        t(f"status-per-{columns.unit.value}", first=first, last=last),
        t("status-older", articles=columns.older) if columns.older else "",
        t("status-undated", articles=statistics.undated) if statistics.undated else "",
    ]
    return " ".join(filter(None, said))


def _when(columns: Columns) -> tuple[str, str]:
    if columns.unit in (Unit.DAY, Unit.WEEK):
        return day_in_words(columns.first), day_in_words(columns.last)
    if columns.unit is Unit.MONTH:
        return month_in_words(columns.first), month_in_words(columns.last)
    return str(columns.first.year), str(columns.last.year)


def _publishers(statistics: LibraryStatistics, *, escaped: bool) -> str:
    """Returns "**1** Kyodo · **2** Bay News · 3 more with 12 articles", by the numbers of the rows."""
    cut = clip if escaped else clip_plain
    number = "**{}** {}" if escaped else "{}: {}"
    shown = [
        number.format(figure(row), cut(name or t("status-no-publisher"), PUBLISHER))
        for row, (name, _) in enumerate(statistics.by_publisher[:MOST_PUBLISHERS], 1)
    ]
    others = statistics.by_publisher[MOST_PUBLISHERS:]
    if others:
        articles = sum(count for _, count in others)
        shown.append(t("status-more-publishers", publishers=len(others), articles=articles))
    return " · ".join(shown)
