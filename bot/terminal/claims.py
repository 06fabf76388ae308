"""What the articles say to a claim, as a terminal shows it."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text

from retrieval import Finding, Stance, Verdict

from ..claims.words import difference_line, left_out_lines, stance_line
from ..text.locale import say
from .answers import citation_data, show_citation


def show_verdict(console: Console, verdict: Verdict) -> None:
    """A block for each sentence that was checked, or what would be one."""
    if not verdict.findings:
        console.print(Text(say("claim-nothing-to-check"), style="bold"))
    for number, finding in enumerate(verdict.findings):
        if number:
            console.print()
        _show_finding(console, finding)
    for line in left_out_lines(verdict):
        console.print()
        console.print(Text(line, style="bold"))


def _show_finding(console: Console, finding: Finding) -> None:
    console.print(Text(finding.claim, style="italic"), soft_wrap=not console.is_terminal)
    console.print(Text(stance_line(finding), style="bold"))
    for difference in finding.differs:
        console.print(Text(difference_line(difference)))
    for citation in finding.citations:
        show_citation(console, citation, f"[{citation.number}]")
    if finding.nearest is not None:
        console.print(Text(f"{say('claim-nearest')}:", style="dim"))
        show_citation(console, finding.nearest, "   ")


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """What `check --json` prints. `start` and `end` of a finding are code points into the text as it is printed."""
    return {
        "text": verdict.text,
        "stance": verdict.stance.value,
        "findings": [_data(each) for each in verdict.findings],
        "left_out": verdict.left_out,
        "unread": verdict.unread,
    }


def _data(finding: Finding) -> dict[str, Any]:
    found = finding.stance is not Stance.NOT_FOUND
    return {
        "claim": finding.claim,
        "start": finding.span.start,
        "end": finding.span.end,
        "stance": finding.stance.value,
        "confidence": round(finding.confidence, 3) if found else None,
        "differs": [difference._asdict() for difference in finding.differs],
        "citations": [citation_data(citation) for citation in finding.citations],
        "nearest": citation_data(finding.nearest) if finding.nearest else None,
    }
