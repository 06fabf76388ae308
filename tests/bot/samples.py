"""Values for the tests of the Discord face."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import discord
from simcord.builders import ChannelHandle
from simcord.env import Env

from bot.client import DatelineBot
from retrieval import (
    Answer,
    Article,
    ArticleInfo,
    Citation,
    Copy,
    FeedInfo,
    FeedState,
    GivenValue,
    Quote,
    Span,
)
from retrieval.outcomes import Agreement

SENTENCE = (
    "Officials expect the deal to be finalized within the Japanese fiscal year’s planning horizon, "
    "which starts on April 1, aligning procurement timelines with broader defense modernization goals."
)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
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


def moved() -> Answer:
    """A figure that moved, that a second article confirms, and another one denies."""

    def cited(number: int, article: int, text: str, mark: str, publisher: str, day: str | None) -> Citation:
        made = citation(number, text, mark, publisher=publisher, published_at=day)
        return replace(made, quote=replace(made.quote, article_id=article))

    first = cited(1, 1, "The quake killed 13 people.", "13 people", "Reuters", "2024-04-07")
    second = cited(2, 2, "The quake killed 14 people.", "14 people", "Reuters", "2024-04-06")
    values = (
        GivenValue(Agreement.SAME, cited(0, 3, "It killed 13.", "13", "Harbour Post", "2024-04-07")),
        GivenValue(Agreement.DISAGREE, second),
        GivenValue(
            Agreement.EARLIER, cited(0, 4, "It killed six people.", "six people", "Bay News", "2024-03-03")
        ),
        GivenValue(
            Agreement.EARLIER, cited(0, 5, "It killed Six People.", "Six People", "Post", "2024-03-02")
        ),
        GivenValue(Agreement.EARLIER, cited(0, 6, "It killed four.", "four", "Bay News", None)),
    )
    return Answer("how many people did the quake kill?", (first, second), 0.7, values=values)


def info(number: int, scope: str = "shared", **what: str | None) -> ArticleInfo:
    return ArticleInfo(
        id=number,
        scope=scope,
        title=what.get("title") or f"Article {number}",
        publisher=what.get("publisher"),
        published_at=what.get("published_at"),
        url=what.get("url"),
        fetched_at=MOMENT,
        version=1,
        words=300,
        passages=5,
    )


def article(number: int, scope: str = "shared", **what: Any) -> Article:
    facts: dict[str, Any] = {
        "title": f"Article {number}",
        "text": "It is a sentence. It is another.",
        "version": 1,
    } | what
    return Article(id=number, scope=scope, key=f"key {number}", content_hash="-", fetched_at=MOMENT, **facts)


def copy(number: int, publisher: str | None = None, url: str | None = None) -> Copy:
    return Copy(number, f"Copy {number}", publisher, "2024-01-05", url)


def feed(number: int, scope: str = "shared", **what: Any) -> FeedInfo:
    facts: dict[str, Any] = {
        "title": f"Feed {number}",
        "state": FeedState.OK,
        "last_success": MOMENT,
        "next_poll": MOMENT,
        "failures": 0,
        "error": None,
        "articles": 12,
        "interval_minutes": 30,
        "notify": None,
    } | what
    return FeedInfo(id=number, scope=scope, url=f"https://example.org/{number}.xml", **facts)


def mention(env: Env) -> str:
    """What a person types to address the bot."""
    assert env.bot.user is not None
    return f"<@{env.bot.user.id}>"


def command_link(env: Env, name: str) -> str:
    """How the bot writes a command that one can press."""
    assert isinstance(env.bot, DatelineBot)
    return f"</{name}:{env.bot.command_ids[name]}>"


def replies(channel: ChannelHandle) -> list[discord.Message]:
    """What the bot has written in a channel, oldest first."""
    return [message for message in channel.history() if message.author.bot]


def text_of(embed: discord.Embed) -> str:
    """All that an embed shows."""
    fields = [part for field in embed.fields for part in (field.name, field.value)]
    parts = [embed.author.name, embed.title, embed.description, *fields, embed.footer.text]
    return "\n".join(part for part in parts if part)


async def until(probe: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait for what no event of the simulated Discord tells of, such as a row that is written."""
    async with asyncio.timeout(seconds):
        while not probe():  # noqa: ASYNC110  # nothing wakes whoever waits for it
            await asyncio.sleep(0.01)
