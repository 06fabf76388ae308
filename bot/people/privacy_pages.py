"""What is stored of a person, and what was deleted, in words. Pure."""

from __future__ import annotations

import discord

from retrieval import Forgotten, Held

from ..render import ANSWER_COLOUR
from ..text.locale import say
from ..text.markup import clip

SERVER_NAME = 100


def privacy_page(held: Held, *, days: int, server: str | None, grace: int) -> discord.Embed:
    """For the one who asks. `days` is how long questions are kept here, 0 without end; `server` is None in private
    channels; `grace` is how many days after it left a server's data stays."""
    embed = discord.Embed(title=say("privacy-title"), colour=ANSWER_COLOUR)
    embed.add_field(name=say("privacy-yours"), value=held_line(held), inline=False)
    place = (
        say("privacy-in-server", server=clip(server, SERVER_NAME)) if server else say("privacy-in-private")
    )
    kept = say("privacy-kept", days=days) if days else say("privacy-kept-without-end")
    left = f" {say('privacy-when-left', days=grace)}" if server else ""
    embed.add_field(name=place, value=f"{kept}{left}", inline=False)
    embed.add_field(name=say("privacy-what"), value=say("privacy-what-text"), inline=False)
    embed.add_field(name=say("privacy-never"), value=say("privacy-never-text"), inline=False)
    return embed.set_footer(text=say("privacy-how-to-delete"))


def held_line(held: Held) -> str:
    """ "3 questions with their answers and 1 vote, the oldest of 5 January 2024"."""
    if not (held.answers or held.votes):
        return say("privacy-nothing")
    line = say("privacy-held", answers=held.answers, votes=held.votes)
    if held.oldest is None:
        return line
    return f"{line} {say('privacy-oldest', when=discord.utils.format_dt(held.oldest, 'D'))}"


def confirm_line(held: Held) -> str:
    """Before anything is deleted."""
    return f"{held_line(held)}\n{say('forget-confirm')}"


def forgotten_line(forgotten: Forgotten) -> str:
    """After it."""
    if not (forgotten.answers or forgotten.votes):
        return say("forget-nothing")
    line = say("forget-done", answers=forgotten.answers, votes=forgotten.votes)
    return f"{line} {say('forget-messages-stay')}" if forgotten.posted else line
