"""What is asked of an ingest besides its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..types import OnProgress, Progress


@dataclass(frozen=True, slots=True)
class Order:
    """What all steps of one batch know."""

    scope: str
    on_progress: OnProgress
    since: date | None = None
    """Entries of a sitemap before this day are left out."""
    notify: str | None = None
    """Who is told when a feed fails for long: an opaque string of the face."""


def one_counter(on_progress: OnProgress) -> OnProgress:
    """Hands on what is reported of a batch; what is reported inside one of its things (the passages of an article) only
    where the batch is that thing, and then nothing else. So whoever watches sees one counter."""
    batch: str | None = None
    total, inside = 0, False

    def handed_on(progress: Progress) -> None:
        nonlocal batch, total, inside
        batch = batch or progress.stage
        if progress.stage == batch:
            total = progress.total
            if inside and total <= 1:
                return
        elif total > 1:
            return
        else:
            inside = True
        on_progress(progress)

    return handed_on
