"""Everything that may happen to a library, in any order, against an exact search over a dictionary."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from .any_order import EMBEDDERS, KEYS, SCOPES, World

scopes = st.sampled_from(SCOPES)
keys = st.integers(0, KEYS - 1)
which = st.integers(0, 99)


class AnyOrder(RuleBasedStateMachine):
    """One library from its first opening to its last."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.world = World(Path(self.folder.name))

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        self.runner.run(work)

    @initialize()
    def open(self) -> None:
        self.do(self.world.open())

    @rule(scope=scopes, key=keys, sentences=st.sampled_from([1, 4, 24]), grows=st.booleans())
    def put(self, scope: str, key: int, sentences: int, grows: bool) -> None:
        self.do(self.world.put(scope, key, sentences, grows=grows))

    @rule(which=which)
    def again(self, which: int) -> None:
        self.do(self.world.again(which))

    @rule(which=which)
    def remove(self, which: int) -> None:
        self.do(self.world.remove(which))

    @rule(which=which)
    def restore(self, which: int) -> None:
        self.do(self.world.restore(which))

    @rule(full=st.booleans())
    def reindex(self, full: bool) -> None:
        self.do(self.world.reindex(full=full))

    @rule()
    def roll_back(self) -> None:
        self.do(self.world.roll_back())

    @rule(name=st.sampled_from(sorted(EMBEDDERS)))
    def another_model(self, name: str) -> None:
        self.do(self.world.another_model(name))

    @rule()
    def close_and_open(self) -> None:
        self.do(self.world.close_and_open())

    @rule()
    def crash(self) -> None:
        self.do(self.world.crash())

    @rule(statement=st.integers(0, 30))
    def die_at(self, statement: int) -> None:
        self.world.die_at(statement)

    @rule(keep=st.floats(0, 1))
    def lose_the_snapshot(self, keep: float) -> None:
        self.do(self.world.lose_the_snapshot(keep))

    @rule(at=st.integers(0, 100_000))
    def flip_in_the_snapshot(self, at: int) -> None:
        self.do(self.world.flip_in_the_snapshot(at))

    @rule(days=st.sampled_from([-4000, -30, -1, 1, 30, 4000]))
    def jump(self, days: int) -> None:
        self.do(self.world.jump(days))

    @rule()
    def back_up(self) -> None:
        self.do(self.world.back_up())

    @rule()
    def bring_back(self) -> None:
        self.do(self.world.bring_back())

    @rule(scope=st.sampled_from(SCOPES[1:]))
    def leave_a_scope(self, scope: str) -> None:
        self.do(self.world.leave_a_scope(scope))

    @invariant()
    def search_is_the_oracle(self) -> None:
        if hasattr(self.world, "library"):
            self.do(self.world.check())

    def teardown(self) -> None:
        self.do(self.world.close())
        self.runner.close()
        self.folder.cleanup()


TestAnyOrder = AnyOrder.TestCase
_THOROUGH = os.environ.get("DATELINE_HYPOTHESIS") == "thorough"
TestAnyOrder.settings = settings(
    max_examples=300 if _THOROUGH else 12, stateful_step_count=40 if _THOROUGH else 25
)
