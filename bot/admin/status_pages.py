"""The picture of `/admin status` and its words: spans, publishers by their numbers, what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import discord

from retrieval import Shelf, Worker

from ..figures import figure
from ..startup import CommandSync
from ..text.locale import day_in_words, month_in_words, say
from ..text.markup import clip, clip_plain
from .status import MOST_PUBLISHERS, Columns, Unit, chart_of, columns_of
from .status_picture import draw

FILE = "articles.png"
PUBLISHER = 80
ALT_LIMIT = 1024
"""Discord's limit for what is read out in place of a picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and what it shows in words."""

    png: bytes
    alt: str

    def file(self) -> discord.File:
        return discord.File(BytesIO(self.png), FILE, description=self.alt)


async def picture_of(shelf: Shelf) -> Picture | None:
    """Drawn off the event loop; None where there is no article."""
    chart = chart_of(shelf, figure)
    if chart is None:
        return None
    async with Worker("picture") as worker:
        png = await worker.run(draw, chart)
    words = " ".join(
        filter(None, (say("status-picture-alt"), _span(shelf), _publishers(shelf, escaped=False)))
    )
    return Picture(png, clip_plain(words, ALT_LIMIT))


def add_picture(embed: discord.Embed, shelf: Shelf) -> None:
    """The words below the figures, and the place of the picture; a sentence where there is nothing to draw."""
    if chart_of(shelf, figure) is None:
        embed.description = say("status-no-articles")
        return
    embed.add_field(name=say("status-by-day"), value=_span(shelf) or say("status-no-days"), inline=False)
    embed.add_field(name=say("status-by-publisher"), value=_publishers(shelf, escaped=True), inline=False)
    embed.set_image(url=f"attachment://{FILE}")


def commands_line(sync: CommandSync) -> str | None:
    """None where Discord has the commands, as it nearly always has."""
    if sync.failing_since is None:
        return None
    since = discord.utils.format_dt(sync.failing_since, "R")
    return say("status-commands-failing", since=since, tries=sync.tries)


def _span(shelf: Shelf) -> str:
    columns = columns_of(shelf.by_day)
    if columns is None:
        return say("status-undated", articles=shelf.undated) if shelf.undated else ""
    first, last = _when(columns)
    said = [
        say(f"status-per-{columns.unit.value}", first=first, last=last),
        say("status-older", articles=columns.older) if columns.older else "",
        say("status-undated", articles=shelf.undated) if shelf.undated else "",
    ]
    return " ".join(filter(None, said))


def _when(columns: Columns) -> tuple[str, str]:
    if columns.unit in (Unit.DAY, Unit.WEEK):
        return day_in_words(columns.first), day_in_words(columns.last)
    if columns.unit is Unit.MONTH:
        return month_in_words(columns.first), month_in_words(columns.last)
    return str(columns.first.year), str(columns.last.year)


def _publishers(shelf: Shelf, *, escaped: bool) -> str:
    """ "**1** Kyodo · **2** Bay News · 3 more with 12 articles", by the numbers of the rows."""
    cut = clip if escaped else clip_plain
    number = "**{}** {}" if escaped else "{}: {}"
    shown = [
        number.format(figure(row), cut(name or say("status-no-publisher"), PUBLISHER))
        for row, (name, _) in enumerate(shelf.by_publisher[:MOST_PUBLISHERS], 1)
    ]
    others = shelf.by_publisher[MOST_PUBLISHERS:]
    if others:
        articles = sum(count for _, count in others)
        shown.append(say("status-more-publishers", publishers=len(others), articles=articles))
    return " · ".join(shown)
