"""One interaction as the person who started it sees it, with waits that end as soon as the bot has acted."""

# ruff: noqa: ASYNC109 - a test says how long it is willing to wait
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from .clock import Signal
from .records import Channel, Json, Message, Origin, User

WAIT = 5.0
"""Default seconds a test waits for the bot; generous, because nothing polls."""


class Use(IntEnum):
    """Interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Ack(IntEnum):
    """Callback types."""

    MESSAGE = 4
    DEFER = 5
    DEFER_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(eq=False)
class Interaction:
    """`hidden_by_default`: the person lacks the command's default_member_permissions, so Discord shows it to
    them only if an admin of the guild decided so."""

    id: int
    kind: Use
    token: str
    user: User
    channel: Channel
    payload: Json
    created_at: float
    origin: Origin
    signal: Signal = field(repr=False)
    source: Message | None = None
    hidden_by_default: bool = False
    ephemeral_only: bool = False
    ack: Ack | None = None
    acked_at: float | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] | None = None

    @property
    def deferred(self) -> bool:
        """Acknowledged with a defer and not answered yet."""
        return self.ack in (Ack.DEFER, Ack.DEFER_UPDATE) and self.answer is None

    @property
    def answer(self) -> Message | None:
        """The original response (or the updated message) as it stands, None while there is none."""
        message = self.original
        if message is None or message.loading or message.deleted:
            return None
        if self.ack is Ack.DEFER_UPDATE and self.acked_at is not None:
            updated = message.edits and message.edits[-1].at >= self.acked_at
            return message if updated else next(iter(self.followups), None)
        return message

    async def acked(self, timeout: float = WAIT) -> Ack:
        return await self.signal.until(lambda: self.ack, timeout, lambda: f"an answer to {self}")

    async def response(self, timeout: float = WAIT) -> Message:
        """The answer, once the bot has given one; it may still be edited afterwards."""
        return await self.signal.until(lambda: self.answer, timeout, lambda: f"a response to {self}")

    async def followup(self, index: int = 0, timeout: float = WAIT) -> Message:
        def probe() -> Message | None:
            return self.followups[index] if index < len(self.followups) else None

        return await self.signal.until(probe, timeout, lambda: f"follow-up {index} to {self}")

    async def shown_modal(self, timeout: float = WAIT) -> Json:
        """`custom_id`, `title` and `components` of the modal the bot opened."""
        return await self.signal.until(lambda: self.modal, timeout, lambda: f"a modal for {self}")

    async def wait_until(self, predicate: Callable[[Interaction], object], timeout: float = WAIT) -> None:
        """Re-checks `predicate(self)` after every change until it is true."""
        await self.signal.until(
            lambda: predicate(self) or None, timeout, lambda: f"the wanted state of {self}"
        )
