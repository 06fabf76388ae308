"""What becomes of the quotes of earlier answers, with the real library: changed, corrected, removed, and back again."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from retrieval import Library, PersonalDataSummary, Quote, Reason, Refusal, Settings, Span, open_library
from retrieval.news import Erratum, ErratumKind, Unshown
from retrieval.news.errata import restated
from tests.core_fakes import HashingEmbedder
from tests.errata import FOUR, NINE, NOTICE, OTHER, cited, logged, take_in
from tests.older_schema import bring_back

DAY = date(2024, 5, 1)
GONE = Erratum(1, ErratumKind.WITHDRAWN, DAY)
YONIN, KUNIN = "花蓮の地震で4人が死亡した。", "花蓮の地震で9人が死亡した。"
CHANGED = Erratum(1, ErratumKind.CHANGED, DAY, NINE)


class Days:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2024, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)  # no two things happen at the same moment
        return self.now


@pytest.fixture
def clock() -> Days:
    return Days()


@pytest.fixture
async def library(tmp_path: Path, clock: Days) -> AsyncIterator[Library]:
    async with open_library(Settings(data_dir=tmp_path), embedder=HashingEmbedder(), clock=clock) as opened:
        yield opened


async def compared(library: Library) -> dict[int, tuple[Erratum, ...]]:
    """Everything that is touched is compared; what each message is to say and does not."""
    for answer_id in await library.errata.touched():
        await library.errata.compare(answer_id)
    assert await library.errata.touched() == []
    return {each: (await library.errata.get(each)).wanted for each in await library.errata.to_show()}


async def show(library: Library) -> None:
    for answer_id in await library.errata.to_show():
        await library.errata.was_shown(answer_id, (await library.errata.get(answer_id)).wanted)


async def test_a_new_version_without_the_words_and_one_that_has_them_again(library: Library) -> None:
    article = await take_in(library, FOUR, OTHER)
    answer = await logged(library, await cited(library, article))
    other = await logged(library, await cited(library, article, OTHER), number=2)
    assert await compared(library) == {}
    await take_in(library, NINE, OTHER)
    assert await library.errata.touched() == [other, answer]
    assert await compared(library) == {answer: (CHANGED,)}, "the other quote stands there as before"
    await show(library)
    assert await compared(library) == {}
    await take_in(library, NINE, OTHER, "It is raining.")
    assert await compared(library) == {}, "it says so already"
    await take_in(library, FOUR, OTHER)
    assert await compared(library) == {answer: ()}


async def test_a_sentence_without_a_successor_is_gone(library: Library) -> None:
    article = await take_in(library, FOUR, OTHER)
    answer = await logged(library, await cited(library, article))
    await take_in(library, OTHER, "The keeper of the lighthouse grew roses all summer.")
    assert await compared(library) == {answer: (replace(CHANGED, now=None),)}


async def test_the_day_is_that_of_the_version_in_which_the_words_went(library: Library, clock: Days) -> None:
    article = await take_in(library, FOUR)
    answer = await logged(library, await cited(library, article))
    clock.now += timedelta(days=1)
    await take_in(library, FOUR, OTHER)
    clock.now += timedelta(days=1)
    await take_in(library, NINE, OTHER)
    clock.now += timedelta(days=1)
    await take_in(library, NINE)
    assert await compared(library) == {answer: (replace(CHANGED, day=date(2024, 5, 3)),)}


async def test_a_notice_that_is_new(library: Library) -> None:
    article = await take_in(library, FOUR)
    answer = await logged(library, await cited(library, article))
    await take_in(library, FOUR, NOTICE)
    assert await compared(library) == {answer: (Erratum(1, ErratumKind.CORRECTED, DAY, NOTICE),)}
    later = await logged(library, await cited(library, article), number=2)
    await take_in(library, FOUR, OTHER, NOTICE)
    assert later not in await compared(library), "its answer has shown the notice"


async def test_an_article_that_is_removed_brought_back_and_gone_for_good(
    library: Library, clock: Days
) -> None:
    article = await take_in(library, FOUR)
    answer = await logged(library, await cited(library, article))
    await library.articles.remove(article)
    assert await compared(library) == {answer: (GONE,)}
    await library.articles.restore(article)
    assert await compared(library) == {}, "nothing was shown"
    await library.articles.remove(article)
    await compared(library)
    await show(library)
    clock.now += timedelta(days=40)
    assert await library.articles.writer.purge(clock.now) == 1
    assert await compared(library) == {}, "the day stays as it was said"


async def test_what_went_for_good_while_nobody_looked(library: Library, clock: Days) -> None:
    article = await take_in(library, FOUR)
    answer = await logged(library, await cited(library, article))
    await library.articles.remove(article)
    await library.articles.writer.purge(clock.now + timedelta(days=1))
    assert await compared(library) == {answer: (GONE,)}


async def test_a_message_that_says_something_is_looked_after_as_long_as_it_is_kept(
    library: Library, clock: Days
) -> None:
    article = await take_in(library, FOUR)
    answer = await logged(library, await cited(library, article))
    await take_in(library, NINE)
    await compared(library)
    await show(library)
    clock.now += timedelta(days=60)
    await take_in(library, FOUR)
    assert await compared(library) == {answer: ()}


async def test_other_rules_of_reading_are_no_change(library: Library) -> None:
    article = await take_in(library, FOUR, OTHER)
    citation = await cited(library, article)
    read_otherwise = replace(citation, quote=replace(citation.quote, text=f"{FOUR} Share this."))
    await logged(library, read_otherwise)
    async with library.articles.database.transaction() as connection:
        await connection.execute(
            """INSERT INTO article_versions(article_id, version, content_hash, title, fetched_at, original, text)
               SELECT id, version, content_hash, title, fetched_at, original, text || ' Share this.' FROM articles"""
        )
        await connection.execute("UPDATE articles SET version = version + 1")
        await connection.execute("INSERT INTO changes(passage_id) SELECT id FROM passages")
    assert await library.errata.touched() == [1]
    assert await compared(library) == {}


async def test_answers_of_before_are_looked_after(tmp_path: Path, clock: Days) -> None:
    """A database of the eighth schema."""
    settings = Settings(data_dir=tmp_path)
    async with open_library(settings, embedder=HashingEmbedder(), clock=clock) as library:
        article = await take_in(library, FOUR)
        answer = await logged(library, await cited(library, article))
    with closing(sqlite3.connect(settings.database_path)) as connection:
        for number, damaged in enumerate(('{"citations": ["x", 5, {"quote": 1}]}', "no JSON", None), 100):
            row = (number, "[]", "?", damaged, "2024-05-01")
            connection.execute(
                "INSERT INTO answers(id, scopes, question, outcome, asked_at) VALUES (?, ?, ?, ?, ?)", row
            )
        bring_back(connection, 8)
    async with open_library(settings, embedder=HashingEmbedder(), clock=clock) as library:
        assert await compared(library) == {}
        await library.articles.remove(article)
        assert await compared(library) == {answer: (GONE,)}


async def test_whose_message_is_left_alone(library: Library, clock: Days) -> None:
    article = await take_in(library, FOUR)
    citation = await cited(library, article)
    await logged(library, citation, number=1)
    clock.now += timedelta(days=31)
    private = await logged(library, citation, number=2, private=True)
    await logged(library, citation, number=3, posted_key=None)
    forgotten = await logged(library, citation, number=4, asked_by="discord:user:6")
    mine = await logged(library, citation, number=5)
    await library.articles.remove(article)
    assert await library.errata.touched() == [mine, forgotten], "not the old one, nor what nobody else sees"
    await library.people.forget("discord:user:6")
    assert list(await compared(library)) == [mine]
    await library.answers.publish(private)
    await take_in(library, OTHER, key="bridge")
    assert list(await compared(library)) == [mine, private]


async def test_a_question_that_is_reworded_begins_anew(library: Library) -> None:
    article = await take_in(library, FOUR)
    answer = await logged(library, await cited(library, article))
    await library.articles.remove(article)
    await compared(library)
    await library.answers.finish(answer, Refusal("who?", Reason.NOTHING_FOUND))
    assert await compared(library) == {}
    assert (await library.errata.get(answer)).wanted == ()


async def test_what_cannot_be_shown_is_tried_again_when_it_is_something_else(library: Library) -> None:
    article = await take_in(library, FOUR)
    answer = await logged(library, await cited(library, article))
    await library.articles.remove(article)
    await compared(library)
    await library.errata.was_not_shown(answer, Unshown.FORBIDDEN)
    assert await library.errata.to_show() == []
    await library.articles.restore(article)
    assert await compared(library) == {}, "the message says nothing, as it should"
    await take_in(library, NINE)
    assert await compared(library) == {answer: (CHANGED,)}


async def test_the_person_is_told_once_and_only_at_their_wish(library: Library) -> None:
    article = await take_in(library, FOUR)
    await logged(library, await cited(library, article), asked_by="discord:user:6")
    mine = await logged(library, await cited(library, article), number=2)
    await library.people.read_errata("discord:user:5", True)
    await library.people.read_errata("discord:user:5", True)
    assert (await library.people.summary("discord:user:5")).errata
    await library.articles.remove(article)
    await compared(library)
    assert await library.errata.to_tell() == [], "not before the message says it"
    await show(library)
    assert await library.errata.to_tell() == [mine]
    await library.errata.begin_telling(mine)
    assert (await library.errata.get(mine)).telling is not None
    await library.errata.was_told(mine)
    await library.articles.restore(article)
    await compared(library)
    await show(library)
    await library.articles.remove(article)
    await compared(library)
    await show(library)
    assert await library.errata.to_tell() == [], "once for each answer"
    await library.people.forget("discord:user:5")
    assert await library.people.summary("discord:user:5") == PersonalDataSummary(0, 0, None)


@pytest.mark.parametrize(
    ("quoted", "before", "after", "language", "now"),
    [
        (FOUR, FOUR, f"It is raining. {NINE} It is warm.", "en", NINE),
        (f"It is raining. {FOUR}", f"It is raining. {FOUR}", f"It is raining. {NINE}", "en", NINE),
        (FOUR, f"{FOUR} {NINE}", NINE, "en", None),  # it stood there before
        (YONIN, YONIN, f"{KUNIN}雨だ。", "ja", KUNIN),
        (FOUR, "", "", "en", None),
    ],
)  # fmt: skip
def test_the_sentence_that_stands_there_now(
    quoted: str, before: str, after: str, language: str, now: str | None
) -> None:
    assert restated(Quote(1, 1, Span(0, len(quoted)), quoted), before, after, language) == now


def test_of_several_sentences_the_one_that_answered_comes_first() -> None:
    rain, sun = (
        "The rain over the island ends on Monday, they said.",
        "The rain over the island ends on Friday, they said.",
    )
    text = f"{FOUR} {rain}"
    quote = Quote(1, 1, Span(0, len(text)), text, (Span(0, 4),))
    assert restated(quote, text, f"{sun} {NINE}") == NINE
