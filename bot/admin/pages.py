"""The embeds of what people asked and how they liked the answers, for those who manage a server. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from retrieval import Feedback, Page, Tally, Unanswered

from ..asking.grounds import Grounds, kept_grounds
from ..figures import figure, page_range, share
from ..guilds import message_address
from ..render import ANSWER_COLOUR, REFUSAL_COLOUR
from ..text.locale import say
from ..text.markup import clip
from ..text.message_markup import plain

QUESTION = 240
ALSO = 120
ANSWER = 200
WORDS = 300
"""Of each entry; five of the longest kind fit into a description."""
ALSO_SHOWN = 2
UNANSWERED_PER_PAGE = 5
"""As many buttons as stand in one row."""
FEEDBACK_PER_PAGE = 5


def unanswered_page(page: Page[Unanswered]) -> discord.Embed:
    """One page of the groups of questions that got no answer, the most asked first."""
    embed = discord.Embed(title=say("unanswered-title", count=page.total), colour=ANSWER_COLOUR)
    if not page.items:
        embed.description = say("unanswered-none")
        return embed
    shown = enumerate(page.items, page.offset + 1)
    embed.description = "\n\n".join(f"**{figure(number)}.** {_cluster(each)}" for number, each in shown)
    return embed.set_footer(text=page_range(page.offset, len(page.items), page.total))


def dismissal_question(cluster: Unanswered) -> discord.Embed:
    """Before a group is put away: which one, and what becomes of it."""
    return discord.Embed(
        title=say("unanswered-dismiss-title"),
        description=f"{_cluster(cluster)}\n\n{say('unanswered-dismiss-what')}",
        colour=REFUSAL_COLOUR,
    )


def feedback_page(page: Page[Feedback], totals: Tally, guild_id: int) -> discord.Embed:
    """How the answers of this server were liked, and one page of the votes against them, the newest first."""
    votes = totals.up + totals.down
    embed = discord.Embed(title=say("feedback-title"), colour=ANSWER_COLOUR)
    if not votes:
        embed.description = say("feedback-none")
        return embed
    up, down, liked = figure(totals.up), figure(totals.down), share(totals.up, votes)
    line = f"**{say('feedback-totals', up=up, down=down, share=liked)}**"
    if not page.items:
        embed.description = f"{line}\n{say('feedback-no-down')}"
        return embed
    embed.description = "\n\n".join([line, *(_vote(each, guild_id) for each in page.items)])
    return embed.set_footer(text=page_range(page.offset, len(page.items), page.total))


def grounds_line(grounds: Grounds) -> str:
    """Why, as it was chosen and written; empty for nothing."""
    chosen = say(f"vote-why-{grounds.why}") if grounds.why else ""
    words = say("quoted", text=clip(grounds.words, WORDS)) if grounds.words else ""
    return ": ".join(filter(None, (chosen, words)))


def _cluster(cluster: Unanswered) -> str:
    """The newest wording, how often and by whom, why not, and how else it was asked."""
    newest, *others = cluster.questions
    asked = [
        say("unanswered-asked", count=cluster.count),
        say("unanswered-people", people=cluster.people) if cluster.people else "",
        say("unanswered-newest", when=discord.utils.format_dt(cluster.newest, "R")),
    ]
    lines = [f"**{clip(plain(newest), QUESTION)}**", " · ".join(filter(None, asked)), _why(cluster)]
    if others:
        lines.append(say("unanswered-also", questions=_also(others)))
    return "\n".join([lines[0], *(f"-# {line}" for line in lines[1:])])


def _why(cluster: Unanswered) -> str:
    return say(f"unanswered-{cluster.reason.value.replace('_', '-')}")


def _also(others: Sequence[str]) -> str:
    shown = " · ".join(say("quoted", text=clip(plain(each), ALSO)) for each in others[:ALSO_SHOWN])
    more = len(others) - ALSO_SHOWN
    return f"{shown} {say('unanswered-more', count=more)}" if more > 0 else shown


def _vote(vote: Feedback, guild_id: int) -> str:
    lines = [f"**{clip(plain(vote.question), QUESTION)}**"]
    if vote.answer:
        lines.append(f"> {clip(vote.answer, ANSWER)}")
    lines.append(grounds_line(kept_grounds(vote.reason)) or say("feedback-no-reason"))
    when = discord.utils.format_dt(vote.voted_at, "R")
    address = message_address(guild_id, vote.place, vote.posted_key)
    lines.append(f"-# {when} · [{say('feedback-open')}]({address})" if address else f"-# {when}")
    return "\n".join(lines)
