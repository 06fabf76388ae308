"""From a message to what the articles say to each statement in it: statements, passages, comparison, verified quotes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ..answer.candidates import Candidate
from ..answer.pipeline import check_window
from ..answer.verify import Verifier
from ..config import Settings
from ..models.base import Read, Vectors, Verify
from ..outcomes import Finding, Stance, Verdict
from ..search.hybrid import HybridSearch
from ..text import normalise
from ..types import Filters
from ..workers.telemetry import Stage, Telemetry, timing
from ..workers.threads import MicroBatcher, Worker
from .check import check, finding, leaning
from .rerank import LEANS_FROM, SecondLook, as_question
from .statements import Claimed, Statement, claimed

Candidates = Callable[[str, Filters, date], Awaitable[tuple[object, Sequence[Candidate]]]]
"""What a question is answered from, best first, as `AnswerPipeline.candidates` has it."""


@dataclass(kw_only=True, eq=False, repr=False)
class ClaimPipeline:
    """Checks the statements of one message after another."""

    settings: Settings
    search: HybridSearch
    verifier: Verifier
    embed: MicroBatcher[Sequence[str], Vectors]
    read: Read | None
    verify: Verify | None
    candidates: Candidates
    look: SecondLook | None
    rules: Worker
    clock: Callable[[], datetime]
    telemetry: Telemetry | None = None

    async def check(self, text: str, filters: Filters, today: date | None = None) -> Verdict:
        """See `Library.check`."""
        check_window(filters)
        today = today or self.clock().date()
        message, claims = await self.rules.run(_stated, text)
        findings = [await self._finding(each, filters, today) for each in claims.statements]
        return Verdict(message, tuple(findings), claims.left_out, claims.unread)

    async def _finding(self, statement: Statement, filters: Filters, today: date) -> Finding:
        text = f"{statement.context} {statement.text}".strip()
        hits = await self.search.search(text, filters, self.settings.reader.passages)
        checked = await check(
            statement,
            hits,
            self.embed.run,
            self.read,
            today,
            self.rules,
            self.telemetry,
            verify=self.verify,
        )
        found = await self.rules.run(finding, statement, checked, self.settings.answer.max_quotes)
        if checked.stance is Stance.NOT_FOUND:
            found = await self._weighed(found, text, filters, today)
        with timing(self.telemetry, Stage.VERIFYING):
            kept = await self.verifier.citations(found.citations, filters)
            nearest = await self.verifier.citations([found.nearest] if found.nearest else [], filters)
        if found.citations[:1] and (not kept or kept[0].quote != found.citations[0].quote):
            return Finding(found.claim, found.span, Stance.NOT_FOUND)  # what it rests on has just changed
        leaning_to = found.leaning if nearest else None
        return replace(found, citations=kept, nearest=next(iter(nearest), None), leaning=leaning_to)

    async def _weighed(self, found: Finding, text: str, filters: Filters, today: date) -> Finding:
        """A finding whose words settle nothing, after the verifier has read what a question of yes or no would quote."""
        if self.look is None:
            return found
        _, candidates = await self.candidates(as_question(text), filters, today)
        told = await self.look.side(text, candidates)
        if told is None or told.chance < LEANS_FROM:
            return found
        return await self.rules.run(leaning, found, told)


def _stated(text: str) -> tuple[str, Claimed]:
    """The message as it is stored, and what can be checked in it."""
    message = normalise(text)
    return message, claimed(message)
