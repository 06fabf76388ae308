"""How an answer moved: a line a change, oldest first, each with a verified quote."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from retrieval import Answer, Draft, Filters, Library, OutcomeKind, Refusal, Settings, open_library
from retrieval.models.embedder import SentenceEmbedder
from retrieval.news import Timeline

KILLED = "how many people were killed in the Garuva landslide?"


def article(title: str, publisher: str, day: str | None, text: str) -> Draft:
    return Draft(
        name=title, key=title, title=title, original=text, text=text, publisher=publisher, published_at=day,
        language="en",
    )  # fmt: skip


ARTICLES = [
    article(
        "Hill slides", "Hill Times", "2024-01-08",
        "Mud came down at night. The Garuva landslide killed nine people, the mayor said on Monday.",
    ),
    article(
        "Search goes on", "World Desk", "2024-01-09",
        "Dogs came from abroad. Nine people were killed in the Garuva landslide, rescuers said.",
    ),
    article(
        "Second count", "Prefect Press", "2024-01-09",
        "The prefect has other figures. He says that the Garuva landslide killed 12 people.",
    ),
    article(
        "Garuva mourns", "Hill Times", "2024-01-16",
        "Flags hung at half mast. The Garuva landslide killed 44 people, the mayor said on Tuesday.",
    ),
    article(
        "A month later", "Valley Record", "2024-02-10",
        "Nobody has moved back. In all 44 people were killed in the Garuva landslide in January.",
    ),
    article(
        "The hurt of Garuva", "Health Dispatch", "2024-01-17",
        "The clinic is full. The Garuva landslide injured 70 people, doctors said.",
    ),
    article(
        "Bridge opens", "City Sheet", "2024-04-02",
        "The ribbon was cut by the queen. The Lorne bridge opens on 4 May 2024, the city said.",
    ),
    article(
        "Why it slid", "Science Page", "2024-03-02",
        "Trees had been felled. The hill slid because the forest above Garuva had been cut, geologists say.",
    ),
]  # fmt: skip


@pytest.fixture
async def library(tmp_path: Path, minilm: SentenceEmbedder) -> AsyncIterator[Library]:
    async with open_library(Settings(data_dir=tmp_path / "data"), embedder=minilm) as opened:
        await opened.add(ARTICLES)
        yield opened


async def timeline(library: Library, question: str, filters: Filters | None = None) -> Timeline:
    found = await library.timeline(question, filters=filters or Filters())
    assert isinstance(found, Timeline), found
    for citation in found.sources:
        assert (await library.context(citation)).verified
    return found


async def test_each_value_stands_once_with_the_article_that_gave_it_first(library: Library) -> None:
    found = await timeline(library, KILLED)
    told = [(each.words, each.citation.published_at, each.citation.publisher) for each in found.entries]
    assert told == [
        ("nine people", "2024-01-08", "Hill Times"),
        ("12 people", "2024-01-09", "Prefect Press"),
        ("44 people", "2024-01-16", "Hill Times"),
    ]
    assert [each.disagrees for each in found.entries] == [False, True, False]
    assert [[also.publisher for also in each.also] for each in found.entries] == [
        ["World Desk"],
        [],
        ["Valley Record"],
    ]
    assert [each.number for each in found.entries] == [9, 12, 44]
    assert found.has_moved
    assert found.answer.answer_text == "44 people"


async def test_only_the_days_that_are_asked_for_are_looked_at(library: Library) -> None:
    found = await timeline(library, KILLED, Filters(until=date(2024, 1, 10)))
    assert [each.words for each in found.entries] == ["nine people", "12 people"]
    found = await timeline(library, KILLED, Filters(publishers=("Hill Times",)))
    assert [each.words for each in found.entries] == ["nine people", "44 people"]
    assert not found.entries[1].disagrees


async def test_a_value_that_never_moved_is_one_entry(library: Library) -> None:
    found = await timeline(library, "when does the Lorne bridge open?")
    assert not found.has_moved
    assert [each.day for each in found.entries] == [date(2024, 5, 4)]


async def test_what_cannot_be_compared_has_no_entry_but_an_answer(library: Library) -> None:
    found = await timeline(library, "why did the hill above Garuva slide?")
    assert found.entries == ()
    assert not found.has_moved
    assert "forest" in found.answer.citations[0].quote.text


async def test_a_refusal_is_handed_back(library: Library) -> None:
    found = await library.timeline("how many moons does Jupiter have?")
    assert isinstance(found, Refusal)
    other = await library.timeline(KILLED, filters=Filters(scopes=("guild:1",)))
    assert isinstance(other, Refusal)


async def test_a_doubtful_answer_is_handed_back(tmp_path: Path, minilm: SentenceEmbedder) -> None:
    settings = Settings.model_validate(
        {"data_dir": tmp_path / "data", "answer": {"threshold": 0.999, "doubt": 0.1}}
    )
    async with open_library(settings, embedder=minilm) as opened:
        await opened.add(ARTICLES)
        found = await opened.timeline(KILLED)
    assert isinstance(found, Answer)
    assert found.kind is OutcomeKind.DOUBTFUL


def of_versions(text: str, *, updated_at: str | None = None) -> Draft:
    made = article("Quake in Orlan", "Orlan Post", "2024-05-01", text)
    return replace(made, updated_at=updated_at)


async def test_an_article_that_was_changed_gave_both_values(tmp_path: Path, minilm: SentenceEmbedder) -> None:
    """The second change states its day; the first one counts from the day on which it was taken in."""
    days = iter((date(2024, 5, 1), date(2024, 5, 3), date(2024, 5, 9)))
    clock = [datetime(2024, 5, 1, tzinfo=UTC)]
    question = "how many people were killed in the Orlan quake?"
    text = "Sirens were heard at noon. The Orlan quake killed {} people, the governor said in the evening."
    async with open_library(
        Settings(data_dir=tmp_path / "data"), embedder=minilm, clock=lambda: clock[0]
    ) as opened:
        for value, updated_at in (("six", None), ("nine", None), ("14", "2024-05-07")):
            clock[0] = datetime.combine(next(days), time(12), UTC)
            await opened.add([of_versions(text.format(value), updated_at=updated_at)])
        found = await timeline(opened, question)
        until = await timeline(opened, question, Filters(until=date(2024, 5, 4)))
    told = [(each.words, each.since, each.changed_on) for each in found.entries]
    assert told == [
        ("six", date(2024, 5, 1), None),
        ("nine", date(2024, 5, 3), date(2024, 5, 3)),
        (found.answer.answer_text, date(2024, 5, 7), date(2024, 5, 7)),
    ]
    assert [each.citation.quote.version for each in found.entries] == [1, 2, 3]
    assert found.origins == 1
    assert [each.words for each in until.entries] == ["six", "nine"]
    assert found.answer.answer_text.startswith("14")
