"""What a reindex would change, and what taking one back did, as a terminal shows it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from retrieval import ReindexItem, ReindexKind, ReindexPlan, ReindexRun, ReindexSummary, Status

from ..text.phrases import counted, seconds

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
    for change in item.changes:
        sign, style = ("+", "green") if change.added else ("−", "red")
        _line(console, Text(f"{sign} {' '.join(change.text.split())}", style=style))
    if item.more_changes:
        _line(console, Text(_more(item.more_changes, "sentence"), style="dim"))


def _more(number: int, noun: str) -> str:
    return f"… and {number:,} more {noun}" + ("" if number == 1 else "s")


def _line(console: Console, text: Text) -> None:
    """Folded on a terminal, one unbroken line anywhere else, so that nothing is cut in a pipe."""
    console.print(text, soft_wrap=not console.is_terminal)


def damaged_lines(summary: ReindexSummary) -> list[str]:
    """What a reindex left as it is, because it is not what was stored any more."""
    return [
        f"Article {each.id} “{each.title}”{f' ({each.url})' if each.url else ''} is damaged and was left alone: "
        f"run “dateline remove {each.id}” and add it again, or restore a backup."
        for each in summary.damaged
    ]
