"""Buttons with ids that nobody was ever shown: nothing is answered that was not asked, nothing fails unforeseen."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import pytest

from tests.trust.hostile_inputs import IDS

from ..test_permission_matrix import told
from ..world import World
from .test_forged_ids import press


@pytest.mark.parametrize("number", range(len(IDS)))
async def test_a_hostile_id(world: World, logs: list[MutableMapping[str, Any]], number: int) -> None:
    result = await press(world, world.channel, world.manager(), IDS[number])
    assert not [entry for entry in logs if entry["event"] in ("unexpected", "failed")]
    assert "Traceback" not in told(result)
