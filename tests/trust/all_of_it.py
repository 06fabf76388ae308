"""Everything that is tried, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .at_random import at_random
from .hostile import hostile
from .isolation import isolation
from .kills import kill
from .outside import outside
from .soak import soak
from .storage import damages, full_disks
from .table import Found


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of each; the usual sizes take about ten minutes on two idle cores."""

    kills: int = 100
    steps: int = 400
    damages: int = 10
    full: int = 30
    slow: int = 3
    servers: int = 6
    hostile: int = 1
    """Of the hostile inputs one in so many."""
    questions: int = 1000
    minutes: int = 60
    users: int = 60
    guilds: int = 20
    seed: int = 1


SMALL = Sizes(kills=12, steps=30, damages=1, full=2, slow=1, servers=3, hostile=12, questions=0)
"""A part of the tests."""


async def everything(folder: str, sizes: Sizes, said: Callable[[str], None] = lambda part: None) -> Found:
    """`said` hears which part begins. `folder` is empty."""
    root, found = Path(folder), Found()

    def room(name: str) -> Path:
        said(name)
        path = root / name
        path.mkdir()
        return path

    kinds, found.growth_mib = await at_random(room("any order"), sizes.steps, sizes.seed)
    found.faults += kinds
    found.faults += await kill(room("kills"), sizes.kills, sizes.seed)
    found.faults += await full_disks(room("full disks"), sizes.full)
    found.faults += await damages(room("damage"), sizes.damages, sizes.seed)
    found.faults += await outside(room("outside"), sizes.slow)
    found.isolation = await isolation(room("isolation"), sizes.servers)
    found.hostile = await hostile(room("hostile"), sizes.hostile)
    if sizes.questions:
        found.soak = await soak(
            room("soak"), sizes.questions, sizes.minutes, sizes.seed, sizes.users, sizes.guilds
        )
    return found
