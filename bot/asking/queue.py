"""Decides whose question is next: servers take turns, then the people of a server, then one person's questions in order.

`Line` is the pure schedule; coroutines wait in `AskQueue` until they have a slot. One model thread answers for every
server: a busy server must not make the others wait for all its questions, nor a busy person the rest of a server.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import takewhile

from .limits import Requester

AT_ONCE = 2
"""Questions computed at once: while one has the model, the other may be reading from disk."""
FIRST_GUESS = 1.0
"""Seconds an answer takes, before any was measured."""
REMEMBERED_SHARE = 0.8
"""Of the estimate after one more measurement; the last five answers or so count."""
LONG_WAIT = 5.0
"""Seconds from which on people are told their place."""
MOMENT = 2.0
"""Seconds before anybody is told: what is over sooner is not worth a message."""
LOOK_EVERY = 1.0
"""Seconds between two looks at a place, so the most often that a message about it is edited."""


@dataclass(frozen=True, slots=True, eq=False)
class Ticket:
    """A question in the line; two of the same person are two tickets."""

    home: Hashable
    """The server, or the person in a direct message."""
    person: Hashable


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: 1 is next; `seconds` is an estimate."""

    position: int
    seconds: int


class Line:
    """The order of waiting questions. Pure: knows no time and waits for nothing."""

    def __init__(self) -> None:
        self._homes: OrderedDict[Hashable, OrderedDict[Hashable, deque[Ticket]]] = OrderedDict()
        """Whoever was served goes to the end; who is passed over keeps the place."""
        self._busy: set[Hashable] = set()
        """Whose question is not done; nobody has two of them."""
        self._served: set[Hashable] = set()
        """Whose question is computed now."""

    def join(self, ticket: Ticket) -> None:
        self._homes.setdefault(ticket.home, OrderedDict()).setdefault(ticket.person, deque()).append(ticket)

    def leave(self, ticket: Ticket) -> None:
        """Without having been served."""
        self._homes[ticket.home][ticket.person].remove(ticket)
        self._tidy(ticket)

    def serve(self) -> Ticket | None:
        """Take the next question out; its person has no other served until `done`. None where nobody can be served."""
        for home, people in self._homes.items():
            for person, tickets in people.items():
                if person in self._busy:
                    continue
                ticket = tickets.popleft()
                self._busy.add(person)
                self._served.add(person)
                people.move_to_end(person)
                self._homes.move_to_end(home)
                self._tidy(ticket)
                return ticket
        return None

    def computed(self, ticket: Ticket) -> None:
        """Its person has still to see the answer: their next question waits for `done`, nobody else's does."""
        self._served.discard(ticket.person)

    def done(self, ticket: Ticket) -> None:
        self.computed(ticket)
        self._busy.discard(ticket.person)

    def order(self) -> list[Ticket]:
        """All that wait, in the order in which they will be served if nobody else comes."""
        homes = deque(deque(deque(tickets) for tickets in people.values()) for people in self._homes.values())
        found: list[Ticket] = []
        while homes:
            people = homes.popleft()
            tickets = people.popleft()
            found.append(tickets.popleft())
            if tickets:
                people.append(tickets)
            if people:
                homes.append(people)
        return found

    def others_served(self, person: Hashable) -> bool:
        """Whether somebody else has a slot now."""
        return bool(self._served - {person})

    def _tidy(self, ticket: Ticket) -> None:
        people = self._homes[ticket.home]
        if not people[ticket.person]:
            del people[ticket.person]
        if not people:
            del self._homes[ticket.home]


class QueueClosed(Exception):
    """The bot is being stopped: questions that wait are not answered any more."""


OnWait = Callable[[Place], Awaitable[object]]


@dataclass(slots=True)
class _Estimate:
    seconds: float = FIRST_GUESS

    def measure(self, seconds: float) -> None:
        self.seconds = self.seconds * REMEMBERED_SHARE + seconds * (1 - REMEMBERED_SHARE)


@dataclass(slots=True)
class _Places:
    """Positions, counted once per change of the line however many ask."""

    current: dict[Ticket, int] = field(default_factory=dict)
    own_first: tuple[Hashable, int] = (None, 0)
    """Whose questions are the first in the line, and how many of them follow one another."""
    outdated: bool = True


class AskQueue:
    """At most `at_once` questions have a slot; the others wait for one. `clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, at_once: int = AT_ONCE) -> None:
        self._clock = clock
        self._free = at_once
        self._at_once = at_once
        self._line = Line()
        self._waiting: dict[Ticket, asyncio.Future[bool]] = {}
        """Set to true with a slot, to false by `close`."""
        self._estimate = _Estimate()
        self._places = _Places()
        self._closed = False
        self._one_in_background = asyncio.Lock()
        self._in_background: asyncio.Future[bool] | None = None
        """Work that waits until nobody else does; set as those in `_waiting`."""

    @property
    def waiting(self) -> int:
        """How many questions wait."""
        return len(self._waiting)

    @asynccontextmanager
    async def slot(
        self, requester: Requester, on_wait: OnWait | None = None
    ) -> AsyncIterator[Callable[[], None]]:
        """Waits for a slot and holds it until what it yields is called, or to the end. Until the end, the person's next
        question waits. Where the wait for others is long, `on_wait` is called with the place, and again when that has
        halved or doubled; the slot begins after it has returned. Raises QueueClosed."""
        ticket = Ticket(requester.home, requester.user_id)
        await self._wait(ticket, on_wait)
        began, held = self._clock(), True

        def give_back() -> None:
            nonlocal held
            if held:
                held = False
                self._estimate.measure(max(0.0, self._clock() - began))
                self._free += 1
                self._line.computed(ticket)
                self._admit()

        try:
            yield give_back
        finally:
            give_back()
            self._line.done(ticket)
            self._admit()

    @asynccontextmanager
    async def background_slot(self) -> AsyncIterator[None]:
        """Waits until a slot is free for which nobody waits, and holds it to the end: for work that nobody looks at. It
        has one slot at a time, so that people have all others. Raises QueueClosed."""
        async with self._one_in_background:
            if self._closed:
                raise QueueClosed
            given = self._in_background = asyncio.get_running_loop().create_future()
            self._admit()
            has_slot = False
            try:
                has_slot = await given
                if not has_slot:
                    raise QueueClosed
                self._in_background = None
                yield
            finally:
                self._in_background = None
                if has_slot or (given.done() and not given.cancelled() and given.result()):
                    self._free += 1  # also where it came in the moment of a cancellation
                    self._admit()

    def close(self) -> None:
        """Raises QueueClosed for everybody who waits or comes; who has a slot keeps it."""
        self._closed = True
        waiting = [*self._waiting.values(), *([self._in_background] if self._in_background else [])]
        for future in waiting:
            if not future.done():
                future.set_result(False)

    def place(self, ticket: Ticket) -> Place:
        """Of a question that waits."""
        position = self._counted().current[ticket]
        return Place(position, math.ceil(position * self._estimate.seconds / self._at_once))

    def _counted(self) -> _Places:
        if self._places.outdated:
            order = self._line.order()
            first = order[0].person if order else None
            run = sum(1 for _ in takewhile(lambda each: each.person == first, order))
            numbers = {each: number for number, each in enumerate(order, 1)}
            self._places = _Places(numbers, (first, run), outdated=False)
        return self._places

    def _waits_for_others(self, ticket: Ticket) -> bool:
        """Somebody else is before it or has a slot: who waits only for questions of their own is in no line."""
        first, run = self._counted().own_first
        alone = ticket.person == first and self._places.current[ticket] <= run
        return not alone or self._line.others_served(ticket.person)

    async def _wait(self, ticket: Ticket, on_wait: OnWait | None) -> None:
        if self._closed:
            raise QueueClosed
        given = self._waiting[ticket] = asyncio.get_running_loop().create_future()
        self._line.join(ticket)
        self._admit()
        try:
            if on_wait is not None:
                await self._tell_until(given, ticket, on_wait)
            if not await given:
                raise QueueClosed
        except BaseException:  # cancelled, sent away, or nobody could be told
            if self._waiting.pop(ticket, None) is None:
                self._free += 1  # the slot had come in the same moment
                self._line.done(ticket)
                self._admit()
            else:
                self._line.leave(ticket)
                self._places.outdated = True
            raise

    async def _tell_until(self, given: asyncio.Future[bool], ticket: Ticket, on_wait: OnWait) -> None:
        said: Place | None = None
        since = self._clock()
        while not given.done():
            place = self.place(ticket)
            if self._waits_for_others(ticket) and _worth_saying(place, said, self._clock() - since):
                said = place
                await on_wait(place)
            await asyncio.wait({given}, timeout=LOOK_EVERY)

    def _admit(self) -> None:
        self._places.outdated = True
        while self._free and (ticket := self._line.serve()) is not None:
            self._free -= 1
            given = self._waiting.pop(ticket)
            if not given.done():
                given.set_result(True)
        if self._free and self._in_background is not None and not self._in_background.done():
            self._free -= 1
            self._in_background.set_result(True)


def _worth_saying(place: Place, said: Place | None, waited: float) -> bool:
    if said is None:
        return waited >= MOMENT and waited + place.seconds >= LONG_WAIT
    return place.position * 2 <= said.position or place.position >= said.position * 2
