"""Relative times in quotes: what they mean, and when nothing is said about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import Article, DateNote, Span
from retrieval.dates.quotes import notes_of, resolve
from tests.strategies import anything

TUESDAY = date(2024, 3, 12)

SURE = [
    ("It will be signed next month.", "next month", "April 2024"),
    ("It was signed last month.", "last month", "February 2024"),
    ("Sales fell earlier this month.", "this month", "March 2024"),
    ("It was signed last year.", "last year", "2023"),
    ("Next year’s budget is bigger.", "Next year", "2025"),
    ("It happened this week.", "this week", "the week of 11 March 2024"),
    ("It happened last week.", "last week", "the week of 4 March 2024"),
    ("They met last weekend.", "last weekend", "9–10 March 2024"),
    ("They met yesterday.", "yesterday", "11 March 2024"),
    ("They met the day before yesterday.", "the day before yesterday", "10 March 2024"),
    ("They meet tomorrow.", "tomorrow", "13 March 2024"),
    ("They met last night.", "last night", "the night of 11 March 2024"),
    ("The minister resigned this morning.", "this morning", "12 March 2024"),
    ("The ministry announced today that it stays.", "today", "12 March 2024"),
    ("They met two days ago.", "two days ago", "10 March 2024"),
    ("They met three weeks ago.", "three weeks ago", "about 20 February 2024"),
    ("They met a year ago.", "a year ago", "about March 2023"),
    ("They met ten years ago.", "ten years ago", "about 2014"),
    ("He was killed by gunmen on Sunday.", "on Sunday", "10 March 2024"),
    ("They met on Tuesday.", "on Tuesday", "12 March 2024"),
    ("The agency said Friday it would close.", "Friday", "8 March 2024"),
    ("She will be mayor after winning half of the vote on Friday.", "on Friday", "8 March 2024"),
    ("“We will go,” she said on Monday.", "on Monday", "11 March 2024"),
    ("The court will decide on Friday.", "on Friday", "15 March 2024"),
    ("The trial is slated to begin Monday.", "Monday", "18 March 2024"),
    ("They arrived last Friday.", "last Friday", "8 March 2024"),
    ("They leave next Tuesday.", "next Tuesday", "19 March 2024"),
    ("It was sold last December.", "last December", "December 2023"),
    ("It is to open next spring.", "next spring", "spring 2025"),
    ("It opens this summer.", "this summer", "summer 2024"),
]
UNSURE = """They met the day before.
They left the next day and came back the next month.
It was the last week of the war.
In the last year, sales fell.
Which today is a museum.
“We will vote tomorrow,” he said.
“They attacked us on Friday,” he said.
They leave next Thursday.
They left last Monday.
It opens next December.
He asked them to close on Monday.
He said the vote will be on Monday and was late.
It is open on Sundays and every Friday.
It begins on Friday, March 22.
It starts on Tuesday 19 March.
They watched Monday Night Football on Black Friday.
It was the fourth Thursday of the month.
More than two years ago it was sold.
He watched Last Week Tonight.
The leaders of tomorrow met.
They met in recent weeks.
It was sold last winter.
They met 9999 years ago.
Monday is the last day on which it was seen.
""".splitlines()


@pytest.mark.parametrize(("text", "words", "means"), SURE)
def test_a_relative_time_is_resolved(text: str, words: str, means: str) -> None:
    (note,) = resolve(text, TUESDAY)
    assert (note.words, note.means) == (words, means)
    assert text[note.span.start : note.span.end] == words


@pytest.mark.parametrize("text", UNSURE)
def test_what_has_two_readings_is_not_resolved(text: str) -> None:
    assert resolve(text, TUESDAY) == ()


def test_on_a_sunday_a_week_has_two_readings() -> None:
    assert resolve("It happened last week.", date(2024, 3, 10)) == ()
    assert resolve("They leave next Monday.", date(2024, 3, 10)) == ()


@given(text=anything, published=st.dates())
def test_notes_are_in_order_and_give_back_their_words(text: str, published: date) -> None:
    end = 0
    for note in resolve(text, published):
        assert text[note.span.start : note.span.end] == note.words
        assert end <= note.span.start < note.span.end
        assert note.means
        end = note.span.end


def article(text: str, published: str | None, **more: str) -> Article:
    fetched = datetime(2026, 1, 1, tzinfo=UTC)
    plain = Article(1, "shared", "k", 1, "Title", text, "hash", fetched, published_at=published)
    return replace(plain, **more)  # type: ignore[arg-type]  # only fields that hold text


def notes(text: str, published: str | None, **more: str) -> tuple[DateNote, ...]:
    return notes_of(article(text, published, **more), Span(0, len(text)))


def test_notes_stand_where_the_article_has_the_words() -> None:
    text = "Before it. They met yesterday. It will end next month."
    whole = article(text, "2024-03-12T10:00:00+09:00")
    found = notes_of(whole, Span(11, len(text)))
    assert [(note.words, note.means) for note in found] == [
        ("yesterday", "11 March 2024"),
        ("next month", "April 2024"),
    ]
    assert [text[note.span.start : note.span.end] for note in found] == ["yesterday", "next month"]


def test_nothing_is_sure_without_a_date_or_in_another_language() -> None:
    text = "They met yesterday."
    assert notes(text, "2024-03-12")
    assert notes(text, None) == ()
    assert notes(text, "2024-03-12", language="de") == ()


def test_of_a_changed_article_only_what_both_days_agree_on() -> None:
    text = "They met yesterday. It will end next month."
    found = notes(text, "2024-03-12", updated_at="2024-03-14")
    assert [note.words for note in found] == ["next month"]
    assert len(notes(text, "2024-03-12", updated_at="2024-03-12T20:00:00Z")) == 2


def test_a_quotation_over_several_sentences_is_still_one() -> None:
    text = "“It is late. They met yesterday. It ends next month,” he said."
    assert [note.words for note in notes(text, "2024-03-12")] == ["next month"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The president fled to Russia on Sunday.", date(2024, 12, 7)),
        ("The president fled, the agency said Sunday.", date(2024, 12, 7)),
        ("He is being held pending completion of his arraignment Thursday.", date(2024, 7, 30)),
    ],
)
def test_a_weekday_that_may_be_still_to_come_is_not_explained(text: str, day: date) -> None:
    """A page goes on being written under its first date, so that "Sunday" on a Saturday may be the next day."""
    assert resolve(text, day) == ()
    assert resolve("The president fled to Russia on Monday.", date(2024, 12, 7))
