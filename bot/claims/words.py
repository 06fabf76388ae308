"""What the articles say to a claim, in plain sentences for both faces. Pure."""

from __future__ import annotations

from retrieval import Difference, Finding, Stance, Verdict

from ..text.locale import say


def stance_line(finding: Finding) -> str:
    """What the articles say to a claim, in a line."""
    word = say(f"claim-{finding.stance.value.replace('_', '-')}")
    return f"{word}. {say('claim-may-be-true')}" if finding.stance is Stance.NOT_FOUND else f"{word}."


def left_out_lines(verdict: Verdict) -> list[str]:
    """What of the message was not checked, a sentence each; none where all of it was."""
    lines = []
    if verdict.left_out:
        lines.append(say("claim-left-out", sentences=verdict.left_out, most=len(verdict.findings)))
    if verdict.unread:
        lines.append(say("claim-unread", characters=len(verdict.text) - verdict.unread))
    return lines


def difference_line(difference: Difference) -> str:
    """What the quote says in a claim's place."""
    if not difference.claimed:
        return say("claim-denied", quoted=difference.quoted)
    if not difference.quoted:
        return say("claim-denies", claimed=difference.claimed)
    return say("claim-differs", claimed=difference.claimed, quoted=difference.quoted)
