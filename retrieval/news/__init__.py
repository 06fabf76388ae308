"""News that moves: how the answer to a question has changed, telling of it, and what is new. The door of what is built on
it."""

from ..store.news.briefings import Briefing, BriefingEntry, DigestState, KeptBriefing, Since
from ..store.news.errata import Erratable, Erratum, ErratumKind, Unshown
from ..store.news.feed_posts import ArticlePost, FeedPosting, PostsPaused, PostState, Presence
from ..store.news.watches import News, NewsKind, Paused, Watch
from .briefing import LONGEST_TOPIC, Briefings, Wanted
from .errata import Errata
from .feed_posts import FeedPosts, PostedStory
from .timeline import Timeline, TimelineEntry
from .watches import Watches, WatchLimits

__all__ = [
    "LONGEST_TOPIC",
    "ArticlePost",
    "Briefing",
    "BriefingEntry",
    "Briefings",
    "DigestState",
    "Errata",
    "Erratable",
    "Erratum",
    "ErratumKind",
    "FeedPosting",
    "FeedPosts",
    "KeptBriefing",
    "News",
    "NewsKind",
    "Paused",
    "PostState",
    "PostedStory",
    "PostsPaused",
    "Presence",
    "Since",
    "Timeline",
    "TimelineEntry",
    "Unshown",
    "Wanted",
    "Watch",
    "WatchLimits",
    "Watches",
]
