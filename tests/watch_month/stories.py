"""Twenty stories in sixty versions, and which of them change an answer."""

# ruff: noqa: E501  # one kind of story a line
from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_DEATHS = (
    "how many people died in the {}?",
    "{value} people died in the {}, officials said.",
    "The {} killed {value} people, the mayor said at a service.",
    ("4", "9", "13"),
    "{value} people",
    ("quake in Hualien", "landslide in Garuva", "mill fire in Ostrava", "ferry sinking off Larkhaven", "bus crash near Selmere"),
)  # fmt: skip
_REOPENING = (
    "when will the {} reopen?",
    "The {} will reopen on {value}, engineers said.",
    "Engineers said on the radio that the {} will reopen on {value}.",
    ("May 5", "June 1", "July 9"),
    "{value}",
    ("Tonbridge harbour bridge", "Ashdown ski lift", "Vexley opera house", "Quillington swimming pool", "Ullaport fish market"),
)  # fmt: skip
_MAYORS = (
    "who is the mayor of {}?",
    "{value} is the mayor of {}, the council said.",
    "The council said on its website that {value} is the mayor of {}.",
    (),
    "{value}",
    ("Ashford", "Brindleford", "Ostermouth", "Harrowgate", "Tarnwick"),
)
_COSTS = (
    "how much will the {} cost?",
    "The {} will cost {value} million dollars, the port said.",
    "The port said that the {} will cost {value} million dollars.",
    ("40", "52", "61"),
    "{value} million",
    ("Dover sea wall", "Wyndham dry dock", "Carrick grain silo", "Fenwick lock gate", "Marlow ferry pier"),
)
_RULERS = (
    ("Ann Lee", "Omar Diaz", "Ruth Bell"),
    ("Paul Okafor", "Mary Nowak", "Hugo Stern"),
    ("Vera Holm", "Ivan Petrov", "Lucy Grant"),
    ("Noel Abbot", "Carla Rossi", "Otto Frey"),
    ("Jane Field", "Karim Aziz", "Dora Vance"),
)
"""Mayors of each town."""
VALUE = r"\d+ people|(?:May|June|July) \d+|[A-Z]\w+ [A-Z]\w+(?= is the mayor)|\d+ million dollars"
"""What the quick reader takes for an answer."""
_THINGS = (
    "apple basket candle dinner ember feather garden hammer island jacket kettle ladder marble needle orchid pencil "
    "quartz ribbon saddle teapot umbrella velvet walnut yarrow zither acorn biscuit carpet daisy easel fiddle goose"
).split()
"""Of these each page has a paragraph of its own."""


class Step(StrEnum):
    """What a version does."""

    FIRST = "first report"
    MOVED = "moved on its page"
    MOVED_ELSEWHERE = "moved in another paper"
    REWORDED = "reworded"
    LONGER = "a sentence more"
    REPEATED = "repeated by another paper"


_PLOTS = (
    (Step.FIRST, Step.MOVED, Step.REWORDED),
    (Step.FIRST, Step.REPEATED, Step.MOVED_ELSEWHERE),
    (Step.FIRST, Step.LONGER, Step.MOVED),
    (Step.FIRST, Step.MOVED, Step.MOVED),
)
_MOVES = (Step.MOVED, Step.MOVED_ELSEWHERE)


@dataclass(frozen=True)
class Version:
    """What a page says from now on, and the words of the new answer that are to be told; empty for none."""

    story: int
    number: int
    step: Step
    question: str
    page: str
    publisher: str
    text: str
    more: str
    """The rest of the page."""
    told: str


STORIES = 20


def stories() -> list[list[Version]]:
    """The versions of each story. The watch of every tenth story is set before there is an answer."""
    return [list(_versions(story)) for story in range(STORIES)]


def is_open(story: int) -> bool:
    """Whether nothing is known of the story when its watch is set."""
    return story % 10 == 3


def _versions(story: int) -> Iterator[Version]:
    kinds = (_DEATHS, _REOPENING, _MAYORS, _COSTS)
    question, sentence, otherwise, values, words, names = kinds[story % 4]
    name, value, page, publisher, more = names[story // 4], 0, f"story-{story}", "Morning Paper", ""
    if kinds[story % 4] is _MAYORS:
        values = _RULERS[story // 4]
    for number, step in enumerate(_PLOTS[(story + story // 4) % 4]):
        value += step in _MOVES
        if step in (Step.REPEATED, Step.MOVED_ELSEWHERE):
            page, publisher = f"story-{story}-{number}", f"Evening Paper {number}"
        if step is Step.LONGER:
            more = " The square was quiet in the evening."
        said = (otherwise if step in (Step.REWORDED, Step.REPEATED) else sentence).format(
            name, value=values[value]
        )
        told = step in _MOVES or (step is Step.FIRST and is_open(story))
        yield Version(
            story,
            number,
            step,
            question.format(name),
            page,
            publisher,
            f"{said}{more}",
            _paragraph(page),
            words.format(value=values[value]) if told else "",
        )


def _paragraph(page: str) -> str:
    things = random.Random(page).sample(_THINGS, 16)
    pairs = [f"{one} beside {other}" for one, other in zip(things[::2], things[1::2], strict=True)]
    return f"On the market there was {', '.join(pairs[:4])}. At home they kept {', '.join(pairs[4:])}."
