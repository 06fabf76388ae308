"""The report's two plots, as SVG that needs nothing from outside. Colours are classes of the page. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .measures import Bin, RiskPoint

WIDTH, HEIGHT = 360, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 14, 42
_TICKS = 4
_RISK_STEPS = (0.1, 0.2, 0.5, 1.0)
"""Where the risk axis may end: a curve that stays low should not lie flat on the floor."""


def risk_coverage_plot(points: Sequence[RiskPoint], now: RiskPoint | None) -> str:
    """Share answered against share wrong; `now` is where the configured threshold stands."""
    highest = max((point.risk for point in points), default=1.0)
    top = next(step for step in _RISK_STEPS if step >= highest)
    path = " ".join(
        f"{'L' if number else 'M'}{_x(point.coverage):.1f},{_y(point.risk / top):.1f}"
        for number, point in enumerate(points)
    )
    marks = [f'<path class="curve" d="{path}"/>'] if points else []
    if now is not None:
        x, y = _x(now.coverage), _y(now.risk / top)
        said = f"threshold {now.threshold:.2f}: {now.coverage:.0%} answered, {now.risk:.0%} of them wrong"
        anchor, dx = ("end", -9) if now.coverage > 0.5 else ("start", 9)
        marks += [
            f'<circle class="now" cx="{x:.1f}" cy="{y:.1f}" r="5"><title>{escape(said)}</title></circle>',
            f'<text class="now-label" x="{x + dx:.1f}" y="{max(y - 9, _TOP + 9):.1f}" text-anchor="{anchor}">'
            f"at {now.threshold:.2f}</text>",
        ]
    return _framed("Share answered", "Share wrong", top, marks, "Risk–coverage curve")


def reliability_plot(bins: Sequence[Bin]) -> str:
    """Stated confidence against the share that is right; on the diagonal, confidence is honest."""
    most = max((each.questions for each in bins), default=1)
    marks = [f'<path class="ideal" d="M{_x(0)},{_y(0)} L{_x(1)},{_y(1)}"/>']
    path = " ".join(
        f"{'L' if number else 'M'}{_x(each.confidence):.1f},{_y(each.right):.1f}"
        for number, each in enumerate(bins)
    )
    if len(bins) > 1:
        marks.append(f'<path class="curve thin" d="{path}"/>')
    for each in bins:
        said = f"{each.questions} questions: confidence {each.confidence:.0%}, right {each.right:.0%}"
        radius = 3 + 6 * (each.questions / most) ** 0.5
        marks.append(
            f'<circle class="bin" cx="{_x(each.confidence):.1f}" cy="{_y(each.right):.1f}" r="{radius:.1f}">'
            f"<title>{escape(said)}</title></circle>"
        )
    return _framed("Confidence", "Share right", 1.0, marks, "Reliability diagram")


def _x(share: float) -> float:
    return _LEFT + share * (WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)


def _framed(across: str, up: str, top: float, marks: Sequence[str], name: str) -> str:
    """Grid, numbers and axis titles around the marks; the vertical axis ends at `top`."""
    lines = []
    for tick in range(_TICKS + 1):
        share = tick / _TICKS
        x, y = _x(share), _y(share)
        lines += [
            f'<path class="grid" d="M{x:.1f},{_TOP} V{HEIGHT - _BOTTOM}"/>',
            f'<path class="grid" d="M{_LEFT},{y:.1f} H{WIDTH - _RIGHT}"/>',
            f'<text x="{x:.1f}" y="{HEIGHT - _BOTTOM + 15}" text-anchor="middle">{share:.0%}</text>',
            f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_percent(share * top)}</text>',
        ]
    middle = _y(0.5)
    titles = [
        f'<text class="axis" x="{_x(0.5):.1f}" y="{HEIGHT - 6}" text-anchor="middle">{escape(across)}</text>',
        f'<text class="axis" x="11" y="{middle:.1f}" text-anchor="middle" '
        f'transform="rotate(-90 11 {middle:.1f})">{escape(up)}</text>',
    ]
    body = "".join([*lines, *titles, *marks])
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(name)}">{body}</svg>'


def _percent(share: float) -> str:
    return f"{100 * share:.3g}%"
