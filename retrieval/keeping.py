"""The half of the library that remembers people: what they asked, how they voted, what they changed, and how all of that
is forgotten again."""

# longer than 250 lines because it is half of what a face may ask; each method only hands on

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from .errors import NotFound
from .models.base import Vectors
from .reports import (
    Departure,
    Feedback,
    Forgotten,
    Held,
    LedgerEntry,
    Page,
    Shelf,
    Tally,
    Unanswered,
    Unfinished,
    UnfinishedAnswer,
)
from .search.fusion import clusters
from .store.answers import Answers, Asking, Refusals, Refused, Votes
from .store.audit_log import Ledger
from .store.database import Database
from .store.facts import Ages, Owner, UnfinishedMessages
from .store.scopes import Departures, People, shelf
from .text import normalise
from .types import SHARED_SCOPE, Outcome, StoredAnswer
from .workers.threads import MicroBatcher

MOST_REFUSALS = 400
"""So many of the newest refused questions are put together; each is embedded anew, about 2 ms."""
AT_ONCE = 16
"""Questions embedded in one step, so that whoever asks meanwhile waits for one step at most."""
SAME_QUESTION = 0.9
"""Cosine from which an answered question counts as one that was refused before, for MiniLM: higher than for putting
refused ones together, because a gap that is hidden by an answer to something else is filled by nobody."""
VOTES = (1, -1)


@dataclass(frozen=True, slots=True)
class Records:
    """The repositories of what is remembered, over one open database."""

    answers: Answers
    votes: Votes
    refusals: Refusals
    ledger: Ledger
    people: People
    departures: Departures
    owner: Owner
    unfinished: UnfinishedMessages

    @classmethod
    def over(cls, database: Database) -> Records:
        return cls(
            Answers(database),
            Votes(database),
            Refusals(database),
            Ledger(database),
            People(database),
            Departures(database),
            Owner(database),
            UnfinishedMessages(database),
        )


class Keeping:
    """See `Library`, which is one. `_texts`, `_clock` and the rest are its parts."""

    _database: Database
    _records: Records
    _ages: Ages
    _texts: MicroBatcher[Sequence[str], Vectors]
    _clock: Callable[[], datetime]

    # The log of answers

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
        """Claim a message before answering it: a new answer id, or None when it was claimed before (a replay)."""
        asking = Asking(asked_by, place, home, follows, private)
        return await self._records.answers.begin(
            asked_key, normalise(question), scopes, asking, self._clock()
        )

    async def finish_answer(
        self,
        answer_id: int,
        outcome: Outcome,
        *,
        posted_key: str | None = None,
        follows: int | None = None,
        narrowed: bool = False,
    ) -> None:
        """Log the outcome and the message that shows it; once more for the outcome of a reworded question. `follows`
        counts where the claim said nothing of it. A refusal of what was `narrowed` to a part of the articles says
        nothing of the others: `unanswered` leaves it out."""
        await self._records.answers.finish(answer_id, outcome, posted_key, follows, dismissed=narrowed)

    async def abandon_answer(self, answer_id: int) -> None:
        """Give a claim back when answering failed, so that the message may be tried again."""
        await self._records.answers.abandon(answer_id)

    async def abandon_claim(self, asked_key: str) -> bool:
        """Likewise by its key, for a claim that nobody works on any more; False where there was none."""
        return await self._records.answers.abandon_claim(asked_key)

    async def unfinished_answers(self) -> tuple[UnfinishedAnswer, ...]:
        """Claims without an outcome, oldest first. After a start, those of the process before are dead."""
        return await self._records.answers.unfinished()

    async def publish_answer(self, answer_id: int) -> bool:
        """A private answer is shown to everyone from now on; False when it was already."""
        return await self._records.answers.publish(answer_id)

    async def withdraw_answer(self, asked_key: str) -> StoredAnswer | None:
        """Its question is gone: delete it with its votes. Returns what it was, None where nothing was answered."""
        return await self._records.answers.withdraw(asked_key)

    async def stored_answer(self, answer_id: int) -> StoredAnswer:
        """Raises NotFound; also for a claim that has no outcome yet."""
        stored = await self._records.answers.get(answer_id)
        if stored is None:
            raise NotFound("answer", answer_id)
        return stored

    async def answer_to(self, asked_key: str) -> StoredAnswer | None:
        """What a message was answered with, if it was."""
        return await self._records.answers.asked(asked_key)

    async def posted_answer(self, posted_key: str) -> StoredAnswer | None:
        """The answer that a message shows, if that message is one of ours."""
        return await self._records.answers.posted(posted_key)

    async def latest_answer(
        self, place: str, *, since: datetime, asked_by: str | None = None
    ) -> StoredAnswer | None:
        """The newest answer in a place; a private one only for its asker."""
        return await self._records.answers.latest(place, since, asked_by)

    async def conversation(self, answer_id: int, *, limit: int = 6) -> tuple[StoredAnswer, ...]:
        """An answer with those it goes on from, oldest first; empty where it is gone. Ends where somebody else's
        private answer would begin."""
        return await self._records.answers.conversation(answer_id, limit)

    # Votes

    async def vote(self, answer_id: int, voter: str, value: int, *, reason: str | None = None) -> Tally:
        """One vote a person, 1 or -1, in place of the one before. Raises NotFound."""
        if value not in VOTES:
            raise ValueError(value)
        text = None if reason is None else normalise(reason)
        if not await self._records.votes.put(answer_id, voter, value, text, self._clock()):
            raise NotFound("answer", answer_id)
        return await self.votes(answer_id)

    async def votes(self, answer_id: int) -> Tally:
        """Raises NotFound."""
        await self.stored_answer(answer_id)
        return await self._records.votes.of(answer_id)

    async def feedback(
        self, home: str, *, offset: int = 0, limit: int = 10, only_down: bool = False
    ) -> Page[Feedback]:
        """The votes on answers of a home, newest first; those on private answers only count in the totals."""
        return await self._records.votes.feedback(home, offset, limit, only_down=only_down)

    async def feedback_totals(self, home: str) -> Tally:
        return await self._records.votes.totals(home)

    # What was refused

    async def unanswered(
        self, home: str, *, limit: int = 10, since: datetime | None = None
    ) -> tuple[Unanswered, ...]:
        """Refused questions of a home put together by meaning, most asked first; without those that got an answer when
        they were asked again. Raises ModelError."""
        refusals = await self._records.refusals.newest(home, since, MOST_REFUSALS)
        if not refusals:
            return ()
        oldest = min(each.asked_at for each in refusals)
        answered: dict[str, tuple[int, str]] = {}
        for answer_id, question in await self._records.refusals.answered(home, oldest, MOST_REFUSALS):
            answered.setdefault(_words(question), (answer_id, question))
        same: dict[str, list[Refused]] = {}
        for refused in refusals:
            if refused.answer_id > answered.get(_words(refused.question), (0, ""))[0]:
                same.setdefault(_words(refused.question), []).append(refused)
        worded = list(same.values())
        if not worded:
            return ()
        vectors = await self._vectors([group[0].question for group in worded])
        if answered:
            since_then = await self._vectors([question for _, question in answered.values()])
            ids = np.array([answer_id for answer_id, _ in answered.values()])
            latest = np.where(vectors @ since_then.T >= SAME_QUESTION, ids, 0).max(axis=1)
            worded = [
                [each for each in group if each.answer_id > last]
                for group, last in zip(worded, latest, strict=True)
            ]
            vectors = vectors[[bool(group) for group in worded]]
            worded = [group for group in worded if group]
        alike = [[each for row in rows for each in worded[row]] for rows in clusters(vectors)]
        groups = [sorted(group, key=lambda each: -each.answer_id) for group in alike]
        groups.sort(key=lambda group: (-len(group), -group[0].answer_id))
        return tuple(_unanswered(group) for group in groups[:limit])

    async def _vectors(self, questions: Sequence[str]) -> Vectors:
        """(questions, dimension), in steps. Raises ModelError."""
        steps = [questions[start : start + AT_ONCE] for start in range(0, len(questions), AT_ONCE)]
        return np.concatenate([await self._texts.run(step) for step in steps])

    async def dismiss_unanswered(self, answer_ids: Sequence[int], *, home: str) -> int:
        """Seen to: they are not reported any more; how many."""
        return await self._records.refusals.dismiss(answer_ids, home)

    # The ledger

    async def preferences(self, place: str) -> Mapping[str, str]:
        """What people chose in a place: name -> JSON text."""
        return await self._records.ledger.preferences(place)

    async def set_preference(
        self, place: str, name: str, value: str | None, *, by: str | None
    ) -> LedgerEntry | None:
        """Choose, or with None take the choice back. The same again changes nothing: the entry that set it, or None
        where there never was one."""
        return await self._records.ledger.prefer(place, name, _storable(value), by, self._clock())

    async def record(self, place: str, deed: str, facts: str | None, *, by: str | None) -> LedgerEntry:
        """Note something that was done and cannot be undone from the ledger."""
        return await self._records.ledger.record(place, deed, _storable(facts), by, self._clock())

    async def ledger(self, place: str, *, offset: int = 0, limit: int = 10) -> Page[LedgerEntry]:
        """Newest first."""
        return await self._records.ledger.page(place, offset, limit)

    async def change(self, entry_id: int, *, place: str) -> LedgerEntry:
        """A change of a preference in that place. Raises NotFound."""
        entry = await self._records.ledger.change(entry_id, place)
        if entry is None:
            raise NotFound("change", entry_id)
        return entry

    async def undo(self, entry_id: int, *, place: str, by: str | None) -> LedgerEntry:
        """Put a preference back to what it was before that entry, an undo included. Newest first, everything can be
        undone. Raises NotFound, CannotUndo."""
        return await self._records.ledger.undo(entry_id, place, by, self._clock())

    # Forgetting

    async def stored_of(self, person: str) -> Held:
        return await self._records.people.held(person)

    async def forget_person(self, person: str) -> Forgotten:
        """Delete their questions with the answers, and their votes; the ledger keeps what they changed, not who."""
        return await self._records.people.forget(person)

    async def forget_before(self, home: str | None, before: datetime) -> int:
        """Delete what was asked in a home before then (None: nobody's home); how many. None of it while the clock is
        doubted (`store.ages`)."""
        if not await self._ages.known():
            return 0
        return await self._records.answers.forget_before(home, before)

    async def homes(self) -> tuple[str | None, ...]:
        """Those with answers."""
        return await self._records.answers.homes()

    async def scopes(self) -> tuple[str, ...]:
        """Every scope there is anything of, trash included."""
        return await self._records.departures.known()

    async def mark_left(self, scope: str) -> None:
        await self._records.departures.left(scope, self._clock())

    async def mark_returned(self, scope: str) -> None:
        await self._records.departures.returned(scope)

    async def left(self) -> tuple[Departure, ...]:
        """Who is gone and not yet forgotten, longest gone first."""
        return await self._records.departures.all()

    async def claim(self, owner: str, *, hand_over: bool = False) -> str:
        """Whose library this is, an opaque name: recorded where none is yet, or anew with `hand_over`. Returns the one
        that is recorded now."""
        return await self._records.owner.claim(owner, hand_over=hand_over)

    async def note_unfinished(self, message: str, facts: str) -> None:
        """A message says that something is under way: kept until `forget_unfinished`, also when the process is killed."""
        await self._records.unfinished.note(message, facts, self._clock())

    async def forget_unfinished(self, message: str) -> None:
        """The message says how it ended."""
        await self._records.unfinished.forget(message)

    async def unfinished(self) -> tuple[Unfinished, ...]:
        """Oldest first."""
        return await self._records.unfinished.all()

    async def shelf(self, scopes: Sequence[str] = (SHARED_SCOPE,)) -> Shelf:
        """How the articles spread over days and publishers."""
        return await shelf(self._database, scopes)


def _words(question: str) -> str:
    """Equal for questions that differ in case and punctuation only."""
    return " ".join(re.findall(r"\w+", question.casefold())) or question


def _storable(text: str | None) -> str | None:
    """Half a character cannot be stored."""
    return None if text is None else text.encode(errors="replace").decode()


def _unanswered(group: Sequence[Refused]) -> Unanswered:
    return Unanswered(
        questions=tuple(dict.fromkeys(each.question for each in group)),
        count=len(group),
        people=len({each.asked_by for each in group if each.asked_by}),
        newest=group[0].asked_at,
        reason=group[0].reason,
        answer_ids=tuple(each.answer_id for each in group),
    )
