"""What the articles say to a claim, in plain sentences for both faces. Pure."""

from __future__ import annotations

from retrieval import Difference, Finding, Stance

from ..language import say


def stance_line(finding: Finding) -> str:
    """What the articles say to a claim, in a line."""
    word = say(f"claim-{finding.stance.value.replace('_', '-')}")
    return f"{word}. {say('claim-may-be-true')}" if finding.stance is Stance.NOT_FOUND else f"{word}."


def difference_line(difference: Difference) -> str:
    """What the quote says in a claim's place."""
    if not difference.claimed:
        return say("claim-denied", quoted=difference.quoted)
    if not difference.quoted:
        return say("claim-denies", claimed=difference.claimed)
    return say("claim-differs", claimed=difference.claimed, quoted=difference.quoted)
