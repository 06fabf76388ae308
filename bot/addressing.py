"""Whether a message is meant for the bot, and what it asks. Pure.

Without the privileged message-content intent, Discord delivers the text of a message in a server only when it
mentions the bot; a reply does so when its ping is on. A reply with the ping off arrives blank and is left alone:
it is as likely a remark between people as a question. A blank message that mentions the bot gets the short help.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import discord

QUESTION_TYPES = (discord.MessageType.default, discord.MessageType.reply)


@dataclass(frozen=True, slots=True)
class Addressed:
    """A message to the bot. `replied_to` is the id of the message it replies to, whoever wrote that one."""

    question: str
    replied_to: int | None


def addressed(message: discord.Message, bot_id: int) -> Addressed | None:
    """None for everything the bot stays silent on."""
    if message.author.bot or message.webhook_id or message.type not in QUESTION_TYPES:
        return None
    mentioned = any(user.id == bot_id for user in message.mentions)
    if message.guild is None or mentioned or (message.content and _replies_to(message, bot_id)):
        reply = message.reference if message.type is discord.MessageType.reply else None
        return Addressed(without_mention(message.content, bot_id), reply.message_id if reply else None)
    return None


def without_mention(content: str, bot_id: int) -> str:
    """The text without the bot's mention and without what a mention leaves at the start ("@bot, when …")."""
    return re.sub(rf"<@!?{bot_id}>", " ", content).strip().lstrip(",:;–—- ").strip()


def _replies_to(message: discord.Message, bot_id: int) -> bool:
    original = message.reference.resolved if message.reference else None
    return isinstance(original, discord.Message) and original.author.id == bot_id
