"""What changed is followed without loss, and a change of the answer is found once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from retrieval import (
    Answer,
    Filters,
    Library,
    NotFound,
    Outcome,
    PersonalDataSummary,
    Refusal,
    Settings,
    open_library,
)
from retrieval.errors import WatchLimit
from retrieval.models.embedder import SentenceEmbedder
from retrieval.news import NewsKind, Paused, Watch
from retrieval.store.changes import KEPT_FOR_WATCHES
from tests.core_fakes import Clock, add, dated

TOLL = "how many people died in the quake in Hualien?"
FOUR = dated(
    "Quake in Hualien", "Four people died in the quake in Hualien, officials said.", "Reuters", "2024-04-04"
)
NINE = dated(
    "Quake toll rises", "Nine people died in the quake in Hualien, officials said.", "Bay News", "2024-04-09"
)
AGAIN = dated(
    "Hualien mourns", "The quake in Hualien killed nine people, the mayor said.", "Harbour Post", "2024-04-10"
)
ROSES = dated(
    "Roses", "The keeper of the lighthouse grew roses beside the shed all summer.", "Bay News", "2024-04-10"
)


class World:
    """A library that can be closed and opened again, with one watch."""

    def __init__(self, data_dir: Path, embedder: SentenceEmbedder) -> None:
        self.data_dir, self.embedder, self.clock = data_dir, embedder, Clock()

    def open(self, **tables: object) -> AbstractAsyncContextManager[Library]:
        settings = Settings.model_validate({"data_dir": self.data_dir, **tables})
        return open_library(settings, embedder=self.embedder, clock=self.clock)


@pytest.fixture
def world(tmp_path: Path, minilm: SentenceEmbedder) -> World:
    return World(tmp_path / "data", minilm)


@pytest.fixture
async def library(world: World) -> AsyncIterator[Library]:
    async with world.open() as opened:
        yield opened


async def watch(
    library: Library, question: str = TOLL, person: str = "ann", scope: str | None = None
) -> Watch:
    scopes = ("shared", scope) if scope else ("shared",)
    outcome = await library.ask(question, filters=Filters(scopes))
    made, _ = await library.watches.add(
        outcome, person=person, place=f"at {person}", home=scope, scopes=scopes
    )
    return made


async def look(library: Library) -> list[int]:
    """One round without the telling; the watches that were asked again."""
    await library.watches.follow()
    touched = await library.watches.touched()
    for watch_id in touched:
        each = await library.watches.get(watch_id)
        await library.watches.ask(each, Filters(each.scopes))
    return touched


async def told(library: Library) -> list[tuple[NewsKind, str]]:
    """What is told in one round."""
    found = []
    for watch_id in await library.watches.with_news():
        news = (await library.watches.get(watch_id)).news
        assert news is not None
        assert await library.watches.begin_telling(watch_id)
        await library.watches.was_told(watch_id)
        found.append((news.kind, headline(news.outcome)))
    return found


def headline(outcome: Outcome) -> str:
    """The first of the marked words."""
    return outcome.answer_text.split()[0].capitalize() if isinstance(outcome, Answer) else "-"


async def test_a_change_of_the_answer_is_found_and_told_once(library: Library) -> None:
    await add(library, "four.md", FOUR)
    made = await watch(library)
    assert await look(library) == [made.id], "something may have come since the answer"
    assert await told(library) == []
    await add(library, "roses.md", ROSES)
    assert await look(library) == [], "it is about something else"
    await add(library, "nine.md", NINE)
    assert await look(library) == [made.id]
    assert await told(library) == [(NewsKind.CHANGED, "Nine")]
    assert await told(library) == []
    await add(library, "again.md", AGAIN)
    assert await look(library) == [made.id]
    assert await told(library) == [], "the same figure in other words"
    after = await library.watches.get(made.id)
    assert (headline(after.outcome), after.told, after.touched, after.news) == ("Nine", 1, None, None)


async def test_a_refusal_is_watched_for_an_answer_and_a_removal_is_told(library: Library) -> None:
    await add(library, "roses.md", ROSES)
    made = await watch(library)
    assert isinstance(made.outcome, Refusal)
    assert await look(library) == [made.id]
    four = await add(library, "four.md", FOUR)
    await look(library)
    assert await told(library) == [(NewsKind.ANSWERED, "Four")]
    await library.articles.remove(four, scopes=("shared",))
    assert await look(library) == [made.id]
    assert await told(library) == [(NewsKind.LOST, "-")]
    await library.articles.restore(four, scope="shared")
    await look(library)
    assert await told(library) == [(NewsKind.ANSWERED, "Four")]


async def test_a_new_version_and_a_correction_count(library: Library) -> None:
    await add(library, "four.md", FOUR)
    made = await watch(library)
    await look(library)
    await add(library, "four.md", FOUR.replace("officials said.", "officials said. The town mourns."))
    assert await look(library) == [made.id], "its passage was written anew"
    assert await told(library) == []
    await add(library, "four.md", FOUR.replace("Four people", "Six people"))
    await look(library)
    assert await told(library) == [(NewsKind.CHANGED, "Six")]
    notice = "Correction: An earlier version of this article misspelt the name of the town."
    await add(library, "four.md", FOUR.replace("Four people", "Six people") + f"\n{notice}\n")
    await look(library)
    (found,) = [await library.watches.get(each) for each in await library.watches.with_news()]
    assert found.news is not None
    assert found.news.kind is NewsKind.CORRECTED
    assert "misspelt" in (found.news.correction or "")
    await told(library)
    await add(library, "roses.md", ROSES)
    await add(library, "again.md", AGAIN.replace("nine", "six"))
    await look(library)
    assert await told(library) == [], "a correction is told once"


async def test_an_older_article_and_a_flip_back_are_no_news(library: Library) -> None:
    await add(library, "nine.md", NINE)
    await watch(library)
    await look(library)
    await add(library, "four.md", FOUR)
    await look(library)
    assert await told(library) == []
    ten = await add(library, "ten.md", NINE.replace("Nine", "Ten").replace("2024-04-09", "2024-04-12"))
    await look(library)
    assert len(await library.watches.with_news()) == 1
    await library.articles.remove(ten, scopes=("shared",))
    await look(library)
    assert await told(library) == [], "before it was told, it was as before again"


async def test_nothing_is_lost_over_a_restart(world: World) -> None:
    async with world.open() as library:
        await add(library, "four.md", FOUR)
        made = await watch(library)
        await look(library)
    async with world.open() as library:  # the program in a terminal takes it in, and looks after no watches
        await add(library, "nine.md", NINE)
        await library.search("quake")
    async with world.open() as library:
        await library.search("quake")
    async with world.open() as library:
        assert await look(library) == [made.id]
        assert await told(library) == [(NewsKind.CHANGED, "Nine")]


async def test_a_feed_that_was_pruned_has_all_asked_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(library, "four.md", FOUR)
    made, other = await watch(library), await watch(library, "what did the keeper grow?", "bob")
    await look(library)
    monkeypatch.setattr("retrieval.store.changes.KEPT_FOR_WATCHES", 0)
    await add(library, "nine.md", NINE)
    await library.watches.change_feed.prune(await library.watches.change_feed.last_change(), "mark")
    assert await look(library) == [made.id, other.id]
    assert await told(library) == [(NewsKind.CHANGED, "Nine")]


async def test_the_feed_is_kept_for_the_watches_and_for_nobody_else(library: Library) -> None:
    feed = library.watches.change_feed
    await add(library, "four.md", FOUR)
    await feed.prune(await feed.last_change(), "mark")
    assert await feed.changes_after(0) is None
    made = await watch(library)
    await look(library)
    before = await feed.last_change()
    await add(library, "nine.md", NINE)
    await feed.prune(await feed.last_change(), "mark")
    assert await feed.changes_after(before), "not looked at yet"
    await library.watches.end(made.id)
    assert await library.watches.follow() == 0
    await feed.prune(await feed.last_change(), "mark")
    assert await feed.changes_after(before) is None
    assert KEPT_FOR_WATCHES > 1000


async def test_other_servers_touch_nothing(library: Library) -> None:
    await add(library, "four.md", FOUR)
    here, there = await watch(library, scope="guild:1"), await watch(library, person="bob", scope="guild:2")
    await look(library)
    await add(library, "nine.md", NINE, "guild:2")
    assert await look(library) == [there.id]
    assert await told(library) == [(NewsKind.CHANGED, "Nine")]
    assert (await library.watches.get(here.id)).news is None


async def test_limits_and_the_same_question_again(world: World) -> None:
    async with world.open(watches={"per_person": 2, "per_server": 3}) as library:
        made = await watch(library, scope="guild:1")
        outcome = await library.ask(TOLL.upper())
        again, is_new = await library.watches.add(
            outcome, person="ann", place="at ann", home="guild:1", scopes=("shared",)
        )
        assert (again.id, is_new) == (made.id, False)
        await watch(library, "who is the mayor?", scope="guild:1")
        with pytest.raises(WatchLimit) as raised:
            await watch(library, "who won?", scope="guild:1")
        assert (raised.value.whose, raised.value.used, raised.value.limit) == ("person", 2, 2)
        await watch(library, person="bob", scope="guild:1")
        with pytest.raises(WatchLimit) as raised:
            await watch(library, person="eve", scope="guild:1")
        assert (raised.value.whose, raised.value.used) == ("server", 3)
        await watch(library, person="eve")
        page = await library.watches.of_home("guild:1", limit=2)
        assert (len(page.items), page.total) == (2, 3)


async def test_a_paused_watch_rests_and_makes_up_for_it(library: Library) -> None:
    await add(library, "four.md", FOUR)
    made = await watch(library)
    await look(library)
    await library.watches.pause(made.id, Paused.CLOSED)
    assert await library.watches.unsaid() == {"ann"}
    await library.watches.said("ann")
    assert await library.watches.unsaid() == frozenset()
    await add(library, "nine.md", NINE)
    assert await look(library) == []
    await library.watches.resume(made.id)
    assert await look(library) == [made.id]
    assert await told(library) == [(NewsKind.CHANGED, "Nine")]


async def test_what_comes_while_one_is_told_waits_for_the_end_of_it(library: Library) -> None:
    await add(library, "four.md", FOUR)
    made = await watch(library)
    await look(library)
    await add(library, "nine.md", NINE)
    await look(library)
    assert await library.watches.begin_telling(made.id)
    assert not await library.watches.begin_telling(made.id)
    await add(library, "ten.md", NINE.replace("Nine", "Ten").replace("2024-04-09", "2024-04-12"))
    assert await look(library) == []
    await library.watches.was_told(made.id)
    assert headline((await library.watches.get(made.id)).outcome) == "Nine"
    assert await look(library) == [made.id]
    assert await told(library) == [(NewsKind.CHANGED, "Ten")]


async def test_what_people_and_servers_leave_behind_goes(library: Library, world: World) -> None:
    await add(library, "four.md", FOUR)
    mine, old = await watch(library), await watch(library, person="bob", scope="guild:1")
    server = await watch(library, "who won?", person="eve", scope="guild:1")
    assert await library.people.summary("ann") == PersonalDataSummary(0, 0, mine.set_at, 1)
    assert (await library.people.forget("ann")).watches == 1
    with pytest.raises(NotFound):
        await library.watches.get(mine.id)
    await library.watches.pause(old.id)
    assert "guild:1" in await library.answers.homes()
    await library.retention.forget_before("guild:1", world.clock() + timedelta(days=1))
    with pytest.raises(NotFound):
        await library.watches.get(old.id)
    assert (await library.watches.get(server.id)).question == "who won?"
    assert "guild:1" in await library.scopes.known()
    await library.scopes.forget_records("guild:1")
    assert await library.watches.of_person("eve") == ()


async def test_a_question_that_leans_on_the_conversation_keeps_it(library: Library) -> None:
    from retrieval import Turn

    await add(library, "four.md", FOUR)
    first = await library.ask("where was the quake of which officials spoke?")
    said = (Turn.of(first),)
    outcome = await library.ask("and how many people died in it?", conversation=said)
    made, _ = await library.watches.add(
        outcome, person="ann", place="c", home=None, scopes=("shared",), said=said
    )
    assert made.said == said
    assert "quake" in made.words
    await add(library, "nine.md", NINE)
    await look(library)
    assert [each for each, _ in await told(library)] in ([NewsKind.CHANGED], [NewsKind.ANSWERED])


async def test_other_model_other_vectors(world: World) -> None:
    async with world.open() as library:
        await add(library, "four.md", FOUR)
        made = await watch(library)
        await look(library)
        await library.watches.store.embedded([(made.id, b"")], "another model")
        await add(library, "nine.md", NINE)
        assert await look(library) == [made.id]
