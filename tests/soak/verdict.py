"""Whether everybody got what they have a claim to, and the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.places import interaction_key, message_key
from retrieval import Library, OutcomeKind
from tests.discord_sim import DiscordSim

from .crowd import Asked, Book, replies_to, was_acknowledged
from .town import Town


@dataclass(frozen=True, slots=True)
class Counted:
    """Questions of one kind."""

    kind: str
    asked: int
    answered: int
    refused: int
    withdrawn: int
    undelivered: int
    seconds: tuple[float, ...]


async def faults_found(sim: DiscordSim, library: Library, book: Book, towns: Sequence[Town]) -> list[str]:
    """What went wrong, in words; empty is what is hoped for."""
    found = [problem for asked in book.asked if (problem := await _problem(sim, library, asked)) is not None]
    owned = [message for each in book.asked for message in replies_to(sim, each)]
    expected = {message.id for message in owned}
    for town in towns:
        for channel in town.channels:
            for message in sim.messages(channel, from_bot=True):
                command = message.origin is not None
                if not command and message.id not in expected and not message.deleted:
                    found.append(f"nobody asked for {message.text[:60]!r}")
    return found + list(_leaks(book, towns))


async def _problem(sim: DiscordSim, library: Library, asked: Asked) -> str | None:
    label = f"{asked.kind} of {asked.user.name}: {asked.text!r}"
    if asked.used is not None:
        answers = 1 if asked.used.answer is not None else 0
        stored = await library.answers.asked(interaction_key(asked.used.id))
        if asked.undelivered and not was_acknowledged(asked):
            return None if stored is None else f"{label}: answered to nobody"
        if answers and stored is not None:
            return None
        shown = asked.used.answer.text[:200] if asked.used.answer is not None else ""
        return f"{label}: {answers} answers, logged: {stored is not None}, shown {shown!r}"
    assert asked.message is not None
    replies = replies_to(sim, asked)
    stored = await library.answers.asked(message_key(asked.message.id))
    if asked.deleted:
        return (
            None
            if not replies and stored is None
            else f"{label}: {len(replies)} replies to a deleted question"
        )
    if len(replies) != 1:
        return f"{label}: {len(replies)} replies"
    if stored is None:
        return f"{label}: not logged, shown {replies[0].text[:200]!r}"
    if stored.question != asked.text:
        return f"{label}: answered {stored.question!r} in its place"
    if not replies[0].embeds:
        return f"{label}: the reply shows no answer"
    return None


def _leaks(book: Book, towns: Sequence[Town]) -> Iterator[str]:
    """What a server knows and another, or a direct message, was shown."""
    for asked in book.asked:
        shown = asked.used.answer.text if asked.used is not None and asked.used.answer is not None else ""
        others = [town for town in towns if town is not asked.town or asked.place.guild_id is None]
        for town in others:
            if f"{town.name} harbour opens" in shown:
                yield f"{asked.user.name} saw an article of {town.name}"


async def counted(library: Library, book: Book) -> list[Counted]:
    kinds = Counter(asked.kind for asked in book.asked)
    rows = []
    for kind in kinds:
        of_kind = [asked for asked in book.asked if asked.kind == kind]
        outcomes = [await _outcome(library, asked) for asked in of_kind]
        rows.append(
            Counted(
                kind=kind,
                asked=len(of_kind),
                answered=outcomes.count("answered"),
                refused=outcomes.count("refused"),
                withdrawn=sum(asked.deleted for asked in of_kind),
                undelivered=sum(asked.undelivered for asked in of_kind),
                seconds=tuple(asked.seconds for asked in of_kind if asked.seconds is not None),
            )
        )
    return rows


async def _outcome(library: Library, asked: Asked) -> str:
    key = (
        interaction_key(asked.used.id)
        if asked.used
        else message_key(asked.message.id if asked.message else 0)
    )
    stored = await library.answers.asked(key)
    if stored is None:
        return "none"
    return "answered" if stored.outcome.kind is OutcomeKind.ANSWER else "refused"


def spread(values: Sequence[float]) -> tuple[str, str, str, str]:
    """p50, p95, p99 and the largest, in milliseconds."""
    if not values:
        return ("–", "–", "–", "–")
    p50, p95, p99 = np.percentile(values, (50, 95, 99)) * 1000
    return (f"{p50:.0f}", f"{p95:.0f}", f"{p99:.0f}", f"{max(values) * 1000:.0f}")
