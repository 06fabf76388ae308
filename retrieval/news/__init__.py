"""News that moves: how the answer to a question has changed, and telling of it. The door of what is built on it."""

from ..store.news.errata import Erratable, Erratum, ErratumKind, Unshown
from ..store.news.watches import News, NewsKind, Paused, Watch
from .errata import Errata
from .timeline import Timeline, TimelineEntry
from .watches import Watches, WatchLimits

__all__ = [
    "Errata",
    "Erratable",
    "Erratum",
    "ErratumKind",
    "News",
    "NewsKind",
    "Paused",
    "Timeline",
    "TimelineEntry",
    "Unshown",
    "Watch",
    "WatchLimits",
    "Watches",
]
