"""`dateline servers`: what is kept for each server, in numbers only; no text of a server is read or shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from retrieval import SHARED_SCOPE, ScopeUsage, Settings

from ..text.phrases import counted
from .session import AsJson, Session

FULL_FROM = 0.9
"""The part of a limit from which on it is named."""
_COLUMNS = ("articles", "passages", "MB of text", "feeds", "watches", "questions", "in the trash")


async def servers(context: typer.Context, as_json: AsJson = False) -> None:
    """Show what is kept for each server, and how near to its limits it is; no text is shown.

    Example: dateline servers

    A server is named by its number in Discord. The limits are those of the sections quota and watches of the settings.
    """
    session: Session = context.obj
    async with session.library() as library:
        found = await library.scopes.usage()
    limits = _limits(session.settings)
    session.show(found, partial(show_servers, limits), partial(servers_data, limits), as_json=as_json)


def show_servers(limits: Mapping[str, int], console: Console, usages: Sequence[ScopeUsage]) -> None:
    """A table, the largest first; below it what is nearly full, what waits to be deleted, and the limits."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("server", overflow="fold")
    for heading in _COLUMNS:
        table.add_column(heading, justify="right")
    for each in usages:
        numbers = (each.feeds, each.watches, each.questions, each.removed)
        table.add_row(
            Text(_name(each.scope)),
            *(f"{each.articles:,}", f"{each.passages:,}", f"{each.bytes / 1e6:,.1f}"),
            *(f"{number:,}" for number in numbers),
        )
    console.print(table)
    for each in usages:
        for name, limit in limits.items():
            if each.scope not in (None, SHARED_SCOPE) and getattr(each, name) >= FULL_FROM * limit > 0:
                line = f"{_name(each.scope)} has {getattr(each, name) / limit:.0%} of its {name}."
                console.print(Text(line, style="yellow"))
        if each.left:
            line = (
                f"{_name(each.scope)} removed the bot on {each.left:%Y-%m-%d}; its data waits to be deleted."
            )
            console.print(Text(line, style="yellow"))
    console.print(
        Text(
            f"A server may have {counted(limits['articles'], 'article')}, {limits['bytes'] / 1e6:,.0f} MB of text, "
            f"{limits['feeds']:,} feeds and {limits['watches']:,} watches. Shared articles have no limit.",
            style="dim",
        )
    )


def servers_data(limits: Mapping[str, int], usages: Sequence[ScopeUsage]) -> dict[str, Any]:
    """The same for `--json`."""
    found = [{**asdict(each), "left": each.left.isoformat() if each.left else None} for each in usages]
    return {"servers": found, "limits": dict(limits)}


def _limits(settings: Settings) -> dict[str, int]:
    """By the names of what they limit in `ScopeUsage`."""
    quota = settings.quota
    return {
        "articles": quota.server_articles,
        "bytes": quota.server_bytes,
        "feeds": quota.server_feeds,
        "watches": settings.watches.per_server,
    }


def _name(scope: str | None) -> str:
    return "private chats" if scope is None else scope.removeprefix("guild:")
