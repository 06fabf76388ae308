"""What may not answer: shown as such, continued as an answer is, and never in the way of the asked time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from retrieval import Answer, Certainty, Filters, Library, OutcomeKind, Reason, Refusal, Turn
from tests.core_fakes import add, dated, open_small

TREATY = "The Treaty\n\nThe treaty was signed on May 5 in Tokyo by both ministers. Rain fell on the guests."
QUESTION = "when was the treaty signed?"
ALL_DOUBTFUL = {"threshold": 1.0, "doubt": 0.0}


async def test_it_has_verified_quotes_and_can_be_continued(tmp_path: Path) -> None:
    async with open_small(tmp_path, answer=ALL_DOUBTFUL) as library:
        await add(library, "a.txt", TREATY)
        outcome = await library.ask(QUESTION)
        assert isinstance(outcome, Answer)
        assert (outcome.kind, outcome.certainty) == (OutcomeKind.DOUBTFUL, Certainty.DOUBTFUL)
        assert "May 5" in outcome.answer_text
        assert (await library.context(outcome.citations[0])).verified
        then = await library.ask("and where?", conversation=[Turn.of(outcome)])
        assert isinstance(then, Answer)
        assert "Tokyo" in then.citations[0].quote.text


@pytest.mark.parametrize("question", ["", "who?", "last week?"])
async def test_what_asks_nothing_stays_a_refusal(tmp_path: Path, question: str) -> None:
    async with open_small(tmp_path, answer=ALL_DOUBTFUL) as library:
        await add(library, "a.txt", TREATY)
        assert (await library.ask(question)).kind is OutcomeKind.REFUSAL


# The asked time

FRIDAY = date(2024, 1, 12)
WEAK = dated(
    "Guests", "The glacier museum had many guests after it opened, and rain fell on them.", None, "2024-01-10"
)
STRONG = dated("Museum", "The glacier museum was opened on May 6 in Oslo by the queen.", None, "2023-11-02")
WHEN = "when was the glacier museum opened"
THIS_WEEK = f"{WHEN} this week?"
SINCE = Filters(since=date(2024, 1, 5))


async def confidences(folder: Path) -> tuple[float, float]:
    """Of the weaker and of the stronger article, as they answer alone."""
    found = []
    for name, article in (("weak", WEAK), ("strong", STRONG)):
        async with open_small(folder / name, answer={"threshold": 0.0}) as library:
            await add(library, "a.md", article)
            found.append((await library.ask(f"{WHEN}?", today=FRIDAY)).confidence)
    return found[0], found[1]


async def filled(library: Library, *articles: str) -> Library:
    for number, article in enumerate(articles):
        await add(library, f"{number}.md", article)
    return library


async def test_it_gives_way_where_another_time_has_the_answer(tmp_path: Path) -> None:
    weak, strong = await confidences(tmp_path)
    assert weak < strong
    answer = {"threshold": (weak + strong) / 2, "doubt": weak / 2}
    async with open_small(tmp_path / "both", answer=answer) as library:
        await filled(library, WEAK, STRONG)
        outcome = await library.ask(THIS_WEEK, today=FRIDAY)
        assert isinstance(outcome, Refusal)
        assert outcome.reason is Reason.OUTSIDE_TIME
        assert outcome.nearest is not None
        assert outcome.nearest.published_at == "2023-11-02"


@pytest.mark.parametrize("filters", [Filters(), SINCE])
async def test_it_stays_where_nothing_is_better(tmp_path: Path, filters: Filters) -> None:
    """Neither article answers: the one from the asked time is shown."""
    async with open_small(tmp_path, answer=ALL_DOUBTFUL) as library:
        await filled(library, WEAK, STRONG)
        outcome = await library.ask(THIS_WEEK, filters=filters, today=FRIDAY)
        assert isinstance(outcome, Answer)
        assert outcome.doubtful
        assert {each.published_at for each in outcome.citations} == {"2024-01-10"}


async def test_another_time_has_no_doubtful_answers(tmp_path: Path) -> None:
    async with open_small(tmp_path, answer=ALL_DOUBTFUL) as library:
        await filled(library, STRONG)
        outcome = await library.ask(THIS_WEEK, today=FRIDAY)
        assert isinstance(outcome, Refusal)
        assert outcome.reason is Reason.OUTSIDE_TIME
        assert outcome.nearest is not None
        assert outcome.nearest.quote.marks == ()


async def test_an_undated_passage_is_no_doubtful_answer_for_chosen_days(tmp_path: Path) -> None:
    async with open_small(tmp_path, answer=ALL_DOUBTFUL) as library:
        await add(library, "a.txt", TREATY)
        outcome = await library.ask(QUESTION, filters=SINCE)
        assert isinstance(outcome, Refusal)
        assert outcome.reason is Reason.OUTSIDE_TIME
