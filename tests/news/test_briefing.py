"""What is new: a verified line for each story, what moved first, and nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from retrieval import Draft, Filters, Library, NotFound, Reason, Refusal, Settings, open_library
from retrieval.errors import TopicTooLong, UnreadableTime
from retrieval.models.embedder import SentenceEmbedder
from retrieval.news import Briefing, Since, Wanted
from retrieval.store.articles import Articles

pytestmark = pytest.mark.asyncio(loop_scope="module")
CLOCK = [datetime(2024, 1, 20, 8, tzinfo=UTC)]
MAY = Since(date(2024, 1, 15))
EVERYTHING = Wanted()
LANDSLIDE = Wanted(("the Garuva landslide",))


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
        "Garuva mourns", "Hill Times", "2024-01-16",
        "The Garuva landslide killed 44 people, the mayor said on Tuesday. Flags hung at half mast.",
    ),
    article(
        "Flags at half mast", "Valley Record", "2024-01-17",
        "The Garuva landslide killed 44 people, the mayor said on Tuesday evening. Schools stay shut.",
    ),
    article(
        "Bridge opens", "City Sheet", "2024-01-18",
        "The ribbon of the new Lorne bridge was cut by the queen on Thursday. It has two lanes.",
    ),
    article(
        "Old bridge", "City Sheet", "2024-01-02",
        "The old Lorne bridge is closed to lorries, the city said. It has one lane.",
    ),
]  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def library(
    tmp_path_factory: pytest.TempPathFactory, minilm: SentenceEmbedder
) -> AsyncIterator[Library]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("briefing") / "data")
    async with open_library(settings, embedder=minilm, clock=lambda: CLOCK[0]) as opened:
        await opened.add(ARTICLES)
        yield opened


async def brief(
    library: Library, wanted: Wanted = EVERYTHING, since: Since = MAY, filters: Filters | None = None
) -> Briefing:
    found = await library.briefings.make(wanted, since, filters or Filters())
    assert isinstance(found, Briefing), found
    for entry in found.entries:
        for cited in (entry.citation, *entry.also, *([entry.before] if entry.before else [])):
            assert (await library.context(cited)).verified
    return found


def titles(briefing: Briefing) -> Sequence[str]:
    return [each.citation.title for each in briefing.entries]


async def test_a_topic_has_one_line_a_story_and_what_moved(library: Library) -> None:
    found = await brief(library, LANDSLIDE)
    (entry,) = found.entries
    assert entry.citation.number == 1
    assert entry.before is not None
    assert [text for text, is_marked in entry.before.quote.parts if is_marked] == ["nine people"]
    assert any("44" in text for text, is_marked in entry.citation.quote.parts if is_marked)
    assert entry.before.published_at == "2024-01-08"
    assert not entry.disagrees
    assert entry.articles == 2, "the other article says the same"


async def test_without_a_topic_everything_new_what_moved_first(library: Library) -> None:
    found = await brief(library)
    assert len(found.entries) == 2
    assert found.entries[0].before is not None
    assert titles(found)[1] == "Bridge opens"
    assert "Lorne bridge was cut" in found.entries[1].citation.quote.text
    assert found.until == CLOCK[0]


async def test_nothing_new_says_what_is_newest_and_an_unknown_topic_is_a_refusal(library: Library) -> None:
    since = Since(date(2024, 1, 19))
    found = await brief(library, LANDSLIDE, since)
    assert not found.entries
    assert found.latest is not None
    assert "44 people" in found.latest.quote.text
    assert not (await brief(library, since=since)).entries
    unknown = await library.briefings.make(Wanted(("quantum computing in Peru",)), MAY, Filters())
    assert isinstance(unknown, Refusal)
    assert (unknown.reason, unknown.nearest) == (Reason.NOTHING_FOUND, None)
    empty = await library.briefings.make(Wanted(), MAY, Filters(scopes=("guild:9",)))
    assert isinstance(empty, Refusal)
    assert empty.reason is Reason.EMPTY_LIBRARY


async def test_publishers_and_scopes_are_those_of_a_question(library: Library) -> None:
    found = await brief(library, filters=Filters(publishers=("City Sheet",)))
    assert titles(found) == ["Bridge opens"]


async def test_topics_that_are_too_long_and_times_that_are_none(library: Library) -> None:
    with pytest.raises(TopicTooLong):
        Wanted(("x" * 201,))
    with pytest.raises(UnreadableTime):
        await library.briefings.since("whenever")
    assert await library.briefings.since("monday") == MAY


async def test_pages_are_kept_without_what_was_removed(library: Library) -> None:
    found = await brief(library)
    kept_id = await library.briefings.keep(found, ("shared",), person="ann", home="town", private=True)
    kept = await library.briefings.kept(kept_id)
    assert (kept.briefing.entries, kept.person, kept.private) == (found.entries, "ann", True)
    removed = found.entries[1].citation.quote.article_id
    await library.articles.remove(removed)
    assert len((await library.briefings.kept(kept_id)).briefing.entries) == 1
    await library.articles.restore(removed)
    assert (await library.people.summary("ann")).briefings == 1
    assert await library.briefings.last("ann", "town") is None
    await library.briefings.was_briefed("ann", "town", found)
    assert await library.briefings.last("ann", "town") == CLOCK[0]
    assert await library.retention.forget_before("town", CLOCK[0]) == 0
    assert await library.briefings.last("ann", "town") == CLOCK[0], "not older than the limit"
    assert (await library.people.forget("ann")).briefings == 2
    with pytest.raises(NotFound):
        await library.briefings.kept(kept_id)
    assert await library.briefings.last("ann", "town") is None


async def test_since_the_last_time_is_what_came_in_after_it(
    tmp_path: Path, minilm: SentenceEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [datetime(2024, 3, 1, 8, tzinfo=UTC)]
    settings = Settings(data_dir=tmp_path / "data")
    async with open_library(settings, embedder=minilm, clock=lambda: clock[0]) as library:
        first = article(
            "Ferry sinks", "Coast", "2024-03-01", "A ferry sank off Marovo at noon. Boats search on."
        )
        await library.add([first])
        clock[0] = datetime(2024, 3, 2, 8, tzinfo=UTC)
        last = Since.last(datetime(2024, 3, 1, 20, tzinfo=UTC))
        assert not (await brief(library, since=last)).entries
        late = article(
            "Storm passes", "Coast", "2024-02-29", "The storm over Marovo has passed, sailors said."
        )
        archive = article(
            "Storm of 1990", "Coast", "1990-02-01", "The storm of the century hit Marovo in 1990."
        )
        changed = replace(
            first, text="A ferry sank off Marovo at noon. Divers found the wreck of the ferry on Saturday."
        )
        await library.add([late, archive, replace(changed, original=changed.text)])
        found = await brief(library, since=last)
        assert sorted(titles(found)) == ["Ferry sinks", "Storm passes"], "an old article is no news"
        told = [each.citation.quote.text for each in found.entries]
        assert "Divers found the wreck of the ferry on Saturday." in told, "only what its new version says"
        assert not (await brief(library, since=Since.last(clock[0]))).entries


async def test_an_article_that_is_being_written_meanwhile_is_told_once(
    tmp_path: Path, minilm: SentenceEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is stamped, but not committed, when a briefing is asked for."""
    clock = [datetime(2024, 3, 1, 8, tzinfo=UTC)]
    stamped, go_on, insert = asyncio.Event(), asyncio.Event(), Articles.insert

    async def slow(*given: Any) -> int:
        stamped.set()
        await go_on.wait()
        return await insert(*given)

    settings = Settings(data_dir=tmp_path / "data")
    async with open_library(settings, embedder=minilm, clock=lambda: clock[0]) as library:
        monkeypatch.setattr(Articles, "insert", slow)
        ferry = article(
            "Ferry sinks", "Coast", "2024-03-01", "A ferry sank off Marovo at noon. Boats search on."
        )
        adding = asyncio.create_task(library.add([ferry]))
        await stamped.wait()
        clock[0] += timedelta(seconds=1)
        making = asyncio.create_task(brief(library, since=Since.last(clock[0] - timedelta(hours=1))))
        await asyncio.wait({making}, timeout=0.2)  # it must not end before the article is there
        go_on.set()
        await adding
        first = await making
        clock[0] += timedelta(hours=1)
        second = await brief(library, since=Since.last(first.until))
    assert [titles(first), titles(second)] == [["Ferry sinks"], []]


async def test_the_older_version_of_an_article_gives_the_value_before(
    tmp_path: Path, minilm: SentenceEmbedder
) -> None:
    clock = [datetime(2024, 5, 1, 8, tzinfo=UTC)]
    text = "Sirens were heard at noon in Orlan. The Orlan quake killed {} people, the governor said in the evening."
    async with open_library(
        Settings(data_dir=tmp_path / "data"), embedder=minilm, clock=lambda: clock[0]
    ) as library:
        await library.add([article("Quake in Orlan", "Orlan Post", "2024-05-01", text.format("six"))])
        clock[0] = datetime(2024, 5, 3, 8, tzinfo=UTC)
        await library.add([article("Quake in Orlan", "Orlan Post", "2024-05-01", text.format("nine"))])
        (entry,) = (await brief(library, since=Since.last(datetime(2024, 5, 2, tzinfo=UTC)))).entries
    assert entry.before is not None
    assert (entry.before.quote.version, entry.citation.quote.version) == (1, 2)
    assert "six people" in entry.before.quote.text
    assert "nine people" in entry.citation.quote.text
