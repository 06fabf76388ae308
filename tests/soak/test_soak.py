"""The soak in small: the real library, a dozen people, a quarter of a minute."""

from __future__ import annotations

import logging

import pytest
from structlog.testing import capture_logs

from tests.discord_sim.conftest import description  # noqa: F401  # fixtures are found by name

from .run import Options, soak


@pytest.mark.usefixtures("description")
@pytest.mark.parametrize("attackers", [0, 2], ids=["in peace", "under attack"])
async def test_everybody_gets_one_answer(caplog: pytest.LogCaptureFixture, attackers: int) -> None:
    caplog.set_level(logging.CRITICAL, "discord")
    with capture_logs() as logged:
        report = await soak(
            Options(seconds=15, users=12, guilds=3, trouble_seconds=3, pause_seconds=4, attackers=attackers),
            logged,
        )
    assert report.problems == ()
    assert report.unexpected == ()
    assert report.resumes
    assert sum(kind.asked for kind in report.kinds) >= 12
    assert bool(report.attacks.tried) is bool(attackers)
    assert sum(kind.answered for kind in report.kinds)
