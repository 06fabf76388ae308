"""The model-based test with a length of its own choice, and with its memory watched."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.soak.run import memory_mib

from .any_order import EMBEDDERS, KEYS, SCOPES, World
from .table import Kind

Arguments = Callable[[random.Random], dict[str, Any]]


def _article(chance: random.Random) -> dict[str, Any]:
    return {"which": chance.randrange(100)}


def _text(chance: random.Random) -> dict[str, Any]:
    place = {"scope": chance.choice(SCOPES), "key": chance.randrange(KEYS)}
    return {**place, "sentences": chance.choice([1, 4, 24]), "grows": chance.random() < 0.5}


def _nothing(chance: random.Random) -> dict[str, Any]:
    return {}


STEPS: dict[str, tuple[int, Arguments]] = {
    "put": (40, _text),
    "again": (5, _article),
    "remove": (15, _article),
    "restore": (15, _article),
    "reindex": (5, lambda chance: {"full": chance.random() < 0.5}),
    "roll_back": (5, _nothing),
    "another_model": (3, lambda chance: {"name": chance.choice(sorted(EMBEDDERS))}),
    "close_and_open": (3, _nothing),
    "crash": (5, _nothing),
    "die_at": (15, lambda chance: {"statement": chance.randrange(30)}),
    "lose_the_snapshot": (2, lambda chance: {"keep": chance.random()}),
    "flip_in_the_snapshot": (2, lambda chance: {"at": chance.randrange(100_000)}),
    "jump": (2, lambda chance: {"days": chance.choice([-4000, -30, -1, 1, 30, 4000])}),
    "back_up": (1, _nothing),
    "bring_back": (1, _nothing),
    "leave_a_scope": (1, lambda chance: {"scope": chance.choice(SCOPES[1:])}),
}
"""What may happen, how often beside the others, and with what."""


async def at_random(folder: Path, steps: int, seed: int) -> tuple[list[Kind], float]:
    """So many steps, each compared with the oracle; and by how many MiB the process grew in the second half."""
    chance, world = random.Random(seed), World(folder)
    names, weights = list(STEPS), [weight for weight, _ in STEPS.values()]
    compared = Kind("step in any order, compared with an exact search")
    await world.open()
    half = memory_mib()
    try:
        for number in range(steps):
            (name,) = chance.choices(names, weights)
            await compared.counted(_step(world, name, STEPS[name][1](chance)))
            world.happened[name] += 1
            if (
                compared.problems
            ):  # the world is not what the oracle thinks: all that follows would be wrong, too
                break
            half = memory_mib() if number == steps // 2 else half
    finally:
        await world.close()
    died = sum(number for name, number in world.happened.items() if "killed" in name)
    clock = Kind("clock set ahead or back", world.happened["jump"], world.happened["jump"])
    return [compared, Kind("death at a statement of a transaction", died, died), clock], memory_mib() - half


async def _step(world: World, name: str, arguments: dict[str, Any]) -> int:
    done = getattr(world, name)(**arguments)
    if done is not None:
        await done
    await world.check()
    return 0
