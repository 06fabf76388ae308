"""Messages that follow a long job, and edits that many people may cause at once: at most one a second for each message.

The message of a job is the public or private answer to a command, also after its interaction has ended."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

import aiohttp
import discord
import structlog
from discord import ui

from retrieval import NotFound, Progress

from ..text.errors import for_log
from ..text.locale import t
from ..text.markup import clip, size
from ..text.phrases import progress_line
from .errors import MESSAGE_LIMIT, persist, post
from .job_messages import JobKind, JobMessage, JobMessages, shown_by

LINE_LIMIT = 400
"""Of one line of a report; several still fit into a message."""
ENDS_BEFORE = timedelta(seconds=30)
"""An interaction counts as ended so long before Discord ends it, so that clocks may differ and requests take a while."""
WARN_BEFORE = timedelta(minutes=3)


Buttons = Callable[[], ui.View | None]
"""What stands below the text while the work goes on."""


class _Answer(ABC):
    """The answer to a command, on which a long job reports. `ending` is what its last edit holds besides the text."""

    private: ClassVar[bool]

    def __init__(
        self,
        interaction: discord.Interaction[Any],
        kind: JobKind,
        buttons: Buttons = lambda: None,
        *,
        run: int | None = None,
    ) -> None:
        self.ending: dict[str, Any] = {"view": None}
        self._interaction = interaction
        self._kind = kind
        self._buttons = buttons
        self._run = run
        self._shown: discord.InteractionMessage | None = None
        self._job_message: JobMessage | None = None

    async def put(self, text: str, last: bool) -> None:
        """Shows the text, with the buttons or, if it is the last one, the ending. The message is noted when it first
        stands there and forgotten with its last words; those that do not get through are kept for the next start."""
        messages: JobMessages = self._interaction.client.job_messages
        try:
            await self._put(text, self.ending if last else {"view": self._buttons()}, last)
        except Exception:  # whatever it was, the words did not get through
            if last and self._job_message is not None:
                await messages.note(replace(self._job_message, text=text))
            raise
        if last and self._job_message is not None:
            await messages.over(self._job_message.message)
        elif not last and self._job_message is None and self._shown is not None:
            self._job_message = shown_by(
                self._interaction, self._shown, self._kind, private=self.private, run=self._run
            )
            await messages.note(self._job_message)

    @abstractmethod
    async def _put(self, text: str, what: dict[str, Any], last: bool) -> None: ...

    async def _edit(self, text: str, what: dict[str, Any]) -> discord.InteractionMessage:
        edit = self._interaction.edit_original_response
        self._shown = await persist(lambda: edit(content=text, **what))
        return self._shown


class PublicProgress(_Answer):
    """The public answer to a command. An interaction ends after 15 minutes; from then on the answer is edited as the
    ordinary message that it also is."""

    private = False
    _message: discord.PartialMessage | None = None

    async def _put(self, text: str, what: dict[str, Any], last: bool) -> None:
        if self._message is not None and self._interaction.is_expired():
            message = self._message
            await persist(lambda: message.edit(content=text, **what))
            return
        shown = await self._edit(text, what)
        channel = self._interaction.client.get_partial_messageable(shown.channel.id)
        self._message = channel.get_partial_message(shown.id)


class PrivateProgress(_Answer):
    """The private answer to a command. Nobody can edit it when its interaction has ended: the last words then go to the
    person as a direct message."""

    private = True

    async def _put(self, text: str, what: dict[str, Any], last: bool) -> None:
        left = self._interaction.expires_at - discord.utils.utcnow()
        if left > ENDS_BEFORE:
            still = "" if last or left > WARN_BEFORE else f"\n{t('board-stands-still')}"
            await self._edit(f"{text}{still}", what)
        elif last:
            await post(self._interaction.user, text)


def report_of(lines: Iterable[str]) -> str:
    """Returns as many lines as one message holds, escaped; the others are counted."""
    shown: list[str] = []
    room = MESSAGE_LIMIT - len(t("and-more-lines", more=1_000_000))
    waiting = iter(lines)
    for line in waiting:
        shown.append(clip(line, LINE_LIMIT))
        room -= size(shown[-1]) + len("\n")
        if room < 0:
            shown[-1] = t("and-more-lines", more=1 + sum(1 for _ in waiting))
    return "\n".join(shown)


SECONDS_BETWEEN_EDITS = 1.0
BAR_LENGTH = 20
SECONDS_FOR_LAST_WORDS = 3.0
"""How long a shutdown waits for the message that says that a job was stopped."""

ShowLine = Callable[[str, bool], Awaitable[object]]
"""Puts this text on the message; the flag says that it is the last one (so the buttons go)."""


class ProgressMessage:
    """Shows the progress of a job. Call it with each `Progress`, on the event loop; it shows the newest one at most
    once a second.

    `finish` has the last word and must be called: until then an edit may be under way.
    """

    def __init__(self, title: str, edit: ShowLine) -> None:
        self.newest: Progress | None = None
        self._title = title
        self._edit = edit
        self._editing: asyncio.Task[None] | None = None
        self._next_edit = 0.0
        self._lost = False
        self._log = structlog.get_logger("dateline.progress")

    def __call__(self, progress: Progress) -> None:
        self.newest = progress
        if self._editing is None or self._editing.done():
            self._editing = asyncio.create_task(self._show_newest(), name="progress edit")

    async def finish(self, text: str) -> None:
        """Makes the final edit."""
        if self._editing is not None:
            self._editing.cancel()
            await asyncio.wait({self._editing})
            if not self._editing.cancelled() and (error := self._editing.exception()) is not None:
                self._log.error("failed", exc_info=error)
        await self._wait()
        await self._put(text, last=True)

    async def stopped(self, text: str) -> None:
        """Makes the final edit when the job was cancelled by a shutdown, which does not wait for long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_FOR_LAST_WORDS):
                await self.finish(text)

    async def _show_newest(self) -> None:
        shown: Progress | None = None
        while self.newest is not None and self.newest is not shown:
            await self._wait()
            shown = self.newest
            await self._put(f"{self._title}\n{bar(shown)}", last=False)

    async def _wait(self) -> None:
        await asyncio.sleep(max(0.0, self._next_edit - asyncio.get_running_loop().time()))

    async def _put(self, text: str, *, last: bool) -> None:
        if self._lost:
            return
        self._next_edit = asyncio.get_running_loop().time() + SECONDS_BETWEEN_EDITS
        try:
            await self._edit(text, last)
        except (discord.HTTPException, aiohttp.ClientError) as error:
            # The job goes on unseen; where the message or a permission is gone, it does not try again.
            self._lost = isinstance(error, discord.Forbidden | discord.NotFound)
            self._log.warning("not shown", text=text, error=for_log(error))


def bar(progress: Progress) -> str:
    """Returns the progress as a bar and in words."""
    full = round(progress.fraction * BAR_LENGTH)
    return f"{'▰' * full}{'▱' * (BAR_LENGTH - full)}\n{progress_line(progress)}"


SECONDS_BETWEEN = 1.0
Edit = Callable[[], Awaitable[object]]
"""Puts on the message what is true when it is called, so that leaving one out loses nothing."""


class Edits:
    """Makes only the last of the edits of a message that wait. Nobody is told of one that fails: what it would have
    shown is stored elsewhere."""

    def __init__(self) -> None:
        self._waiting: dict[int, Edit] = {}
        self._busy: set[int] = set()
        self._at_work: set[Hashable] = set()
        self._log = structlog.get_logger("dateline.edits")

    async def put(self, message_id: int, edit: Edit) -> None:
        """Makes the edit now, or leaves it to whoever is editing this message already."""
        self._waiting[message_id] = edit
        if message_id in self._busy:
            return
        self._busy.add(message_id)
        try:
            while (newest := self._waiting.pop(message_id, None)) is not None:
                await self._make(message_id, newest)
                await asyncio.sleep(SECONDS_BETWEEN)
        finally:
            self._busy.discard(message_id)
            self._waiting.pop(message_id, None)

    @contextmanager
    def alone(self, what: Hashable) -> Iterator[bool]:
        """Gives True inside, where nobody else is at the same thing; False where somebody is."""
        first = what not in self._at_work
        self._at_work.add(what)
        try:
            yield first
        finally:
            if first:
                self._at_work.discard(what)

    async def _make(self, message_id: int, edit: Edit) -> None:
        try:
            await edit()
        except (discord.HTTPException, aiohttp.ClientError, NotFound) as error:
            self._log.info("not shown", message=message_id, error=for_log(error))
