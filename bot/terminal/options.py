"""Arguments and options that several commands share, and what they narrow a question down to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from retrieval import SHARED_SCOPE, Filters

from ..text.locale import t


def read_day(text: str) -> datetime:
    """The day of an option. Raises typer.BadParameter, which says how to write it."""
    try:
        return datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        raise typer.BadParameter(t("no-such-day", value=text)) from None


Day = Annotated[datetime | None, typer.Option(parser=read_day, metavar="YYYY-MM-DD")]
Publisher = Annotated[str | None, typer.Option(help="Only articles of this publisher.")]
QuestionText = Annotated[str, typer.Argument(help="What you want to know.")]
ArticleNumber = Annotated[
    int,
    typer.Argument(metavar="ARTICLE", help="Its id, as dateline articles shows it.", min=1, max=2**63 - 1),
]
Shown = Annotated[int, typer.Option(min=1, max=1000, help="Show at most so many.")]


def narrowed(
    since: datetime | None, until: datetime | None, as_of: datetime | None, publisher: str | None
) -> tuple[Filters, date | None]:
    """What may be looked at, and the day of asking: nothing later than it is known."""
    filters = Filters((SHARED_SCOPE,), (publisher,) if publisher else (), day_of(since), day_of(until))
    today = day_of(as_of)
    return (filters.known_by(today) if today else filters), today


def day_of(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
