"""The ledger and the forgetting of people, for any sequence of what people do."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import CannotUndo, Library, Reason, Refusal
from retrieval.store.audit_log import undone_of
from tests.core_fakes import open_small

HOME = "guild:1"
names = st.sampled_from(["language", "limit"])
values = st.sampled_from([None, '"de"', "3"])
steps = st.lists(st.one_of(st.tuples(names, values), st.integers(0, 9)), max_size=14)
"""A name with its new value, or the n-th newest entry to undo."""


async def play(library: Library, played: Sequence[tuple[str, str | None] | int]) -> None:
    for step in played:
        if isinstance(step, tuple):
            await library.audit_log.set_preference(HOME, step[0], step[1], by="user:1")
            continue
        entries = (await library.audit_log.page(HOME, limit=99)).items
        if step < len(entries):
            try:
                await library.audit_log.undo(entries[step].id, place=HOME, by="user:2")
            except CannotUndo as error:
                assert error.undone == entries[step].undone  # noqa: PT017  # both kinds of refusal are right here


def in_a_library(factory: pytest.TempPathFactory, body: Callable[[Library, Path], Awaitable[None]]) -> None:
    async def run() -> None:
        folder = factory.mktemp("ledger")
        async with open_small(folder) as library:
            await body(library, folder)

    asyncio.run(run())


@given(first=steps, then=steps)
def test_undoing_everything_newest_first_gives_the_first_state(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[tuple[str, str | None] | int],
    then: list[tuple[str, str | None] | int],
) -> None:
    async def body(library: Library, _: Path) -> None:
        await play(library, first)
        before = dict(await library.audit_log.preferences(HOME))
        newest = (await library.audit_log.page(HOME, limit=1)).items
        known = newest[0].id if newest else 0
        await play(library, then)
        for entry in (await library.audit_log.page(HOME, limit=99)).items:
            if entry.id > known and not entry.undone and (entry.undoes is None or entry.undoes <= known):
                await library.audit_log.undo(entry.id, place=HOME, by="user:1")
        assert dict(await library.audit_log.preferences(HOME)) == before

    in_a_library(tmp_path_factory, body)


@given(played=steps)
def test_the_present_value_follows_from_the_entries_that_stand(
    tmp_path_factory: pytest.TempPathFactory, played: list[tuple[str, str | None] | int]
) -> None:
    """Leaving out what was undone, and the undoing of it, the newest entry of a name says its value."""

    async def body(library: Library, _: Path) -> None:
        await play(library, played)
        entries = (await library.audit_log.page(HOME, limit=99)).items
        standing = [entry for entry in entries if not entry.undone and entry.undoes is None]
        said: dict[str, str | None] = {}
        for entry in standing:
            said.setdefault(entry.name, entry.after)
        present = {name: value for name, value in said.items() if value is not None}
        assert dict(await library.audit_log.preferences(HOME)) == present
        assert all(newer.id > older.id for newer, older in pairwise(entries))

    in_a_library(tmp_path_factory, body)


def test_what_is_undone() -> None:
    assert undone_of([(2, 1), (1, None)]) == {1}
    assert undone_of([(3, 2), (2, 1), (1, None)]) == {2}
    assert undone_of([(4, 3), (3, 2), (2, 1), (1, None)]) == {3, 1}


async def test_two_who_undo_the_same_at_once(tmp_path: Path) -> None:
    async with open_small(tmp_path) as one, open_small(tmp_path) as other:
        entry = await one.audit_log.set_preference(HOME, "limit", "3", by="user:1")
        assert entry is not None
        tries = (library.audit_log.undo(entry.id, place=HOME, by="user:1") for library in (one, other) * 3)
        results = await asyncio.gather(*tries, return_exceptions=True)
        assert sum(isinstance(each, CannotUndo) for each in results) == 5
        assert await other.audit_log.preferences(HOME) == {}


async def test_half_a_character_can_be_kept(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        assert await library.audit_log.set_preference(HOME, "rule", '"\ud800"', by="user:1")
        assert await library.audit_log.set_preference(HOME, "rule", '"\ud800"', by="user:1")
        await library.audit_log.record(HOME, "said", "\udfff \0", by="user:1")
        assert (await library.audit_log.page(HOME)).total == 2


people = st.sampled_from(["user:1", "user:2", "user:3"])
doings = st.lists(st.tuples(people, st.sampled_from(["ask", "vote", "change", "claim"])), max_size=12)


@given(done=doings)
def test_no_row_mentions_who_was_forgotten(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, str]]
) -> None:
    async def body(library: Library, folder: Path) -> None:
        last = None
        for number, (person, what) in enumerate(done):
            if what == "change":
                await library.audit_log.set_preference(HOME, "limit", str(number), by=person)
            elif what == "vote" and last is not None:
                await library.votes.cast(last, person, 1, reason="good")
            elif what in ("ask", "claim"):
                claim = await library.answers.begin(
                    f"{number}", question="q", scopes=(), asked_by=person, home=HOME, follows=last
                )
                assert claim is not None
                if what == "ask":
                    await library.answers.finish(claim, Refusal("q", Reason.NOTHING_FOUND))
                    last = claim
        held = await library.people.summary("user:1")
        others = await library.people.summary("user:2")
        forgotten = await library.people.forget("user:1")
        assert (forgotten.answers, forgotten.votes) == (held.answers, held.votes)
        assert "user:1" not in everything_in(folder)
        left = await library.people.summary("user:2")
        assert left.answers == others.answers, "nobody else's question goes with them"
        assert left.votes <= others.votes

    in_a_library(tmp_path_factory, body)


def everything_in(folder: Path) -> set[object]:
    """Every value of every column of every table of people."""
    with closing(sqlite3.connect(folder / "dateline.db")) as connection:
        tables = ("answers", "votes", "ledger", "departures", "facts", "scopes", "feeds", "feed_entries")
        rows = [row for table in tables for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608
    return {value for row in rows for value in row}
