"""How an answer moved: a line a change, oldest first, each with a verified quote."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
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
        ("12", "2024-01-09", "Prefect Press"),
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
    assert [each.words for each in found.entries] == ["nine people", "12"]
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
