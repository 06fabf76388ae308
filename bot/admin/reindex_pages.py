"""What a reindex would change, and what taking one back did, in the reader's language. Pure."""

from __future__ import annotations

import discord

from retrieval import Change, ReindexItem, ReindexKind, ReindexPlan, ReindexSummary

from ..figures import figure
from ..render import ANSWER_COLOUR, DESCRIPTION_LIMIT
from ..text.locale import say
from ..text.markup import clip, link, size

TITLE = 120
PUBLISHER = 60
SENTENCE = 180
SENTENCES = 3
"""Of one article."""
MORE_ROOM = 80
CHANGING = (ReindexKind.REREAD, ReindexKind.RESPLIT)
STATED = ("title", "publisher", "byline", "url", "published_at", "updated_at", "language", "correction")
"""Fields of an article that have a name of their own here; others are one word together."""


def plan_line(plan: ReindexPlan) -> str:
    """The totals, and that nothing was written."""
    return say(
        "plan-line",
        articles=plan.articles,
        reread=plan.count(ReindexKind.REREAD),
        resplit=plan.count(ReindexKind.RESPLIT),
        embed=plan.to_embed,
    )


def plan_page(plan: ReindexPlan) -> discord.Embed:
    """The articles whose text or passages would change, with some of their sentences, as many as fit."""
    embed = discord.Embed(title=say("plan-title"), colour=ANSWER_COLOUR)
    items = [item for item in plan.items if item.kind in CHANGING]
    shown: list[str] = []
    room = DESCRIPTION_LIMIT - MORE_ROOM
    for item in items:
        text = _item(item)
        room -= size(text) + len("\n\n")
        if room < 0:
            break
        shown.append(text)
    if more := len(items) - len(shown):
        shown.append(say("plan-more", articles=more))
    embed.description = "\n\n".join(shown) or say("plan-nothing")
    return embed


def rollback_line(summary: ReindexSummary) -> str:
    """What is as before, and what was left alone."""
    line = say("rollback-line", articles=summary.changed)
    return f"{line} {say('rollback-left', articles=summary.left_alone)}" if summary.left_alone else line


def _item(item: ReindexItem) -> str:
    what = say("plan-reread" if item.kind is ReindexKind.REREAD else "plan-resplit")
    facts = (
        f"**{link(item.title, None, text_limit=TITLE, url_limit=0)}**",
        clip(item.publisher or "", PUBLISHER),
        what,
    )
    lines = [" · ".join(filter(None, facts))]
    if item.fields:
        names = dict.fromkeys(
            say(f"plan-field-{name if name in STATED else 'other'}") for name in item.fields
        )
        lines.append(f"-# {say('plan-fields', fields=', '.join(names))}")
    lines += [_change(change) for change in item.changes[:SENTENCES]]
    if more := item.more_changes + max(0, len(item.changes) - SENTENCES):
        lines.append(f"-# {say('plan-more-sentences', sentences=figure(more))}")
    return "\n".join(lines)


def _change(change: Change) -> str:
    return f"**{'+' if change.added else '−'}** {clip(change.text, SENTENCE)}"
