"""Progress of a batch shows one counter."""

from __future__ import annotations

from retrieval.ingest.pipeline import one_counter
from retrieval.reports import Progress


def shown(*steps: tuple[str, int, int]) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    watch = one_counter(lambda progress: found.append((progress.stage, progress.done, progress.total)))
    for step in steps:
        watch(Progress(*step))
    return found


def test_of_several_things_only_the_things_are_counted() -> None:
    steps = [
        ("ingesting", 0, 2),
        ("embedding", 0, 40),
        ("embedding", 16, 40),
        ("ingesting", 1, 2),
        ("embedding", 0, 60),
    ]
    assert shown(*steps, ("ingesting", 2, 2)) == [
        ("ingesting", 0, 2),
        ("ingesting", 1, 2),
        ("ingesting", 2, 2),
    ]


def test_of_one_thing_its_parts_are_counted_to_the_end() -> None:
    steps = [("ingesting", 0, 1), ("embedding", 0, 40), ("embedding", 16, 40), ("ingesting", 1, 1)]
    assert shown(*steps) == steps[:3]


def test_one_short_thing_is_counted_itself() -> None:
    steps = [("ingesting", 0, 1), ("ingesting", 1, 1)]
    assert shown(*steps) == steps
