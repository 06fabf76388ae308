"""The part of the stand-in library that keeps how feeds are posted. Nothing is ever new in it."""

from __future__ import annotations

from dataclasses import replace

from retrieval.news import ArticlePost, FeedPosting, PostedStory, PostsPaused


class FakeFeedPosts:
    """See `FakeLibrary`."""

    def __init__(self) -> None:
        self.kept: dict[int, FeedPosting] = {}
        self.stories: dict[int, PostedStory] = {}
        """By feed, its newest article."""
        self.posts: dict[int, ArticlePost] = {}

    def __repr__(self) -> str:
        return str(vars(self))

    async def of_feed(self, feed_id: int) -> FeedPosting | None:
        return self.kept.get(feed_id)

    async def of_scope(self, scope: str) -> tuple[FeedPosting, ...]:
        return tuple(self.kept.values())

    async def put(self, posting: FeedPosting) -> None:
        self.kept[posting.feed_id] = posting

    async def pause(self, feed_id: int, reason: PostsPaused = PostsPaused.OWN) -> bool:
        self.kept[feed_id] = replace(self.kept[feed_id], paused=reason)
        return True

    async def resume(self, feed_id: int) -> None:
        self.kept[feed_id] = replace(self.kept[feed_id], paused=None)

    async def end(self, feed_id: int) -> bool:
        return self.kept.pop(feed_id, None) is not None

    async def sample(self, feed_id: int) -> PostedStory | None:
        return self.stories.get(feed_id)

    async def get(self, post_id: int) -> ArticlePost | None:
        return self.posts.get(post_id)

    async def collect(self) -> int:
        return 0

    async def waiting(self, most: int) -> tuple[ArticlePost, ...]:
        return ()

    async def to_revise(self) -> list[tuple[ArticlePost, PostedStory]]:
        return []

    async def unfinished(self) -> tuple[ArticlePost, ...]:
        return ()
