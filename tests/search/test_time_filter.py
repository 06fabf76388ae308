"""The time filter of a question, and the refusal if that time has no answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from retrieval import (
    Answer,
    Citation,
    Draft,
    Filters,
    Quote,
    Reason,
    Refusal,
    Settings,
    Span,
    Turn,
    open_library,
)
from retrieval.dates.questions import time_window
from retrieval.models.embedder import SentenceEmbedder
from retrieval.search.time_filter import is_bare_weekday, is_only_a_time, narrowed, outside_time, refused
from retrieval.types import Window

FRIDAY = date(2024, 1, 12)
WORDS = Span(0, 9)
LAST_WEEK = Window(date(2024, 1, 1), date(2024, 1, 7), WORDS, relative=True)
GRACEFUL = Filters(since=date(2023, 12, 31), until=date(2024, 1, 8), undated=True)


def cited(published: str | None, number: int = 1) -> Citation:
    quote = Quote(1, 1, Span(0, 6), "Quote.", (Span(0, 5),))
    return Citation(number, quote, "Title", None, published)


def test_a_relative_window_narrows_with_a_day_of_grace_and_lets_the_undated_pass() -> None:
    assert narrowed(Filters(), LAST_WEEK, FRIDAY) == GRACEFUL
    since = Window(date(2024, 1, 9), None, WORDS, relative=True)
    assert narrowed(Filters(), since, FRIDAY) == Filters(since=date(2024, 1, 8), undated=True)


def test_how_a_long_time_went_is_told_after_it() -> None:
    quarter = Window(date(2023, 10, 1), date(2023, 12, 31), WORDS, relative=True)
    assert narrowed(Filters(), quarter, FRIDAY) == Filters(since=date(2023, 9, 30), undated=True)


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("how many on Monday", True),
        ("how many Monday", True),
        ("how many last Monday", False),
        ("since Monday", False),
    ],
)
def test_a_weekday_alone_is_one_of_the_conversation(question: str, *, bare: bool) -> None:
    window = time_window(question, FRIDAY)
    assert window is not None
    assert is_bare_weekday(question, window) is bare


async def test_a_weekday_of_the_conversation_is_no_last_one_and_does_not_stay(
    tmp_path: Path, minilm: SentenceEmbedder
) -> None:
    text = (
        "31 people were missing on Monday after the Teln burst its banks near Alder. "
        "The director of the river authority, Anna Berg, resigned on Tuesday."
    )
    day = "2023-11-07"
    flood = Draft(
        "a", "a", "The Teln burst its banks", text, text, published_at=day, date_origin="front matter"
    )
    async with open_library(Settings(data_dir=tmp_path), embedder=minilm) as library:
        await library.add([flood])
        turns: list[Turn] = []
        for question in (
            "how many are missing in the Teln flood",
            "how many were it on monday",
            "did she quit",
        ):
            outcome = await library.ask(question, conversation=turns, today=FRIDAY)
            turns.append(Turn.of(outcome))
            assert getattr(outcome, "reason", None) is not Reason.OUTSIDE_TIME, question
            if question.startswith("how"):
                assert isinstance(outcome, Answer)
                assert "31 people were missing on Monday" in outcome.citations[0].quote.text


def test_explicit_filters_stay_as_narrow_as_they_are() -> None:
    given = Filters(publishers=("P",), since=date(2024, 1, 3), until=date(2024, 6, 1))
    assert narrowed(given, LAST_WEEK, FRIDAY) == Filters(
        publishers=("P",), since=date(2024, 1, 3), until=date(2024, 1, 8)
    ), "they leave undated articles out"


@pytest.mark.parametrize(
    "question",
    [
        "Who won?",
        "Who won in 2020?",
        "Who won on 5 January 2024?",
        "Who plays next week?",
        "What comes tomorrow?",
    ],
)
def test_what_does_not_narrow(question: str) -> None:
    """No time; the time of an event; a time to come, of which articles speak before it."""
    assert narrowed(Filters(), time_window(question, FRIDAY), FRIDAY) == Filters()


def test_an_answer_at_another_time_is_shown_as_near_and_nothing_is_marked_in_it() -> None:
    anywhere = Answer("q", (cited("2023-11-05"), cited("2024-01-05", 2)), 0.9)
    for reason in (Reason.NOT_ANSWERED, Reason.NOTHING_FOUND, Reason.OUTSIDE_TIME):
        inside = Refusal("q", reason, cited("2024-01-05"), confidence=0.2)
        outcome = outside_time(inside, anywhere, LAST_WEEK, GRACEFUL)
        assert (outcome.reason, outcome.since, outcome.until, outcome.confidence) == (
            Reason.OUTSIDE_TIME,
            LAST_WEEK.since,
            LAST_WEEK.until,
            0.2,
        )
        assert outcome.nearest is not None
        assert outcome.nearest.published_at == "2023-11-05"
        assert outcome.nearest.quote.marks == ()


def test_what_is_near_in_the_asked_time_goes_before_what_is_near_at_another() -> None:
    inside = Refusal("q", Reason.NOT_ANSWERED, cited("2024-01-05"))
    anywhere = Refusal("q", Reason.NOT_ANSWERED, cited("2023-11-05"))
    assert outside_time(inside, anywhere, LAST_WEEK, GRACEFUL) == inside
    nothing = Refusal("q", Reason.NOTHING_FOUND)
    assert outside_time(nothing, anywhere, LAST_WEEK, GRACEFUL).nearest == Citation(
        1, Quote(1, 1, Span(0, 6), "Quote."), "Title", None, "2023-11-05"
    )


def test_a_doubtful_answer_gives_way_as_the_refusal_that_it_would_have_been() -> None:
    doubtful = Answer("q", (cited("2024-01-05"), cited("2024-01-06", 2)), 0.4, doubtful=True)
    unmarked = Citation(1, Quote(1, 1, Span(0, 6), "Quote."), "Title", None, "2024-01-05")
    assert refused(doubtful) == Refusal("q", Reason.NOT_ANSWERED, unmarked, confidence=0.4)
    refusal = Refusal("q", Reason.NOTHING_FOUND)
    assert refused(refusal) is refusal


@pytest.mark.parametrize("published", ["2024-01-08", "2024-01-05T23:00:00+09:00", None])
def test_what_lies_in_the_asked_time_is_never_called_outside(published: str | None) -> None:
    inside = Refusal("q", Reason.NOTHING_FOUND)
    assert outside_time(inside, Answer("q", (cited(published),), 0.9), LAST_WEEK, GRACEFUL) == inside


def test_nothing_anywhere_is_nothing_found() -> None:
    inside = Refusal("q", Reason.OUTSIDE_TIME, since=GRACEFUL.since, until=GRACEFUL.until)
    nowhere = Refusal("q", Reason.NOTHING_FOUND)
    assert outside_time(inside, nowhere, LAST_WEEK, GRACEFUL) == nowhere


@pytest.mark.parametrize(
    ("question", "only"),
    [
        ("last week?", True),
        ("and in March 2024?", True),
        ("What about yesterday", True),
        ("in the past two months", True),
        ("what happened last week?", False),
        ("who won last week?", False),
    ],
)
def test_a_time_alone_asks_nothing(question: str, only: bool) -> None:
    window = time_window(question, FRIDAY)
    assert window is not None
    assert is_only_a_time(question, window) is only
