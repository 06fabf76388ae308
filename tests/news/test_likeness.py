"""A change of the answer is told, not one of its wording."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval import Answer, Citation, Outcome, Quote, Reason, Refusal, Span, YesNo
from retrieval.answer.question import parse
from retrieval.news import NewsKind
from retrieval.news.likeness import Likeness, Standing, likeness, news_kind, of_quotes

KEPT = Standing(kept=True, correction=None, fresh=True)
GONE = Standing(kept=False, correction=None, fresh=False)
TOLL, WHEN, WHO = (
    "how many people died in the quake?",
    "when does the bridge open?",
    "who is the mayor of Tonbridge?",
)


def said(
    text: str, mark: str = "", *, day: str | None = "2024-04-05", article: int = 1, question: str = TOLL
) -> Answer:
    at = text.index(mark)
    marks = (Span(at, at + len(mark)),) if mark else ()
    quote = Quote(article, 1, Span(0, len(text)), text, marks)
    return Answer(question, (Citation(1, quote, "Quake in Hualien", "Reuters", day, story=article),), 0.9)


REFUSAL = Refusal(TOLL, Reason.NOT_ANSWERED)


@pytest.mark.parametrize(
    ("question", "before", "now", "expected"),
    [
        (TOLL, ("Four people died.", "Four"), ("The quake killed 4 people.", "4 people"), Likeness.SAME),
        (TOLL, ("Four people died.", "Four"), ("The quake killed nine people.", "nine people"), Likeness.OTHER),
        (TOLL, ("At least 12 people died.", "12"), ("13 people died.", "13"), Likeness.OTHER),
        (TOLL, ("About 1,000 people died.", "1,000"), ("Some 1,020 people died.", "1,020"), Likeness.SAME),
        (WHEN, ("It opens on May 5.", "May 5"), ("The opening is on 5 May 2024.", "5 May 2024"), Likeness.SAME),
        (WHEN, ("It opens on May 5.", "May 5"), ("It will now open on June 1.", "June 1"), Likeness.OTHER),
        (WHO, ("Ann Lee is mayor of Tonbridge.", "Ann Lee"), ("Mayor Lee of Tonbridge spoke.", "Lee"), Likeness.SAME),
        (WHO, ("Ann Lee is mayor of Tonbridge.", "Ann Lee"), ("Mayor Omar Diaz spoke.", "Omar Diaz"), Likeness.OTHER),
        (TOLL, ("犠牲者は12人です。", "12人"), ("犠牲者は15人になりました。", "15人"), Likeness.OTHER),
        ("why is it closed?", ("It is closed because of cracks.", ""), ("Workers found cracks.", ""), Likeness.VAGUE),
    ],
)  # fmt: skip
def test_values_are_compared_as_values(
    question: str, before: tuple[str, str], now: tuple[str, str], expected: Likeness
) -> None:
    one, other = said(*before, question=question), said(*now, question=question, article=2)
    assert likeness(parse(question), one, other) is expected
    assert likeness(parse(question), other, one) is expected


def test_yes_and_no_are_compared_as_such() -> None:
    yes, no = replace(said("It did."), verdict=YesNo.YES), replace(said("It did not."), verdict=YesNo.NO)
    assert likeness(parse("did it open?"), yes, replace(yes, citations=no.citations)) is Likeness.SAME
    assert likeness(parse("did it open?"), yes, no) is Likeness.OTHER


def test_quotes_that_say_the_same_are_the_same_and_a_denial_is_another() -> None:
    closed, again = (
        said("The bridge is closed.").citations[0],
        said("The bridge stays closed.", article=2).citations[0],
    )
    opened = said("The bridge is not closed.", article=3).citations[0]
    assert of_quotes(closed, again, 0.9) is Likeness.SAME
    assert of_quotes(closed, again, 0.3) is Likeness.OTHER
    assert of_quotes(closed, opened, 0.95) is Likeness.OTHER
    assert of_quotes(closed, replace(opened, story=closed.story), 0.1) is Likeness.SAME, "a copy of the story"


OLD, NEW = said("Four people died.", "Four"), said("Nine people died.", "Nine", day="2024-04-09", article=2)
DOUBTFUL = replace(NEW, doubtful=True)


@pytest.mark.parametrize(
    ("old", "new", "standing", "found", "expected"),
    [
        (REFUSAL, NEW, KEPT, Likeness.VAGUE, NewsKind.ANSWERED),
        (DOUBTFUL, NEW, KEPT, Likeness.VAGUE, NewsKind.ANSWERED),
        (REFUSAL, DOUBTFUL, KEPT, Likeness.VAGUE, None),
        (REFUSAL, REFUSAL, GONE, Likeness.VAGUE, None),
        (OLD, REFUSAL, KEPT, Likeness.VAGUE, None),
        (OLD, DOUBTFUL, GONE, Likeness.VAGUE, NewsKind.LOST),
        (OLD, NEW, KEPT, Likeness.OTHER, NewsKind.CHANGED),
        (OLD, NEW, KEPT, Likeness.SAME, None),
        (NEW, OLD, KEPT, Likeness.OTHER, None),
        (NEW, OLD, GONE, Likeness.OTHER, NewsKind.CHANGED),
        (OLD, NEW, replace(KEPT, fresh=False), Likeness.OTHER, None),
        (OLD, OLD, replace(KEPT, correction="It was five."), Likeness.SAME, NewsKind.CORRECTED),
        (OLD, NEW, replace(KEPT, correction="It was five."), Likeness.OTHER, NewsKind.CHANGED),
    ],
)  # fmt: skip
def test_what_is_told(
    old: Outcome, new: Outcome, standing: Standing, found: Likeness, expected: NewsKind | None
) -> None:
    assert news_kind(old, new, standing, found) is expected
