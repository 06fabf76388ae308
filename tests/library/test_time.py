"""The time of a question against the dates of the articles."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from retrieval import Answer, Filters, InvalidQuestion, Library, Reason, Refusal
from tests.core_fakes import add, dated, open_small

FRIDAY = date(2024, 1, 12)
STORIES = {
    "2024-01-10": "The harbour treaty was signed on May 5 in Tokyo by both ministers.",
    "2023-11-02": "The glacier museum was opened on May 6 in Oslo by the queen herself.",
    "2023-12-01": "The copper bridge was closed on May 7 in Lima by the city engineers.",
}


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    async with open_small(tmp_path, answer={"threshold": 0.0}) as opened:
        for day, body in STORIES.items():
            await add(opened, f"{day}.md", dated(body[4:20], body, None, day))
        await add(
            opened, "undated.md", dated("Orchard festival", "The orchard festival was held on May 8 in Rome.")
        )
        yield opened


async def test_a_relative_time_is_held_to(library: Library) -> None:
    outcome = await library.ask("when was the harbour treaty signed this week?", today=FRIDAY)
    assert isinstance(outcome, Answer)
    assert outcome.as_of == date(2024, 1, 10)
    cited = {each.published_at for each in outcome.citations}
    assert cited <= {"2024-01-10", None}


async def test_an_undated_article_is_not_lost_to_a_relative_time(library: Library) -> None:
    outcome = await library.ask("when was the orchard festival held this week?", today=FRIDAY)
    assert isinstance(outcome, Answer)
    assert "orchard" in outcome.citations[0].quote.text


async def test_the_time_of_an_event_filters_nothing(library: Library) -> None:
    outcome = await library.ask("when in 1985 was the glacier museum opened?", today=FRIDAY)
    assert isinstance(outcome, Answer)
    assert "glacier" in outcome.citations[0].quote.text


async def test_what_is_near_at_another_time_is_shown_with_its_date(tmp_path: Path) -> None:
    async with open_small(tmp_path, answer={"threshold": 0.0}) as library:
        await add(library, "a.md", dated("Museum", STORIES["2023-11-02"], None, "2023-11-02"))
        outcome = await library.ask("when was the glacier museum opened this week?", today=FRIDAY)
        assert isinstance(outcome, Refusal)
        assert outcome.reason is Reason.OUTSIDE_TIME
        assert (outcome.since, outcome.until) == (date(2024, 1, 5), FRIDAY)
        assert outcome.nearest is not None
        assert outcome.nearest.published_at == "2023-11-02"
        assert outcome.nearest.quote.marks == ()
        month_later = await library.ask(
            "when was the glacier museum opened last week?", today=date(2023, 11, 8)
        )
        assert isinstance(month_later, Answer)


async def test_a_day_of_grace(library: Library) -> None:
    """Published on the tenth: a question about the ninth or the eleventh may still mean it."""
    for today in (date(2024, 1, 10), date(2024, 1, 11), date(2024, 1, 12)):
        outcome = await library.ask("when was the harbour treaty signed yesterday?", today=today)
        assert isinstance(outcome, Answer), today
        assert "harbour" in outcome.citations[0].quote.text


async def test_as_of_a_day_later_articles_do_not_exist(library: Library) -> None:
    """Neither as an answer nor as what is near, whatever the question says about time; what states no day may be near."""
    for question in ("when was the harbour treaty signed?", "when was the harbour treaty signed this week?"):
        outcome = await library.ask(
            question, filters=Filters(until=date(2023, 11, 15)), today=date(2023, 11, 15)
        )
        if isinstance(outcome, Answer):
            assert all(each.published_at == "2023-11-02" for each in outcome.citations)
        elif outcome.nearest is not None:
            assert outcome.nearest.published_at in ("2023-11-02", None)


async def test_nothing_published_by_then(library: Library) -> None:
    early = date(2020, 1, 1)
    outcome = await library.ask("when was the treaty signed?", filters=Filters(until=early), today=early)
    assert isinstance(outcome, Refusal)
    assert outcome.nearest is None or outcome.nearest.published_at is None
    assert replace(outcome, nearest=None) == Refusal(outcome.question, Reason.OUTSIDE_TIME, until=early)
    with pytest.raises(InvalidQuestion):
        await library.ask("when?", filters=Filters(since=FRIDAY, until=early))


@pytest.mark.parametrize(
    "question", ["last week?", "and in March 2024?", "yesterday", "Monday", "2022-05-21"]
)
async def test_a_time_alone_is_no_question(library: Library, question: str) -> None:
    outcome = await library.ask(question, today=FRIDAY)
    assert outcome == Refusal(question, Reason.NOT_A_QUESTION)


async def test_the_clock_s_day_is_today(library: Library) -> None:
    """The clock of these tests stands on 2 January 2026."""
    outcome = await library.ask("when was the harbour treaty signed two years ago?")
    assert isinstance(outcome, Answer)
    assert outcome.as_of == date(2024, 1, 10)


async def test_outside_the_chosen_days_the_nearest_undated_passage_is_shown(library: Library) -> None:
    filters = Filters(since=date(2024, 6, 1), until=date(2024, 6, 30))
    outcome = await library.ask("when was the orchard festival held?", filters=filters)
    assert isinstance(outcome, Refusal)
    assert (outcome.reason, outcome.since, outcome.until) == (
        Reason.OUTSIDE_TIME,
        filters.since,
        filters.until,
    )
    assert outcome.nearest is not None
    assert "orchard festival" in outcome.nearest.quote.text
    assert outcome.nearest.published_at is None
    assert outcome.nearest.quote.marks == ()


async def test_an_answer_from_the_chosen_days_needs_no_undated_passage(library: Library) -> None:
    filters = Filters(since=date(2024, 1, 1))
    outcome = await library.ask("when was the harbour treaty signed?", filters=filters)
    assert isinstance(outcome, Answer)


async def test_publishers_without_articles_are_named_as_the_reason(library: Library) -> None:
    bay = Filters(publishers=("Bay News",))
    for filters in (bay, replace(bay, since=FRIDAY), replace(bay, article_ids=())):
        outcome = await library.ask("when was the harbour treaty signed?", filters=filters)
        assert isinstance(outcome, Refusal)
        assert outcome.reason is Reason.NO_PUBLISHER
