"""Values for the tests of the Discord face."""

from __future__ import annotations

from datetime import UTC, datetime

import discord
from simcord.builders import ChannelHandle
from simcord.env import Env

from retrieval import Answer, ArticleInfo, Citation, Quote, Span

SENTENCE = (
    "Officials expect the deal to be finalized within the Japanese fiscal year’s planning horizon, "
    "which starts on April 1, aligning procurement timelines with broader defense modernization goals."
)
TITLE = "Japan and U.S. Move Toward Tomahawk Missile Pact Amid Regional Security Push"
WHEN = "when is the Tomahawk contract expected?"


def quote(text: str = SENTENCE, *marks: str, start: int = 0) -> Quote:
    """A quote whose marks are these words, wherever they first stand in it."""
    at = [(text.index(words) + start, words) for words in marks]
    spans = tuple(Span(begin, begin + len(words)) for begin, words in at)
    return Quote(article_id=1, version=1, span=Span(start, start + len(text)), text=text, marks=spans)


def citation(
    number: int = 1,
    text: str = SENTENCE,
    *marks: str,
    title: str = TITLE,
    publisher: str | None = "Kyodo and related briefings",
    published_at: str | None = None,
    url: str | None = None,
) -> Citation:
    return Citation(number, quote(text, *marks), title, publisher, published_at, url)


def tomahawk(question: str = WHEN) -> Answer:
    """The answer to the example question, in two quotes."""
    second = citation(2, "Japan is moving toward a formal agreement with the United States.")
    return Answer(question, (citation(1, SENTENCE, "April 1"), second), confidence=0.9)


def info(number: int, scope: str = "shared", **what: str | None) -> ArticleInfo:
    return ArticleInfo(
        id=number,
        scope=scope,
        title=what.get("title") or f"Article {number}",
        publisher=what.get("publisher"),
        published_at=what.get("published_at"),
        url=what.get("url"),
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        version=1,
        words=300,
        passages=5,
    )


def mention(env: Env) -> str:
    """What a person types to address the bot."""
    assert env.bot.user is not None
    return f"<@{env.bot.user.id}>"


def replies(channel: ChannelHandle) -> list[discord.Message]:
    """What the bot has written in a channel, oldest first."""
    return [message for message in channel.history() if message.author.bot]


def text_of(embed: discord.Embed) -> str:
    """All that an embed shows."""
    fields = [part for field in embed.fields for part in (field.name, field.value)]
    parts = [embed.author.name, embed.title, embed.description, *fields, embed.footer.text]
    return "\n".join(part for part in parts if part)
