"""The preferences of every server, kept in memory as long as the bot runs: the library's ledger is the truth."""

from __future__ import annotations

import asyncio
from typing import Any

from retrieval import LedgerEntry, Library

from .admin.rights import allows
from .checks import NeedsDiscordsOwn, Right
from .preferences import Preferences, as_json, checked, read_preferences
from .scopes import own_scope, person_key

DEFAULTS = Preferences()


class Servers:
    """One reader of preferences and the only writer."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[int, Preferences] = {}
        self.changing = asyncio.Lock()
        """Held by who reads a preference to write it anew."""

    async def of(self, guild_id: int | None) -> Preferences:
        """The server's preferences; the defaults in a direct message."""
        if guild_id is None:
            return DEFAULTS
        if (known := self._known.get(guild_id)) is None:
            known = read_preferences(await self._library.preferences(own_scope(guild_id)))
            self._known[guild_id] = known
        return known

    def known(self, guild_id: int | None) -> Preferences:
        """Likewise, for where nothing can be awaited: every interaction and message begins with `of`."""
        return DEFAULTS if guild_id is None else self._known.get(guild_id, DEFAULTS)

    async def change(self, guild_id: int, name: str, value: Any, *, by: int) -> LedgerEntry | None:
        """Set one preference, None for the default again. The entry that holds it now, None where it was never set.
        Raises InvalidPreference."""
        text = None if value is None else as_json(value)
        if text is not None:
            checked(name, text)
        entry = await self._library.set_preference(own_scope(guild_id), name, text, by=person_key(by))
        self._known.pop(guild_id, None)
        return entry

    async def undo(self, guild_id: int, entry_id: int, *, by: int, right: Right) -> LedgerEntry:
        """Put back what a change changed, where somebody with that right may have made it. Raises NotFound, CannotUndo,
        NeedsDiscordsOwn."""
        entry = await self._library.change(entry_id, place=own_scope(guild_id))
        if not allows(right, entry.name):
            raise NeedsDiscordsOwn
        entry = await self._library.undo(entry_id, place=own_scope(guild_id), by=person_key(by))
        self._known.pop(guild_id, None)
        return entry

    def forget(self, guild_id: int) -> None:
        """The server is gone, or its data."""
        self._known.pop(guild_id, None)
