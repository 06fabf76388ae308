"""The only way off the event loop: named workers of one thread each, micro-batching on top of them, threads below."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")


QUIET_SECONDS = 0.05
"""A question uses the model several times, with shorter pauses than this one between."""
PATIENCE_SECONDS = 1.0
"""How long work in the background gives way, so that it goes on where questions never end."""


class Worker:
    """One thread with a name; calls run in the order they came, never two at once."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._calls = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._becoming_quiet: asyncio.TimerHandle | None = None

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Await `function` on the worker. A cancelled caller stops waiting; a call that has begun runs to its end."""
        self._calls += 1
        self._quiet.clear()
        if self._becoming_quiet is not None:
            self._becoming_quiet.cancel()
        try:
            return await self._submitted(function, *args, **kwargs)
        finally:
            self._calls -= 1
            if not self._calls:
                self._becoming_quiet = asyncio.get_running_loop().call_later(QUIET_SECONDS, self._quiet.set)

    async def run_in_background(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Like `run`, but waits until nobody has used `run` for `QUIET_SECONDS`, for at most `PATIENCE_SECONDS`."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._quiet.wait()
        return await self._submitted(function, *args, **kwargs)

    async def _submitted(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return await asyncio.wrap_future(self._executor.submit(function, *args, **kwargs))

    def close(self) -> None:
        """Wait for the running call, drop those that have not begun."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    async def __aenter__(self) -> Worker:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.close)


class Threads:
    """Some threads that share the parts of one call on a worker; with one of them, that thread does it all itself."""

    def __init__(self, count: int, name: str) -> None:
        self._executor = ThreadPoolExecutor(count, thread_name_prefix=name) if count > 1 else None

    def each(self, function: Callable[[T], object], parts: Iterable[T]) -> None:
        """Calls `function` with each part, and returns when all are done. Raises what the first one raised."""
        for _ in (self._executor.map if self._executor else map)(function, parts):
            pass


class LoopThread:
    """An event loop on a thread of its own, for callers that are not asynchronous; any thread may call `run`."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="loop")
        self._loop = asyncio.new_event_loop()
        self._executor.submit(self._loop.run_forever)

    def run(self, work: Coroutine[Any, Any, R]) -> R:
        """Waits for what the coroutine gives, or raises."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        """Wait until the loop has stopped."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._executor.shutdown(wait=True)
        self._loop.close()


class MicroBatcher(Generic[T, R]):
    """Joins calls that arrive while the worker is busy into one batch: a waiting crowd costs one call, not many.

    `function` takes a list of items and returns as many results, in the same order.
    """

    def __init__(
        self, worker: Worker, function: Callable[[Sequence[T]], Sequence[R]], limit: int = 32
    ) -> None:
        self._worker = worker
        self._function = function
        self._limit = limit
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._drain: asyncio.Task[None] | None = None

    async def run(self, item: T) -> R:
        """The result for `item`. Raises what `function` raised for its batch."""
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._drain is None or self._drain.done():
            self._drain = asyncio.create_task(self._run_batches(), name="micro-batch")
        return await future

    async def _run_batches(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[: self._limit], self._waiting[self._limit :]
            try:
                results = await self._worker.run(self._function, [item for item, _ in batch])
            except BaseException as error:
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
                if not isinstance(error, Exception):  # the worker or the loop closes: nobody is left waiting
                    for _, future in self._waiting:
                        future.cancel()
                    raise
                continue
            for (_, future), result in zip(batch, results, strict=True):
                if not future.done():
                    future.set_result(result)
