"""News that moves: what has become of the answers that people were given. The door of what is built on it."""

from ..store.news.watches import News, NewsKind, Paused, Watch
from .watches import Watches, WatchLimits

__all__ = ["News", "NewsKind", "Paused", "Watch", "WatchLimits", "Watches"]
