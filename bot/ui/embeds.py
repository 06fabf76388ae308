"""The embeds of everything that is not an answer: a source, the list of articles, status, help. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import discord

from retrieval import ArticleInfo, Copy, Page, QuoteContext, Status

from ..provenance import copy_name, correction_line
from ..render import ANSWER_COLOUR, DESCRIPTION_LIMIT, REFUSAL_COLOUR, TITLE_LIMIT, dates_below
from ..text.locale import COMMAND_LINK, command_link, command_name, listed, say
from ..text.markup import (
    address_of_quote,
    clip,
    clip_plain,
    ending,
    isolated,
    isolates,
    link,
    marked,
    size,
    web_address,
)
from ..text.phrases import counted, date_label, page_label, seconds

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
    "admin unanswered",
    "admin feedback",
    "admin log",
    "admin reindex",
    "admin status",
)


def source_page(context: QuoteContext, *, index: int, total: int) -> discord.Embed:
    """One quote in its paragraph: the quote underlined, the words that answer bold."""
    citation = context.citation
    embed = discord.Embed(
        title=clip(citation.title, TITLE_LIMIT) or say("untitled"),
        url=_where(context),
        description=_paragraph(context) if context.verified else _unverified(),
        colour=ANSWER_COLOUR if context.verified else REFUSAL_COLOUR,
    )
    if publisher := clip(citation.publisher or "", FIELD_TITLE):
        embed.add_field(name=say("field-publisher"), value=publisher)
    dated = (date_label(citation.published_at), page_label(citation))
    embed.add_field(name=say("field-published"), value=" · ".join(filter(None, dated)))
    if citation.gone:
        embed.add_field(name=say("field-address"), value=say("gone"))
    add_remarks(embed, citation.correction, citation.copies)
    footer = say("source-footer", position=index + 1, total=total, standing=_standing(context))
    return embed.set_footer(text=footer)


def _where(context: QuoteContext) -> str | None:
    """The article at its quote, where the page can still be expected to have it."""
    citation = context.citation
    if not context.verified or not context.kept:
        return web_address(citation.url)
    return address_of_quote(citation.url, citation.quote.text, citation.page)


def add_remarks(embed: discord.Embed, correction: str | None, copies: Sequence[Copy]) -> None:
    """The article's own notice of a correction, and where else it stands, as fields where there are any."""
    if notice := clip(correction_line(correction), CORRECTION_LIMIT):
        embed.add_field(name=say("field-correction"), value=notice, inline=False)
    if copies:
        embed.add_field(name=say("field-also-in"), value=_copies(copies), inline=False)


def _copies(copies: Sequence[Copy]) -> str:
    """Links, as many as fit; the others are counted."""
    shown: list[str] = []
    for copy in copies[:COPIES_SHOWN]:
        line = link(copy_name(copy), copy.url, text_limit=COPY_NAME, url_limit=COPY_URL)
        shown.append(f"{line} · {date_label(copy.published_at)}")
    more = len(copies) - len(shown)
    return "\n".join([*shown, say("and-more", more=more)] if more else shown)


def gone_page(*, index: int, total: int) -> discord.Embed:
    """In place of a source whose article has been removed."""
    embed = discord.Embed(description=say("source-removed"), colour=REFUSAL_COLOUR)
    return embed.set_footer(text=say("position", position=index + 1, total=total))


def articles_page(page: Page[ArticleInfo]) -> discord.Embed:
    """One page of the list, newest first."""
    embed = discord.Embed(title=counted(page.total, "article"), colour=ANSWER_COLOUR)
    if not page.items:
        embed.description = say("articles-none")
        return embed
    embed.description = "\n".join(
        f"{number}. {_listed(article)}" for number, article in enumerate(page.items, page.offset + 1)
    )
    last = page.offset + len(page.items)
    shown = say("articles-shown", first=str(page.offset + 1), last=str(last), total=page.total)
    return embed.set_footer(text=shown)


def status_page(
    status: Status, *, uptime: float, background: str | None, commands: str | None = None
) -> discord.Embed:
    """What this server sees of the library; nothing of other servers."""
    embed = discord.Embed(title=say("status-title"), colour=ANSWER_COLOUR)
    embed.add_field(name=say("status-articles"), value=say("number", n=status.articles))
    embed.add_field(name=say("status-passages"), value=say("number", n=status.passages))
    embed.add_field(name=say("status-index"), value=_index(status))
    embed.add_field(name=say("status-model"), value=clip(status.model, FIELD_TITLE))
    embed.add_field(name=say("status-last-ingest"), value=_moment(status.last_ingest))
    embed.add_field(name=say("status-uptime"), value=seconds(uptime))
    if background or status.reindexing:
        now = background or say("reindexing-elsewhere")
        embed.add_field(name=say("status-now"), value=now, inline=False)
    if commands:
        embed.add_field(name=say("status-commands"), value=commands, inline=False)
    return embed


def help_page(name: str, *, hears: bool = True) -> discord.Embed:
    """Everything a member needs, short enough for a phone. `hears`: what is written where this stands reaches the bot."""
    title = clip_plain(say("help-title", name=name), TITLE_LIMIT)
    embed = discord.Embed(title=title, colour=ANSWER_COLOUR)
    ways = (
        say("help-ask" if hears else "help-ask-here"),
        *((say("help-follow-up"), say("help-reword")) if hears else ()),
        say("help-check"),
        say("help-menus"),
        say("help-browse"),
        say("help-yours"),
    )
    embed.description = "\n".join((say("help-promise"), "", *ways))
    if not hears:
        return embed
    return embed.add_field(name=say("help-managers"), value="\n".join(_for_managers()), inline=False)


def _for_managers() -> Iterator[str]:
    """ "/library add, list, show", a line for each group of commands; each of them to press, where that is possible."""
    groups: dict[str, list[str]] = {}
    for command in FOR_MANAGERS:
        groups.setdefault(command.split()[0], []).append(command)
    for commands in groups.values():
        links = [command_link(command) for command in commands]
        if all(map(COMMAND_LINK.fullmatch, links)):
            yield " ".join(links)
        else:
            group, *_ = command_name(commands[0]).split()
            rest = [name for command in commands for name in command_name(command).split()[1:]]
            yield f"`{group}` {listed(rest)}".rstrip()


def _unverified() -> str:
    return f"{say('source-unverified')}\n{say('source-unverified-why')}"


def _paragraph(context: QuoteContext) -> str:
    quote = marked(context.citation.quote.parts, QUOTE_SHARE)
    dates = dates_below(context.citation)
    turns = isolates(f"{context.before}{context.citation.quote.text}{context.after}")
    room = DESCRIPTION_LIMIT - size(quote) - len("____") - size(dates) - turns
    before = ending(context.before, room // 2)
    after = marked([(context.after, False)], room - size(before))
    return f"{isolated(f'{before}__{quote}__{after}')}{dates}"


def _standing(context: QuoteContext) -> str:
    if not context.verified:
        return say("source-not-verified")
    if context.current:
        return say("source-checked")
    return say("source-checked-but", but=say("newer-exists" if context.kept else "changed-since"))


def _listed(article: ArticleInfo) -> str:
    title = link(article.title, article.url, text_limit=LISTED_TITLE, url_limit=LISTED_URL)
    publisher = clip(article.publisher or "", LISTED_PUBLISHER)
    gone = say("gone") if article.gone_at else ""
    return " · ".join(filter(None, (title, publisher, date_label(article.published_at), gone)))


def _index(status: Status) -> str:
    if status.stale_passages:
        return say("index-stale", indexed=status.indexed, stale=status.stale_passages)
    return say("index-current", passages=counted(status.indexed, "passage"))


def _moment(when: datetime | None) -> str:
    return discord.utils.format_dt(when, "R") if when else say("never")
