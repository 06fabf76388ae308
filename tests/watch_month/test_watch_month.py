"""The month in small: four stories, every way in which a version is published, and most of what goes wrong."""

from __future__ import annotations

import logging

import pytest
from structlog.testing import capture_logs

from tests.discord_sim.conftest import description  # noqa: F401  # fixtures are found by name

from .run import month
from .stories import Step, stories


def test_the_whole_month_has_sixty_versions_of_twenty_stories() -> None:
    versions = [each for story in stories() for each in story]
    assert (len(versions), len({each.question for each in versions})) == (60, 20)
    assert {each.step for each in versions} == set(Step)
    assert sum(bool(each.told) for each in versions) == 27
    assert len({(each.page, each.text) for each in versions}) == 60


@pytest.mark.usefixtures("description")
@pytest.mark.timeout(900)
async def test_every_change_is_told_once_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "discord")
    with capture_logs():
        report = await month(stories()[:4])
    assert report.problems == []
    assert len(report.told) == len(report.expected) == 6
    assert report.trouble["died"]
    assert report.trouble["replies lost"]
