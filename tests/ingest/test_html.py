"""Web pages as articles: text and metadata of the shapes that publishing systems make."""

# ruff: noqa: E501  # markup is easier to read whole than cut into lines

from __future__ import annotations

import pytest

from retrieval.errors import EmptyArticle
from retrieval.ingest.formats import html

from .pages import BODY, FIRST, SECOND, THIRD, TITLE, URL, ld, meta, news, page, read

MASTHEAD = {"@type": "NewsMediaOrganization", "name": "The Example Times"}
WORDPRESS = page(
    "<div class='entry-meta'>Posted on <time class='entry-date published' datetime='2024-03-04T09:00:00+01:00'>March 4</time> "
    f"<time class='updated' datetime='2024-03-05T10:00:00+01:00'>March 5</time> by <a rel='author'>Jo</a></div>{BODY}"
    "<div class='sharedaddy'><h3>Share this:</h3><ul><li>Twitter</li><li>Facebook</li></ul></div>",
    head="<meta name='author' content='Jo Doe'><meta name='generator' content='WordPress 6.4'>"
    + meta(og__site_name="Fish Blog"),
)
BLOGGER = (
    "<html dir='ltr' lang='en'><head><title>Fish Log: Ministers agree on a treaty about fish</title>"
    "<meta property='og:title' content='Ministers agree on a treaty about fish'></head><body class='loading'>"
    "<div class='main section'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'>"
    "<h2 class='date-header'><span>Monday, March 4, 2024</span></h2><div class='post hentry'>"
    "<h3 class='post-title entry-title'>Ministers agree on a treaty about fish</h3>"
    f"<div class='post-body entry-content'>{BODY}</div><div class='post-footer'>Posted by <span>Jo</span> at "
    "<abbr class='published' itemprop='datePublished' title='2024-03-04T14:33:00-07:00'>2:33 PM</abbr></div></div></div></div>"
    "<div class='widget BlogArchive'><ul><li>2019-01-01 Old post</li></ul></div></div></body></html>"
)
AMP = (
    "<!doctype html><html amp lang='en'><head><meta charset='utf-8'><link rel='canonical' href='" + URL + "'>"
    "<style amp-boilerplate>body{opacity:0}</style>"
    + ld(news(datePublished="2024-03-04T08:00:00Z", author={"@type": "Person", "name": "Jo Doe"}))
    + f"<title>{TITLE}</title></head><body><amp-sidebar><ul><li>News</li></ul></amp-sidebar><article><h1>{TITLE}</h1>{BODY}"
    "<amp-ad width='300'></amp-ad></article></body></html>"
)
LIVE_BLOG = page(
    "".join(
        f"<div class='post'><time datetime='2024-03-04T1{hour}:00:00Z'>1{hour}:00</time><h2>Update number {hour}</h2>"
        f"<p>At hour {hour} the ministers said: {text}</p></div>"
        for hour, text in enumerate((FIRST, SECOND, THIRD), start=1)
    ),
    head=ld({"@type": "LiveBlogPosting", "headline": TITLE, "datePublished": "2024-03-04T10:00:00Z", "liveBlogUpdate": [
        {"@type": "BlogPosting", "headline": "Update number 3", "datePublished": "2024-03-04T13:00:00Z"}]}),
)  # fmt: skip


def test_a_news_page_in_a_graph() -> None:
    article = news(
        datePublished="2024-03-04T18:30:00+01:00",
        dateModified="2024-03-05T07:00:00+01:00",
        author=[{"@type": "Person", "name": "Anna Holm"}, {"@type": "Person", "name": "Bo &amp; Co Ek"}],
        publisher={"@id": "#org"},
        inLanguage="en-GB",
    )
    other = {"@type": "NewsArticle", "headline": "Another story", "datePublished": "2020-01-01"}
    graph = {
        "@context": "x",
        "@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"}, article, MASTHEAD],
    }
    draft = read(
        page(head=ld(graph, {"@type": "ItemList", "itemListElement": [other]}) + meta(og__site_name="Times"))
    )
    assert (draft.title, draft.byline, draft.publisher) == (TITLE, "Anna Holm, Bo & Co Ek", "Times")
    assert (draft.published_at, draft.updated_at) == (
        "2024-03-04T18:30:00+01:00",
        "2024-03-05T07:00:00+01:00",
    )
    assert (draft.date_origin, draft.language, draft.url, draft.key) == ("JSON-LD", "en", URL, URL)
    assert draft.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert html.read("page.html", URL, draft.original) == draft, "what is stored can be read again"


@pytest.mark.parametrize(
    "source", [WORDPRESS, BLOGGER, AMP, LIVE_BLOG], ids=["wordpress", "blogger", "amp", "live"]
)
def test_the_text_of_other_systems(source: str) -> None:
    draft = read(source)
    assert draft.title == TITLE
    assert draft.published_at is not None
    assert draft.published_at.startswith("2024-03-04")
    for sentence in (FIRST, SECOND, THIRD):
        assert sentence in draft.text
    for residue in ("Share this", "Facebook", "All rights reserved", "Log in", "opacity", "Old post"):
        assert residue not in draft.text


def test_wordpress_says_when_it_changed() -> None:
    draft = read(WORDPRESS)
    assert (draft.published_at, draft.date_origin) == ("2024-03-04T09:00:00+01:00", "time tag")
    assert draft.updated_at == "2024-03-05T10:00:00+01:00"
    assert (draft.byline, draft.publisher) == ("Jo Doe", "Fish Blog")


def test_blocks_are_paragraphs() -> None:
    body = (
        f"{BODY}<h2>What it says</h2><ul><li>The catch falls by a fifth in the first year.</li>"
        "<li>Observers come on board of long vessels.</li></ul><blockquote><p>“It is a bitter pill,” said the union.</p>"
        "</blockquote><table><tr><th>Country</th><th>Share</th></tr><tr><td>Norvik</td><td>40 per cent</td></tr></table>"
        f"<p>{THIRD.replace('cod', 'haddock')}</p>"
    )
    paragraphs = read(page(body)).text.split("\n\n")
    for block in (
        "What it says",
        "The catch falls by a fifth in the first year.",
        "Observers come on board of long vessels.",
        "“It is a bitter pill,” said the union.",
        "Country: Norvik | Share: 40 per cent",
    ):
        assert block in paragraphs


@pytest.mark.parametrize("box", ["{}", "<div class=wrap>{}</div>", "<main>{}</main>"])
def test_a_list_in_a_box_without_a_name_stays(box: str) -> None:
    body = box.format(
        f"<h1>{TITLE}</h1>{BODY}<h2>How to ask</h2><ol><li>Open the page.</li><li>The money arrives in ten days.</li></ol>"
        f"<p>{THIRD}</p>"
    )
    menu = "<ul><li><a href=/>Home</a></li><li><a href=/a>Fish and ships</a></li></ul>"
    draft = read(f"<html><head><title>{TITLE}</title></head><body>{menu}{body}</body></html>")
    assert "How to ask\n\nOpen the page.\n\nThe money arrives in ten days." in draft.text
    assert "Fish and ships" not in draft.text


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (ld(news(headline="Ministers agree on a treaty …")), TITLE),
        (ld(news(headline="Something quite different")), TITLE),
        (meta(og__title="Treaty about fish agreed") + ld(news()), TITLE),
    ],
)
def test_the_title_is_whole_and_the_page_s_own(head: str, title: str) -> None:
    assert read(page(head=head)).title == title


def test_a_logo_is_no_title() -> None:
    source = page(heading=f"<h2>{TITLE}</h2>", head=meta(og__site_name="The Example Times"))
    draft = read(source.replace("<main>", "<h1>The Example Times</h1><main>"))
    assert (draft.title, draft.publisher) == (TITLE, "The Example Times")


@pytest.mark.parametrize(
    ("stated", "byline"),
    [
        ({"author": "By Jane Roe"}, "Jane Roe"),
        ({"author": {"name": ["Jane Roe", "Jane Roe", "J. Poe"]}}, "Jane Roe"),
        ({"author": [{"name": "https://facebook.com/jane"}, {"name": "Jane Roe"}]}, "Jane Roe"),
        ({"author": {"name": "The Example Times"}, "publisher": {"name": "The Example Times"}}, None),
        ({"author": {"name": "admin"}}, None),
        ({"author": 5}, None),
    ],
)
def test_authors_are_people(stated: dict[str, object], byline: str | None) -> None:
    assert read(page(head=ld(news(**stated)))).byline == byline


def test_what_is_not_said_comes_from_the_address() -> None:
    draft = read(page(heading="").replace(f"<title>{TITLE} | The Example Times</title>", ""))
    assert (draft.title, draft.publisher, draft.byline) == ("fish treaty", "example-times.com", None)
    assert (draft.published_at, draft.date_origin, draft.updated_at) == (None, None, None)


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        ("de-AT", "", "de"),
        ("", meta(og__locale="fr_FR"), "fr"),
        ("", ld(news(inLanguage="pt-BR")), "pt"),
        ("", "", "en"),
        ("EN", "", "en"),
        ("english", "", "en"),
    ],
)
def test_the_language(lang: str, head: str, language: str) -> None:
    assert read(page(head=head, lang=lang)).language == language


def test_a_notice_of_correction_is_kept_beside_the_text() -> None:
    notice = "Correction: An earlier version of this article misstated the number of countries."
    draft = read(page(f"{BODY}<p>{notice} It is four.</p>"))
    assert draft.correction == notice
    assert notice in draft.text


SHELL = "<html><head><title>App</title></head><body><noscript>Please enable JavaScript.</noscript><div id='root'></div></body></html>"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (SHELL, "only with JavaScript"),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article text"),
        (page(f"<p>{FIRST}</p><p>Subscribe to continue reading.</p>"), "without a subscription"),
        (page(f"<p>{FIRST}</p>", head=ld(news(isAccessibleForFree=False))), "without a subscription"),
        (page(f"<p>{FIRST}</p>", head=ld(news(isAccessibleForFree="False"))), "without a subscription"),
        ("", "no web page"),
        ("<!-- nothing -->", "no web page"),
    ],
)
def test_pages_without_their_article(source: str, said: str) -> None:
    with pytest.raises(EmptyArticle, match=said):
        read(source)


def test_a_page_behind_a_paywall_that_shows_all_is_read() -> None:
    draft = read(page(f"{BODY}<p>{FIRST}</p>", head=ld(news(isAccessibleForFree=False))))
    assert SECOND in draft.text


def test_what_is_stored_is_small_and_keeps_json_ld() -> None:
    noise = "<script>var a = '<p>no</p>';</script><STYLE>p{}</STYLE><!-- comment --><svg><path d='M0'/></svg><svg/>"
    picture = f"<img src='data:image/png;base64,{'A' * 5000}'>"
    draft = read(page(noise + BODY + picture, head=ld(news(datePublished="2024-03-04"))))
    assert "datePublished" in draft.original
    for gone in ("var a", "p{}", "comment", "<path", "AAAA"):
        assert gone not in draft.original
    assert draft.text.startswith(FIRST)
