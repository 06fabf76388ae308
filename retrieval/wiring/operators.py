"""Wires what only an operator's commands use. Each part is imported and made when it is used."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ..answer.pipeline import AnswerPipeline
from ..answer.verify import Verifier
from ..config import Settings
from ..index.sync import IndexSync
from ..ingest.passages import PassageEmbedder
from ..models.base import Vectors
from ..reports import AskedWith
from ..store.answers import Answers
from ..store.database import Database
from ..store.integrity.checks import Integrity
from ..store.scopes import UsageStore
from ..workers.threads import Worker

if TYPE_CHECKING:
    from ..upkeep.deep_check import DeepCheck
    from ..upkeep.repair import Repair
    from ..upkeep.replay import Replays
    from .ingest import Intake, Stores


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorTools:
    """What the deep check, repairs and replays are made of."""

    settings: Settings
    database: Database
    stores: Stores
    intake: Intake
    embedder: PassageEmbedder
    embed: Callable[[Sequence[str]], Awaitable[Vectors]]
    index: IndexSync
    integrity: Integrity
    answers: Answers
    asked_with: AskedWith
    answering: AnswerPipeline
    verifier: Verifier
    parser: Worker
    clock: Callable[[], datetime]

    def deep_check(self) -> DeepCheck:
        """For `doctor --deep`."""
        from ..upkeep.deep_check import DeepCheck

        return DeepCheck(
            integrity=self.integrity,
            embedder=self.embedder,
            embed=self.embed,
            index=self.index,
            worker=self.parser,
        )

    def repair(self, deep_check: DeepCheck) -> Repair:
        """For `doctor --deep --repair`."""
        from ..upkeep.repair import Repair

        return Repair(
            deep_check=deep_check,
            database=self.database,
            articles=self.stores.articles,
            change_feed=self.stores.change_feed,
            embedder=self.embedder,
            parsing=self.intake.reindex.parsing,
            worker=self.parser,
            lock=self.intake.reindex.lock,
            words=self.settings.passages.words,
            trash_days=self.settings.ingest.trash_days,
            clock=self.clock,
        )

    def replays(self) -> Replays:
        """For `why`."""
        from ..upkeep.replay import Replays

        return Replays(
            asked_with=self.asked_with,
            answers=self.answers,
            usage=UsageStore(self.database),
            reindexes=self.stores.reindexes,
            pipeline=self.answering,
            context=self.verifier.context,
        )
