"""Embeds: answers, refusals, sources, the list of articles, status, and help. Pure.

No text of any length or content breaks a limit of Discord or its markup."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

import discord

from retrieval import (
    Answer,
    ArticleInfo,
    Change,
    Citation,
    Copy,
    Outcome,
    Page,
    QuoteContext,
    Refusal,
    Status,
)

from ..text.locale import COMMAND_LINK, command_link, command_name, figure, listed, page_range, seconds, t
from ..text.markup import (
    address_of_quote,
    clip,
    clip_plain,
    ending,
    escape,
    isolated,
    isolates,
    link,
    marked,
    quoted,
    size,
    web_address,
)
from ..text.phrases import (
    DISCORD,
    Face,
    also_in_line,
    copy_name,
    corrected_line,
    correction_line,
    counted,
    date_label,
    dates_line,
    follow_up,
    footing_line,
    known_by_line,
    nearest_label,
    next_step,
    page_label,
    refusal_line,
    stood_line,
    value_lines,
    verdict_line,
)

T = TypeVar("T")

TITLE_LIMIT = 256
DESCRIPTION_LIMIT = 4096
FIELD_LIMIT = 1024

ANSWER_COLOUR = 0x3BA55D
DOUBTFUL_COLOUR = 0xE0A030
REFUSAL_COLOUR = 0x8A8F98

GLANCE = 120
"""A longer answer is no headline: it is read in its quote, where it is bold."""
SOURCE_TITLE = 120
PUBLISHER = 60
SOURCE_URL = 250
REMARKS = 500
"""Of the lines below all sources together: corrections, and where else a story stands. Five sources of the longest kind
leave more than a quarter of the description to the quotes."""
CORRECTION_SHARE = 0.6
NEAREST_REMARKS = 250
CORRECTED = 150
"""Of the small line above an answer that says what misspelt words were read as."""
VALUES = 250
"""Of each line above the quotes that says what other articles give in place of the answer."""
DATES = 150
"""Of the small line below a quote that says what its relative dates mean."""


def outcome_embed(outcome: Outcome, *, asked: str | None = None, face: Face = DISCORD) -> discord.Embed:
    """Shows an answer, a doubtful one, or a refusal. `asked` is shown above, for places where the question is not on
    screen; `face` says what one can do there."""
    embed = answer_embed(outcome, face) if isinstance(outcome, Answer) else refusal_embed(outcome, face)
    return embed.set_author(name=clip_plain(t("quoted", text=asked), TITLE_LIMIT)) if asked else embed


def answer_embed(answer: Answer, face: Face = DISCORD) -> discord.Embed:
    """Shows an answer in one glance: yes or no, else the marked words; the numbered quotes, their sources, and how
    current it is. Above the quotes of a doubtful one stands that they may not answer, and no headline."""
    if answer.doubtful:
        above, embed = f"**{escape(t('may-not-answer'))}**\n\n", discord.Embed(colour=DOUBTFUL_COLOUR)
    else:
        above, embed = "", discord.Embed(title=_headline(answer), colour=ANSWER_COLOUR)
    sources = "\n".join(_source_lines(answer.citations))
    above = _read_as(answer) + above + _other_values(answer)
    room = DESCRIPTION_LIMIT - size(above) - size(sources) - len("\n\n")
    embed.description = f"{above}{_quotes(answer.citations, room)}\n\n{sources}"
    return embed.set_footer(text=f"{footing_line(answer)}\n{follow_up(face)}")


def refusal_embed(refusal: Refusal, face: Face = DISCORD) -> discord.Embed:
    """Says why there is no answer and what to do, with the nearest passage under a heading which says that it is no
    answer."""
    why, step = escape(refusal_line(refusal)), clip(next_step(refusal, face), FIELD_LIMIT, links=True)
    embed = discord.Embed(description=f"{_read_as(refusal)}**{why}**\n{step}", colour=REFUSAL_COLOUR)
    if refusal.nearest is not None:
        embed.add_field(name=nearest_label(refusal), value=quote_field(refusal.nearest), inline=False)
    return embed


def _read_as(outcome: Outcome) -> str:
    """Says on small lines what misspelt words were read as, and as of which day it was asked for; empty without both."""
    lines = clip(corrected_line(outcome), CORRECTED), known_by_line(outcome)
    return "".join(f"-# {line}\n" for line in lines if line)


def _other_values(answer: Answer) -> str:
    """Says what other articles give in place of the answer, a line for each kind, with a gap below; empty where there is
    nothing of it."""
    lines = "".join(f"{clip(line, VALUES)}\n" for line in value_lines(answer))
    return f"{lines}\n" if lines else ""


def evidence(citations: Sequence[Citation], room: int) -> str:
    """Returns the numbered quotes and their sources, in at most `room` units, of which the sources need up to 1,200."""
    sources = "\n".join(_source_lines(citations))
    return f"{_quotes(citations, room - size(sources) - 2)}\n\n{sources}"


def _source_lines(citations: Sequence[Citation]) -> list[str]:
    """Returns "[1] [2] title · publisher · date · pp. 4, 7" for each article, the title linked where it has an
    address."""
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
    return _line(title, citation.publisher, citation.published_at, gone=citation.gone)


def _remarks(citation: Citation, room: int) -> str:
    """Returns when a former version stood, a correction and other printings, each on a small line below the source; the
    correction may take the larger share."""
    stood = stood_line(citation)
    correction, also = correction_line(citation.correction), also_in_line(citation.copies)
    room -= size(stood)
    share = round(room * CORRECTION_SHARE) if also else room
    shown = [clip(correction, share)] if correction else []
    if also:
        shown.append(clip(also, room - sum(map(size, shown))))
    return "".join(f"\n-# {line}" for line in (stood, *shown) if line)


def _with_pages(source: str, *citations: Citation) -> str:
    return " · ".join(filter(None, (source, page_label(*citations))))


def _headline(answer: Answer) -> str | None:
    if said := verdict_line(answer):
        return clip(said, TITLE_LIMIT)
    marked = answer.citations[0].quote.marks and answer.answer_text
    return (clip(marked, TITLE_LIMIT) or None) if marked and size(marked) <= GLANCE else None


def _quotes(citations: Sequence[Citation], room: int) -> str:
    """Gives every quote an even share; what a short one leaves goes to those after it."""
    shown: list[str] = []
    for left, citation in zip(range(len(citations), 0, -1), citations, strict=True):
        below = f" **[{citation.number}]**{dates_below(citation)}"
        share = room // left - size(below) - len("\n\n")
        shown.append(quoted(citation.quote.parts, share) + below)
        room -= size(shown[-1]) + len("\n\n")
    return "\n\n".join(shown)


def quote_field(citation: Citation) -> str:
    """Returns a quote with its source, to be the value of a field."""
    source = _with_pages(_source(citation), citation)
    below = f"{dates_below(citation)}\n{source}{_remarks(citation, NEAREST_REMARKS)}"
    return quoted(citation.quote.parts, FIELD_LIMIT - size(below)) + below


def dates_below(citation: Citation) -> str:
    """Says what the relative dates of a quote mean, as a small line below it; empty where there are none."""
    line = clip(dates_line(citation), DATES)
    return f"\n-# {line}" if line else ""


QUOTE_SHARE = 2600
"""Of a source page's description; what the quote leaves goes to the text around it."""
LISTED_TITLE = 150
LISTED_URL = 120
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
    """Shows one quote in its paragraph: the quote underlined, the words that answer bold."""
    citation = context.citation
    unverified = f"{t('source-unverified')}\n{t('source-unverified-why')}"
    embed = discord.Embed(
        title=clip(citation.title, TITLE_LIMIT) or t("untitled"),
        url=_where(context),
        description=_paragraph(context) if context.verified else unverified,
        colour=ANSWER_COLOUR if context.verified else REFUSAL_COLOUR,
    )
    if publisher := clip(citation.publisher or "", FIELD_TITLE):
        embed.add_field(name=t("field-publisher"), value=publisher)
    dated = (date_label(citation.published_at), page_label(citation))
    embed.add_field(name=t("field-published"), value=" · ".join(filter(None, dated)))
    if citation.gone:
        embed.add_field(name=t("field-address"), value=t("gone"))
    add_remarks(embed, citation.correction, citation.copies)
    footer = t("source-footer", position=index + 1, total=total, standing=_standing(context))
    return embed.set_footer(text=footer)


def _where(context: QuoteContext) -> str | None:
    """Returns the address of the article at its quote, where the page can still be expected to have it."""
    citation = context.citation
    if not context.verified or not context.kept:
        return web_address(citation.url)
    return address_of_quote(citation.url, citation.quote.text, citation.page)


def add_remarks(embed: discord.Embed, correction: str | None, copies: Sequence[Copy]) -> None:
    """Adds the article's own notice of a correction, and where else it stands, as fields where there are any."""
    if notice := clip(correction_line(correction), CORRECTION_LIMIT):
        embed.add_field(name=t("field-correction"), value=notice, inline=False)
    if copies:
        embed.add_field(name=t("field-also-in"), value=_copies(copies), inline=False)


def _copies(copies: Sequence[Copy]) -> str:
    """Returns links, as many as fit; the others are counted."""
    shown: list[str] = []
    for copy in copies[:COPIES_SHOWN]:
        line = link(copy_name(copy), copy.url, text_limit=COPY_NAME, url_limit=COPY_URL)
        shown.append(f"{line} · {date_label(copy.published_at)}")
    more = len(copies) - len(shown)
    return "\n".join([*shown, t("and-more", more=more)] if more else shown)


def gone_page(*, index: int, total: int) -> discord.Embed:
    """Stands in place of a source whose article has been removed."""
    embed = discord.Embed(description=t("source-removed"), colour=REFUSAL_COLOUR)
    return embed.set_footer(text=t("position", position=index + 1, total=total))


def numbered_page(page: Page[T], title: str, none: str, line: Callable[[T], str]) -> discord.Embed:
    """Shows one page of numbered entries of several lines, or the sentence `none`."""
    embed = discord.Embed(title=title, colour=ANSWER_COLOUR)
    if not page.items:
        embed.description = none
        return embed
    numbered = enumerate(page.items, page.offset + 1)
    embed.description = "\n\n".join(f"**{figure(number)}.** {line(each)}" for number, each in numbered)
    return embed.set_footer(text=page_range(page.offset, len(page.items), page.total))


def articles_page(page: Page[ArticleInfo]) -> discord.Embed:
    """Shows one page of the list, newest first."""
    embed = discord.Embed(title=counted(page.total, "article"), colour=ANSWER_COLOUR)
    if not page.items:
        embed.description = t("articles-none")
        return embed
    embed.description = "\n".join(
        f"{number}. {_listed(article)}" for number, article in enumerate(page.items, page.offset + 1)
    )
    last = page.offset + len(page.items)
    shown = t("articles-shown", first=str(page.offset + 1), last=str(last), total=page.total)
    return embed.set_footer(text=shown)


def status_page(
    status: Status, *, uptime: float, background: str | None, commands: str | None = None
) -> discord.Embed:
    """Shows what this server sees of the library, and nothing of other servers."""
    index = t("index-current", passages=counted(status.indexed, "passage"))
    if status.stale_passages:
        index = t("index-stale", indexed=status.indexed, stale=status.stale_passages)
    embed = discord.Embed(title=t("status-title"), colour=ANSWER_COLOUR)
    embed.add_field(name=t("status-articles"), value=t("number", n=status.articles))
    embed.add_field(name=t("status-passages"), value=t("number", n=status.passages))
    embed.add_field(name=t("status-index"), value=index)
    embed.add_field(name=t("status-model"), value=clip(status.model, FIELD_TITLE))
    embed.add_field(name=t("status-last-ingest"), value=moment(status.last_ingest))
    embed.add_field(name=t("status-uptime"), value=seconds(uptime))
    if background or status.reindexing:
        now = background or t("reindexing-elsewhere")
        embed.add_field(name=t("status-now"), value=now, inline=False)
    if commands:
        embed.add_field(name=t("status-commands"), value=commands, inline=False)
    return embed


def help_page(name: str, *, hears: bool = True) -> discord.Embed:
    """Shows everything a member needs, short enough for a phone. `hears` says whether what is written there reaches the
    bot."""
    title = clip_plain(t("help-title", name=name), TITLE_LIMIT)
    embed = discord.Embed(title=title, colour=ANSWER_COLOUR)
    ways = (
        t("help-ask" if hears else "help-ask-here"),
        *((t("help-follow-up"), t("help-reword")) if hears else ()),
        t("help-check"),
        t("help-watch"),
        t("help-menus"),
        t("help-browse"),
        t("help-yours"),
    )
    embed.description = "\n".join((t("help-promise"), "", *ways))
    if not hears:
        return embed
    return embed.add_field(name=t("help-managers"), value="\n".join(_for_managers()), inline=False)


def _for_managers() -> Iterator[str]:
    """Returns "/library add, list, show", a line for each group of commands; as links to press where that is possible."""
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
        return t("source-not-verified")
    if context.current:
        return t("source-checked")
    return t("source-checked-but", but=t("newer-exists" if context.kept else "changed-since"))


def _listed(article: ArticleInfo) -> str:
    title = link(article.title, article.url, text_limit=LISTED_TITLE, url_limit=LISTED_URL)
    return _line(title, article.publisher, article.published_at, gone=article.gone_at is not None)


def _line(title: str, publisher: str | None, published_at: str | None, *, gone: bool) -> str:
    """Returns "title · publisher · date · no longer online"."""
    facts = (title, clip(publisher or "", PUBLISHER), date_label(published_at), t("gone") if gone else "")
    return " · ".join(filter(None, facts))


def change_line(change: Change, limit: int) -> str:
    """Returns a sentence that came or went, with a sign that says which."""
    return f"**{'+' if change.added else '−'}** {clip(change.text, limit)}"


def moment(when: datetime | None) -> str:
    """Returns a time as Discord shows it, "2 hours ago"; "never" for None."""
    return discord.utils.format_dt(when, "R") if when else t("never")
