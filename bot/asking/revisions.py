"""The revisions of a message: as it was written, after each edit, and deleted.

Events of one message may arrive while its answer is being made. They are handled one after another, and only the newest
revision of a question is answered. That a message was written, which Discord tells again when a lost connection goes on,
counts once: told again, it is no newer revision, and may be older than an edit that is known.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

REMEMBERED = 10_000
"""Questions of which it is known that they were written: more than Discord repeats when a connection goes on."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in reply to a message: the `message` that is known to stand there; `unsure` where a request to post
    one was not answered, or another process may have posted one; `tried` is the nonce of that request and when it was
    sent, if this process sent it."""

    message: Any = None
    unsure: bool = False
    tried: tuple[str, datetime] | None = None


NOTHING = Shown()
UNSURE = Shown(unsure=True)


@dataclass(slots=True)
class _InFlight:
    """A message whose events are being handled."""

    newest: int = 0
    holders: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    superseded: asyncio.Event = field(default_factory=asyncio.Event)
    """That of the newest revision."""
    left: Shown | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a message."""

    number: int
    of: _InFlight
    superseded: asyncio.Event
    """Set when a newer revision has arrived."""

    @property
    def outdated(self) -> bool:
        """Whether a newer revision has arrived, so that an answer to this one would be wrong."""
        return self.number != self.of.newest

    @property
    def begun_before(self) -> bool:
        """Whether the revision before was being answered when this one arrived."""
        return self.of.left is not None

    def leave(self, shown: Shown) -> None:
        """Hands what stands in the channel over to the next revision."""
        self.of.left = shown

    def take_over(self) -> Shown:
        """What the revision before has left; only the first call returns it."""
        left, self.of.left = self.of.left, None
        return left or NOTHING


class Revisions:
    """The messages whose events are being handled."""

    def __init__(self) -> None:
        self._in_flight: dict[int, _InFlight] = {}
        self._written: OrderedDict[int, None] = OrderedDict()

    def __contains__(self, message_id: int) -> bool:
        return message_id in self._in_flight

    def is_new(self, message_id: int) -> bool:
        """Tells whether nobody has asked this of the message before, nor a later event of it overtook this one."""
        if message_id in self._written or message_id in self._in_flight:
            return False
        self._written[message_id] = None
        if len(self._written) > REMEMBERED:
            self._written.popitem(last=False)
        return True

    @asynccontextmanager
    async def newest(self, message_id: int) -> AsyncIterator[Revision]:
        """Waits until the revisions before are handled, and keeps later ones waiting. Those before see at once that
        they are outdated."""
        message = self._in_flight.setdefault(message_id, _InFlight())
        message.newest += 1
        message.holders += 1
        message.superseded.set()
        message.superseded = asyncio.Event()
        revision = Revision(message.newest, message, message.superseded)
        try:
            async with message.lock:
                yield revision
        finally:
            message.holders -= 1
            if not message.holders:
                del self._in_flight[message_id]
