"""Wires what follows the news: watches, errata, briefings, posts of new articles, timelines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ..answer.pipeline import AnswerPipeline
from ..answer.verify import Verifier
from ..config import Settings
from ..models.base import Vectors
from ..news.briefing import Briefings
from ..news.errata import Errata
from ..news.feed_posts import FeedPosts
from ..news.watches import Watches, WatchLimits
from ..store.answers import Answers
from ..store.database import Database
from ..store.news.briefings import BriefingStore
from ..store.news.errata import ErrataStore
from ..store.news.feed_posts import FeedPostStore
from ..store.news.watches import WatchStore
from ..workers.threads import MicroBatcher, Worker

if TYPE_CHECKING:
    from ..news.timeline import Timelines
    from .ingest import Stores


@dataclass(frozen=True, slots=True)
class News:
    """The parts that follow the news; `timelines` makes its part when it is used."""

    watches: Watches
    errata: Errata
    briefings: Briefings
    feed_posts: FeedPosts
    timelines: Callable[[], Timelines]


def follow_news(  # longer than 45 lines because it names what each part needs once
    settings: Settings,
    database: Database,
    stores: Stores,
    answers: Answers,
    answering: AnswerPipeline,
    verifier: Verifier,
    *,
    embed: MicroBatcher[Sequence[str], Vectors],
    fingerprint: str,
    rules: Worker,
    clock: Callable[[], datetime],
) -> News:
    """Constructs them. `fingerprint` is that of the embedding model."""

    def timelines() -> Timelines:
        from ..news.timeline import Timelines  # a plain question does not need it

        return Timelines(answering, stores.versions, verifier, rules)

    return News(
        watches=Watches(
            store=WatchStore(database, clock),
            change_feed=stores.change_feed,
            articles=stores.articles,
            answering=answering,
            embed=embed,
            worker=rules,
            fingerprint=fingerprint,
            limits=WatchLimits(settings.watches.per_person, settings.watches.per_server),
            clock=clock,
        ),
        errata=Errata(
            store=ErrataStore(database, answers, clock),
            change_feed=stores.change_feed,
            articles=stores.articles,
            versions=stores.versions,
            worker=rules,
            days=settings.errata.days,
            clock=clock,
        ),
        briefings=Briefings(
            store=BriefingStore(database, clock),
            articles=stores.articles,
            versions=stores.versions,
            answering=answering,
            verifier=verifier,
            embed=embed,
            rules=rules,
            clock=clock,
        ),
        feed_posts=FeedPosts(
            store=FeedPostStore(database, clock), articles=stores.articles, worker=rules, clock=clock
        ),
        timelines=timelines,
    )
