"""The only way off the event loop: named workers of one thread each, and micro-batching on top of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")


class Worker:
    """One thread with a name; calls run in the order they came, never two at once."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Await `function` on the worker. A cancelled caller stops waiting; a call that has begun runs to its end."""
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
