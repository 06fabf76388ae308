"""The time in a question: which words name one, which days they mean, and what only looks like a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.dates.questions import time_window
from tests.pumping import least
from tests.strategies import anything

FRIDAY = date(2024, 1, 12)

ABSOLUTE = [
    ("What happened in March 2024?", "2024-03-01..2024-03-31", "in March 2024"),
    ("Who won in 2022?", "2022-01-01..2022-12-31", "in 2022"),
    ("Who won in 2022 and why?", "2022-01-01..2022-12-31", "in 2022"),
    ("What was signed on 5 January 2024?", "2024-01-05..2024-01-05", "on 5 January 2024"),
    ("What was signed on the 5th of January, 2024?", "2024-01-05..2024-01-05", "on the 5th of January, 2024"),
    ("Who spoke on Friday, May 3, 2024?", "2024-05-03..2024-05-03", "on Friday, May 3, 2024"),
    ("What was signed on January 5?", "2024-01-05..2024-01-05", "on January 5"),
    ("What was signed on March 5?", "2023-03-05..2023-03-05", "on March 5"),
    ("What will be signed on March 5?", "2024-03-05..2024-03-05", "on March 5"),
    ("What opened in May?", "2023-05-01..2023-05-31", "in May"),
    ("What opened in January?", "2024-01-01..2024-01-31", "in January"),
    ("What will open in January?", "2024-01-01..2024-01-31", "in January"),
    ("What about the March 2023 budget?", "2023-03-01..2023-03-31", "March 2023"),
    ("Who led between March and May 2024?", "2024-03-01..2024-05-31", "between March and May 2024"),
    ("Who led between November and January 2024?", "2023-11-01..2024-01-31", "between November and January 2024"),
    ("Who led from 5 to 9 January 2024?", "2024-01-05..2024-01-09", "from 5 to 9 January 2024"),
    ("Who led January 5–9, 2024?", "2024-01-05..2024-01-09", "January 5–9, 2024"),
    ("Who led from 2019 to 2021?", "2019-01-01..2021-12-31", "from 2019 to 2021"),
    ("Who led in 2019–2021?", "2019-01-01..2021-12-31", "in 2019–2021"),
    ("Who won in 2019-20?", "2019-01-01..2020-12-31", "in 2019-20"),
    ("Who won in 2019-03?", "2019-03-01..2019-03-31", "in 2019-03"),
    ("What was said before 2022-05-21?", "..2022-05-20", "before 2022-05-21"),
    ("Who governed before the election of 2022-05-21?", "..2022-05-20", "of 2022-05-21"),
    ("Who governed after the election of May 21, 2022?", "2022-05-21..", "of May 21, 2022"),
    ("Who fell after the invasion in 2022?", "2022-01-01..", "in 2022"),
    ("What is due by the end of June 2023?", "..2023-06-30", "by the end of June 2023"),
    ("What was due before the end of 2023?", "..2023-12-31", "before the end of 2023"),
    ("What changed since 2020?", "2020-01-01..", "since 2020"),
    ("What changed after 2020?", "2021-01-01..", "after 2020"),
    ("What appeared from 2020 onwards?", "2020-01-01..", "from 2020"),
    ("What held until March 2021?", "..2021-03-31", "until March 2021"),
    ("Who governs as of January 2024?", "..2024-01-31", "as of January 2024"),
    ("Growth in the first quarter of 2024?", "2024-01-01..2024-03-31", "in the first quarter of 2024"),
    ("Q3 2023 revenue?", "2023-07-01..2023-09-30", "Q3 2023"),
    ("Revenue in the second half of 2023?", "2023-07-01..2023-12-31", "in the second half of 2023"),
    ("Who won in the summer of 2023?", "2023-06-01..2023-08-31", "in the summer of 2023"),
    ("Who won in winter 2023?", "2023-12-01..2024-02-29", "in winter 2023"),
    ("Who sang in the 1990s?", "1990-01-01..1999-12-31", "in the 1990s"),
    ("Who ruled during the 1700's?", "1700-01-01..1799-12-31", "during the 1700's"),
    ("Who ruled in the 19th century?", "1801-01-01..1900-12-31", "in the 19th century"),
    ("What happened in mid-2023?", "2023-01-01..2023-12-31", "in mid-2023"),
    ("What came in the last week of March 2023?", "2023-03-01..2023-03-31", "of March 2023"),
]  # fmt: skip
RELATIVE = [
    ("What happened today?", "2024-01-12..2024-01-12", "today"),
    ("Who died yesterday?", "2024-01-11..2024-01-11", "yesterday"),
    ("Yesterday, who died?", "2024-01-11..2024-01-11", "Yesterday"),
    ("Who spoke the day before yesterday?", "2024-01-10..2024-01-10", "the day before yesterday"),
    ("Who won last night?", "2024-01-11..2024-01-12", "last night"),
    ("What is due tomorrow?", "2024-01-13..2024-01-13", "tomorrow"),
    ("Which city hosted the debate this week?", "2024-01-05..2024-01-12", "this week"),
    ("Who won last week?", "2024-01-01..2024-01-07", "last week"),
    ("WHO WON LAST WEEK?", "2024-01-01..2024-01-07", "LAST WEEK"),
    ("Who won in last week's game?", "2024-01-01..2024-01-07", "in last week"),
    ("Who won over the weekend?", "2024-01-06..2024-01-07", "over the weekend"),
    ("Who turned 60 this past weekend?", "2024-01-06..2024-01-07", "this past weekend"),
    ("What opened this year?", "2024-01-01..2024-12-31", "this year"),
    ("What was built last year?", "2023-01-01..2023-12-31", "last year"),
    ("What was sold last quarter?", "2023-10-01..2023-12-31", "last quarter"),
    ("Which phone comes early next month?", "2024-02-01..2024-02-29", "early next month"),
    ("Who was arrested last Friday?", "2024-01-05..2024-01-05", "last Friday"),
    ("Who was arrested on Friday?", "2024-01-12..2024-01-12", "on Friday"),
    ("Who was fined Tuesday for that?", "2024-01-09..2024-01-09", "Tuesday"),
    ("Who ended the tour on Sunday night?", "2024-01-07..2024-01-07", "on Sunday night"),
    ("Who plays on Sunday?", "2024-01-14..2024-01-14", "on Sunday"),
    ("Is the concert on Saturday?", "2024-01-13..2024-01-13", "on Saturday"),
    ("What's on this weekend?", "2024-01-13..2024-01-14", "on this weekend"),
    ("What do we know about the crash on Sunday?", "2024-01-07..2024-01-07", "on Sunday"),
    ("Is anyone hurt after the crash on Sunday?", "2024-01-07..", "on Sunday"),
    ("Who beat Spain on Sunday?", "2024-01-07..2024-01-07", "on Sunday"),
    ("Who will speak on Monday?", "2024-01-15..2024-01-15", "on Monday"),
    ("Biden on Monday met them. What will they do?", "2024-01-08..2024-01-08", "on Monday"),
    ("What changed since Tuesday?", "2024-01-09..", "since Tuesday"),
    ("What changed from Monday to Friday?", "2024-01-08..2024-01-12", "from Monday to Friday"),
    ("What did he do before last year?", "..2022-12-31", "before last year"),
    ("What happened 3 days ago?", "2024-01-09..2024-01-09", "3 days ago"),
    ("What happened a few days ago?", "2024-01-07..2024-01-11", "a few days ago"),
    ("What happened two years ago?", "2022-01-01..2022-12-31", "two years ago"),
    ("What was sold in the past two months?", "2023-11-12..2024-01-12", "in the past two months"),
    ("What was sold in the last 48 hours?", "2024-01-10..2024-01-12", "in the last 48 hours"),
    ("What was sold over the past year?", "2023-01-12..2024-01-12", "over the past year"),
    ("What comes in two weeks' time?", "2024-01-22..2024-01-28", "in two weeks' time"),
    ("Who won last summer?", "2023-06-01..2023-08-31", "last summer"),
    ("Who won last March?", "2023-03-01..2023-03-31", "last March"),
    ("What opens next spring?", "2024-03-01..2024-05-31", "next spring"),
    ("last week?", "2024-01-01..2024-01-07", "last week"),
    ("Who won the 2020 vote in 2021 this week?", "2024-01-05..2024-01-12", "this week"),
]  # fmt: skip
NO_TIME = """May I ask who led the March on Washington?
How many of the 2024 votes were cast?
Who won in 2024 votes?
Who paid 1999 euros?
Is it a total of 1850 people?
How far is it, in 2000 km?
Who died of the 1918 flu?
Who wrote 1984?
What is the latest on this?
What is going on now, recently, currently?
Which country today is a remnant of the Ottoman empire?
Is the language still spoken today?
How is the tower used today?
What does USA Today say?
What is Last Week Tonight about?
Who plays on Monday Night Football?
What is sold on Black Friday?
Who was Wednesday Addams?
Who beat Sheffield Wednesday?
Is it open on Sundays?
How much higher are rents than a year ago?
Was it warmer than in 2005?
What was the last week of the war like?
What happened the day before?
What happened the next day?
How long ago did it happen?
How many days ago?
What happened on 30 February 2023?
What happened 99999 days ago?
What happened 999 centuries ago?
Who said may be?
Where can I march?
Who scored at the last minute?
""".splitlines()


@pytest.mark.parametrize(("question", "days", "words"), ABSOLUTE + RELATIVE)
def test_a_time_is_understood(question: str, days: str, words: str) -> None:
    window = time_window(question, FRIDAY)
    assert window is not None
    assert f"{window.since or ''}..{window.until or ''}" == days
    assert question[window.words.start : window.words.end] == words
    assert window.relative is ((question, days, words) in RELATIVE)


@pytest.mark.parametrize("question", NO_TIME)
def test_what_only_looks_like_a_time_is_none(question: str) -> None:
    assert time_window(question, FRIDAY) is None


def test_this_week_is_never_only_its_monday() -> None:
    """News quizzes ask about "this week" on any day of it, and mean the seven days before."""
    for day in (FRIDAY + timedelta(days=n) for n in range(7)):
        window = time_window("Who won this week?", day)
        assert window is not None
        assert (window.since, window.until) == (day - timedelta(days=7), day)


def test_another_language_names_no_window_yet() -> None:
    assert time_window("Wer gewann in May 2024?", FRIDAY, "de") is None


PIECES = st.sampled_from(
    """in on since before after between and from to the last next this past of by end week month year Friday March May 5
    31 2024 1999- 2022-05-21 1990s days ago a few couple Q1 summer today yesterday : , . – ' 's""".split()
)
times = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=40).map(" ".join)


@given(question=st.one_of(times, anything), today=st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_text_has_a_window_in_order_or_none(question: str, today: date) -> None:
    window = time_window(question, today)
    if window is None:
        return
    assert window.since or window.until
    assert window.since is None or window.until is None or window.since <= window.until
    assert 0 <= window.words.start < window.words.end <= len(question)
    words = question[window.words.start : window.words.end]
    assert words == words.strip()


@pytest.mark.parametrize(
    "piece", ["in May 2024 ", "1999-", "today ", "before the a a ", " ", "5 5 ", "the end of the "]
)
def test_time_does_not_grow_faster_than_the_text(piece: str) -> None:
    """Only the beginning of a question is read: 4,000 characters cost what 1,000 do."""
    time_window("in May 2024", FRIDAY)
    assert least(lambda asked: time_window(asked, FRIDAY), (piece * 4000)[:4000]) < 2.0
