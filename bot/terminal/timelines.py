"""How an answer moved, for people on a terminal and as data for `--json`."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text

from retrieval import Outcome
from retrieval.news import Timeline, TimelineEntry

from ..text.timelines import entry_remarks, since_label, timeline_footing, unmoved_line
from .answers import citation_data, outcome_data, show_citation, show_outcome


def show_timeline(console: Console, found: Timeline | Outcome) -> None:
    """A block for each value, oldest first; or a sentence where there is one value, or the refusal."""
    if not isinstance(found, Timeline):
        show_outcome(console, found)
        return
    if not found.has_moved:
        console.print(Text(unmoved_line(found), style="bold"))
        show_citation(console, found.only, "   ")
        return
    for entry in found.entries:
        console.print(Text(f"{since_label(entry)} · {entry.words}", style="bold"))
        show_citation(console, entry.citation, "   ")
        for line in entry_remarks(entry):
            console.print(Text(f"    {line}", style="yellow"))
        console.print()
    console.print(Text(timeline_footing(found), style="dim"))


def timeline_data(found: Timeline | Outcome) -> dict[str, Any]:
    """What `timeline --json` prints: the answer as `ask --json` does, and its values, oldest first."""
    if not isinstance(found, Timeline):
        return {**outcome_data(found), "moved": False, "timeline": []}
    entries = [_entry_data(each) for each in found.entries]
    return {**outcome_data(found.answer), "moved": found.has_moved, "timeline": entries}


def _entry_data(entry: TimelineEntry) -> dict[str, Any]:
    """`figure` or `date` is the value, where it is one; `since` the day from which it was given; `changed_on` the same,
    where the article said something else before. `disagrees` says that it came within days of the value before, from
    another source. `also` are later sources of other origins that give it too."""
    return {
        "value": entry.words,
        "figure": entry.number,
        "date": entry.day.isoformat() if entry.day else None,
        "since": entry.since.isoformat() if entry.since else None,
        "changed_on": entry.changed_on.isoformat() if entry.changed_on else None,
        "disagrees": entry.disagrees,
        **citation_data(entry.citation),
        "also": [citation_data(each) for each in entry.also],
    }
