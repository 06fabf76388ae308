"""The page of a timeline: one line a change, with day, value, publisher and quote. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from retrieval.news import Timeline, TimelineEntry

from ..text.locale import t
from ..text.markup import clip, clip_plain, link, quoted, size
from ..text.timelines import entry_remarks, since_label, timeline_footing, unmoved_line
from ..ui.embeds import ANSWER_COLOUR, DESCRIPTION_LIMIT, PUBLISHER, SOURCE_URL, TITLE_LIMIT, evidence
from .picture import FILE

MOST_ENTRIES = 8
"""More than these are a scroll: the first one and the newest are shown."""
VALUE = 80
QUOTE = 320
REMARK = 150


def timeline_embed(timeline: Timeline, *, asked: str | None = None, drawn: bool = False) -> discord.Embed:
    """Shows how the answer moved; where it has one value, says so in a sentence, with the quote. `drawn` says that the
    picture goes along."""
    embed = discord.Embed(colour=ANSWER_COLOUR)
    if timeline.has_moved:
        embed.title = t("timeline-title")
        embed.description = _lines(timeline.entries)
        embed.set_footer(text=timeline_footing(timeline))
    else:
        line = f"**{unmoved_line(timeline)}**\n\n"
        room = DESCRIPTION_LIMIT - size(line)
        embed.description = line + evidence((timeline.only,), room)
    if drawn:
        embed.set_image(url=f"attachment://{FILE}")
    return embed.set_author(name=clip_plain(t("quoted", text=asked), TITLE_LIMIT)) if asked else embed


def _lines(entries: Sequence[TimelineEntry]) -> str:
    """Each entry gets an even share of the room; what a short one leaves goes to those after it."""
    shown = list(entries)
    left_out = len(shown) - MOST_ENTRIES
    if left_out > 0:
        del shown[1 : 1 + left_out]
    room, lines = DESCRIPTION_LIMIT, list[str]()
    for number, each in enumerate(shown):
        gap = f"-# {t('timeline-left-out', entries=left_out)}\n" if left_out > 0 and number == 1 else ""
        share = room // (len(shown) - number) - size(gap) - len("\n\n")
        lines.append(gap + _entry(each, share))
        room -= size(lines[-1]) + len("\n\n")
    return "\n\n".join(lines)


def _entry(entry: TimelineEntry, room: int) -> str:
    cited = entry.citation
    source = link(cited.publisher or cited.title, cited.url, text_limit=PUBLISHER, url_limit=SOURCE_URL)
    head = f"**{since_label(entry)} · {clip(entry.words, VALUE)}** · {source}\n"
    remarks = "".join(f"\n-# {clip(line, REMARK)}" for line in entry_remarks(entry))
    return head + quoted(cited.quote.parts, min(QUOTE, room - size(head) - size(remarks))) + remarks
