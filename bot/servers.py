"""What the bot knows of the servers it is in: their preferences, read from the library's audit log and kept in memory as
long as the bot runs, and since when a server has been left.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Collection
from contextlib import suppress
from typing import Any, TypeVar

import structlog

from retrieval import AuditEntry, Library, StoreError

from .audit import allows
from .exceptions import NeedsDiscordsOwn
from .places import Right, guild_of, own_scope, person_key
from .preferences import Preferences, PreferencesUnknown, as_json, checked, read_preferences

T = TypeVar("T")
DEFAULTS = Preferences()


class Servers:
    """Reads the preferences of servers, and is the only one to write them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[int, Preferences] = {}
        self._writes: Counter[int] = Counter()
        """How often each server's preferences were written: what was read before a write is outdated."""
        self.changing = asyncio.Lock()
        """To be held by code that reads a preference and then writes it."""

    async def of(self, guild_id: int | None) -> Preferences:
        """Returns the server's preferences; the defaults in a direct message."""
        if guild_id is None:
            return DEFAULTS
        if guild_id not in self._known:
            await self._load(guild_id)
        return self.known(guild_id)

    def known(self, guild_id: int | None) -> Preferences:
        """The server's preferences, where nothing can be awaited: every interaction and message begins with `of`.
        Raises PreferencesUnknown, because no permission may be decided on defaults."""
        if guild_id is None:
            return DEFAULTS
        if (known := self._known.get(guild_id)) is None:
            raise PreferencesUnknown
        return known

    async def change(self, guild_id: int, name: str, value: Any, *, by: int) -> AuditEntry | None:
        """Sets one preference, with None to its default. Returns the entry that holds it now, None where it was never
        set. Raises InvalidPreference."""
        text = None if value is None else as_json(value)
        if text is not None:
            checked(name, text)
        setting = self._library.audit_log.set_preference(own_scope(guild_id), name, text, by=person_key(by))
        return await self._written(guild_id, setting)

    async def undo(self, guild_id: int, entry_id: int, *, by: int, right: Right) -> AuditEntry:
        """Undoes a change, where somebody with that right may have made it. Raises NotFound, CannotUndo,
        NeedsDiscordsOwn."""
        entry = await self._library.audit_log.change(entry_id, place=own_scope(guild_id))
        if not allows(right, entry.name):
            raise NeedsDiscordsOwn
        undoing = self._library.audit_log.undo(entry_id, place=own_scope(guild_id), by=person_key(by))
        return await self._written(guild_id, undoing)

    def forget(self, guild_id: int) -> None:
        """To be called when the server is gone, or its data."""
        self._writes[guild_id] += 1
        self._known.pop(guild_id, None)

    async def _written(self, guild_id: int, write: Awaitable[T]) -> T:
        """Returns what the write returns, when the preferences have been read again. Until then those from before are
        in force; if they cannot be read, none are known."""
        try:
            return await write
        finally:  # a cancelled write may have been done all the same
            self._writes[guild_id] += 1
            with suppress(StoreError):  # then it is not known, and `of` says why
                await self._load(guild_id)

    async def _load(self, guild_id: int) -> None:
        """Reads the preferences, again if somebody has written meanwhile. Raises StoreError."""
        while True:
            written = self._writes[guild_id]
            try:
                stored = await self._library.audit_log.preferences(own_scope(guild_id))
            except BaseException:
                if written == self._writes[guild_id]:
                    self._known.pop(guild_id, None)
                raise
            if written == self._writes[guild_id]:
                self._known[guild_id] = read_preferences(stored)
                return


class Membership:
    """Notes in the library which servers the bot has left or returned to, as Discord says. Noting the same again changes
    nothing, and not the time either."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._log = structlog.get_logger("dateline.membership")

    async def note_left(self, guild_ids: Collection[int]) -> None:
        """Notes that these servers have removed the bot."""
        left = await self._left()
        for guild_id in sorted(set(guild_ids) - left):
            self._log.info("left", guild=guild_id)
            await self._library.scopes.mark_left(own_scope(guild_id))

    async def note_returned(self, guild_ids: Collection[int]) -> None:
        """Notes that the bot is in these servers."""
        for guild_id in sorted(set(guild_ids) & await self._left()):
            self._log.info("returned", guild=guild_id)
            await self._library.scopes.mark_returned(own_scope(guild_id))

    async def note_all(self, guild_ids: Collection[int]) -> None:
        """Notes that the bot is in exactly these servers, as Discord lists them when a session begins, unavailable ones
        included: others with data here have removed it meanwhile. An empty list is not believed; it may only be true
        for a bot that never was in a server, and then there is no data."""
        if not guild_ids:
            return
        await self.note_returned(guild_ids)
        known = map(guild_of, await self._library.scopes.known())
        await self.note_left({guild_id for guild_id in known if guild_id} - set(guild_ids))

    async def _left(self) -> set[int]:
        left = (guild_of(departure.scope) for departure in await self._library.scopes.left())
        return {guild_id for guild_id in left if guild_id}
