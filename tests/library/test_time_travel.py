"""Answers as of a day: from the text of each article as it stood then."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from retrieval import (
    Answer,
    Draft,
    Filters,
    Library,
    Outcome,
    Reason,
    Refusal,
    Settings,
    Stance,
    Turn,
    open_library,
)
from retrieval.models.embedder import SentenceEmbedder
from retrieval.news import Timeline
from retrieval.types import Former

KILLED = "how many people were killed in the Garuva landslide?"
OPENS = "when does the Lorne bridge open?"
NINE = "Mud came down at night. The Garuva landslide killed nine people, the mayor said on Monday."
FORTY_FOUR = "Mud came down at night. The Garuva landslide killed 44 people, the mayor said on Friday."


def article(title: str, day: int, text: str, changed: int | None = None) -> Draft:
    updated = f"2024-01-{changed:02}" if changed else None
    return Draft(
        name=title, key=title, title=title, original=text, text=text, publisher="Hill Times",
        published_at=f"2024-01-{day:02}", updated_at=updated, language="en",
    )  # fmt: skip


class Days:
    """The library's clock."""

    now = datetime(2024, 1, 8, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def library(tmp_path: Path, minilm: SentenceEmbedder) -> AsyncIterator[Library]:
    """One article whose change was taken in on the 12th, one whose withdrawal is stated for the 15th; and one of another
    scope."""
    days = Days()
    async with open_library(Settings(data_dir=tmp_path), embedder=minilm, clock=days) as opened:
        await opened.add(
            [
                article("Hill slides in Garuva", 8, NINE),
                article(
                    "Bridge", 5, "The ribbon is ready. The Lorne bridge opens on 4 May 2024, the city said."
                ),
                article(
                    "Roses", 2, "The keeper of the old lighthouse grew roses beside the shed all summer."
                ),
            ]
        )
        await opened.add([article("Theirs", 8, NINE.replace("nine", "70"))], scope="guild:9")
        days.now = datetime(2024, 1, 12, 12, tzinfo=UTC)
        await opened.add([article("Hill slides in Garuva", 8, FORTY_FOUR)])
        await opened.add([article("Theirs", 8, "Nothing of it is true.")], scope="guild:9")
        days.now = datetime(2024, 1, 20, 12, tzinfo=UTC)
        await opened.add([article("Bridge", 5, "This article was withdrawn by its publisher.", 15)])
        yield opened


async def ask(library: Library, question: str, day: int | None, *said: Turn) -> Outcome:
    filters = Filters() if day is None else Filters().known_by(date(2024, 1, day))
    return await library.ask(question, filters=filters, conversation=said)


@pytest.mark.parametrize(
    ("question", "day", "words", "version", "changed"),
    [
        (KILLED, 8, "nine people", 1, 12),
        (KILLED, 11, "nine people", 1, 12),
        (KILLED, 12, "44 people", 2, None),
        (KILLED, None, "44 people", 2, None),
        (OPENS, 5, "4 May 2024", 1, 15),
        (OPENS, 14, "4 May 2024", 1, 15),
    ],
)
async def test_the_words_of_the_version_of_then_are_quoted(
    library: Library, question: str, day: int | None, words: str, version: int, changed: int | None
) -> None:
    answer = await ask(library, question, day)
    assert isinstance(answer, Answer), answer
    first = answer.citations[0]
    assert (answer.answer_text, first.quote.version, answer.doubtful) == (words, version, False)
    then = date(2024, 1, day) if day else None
    assert answer.known_by == then
    assert first.former == (Former(then, date(2024, 1, changed)) if then and changed else None)
    context = await library.context(first)
    assert (context.verified, context.current) == (True, changed is None)


async def test_what_was_not_there_yet_or_is_not_there_any_more_is_not_quoted(library: Library) -> None:
    for question, day in ((KILLED, 7), (OPENS, 15), (OPENS, None)):
        outcome = await ask(library, question, day)
        assert isinstance(outcome, Refusal), (question, day)
        assert outcome.reason is not Reason.NOTHING_YET
    assert await ask(library, KILLED, 1) == Refusal(
        KILLED,
        Reason.NOTHING_YET,
        since=date(2024, 1, 2),
        until=date(2024, 1, 1),
        known_by=date(2024, 1, 1),
    )


async def test_a_question_may_name_the_day_itself(library: Library) -> None:
    whole = await ask(library, "What did we know on 9 January 2024 about the Garuva landslide?", None)
    assert isinstance(whole, Answer)
    assert (whole.known_by, whole.citations[0].quote.version) == (date(2024, 1, 9), 1)
    assert whole.question == "What did we know on 9 January 2024 about the Garuva landslide?"
    now = await ask(library, KILLED, None)
    then = await ask(library, "and what was known on 9 January?", None, Turn.of(now))
    assert isinstance(then, Refusal)  # "and" begins another kind of question
    then = await ask(library, "what was known on 9 January?", None, Turn.of(now))
    assert isinstance(then, Answer)
    assert (then.answer_text, then.known_by) == ("nine people", date(2024, 1, 9))
    assert (await ask(library, "what did we know on 9 January?", None)).kind is Refusal.kind


async def test_claims_and_timelines_are_as_of_the_day_too(library: Library) -> None:
    then = Filters().known_by(date(2024, 1, 9))
    claim = "The Garuva landslide killed nine people."
    verdicts = [await library.check(claim, filters=filters) for filters in (then, Filters())]
    assert [each.stance for each in verdicts] == [Stance.SUPPORTED, Stance.CONTRADICTED]
    moved = await library.timeline(KILLED)
    assert isinstance(moved, Timeline)
    assert [each.words for each in moved.entries] == ["nine", "44 people"]
    still = await library.timeline(KILLED, filters=then)
    assert isinstance(still, Timeline)
    assert [each.words for each in still.entries] == ["nine people"]


async def test_the_filters_hold_for_former_versions(library: Library) -> None:
    day = date(2024, 1, 9)
    theirs = await library.ask(KILLED, filters=Filters(("guild:9",)).known_by(day))
    assert isinstance(theirs, Answer)
    assert theirs.answer_text == "70 people"
    for narrower in (
        Filters(since=day),
        Filters(publishers=("Bay News",)),
        Filters(article_ids=(2,)),
        Filters(without=(1,)),
    ):
        outcome = await library.ask(KILLED, filters=narrower.known_by(day))
        assert isinstance(outcome, Refusal), narrower


async def test_when_it_stood_is_kept_with_the_answer(library: Library) -> None:
    for day in (9, None):
        answer = await ask(library, KILLED, day)
        number = await library.answers.begin(f"key {day}", question=KILLED, scopes=("shared",))
        assert number is not None
        await library.answers.finish(number, answer)
        assert (await library.answers.get(number)).outcome == answer
