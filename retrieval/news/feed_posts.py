"""New articles as posts: which of those that a feed brings are posted, and what a post says.

A face calls, again and again, in this order: `collect`, for each of `waiting` `begin`, its own message and `posted`, then
what `unfinished` and `to_revise` name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from html import unescape
from itertools import islice
from urllib.parse import urlsplit

from ..store.articles import Articles
from ..store.news.feed_posts import (
    OPENING,
    ArticlePost,
    FeedPosting,
    FeedPostStore,
    NewArticle,
    PostsPaused,
    Presence,
)
from ..text import content_hash, search_terms, sentences, word_count, words
from ..types import Article
from ..workers.threads import Worker

OLD = timedelta(days=3)
"""An article of an earlier day is not news, though a feed brings it only now."""
_LOOKED_AT = timedelta(days=30)
"""Posts are edited for so long."""
_FINISHED_WITHIN = timedelta(days=1)
"""A thread that could not be opened for so long is not opened any more."""
_REVISED_AT_ONCE = 10
_OPENING_SENTENCES = 3
"""In which words are looked for, beside the title."""
_LEAD_WORDS = 4
"""A sentence of fewer words ("By Ann Lee", a time) is not the lead."""
_HEAD = 200_000
"""Characters of a page in which its picture is named."""
_MOST_TAGS = 500
_TAG = re.compile(r"<meta\s([^<>]{1,3000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(property|name|content)\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_PICTURES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image")
_LONGEST_ADDRESS = 1000
_PUBLIC_HOST = re.compile(r"(?:[a-z0-9-]{1,63}+\.){1,8}[a-z]{2,24}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PostedStory:
    """What a post says of an article, as it is now. `lead` is verbatim; `changed_at` is when a later version was taken
    in, `gone_at` since when its page answers no more."""

    title: str
    lead: str
    publisher: str | None
    published_at: str | None
    url: str | None
    picture: str | None
    correction: str | None
    presence: Presence
    changed_at: datetime | None = None
    gone_at: datetime | None = None

    @property
    def digest(self) -> str:
        """Another one for each change that readers see; another day of change alone is none."""
        seen = astuple(self)[:-2]
        return content_hash(*(None if each is None else str(each) for each in seen))


@dataclass(kw_only=True, eq=False, repr=False)
class FeedPosts:
    """Only one process may collect and post."""

    store: FeedPostStore
    articles: Articles
    worker: Worker
    clock: Callable[[], datetime]

    async def of_feed(self, feed_id: int) -> FeedPosting | None:
        """None where nothing of the feed is posted."""
        return await self.store.of_feed(feed_id)

    async def of_scope(self, scope: str) -> tuple[FeedPosting, ...]:
        return await self.store.of_scope(scope)

    async def put(self, posting: FeedPosting) -> None:
        """Sets how the new articles of a feed are posted; its old ones never are."""
        await self.store.put(posting)

    async def pause(self, feed_id: int, reason: PostsPaused = PostsPaused.OWN) -> bool:
        """False where it was paused already."""
        return await self.store.pause(feed_id, reason)

    async def resume(self, feed_id: int) -> None:
        """Goes on with what comes from now on."""
        await self.store.resume(feed_id)

    async def end(self, feed_id: int) -> bool:
        return await self.store.end(feed_id)

    async def sample(self, feed_id: int) -> PostedStory | None:
        """The newest article of a feed, as it would be posted; None where there is none."""
        article_id = await self.store.newest_article(feed_id)
        return await self._told(article_id, Presence.THERE) if article_id is not None else None

    async def collect(self) -> int:
        """Decides on the new articles of the feeds that are posted; how many there were."""
        postings: dict[int, FeedPosting | None] = {}
        count = 0
        while found := await self.store.new_articles():
            for each in found:
                if each.feed_id not in postings:
                    postings[each.feed_id] = await self.store.of_feed(each.feed_id)
            known = [(each, posting) for each in found if (posting := postings[each.feed_id]) is not None]
            wanted = await self.worker.run(_wanted, known, self.clock())
            await self.store.decide([each for each, _ in known], wanted)
            count += len(known)
        return count

    async def waiting(self, most: int) -> tuple[ArticlePost, ...]:
        """What is to be posted next, at most so many in each place. What a process left begun comes first."""
        return await self.store.waiting(most)

    async def get(self, post_id: int) -> ArticlePost | None:
        return await self.store.get(post_id)

    async def story(self, post: ArticlePost) -> PostedStory | None:
        """None where the article is gone, or not what was stored."""
        return await self._told(post.article_id, post.presence)

    async def begin(self, post_id: int) -> bool:
        """To be called before anything is sent. False: it is not to be posted any more."""
        return await self.store.begin(post_id)

    async def posted(
        self,
        post: ArticlePost,
        story: PostedStory,
        *,
        posted_in: str,
        message: str,
        thread_due: bool = False,
        publish_due: bool = False,
    ) -> None:
        """The message is there and shows `story`."""
        await self.store.posted(
            post, posted_in, message, story.digest, thread_due=thread_due, publish_due=publish_due
        )

    async def not_posted(self, post_id: int) -> None:
        """Nothing was posted, for sure: it is posted anew."""
        await self.store.not_posted(post_id)

    async def leave_out(self, post_id: int) -> None:
        await self.store.leave_out(post_id)

    async def unfinished(self) -> tuple[ArticlePost, ...]:
        """Posts whose thread is still to open, or that are still to be sent to those who follow the place."""
        return await self.store.unfinished(self.clock() - _FINISHED_WITHIN)

    async def threaded(self, post_id: int) -> None:
        await self.store.threaded(post_id)

    async def published(self, post_id: int) -> None:
        await self.store.published(post_id)

    async def published_within(self, place: str, span: timedelta) -> int:
        """How many posts of a place were sent to its followers in that time."""
        return await self.store.published_since(place, self.clock() - span)

    async def to_revise(self) -> list[tuple[ArticlePost, PostedStory]]:
        """Posts that do not show any more what their article says, a few at a time, with what it says now."""
        found = []
        for post in await self.store.changed(self.clock() - _LOOKED_AT, _REVISED_AT_ONCE):
            story = await self.story(post)
            if story is None:
                await self.store.lost(post.id)
            elif story.digest == post.shown:
                await self.store.revised(post, story.digest)
            else:
                found.append((post, story))
        return found

    async def revised(self, post: ArticlePost, story: PostedStory) -> None:
        await self.store.revised(post, story.digest)

    async def lost(self, post_id: int) -> None:
        """Its message is gone, or cannot be edited any more."""
        await self.store.lost(post_id)

    async def _told(self, article_id: int, presence: Presence) -> PostedStory | None:
        article = (await self.articles.many([article_id])).get(article_id)
        source = await self.articles.source(article_id)
        if article is None or source is None:
            return None
        return await self.worker.run(_story, article, source.original, presence)


def _wanted(found: Sequence[tuple[NewArticle, FeedPosting]], now: datetime) -> list[bool]:
    return [is_wanted(article, posting, now) for article, posting in found]


def is_wanted(article: NewArticle, posting: FeedPosting, now: datetime) -> bool:
    """Whether a new article passes the filters of its feed, and is news at all. Pure."""
    day = (article.published_at or "")[:10]
    if article.is_old or (len(day) == len("2024-01-31") and day < (now - OLD).date().isoformat()):
        return False
    trusted = {each.casefold() for each in posting.publishers}
    if trusted and (article.publisher or "").casefold() not in trusted:
        return False
    opening = sentences(article.opening, article.language)[:_OPENING_SENTENCES]
    said = _terms(" ".join([article.title, *(article.opening[each.start : each.end] for each in opening)]))
    if posting.must and not any(_terms(each) in said for each in posting.must):
        return False
    return not any(_terms(each) in said for each in posting.must_not)


def _terms(text: str) -> str:
    """The words in lower case between spaces, so that whole words are found in it; characters of a script without
    spaces are words."""
    return f" {' '.join(words(search_terms(text))).casefold()} "


def _story(article: Article, original: str, presence: Presence) -> PostedStory:
    """Of an article that was removed only the title is said."""
    there = presence is not Presence.REMOVED
    return PostedStory(
        title=article.title,
        lead=lead_of(article) if there else "",
        publisher=article.publisher,
        published_at=article.published_at,
        url=article.url,
        picture=picture_in(original) if there else None,
        correction=article.correction if there else None,
        presence=presence,
        changed_at=article.fetched_at if article.version > 1 else None,
        gone_at=article.gone_at,
    )


def lead_of(article: Article) -> str:
    """The first sentence of the text, verbatim, that is more than a name or a time; the first one where none is."""
    found = [
        article.text[each.start : each.end] for each in sentences(article.text[:OPENING], article.language)
    ]
    title = article.title.casefold()
    likely = (each for each in found if word_count(each) >= _LEAD_WORDS and each.casefold() != title)
    return next(likely, found[0] if found else "")


def picture_in(page: str) -> str | None:
    """The address of the picture that a web page names for its previews, over https and of a public host; None for any
    other text. It is never fetched here."""
    named: dict[str, str] = {}
    for tag in islice(_TAG.finditer(page, 0, _HEAD), _MOST_TAGS):
        said = {found[1].lower(): found[2] or found[3] or "" for found in _ATTRIBUTE.finditer(tag[1])}
        key = (said.get("property") or said.get("name") or "").strip().lower()
        if key in _PICTURES and said.get("content"):
            named.setdefault(key, unescape(said["content"]).strip())
    addresses = (named[key] for key in _PICTURES if key in named)
    return next(filter(_is_public, addresses), None)


def _is_public(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return (
            parts.scheme == "https"
            and len(address) <= _LONGEST_ADDRESS
            and _PUBLIC_HOST.fullmatch(parts.netloc) is not None
        )
    except ValueError:
        return False
