"""What the articles say to a message, sentence by sentence, as embeds. Pure: any message and any quote fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import discord

from retrieval import Difference, Finding, Stance, Verdict

from ..text.locale import t
from ..text.markup import clip, size
from ..text.phrases import difference_line, left_out_lines, nearest_line
from ..ui.embeds import ANSWER_COLOUR, REFUSAL_COLOUR, evidence

CONTRADICTED_COLOUR = 0xDA373C
COLOURS = {
    Stance.SUPPORTED: ANSWER_COLOUR,
    Stance.CONTRADICTED: CONTRADICTED_COLOUR,
    Stance.NOT_FOUND: REFUSAL_COLOUR,
}
SIGNS = {Stance.SUPPORTED: "🟢", Stance.CONTRADICTED: "🔴", Stance.NOT_FOUND: "⚪"}
"""Beside the word, never instead of it: a colour alone is not read by everybody."""

MOST_FINDINGS = 12
"""Sentences of one message that are shown; what matters most goes first when there are more."""
MOST_QUOTES = 2
"""Of one sentence; the first decides."""
CLAIM_LIMIT = 400
DIFFERENCES_SHOWN = 3
DIFFERENCE_LIMIT = 80
FINDING_ROOM = 2700
"""Of an embed's description: two of them fit into one message whatever they hold."""
MESSAGE_ROOM = 5900
"""Discord counts 6,000 units over all embeds of a message."""
EMBEDS_LIMIT = 10


def verdict_pages(verdict: Verdict) -> list[list[discord.Embed]]:
    """Returns the embeds of each message that a verdict takes, in the order of the sentences; none where nothing can be
    checked."""
    pages: list[list[discord.Embed]] = []
    for embed in map(finding_embed, shown_findings(verdict.findings)):
        if pages and len(pages[-1]) < EMBEDS_LIMIT and _sum([*pages[-1], embed]) <= MESSAGE_ROOM:
            pages[-1].append(embed)
        else:
            pages.append([embed])
    return pages


def verdict_line(verdict: Verdict) -> str:
    """Returns the whole verdict in one line: how many sentences were checked and what came out."""
    if not verdict.findings:
        return " ".join([t("claim-nothing-to-check"), *left_out_lines(verdict)])
    counts = {stance: sum(each.stance is stance for each in verdict.findings) for stance in Stance}
    line = t(
        "claim-summary-part" if verdict.left_out else "claim-summary",
        sentences=len(verdict.findings),
        total=len(verdict.findings) + verdict.left_out,
        supported=counts[Stance.SUPPORTED],
        contradicted=counts[Stance.CONTRADICTED],
        missing=counts[Stance.NOT_FOUND],
    )
    more = len(verdict.findings) - MOST_FINDINGS
    shown = [t("claim-more", sentences=more)] if more > 0 else []
    return " ".join([line, *shown, *left_out_lines(verdict)])


def shown_findings(findings: Sequence[Finding]) -> list[Finding]:
    """Chooses the findings to show, contradicted ones before supported ones before those not found; they stay in the
    order of the text."""
    urgency = (Stance.CONTRADICTED, Stance.SUPPORTED, Stance.NOT_FOUND)
    ranked = sorted(range(len(findings)), key=lambda at: urgency.index(findings[at].stance))
    return [findings[at] for at in sorted(ranked[:MOST_FINDINGS])]


def finding_embed(finding: Finding) -> discord.Embed:
    """Shows one sentence: the word that judges it, the sentence, the quotes, and what differs."""
    word = t(f"claim-{finding.stance.value.replace('_', '-')}")
    embed = discord.Embed(title=f"{SIGNS[finding.stance]} {word}", colour=COLOURS[finding.stance])
    parts = [t("quoted", text=clip(finding.claim, CLAIM_LIMIT)), *_differences(finding.differs)]
    if finding.stance is Stance.NOT_FOUND:
        parts.append(t("claim-may-be-true"))
    cited = finding.citations[:MOST_QUOTES]
    if not cited and finding.nearest is not None:
        parts.append(f"**{nearest_line(finding)}**")
        cited = (finding.nearest,)
    above = "\n".join(filter(None, parts))
    room = FINDING_ROOM - size(above) - len("\n\n")
    numbered = [replace(each, number=number) for number, each in enumerate(cited, 1)]
    embed.description = f"{above}\n\n{evidence(numbered, room)}" if cited else above
    return embed


def _differences(differs: Sequence[Difference]) -> list[str]:
    """Returns "The message says “March”, the quote “April”.", a line for each difference."""
    clipped = (Difference(*(clip(words, DIFFERENCE_LIMIT) for words in each)) for each in differs)
    return [difference_line(each) for each in islice(clipped, DIFFERENCES_SHOWN)]


def _sum(embeds: Sequence[discord.Embed]) -> int:
    """Returns the length as Discord counts it; these embeds have nothing but titles and descriptions."""
    return sum(size(embed.title or "") + size(embed.description or "") for embed in embeds)
