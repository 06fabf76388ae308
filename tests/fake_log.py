"""The part of the stand-in library that remembers people: answers, votes, refusals, the ledger, who left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from retrieval import (
    Answer,
    CannotUndo,
    Departure,
    Feedback,
    Forgotten,
    Held,
    LedgerEntry,
    NotFound,
    Outcome,
    Page,
    Refusal,
    Shelf,
    StoredAnswer,
    Tally,
    Unanswered,
)

from .fake_shelf import FakeShelf


class FakeLog(FakeShelf):
    """See `FakeLibrary`."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime.now(UTC)
        """When what happens next happens; tests move it."""
        self.claims: dict[int, dict[str, Any]] = {}
        self.answers: dict[int, StoredAnswer] = {}
        self.cast: dict[tuple[int, str], Feedback] = {}
        self.entries: list[LedgerEntry] = []
        self.dismissed: set[int] = set()
        self.departures: dict[str, datetime] = {}
        self.purged: list[str] = []
        self.shelf_figures = Shelf((), 0, ())
        self._last_id = 0

    # Answers

    async def begin_answer(
        self,
        asked_key: str,
        *,
        question: str,
        scopes: Sequence[str],
        asked_by: str | None = None,
        place: str | None = None,
        home: str | None = None,
        follows: int | None = None,
        private: bool = False,
    ) -> int | None:
        self._fail("begin_answer")
        taken = [claim["asked_key"] for claim in self.claims.values()]
        if asked_key in taken or await self.answer_to(asked_key):
            return None
        self._last_id += 1
        self.claims[self._last_id] = {
            "asked_key": asked_key,
            "scopes": tuple(scopes),
            "asked_by": asked_by,
            "place": place,
            "home": home,
            "follows": follows,
            "private": private,
        }
        return self._last_id

    async def finish_answer(self, answer_id: int, outcome: Outcome, *, posted_key: str | None = None) -> None:
        self._fail("finish_answer")
        self.dismissed.discard(answer_id)
        if answer_id in self.answers:
            before = self.answers[answer_id]
            posted = posted_key or before.posted_key
            self.answers[answer_id] = replace(before, outcome=outcome, posted_key=posted)
        elif claim := self.claims.pop(answer_id, None):
            self.answers[answer_id] = StoredAnswer(
                id=answer_id, posted_key=posted_key, outcome=outcome, asked_at=self.now, **claim
            )

    async def publish_answer(self, answer_id: int) -> bool:
        stored = self.answers.get(answer_id)
        if stored is None or not stored.private:
            return False
        self.answers[answer_id] = replace(stored, private=False)
        return True

    async def abandon_answer(self, answer_id: int) -> None:
        self.claims.pop(answer_id, None)

    async def withdraw_answer(self, asked_key: str) -> StoredAnswer | None:
        stored = await self.answer_to(asked_key)
        if stored is not None:
            self._delete(stored.id)
        return stored

    async def stored_answer(self, answer_id: int) -> StoredAnswer:
        if answer_id not in self.answers:
            raise NotFound("answer", answer_id)
        return self.answers[answer_id]

    async def answer_to(self, asked_key: str) -> StoredAnswer | None:
        return next((each for each in self.answers.values() if each.asked_key == asked_key), None)

    async def posted_answer(self, posted_key: str) -> StoredAnswer | None:
        return next((each for each in self.answers.values() if each.posted_key == posted_key), None)

    async def latest_answer(
        self, place: str, *, since: datetime, asked_by: str | None = None
    ) -> StoredAnswer | None:
        seen = [
            each
            for each in self.answers.values()
            if each.place == place
            and each.asked_at >= since
            and (not each.private or each.asked_by == asked_by)
        ]
        return seen[-1] if seen else None

    async def conversation(self, answer_id: int, *, limit: int = 6) -> tuple[StoredAnswer, ...]:
        chain: list[StoredAnswer] = []
        while (stored := self.answers.get(answer_id)) is not None and len(chain) < limit:
            if stored.private and chain and chain[0].asked_by != stored.asked_by:
                break
            chain.insert(0, stored)
            if stored.follows is None:
                break
            answer_id = stored.follows
        return tuple(chain)

    def _delete(self, answer_id: int) -> None:
        del self.answers[answer_id]
        for key in [key for key in self.cast if key[0] == answer_id]:
            del self.cast[key]

    # Votes

    async def vote(self, answer_id: int, voter: str, value: int, *, reason: str | None = None) -> Tally:
        stored = await self.stored_answer(answer_id)
        before = self.cast.get((answer_id, voter))
        kept = before.reason if before and before.value == value else None
        shown = stored.outcome.answer_text if isinstance(stored.outcome, Answer) else ""
        self.cast[answer_id, voter] = Feedback(
            answer_id,
            stored.question,
            shown,
            value,
            reason or kept,
            self.now,
            stored.place,
            stored.posted_key,
        )
        return await self.votes(answer_id)

    async def votes(self, answer_id: int) -> Tally:
        return _tally([each.value for (id, _), each in self.cast.items() if id == answer_id])

    async def feedback(
        self, home: str, *, offset: int = 0, limit: int = 10, only_down: bool = False
    ) -> Page[Feedback]:
        found = [each for each in self._of_home(home) if each.value < 0 or not only_down][::-1]
        return Page(tuple(found[offset : offset + limit]), len(found), offset)

    async def feedback_totals(self, home: str) -> Tally:
        return _tally([each.value for each in self._of_home(home)])

    def _of_home(self, home: str) -> list[Feedback]:
        return [each for each in self.cast.values() if self.answers[each.answer_id].home == home]

    # What was refused: equal questions are one here

    async def unanswered(
        self, home: str, *, limit: int = 10, since: datetime | None = None
    ) -> tuple[Unanswered, ...]:
        groups: dict[str, list[StoredAnswer]] = {}
        for each in self.answers.values():
            wanted = each.home == home and not each.private and each.id not in self.dismissed
            if wanted and isinstance(each.outcome, Refusal):
                groups.setdefault(each.question.casefold(), []).insert(0, each)
        found = sorted(groups.values(), key=len, reverse=True)
        return tuple(_unanswered(group) for group in found[:limit])

    async def dismiss_unanswered(self, answer_ids: Sequence[int], *, home: str) -> int:
        fresh = {id for id in answer_ids if id in self.answers and self.answers[id].home == home}
        fresh -= self.dismissed
        self.dismissed |= fresh
        return len(fresh)

    # The ledger

    async def preferences(self, place: str) -> dict[str, str]:
        self._fail("preferences")
        now = {each.name: each.after for each in self.entries if each.place == place and each.is_preference}
        return {name: value for name, value in now.items() if value is not None}

    async def set_preference(
        self, place: str, name: str, value: str | None, *, by: str | None
    ) -> LedgerEntry | None:
        newest = self._newest(place, name)
        before = newest.after if newest else None
        return newest if before == value else self._add(place, name, before, value, by, True)

    async def record(self, place: str, deed: str, facts: str | None, *, by: str | None) -> LedgerEntry:
        return self._add(place, deed, None, facts, by, False)

    async def ledger(self, place: str, *, offset: int = 0, limit: int = 10) -> Page[LedgerEntry]:
        found = [self._with_undone(each) for each in self.entries if each.place == place][::-1]
        return Page(tuple(found[offset : offset + limit]), len(found), offset)

    async def undo(self, entry_id: int, *, place: str, by: str | None) -> LedgerEntry:
        known = [each for each in self.entries if each.place == place and each.is_preference]
        entry = next((self._with_undone(each) for each in known if each.id == entry_id), None)
        if entry is None:
            raise NotFound("change", entry_id)
        newest = self._newest(place, entry.name)
        if entry.undone or newest is None or newest.id != entry.id:
            raise CannotUndo(entry.name, undone=entry.undone)
        return self._add(place, entry.name, entry.after, entry.before, by, True, undoes=entry.id)

    def _newest(self, place: str, name: str) -> LedgerEntry | None:
        found = [e for e in self.entries if e.place == place and e.name == name and e.is_preference]
        return found[-1] if found else None

    def _with_undone(self, entry: LedgerEntry) -> LedgerEntry:
        return replace(entry, undone=any(each.undoes == entry.id for each in self.entries))

    def _add(
        self,
        place: str,
        name: str,
        before: str | None,
        after: str | None,
        by: str | None,
        is_preference: bool,
        undoes: int | None = None,
    ) -> LedgerEntry:
        number = len(self.entries) + 1
        entry = LedgerEntry(number, place, name, before, after, by, self.now, is_preference, undoes)
        self.entries.append(entry)
        return entry

    # Forgetting

    async def stored_of(self, person: str) -> Held:
        asked = [each for each in self.answers.values() if each.asked_by == person]
        votes = [each for (_, voter), each in self.cast.items() if voter == person]
        moments = [each.asked_at for each in asked] + [each.voted_at for each in votes]
        return Held(len(asked), len(votes), min(moments, default=None))

    async def forget_person(self, person: str) -> Forgotten:
        self._fail("forget_person")
        votes = [key for key in self.cast if key[1] == person]
        for key in votes:
            del self.cast[key]
        asked = [each for each in self.answers.values() if each.asked_by == person]
        for each in asked:
            self._delete(each.id)
        self.entries = [replace(e, by=None) if e.by == person else e for e in self.entries]
        posted = tuple(each.posted_key for each in asked if each.posted_key)
        return Forgotten(len(asked), len(votes), posted)

    async def forget_before(self, home: str | None, before: datetime) -> int:
        old = [each.id for each in self.answers.values() if each.home == home and each.asked_at < before]
        for answer_id in old:
            self._delete(answer_id)
        return len(old)

    async def homes(self) -> tuple[str | None, ...]:
        return tuple(dict.fromkeys(each.home for each in self.answers.values()))

    async def scopes(self) -> tuple[str, ...]:
        kept = [info.scope for info in self.infos] + [each.place for each in self.entries]
        return tuple(dict.fromkeys([*kept, *(home for home in await self.homes() if home)]))

    async def mark_left(self, scope: str) -> None:
        self.departures.setdefault(scope, self.now)

    async def mark_returned(self, scope: str) -> None:
        self.departures.pop(scope, None)

    async def left(self) -> tuple[Departure, ...]:
        return tuple(Departure(scope, since) for scope, since in self.departures.items())

    async def purge_left(self, before: datetime) -> tuple[str, ...]:
        gone = tuple(scope for scope, since in self.departures.items() if since < before)
        for scope in gone:
            await self.forget_before(scope, self.now + timedelta(days=1))
            self.entries = [each for each in self.entries if each.place != scope]
            self.infos = [info for info in self.infos if info.scope != scope]
            del self.departures[scope]
        self.purged += gone
        return gone

    async def shelf(self, scopes: Sequence[str] = ("shared",)) -> Shelf:
        return self.shelf_figures


def _tally(values: list[int]) -> Tally:
    return Tally(values.count(1), values.count(-1))


def _unanswered(group: list[StoredAnswer]) -> Unanswered:
    outcome = group[0].outcome
    assert isinstance(outcome, Refusal)
    return Unanswered(
        questions=tuple(dict.fromkeys(each.question for each in group)),
        count=len(group),
        people=len({each.asked_by for each in group}),
        newest=group[0].asked_at,
        reason=outcome.reason,
        answer_ids=tuple(each.id for each in group),
    )
