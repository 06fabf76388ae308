"""Answers and refusals as embeds. Pure: no text of any length or content breaks a limit of Discord or its markup."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from retrieval import Answer, Citation, Copy, Outcome, Refusal

from .provenance import also_in_line, correction_line
from .text.locale import say
from .text.markup import clip, clip_plain, escape, link, quoted, size
from .text.phrases import (
    DISCORD,
    Face,
    date_label,
    dates_line,
    follow_up,
    footing_line,
    nearest_label,
    next_step,
    page_label,
    refusal_line,
)

TITLE_LIMIT = 256
DESCRIPTION_LIMIT = 4096
FIELD_LIMIT = 1024
FOOTER_LIMIT = 2048

ANSWER_COLOUR = 0x3BA55D
REFUSAL_COLOUR = 0x8A8F98

GLANCE = 120
"""A longer answer is no headline: it is read in its quote, where it is bold."""
SOURCE_TITLE = 120
SOURCE_PUBLISHER = 60
SOURCE_URL = 250
REMARKS = 500
"""Of the lines below all sources together: corrections, and where else a story stands. Five sources of the longest kind
leave more than a quarter of the description to the quotes."""
CORRECTION_SHARE = 0.6
NEAREST_REMARKS = 250
DATES = 150
"""Of the small line below a quote that says what its relative dates mean."""


def outcome_embed(outcome: Outcome, *, asked: str | None = None, face: Face = DISCORD) -> discord.Embed:
    """`asked` is shown above, for places where the question is not on screen; `face` says what one can do there."""
    embed = answer_embed(outcome, face) if isinstance(outcome, Answer) else refusal_embed(outcome, face)
    return embed.set_author(name=clip_plain(say("quoted", text=asked), TITLE_LIMIT)) if asked else embed


def answer_embed(answer: Answer, face: Face = DISCORD) -> discord.Embed:
    """In one glance: the marked words, the numbered quotes, their sources, and how current it is."""
    embed = discord.Embed(title=_headline(answer), colour=ANSWER_COLOUR)
    sources = "\n".join(_source_lines(answer.citations))
    room = DESCRIPTION_LIMIT - size(sources) - len("\n\n")
    embed.description = f"{_quotes(answer.citations, room)}\n\n{sources}"
    return embed.set_footer(text=f"{footing_line(answer)}\n{follow_up(face)}")


def refusal_embed(refusal: Refusal, face: Face = DISCORD) -> discord.Embed:
    """Why not and what to do; the nearest passage under a heading which says that it is no answer."""
    why, step = escape(refusal_line(refusal)), clip(next_step(refusal, face), FIELD_LIMIT, links=True)
    embed = discord.Embed(description=f"**{why}**\n{step}", colour=REFUSAL_COLOUR)
    if refusal.nearest is not None:
        embed.add_field(name=nearest_label(refusal), value=_nearest(refusal.nearest), inline=False)
    return embed


def evidence(citations: Sequence[Citation], room: int) -> str:
    """The numbered quotes and their sources, in at most `room` units, of which the sources need up to 1,200."""
    sources = "\n".join(_source_lines(citations))
    return f"{_quotes(citations, room - size(sources) - 2)}\n\n{sources}"


def _source_lines(citations: Sequence[Citation]) -> list[str]:
    """ "[1] [2] title · publisher · date · pp. 4, 7", for each article, the title linked where it has an address."""
    cited: dict[tuple[str, str | None, tuple[Copy, ...]], list[Citation]] = {}
    for each in citations:
        cited.setdefault((_source(each), each.correction, each.copies), []).append(each)
    room = REMARKS // len(cited)
    return [
        f"**{' '.join(f'[{each.number}]' for each in group)}** {_with_pages(key[0], *group)}"
        + _remarks(group[0], room)
        for key, group in cited.items()
    ]


def _source(citation: Citation) -> str:
    title = link(citation.title, citation.url, text_limit=SOURCE_TITLE, url_limit=SOURCE_URL)
    publisher = clip(citation.publisher or "", SOURCE_PUBLISHER)
    gone = say("gone") if citation.gone else ""
    return " · ".join(filter(None, (title, publisher, date_label(citation.published_at), gone)))


def _remarks(citation: Citation, room: int) -> str:
    """A correction and other printings, each on a small line below the source; the first may take the larger share."""
    correction, also = correction_line(citation.correction), also_in_line(citation.copies)
    share = round(room * CORRECTION_SHARE) if also else room
    shown = [clip(correction, share)] if correction else []
    if also:
        shown.append(clip(also, room - sum(map(size, shown))))
    return "".join(f"\n-# {line}" for line in shown)


def _with_pages(source: str, *citations: Citation) -> str:
    return " · ".join(filter(None, (source, page_label(*citations))))


def _headline(answer: Answer) -> str | None:
    marked = answer.citations[0].quote.marks and answer.answer_text
    return (clip(marked, TITLE_LIMIT) or None) if marked and size(marked) <= GLANCE else None


def _quotes(citations: Sequence[Citation], room: int) -> str:
    """Every quote gets an even share; what a short one leaves goes to those after it."""
    shown: list[str] = []
    for left, citation in zip(range(len(citations), 0, -1), citations, strict=True):
        below = f" **[{citation.number}]**{dates_below(citation)}"
        share = room // left - size(below) - len("\n\n")
        shown.append(quoted(citation.quote.parts, share) + below)
        room -= size(shown[-1]) + len("\n\n")
    return "\n\n".join(shown)


def _nearest(citation: Citation) -> str:
    source = _with_pages(_source(citation), citation)
    below = f"{dates_below(citation)}\n{source}{_remarks(citation, NEAREST_REMARKS)}"
    return quoted(citation.quote.parts, FIELD_LIMIT - size(below)) + below


def dates_below(citation: Citation) -> str:
    """What the relative dates of a quote mean, as a small line of its own below it; empty where there are none."""
    line = clip(dates_line(citation), DATES)
    return f"\n-# {line}" if line else ""
