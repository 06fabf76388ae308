"""A press on the panel of /setup, and writing what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from retrieval import LedgerEntry

from ..admin.rights import allows
from ..checks import ForeignChoice, NeedsDiscordsOwn, Right
from ..servers import DEFAULTS
from .state import At, Control, News, Scene, Section, changeable, changed, present

if TYPE_CHECKING:
    from ..client import DatelineBot


@dataclass(frozen=True, slots=True)
class Press:
    """Who pressed what, with what chosen (ids, names or JSON, as the control has them) or typed."""

    bot: DatelineBot
    guild_id: int
    person: int
    right: Right
    control: Control
    scene: Scene
    chosen: Sequence[str] = ()
    typed: Mapping[str, str] | None = None


Turned = tuple[At, News | None]
"""The page to show next, and what is new."""


async def set_on_page(press: Press, values: Mapping[str, Any]) -> Turned:
    """Set preferences of the page; None is the default, or as the server."""
    at, preferences = press.control.at, await press.bot.servers.of(press.guild_id)
    if not all(changeable(at, what) for what in values) or (at.section is Section.CHANNEL and not at.channel):
        raise ForeignChoice
    new: dict[str, Any] = {}
    for what, value in values.items():
        default = None if at.section is Section.CHANNEL else getattr(DEFAULTS, what)
        if present(preferences, at, what) != (default if value is None else value):
            new |= [changed(preferences, at, what, value)]
    return at, News(await written(press, new))


async def written(press: Press, new: Mapping[str, Any]) -> tuple[int, ...]:
    """Write preferences by their names; the ledger entries that undo it. Raises NeedsDiscordsOwn."""
    if not all(allows(press.right, name) for name in new):
        raise NeedsDiscordsOwn
    entries = [
        await press.bot.servers.change(press.guild_id, name, value, by=press.person)
        for name, value in new.items()
    ]
    return numbers(entry for entry in entries if entry is not None)


def numbers(entries: Iterable[LedgerEntry]) -> tuple[int, ...]:
    """The ids of ledger entries."""
    return tuple(entry.id for entry in entries)


def chosen_ids(press: Press, there: frozenset[int] | None) -> tuple[int, ...]:
    """The chosen ids, each of this server."""
    ids = tuple(int(each) for each in press.chosen if each.isdecimal())
    if len(ids) != len(press.chosen) or there is None or not there.issuperset(ids):
        raise ForeignChoice
    return ids
