"""The page is whole, needs no network, and shows what articles say as text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from retrieval import Answer
from retrieval.evaluation.measures import Bin, RiskPoint, reliability, risk_coverage
from retrieval.evaluation.report import reliability_plot, report_page, risk_coverage_plot
from retrieval.evaluation.run import Evaluation

HOSTILE = "<script>alert('x')</script> & \"quotes\" <img src=x onerror=y>"
VOID = {"meta", "br"}


class Balanced(HTMLParser):
    """Every tag that opens is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(page: str) -> set[str]:
    parser = Balanced()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser.seen


def at_threshold(evaluation: Evaluation, threshold: float) -> Evaluation:
    return replace(evaluation, threshold=threshold)


def test_a_page_stands_alone(small: Evaluation) -> None:
    page = report_page(replace(small, sets=small.sets * 2), date(2024, 3, 1))
    seen = tags(page)
    assert {"table", "svg", "style"} <= seen
    assert not seen & {"script", "link", "img", "iframe"}
    assert not re.search(r"src=|href=['\"](?!#)|url\(|@import", page)
    assert "All sets together" in page
    for words in ("2024-03-01", "small", "Answerable, but refused: 3", "Confident and wrong: none", "–"):
        assert words in page


def test_errors_are_shown_with_what_a_person_needs(small: Evaluation) -> None:
    page = report_page(at_threshold(small, 0.0), date.today())
    assert "Confident and wrong: 1" in page
    card = page[page.index('<article class="wrong"') :]
    for words in ("Who paid for", "A refusal:", "confidence 0.", "Harbour treaty", "Passages found"):
        assert words in card
    refused = report_page(at_threshold(small, 1.0), date.today())
    for words in (
        "Kyoto</mark>",
        "answer in passage 1",
        "article found at 1",
        "first quote right",
        "asked on 2021-06-01",
        "judged by the passages that support it",
        "The Gull · 2021-05-06",
        "Bridge closed · undated",
    ):
        assert words in refused


def test_whatever_sets_say_is_text(small: Evaluation) -> None:
    (result,) = small.sets
    record = result.records[0]
    assert isinstance(record.outcome, Answer)
    citation = record.quotes[0].citation
    hostile = replace(
        record,
        question=replace(
            record.question, id=HOSTILE, text=HOSTILE, answers=(HOSTILE,), lang=HOSTILE, type=HOSTILE
        ),
        quotes=(replace(record.quotes[0], citation=replace(citation, title=HOSTILE, publisher=HOSTILE)),),
        passages=(replace(record.passages[0], title=HOSTILE, text=HOSTILE),),
    )
    evaluation = replace(small, model=HOSTILE, sets=(replace(result, name=HOSTILE, records=(hostile,)),))
    page = report_page(evaluation, date.today())
    assert not tags(page) & {"script", "img"}
    assert "onerror=y>" not in page


@pytest.mark.parametrize("judged", [[], [(0.5, True)], [(0.0, False), (0.4, True), (1.0, True)]])
def test_plots_are_svg_inside_their_frame(judged: list[tuple[float, bool]]) -> None:
    confidences, right = [each[0] for each in judged], [each[1] for each in judged]
    curve = risk_coverage_plot(risk_coverage(confidences, right), RiskPoint(0.5, 0.9, 0.0))
    for plot in (curve, reliability_plot(reliability(confidences, right))):
        assert "svg" in tags(plot)
        _, _, width, height = map(float, re.findall(r'viewBox="([^"]+)"', plot)[0].split())
        for axis, most in (("x", width), ("y", height)):
            places = [float(place) for place in re.findall(rf'\bc?{axis}="([^"]+)"', plot)]
            assert places
            assert 0 <= min(places) <= max(places) <= most


def test_the_dots_say_their_numbers() -> None:
    assert "4 questions: confidence 25%, right 50%" in reliability_plot([Bin(4, 0.25, 0.5)])
    now = RiskPoint(0.5, 0.4, 0.1)
    assert "threshold 0.50: 40% answered, 10% of them wrong" in risk_coverage_plot([now], now)
