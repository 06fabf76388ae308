"""What is asked of an ingest besides its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..types import OnProgress


@dataclass(frozen=True, slots=True)
class Order:
    """What all steps of one batch know."""

    scope: str
    on_progress: OnProgress
    since: date | None = None
    """Entries of a sitemap before this day are left out."""
    notify: str | None = None
    """Who is told when a feed fails for long: an opaque string of the face."""
