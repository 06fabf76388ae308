"""Which new articles of a feed are posted, and that each story is posted once, whatever happens between the steps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from retrieval import NotFound
from retrieval.news import FeedPosting, PostsPaused, PostState
from retrieval.news.feed_posts import is_wanted, lead_of, picture_in
from retrieval.store.news.feed_posts import NewArticle
from retrieval.types import Article
from tests.feed_paper import LEAD, Paper

NOW = datetime(2024, 4, 4, 12, tzinfo=UTC)
COPY = f"{LEAD} It was closed for two years after a ship had struck its northern pier in the storm. " * 3
OTHER = "The council of Ashford chose Ann Lee as its mayor on Monday, the town hall said. " * 3


def article(
    title: str = "Strike at the port", opening: str = "Dockers went home. They are tired.", **what: Any
) -> NewArticle:
    facts: dict[str, Any] = {
        "language": "en",
        "publisher": "Bay News",
        "published_at": "2024-04-04",
        "is_old": False,
    } | what
    return NewArticle(1, 1, title, opening, **facts)


@pytest.mark.parametrize(
    ("how", "what", "wanted"),
    [
        ({}, {}, True),
        ({"must": ("PORT",)}, {}, True),
        ({"must": ("por",)}, {}, False),
        ({"must": ("went home", "moon")}, {}, True),
        ({"must": ("moon",)}, {}, False),
        ({"must_not": ("dockers",)}, {}, False),
        ({"must": ("port",), "must_not": ("strike",)}, {}, False),
        ({"must": ("fifth",)}, {"opening": "One. Two. Three. A fifth."}, False),
        ({"must": ("港湾",)}, {"title": "横浜の港湾で", "language": "ja"}, True),
        ({"must": ("湾港",)}, {"title": "横浜の港湾で", "language": "ja"}, False),
        ({"publishers": ("bay news", "Kyodo")}, {}, True),
        ({"publishers": ("Kyodo",)}, {}, False),
        ({"publishers": ("Kyodo",)}, {"publisher": None}, False),
        ({}, {"is_old": True}, False),
        ({}, {"published_at": "2024-04-01"}, True),
        ({}, {"published_at": "2024-03-31T23:00:00Z"}, False),
        ({}, {"published_at": "2024"}, True),
        ({}, {"published_at": None}, True),
    ],
)
def test_filters(how: dict[str, Any], what: dict[str, Any], wanted: bool) -> None:
    assert is_wanted(article(**what), FeedPosting(1, "place:1", **how), NOW) is wanted


@pytest.mark.parametrize(
    ("page", "picture"),
    [
        ('<meta property="og:image" content="https://img.example.org/a.jpg?w=1&amp;h=2">', "https://img.example.org/a.jpg?w=1&h=2"),
        ("<meta content='https://img.example.org/b.png' property='og:image'/>", "https://img.example.org/b.png"),
        ('<META NAME="twitter:image" CONTENT="https://img.example.org/c">', "https://img.example.org/c"),
        ('<meta property="og:image" content="http://img.example.org/a.jpg">', None),
        ('<meta property="og:image" content="/a.jpg">', None),
        ('<meta property="og:image" content="https://127.0.0.1/a.jpg">', None),
        ('<meta property="og:image" content="https://localhost/a.jpg">', None),
        ('<meta property="og:image" content="https://user@img.example.org/a.jpg">', None),
        ('<meta property="og:image" content="https://img.example.org:8443/a.jpg">', None),
        ('<meta property="og:image" content="https://[bad/a.jpg">', None),
        ('<meta property="og:title" content="https://img.example.org/a.jpg">', None),
        ("A plain text about og:image.", None),
    ],
)  # fmt: skip
def test_the_picture_is_what_the_page_names_over_https(page: str, picture: str | None) -> None:
    assert picture_in(f"<html><head>{page}</head></html>") == picture


def test_an_insecure_picture_gives_way_to_a_secure_one() -> None:
    page = '<meta property="og:image" content="http://a.org/1"><meta property="og:image:secure_url" content="https://a.org/1">'
    assert picture_in(page) == "https://a.org/1"


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        (f"{LEAD} More of it.", LEAD),
        (f"By Ann Lee\n{LEAD}", LEAD),
        (f"A title of five words\n{LEAD}", LEAD),
        ("Short one.", "Short one."),
        ("", ""),
    ],
)
def test_the_lead_is_a_whole_sentence_of_the_text(text: str, lead: str) -> None:
    stored = Article(1, "s", "k", 1, "A title of five words", text, "", NOW)
    assert lead_of(stored) == lead
    assert lead in text


@pytest.fixture
async def paper(tmp_path: Path) -> AsyncIterator[Paper]:
    made = Paper(tmp_path)
    await made.open()
    yield made
    await made.stack.aclose()


async def test_what_a_feed_brought_before_is_not_posted(paper: Paper) -> None:
    await paper.library.feeds.store.add(paper.scope, "https://feeds.example/a", "A", None, 30, paper.now)
    await paper.bring("Before", COPY)
    await paper.library.feed_posts.put(FeedPosting(1, "place:1"))
    assert await paper.post_all() == []
    await paper.bring("A copy of it", COPY)
    assert await paper.post_all() == [], "its story is old"
    await paper.bring("After", OTHER)
    assert await paper.post_all() == ["After"]
    assert await paper.post_all() == []
    await paper.library.feed_posts.put(FeedPosting(1, "place:2", thread=True))
    assert await paper.post_all() == [], "another place is no reason to post it again"


async def test_a_story_is_posted_once_in_a_place_however_many_print_it(paper: Paper) -> None:
    one, two = await paper.follow("One"), await paper.follow("Two")
    await paper.follow("Three", place="place:2")
    await paper.bring("Bridge to reopen", COPY, feed=one)
    await paper.bring("Tonbridge bridge", COPY, feed=one, publisher="Kyodo")
    await paper.bring("Bridge again", COPY, feed=two, publisher="Reuters")
    third = await paper.bring("Bridge elsewhere", COPY, feed=3, publisher="AP")
    assert await paper.post_all() == ["Bridge to reopen", "Bridge elsewhere"]
    await paper.bring("Bridge, late", COPY, feed=two, publisher="EFE")
    assert await paper.post_all() == []
    await paper.library.articles.remove(third, scopes=(paper.scope,))
    assert await paper.post_all() == []


async def test_a_filtered_article_does_not_stand_for_its_story(paper: Paper) -> None:
    await paper.follow(publishers=("Kyodo",))
    await paper.bring("Bridge to reopen", COPY)
    await paper.bring("Tonbridge bridge", COPY, publisher="Kyodo")
    assert await paper.post_all() == ["Tonbridge bridge"]


async def test_a_few_at_a_time_in_each_place_oldest_first(paper: Paper) -> None:
    one, two = await paper.follow("One"), await paper.follow("Two", place="place:2")
    for number in range(4):
        text = f"Number {number} of the lighthouses in district {number} was painted {number + 2} times."
        await paper.bring(f"One {number}", text, feed=one)
        await paper.bring(f"Two {number}", text.replace("lighthouses", "windmills"), feed=two)
    assert await paper.post_all(most=3) == ["One 0", "Two 0", "One 1", "Two 1", "One 2", "Two 2"]
    await paper.open()
    assert await paper.post_all(most=3) == ["One 3", "Two 3"], "the queue outlives the process"


async def test_a_process_that_dies_while_it_posts_leaves_it_to_be_looked_up(paper: Paper) -> None:
    await paper.follow()
    await paper.bring("Bridge to reopen", COPY)
    await paper.library.feed_posts.collect()
    (post,) = await paper.library.feed_posts.waiting(3)
    assert post.state is PostState.WAITING
    assert await paper.library.feed_posts.begin(post.id)
    assert not await paper.library.feed_posts.begin(post.id), "only one process posts it"
    library = await paper.open()
    (left,) = await library.feed_posts.waiting(3)
    assert (left.id, left.state, left.since) == (post.id, PostState.POSTING, paper.now)
    await library.feed_posts.not_posted(post.id)
    assert await paper.post_all() == ["Bridge to reopen"]


async def test_a_post_is_edited_when_its_article_changes_and_then_only(paper: Paper) -> None:
    await paper.follow()
    article_id = await paper.bring("Bridge to reopen", COPY)
    await paper.post_all()
    assert await paper.revise_all() == []
    await paper.bring("Bridge to reopen", COPY + "A last sentence was added to it.")
    assert await paper.revise_all() == [], "nothing of it is in the post"
    await paper.bring("Bridge to reopen", COPY.replace("May 5", "June 1"))
    ((post, presence, lead),) = await paper.revise_all()
    assert (presence, lead) == ("there", LEAD.replace("May 5", "June 1"))
    assert post.message == f"message:{post.id}"
    assert await paper.revise_all() == []
    await paper.library.articles.remove(article_id, scopes=(paper.scope,))
    ((_, presence, lead),) = await paper.revise_all()
    assert (presence, lead) == ("removed", "")
    await paper.library.articles.restore(article_id, scope=paper.scope)
    assert [presence for _, presence, _ in await paper.revise_all()] == ["there"]
    async with paper.library.articles.database.transaction() as connection:
        await paper.library.articles.articles.mark_gone(connection, article_id, paper.now)
    assert [presence for _, presence, _ in await paper.revise_all()] == ["gone"]
    paper.now += timedelta(days=31)
    await paper.bring("Bridge to reopen", COPY.replace("May 5", "July 9"))
    assert await paper.revise_all() == [], "nobody looks at so old a post"


async def test_a_message_that_is_gone_is_not_edited(paper: Paper) -> None:
    await paper.follow()
    await paper.bring("Bridge to reopen", COPY)
    await paper.post_all()
    await paper.library.feed_posts.lost(1)
    await paper.bring("Bridge to reopen", COPY.replace("May 5", "June 1"))
    assert await paper.revise_all() == []


async def test_after_a_pause_it_goes_on_with_what_comes_then(paper: Paper) -> None:
    feed, posts = await paper.follow(), paper.library.feed_posts
    await paper.bring("Bridge to reopen", COPY)
    await posts.collect()
    assert await posts.pause(feed, PostsPaused.PLACE)
    assert not await posts.pause(feed)
    await paper.bring("Meanwhile", OTHER)
    assert await paper.post_all() == []
    posting = await posts.of_feed(feed)
    assert posting is not None
    assert posting.paused is PostsPaused.PLACE
    await posts.resume(feed)
    assert await paper.post_all() == [], "the channel is not flooded"
    await paper.bring("Roses", "The keeper of the old lighthouse grew roses beside the shed all summer.")
    assert await paper.post_all() == ["Roses"]


async def test_what_is_set_is_kept_and_goes_with_its_feed(paper: Paper) -> None:
    words: dict[str, Any] = {"must": ("sea wall", "海"), "must_not": ("sport",), "publishers": ("Kyodo",)}
    feed = await paper.follow(thread=True, publish=True, role="7", **words)
    posts = paper.library.feed_posts
    wanted = FeedPosting(feed, "place:1", thread=True, publish=True, role="7", **words)
    assert await posts.of_scope(paper.scope) == (wanted,)
    assert await posts.of_scope("guild:2") == ()
    await posts.put(FeedPosting(99, "place:1"))
    assert await posts.of_feed(99) is None, "there is no such feed"
    await paper.library.feeds.remove(feed, scopes=(paper.scope,))
    assert await posts.of_feed(feed) is None
    with pytest.raises(NotFound):
        await paper.library.feeds.remove(feed, scopes=(paper.scope,))


async def test_threads_and_publishing_are_finished_later(paper: Paper) -> None:
    feed, posts = await paper.follow(), paper.library.feed_posts
    assert await posts.sample(feed) is None
    await paper.bring("Bridge to reopen", COPY)
    await posts.collect()
    (post,) = await posts.waiting(3)
    story = await posts.story(post)
    assert story is not None
    assert story == await posts.sample(feed)
    await posts.begin(post.id)
    await posts.posted(post, story, posted_in="p", message="m", thread_due=True, publish_due=True)
    (left,) = await posts.unfinished()
    assert (left.thread_due, left.publish_due, left.posted_in) == (True, True, "p")
    await posts.threaded(post.id)
    await posts.published(post.id)
    assert await posts.unfinished() == ()
    paper.now += timedelta(minutes=30)
    assert await posts.published_within("place:1", timedelta(hours=1)) == 1
    assert await posts.published_within("place:1", timedelta(minutes=20)) == 0
