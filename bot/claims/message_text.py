"""What somebody's message says, for the menus on messages: its text, and the question in it. Pure."""

from __future__ import annotations

import re

import discord

from ..markup import clip_plain

QUESTION_LIMIT = 400
"""Longer than any question people ask in one sentence; of a text without a question, what it begins with."""

_MARKUP = re.compile(
    r"<(?:a?:(?P<emoji>\w+):\d+|[@#][!&]?\d+|t:-?\d+(?::\w)?|/[^:>]+:\d+)>"  # emoji, mentions, times, commands
    r"|\[(?P<label>[^\]\n]{0,500})\]\(<?https?://[^)\s]{0,2000}>?\)"  # links with a label
    r"|^(?:>{1,3}|\#{1,3}|-\#)[ ]"  # quotes, headings, small print
    r"|\*{1,3}|__|~~|\|\||`{1,3}",  # emphasis, spoilers, code
    re.MULTILINE,
)
_ASKS = re.compile(r"(?<![?？؟])[?？؟]++(?=[\s!\"”’»』」)\]]|$)|[？؟]")
"""A question mark that ends a sentence, not one inside a web address."""
_ENDS = re.compile(r"(?:(?<=\w\w\w)\.|[!?؟])[\"”’»)\]]*\s+|[。！？]|\n+")
"""Where a sentence ends. A full stop after one or two letters is as likely an abbreviation."""


def text_of(message: discord.Message) -> str:
    """The words of a message without mentions, emoji and markup; of a forwarded one, those of the original. Empty where
    there are none."""
    content = message.content
    if not content.strip() and message.message_snapshots:
        content = message.message_snapshots[0].content
    plain = _MARKUP.sub(lambda found: found["label"] or (" " if found[0].startswith("<") else ""), content)
    return "\n".join(line for raw in plain.splitlines() if (line := " ".join(raw.split())))


def question_in(text: str) -> str:
    """The first question of `text`, alone; the beginning of a text that asks nothing."""
    asks = _ASKS.search(text)
    if asks is None:
        return clip_plain(text, QUESTION_LIMIT)
    before = text[: asks.start()]
    begins = max((end.end() for end in _ENDS.finditer(before)), default=0)
    question = before[begins:].strip(' "“„«(『「') + asks[0]
    return clip_plain(question, QUESTION_LIMIT)
