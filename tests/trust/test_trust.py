"""The whole of `python -m tests.trust` in small, and what makes it fail."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console

from .all_of_it import SMALL, everything
from .hostile_inputs import (
    ADDRESSES,
    FEEDS,
    IDS,
    NAMES,
    PAGES,
    QUESTIONS,
    SETTINGS,
    TITLES,
    archives,
    files,
)
from .soak import Sizes, Soaked, quantile
from .table import Found, Kind, growth, show


async def test_nothing_is_lost_leaked_or_served_damaged(tmp_path: Path) -> None:
    found = await everything(str(tmp_path), SMALL)
    assert list(found.problems()) == []
    assert all(kind.survived == kind.tried for kind in found.kinds)
    assert sum(kind.tried for kind in found.faults) > SMALL.kills + SMALL.steps
    assert found.isolation.tried > 100
    assert sum(kind.tried for kind in found.hostile) > 30
    assert printed(found)[0] == 0


def printed(found: Found) -> tuple[int, str]:
    out = StringIO()
    return show(Console(file=out, width=200), found, 1.0), out.getvalue()


def soaked(wrong: tuple[str, ...] = (), leaks: tuple[str, ...] = ()) -> Soaked:
    sizes = (Sizes(2000, 800, 40, 20, 30, 100, 1000, 2000), Sizes(5000, 820, 41, 20, 30, 100, 4000, 5000))
    return Soaked(5000, 4000, 900, wrong, leaks, sizes, (0.001, 0.05, 0.1), 3, 40, 7, 30.0, 2.5)


def test_what_makes_it_fail() -> None:
    whole = Found(soak=soaked())
    assert printed(whole)[0] == 0
    assert "+2.5%" in printed(whole)[1]
    for found in (
        Found(soak=soaked(wrong=("ann: 2 replies",))),
        Found(soak=soaked(leaks=("ann saw an article of Selmere",))),
        Found(faults=[Kind("kill -9", 3, 2, 1)]),
        Found(faults=[Kind("bits turned", 1, 0, 0, ["a damaged text was served"])]),
    ):
        status, text = printed(found)
        assert status == 1
        assert "PROBLEM" in text


async def test_a_harm_that_raises_is_a_problem_and_not_survived() -> None:
    async def harm() -> int:
        raise ValueError("torn")

    kind = Kind("kill -9")
    await kind.counted(harm())
    assert (kind.tried, kind.survived) == (1, 0)
    assert "torn" in kind.problems[0]


def test_a_quantile_of_what_was_measured_between_two_looks() -> None:
    line = 'dateline_loop_lag_seconds_bucket{{le="{}"}} {}'
    before = "\n".join(line.format(*each) for each in (("0.01", 90.0), ("0.1", 100.0), ("+Inf", 100.0)))
    after = "\n".join(line.format(*each) for each in (("0.01", 91.0), ("0.1", 110.0), ("+Inf", 110.0)))
    assert quantile("", before, 0.5) == 0.01
    assert quantile("", before, 0.99) == 0.1
    assert quantile(before, after, 0.5) == 0.1
    assert growth(soaked().sizes) > 0


def test_the_corpus_has_three_hundred_inputs_and_no_two_of_a_name() -> None:
    tables = (ADDRESSES, QUESTIONS, TITLES, NAMES, IDS, SETTINGS, PAGES, FEEDS)
    named = [name for name, _ in (*files(), *archives())]
    assert len(named) == len(set(named))
    assert all(len(table) == len(set(table)) for table in tables)
    assert len(named) + sum(map(len, tables)) > 400
