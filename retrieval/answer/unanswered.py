"""Questions that were refused, put together by meaning: what a library lacks, for those who can add it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import numpy as np

from ..models.base import Vectors
from ..reports import Unanswered
from ..search.fusion import clusters
from ..store.answers import Refusals, Refused
from ..workers.threads import MicroBatcher

MOST_REFUSALS = 400
"""So many of the newest refused questions are put together; each is embedded anew, about 2 ms."""
AT_ONCE = 16
"""Questions embedded in one step, so that whoever asks meanwhile waits for one step at most."""
SAME_QUESTION = 0.9
"""Cosine from which an answered question counts as one that was refused before, for MiniLM: higher than for putting
refused ones together, because a gap that is hidden by an answer to something else is filled by nobody."""


class UnansweredQuestions:
    """Reports refused questions until they are dismissed or answered."""

    def __init__(self, refusals: Refusals, embed: MicroBatcher[Sequence[str], Vectors]) -> None:
        self._refusals = refusals
        self._embed = embed

    async def find(
        self, home: str, *, limit: int = 10, since: datetime | None = None
    ) -> tuple[Unanswered, ...]:
        """Refused questions of a home put together by meaning, most asked first; without those that got an answer when
        they were asked again. Raises ModelError."""
        refusals = await self._refusals.newest(home, since, MOST_REFUSALS)
        if not refusals:
            return ()
        oldest = min(each.asked_at for each in refusals)
        answered: dict[str, tuple[int, str]] = {}
        for answer_id, question in await self._refusals.answered(home, oldest, MOST_REFUSALS):
            answered.setdefault(_words(question), (answer_id, question))
        same: dict[str, list[Refused]] = {}
        for refused in refusals:
            if refused.answer_id > answered.get(_words(refused.question), (0, ""))[0]:
                same.setdefault(_words(refused.question), []).append(refused)
        worded = list(same.values())
        if not worded:
            return ()
        vectors = await self._vectors([group[0].question for group in worded])
        if answered:
            since_then = await self._vectors([question for _, question in answered.values()])
            ids = np.array([answer_id for answer_id, _ in answered.values()])
            latest = np.where(vectors @ since_then.T >= SAME_QUESTION, ids, 0).max(axis=1)
            worded = [
                [each for each in group if each.answer_id > last]
                for group, last in zip(worded, latest, strict=True)
            ]
            vectors = vectors[[bool(group) for group in worded]]
            worded = [group for group in worded if group]
        alike = [[each for row in rows for each in worded[row]] for rows in clusters(vectors)]
        groups = [sorted(group, key=lambda each: -each.answer_id) for group in alike]
        groups.sort(key=lambda group: (-len(group), -group[0].answer_id))
        return tuple(_unanswered(group) for group in groups[:limit])

    async def dismiss(self, answer_ids: Sequence[int], *, home: str) -> int:
        """Seen to: they are not reported any more; how many."""
        return await self._refusals.dismiss(answer_ids, home)

    async def _vectors(self, questions: Sequence[str]) -> Vectors:
        """(questions, dimension), in steps. Raises ModelError."""
        steps = [questions[start : start + AT_ONCE] for start in range(0, len(questions), AT_ONCE)]
        return np.concatenate([await self._embed.run(step) for step in steps])


def _words(question: str) -> str:
    """Equal for questions that differ in case and punctuation only."""
    return " ".join(re.findall(r"\w+", question.casefold())) or question


def _unanswered(group: Sequence[Refused]) -> Unanswered:
    return Unanswered(
        questions=tuple(dict.fromkeys(each.question for each in group)),
        count=len(group),
        people=len({each.asked_by for each in group if each.asked_by}),
        newest=group[0].asked_at,
        reason=group[0].reason,
        answer_ids=tuple(each.answer_id for each in group),
    )
