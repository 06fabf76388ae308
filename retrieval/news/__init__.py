"""News that moves: how the answer to a question has changed, telling of it, and what is new. The door of what is built on
it."""

from ..store.news.briefings import Briefing, BriefingEntry, DigestState, KeptBriefing, Since
from ..store.news.errata import Erratable, Erratum, ErratumKind, Unshown
from ..store.news.watches import News, NewsKind, Paused, Watch
from .briefing import LONGEST_TOPIC, Briefings, Wanted
from .errata import Errata
from .timeline import Timeline, TimelineEntry
from .watches import Watches, WatchLimits

__all__ = [
    "LONGEST_TOPIC",
    "Briefing",
    "BriefingEntry",
    "Briefings",
    "DigestState",
    "Errata",
    "Erratable",
    "Erratum",
    "ErratumKind",
    "KeptBriefing",
    "News",
    "NewsKind",
    "Paused",
    "Since",
    "Timeline",
    "TimelineEntry",
    "Unshown",
    "Wanted",
    "Watch",
    "WatchLimits",
    "Watches",
]
