"""The embeds of everything that is not an answer: a source, the list of articles, status, help. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import discord

from retrieval import ArticleInfo, Copy, Page, QuoteContext, Status

from .markup import UNTITLED, address_of_quote, clip, clip_plain, ending, link, marked, size, web_address
from .provenance import CHANGED_SINCE, GONE, NEWER_EXISTS, copy_name, correction_line
from .render import ANSWER_COLOUR, DESCRIPTION_LIMIT, REFUSAL_COLOUR, TITLE_LIMIT, dates_below
from .wording import counted, date_label, page_label, seconds

QUOTE_SHARE = 2600
"""Of a source page's description; what the quote leaves goes to the text around it."""
LISTED_TITLE = 150
LISTED_URL = 120
LISTED_PUBLISHER = 60
FIELD_TITLE = 200
CORRECTION_LIMIT = 350
COPIES_SHOWN = 4
COPY_NAME = 60
COPY_URL = 120
"""Of a source page all parts of the greatest length stay within the 6,000 units of a message's embeds."""
FOR_MANAGERS = (
    "setup",
    "library add",
    "library list",
    "library show",
    "library remove",
    "library feeds",
    "admin reindex",
    "admin status",
)


def source_page(context: QuoteContext, *, index: int, total: int) -> discord.Embed:
    """One quote in its paragraph: the quote underlined, the words that answer bold."""
    citation = context.citation
    embed = discord.Embed(
        title=clip(citation.title, TITLE_LIMIT) or UNTITLED,
        url=_where(context),
        description=_paragraph(context) if context.verified else _UNVERIFIED,
        colour=ANSWER_COLOUR if context.verified else REFUSAL_COLOUR,
    )
    if publisher := clip(citation.publisher or "", FIELD_TITLE):
        embed.add_field(name="Publisher", value=publisher)
    dated = (date_label(citation.published_at), page_label(citation))
    embed.add_field(name="Published", value=" · ".join(filter(None, dated)))
    if citation.gone:
        embed.add_field(name="Address", value=GONE)
    add_remarks(embed, citation.correction, citation.copies)
    return embed.set_footer(text=f"[{citation.number}] {index + 1} of {total} · {_standing(context)}")


def _where(context: QuoteContext) -> str | None:
    """The article at its quote, where the page can still be expected to have it."""
    citation = context.citation
    if not context.verified or not context.kept:
        return web_address(citation.url)
    return address_of_quote(citation.url, citation.quote.text, citation.page)


def add_remarks(embed: discord.Embed, correction: str | None, copies: Sequence[Copy]) -> None:
    """The article's own notice of a correction, and where else it stands, as fields where there are any."""
    if notice := clip(correction_line(correction), CORRECTION_LIMIT):
        embed.add_field(name="Correction", value=notice, inline=False)
    if copies:
        embed.add_field(name="Also in", value=_copies(copies), inline=False)


def _copies(copies: Sequence[Copy]) -> str:
    """Links, as many as fit; the others are counted."""
    shown: list[str] = []
    for copy in copies[:COPIES_SHOWN]:
        line = link(copy_name(copy), copy.url, text_limit=COPY_NAME, url_limit=COPY_URL)
        shown.append(f"{line} · {date_label(copy.published_at)}")
    more = len(copies) - len(shown)
    return "\n".join([*shown, f"and {more:,} more"] if more else shown)


def gone_page(*, index: int, total: int) -> discord.Embed:
    """In place of a source whose article has been removed."""
    return discord.Embed(
        description="The article this quote came from has been removed. Ask again to search what is here now.",
        colour=REFUSAL_COLOUR,
    ).set_footer(text=f"{index + 1} of {total}")


def articles_page(page: Page[ArticleInfo]) -> discord.Embed:
    """One page of the list, newest first."""
    embed = discord.Embed(title=counted(page.total, "article"), colour=ANSWER_COLOUR)
    if not page.items:
        embed.description = "There is nothing here yet. Someone who manages this server can use /library add."
        return embed
    embed.description = "\n".join(
        f"{number}. {_listed(article)}" for number, article in enumerate(page.items, page.offset + 1)
    )
    last = page.offset + len(page.items)
    return embed.set_footer(text=f"{page.offset + 1}–{last} of {page.total:,}, newest first")


def status_page(status: Status, *, uptime: float, background: str | None) -> discord.Embed:
    """What this server sees of the library; nothing of other servers."""
    embed = discord.Embed(title="Status", colour=ANSWER_COLOUR)
    embed.add_field(name="Articles", value=f"{status.articles:,}")
    embed.add_field(name="Passages", value=f"{status.passages:,}")
    embed.add_field(name="Index", value=_index(status))
    embed.add_field(name="Model", value=clip(status.model, FIELD_TITLE))
    embed.add_field(name="Last ingest", value=_moment(status.last_ingest))
    embed.add_field(name="Up for", value=seconds(uptime))
    if background or status.reindexing:
        embed.add_field(name="Now", value=background or "A reindex is under way.", inline=False)
    return embed


def help_page(name: str) -> discord.Embed:
    """Everything a member needs, short enough for a phone."""
    embed = discord.Embed(
        title=clip_plain(f"{name} answers from articles", TITLE_LIMIT), colour=ANSWER_COLOUR
    )
    embed.description = (
        "Every answer is a verbatim quote, with its article, publisher and date. "
        "Where no article answers, I say so.\n\n"
        f"**Ask** – mention me with a question, write to me directly, or use {_code('/ask')}.\n"
        "**Follow up** – reply to an answer of mine with the ping (@) on. "
        "If I do not get your text, mention me in it: Discord shows me only messages that do.\n"
        "**Check** – press *Sources* under an answer to see each quote in its paragraph.\n"
        f"**Browse** – {_code('/articles')} lists what I answer from."
    )
    admin = ", ".join(_code(f"/{command}") for command in FOR_MANAGERS)
    return embed.add_field(name="For those who manage the server", value=admin, inline=False)


_UNVERIFIED = (
    "**The stored article no longer holds this quote, so it is not shown.**\n"
    "The article has changed since the answer was given. Ask again to get it from the current text."
)


def _paragraph(context: QuoteContext) -> str:
    quote = marked(context.citation.quote.parts, QUOTE_SHARE)
    dates = dates_below(context.citation)
    room = DESCRIPTION_LIMIT - size(quote) - len("____") - size(dates)
    before = ending(context.before, room // 2)
    return f"{before}__{quote}__{marked([(context.after, False)], room - size(before))}{dates}"


def _standing(context: QuoteContext) -> str:
    if not context.verified:
        return "not verified"
    now = "checked against the stored article just now"
    if context.current:
        return now
    return f"{now}; {NEWER_EXISTS if context.kept else CHANGED_SINCE}"


def _listed(article: ArticleInfo) -> str:
    title = link(article.title, article.url, text_limit=LISTED_TITLE, url_limit=LISTED_URL)
    publisher = clip(article.publisher or "", LISTED_PUBLISHER)
    gone = GONE if article.gone_at else ""
    return " · ".join(filter(None, (title, publisher, date_label(article.published_at), gone)))


def _index(status: Status) -> str:
    if status.stale_passages:
        return f"{status.indexed:,} indexed, {status.stale_passages:,} waiting for a reindex"
    return f"{counted(status.indexed, 'passage')}, up to date"


def _moment(when: datetime | None) -> str:
    return discord.utils.format_dt(when, "R") if when else "never"


def _code(command: str) -> str:
    return f"`{command}`"
