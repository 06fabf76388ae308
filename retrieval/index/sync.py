"""Keeps the vector index equal to the database: replays the change feed, rebuilds when that is not possible.

The index is derived. Every path through here ends in the index that a rebuild would give, whatever was lost before.
Where it is worn, a better one of the same vectors is built in the background, and takes its place when it is done.
"""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path

import numpy as np
import structlog

from ..errors import StoreError
from ..store.changes import ChangeFeed, Stored, stacked
from ..workers.threads import Worker
from . import snapshot
from .base import Ids, IndexBuilder, IndexEngine, VectorIndex, Vectors

_log = structlog.get_logger(__name__)


class IndexSync:
    """The one owner of the index. All calls of the index in use run on `worker`, so a search never overlaps a change;
    what takes its place is built on `builder`, which may take minutes."""

    def __init__(
        self,
        *,
        change_feed: ChangeFeed,
        engine: IndexEngine,
        worker: Worker,
        builder: Worker,
        path: Path,
        fingerprint: str,
    ) -> None:
        self._change_feed = change_feed
        self._engine = engine
        self.worker = worker
        """Its thread; also for what a search makes of many rows."""
        self._builder = builder
        self._building: asyncio.Task[None] | None = None
        self._buildable = True
        """Until one attempt has failed: the next would, too."""
        self._path = path
        self._fingerprint = fingerprint
        self._index: VectorIndex | None = None
        self._applied = 0
        self._saved: int | None = None
        self._warned = False
        self._lock = asyncio.Lock()

    async def search(self, vector: Vectors, k: int, allowed: Ids | None) -> list[tuple[int, float]]:
        """At most `k` (passage id, cosine), over everything committed before the call."""
        await self.refresh()
        if self._index is None:
            return []
        return await self.worker.run(self._index.search, vector, k, allowed)

    async def refresh(self) -> None:
        """Catch up with the change feed; the first call opens the snapshot."""
        async with self._lock:
            first = self._saved is None
            if first:
                await self._open()
            if await self._change_feed.last_change() != self._applied:
                await self._replay()
            if first and await self.size() != await self._change_feed.size(self._fingerprint):
                _log.warning("index_rebuild", reason="it does not hold what the database holds")
                await self._rebuild()
            self._renew_if_worn()

    async def rebuild(self) -> int:
        """Build a fresh index from the stored vectors and swap it in; the old one answers meanwhile. Returns its size."""
        async with self._lock:
            await self._rebuild()
            self._renew_if_worn()
        await self.save()
        return await self.size()

    async def renewed(self) -> None:
        """Wait for the index that is being built, if one is."""
        if self._building is not None:
            await asyncio.wait({self._building})

    async def close(self) -> None:
        """Give up what is being built, and save what there is."""
        if self._building is not None:
            self._building.cancel()
        await self.renewed()
        await self.save()

    async def missing(self) -> int:
        """How many stored vectors the index lacks after catching up; 0 is healthy."""
        await self.refresh()
        return await self._change_feed.size(self._fingerprint) - await self.size()

    async def lacking(self, ids: Ids, vectors: Vectors, alike: float) -> int:
        """How many of these ids it does not have, or with a vector whose cosine with the given one is below `alike`."""
        await self.refresh()
        if self._index is None:
            return len(ids)
        return await self.worker.run(_lacking, self._index, ids, vectors, alike)

    async def size(self) -> int:
        return len(self._index) if self._index is not None else 0

    async def save(self) -> None:
        """Write the snapshot if the index has moved since the last one, then prune the feed it contains. The snapshot
        only saves time: where it cannot be written, that is one warning, and the next start builds the index anew."""
        async with self._lock:
            try:
                await self._save()
            except (OSError, StoreError) as error:
                if not self._warned:
                    _log.warning("snapshot_not_saved", file=str(self._path), error=str(error))
                self._warned = True

    async def _save(self) -> None:
        """Raises OSError, StoreError."""
        if self._index is None or self._applied == self._saved:
            return
        dimension, change = await self._change_feed.dimension(self._fingerprint), self._applied
        if dimension is None:
            return
        mark = secrets.token_hex(16)
        header = snapshot.Header(mark, self._engine.name, self._fingerprint, dimension, change)
        index = self._index
        await self.worker.run(lambda: snapshot.save(self._path, header, index.dump()))
        await self._change_feed.prune(change, mark)
        self._saved = change

    async def _open(self) -> None:
        self._saved = -1
        await self.worker.run(snapshot.sweep, self._path)
        if await self._change_feed.dimension(self._fingerprint) is None:
            return
        try:
            header, data = await self.worker.run(snapshot.load, self._path)
            wanted = (await self._change_feed.snapshot_mark(), self._engine.name, self._fingerprint)
            if (header.mark, header.engine, header.fingerprint) != wanted:
                raise snapshot.SnapshotError("made for another database, engine or model")
            self._index = await self.worker.run(self._engine.load, data, header.dimension)
        except snapshot.SnapshotMissing:
            await self._rebuild()
        except ValueError as error:
            _log.warning("index_rebuild", reason=str(error))
            await self._rebuild()
        else:
            self._applied = self._saved = header.change

    async def _replay(self) -> None:
        last = await self._change_feed.last_change()
        changed = await self._change_feed.changes_after(self._applied)
        dimension = await self._change_feed.dimension(self._fingerprint)
        if dimension is None:
            self._applied = last
            return
        if changed is None or self._index is None:
            await self._rebuild()
            return
        for at in range(0, len(changed), 1000):
            ids = changed[at : at + 1000]
            await self.worker.run(self._index.remove, np.array(ids, np.int64))
            if present := await self._change_feed.vectors_of(ids, self._fingerprint):
                await self.worker.run(_put, self._index, present)
        self._applied = last

    async def _rebuild(self) -> None:
        last = (
            await self._change_feed.last_change()
        )  # read first: a change that comes meanwhile is replayed, not lost
        dimension = await self._change_feed.dimension(self._fingerprint)
        if dimension is None:
            self._index, self._applied = None, last
            return
        fresh = self._engine.create(dimension)
        async for stored in self._change_feed.all_vectors(self._fingerprint):
            await self.worker.run(_put, fresh, stored)
        self._index, self._applied = fresh, last

    def _renew_if_worn(self) -> None:
        idle = self._building is None or self._building.done()
        if idle and self._buildable and self._index is not None and self._index.worn:
            self._building = asyncio.create_task(self._renew(), name="index-build")

    async def _renew(self) -> None:
        """Build an index of all vectors there are now, let it catch up, and put it in the place of the present one."""
        try:
            last = await self._change_feed.last_change()
            dimension = await self._change_feed.dimension(self._fingerprint)
            size = await self._change_feed.size(self._fingerprint)
            if dimension is None:
                return
            _log.info("index_build", vectors=size)
            builder = self._engine.builder(dimension, size)
            async for stored in self._change_feed.all_vectors(self._fingerprint):
                await self._builder.run(_put, builder, stored)
            index = await self._builder.run(builder.done)
            async with self._lock:
                self._index, self._applied, self._saved = index, last, -1
                await self._replay()
        except (StoreError, MemoryError, RuntimeError) as error:  # RuntimeError is what faiss raises
            self._buildable = False
            _log.warning("index_not_built", error=str(error))
        else:
            _log.info("index_built", vectors=size)
            await self.save()


def _lacking(index: VectorIndex, ids: Ids, vectors: Vectors, alike: float) -> int:
    count = 0
    for row, vector in enumerate(vectors):
        found = index.search(vector, 1, ids[row : row + 1].copy())
        count += not found or found[0][1] < alike
    return count


def _put(index: VectorIndex | IndexBuilder, stored: Stored) -> None:
    if (sound := stacked(stored)) is not None:
        index.put(*sound)
