"""The part of the stand-in library that keeps watches. What is to be told of them a test says itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from retrieval import Filters, NotFound, Outcome, Page, Turn
from retrieval.news import News, NewsKind, Paused, Watch


class FakeWatches:
    """See `FakeLibrary`."""

    def __init__(self) -> None:
        self.kept: dict[int, Watch] = {}
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.followed = 0
        self.failures: dict[str, Exception] = {}
        """Method name -> what it raises instead of working."""
        self.asked: list[tuple[int, Filters]] = []
        self.most: list[int | None] = []
        """What a server allowed each time that a watch was set."""
        self.steps: list[str] = []
        """Of telling, as they were written down."""

    def __repr__(self) -> str:
        return str(vars(self))

    def found(self, watch_id: int, kind: NewsKind, outcome: Outcome, correction: str | None = None) -> None:
        """From now on there is something to tell."""
        self._put(watch_id, news=News(kind, outcome, self.now, correction))

    async def add(
        self,
        outcome: Outcome,
        *,
        person: str,
        place: str,
        home: str | None,
        scopes: Sequence[str],
        said: Sequence[Turn] = (),
        language: str = "en",
        most_of_home: int | None = None,
    ) -> tuple[Watch, bool]:
        self._fail("add")
        self.most.append(most_of_home)
        for each in self.kept.values():
            if (each.person, each.place, each.question) == (person, place, outcome.question):
                self._put(each.id, outcome=outcome, paused=None)
                return self.kept[each.id], False
        made = Watch(
            id=len(self.kept) + 1,
            person=person,
            place=place,
            home=home,
            scopes=tuple(scopes),
            question=outcome.question,
            said=tuple(said),
            words="words",
            language=language,
            mention=False,
            set_at=self.now,
            outcome=outcome,
        )
        self.kept[made.id] = made
        return made, True

    async def get(self, watch_id: int) -> Watch:
        self._fail("get")
        if watch_id not in self.kept:
            raise NotFound("watch", watch_id)
        return self.kept[watch_id]

    async def of_person(self, person: str) -> tuple[Watch, ...]:
        return tuple(each for each in reversed(self.kept.values()) if each.person == person)

    async def of_home(self, home: str, *, offset: int = 0, limit: int = 10) -> Page[Watch]:
        found = [each for each in reversed(self.kept.values()) if each.home == home]
        return Page(tuple(found[offset : offset + limit]), len(found), offset)

    async def mention(self, watch_id: int, wanted: bool) -> None:
        self._put(watch_id, mention=wanted)

    async def pause(self, watch_id: int, reason: Paused = Paused.OWN) -> None:
        self._put(watch_id, paused=reason, unsaid=reason is not Paused.OWN)

    async def resume(self, watch_id: int) -> None:
        self._put(watch_id, paused=None, unsaid=False, touched=0)

    async def end(self, watch_id: int) -> bool:
        return self.kept.pop(watch_id, None) is not None

    async def unsaid(self) -> frozenset[str]:
        return frozenset(each.person for each in self.kept.values() if each.unsaid)

    async def said(self, person: str) -> None:
        for each in list(self.kept.values()):
            if each.person == person:
                self._put(each.id, unsaid=False)

    async def follow(self) -> int:
        self._fail("follow")
        self.followed += 1
        return 0

    async def touched(self) -> list[int]:
        return [each.id for each in self.kept.values() if each.touched is not None and not each.paused]

    async def ask(self, watch: Watch, filters: Filters) -> bool:
        self._fail("ask")
        self.asked.append((watch.id, filters))
        self._put(watch.id, touched=None)
        return self.kept[watch.id].news is not None

    async def with_news(self) -> list[int]:
        return [each.id for each in self.kept.values() if each.news is not None and not each.paused]

    async def begin_telling(self, watch_id: int) -> bool:
        self._step("begin", watch_id)
        each = self.kept.get(watch_id)
        if each is None or each.news is None or each.paused or each.telling:
            return False
        self._put(watch_id, telling=self.now)
        return True

    async def was_told(self, watch_id: int) -> None:
        self._step("told", watch_id)
        each = self.kept[watch_id]
        assert each.news is not None
        what = {"outcome": each.news.outcome, "news": None, "telling": None, "told": each.told + 1}
        self._put(watch_id, told_at=self.now, **what)

    async def not_told(self, watch_id: int) -> None:
        self._step("not told", watch_id)
        self._put(watch_id, telling=None)

    def _step(self, step: str, watch_id: int) -> None:
        self._fail(step)
        self.steps.append(f"{step} {watch_id}")

    def _put(self, watch_id: int, **what: Any) -> None:
        if watch_id in self.kept:
            self.kept[watch_id] = replace(self.kept[watch_id], **what)

    def _fail(self, method: str) -> None:
        if method in self.failures:
            raise self.failures[method]
