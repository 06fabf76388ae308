"""What is new, for people on a terminal and as data for `--json`."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text

from retrieval import Refusal
from retrieval.news import Briefing, BriefingEntry

from ..text.briefings import (
    briefing_title,
    entry_remarks,
    move_line,
    nothing_line,
    since_label,
    stories_line,
)
from ..text.locale import t
from .answers import citation_data, outcome_data, show_citation, show_outcome


def show_briefing(console: Console, found: Briefing | Refusal) -> None:
    """A block for each story, what moved first; or that nothing is new, or the refusal."""
    if isinstance(found, Refusal):
        show_outcome(console, found)
        return
    since = since_label(found)
    if not found.entries:
        console.print(Text(nothing_line(found, since), style="bold"))
        if found.latest is not None:
            console.print(Text(f"{t('briefing-latest')}:", style="dim"))
            show_citation(console, found.latest, "   ")
        return
    console.print(Text(f"{briefing_title(found)}, {since}", style="bold"))
    for entry in found.entries:
        if moved := move_line(entry):
            console.print()
            console.print(Text(f"    {moved}", style="bold"))
        show_citation(console, entry.citation, f"[{entry.citation.number}]")
        for line in entry_remarks(entry):
            console.print(Text(f"    {line}", style="yellow"))
    console.print()
    left_out = [t("briefing-left-out", stories=found.left_out)] if found.left_out else []
    console.print(Text(" ".join([f"{stories_line(found)}.", *left_out]), style="dim"))


def briefing_data(found: Briefing | Refusal) -> dict[str, Any]:
    """What `brief --json` prints: `new` are the stories; of a refusal what `ask --json` does."""
    if isinstance(found, Refusal):
        return {**outcome_data(found), "new": []}
    return {
        "topics": list(found.topics),
        "since": found.since.day.isoformat(),
        "new": [_entry_data(each) for each in found.entries],
        "left_out": found.left_out,
        "latest": citation_data(found.latest) if found.latest else None,
    }


def _entry_data(entry: BriefingEntry) -> dict[str, Any]:
    """`before` is the older value of the same thing, or, where the sources disagree, the other one; `also` are articles
    of other origins that say the same."""
    return {
        **citation_data(entry.citation),
        "before": {"value": entry.before.quote.marked, **citation_data(entry.before)}
        if entry.before
        else None,
        "disagrees": entry.disagrees,
        "also": [citation_data(each) for each in entry.also],
    }
