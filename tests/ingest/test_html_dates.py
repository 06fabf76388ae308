"""When a page was published: as it states it, from where it states it, or unknown."""

# ruff: noqa: E501  # markup is easier to read whole than cut into lines

from __future__ import annotations

from datetime import date

import pytest

from retrieval.dates.pages import DayOrder, Numeric, page_date

from .pages import BODY, FIRST, URL, ld, meta, news, page, read

DATED_URL = "https://www.example-times.com/2024/03/04/fish-treaty"


@pytest.mark.parametrize(
    ("source", "published", "origin"),
    [
        (page(head=ld(news(datePublished="2024-03-04"))), "2024-03-04", "JSON-LD"),
        (page(head=ld(news(datePublished="2024-03-04T10:00:00Z"))), "2024-03-04T10:00:00+00:00", "JSON-LD"),
        (
            page(head=ld(news(datePublished="2024-03-04T23:30:00-0500"))),
            "2024-03-04T23:30:00-05:00",
            "JSON-LD",
        ),
        (page(head=ld({"@type": "WebPage", "datePublished": "2024-03-04"})), "2024-03-04", "JSON-LD"),
        (page(head=ld([news(datePublished="2024-03-04")])), "2024-03-04", "JSON-LD"),
        (page(head=meta(article__published_time="2024-03-04T10:00")), "2024-03-04T10:00:00", "meta tag"),
        (page(head="<meta name='dc.date' content='2024-03-04'>"), "2024-03-04", "meta tag"),
        (page(head="<meta itemprop='datePublished' content='2024-03-04'>"), "2024-03-04", "meta tag"),
        (
            page(head="<meta name='parsely-pub-date' content='2024-03-04T10:00:00Z'>"),
            "2024-03-04T10:00:00+00:00",
            "meta tag",
        ),
        (page(f"<time datetime='2024-03-04'>4 March</time>{BODY}"), "2024-03-04", "time tag"),
        (page(f"<p class='date'>Published: 4 March 2024, 10:00</p>{BODY}"), "2024-03-04", "text"),
        (
            page(f"<div class='info'>Veröffentlicht am 04.03.2024</div>{BODY}", lang="de"),
            "2024-03-04",
            "text",
        ),
    ],
)
def test_where_a_date_stands(source: str, published: str, origin: str) -> None:
    draft = read(source)
    assert (draft.published_at, draft.date_origin) == (published, origin)


def test_the_better_statement_counts() -> None:
    head = ld(news(datePublished="2024-03-04")) + meta(article__published_time="2024-03-05")
    draft = read(page(f"<time datetime='2024-03-06'></time>{BODY}", head=head), DATED_URL.replace("04", "07"))
    assert draft.published_at == "2024-03-04"


def test_an_address_with_a_day() -> None:
    draft = read(page(), DATED_URL)
    assert (draft.published_at, draft.date_origin) == ("2024-03-04", "URL")
    assert read(page(), "https://www.example-times.com/2024/03/fish").published_at is None


@pytest.mark.parametrize(
    "source",
    [
        page(),
        page(head=meta(article__modified_time="2024-03-04T10:00:00Z")),
        page(head=ld(news(dateModified="2024-03-04"))),
        page(f"<p>Last updated: 4 March 2024</p>{BODY}"),
        page(f"<p>Updated <time datetime='2024-03-04'>4 March 2024</time></p>{BODY}"),
        page(f"<p><time class='updated' datetime='2024-03-04'>4 March 2024</time></p>{BODY}"),
        page(f"{BODY}<p>The treaty of 4 March 2024 had failed, and nobody in the harbour city of Norvik has forgotten the "
             "night in which the ministers left it without a word to those who waited.</p>"),
        page(f"{BODY}<aside><h3>Related</h3><ul><li><time datetime='2024-02-01'>1 Feb</time> Other</li></ul></aside>"),
        page(f"{BODY}<section class='related-articles'><article><h2>O</h2><time datetime='2024-02-01'>1</time></article></section>"),
        page(f"{BODY}<div class='comments'><time datetime='2024-03-09'>March 9</time><p>Nice.</p></div>"),
        page(head=ld(news(datePublished="2025-03-04"))),
        page(head=ld(news(datePublished="1024-03-04"))),
        page(head=ld(news(datePublished="0000-00-00T00:00:00Z"))),
        page(head=ld(news(datePublished="2024-03"))),
        page(head=ld(news(datePublished={"@value": []}))),
        page(head=ld(news(headline="A", url="https://x.com/a", datePublished="2024-03-04"),
                     news(headline="B", url="https://x.com/b", datePublished="2024-03-05"))),
    ],
)  # fmt: skip
def test_unknown_stays_unknown(source: str) -> None:
    """No date, a change's, prose's, a neighbour's, a comment's, the future's, an absurd one, less than a day."""
    draft = read(source)
    assert (draft.published_at, draft.date_origin) == (None, None)


@pytest.mark.parametrize(
    "source",
    [
        page(head=meta(article__modified_time="2024-03-04T10:00:00Z")),
        page(head=ld(news(dateModified="2024-03-04T10:00:00Z"))),
        page(f"<p>Updated <time datetime='2024-03-04T10:00:00Z'>4 March 2024</time></p>{BODY}"),
        page(head=ld(news(datePublished="2024-03-01", dateModified="2024-03-04T10:00:00Z"))),
    ],
)
def test_a_change_has_a_date_of_its_own(source: str) -> None:
    assert read(source).updated_at == "2024-03-04T10:00:00+00:00"


@pytest.mark.parametrize("changed", ["2024-03-04T10:00:00Z", "2024-03-04T11:00:00+01:00", "2024-03-01"])
def test_a_change_at_the_same_time_or_before_is_none(changed: str) -> None:
    draft = read(page(head=ld(news(datePublished="2024-03-04T10:00:00Z", dateModified=changed))))
    assert draft.updated_at is None


def test_the_article_s_time_among_many() -> None:
    body = (
        f"<p>By Jo</p><time datetime='2024-03-04T10:00:00Z'>4 March</time>{BODY}"
        "<div class='more-stories'><time datetime='2024-05-05'>5 May</time></div>"
    )
    before = "<div class='teaser'><h3>Other</h3><time datetime='2024-01-01'>1 Jan</time></div><main>"
    draft = read(page(body).replace("<main>", before))
    assert draft.published_at == "2024-03-04T10:00:00+00:00"


def test_of_several_articles_the_page_s_own() -> None:
    own = news(datePublished="2024-03-04", mainEntityOfPage={"@id": f"{URL}?ref=x"})
    other = {
        "@type": "NewsArticle",
        "headline": "Other",
        "url": "https://www.example-times.com/x",
        "datePublished": "2020-01-01",
    }
    assert read(page(head=ld(other, own))).published_at == "2024-03-04"


def test_broken_json_still_tells_its_date() -> None:
    script = '<script type="application/ld+json">{"headline": "A "quoted" one", "datePublished": "2024-03-04",}</script>'
    assert read(page(head=script)).published_at == "2024-03-04"
    commented = f"<script type='application/ld+json'>//<![CDATA[\n{ld(news(datePublished='2024-03-04'))[35:-9]}\n//]]></script>"
    assert read(page(head=commented)).published_at == "2024-03-04"


@pytest.mark.parametrize(
    ("stated", "language", "found"),
    [
        ("2024-3-4", "en", "2024-03-04"),
        ("2024/03/04 10:00", "en", "2024-03-04T10:00:00"),
        ("20240304", "en", "2024-03-04"),
        ("2024-03-04T10:00:00.123Z", "en", "2024-03-04T10:00:00+00:00"),
        ("2024-03-04 10:00:00 +0200", "en", "2024-03-04T10:00:00+02:00"),
        ("Mon, 04 Mar 2024 10:00:00 GMT", "en", "2024-03-04T10:00:00+00:00"),
        ("March 4, 2024", "en", "2024-03-04"),
        ("4 de marzo de 2024", "es", "2024-03-04"),
        ("2024年3月4日", "ja", "2024-03-04"),
        ("04/03/2024 05:22 pm", "es", "2024-03-04"),
        ("04/03/2024", "en", None),
        ("25/03/2024", "en", "2024-03-25"),
        ("1709546400", "en", "2024-03-04T10:00:00+00:00"),
        (1709546400, "en", "2024-03-04T10:00:00+00:00"),
        ("yesterday", "en", None),
        ("2024", "en", None),
        ("", "en", None),
        (None, "en", None),
        ([], "en", None),
        ("1698-01-01", "en", None),
        ("1851-09-18", "en", "1851-09-18"),
    ],
)
def test_moments(stated: object, language: str, found: str | None) -> None:
    order = DayOrder.DAY_FIRST if language != "en" else None
    assert page_date(stated, date(2024, 6, 1), Numeric(order)) == found


def test_a_masthead_s_day_is_not_the_article_s() -> None:
    source = page(f"<p>{FIRST}</p>{BODY}").replace("<main>", "<div class='weather'>1 June 2024</div><main>")
    assert read(source).published_at is None
