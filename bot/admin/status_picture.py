"""The picture beside the figures of `/admin status`: two bar charts as a PNG. Blocking; call it on a worker.

Opaque, on a background of its own, so that it reads the same in Discord's dark and light themes; drawn for the width of
a phone, where Discord shows it at less than half of its size.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from .status import Chart

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
class _Sheet:
    image: Image.Image
    pen: ImageDraw.ImageDraw
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont

    @classmethod
    def of(cls, height: int) -> _Sheet:
        image = Image.new("RGB", (WIDTH, height), BACKGROUND)
        return cls(image, ImageDraw.Draw(image), ImageFont.load_default(TEXT))

    def write(self, at: tuple[float, float], text: str, *, anchor: str, ink: tuple[int, int, int]) -> None:
        self.pen.text(at, text, font=self.font, fill=ink, anchor=anchor)

    def width(self, text: str) -> float:
        return self.pen.textlength(text, font=self.font)

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
    """The chart as a PNG."""
    columns = PLOT + 2 * TEXT + MARGIN if chart.columns else 0
    rows = ROW * len(chart.rows)
    sheet = _Sheet.of(round(2 * MARGIN + columns + (GAP if columns and rows else 0) + rows))
    if chart.columns:
        _columns(sheet, chart, MARGIN + TEXT / 2)
    _rows(sheet, chart, MARGIN + columns + (GAP if columns and rows else 0))
    out = BytesIO()
    sheet.image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _columns(sheet: _Sheet, chart: Chart, top: float) -> None:
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
            _below(sheet, column.label, middle, bottom + 20, left)


def _below(sheet: _Sheet, label: str, middle: float, y: float, left: float) -> None:
    """Centred below its column, moved inwards where it would leave the picture."""
    half = sheet.width(label) / 2
    x = min(max(middle, left + half), WIDTH - MARGIN - half)
    sheet.write((x, y), label, anchor="mt", ink=DIM)


def _rows(sheet: _Sheet, chart: Chart, top: float) -> None:
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
