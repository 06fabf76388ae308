"""From a message to what the articles say to each statement in it: statements, passages, comparison, verified quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from ..answer.pipeline import check_window
from ..answer.verify import Verifier
from ..config import Settings
from ..models.base import Read, Vectors
from ..search.hybrid import HybridSearch
from ..telemetry import Stage, Telemetry, timing
from ..text import normalise
from ..types import Filters, Finding, Stance, Verdict
from ..workers.threads import MicroBatcher, Worker
from .check import check, finding
from .statements import Claimed, Statement, claimed


class ClaimPipeline:
    """Checks the statements of one message after another."""

    def __init__(
        self,
        *,
        settings: Settings,
        search: HybridSearch,
        verifier: Verifier,
        embed: MicroBatcher[Sequence[str], Vectors],
        read: Read | None,
        rules: Worker,
        clock: Callable[[], datetime],
        telemetry: Telemetry | None = None,
    ) -> None:
        self._settings = settings
        self._search = search
        self._verifier = verifier
        self._embed = embed
        self._read = read
        self._rules = rules
        self._clock = clock
        self._telemetry = telemetry

    async def check(self, text: str, filters: Filters, today: date | None = None) -> Verdict:
        """See `Library.check`."""
        check_window(filters)
        today = today or self._clock().date()
        message, claims = await self._rules.run(_stated, text)
        findings = [await self._finding(each, filters, today) for each in claims.statements]
        return Verdict(message, tuple(findings), claims.left_out, claims.unread)

    async def _finding(self, statement: Statement, filters: Filters, today: date) -> Finding:
        text = f"{statement.context} {statement.text}".strip()
        hits = await self._search.search(text, filters, self._settings.reader.passages)
        checked = await check(
            statement, hits, self._embed.run, self._read, today, self._rules, self._telemetry
        )
        found = await self._rules.run(finding, statement, checked, self._settings.answer.max_quotes)
        with timing(self._telemetry, Stage.VERIFYING):
            kept = await self._verifier.citations(found.citations, filters)
            nearest = await self._verifier.citations([found.nearest] if found.nearest else [], filters)
        if found.citations[:1] and (not kept or kept[0].quote != found.citations[0].quote):
            return Finding(found.claim, found.span, Stance.NOT_FOUND)  # what it rests on has just changed
        return replace(found, citations=kept, nearest=next(iter(nearest), None))


def _stated(text: str) -> tuple[str, Claimed]:
    """The message as it is stored, and what can be checked in it."""
    message = normalise(text)
    return message, claimed(message)
