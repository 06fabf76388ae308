"""The library on a terminal: versions of an article, feeds, stories, and what a reindex changes or took back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from retrieval import (
    Article,
    Change,
    FeedInfo,
    FeedState,
    ReindexItem,
    ReindexKind,
    ReindexPlan,
    ReindexRun,
    ReindexSummary,
    Status,
    Version,
)

from ..text.locale import seconds, t
from ..text.phrases import correction_line, counted, date_label

STATE_STYLES = {FeedState.OK: "green", FeedState.FAILING: "yellow", FeedState.GONE: "red"}


def show_history(console: Console, article: Article, versions: Sequence[Version]) -> None:
    """Prints every version, oldest first, with the sentences that changed."""
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
        _show_changes(console, version.changes)
    if article.gone_at:
        _line(console, Text(f"\n{t('gone')} since {_moment(article.gone_at)}", style="yellow"))


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
            publisher = article.publisher or "unknown publisher"
            facts = (date_label(article.published_at), publisher, article.title)
            _line(console, Text(f"   {article.id}  {' · '.join(facts)}"))


def _line(console: Console, text: Text) -> None:
    """Folded on a terminal, one unbroken line anywhere else, so that nothing is cut in a pipe."""
    console.print(text, soft_wrap=not console.is_terminal)


def _show_changes(console: Console, changes: Sequence[Change]) -> None:
    """The sentences that went (−) and came (+)."""
    for change in changes:
        sign, style = ("+", "green") if change.added else ("−", "red")
        _line(console, Text(f"{sign} {' '.join(change.text.split())}", style=style))


def _moment(when: datetime | None) -> str:
    """In the time zone of this machine."""
    return f"{when.astimezone():%Y-%m-%d %H:%M}" if when else "never"


MOST_SHOWN = 50
"""Articles in a list that a person reads; the totals above it count all."""
_WHAT = {
    ReindexKind.REREAD: "read differently",
    ReindexKind.RESPLIT: "cut into other passages",
    ReindexKind.REEMBED: "only embedded again",
    ReindexKind.UNCHANGED: "unchanged",
}
_FIELDS = {
    "url": "address",
    "byline": "author",
    "published_at": "date",
    "updated_at": "day of the last change",
}
"""How fields of an article are called where their names do not say it."""


def show_plan(console: Console, plan: ReindexPlan) -> None:
    """The totals, then each article whose text or passages would change, with some of its sentences."""
    _line(console, Text(plan_line(plan), style="bold"))
    shown = [item for item in plan.items if item.kind in (ReindexKind.REREAD, ReindexKind.RESPLIT)]
    for item in shown[:MOST_SHOWN]:
        _show_item(console, item)
    if len(shown) > MOST_SHOWN:
        _line(console, Text(f"\n{_more(len(shown) - MOST_SHOWN, 'article')}", style="dim"))


def plan_line(plan: ReindexPlan) -> str:
    """The totals in one sentence, and that this was only a look."""
    counts = ((plan.count(kind), what) for kind, what in _WHAT.items())
    what = ", ".join(f"{count:,} {what}" for count, what in counts if count) or "nothing to do"
    return (
        f"A reindex would go through {counted(plan.articles, 'article')}: {what}; "
        f"{plan.to_embed:,} of {counted(plan.passages, 'passage')} to embed. Nothing was written."
    )


def rollback_line(run: ReindexRun, summary: ReindexSummary) -> str:
    """What taking a reindex back did, in one or two sentences."""
    line = (
        f"Took the reindex of {run.started_at.astimezone():%Y-%m-%d %H:%M} back in {seconds(summary.seconds)}: "
        f"{counted(summary.changed, 'article')} and {counted(summary.passages, 'passage')} are as before."
    )
    if not summary.left_alone:
        return line
    return f"{line} {counted(summary.left_alone, 'article')} changed again since: left alone."


def stale_line(status: Status) -> str:
    """After a rollback to vectors of another model."""
    return (
        f"{counted(status.stale_passages, 'passage')} now have vectors of another model than {status.model}: set "
        "embedding.model back to the former one, or they are embedded again before the next question."
    )


def _show_item(console: Console, item: ReindexItem) -> None:
    facts = (item.title, item.publisher or "unknown publisher", _WHAT[item.kind])
    console.print()
    _line(console, Text(f"{item.article_id}  {' · '.join(facts)}"))
    if item.fields:
        names = ", ".join(_FIELDS.get(name, name) for name in item.fields)
        _line(console, Text(f"other {names}", style="dim"))
    _show_changes(console, item.changes)
    if item.more_changes:
        _line(console, Text(_more(item.more_changes, "sentence"), style="dim"))


def _more(number: int, noun: str) -> str:
    return f"… and {number:,} more {noun}" + ("" if number == 1 else "s")


def damaged_lines(summary: ReindexSummary) -> list[str]:
    """What a reindex left as it is, because it is not what was stored any more."""
    return [
        f"Article {each.id} “{each.title}”{f' ({each.url})' if each.url else ''} is damaged and was left alone: "
        f"run “dateline remove {each.id}” and add it again, "
        "or bring a backup back with “dateline restore-backup FILE”."
        for each in summary.damaged
    ]
