"""The pages of a briefing: a story each with title, publisher, day and quote, what moved first. Pure.

No text of any length or content breaks a limit of Discord or its markup."""

from __future__ import annotations

from dataclasses import replace

import discord

from retrieval import Page
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
from ..text.markup import clip, clip_plain, escape, link, quoted, size
from ..text.phrases import date_label
from ..ui.components import page_of
from ..ui.embeds import (
    DESCRIPTION_LIMIT,
    PUBLISHER,
    REFUSAL_COLOUR,
    TITLE_LIMIT,
    numbered_page,
    quote_field,
)

PER_PAGE = 5
HEAD = 200
TITLE = 90
URL = 150
MOVE = 100
REMARK = 110
QUOTE = 320
"""Of each story; five of the longest kind fit into a description."""


def briefing_embed(briefing: Briefing, offset: int = 0, *, note: str = "") -> discord.Embed:
    """Shows the page of the briefing that holds `offset`. `note` is a small line above it."""
    since = since_label(briefing, _last(briefing))
    if not briefing.entries:
        return _nothing(briefing, since, note)
    page: Page[BriefingEntry] = page_of(briefing.entries, offset, PER_PAGE)
    embed = numbered_page(page, clip_plain(briefing_title(briefing), TITLE_LIMIT), "", _entry)
    head = f"{_small(note)}-# {clip(stories_line(briefing), HEAD)} · {since}"
    more = ""
    if briefing.left_out and page.offset + len(page.items) == page.total:
        more = f"\n\n-# {t('briefing-left-out', stories=briefing.left_out)}"
    embed.description = f"{head}\n\n{embed.description}{more}"
    if len(briefing.entries) <= PER_PAGE:
        embed.remove_footer()
    return embed


def _nothing(briefing: Briefing, since: str, note: str) -> discord.Embed:
    harmless = replace(briefing, topics=tuple(map(escape, briefing.topics)))
    said = nothing_line(harmless, since)
    embed = discord.Embed(description=f"{_small(note)}**{said}**", colour=REFUSAL_COLOUR)
    if briefing.latest is not None:
        embed.add_field(name=t("briefing-latest"), value=quote_field(briefing.latest), inline=False)
    return embed


def _last(briefing: Briefing) -> str | None:
    """When there was a briefing before, as Discord shows a moment to each reader."""
    return discord.utils.format_dt(briefing.since.seen, "f") if briefing.since.seen else None


def _small(note: str) -> str:
    return f"-# {clip(note, HEAD)}\n" if note else ""


def _entry(entry: BriefingEntry) -> str:
    cited = entry.citation
    facts = (
        f"**{link(cited.title, cited.url, text_limit=TITLE, url_limit=URL)}**",
        clip(cited.publisher or "", PUBLISHER),
        date_label(cited.published_at),
    )
    lines = [" · ".join(filter(None, facts))]
    if moved := move_line(entry):
        lines.append(f"**{clip(moved, MOVE)}**")
    remarks = [f"-# {clip(line, REMARK)}" for line in entry_remarks(entry)]
    room = (DESCRIPTION_LIMIT - 2 * HEAD - 2 * REMARK) // PER_PAGE - size("\n".join([*lines, *remarks])) - 20
    return "\n".join([*lines, quoted(cited.quote.parts, min(QUOTE, room)), *remarks])
