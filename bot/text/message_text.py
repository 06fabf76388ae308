"""What somebody's message says, for the menus on messages: its text, and the question in it. Pure."""

from __future__ import annotations

import re

import discord

from ..asking.question_text import names_in
from .markup import clip_plain
from .message_markup import plain

QUESTION_LIMIT = 400
"""Longer than any question people ask in one sentence; of a text without a question, what it begins with."""

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
    return plain(content, names_in(message))


def question_in(text: str) -> str:
    """The first question of `text`, alone; the beginning of a text that asks nothing."""
    asks = _ASKS.search(text)
    if asks is None:
        return clip_plain(text, QUESTION_LIMIT)
    before = text[: asks.start()]
    begins = max((end.end() for end in _ENDS.finditer(before)), default=0)
    question = before[begins:].strip(' "“„«(『「') + asks[0]
    return clip_plain(question, QUESTION_LIMIT)
