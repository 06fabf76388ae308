"""News that moves: how the answer to a question has changed, and telling of it. The door of what is built on it."""

from ..store.news.feed_posts import ArticlePost, FeedPosting, PostsPaused, PostState, Presence
from ..store.news.watches import News, NewsKind, Paused, Watch
from .feed_posts import FeedPosts, PostedStory
from .timeline import Timeline, TimelineEntry
from .watches import Watches, WatchLimits

__all__ = [
    "ArticlePost",
    "FeedPosting",
    "FeedPosts",
    "News",
    "NewsKind",
    "Paused",
    "PostState",
    "PostedStory",
    "PostsPaused",
    "Presence",
    "Timeline",
    "TimelineEntry",
    "Watch",
    "WatchLimits",
    "Watches",
]
