"""Live blogs: dated by their newest post, each post below its own time, nothing lost and nothing moved."""

# ruff: noqa: E501  # markup is easier to read whole than cut into lines

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from retrieval.dates.quotes import notes_of, published_at
from retrieval.types import LIVE_BLOG, Article, Draft, Span

from .pages import BODY, ld, news, page, read

INTRO = "<p>Follow the storm with our reporters along the coast through the days and the nights.</p>"
TRAINS = "The railway said trains north of Orm run again since eight in the morning on all four tracks."
BRIDGE = "The Orm bridge was shut on Friday to all traffic because of gusts of 140 kilometres an hour at its highest point."
FERRY = (
    "The ferry to Norvik was cancelled yesterday, and its passengers slept in the school of the harbour city."
)
NEWEST = "2024-02-13T09:00:00+01:00"
MIDDLE = "2024-02-12T07:00:00+01:00"
OLDEST = "2024-02-10T17:40:00+01:00"


def blog(**facts: object) -> str:
    stated = {
        "datePublished": "2024-02-10T06:00:00+01:00",
        "dateModified": NEWEST,
        "@type": "LiveBlogPosting",
    }
    return ld(news(**{**stated, **facts}))


def post(heading: str, at: str, words: str, tag: str = "article") -> str:
    return f"<{tag} class='post'><h2>{heading}</h2><time datetime='{at}'>{at[11:16]}</time><p>{words}</p></{tag}>"


def posts(tag: str = "article") -> str:
    return (
        post("Trains run again", NEWEST, TRAINS, tag) + post("No ferry", MIDDLE, FERRY, tag) + post("Bridge shut", OLDEST, BRIDGE, tag)
    )  # fmt: skip


def stored(draft: Draft) -> Article:
    return Article(
        1, "shared", draft.key, 1, draft.title, draft.text, "h", datetime(2024, 6, 1, tzinfo=UTC), published_at=draft.published_at,
        date_origin=draft.date_origin, updated_at=draft.updated_at, language=draft.language,
    )  # fmt: skip


SOURCES = {
    "articles in the article": page(INTRO + posts(), head=blog()),
    "sections": page(INTRO + posts("section"), head=blog()),
    "list": page(f"{INTRO}<ol>{posts('li')}</ol>", head=blog()),
    "boxes": page(f"{INTRO}<div class='live-updates'>{posts('div')}</div>", head=blog()),
    "beside the heading": page(INTRO, head=blog()).replace("</article>", "</article>" + posts()),
    "with a news article": page(INTRO + posts(), head=ld(news(datePublished="2024-02-10")) + blog(headline="Storm")),
    "in a graph": page(INTRO + posts(), head=ld({"@graph": [news(**{"@type": ["LiveBlogPosting"]})]})),
    "microdata": page(f"<div itemscope itemtype='https://schema.org/LiveBlogPosting'>{INTRO}{posts()}</div>"),
    "header": page(INTRO + posts().replace("<h2>", "<header><h2>").replace("</time>", "</time></header>"), head=blog()),
    "oldest first": page(INTRO + post("Bridge shut", OLDEST, BRIDGE) + post("No ferry", MIDDLE, FERRY)
                         + post("Trains run again", NEWEST, TRAINS), head=blog()),
    "changed later": page(INTRO + posts(), head=blog(dateModified="2024-02-20T10:00:00+01:00")),
}  # fmt: skip


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_each_post_has_its_own_time(source: str) -> None:
    draft = read(source)
    assert (draft.published_at, draft.date_origin) == (NEWEST, LIVE_BLOG)
    article = stored(draft)
    for heading, at, words in (
        ("Trains run again", NEWEST, TRAINS),
        ("No ferry", MIDDLE, FERRY),
        ("Bridge shut", OLDEST, BRIDGE),
    ):
        assert f"{at}\n\n{heading}\n\n{words}" in draft.text
        for place in (draft.text.index(heading), draft.text.index(words)):
            assert published_at(article, place) == at
    opening = draft.text.index("Follow the storm")
    assert opening < draft.text.index("run again"), "the opening stands first"
    assert published_at(article, opening) is None


def test_a_relative_day_is_told_by_the_post_s_own() -> None:
    article = stored(read(SOURCES["articles in the article"]))

    def meant(words: str) -> list[str]:
        start = article.text.index(words)
        return [note.means for note in notes_of(article, Span(start, start + len(words)))]

    assert meant(FERRY) == ["11 February 2024"]
    assert meant(BRIDGE) == ["9 February 2024"]


def test_posts_that_stand_in_json_ld_alone() -> None:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": "Trains run again",
            "datePublished": NEWEST,
            "articleBody": f"<p>{TRAINS}</p>",
        },
        {"@type": "BlogPosting", "headline": "Bridge shut", "datePublished": OLDEST, "articleBody": BRIDGE},
        {
            "@type": "BlogPosting",
            "headline": "In a year",
            "datePublished": "2025-02-10",
            "articleBody": "It is not now.",
        },
        {
            "@type": "BlogPosting",
            "headline": "Never",
            "datePublished": "1970-01-01T00:00:00Z",
            "articleBody": "Never.",
        },
    ]
    draft = read(
        page(INTRO, head=blog(liveBlogUpdate=updates, coverageStartTime="2024-02-10T05:00:00+01:00"))
    )
    assert (draft.published_at, draft.date_origin) == (NEWEST, LIVE_BLOG)
    assert f"{OLDEST}\n\nBridge shut\n\n{BRIDGE}" in draft.text


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (blog(), NEWEST),
        (blog(dateModified=None), "2024-02-10T06:00:00+01:00"),
        (blog(datePublished=None, dateModified=None), None),
    ],
)
def test_without_posts_that_can_be_told_apart_the_last_change_counts(head: str, found: str | None) -> None:
    draft = read(page(BODY, head=head))
    assert (draft.published_at, draft.date_origin) == (found, LIVE_BLOG if found else None)


def test_a_page_with_several_times_is_no_live_blog() -> None:
    draft = read(page(BODY + posts("div"), head=ld(news(datePublished="2024-02-10"))))
    assert (draft.published_at, draft.date_origin) == ("2024-02-10", "JSON-LD")
