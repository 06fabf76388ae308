"""The part of the stand-in library that remembers people: answers, votes, refusals, the ledger, who left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from retrieval import (
    Answer,
    AuditEntry,
    CannotUndo,
    Departure,
    Feedback,
    Forgotten,
    LibraryStatistics,
    NotFound,
    Outcome,
    Page,
    PersonalDataSummary,
    Reason,
    Refusal,
    StoredAnswer,
    Tally,
    Unanswered,
    UnfinishedAnswer,
    UnfinishedMessage,
)

from .fake_articles import FakeArticles


class FakeLog(FakeArticles):
    """See `FakeLibrary`."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime.now(UTC)
        """When what happens next happens; tests move it."""
        self.claims: dict[int, dict[str, Any]] = {}
        self.stored_answers: dict[int, StoredAnswer] = {}
        self.cast: dict[tuple[int, str], Feedback] = {}
        self.entries: list[AuditEntry] = []
        self.dismissed: set[int] = set()
        self.departures: dict[str, datetime] = {}
        self.purged: list[str] = []
        self.statistics_figures: LibraryStatistics | None = None
        """What `library_statistics` says; by default it counts `infos`."""
        self.owned_by: str | None = None
        self.readers: set[str] = set()
        self.job_messages: dict[str, UnfinishedMessage] = {}
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
            "asked_at": self.now,
        }
        return self._last_id

    async def finish_answer(
        self,
        answer_id: int,
        outcome: Outcome,
        *,
        posted_key: str | None = None,
        follows: int | None = None,
        narrowed: bool = False,
        **_asked_with: object,
    ) -> None:
        self._fail("finish_answer")
        if narrowed:
            self.dismissed.add(answer_id)
        if (before := self.stored_answers.get(answer_id)) is not None:
            if before.question != outcome.question:
                self.cast = {key: each for key, each in self.cast.items() if key[0] != answer_id}
            if before.outcome != outcome:
                self.dismissed.discard(answer_id)
            posted = posted_key or before.posted_key
            self.stored_answers[answer_id] = replace(before, outcome=outcome, posted_key=posted)
        elif claim := self.claims.pop(answer_id, None):
            claim["follows"] = follows if claim["follows"] is None else claim["follows"]
            self.stored_answers[answer_id] = StoredAnswer(
                id=answer_id, posted_key=posted_key, outcome=outcome, **claim
            )

    async def publish_answer(self, answer_id: int) -> bool:
        self._fail("publish_answer")
        stored = self.stored_answers.get(answer_id)
        if stored is None or not stored.private:
            return False
        self.stored_answers[answer_id] = replace(stored, private=False)
        return True

    async def abandon_answer(self, answer_id: int) -> None:
        self._fail("abandon_answer")
        self.claims.pop(answer_id, None)

    async def abandon_claim(self, asked_key: str) -> bool:
        self._fail("abandon_claim")
        dead = [number for number, claim in self.claims.items() if claim["asked_key"] == asked_key]
        for number in dead:
            del self.claims[number]
        return bool(dead)

    async def unfinished_answers(self) -> tuple[UnfinishedAnswer, ...]:
        self._fail("unfinished_answers")
        return tuple(
            UnfinishedAnswer(number, claim["asked_key"], claim["place"], claim["asked_at"])
            for number, claim in sorted(self.claims.items())
        )

    async def withdraw_answer(self, asked_key: str) -> StoredAnswer | None:
        self._fail("withdraw_answer")
        stored = await self.answer_to(asked_key)
        if stored is not None:
            self._delete(stored.id)
        return stored

    async def stored_answer(self, answer_id: int) -> StoredAnswer:
        self._fail("stored_answer")
        if answer_id not in self.stored_answers:
            raise NotFound("answer", answer_id)
        return self.stored_answers[answer_id]

    async def answer_to(self, asked_key: str) -> StoredAnswer | None:
        self._fail("answer_to")
        return next((each for each in self.stored_answers.values() if each.asked_key == asked_key), None)

    async def posted_answer(self, posted_key: str) -> StoredAnswer | None:
        self._fail("posted_answer")
        return next((each for each in self.stored_answers.values() if each.posted_key == posted_key), None)

    async def latest_answer(
        self, place: str, *, since: datetime, asked_by: str | None = None
    ) -> StoredAnswer | None:
        self._fail("latest_answer")
        seen = [
            each
            for each in self.stored_answers.values()
            if each.place == place
            and each.asked_at >= since
            and (not each.private or (asked_by is not None and each.asked_by == asked_by))
        ]
        return seen[-1] if seen else None

    async def conversation(self, answer_id: int, *, limit: int = 6) -> tuple[StoredAnswer, ...]:
        self._fail("conversation")
        chain: list[StoredAnswer] = []
        while (stored := self.stored_answers.get(answer_id)) is not None and len(chain) < limit:
            if stored in chain or (stored.private and chain and not _same_asker(stored, chain[-1])):
                break
            chain.insert(0, stored)
            if stored.follows is None:
                break
            answer_id = stored.follows
        return tuple(chain)

    def _delete(self, answer_id: int) -> None:
        del self.stored_answers[answer_id]
        for key in [key for key in self.cast if key[0] == answer_id]:
            del self.cast[key]

    # Votes

    async def vote(self, answer_id: int, voter: str, value: int, *, reason: str | None = None) -> Tally:
        self._fail("vote")
        stored = await self.stored_answer(answer_id)
        before = self.cast.get((answer_id, voter))
        if before and before.value == value and reason in (None, before.reason):
            return await self.votes_of(answer_id)
        shown = stored.outcome.answer_text if isinstance(stored.outcome, Answer) else ""
        self.cast[answer_id, voter] = Feedback(
            answer_id,
            stored.question,
            shown,
            value,
            reason,
            self.now,
            stored.place,
            stored.posted_key,
        )
        return await self.votes_of(answer_id)

    async def votes_of(self, answer_id: int) -> Tally:
        self._fail("votes")
        await self.stored_answer(answer_id)
        return _tally([each.value for (id, _), each in self.cast.items() if id == answer_id])

    async def feedback(
        self, home: str, *, offset: int = 0, limit: int = 10, only_down: bool = False
    ) -> Page[Feedback]:
        self._fail("feedback")
        shown = [each for each in self._of_home(home) if not self.stored_answers[each.answer_id].private]
        found = [each for each in shown if each.value < 0 or not only_down][::-1]
        return Page(tuple(found[offset : offset + limit]), len(found), offset)

    async def feedback_totals(self, home: str) -> Tally:
        self._fail("feedback_totals")
        return _tally([each.value for each in self._of_home(home)])

    def _of_home(self, home: str) -> list[Feedback]:
        found = [each for each in self.cast.values() if self.stored_answers[each.answer_id].home == home]
        return sorted(found, key=lambda each: (each.voted_at, each.answer_id))

    # What was refused: equal questions are one here

    async def find_unanswered(
        self, home: str, *, limit: int = 10, since: datetime | None = None
    ) -> tuple[Unanswered, ...]:
        self._fail("unanswered")
        groups: dict[str, list[StoredAnswer]] = {}
        for each in self.stored_answers.values():
            wanted = each.home == home and not each.private and each.id not in self.dismissed
            if since is not None and each.asked_at < since:
                continue
            if wanted and _why_open(each) not in (None, Reason.NOT_A_QUESTION):
                groups.setdefault(each.question.casefold(), []).insert(0, each)
        found = sorted(groups.values(), key=lambda group: (-len(group), -group[0].id))
        return tuple(_unanswered(group) for group in found[:limit])

    async def dismiss_unanswered(self, answer_ids: Sequence[int], *, home: str) -> int:
        self._fail("dismiss_unanswered")
        known = [self.stored_answers[id] for id in answer_ids if id in self.stored_answers]
        fresh = {each.id for each in known if each.home == home and _why_open(each) is not None}
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
    ) -> AuditEntry | None:
        self._fail("set_preference")
        newest = self._newest(place, name)
        before = newest.after if newest else None
        return newest if before == value else self._add(place, name, before, value, by, True)

    async def record(self, place: str, deed: str, facts: str | None, *, by: str | None) -> AuditEntry:
        self._fail("record")
        return self._add(place, deed, None, facts, by, False)

    async def ledger(self, place: str, *, offset: int = 0, limit: int = 10) -> Page[AuditEntry]:
        self._fail("ledger")
        found = [self._with_undone(each) for each in self.entries if each.place == place][::-1]
        return Page(tuple(found[offset : offset + limit]), len(found), offset)

    async def change(self, entry_id: int, *, place: str) -> AuditEntry:
        self._fail("change")
        found = (e for e in self.entries if e.place == place and e.is_preference and e.id == entry_id)
        if (entry := next(found, None)) is None:
            raise NotFound("change", entry_id)
        return entry

    async def undo(self, entry_id: int, *, place: str, by: str | None) -> AuditEntry:
        self._fail("undo")
        known = [each for each in self.entries if each.place == place and each.is_preference]
        entry = next((self._with_undone(each) for each in known if each.id == entry_id), None)
        if entry is None:
            raise NotFound("change", entry_id)
        standing = [self._with_undone(e) for e in known if e.name == entry.name and e.id > entry_id]
        changed = any(not e.undone and (e.undoes is None or e.undoes < entry_id) for e in standing)
        if entry.undone or changed:
            raise CannotUndo(entry.name, undone=entry.undone)
        return self._add(place, entry.name, entry.after, entry.before, by, True, undoes=entry.id)

    def _newest(self, place: str, name: str) -> AuditEntry | None:
        found = [e for e in self.entries if e.place == place and e.name == name and e.is_preference]
        return found[-1] if found else None

    def _with_undone(self, entry: AuditEntry) -> AuditEntry:
        undoing = (each for each in self.entries if each.undoes == entry.id)
        return replace(entry, undone=any(not self._with_undone(each).undone for each in undoing))

    def _add(
        self,
        place: str,
        name: str,
        before: str | None,
        after: str | None,
        by: str | None,
        is_preference: bool,
        undoes: int | None = None,
    ) -> AuditEntry:
        number = max((each.id for each in self.entries), default=0) + 1
        entry = AuditEntry(number, place, name, before, after, by, self.now, is_preference, undoes)
        self.entries.append(entry)
        return entry

    # Forgetting

    async def stored_of(self, person: str) -> PersonalDataSummary:
        self._fail("stored_of")
        asked = [each for each in self.stored_answers.values() if each.asked_by == person]
        votes = [each for (_, voter), each in self.cast.items() if voter == person]
        claims = [claim["asked_at"] for claim in self.claims.values() if claim["asked_by"] == person]
        moments = [each.asked_at for each in asked] + claims + [each.voted_at for each in votes]
        facts = len(asked) + len(claims), len(votes), min(moments, default=None)
        return PersonalDataSummary(*facts, errata=person in self.readers)

    async def forget_person(self, person: str) -> Forgotten:
        self._fail("forget_person")
        votes = [key for key in self.cast if key[1] == person]
        for key in votes:
            del self.cast[key]
        asked = [each for each in self.stored_answers.values() if each.asked_by == person]
        for each in asked:
            self._delete(each.id)
        self.readers.discard(person)
        self.entries = [replace(e, by=None) if e.by == person else e for e in self.entries]
        claims = [number for number, claim in self.claims.items() if claim["asked_by"] == person]
        for number in claims:
            del self.claims[number]
        posted = tuple(each.posted_key for each in asked if each.posted_key)
        return Forgotten(len(asked) + len(claims), len(votes), posted)

    async def forget_before(self, home: str | None, before: datetime) -> int:
        self._fail("forget_before")
        answers = self.stored_answers.values()
        old = [each.id for each in answers if each.home == home and each.asked_at < before]
        for answer_id in old:
            self._delete(answer_id)
        claims = [n for n, c in self.claims.items() if c["home"] == home and c["asked_at"] < before]
        for number in claims:
            del self.claims[number]
        return len(old) + len(claims)

    async def homes(self) -> tuple[str | None, ...]:
        self._fail("homes")
        return tuple(dict.fromkeys(each.home for each in self.stored_answers.values()))

    async def known_scopes(self) -> tuple[str, ...]:
        self._fail("scopes")
        kept = [info.scope for info in self.infos] + [each.place for each in self.entries]
        return tuple(dict.fromkeys([*kept, *(home for home in await self.homes() if home)]))

    async def mark_left(self, scope: str) -> None:
        self._fail("mark_left")
        self.departures.setdefault(scope, self.now)

    async def mark_returned(self, scope: str) -> None:
        self._fail("mark_returned")
        self.departures.pop(scope, None)

    async def left(self) -> tuple[Departure, ...]:
        self._fail("left")
        return tuple(Departure(scope, since) for scope, since in self.departures.items())

    async def purge_left(self, before: datetime) -> tuple[str, ...]:
        self._fail("purge_left")
        gone = tuple(scope for scope, since in self.departures.items() if since < before)
        for scope in gone:
            await self.forget_before(scope, self.now + timedelta(days=1))
            self.entries = [each for each in self.entries if each.place != scope]
            self.infos = [info for info in self.infos if info.scope != scope]
            self.feed_infos = [feed for feed in self.feed_infos if feed.scope != scope]
            for shelf in (self.stored, self.removed):
                for article_id in [id for id, article in shelf.items() if article.scope == scope]:
                    del shelf[article_id]
            del self.departures[scope]
        self.purged += gone
        return gone

    async def claim(self, owner: str, *, hand_over: bool = False) -> str:
        self._fail("claim")
        if self.owned_by is None or hand_over:
            self.owned_by = owner
        return self.owned_by

    async def note_unfinished(self, message: str, facts: str) -> None:
        self._fail("note_unfinished")
        since = self.job_messages[message].since if message in self.job_messages else self.now
        self.job_messages[message] = UnfinishedMessage(message, facts, since)

    async def forget_unfinished(self, message: str) -> None:
        self._fail("forget_unfinished")
        self.job_messages.pop(message, None)

    async def unfinished(self) -> tuple[UnfinishedMessage, ...]:
        self._fail("unfinished")
        return tuple(sorted(self.job_messages.values(), key=lambda each: (each.since, each.message)))

    async def library_statistics(self, scopes: Sequence[str] = ("shared",)) -> LibraryStatistics:
        self._fail("library_statistics")
        if self.statistics_figures is not None:
            return self.statistics_figures
        seen = [info for info in self.infos if info.scope in scopes]
        days = Counter(date.fromisoformat(info.published_at[:10]) for info in seen if info.published_at)
        publishers = Counter(info.publisher for info in seen)
        ranked = sorted(publishers.items(), key=lambda each: (-each[1], each[0] or ""))
        return LibraryStatistics(tuple(sorted(days.items())), len(seen) - days.total(), tuple(ranked))


def _same_asker(one: StoredAnswer, other: StoredAnswer) -> bool:
    return one.asked_by is not None and one.asked_by == other.asked_by


def _tally(values: list[int]) -> Tally:
    return Tally(values.count(1), values.count(-1))


def _why_open(stored: StoredAnswer) -> Reason | None:
    if isinstance(stored.outcome, Refusal):
        return stored.outcome.reason
    return Reason.NOT_ANSWERED if stored.outcome.doubtful else None


def _unanswered(group: list[StoredAnswer]) -> Unanswered:
    reason = _why_open(group[0])
    assert reason is not None
    return Unanswered(
        questions=tuple(dict.fromkeys(each.question for each in group)),
        count=len(group),
        people=len({each.asked_by for each in group if each.asked_by}),
        newest=group[0].asked_at,
        reason=reason,
        answer_ids=tuple(each.id for each in group),
    )
