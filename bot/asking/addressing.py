"""Decides whether a message is meant for the bot, and what it asks. Pure.

Without the privileged message-content intent, Discord delivers the text of a message in a server only when it
mentions the bot; a reply does so when its ping is on. A reply with the ping off arrives blank and is left alone:
it is as likely a remark between people as a question. A blank message that mentions the bot gets the short help.

With the intent the bot also hears what is said in a thread of its own, and where an admin opened a channel or a forum
to it. There it takes up questions only, and leaves alone what people say to each other.

"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

import discord

from ..places import place_of
from ..preferences import Preferences
from ..text.message_markup import plain
from ..text.message_text import question_of, talk_in
from ..text.small_talk import Talk

QUESTION_TYPES = (discord.MessageType.default, discord.MessageType.reply)


class Way(Enum):
    """How a message came to be a question to the bot."""

    ADDRESSED = "addressed"
    """By name: always answered, if only with a refusal."""
    OWN_THREAD = "own thread"
    """A question in a thread that the bot opened: likewise."""
    ELSEWHERE = "elsewhere"
    """By name, where the server lets the bot not answer: told so now and then, else silence."""
    OVERHEARD = "overheard"
    """A question in a channel or forum that an admin opened: answered where the bot is sure enough, else silence."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """A message to the bot. `replied_to` is the id of the message it replies to, whoever wrote that one."""

    question: str
    replied_to: int | None
    way: Way = Way.ADDRESSED
    talk: Talk | None = None
    """What kind of small talk it is in place of a question; Talk.HELLO where there is nothing but a mention."""


def addressed(message: discord.Message, me: discord.abc.User, preferences: Preferences) -> Addressed | None:
    """None for everything the bot stays silent on."""
    if message.author.bot or message.webhook_id or message.type not in QUESTION_TYPES:
        return None
    channel, parent = place_of(message.channel)
    mentioned = any(user.id == me.id for user in message.mentions)
    reply = message.reference if message.type is discord.MessageType.reply else None
    replied_to = reply.message_id if reply else None
    question = question_of(message, me)
    talk = talk_in(question, me, message.guild)
    if message.guild is None:
        return Addressed(question, replied_to, talk=talk)
    if mentioned or (message.content and _replies_to(message, me.id)):
        way = Way.ADDRESSED if preferences.listens(channel, parent) else Way.ELSEWHERE
        return Addressed(question, replied_to, way, talk) if mentioned or way is Way.ADDRESSED else None
    if message.mentions or message.role_mentions or reply or not message.content:
        return None
    unasked = asks(question) and talk is None
    if is_own_thread(message.channel, me.id) and preferences.listens(channel, parent):
        return Addressed(question, None, Way.OWN_THREAD) if unasked else None
    if not preferences.auto(channel, parent):
        return None
    if isinstance(message.channel, discord.Thread) and isinstance(
        message.channel.parent, discord.ForumChannel
    ):
        if not is_opening(message):
            return None  # what people answer to a post
        question = f"{plain(message.channel.name)}\n{question}"
        unasked = asks(question)
    return Addressed(question, None, Way.OVERHEARD) if unasked else None


def asks(text: str) -> bool:
    """Whether a text that nobody addressed to the bot reads like a question: it has a question mark at the end of a
    sentence, or begins with a word that asks."""
    return bool(_MARK.search(_ADDRESS.sub(" ", text)) or _OPENING.match(text))


def is_own_thread(channel: object, bot_id: int) -> bool:
    return isinstance(channel, discord.Thread) and channel.owner_id == bot_id


def is_opening(message: discord.Message) -> bool:
    """The first message of a forum post has the id of its thread."""
    return message.id == message.channel.id


def _replies_to(message: discord.Message, bot_id: int) -> bool:
    original = message.reference.resolved if message.reference else None
    return isinstance(original, discord.Message) and original.author.id == bot_id


_ADDRESS = re.compile(r"https?://\S+")
"""Whose question mark asks nothing."""
_MARK = re.compile(r"[?؟](?=[\s\"'”’»)\]*_|]*(?:\s|$))|か。|？")
_OPENING = re.compile(
    r"^\W*+(?:who|whom|whose|what|when|where|which|why|how|"
    r"wer|wem|wen|wessen|was|wann|wo|wohin|woher|welche[rsmn]?|warum|wieso|weshalb|wie|"
    r"quién(?:es)?|qué|cuándo|dónde|cuál(?:es)?|cómo|cuánt[oa]s?|por qué)\b",
    re.IGNORECASE,
)
