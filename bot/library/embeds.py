"""The embeds of what only those who manage a server see: one article with its history, the feeds. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import discord

from retrieval import Article, Copy, FeedInfo, Version, word_count
from retrieval.news import FeedPosting

from ..feed_posts.embeds import posting_line
from ..text.locale import listed, t
from ..text.markup import clip, link, size, web_address
from ..text.phrases import counted, date_label
from ..ui.embeds import ANSWER_COLOUR, TITLE_LIMIT, add_remarks, change_line, moment

FACT = 120
"""Of a publisher, a byline, a language: a line on a phone or two."""
ADDRESS = 500
CHANGE = 240
CHANGES = 2400
"""Of a sentence that came or went, and of all of them together."""
FEEDS_PER_PAGE = 8
FEED_TITLE = 100
FEED_URL = 120
FEED_ERROR = 100
"""Eight feeds of the longest kind, whose articles are posted, fit into a description."""


@dataclass(frozen=True, slots=True)
class ArticleDetails:
    """An article with all that the library knows of it. `passages` is None where that was not found out."""

    article: Article
    versions: tuple[Version, ...]
    copies: tuple[Copy, ...]
    passages: int | None


def article_page(shown: ArticleDetails) -> discord.Embed:
    """Shows one article: where it comes from, its dates, and what became of it."""
    article = shown.article
    embed = discord.Embed(
        title=clip(article.title, TITLE_LIMIT) or t("untitled"),
        url=web_address(article.url),
        description=_newest_change(shown.versions),
        colour=ANSWER_COLOUR,
    )
    for name, value in _facts(shown):
        if value:
            embed.add_field(name=name, value=value)
    if article.url:
        embed.add_field(name=t("field-address"), value=_address(article), inline=False)
    add_remarks(embed, article.correction, shown.copies)
    return embed.set_footer(text=t("article-footer", id=str(article.id)))


def feeds_page(
    feeds: Sequence[FeedInfo], offset: int, postings: Mapping[int, FeedPosting] = MappingProxyType({})
) -> discord.Embed:
    """Shows the feeds from `offset` on, as many as a page holds, and for those in `postings` where what is new goes."""
    embed = discord.Embed(title=counted(len(feeds), "feed"), colour=ANSWER_COLOUR)
    if not feeds:
        embed.description = t("feeds-none")
        return embed
    page = feeds[offset : offset + FEEDS_PER_PAGE]
    embed.description = "\n\n".join(
        f"**{n}.** {_feed(feed, postings.get(feed.id))}" for n, feed in enumerate(page, offset + 1)
    )
    first, last = str(offset + 1), str(offset + len(page))
    return embed.set_footer(text=t("feeds-shown", first=first, last=last, total=len(feeds)))


def feed_page(feed: FeedInfo, posting: FeedPosting | None) -> discord.Embed:
    """Shows one feed, and says what stays if it is removed."""
    stays = t("feed-remove-stays", articles=feed.articles)
    what = stays if feed.articles else t("feed-remove-brought-none")
    return discord.Embed(
        title=clip(feed.title or feed.url, TITLE_LIMIT) or t("feed-unnamed"),
        description=f"{_feed(feed, posting)}\n\n{what}",
        colour=ANSWER_COLOUR,
    )


def _facts(shown: ArticleDetails) -> list[tuple[str, str]]:
    article = shown.article
    published = date_label(article.published_at)
    if article.published_at and article.date_origin:
        published = t("article-dated-by", date=published, origin=clip(article.date_origin, FACT))
    size_of = counted(word_count(article.text), "word")
    if shown.passages is not None:
        size_of = listed((size_of, counted(shown.passages, "passage")))
    taken = _day(article.fetched_at)
    return [
        (t("field-publisher"), clip(article.publisher or "", FACT)),
        (t("article-byline"), clip(article.byline or "", FACT)),
        (t("field-published"), published),
        (t("article-updated"), date_label(article.updated_at) if article.updated_at else ""),
        (t("article-language"), clip(article.language, FACT)),
        (t("article-size"), size_of),
        (t("article-version"), t("article-version-taken", version=article.version, day=taken)),
    ]


def _address(article: Article) -> str:
    shown = clip(web_address(article.url, ADDRESS) or article.url or "", ADDRESS)
    return f"{shown}\n{t('gone-since', day=_day(article.gone_at))}" if article.gone_at else shown


def _newest_change(versions: Sequence[Version]) -> str | None:
    """Returns the sentences that the newest version lost and gained, as many as fit; None where there is one version."""
    if len(versions) < 2:
        return None
    newest = versions[-1]
    day = _day(newest.fetched_at)
    if not newest.changes:
        return t("changes-none", version=newest.number, day=day)
    lines, room = [t("changes-heading", version=newest.number, day=day)], CHANGES
    for done, change in enumerate(newest.changes):
        line = change_line(change, CHANGE)
        room -= size(line) + len("\n")
        if room < 0:
            lines.append(t("and-more-lines", more=len(newest.changes) - done))
            break
        lines.append(line)
    return "\n".join(lines)


def _feed(feed: FeedInfo, posting: FeedPosting | None) -> str:
    """Returns four lines at most: name and size, state and times, what is wrong, where what is new is posted."""
    times = [
        t("feed-last-success", when=moment(feed.last_success)),
        t("feed-next-poll", when=moment(feed.next_poll)) if feed.next_poll else "",
    ]
    lines = [
        f"{_feed_name(feed)} · {counted(feed.articles, 'article')}",
        " · ".join(filter(None, (f"**{t(f'feed-state-{feed.state.value}')}**", *times))),
    ]
    if feed.error:
        lines.append(f"-# {clip(feed.error, FEED_ERROR)}")
    if posting is not None:
        lines.append(f"-# {posting_line(posting)}")
    return "\n".join(lines)


def _feed_name(feed: FeedInfo) -> str:
    return link(feed.title or feed.url, feed.url, text_limit=FEED_TITLE, url_limit=FEED_URL)


def _day(when: datetime | None) -> str:
    return discord.utils.format_dt(when, "D") if when else t("unknown-day")
