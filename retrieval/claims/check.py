"""Checks one statement against the passages that were found for it: words decide, and a reader confirms.

The statement becomes a `Claim` (`match`), which is compared with sentences (`stance`); the reader is asked only where a
date, number or name may differ (`contradiction`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from ..answer.compose import cite_span, marked_within
from ..answer.question import key
from ..dates.quotes import published_at
from ..models.base import Embed, Read, Readable, Verify
from ..outcomes import Finding, Stance
from ..types import Citation, Hit, Span
from ..workers.telemetry import Stage, Telemetry, timing
from ..workers.threads import Worker
from .contradiction import (
    Slot,
    SuspectSlot,
    ambiguous_slots,
    contradiction_in_slot,
    reader_agrees,
    suspect_slot,
)
from .match import Claim, Match, matches, read_claim, units, without_negation
from .rerank import Side
from .stance import SUPPORTED_FROM, Evidence, ReaderSpan, ScoredMatch, contradiction_in_words, support
from .statements import Statement

Found = TypeVar("Found", Evidence, ScoredMatch)
_LOOKED_AT = 8
"""So many sentences and pairs of sentences are compared by meaning: those with most of the claim's words."""
_READ = 3
"""About so many of those the reader is asked."""
_WORTH_A_SENTENCE = 0.15
"""A pair of sentences is looked at only if it holds so much more of the claim than either sentence alone."""
NEAR_COSINE = 0.35
"""A sentence with a lower cosine, and without half of the claim's words, is about something else."""

MAY_SUPPORT = 0.3
"""A sentence that has the claim's words bears it out only if the verifier gives it this chance. On the claims of
news_chat_2024 it gives 0.77 and more to what does, and 0.08 and less to three in four of those that do not."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The stance of one statement with its evidence, best first. `nearest` is the closest match if there is none; `claim`
    is the statement as it was compared."""

    stance: Stance
    evidence: tuple[Evidence, ...] = ()
    nearest: Match | None = None
    claim: Claim | None = None


async def check(
    statement: Statement,
    hits: Sequence[Hit],
    embed: Embed,
    read: Read | None,
    today: date,
    rules: Worker,
    telemetry: Telemetry | None = None,
    *,
    within: Span | None = None,
    verify: Verify | None = None,
) -> Checked:
    """What the hits say about the statement. `today` is the day on which it was written. Of a single article, only the
    sentences `within` a part of its text may be looked at. What bears the statement out by its words must do so for the
    verifier too, if there is one. The rules run on the worker `rules`. Raises ModelError."""
    with timing(telemetry, Stage.CHOOSING):
        claim, found = await rules.run(_read, statement, hits, today, within)
    if not found or not (claim.words or claim.values):
        return Checked(Stance.NOT_FOUND)
    with timing(telemetry, Stage.SENTENCES):
        seen = await _with_similarity(claim, found, embed)
    supporting = await _supporting(claim, seen, read, rules)
    if verify:
        supporting = await _verified(claim, supporting, verify)
    if supporting and not _newer_than(supporting, seen):  # no reader is needed
        return Checked(Stance.SUPPORTED, supporting, claim=claim)
    contrary = await _contrary(claim, seen, read, rules)
    if newest := _newer_than(supporting, contrary):
        return Checked(Stance.CONTRADICTED, newest, claim=claim)
    if supporting:
        return Checked(Stance.SUPPORTED, supporting, claim=claim)
    best = seen[0]
    near = best.cosine >= NEAR_COSINE or best.match.covered >= 0.5
    return Checked(Stance.NOT_FOUND, nearest=best.match if near else None)


def _read(
    statement: Statement, hits: Sequence[Hit], today: date, within: Span | None
) -> tuple[Claim, list[Match]]:
    claim = read_claim(statement.text, statement.context, today, hits)
    found = matches(claim, units(hits))
    if within is not None:
        found = [
            each
            for each in found
            if within.start <= each.unit.span.start and each.unit.span.end <= within.end
        ]
    return claim, _best_matches(found)


async def _with_similarity(claim: Claim, found: Sequence[Match], embed: Embed) -> list[ScoredMatch]:
    """The matches with their similarity, best first."""
    texts = [match.unit.text for match in found] + [match.clause for match in found]
    vectors = await embed([claim.text, without_negation(claim.text), *texts])
    likeness = (vectors[2:] @ vectors[:2].T).max(axis=1).reshape(2, len(found)).max(axis=0)
    seen = [ScoredMatch(match, float(value)) for match, value in zip(found, likeness, strict=True)]
    return sorted(seen, key=lambda each: -(each.match.covered + each.cosine))


def finding(statement: Statement, checked: Checked, max_quotes: int) -> Finding:
    """The result as a finding; its quotes are not yet verified against the store."""
    shown = checked.evidence[:max_quotes]
    citations = tuple(_citation(number, each) for number, each in enumerate(shown, start=1))
    nearest = checked.nearest.unit if checked.nearest else None
    return Finding(
        statement.text,
        statement.span,
        checked.stance,
        citations,
        shown[0].confidence if shown else 0.0,
        shown[0].differs if shown else (),
        cite_span(1, nearest.article, nearest.span) if nearest else None,
    )


def leaning(found: Finding, told: Side) -> Finding:
    """A finding that is not settled, with the side to which the articles lean and its sentence, which is not yet verified
    against the store."""
    stance = Stance.SUPPORTED if told.supports else Stance.CONTRADICTED
    nearest = cite_span(1, told.told_by.article, told.told_by.span)
    return replace(found, nearest=nearest, leaning=stance)


def _citation(number: int, evidence: Evidence) -> Citation:
    unit = evidence.match.unit
    return cite_span(number, unit.article, unit.span, marked_within(unit.span, list(evidence.marks)))


def _best_matches(found: Sequence[Match]) -> list[Match]:
    """The matches with most of the claim's words; pairs only if they hold more than either sentence alone."""
    single = {
        (match.unit.article.id, edge): match.covered
        for match in found
        for edge in (match.unit.span.start, -match.unit.span.end)
        if match.unit.is_single
    }
    worth = [
        match
        for match in found
        if match.unit.is_single
        or match.covered
        >= _WORTH_A_SENTENCE
        + max(
            single.get((match.unit.article.id, edge), 0.0)
            for edge in (match.unit.span.start, -match.unit.span.end)
        )
    ]
    distinct: dict[str, Match] = {}
    for match in sorted(worth, key=lambda each: -each.covered):
        distinct.setdefault(key(match.unit.text), match)
    return list(distinct.values())[:_LOOKED_AT]


async def _supporting(
    claim: Claim, seen: Sequence[ScoredMatch], read: Read | None, rules: Worker
) -> tuple[Evidence, ...]:
    """The units that support the claim, the surest first, without overlaps."""
    kept: list[Evidence] = []
    for match, evidence, doubtful in await rules.run(_supporting_units, claim, seen):
        reader_span = (
            [await _reader_span(slot, match, read) for slot in doubtful] if doubtful and read else []
        )
        if all(reader_agrees(slot, match, words) for slot, words in zip(doubtful, reader_span, strict=False)):
            kept.append(evidence)
    return _without_overlaps(sorted(kept, key=lambda each: -each.confidence))


def _supporting_units(
    claim: Claim, seen: Sequence[ScoredMatch]
) -> list[tuple[Match, Evidence, Sequence[Slot]]]:
    """The units whose words support the claim, each with the slots for which it has more than one value."""
    weighed = [(each.match, support(claim, each)) for each in seen]
    return [
        (match, evidence, ambiguous_slots(claim, match))
        for match, evidence in weighed
        if evidence is not None and evidence.confidence >= SUPPORTED_FROM
    ]


async def _verified(claim: Claim, supporting: Sequence[Evidence], verify: Verify) -> tuple[Evidence, ...]:
    """Those of which the verifier, too, says that a sentence may bear out the claim."""
    placed = [each.match.unit.placed for each in supporting]
    chances = iter(await verify(claim.text, [each for some in placed for each in some]))
    best = [max(next(chances).supports for _ in some) for some in placed]
    return tuple(each for each, chance in zip(supporting, best, strict=True) if chance >= MAY_SUPPORT)


async def _contrary(
    claim: Claim, seen: Sequence[ScoredMatch], read: Read | None, rules: Worker
) -> tuple[Evidence, ...]:
    """The units that contradict the claim, the surest first."""
    kept, suspect = await rules.run(_suspect_units, claim, seen)
    for each, doubt in suspect[:_READ]:
        reader_span = await _reader_span(doubt.slot, each.match, read)
        evidence = await rules.run(
            contradiction_in_slot, claim, each, doubt, reader_span, read=read is not None
        )
        if evidence:
            kept.append(evidence)
    return _without_overlaps(sorted(kept, key=lambda each: -each.confidence))


def _suspect_units(
    claim: Claim, seen: Sequence[ScoredMatch]
) -> tuple[list[Evidence], list[tuple[ScoredMatch, SuspectSlot]]]:
    """The units that contradict by their words, and those that may have another value in a slot."""
    kept = [evidence for each in seen if (evidence := contradiction_in_words(claim, each))]
    return kept, [(each, doubt) for each in seen if (doubt := suspect_slot(claim, each))]


def _newer_than(supporting: Sequence[Evidence], found: Sequence[Found]) -> tuple[Found, ...]:
    """What was found, the newest first; beside what supports only what was published on a later day: a toll that was true
    on Monday is not on Friday."""
    by_day = sorted(found, key=_day, reverse=True)
    since = max(map(_day, supporting), default="")
    return tuple(each for each in by_day if not supporting or (since and _day(each) > since))


def _day(found: Evidence | ScoredMatch) -> str:
    """The day of publication in ISO 8601; empty if it is not known."""
    unit = found.match.unit
    return (published_at(unit.article, unit.span.start) or "")[:10]


def _without_overlaps(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence without units that overlap a better one."""
    kept: list[Evidence] = []
    for each in evidence:
        mine = each.match.unit
        if not any(
            mine.article.id == other.match.unit.article.id and mine.span.overlaps(other.match.unit.span)
            for other in kept
        ):
            kept.append(each)
    return tuple(kept)


async def _reader_span(slot: Slot, match: Match, read: Read | None) -> ReaderSpan | None:
    """The reader's best span for the slot's question that lies inside the unit."""
    if read is None:
        return None
    hit, unit = match.unit.hit, match.unit.span
    (spans,) = await read(slot.question, [Readable.of(hit)])
    for span in spans:
        start, end = hit.passage.start + span.start - unit.start, hit.passage.start + span.end - unit.start
        if start >= 0 and end <= unit.end - unit.start:
            return ReaderSpan(Span(start, end), span.score - span.passage_null)
    return None
