"""The picture of a timeline: the values as points over the days on which they were published.

Digits only, as in the picture of `/admin status`, whose sheet and colours it has: opaque, so that it reads the same in
Discord's dark and light themes, and drawn for the width of a phone. Values are numbers, or dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from retrieval.news import Timeline, TimelineEntry

from ..admin.status import BACKGROUND, BLUE, DIM, GREEN, INK, LINE, MARGIN, TEXT, WIDTH, Picture, Sheet, drawn
from ..text.locale import figure, t
from ..text.timelines import since_label

FILE = "timeline.png"
PLOT = 380
"""Height of the plot."""
LABEL = TEXT + 14
"""Room for a value above or below its point."""
DOT = 11


@dataclass(frozen=True, slots=True)
class Point:
    """A value on its day; `label` is written above it. `disagrees` is drawn as a ring: it replaces nothing."""

    day: date
    value: float
    label: str
    disagrees: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """All that is drawn, by day; two points at least."""

    points: tuple[Point, ...]

    @property
    def days(self) -> tuple[date, date]:
        return self.points[0].day, self.points[-1].day

    @property
    def values(self) -> tuple[float, float]:
        every = [each.value for each in self.points]
        return min(every), max(every)


def plot_of(timeline: Timeline, figure: Callable[[float], str]) -> Plot | None:
    """Returns what to draw; None with fewer than two dated values that are all numbers or all dates."""
    dated = [(day, each) for each in timeline.entries if (day := each.since)]
    points = [
        Point(day, each.number, figure(each.number), each.disagrees)
        for day, each in dated
        if each.number is not None
    ] or [
        Point(day, each.day.toordinal(), each.day.isoformat(), each.disagrees)
        for day, each in dated
        if each.day is not None
    ]
    return Plot(tuple(points)) if len(points) > 1 and len(points) == len(dated) else None


def draw(plot: Plot) -> bytes:
    """Draws the plot as a PNG. It blocks: call it on a worker."""
    top = MARGIN + LABEL
    axis = top + PLOT + LABEL
    sheet = Sheet.of(axis + TEXT + 14 + MARGIN)
    places = _places(plot, top, top + PLOT)
    sheet.pen.line((MARGIN, axis, WIDTH - MARGIN, axis), fill=LINE, width=2)
    steps = [places[0]]
    for (x, y), (_, before) in zip(places[1:], places, strict=False):  # a value holds until the next one
        steps += [(x, before), (x, y)]
    sheet.pen.line(steps, fill=BLUE, width=5, joint="curve")
    for point, (x, y) in zip(plot.points, places, strict=True):
        box = (x - DOT, y - DOT, x + DOT, y + DOT)
        sheet.pen.ellipse(box, fill=BACKGROUND if point.disagrees else GREEN, outline=GREEN, width=4)
    _labels(sheet, plot, places)
    for day, (x, _) in zip(plot.days, (places[0], places[-1]), strict=True):
        _write(sheet, day.isoformat(), x, axis + 14, "t", DIM)
    return sheet.png


Box = tuple[float, float, float, float]


def _labels(sheet: Sheet, plot: Plot, places: Sequence[tuple[float, float]]) -> None:
    """Writes a value above its point, or below it where the line comes from above. The last one is written
    first, and one that would cover another is left out."""
    written: list[Box] = []
    last = len(places) - 1
    for number in (last, *range(last)):
        label, (x, y) = plot.points[number].label, places[number]
        fell = number > 0 and y > places[number - 1][1]
        middle, half = sheet.middle(label, x), sheet.width(label) / 2
        box = (middle - half - 6, y + 4, middle + half + 6, y + LABEL + 4)
        if not fell:
            box = (box[0], y - LABEL - 4, box[2], y - 4)
        if not any(map(partial(_overlap, box), written)):
            written.append(box)
            side, edge = ("t", y + DOT + 8) if fell else ("b", y - DOT - 8)
            sheet.write((middle, edge), label, anchor=f"m{side}", ink=INK)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _places(plot: Plot, top: float, bottom: float) -> list[tuple[float, float]]:
    """Where the points stand: to the right by day, upwards by value."""
    (first, last), (low, high) = plot.days, plot.values
    left, right = MARGIN + 2 * DOT, WIDTH - MARGIN - 2 * DOT
    days, range_ = max(1, (last - first).days), high - low or 1.0
    return [
        (
            left + (right - left) * (each.day - first).days / days,
            bottom - (bottom - top) * (each.value - low) / range_,
        )
        for each in plot.points
    ]


def _write(sheet: Sheet, text: str, x: float, y: float, side: str, ink: tuple[int, int, int]) -> None:
    sheet.write((sheet.middle(text, x), y), text, anchor=f"m{side}", ink=ink)


async def picture_of(timeline: Timeline) -> Picture | None:
    """Draws the picture off the event loop; None where the values are neither numbers nor dates."""
    plot = plot_of(timeline, _figure)
    if plot is None:
        return None
    return await drawn(partial(draw, plot), _alt(timeline.entries), FILE)


def _figure(value: float) -> str:
    """Returns a number as the reader writes it, "1.5" with its places."""
    return figure(int(value)) if value == int(value) else f"{value:g}"


def _alt(entries: Sequence[TimelineEntry]) -> str:
    """Returns the values with their days: what is read out in place of the picture."""
    values = "; ".join(f"{since_label(each)}: {each.words}" for each in entries)
    return t("timeline-picture-alt", values=values)
