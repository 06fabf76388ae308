"""News that moves: how the answer to a question has changed, and telling of it. The door of what is built on it."""

from ..store.news.watches import News, NewsKind, Paused, Watch
from .timeline import Timeline, TimelineEntry
from .watches import Watches, WatchLimits

__all__ = ["News", "NewsKind", "Paused", "Timeline", "TimelineEntry", "Watch", "WatchLimits", "Watches"]
