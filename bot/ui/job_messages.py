"""Messages that say that something is under way, noted while it is: a process that is killed leaves them standing, and
the next one puts right what they say (`admin.recovery`)."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

import discord
import structlog

from retrieval import DatelineError, Library

from ..places import message_key
from ..text.errors import for_log
from ..text.locale import current


class JobKind(StrEnum):
    """What is under way. Each has a sentence "interrupted-KIND"."""

    REINDEX = "reindex"
    DRY_RUN = "dry-run"
    ROLLBACK = "rollback"
    ADDING = "adding"
    WAITING = "waiting"
    """A place in line."""


@dataclass(frozen=True, slots=True)
class JobMessage:
    """A message, and what it takes to edit it. With a token only the interaction can, until `expires` (a Unix time);
    then `person` is written to. `run` is the reindex that is rolled back, `text` what is to stand there, if known."""

    kind: JobKind
    channel: int
    message: int
    language: str
    guild: int | None = None
    person: int | None = None
    token: str | None = None
    expires: float = 0.0
    run: int | None = None
    text: str | None = None

    @classmethod
    def of(cls, kept: str) -> Self | None:
        """Reads what was stored; None for what another version wrote and this one cannot read."""
        try:
            facts: dict[str, Any] = json.loads(kept)
            return cls(**(facts | {"kind": JobKind(facts["kind"])}))
        except (ValueError, TypeError, KeyError):
            return None

    @property
    def key(self) -> str:
        return message_key(self.message)


def shown_by(
    interaction: discord.Interaction[Any],
    message: discord.InteractionMessage,
    kind: JobKind,
    *,
    private: bool,
    run: int | None = None,
) -> JobMessage:
    """Describes the answer to an interaction, in the language in force."""
    return JobMessage(
        kind,
        message.channel.id,
        message.id,
        current(),
        guild=interaction.guild_id,
        person=interaction.user.id,
        token=interaction.token if private else None,
        expires=interaction.expires_at.timestamp(),
        run=run,
    )


def waiting_reply(message: discord.Message, shown: int) -> JobMessage:
    """Describes the reply to a message that says a place in line."""
    guild_id = message.guild.id if message.guild else None
    return JobMessage(JobKind.WAITING, message.channel.id, shown, current(), guild=guild_id)


class JobMessages:
    """Notes and forgets such messages in the library. What cannot be noted holds up no work, and goes to the log."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._mine: set[str] = set()

    def is_mine(self, key: str) -> bool:
        """Tells whether this process shows it, and will see to it."""
        return key in self._mine

    async def note(self, job_message: JobMessage) -> None:
        """Notes that the message stands there."""
        self._mine.add(job_message.key)
        try:
            await self._library.messages.note(job_message.key, json.dumps(asdict(job_message)))
        except DatelineError as error:
            self._log("not noted", error)

    def take_on(self, message: int) -> None:
        """Takes over a message that a process before may have noted: this one shows something else there now, or will."""
        self._mine.add(message_key(message))

    async def settled(self, message: int) -> None:
        """Forgets a message in whose place other words stand now, such as an answer or an error. Costs nothing where
        nothing was noted."""
        if self.is_mine(message_key(message)):
            await self.over(message)

    async def over(self, message: int) -> None:
        """Forgets a message that says how it ended, or is gone."""
        key = message_key(message)
        try:
            await self._library.messages.forget(key)
        except DatelineError as error:
            self._log("not forgotten", error)
        self._mine.discard(key)

    def _log(self, what: str, error: DatelineError) -> None:
        structlog.get_logger("dateline.standing").warning(what, error=for_log(error))


class PlaceInLine:
    """Says a place in line, and notes the message that does. Used as a context around the wait and the answer."""

    def __init__(
        self,
        messages: JobMessages,
        say_it: Callable[[str], Awaitable[Any]],
        job_message: Callable[[Any], JobMessage],
    ) -> None:
        self._messages = messages
        self._say = say_it
        self._of = job_message
        self._job_message: JobMessage | None = None

    @classmethod
    def in_answer_to(cls, interaction: discord.Interaction[Any], *, private: bool) -> Self:
        """Says it in place of “thinking …”."""

        async def say_it(line: str) -> discord.InteractionMessage:
            return await interaction.edit_original_response(content=line)

        return cls(
            interaction.client.job_messages,
            say_it,
            lambda shown: shown_by(interaction, shown, JobKind.WAITING, private=private),
        )

    async def __call__(self, line: str) -> None:
        shown = await self._say(line)
        if self._job_message is None:
            self._job_message = self._of(shown)
            await self._messages.note(self._job_message)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and self._job_message is not None:  # else the line still stands there
            await self._messages.over(self._job_message.message)
