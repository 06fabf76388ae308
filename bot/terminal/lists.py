"""The library as a terminal shows it: versions of an article, feeds, stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from retrieval import Article, FeedInfo, FeedState, Version

from ..provenance import correction_line
from ..text.locale import say
from ..text.phrases import counted, date_label

STATE_STYLES = {FeedState.OK: "green", FeedState.FAILING: "yellow", FeedState.GONE: "red"}


def show_history(console: Console, article: Article, versions: Sequence[Version]) -> None:
    """Every version, oldest first, with the sentences that went (−) and came (+)."""
    facts = (article.title, article.publisher or "unknown publisher", article.url)
    _line(console, Text(" · ".join(filter(None, facts)), style="bold"))
    for version in versions:
        console.print()
        updated = f"updated {date_label(version.updated_at)}" if version.updated_at else ""
        when = f"taken in {_moment(version.fetched_at)}"
        dates = (f"Version {version.number}", date_label(version.published_at), updated, when)
        _line(console, Text(" · ".join(filter(None, dates))))
        if notice := correction_line(version.correction):
            _line(console, Text(notice, style="yellow"))
        if not version.changes and version.number != versions[0].number:
            _line(console, Text("no sentence changed", style="dim"))
        for change in version.changes:
            sign, style = ("+", "green") if change.added else ("−", "red")
            _line(console, Text(f"{sign} {' '.join(change.text.split())}", style=style))
    if article.gone_at:
        _line(console, Text(f"\n{say('gone')} since {_moment(article.gone_at)}", style="yellow"))


def show_feeds(console: Console, feeds: Sequence[FeedInfo]) -> None:
    """A table of feeds, and below it what is wrong with those that fail."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "state", "articles", "last success", "next poll", "feed"):
        table.add_column(heading, overflow="fold")
    for feed in feeds:
        state = Text(feed.state.value, style=STATE_STYLES[feed.state])
        times = (_moment(feed.last_success), _moment(feed.next_poll) if feed.next_poll else "–")
        name = f"{feed.title} <{feed.url}>" if feed.title else feed.url
        table.add_row(str(feed.id), state, f"{feed.articles:,}", *times, escape(name))
    console.print(table)
    for feed in feeds:
        if feed.error and feed.state is not FeedState.OK:
            often = "once" if feed.failures == 1 else f"{feed.failures:,} times"
            _line(console, Text(f"Feed {feed.id} failed {often}: {feed.error}", style="red"))
        elif feed.error:
            _line(console, Text(f"Feed {feed.id}: {feed.error}", style="yellow"))


def show_stories(console: Console, stories: Sequence[Sequence[Article]]) -> None:
    """Each story with the articles that are copies of one another, oldest first."""
    for number, story in enumerate(stories, start=1):
        _line(console, Text(f"{number}. {counted(len(story), 'article')}, 1 origin", style="bold"))
        for article in story:
            facts = (
                date_label(article.published_at),
                article.publisher or "unknown publisher",
                article.title,
            )
            _line(console, Text(f"   {article.id}  {' · '.join(facts)}"))


def _line(console: Console, text: Text) -> None:
    """Folded on a terminal, one unbroken line anywhere else, so that nothing is cut in a pipe."""
    console.print(text, soft_wrap=not console.is_terminal)


def _moment(when: datetime | None) -> str:
    """In the zone of whoever reads it."""
    return f"{when.astimezone():%Y-%m-%d %H:%M}" if when else "never"
