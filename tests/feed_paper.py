"""A library whose feeds bring what a test says, without a network: the entries are noted as a poll notes them."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from retrieval import Library, Settings, open_library
from retrieval.news import ArticlePost, FeedPosting
from retrieval.store.feeds import Seen
from tests.core_fakes import HashingEmbedder, add, dated

LEAD = "The harbour bridge in Tonbridge will reopen on May 5, engineers said."


class Paper:
    """A library on the disk, which can be opened again, and its feeds."""

    def __init__(self, data_dir: Path, scope: str = "guild:1") -> None:
        self.settings = Settings.model_validate({"data_dir": data_dir, "reader": {"model": ""}})
        self.scope = scope
        self.now = datetime(2024, 4, 1, 12, tzinfo=UTC)
        self.stack = AsyncExitStack()
        self.library: Library

    async def open(self) -> Library:
        """As a new process finds it."""
        await self.stack.aclose()
        self.library = await self.stack.enter_async_context(
            open_library(self.settings, embedder=HashingEmbedder(), clock=lambda: self.now)
        )
        return self.library

    async def follow(self, title: str = "Bay News", place: str = "place:1", **how: Any) -> int:
        """A feed that is followed and posted; its id."""
        url = f"https://feeds.example/{title.replace(' ', '-')}"
        feed_id = await self.library.feeds.store.add(self.scope, url, title, None, 30, self.now)
        await self.library.feed_posts.put(replace(FeedPosting(feed_id, place), **how))
        return feed_id

    async def bring(
        self,
        name: str,
        text: str = LEAD,
        *,
        feed: int = 1,
        publisher: str = "Bay News",
        date: str | None = None,
    ) -> int:
        """An article of a feed, or a new version of the one of this name."""
        if name.endswith(".html"):
            article_id = await add(self.library, name, text, self.scope)
        else:
            day = date or self.now.date().isoformat()
            article_id = await add(self.library, f"{name}.md", dated(name, text, publisher, day), self.scope)
        await self.library.feeds.store.note([Seen(feed, name, None, text, article_id)], self.now)
        return article_id

    async def post_all(self, most: int = 3) -> list[str]:
        """One round, as a face does it; the titles that were posted."""
        posts = self.library.feed_posts
        await posts.collect()
        titles = []
        for post in await posts.waiting(most):
            story = await posts.story(post)
            assert story is not None
            if await posts.begin(post.id):
                await posts.posted(post, story, posted_in=post.place, message=f"message:{post.id}")
                titles.append(story.title)
        return titles

    async def revise_all(self) -> list[tuple[ArticlePost, str, str]]:
        """What is to be edited, edited: the post, its presence and lead."""
        posts, found = self.library.feed_posts, []
        for post, story in await posts.to_revise():
            found.append((post, story.presence.value, story.lead))
            await posts.revised(post, story)
        return found
