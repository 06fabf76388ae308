"""A process that dies at a given statement of its writing, without the cost of a process: the files are copied at that
moment, which is what a kill would leave of them, and the copy is gone on with."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from retrieval.store.database import Database


class KilledError(BaseException):
    """Nothing that runs in the process may catch it."""


class Death:
    """Counts the statements of transactions. `at(number)`: before the statement of this number, `leave` is called and
    the process is gone."""

    def __init__(self, leave: Callable[[], None]) -> None:
        self._leave = leave
        self._left: int | None = None

    def at(self, number: int | None) -> None:
        """None: never."""
        self._left = number

    def look(self) -> None:
        if self._left is None:
            return
        self._left -= 1
        if self._left < 0:
            self._left = None
            self._leave()
            raise KilledError


class _Watched:
    """A connection inside a transaction, each statement of which is counted."""

    def __init__(self, connection: Any, death: Death) -> None:
        self._connection, self._death = connection, death

    def __getattr__(self, name: str) -> Any:
        if name.startswith("execute"):
            self._death.look()
        return getattr(self._connection, name)


@contextmanager
def dying(death: Death) -> Iterator[None]:
    """Every transaction of this process is watched: its statements, the moment before its end, and the one after."""
    transaction = Database.transaction

    @asynccontextmanager
    async def watched(self: Database) -> AsyncIterator[Any]:
        async with transaction(self) as connection:
            yield _Watched(connection, death)
            death.look()
        death.look()

    with patch.object(Database, "transaction", watched):
        yield


def copied_as_killed(source: Path, target: Path) -> Path:
    """What a kill leaves. The log goes first: what is emptied from it into the database meanwhile stands in both."""
    target.mkdir()
    for path in sorted(source.iterdir(), key=lambda each: not each.name.endswith("-wal")):
        if path.is_file() and not path.name.endswith("-shm"):
            shutil.copy(path, target / path.name)
    return target
