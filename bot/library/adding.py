"""Taking in what someone named in Discord: an address or an attachment, to the end, however long it takes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from retrieval import IngestSummary, Library, Result

from ..audit import AuditAction, record
from ..exceptions import NotAnAddress
from ..text.errors import sentence
from ..text.locale import t, unlinked
from ..text.message_markup import address_in
from ..text.phrases import ingest_items, ingest_line
from ..ui.progress import ProgressMessage, report_of

Job = Callable[[ProgressMessage], Awaitable[IngestSummary]]
"""Takes things in and reports its progress."""


def web_source(typed: str) -> str:
    """Returns the address as the library takes it. Raises NotAnAddress."""
    if (address := address_in(typed)) is None:
        raise NotAnAddress(typed)
    return address


def address_job(library: Library, source: str, scope: str, notify: str | None) -> Job:
    """Makes a job that takes in what is at the address."""

    async def job(message: ProgressMessage) -> IngestSummary:
        return await library.ingest([source], scope=scope, notify=notify, on_progress=message)

    return job


def recorded(interaction: discord.Interaction[Any], source: str, job: Job) -> Job:
    """Makes a job that also counts what came of it, and notes in the server's audit log what it took in or followed."""

    async def done(message: ProgressMessage) -> IngestSummary:
        summary = await job(message)
        interaction.client.metrics.took_in(summary.items)
        added, updated = summary.count(Result.ADDED), summary.count(Result.UPDATED)
        if added or updated or summary.feeds:
            await record(interaction, AuditAction.ADDED, source=source, added=added, updated=updated)
        return summary

    return done


async def take_in(job: Job, message: ProgressMessage) -> None:
    """Runs the job and says on `message` what it did, or that a shutdown stopped it. Raises what the job raises."""
    try:
        summary = await job(message)
    except asyncio.CancelledError:
        await message.stopped(t("adding-stopped"))
        raise
    await message.finish(report_of(_report(summary)))


def _report(summary: IngestSummary) -> list[str]:
    """Returns the lines of the report: the total, then each item; where nothing came of it, the reasons first."""
    with unlinked():  # these lines may hold a name from anywhere, so nothing in them can be pressed
        failures = [sentence(item.error, public=True) for item in summary.items if item.error is not None]
        if failures and len(failures) == len(summary.items) and not summary.feeds:
            return [*failures, ingest_line(summary)] if len(failures) > 1 else failures
        return [ingest_line(summary), *ingest_items(summary, public=True)]
