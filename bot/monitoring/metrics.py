"""Counts and times what the bot does, for a Prometheus server that asks for the figures.

A label has one of a few values that stand in the code: never a person, a server, an article, an address or a word of a
question. So nothing personal leaves by this way, and the number of figures is bounded.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

import aiohttp
import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from retrieval import IngestItem, Outcome, PollResult, Refusal
from retrieval.upkeep import program_version

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Borders of the histograms: from one search to the longest that somebody waits for an answer."""
LAG_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)
LAG_EVERY = 0.5
"""Seconds between two looks at how late the event loop is."""
COUNTED_LEVELS = ("warning", "error", "critical")


class Part(StrEnum):
    """What a person waits for, one after the other."""

    WAITING = "waiting for its turn"
    ANSWERING = "answering"
    SHOWING = "showing"


class Metrics:
    """The figures of one bot. It is also the library's sink for timings, and so logs each stage for whoever looks for
    the course of one question (`log.level = "debug"`)."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)  # memory, processor time, open files; on Linux
        build = Gauge("dateline_build_info", "The running version", ["version"], registry=registry)
        build.labels(program_version()).set(1)
        self._stages = Histogram(
            "dateline_stage_seconds",
            "How long a stage of answering or of taking articles in lasts, waiting included",
            ["stage"],
            buckets=SECONDS,
            registry=registry,
        )
        self._parts = Histogram(
            "dateline_question_seconds",
            "How long each part of the way of a question lasts",
            ["part"],
            buckets=SECONDS,
            registry=registry,
        )
        self._outcomes = Counter(
            "dateline_outcomes", "What came of questions", ["outcome", "reason"], registry=registry
        )
        self._kept = Counter(
            "dateline_not_admitted", "Questions that were not admitted", ["reason"], registry=registry
        )
        self._items = Counter("dateline_ingested", "What came of inputs", ["result"], registry=registry)
        self._polls = Counter("dateline_feed_polls", "What came of polls", ["state"], registry=registry)
        self._responses = Counter(
            "dateline_discord_responses", "What Discord answered to requests", ["status"], registry=registry
        )
        self._lines = Counter("dateline_log_lines", "Lines of the log", ["level"], registry=registry)
        self._lag = Histogram(
            "dateline_loop_lag_seconds",
            "How late the event loop is",
            buckets=LAG_SECONDS,
            registry=registry,
        )
        self._ready = Gauge("dateline_ready", "Whether a part works", ["part"], registry=registry)
        self._waiting = Gauge("dateline_questions_waiting", "Questions in the line", registry=registry)
        self._tasks = Gauge("dateline_tasks", "Tasks of the event loop", registry=registry)
        self._latency = Gauge(
            "dateline_discord_latency_seconds", "Of the gateway's last heartbeat", registry=registry
        )
        self._log = structlog.get_logger("dateline.stages")

    def timed(self, stage: StrEnum, seconds: float) -> None:
        """The library calls it at the end of each stage."""
        self._stages.labels(stage.value).observe(seconds)
        self._log.debug("stage", stage=stage.value, milliseconds=round(1000 * seconds, 1))

    def stopwatch(self, part: Part) -> Callable[[], None]:
        """What it returns is called once, at the end of the part."""
        started = time.perf_counter()
        return lambda: self._parts.labels(part.value).observe(time.perf_counter() - started)

    def asked(self, outcome: Outcome) -> None:
        reason = outcome.reason.value if isinstance(outcome, Refusal) else ""
        self._outcomes.labels(outcome.kind.value, reason).inc()

    def not_admitted(self, why: str) -> None:
        """`why` is "place", "role", or the limit that is used up."""
        self._kept.labels(why).inc()

    def took_in(self, items: Iterable[IngestItem]) -> None:
        for item in items:
            self._items.labels(item.result.value).inc(item.entries)

    def polled(self, result: PollResult) -> None:
        self._polls.labels(result.feed.state.value).inc()
        self.took_in(result.items)

    def watch(self, waiting: Callable[[], float], latency: Callable[[], float]) -> None:
        """Takes these figures whenever somebody asks for all."""
        self._waiting.set_function(waiting)
        self._latency.set_function(latency)
        self._tasks.set_function(lambda: len(asyncio.all_tasks()))

    def works(self, parts: Mapping[str, bool]) -> None:
        for part, working in parts.items():
            self._ready.labels(part).set(working)

    def discord_trace(self) -> aiohttp.TraceConfig:
        """Counts the answers to every request that a client of discord.py sends, those that it sends again included."""

        async def answered(_: Any, __: SimpleNamespace, params: aiohttp.TraceRequestEndParams) -> None:
            self._responses.labels(_kind(params.response.status)).inc()

        async def failed(_: Any, __: SimpleNamespace, ___: aiohttp.TraceRequestExceptionParams) -> None:
            self._responses.labels("none").inc()

        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(answered)
        trace.on_request_exception.append(failed)
        return trace

    @contextmanager
    def counting_lines(self) -> Iterator[None]:
        """Counts warnings and errors of the log inside the block."""

        def count(_: Any, level: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
            if level in COUNTED_LEVELS:
                self._lines.labels(level).inc()
            return event

        processors = structlog.get_config()["processors"]
        processors.insert(0, count)
        try:
            yield
        finally:
            processors.remove(count)

    async def measure_lag(self) -> None:
        """Goes on until it is cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LAG_EVERY
            await asyncio.sleep(LAG_EVERY)
            self._lag.observe(max(0.0, loop.time() - due))

    def text(self) -> bytes:
        """All figures as Prometheus reads them."""
        return generate_latest(self.registry)


def _kind(status: int) -> str:
    """ "2xx", "5xx"; 429 for itself, because it says that the bot is too fast."""
    return "429" if status == 429 else f"{status // 100}xx"
