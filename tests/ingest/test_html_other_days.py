"""Days on a page that are not its publication's, and days that nobody has set: the page stays undated."""

# ruff: noqa: E501  # markup is easier to read whole than cut into lines

from __future__ import annotations

from datetime import date

import pytest

from retrieval.ingest import formats
from retrieval.ingest.article import accepted
from retrieval.ingest.feeds import read_listing
from retrieval.ingest.formats import completed
from retrieval.types import Draft, Hints, Raw

from .pages import BODY, FIRST, SECOND, THIRD, URL, ld, meta, news, page, read

UK = "https://www.example-times.co.uk/world/fish-treaty"


def dated(source: str, url: str = URL) -> tuple[str | None, str | None]:
    draft = read(source, url)
    return draft.published_at, draft.date_origin


def numeric(line: str, *, lang: str = "en", head: str = "", url: str = URL, more: str = "") -> str | None:
    return dated(page(f"<span class='date'>{line}</span>{BODY}{more}", head=head, lang=lang), url)[0]


@pytest.mark.parametrize(
    ("line", "options", "found"),
    [
        ("03/04/2024", {}, None),
        ("03/04/2024", {"lang": "en-US"}, "2024-03-04"),
        ("03/04/2024", {"lang": "en-GB"}, "2024-04-03"),
        ("03/04/2024", {"lang": "en_AU"}, "2024-04-03"),
        ("03/04/2024", {"lang": "en-CA"}, None),
        ("03/04/2024", {"head": meta(og__locale="en_US")}, "2024-03-04"),
        ("03/04/2024", {"head": "<meta http-equiv='content-language' content='en-GB'>"}, "2024-04-03"),
        ("03/04/2024", {"head": ld(news(inLanguage="en-IE"))}, "2024-04-03"),
        ("03/04/2024", {"url": UK}, "2024-04-03"),
        ("03/04/2024", {"url": "https://www.example.gov/a"}, "2024-03-04"),
        ("03/04/2024", {"url": UK, "lang": "en-US"}, None),  # they contradict each other
        ("03/04/2024", {"lang": "en-GB", "head": meta(og__locale="en_US")}, None),
        ("03/04/2024", {"lang": "fr"}, "2024-04-03"),
        ("03/04/2024", {"lang": "es-US"}, None),
        ("03/04/2024", {"lang": "ja"}, None),
        ("03-04-2024", {"lang": "en-US"}, "2024-03-04"),
        ("03.04.2024", {}, None),
        ("03.04.2024", {"lang": "de"}, "2024-04-03"),
        ("By Ann Lee | 03/04/2024", {"lang": "en-US"}, "2024-03-04"),
        ("Published: 03/04/2024 10:15", {"lang": "en-GB"}, "2024-04-03"),
        ("Published: 03/04/2024 10:15", {}, None),
        ("25/03/2024", {}, "2024-03-25"),
        ("03/25/2024", {}, "2024-03-25"),
        ("04/04/2024", {}, "2024-04-04"),
        ("03/04/24", {"lang": "en"}, None),
        ("03/04/2024", {"more": "<p class='comments'>on 25/05/2024</p>"}, "2024-04-03"),
        ("03/04/2024", {"more": "<p class='comments'>on 05/25/2024</p>", "lang": "en-GB"}, "2024-03-04"),
        ("03/04/2024", {"head": ld(news(dateModified="2024-03-04T10:00:00Z"))}, "2024-03-04"),
        ("03/04/2024", {"url": "https://www.example-times.com/2024/04/fish"}, "2024-04-03"),
        ("03/04/2024", {"url": "https://www.example-times.com/2024/06/fish"}, None),
    ],
)  # fmt: skip
def test_day_and_month_only_where_the_page_settles_them(
    line: str, options: dict[str, str], found: str | None
) -> None:
    assert numeric(line, **options) == found


@pytest.mark.parametrize("lang", ["en", "en-US", "en-GB"])
def test_a_meta_tag_s_numbers_are_settled_alike(lang: str) -> None:
    head = "<meta name='pubdate' content='03/04/2024'>"
    assert read(page(head=head, lang=lang)).published_at == {
        "en": None, "en-US": "2024-03-04", "en-GB": "2024-04-03"
    }[lang]  # fmt: skip


TWEET = "<blockquote class='twitter-tweet'><p>What a night</p>— Jo (@jo) <a href='https://x.example/1'>March 4, 2024</a></blockquote>"
OTHER = {
    "when": f"<p class='when'>Saturday 4 May 2024, 8 pm</p><p class='where'>Pier hall</p>{BODY}",
    "when, time": f"<p class='event'>When: <time datetime='2024-05-04T20:00'>Sat 4 May, 8 pm</time></p>{BODY}",
    "when, no class": f"<p>When: 4 May 2024, 7pm</p>{BODY}",
    "wann": f"<p>Wann: 4. Mai 2024, 19.30 Uhr</p>{BODY}",
    "date beside a place": f"<ul><li>Date: 4 May 2024</li><li>Venue: Pier hall</li></ul>{BODY}",
    "evening": f"<p>Saturday 4 May 2024, 8 pm</p>{BODY}",
    "from to": f"<p>4 May 2024, 19:00–21:00</p>{BODY}",
    "event box": f"<div class='event-box'><h3>Jazz</h3><time datetime='2024-05-04'>4 May</time></div>{BODY}",
    "startDate": f"<p><span itemprop='startDate' content='2024-05-04'>4 May 2024</span></p>{BODY}",
    "life": f"<p class='life'>4 May 1931 – 9 June 2015</p>{BODY}",
    "life, no class": f"<p>4 May 1931 – 9 June 2015</p>{BODY}",
    "life, hyphen": f"<div>(4 May 1931 - 9 June 2015)</div>{BODY}",
    "years": f"<p>1931 – 2024</p>{BODY}",
    "born": f"<p>Born: 4 May 1931</p>{BODY}",
    "birthDate": f"<p>Anna Berg, <time itemprop='birthDate' datetime='1931-05-04'>4 May 1931</time></p>{BODY}",
    "table": f"{BODY}<table><tr><td>Built</td><td>5 May 2001</td></tr><tr><td>Scrapped</td><td>9 June 2015</td></tr></table>",
    "table above": f"<table><tr><th>Opened</th><td><time datetime='2001-05-05'>5 May 2001</time></td></tr></table>{BODY}",
    "infobox": f"<div class='infobox'><p>Opened</p><p>5 May 2001</p></div>{BODY}",
    "definition": f"{BODY}<dl><dt>Opened</dt><dd>5 May 2001</dd></dl>",
    "timeline": f"<p>{FIRST}</p><h3>3 March 1998</h3><p>The bridge opens.</p><h3>9 May 2018</h3><p>A ship hits the bridge.</p>",
    "timeline first": f"<h3>3 March 1998</h3><p>The bridge opens.</p><h3>9 May 2018</h3><p>A ship hits it.</p>{BODY}",
    "timeline list": f"{BODY}<ul class='timeline'><li><b>3 March 1998</b> It opens.</li><li><b>9 May 2018</b> A hit.</li></ul>",
    "tweet": f"<p>{FIRST}</p>{TWEET}<p>{SECOND}</p><p>{THIRD}</p>",
    "tweet first": f"{TWEET}{BODY}",
    "tweet, time": f"<div class='embedded-tweet'><time datetime='2024-03-04'>Mar 4</time></div>{BODY}",
    "quote": f"<blockquote><p>It is done.</p><cite>4 March 2024</cite></blockquote>{BODY}",
    "instagram": f"<div class='instagram-media'><p>Pier</p><time datetime='2024-03-04T10:00:00Z'>4 March</time></div>{BODY}",
    "comment": f"{BODY}<ol class='comment-list'><li><time datetime='2024-03-04'>4 March 2024</time><p>Nice.</p></li></ol>",
    "related": f"{BODY}<ul class='related-stories'><li><a href='/a'>Another</a> <span class='date'>4 March 2024</span></li></ul>",
    "deadline": f"<p class='deadline'>Apply by 4 May 2024</p>{BODY}",
}  # fmt: skip


@pytest.mark.parametrize("body", OTHER.values(), ids=list(OTHER))
def test_days_of_something_else_are_not_the_publication_s(body: str) -> None:
    assert dated(page(body)) == (None, None)


@pytest.mark.parametrize("body", OTHER.values(), ids=list(OTHER))
def test_beside_them_the_page_s_own_day_counts(body: str) -> None:
    own = "<p class='byline'>By Ann Lee | Published 7 May 2024</p>"
    assert dated(page(own + body)) == ("2024-05-07", "text")


def test_an_event_s_day_in_json_ld_is_no_publication() -> None:
    event = {"@type": "Event", "name": "Jazz", "startDate": "2024-05-04T20:00", "endDate": "2024-05-05"}
    assert dated(page(f"<p>4 May 2024</p>{BODY}", head=ld(event))) == (None, None)
    assert dated(page(f"<p>3 May 2024</p>{BODY}", head=ld(event))) == ("2024-05-03", "text")


def test_the_line_of_an_event_stays_in_the_text() -> None:
    assert "Saturday 4 May 2024, 8 pm" in read(page(OTHER["when"])).text
    assert "4 May 1931" in read(page(OTHER["life"])).text
    stated = read(page(f"<p>4 May 2024</p>{BODY}"))
    assert "4 May 2024" not in stated.text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jazz\n\nWhen: 4 May 2024, 7pm\nWhere: Pier hall\n\n", None),
        ("Jazz\n\nSaturday 4 May 2024, 8 pm\nPier hall\n\n", None),
        ("Jazz\n\nDate: 4 May 2024\nVenue: Pier hall\n\n", None),
        ("Anna Berg\n\n4 May 1931 – 9 June 2015\n\n", None),
        ("A bridge\n\n3 March 1998\n\nIt opens.\n\n9 May 2018\n\nA ship hits it.\n\n", None),
        ("A bridge\n\nPublished 7 May 2024\n\n3 March 1998\n\nIt opens.\n\n9 May 2018\n\nA hit.\n\n", "2024-05-07"),
        ("A bridge\n\n03/04/2024\n\n", None),
        ("A bridge\n\n1970-01-01\n\n", None),
        ("A bridge\n\n7 May 2024, 10:15\n\n", "2024-05-07"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_the_same_in_plain_text(text: str, found: str | None, suffix: str) -> None:
    draft = formats.read(Raw(f"a.{suffix}", f"{text}{FIRST}\n\n{SECOND}\n".encode()))
    assert draft.published_at == found
    for line in filter(None, text.split("\n")[1:]):  # nothing is taken away that was not taken for the date
        assert found or line in " ".join(draft.text.split())


UNSET = [
    "1970-01-01", "1970-01-01T00:00:00Z", "1970-01-01T01:00:00+01:00", "1969-12-31T19:00:00-05:00", "1970-01-01T09:00:00+09:00",
    "0001-01-01T00:00:00", "0001-01-01", "1900-01-01", "1899-12-30T00:00:00", "1601-01-01T00:00:00Z", "2000-01-01T00:00:00",
    "2000-01-01T00:00:00Z", "1999-12-31T19:00:00-05:00", "2001-01-01T00:00:00Z", "1980-01-01T00:00:00", "1999-11-30T00:00:00",
    "9999-12-31T23:59:59Z", "2099-01-01", "2038-01-19T03:14:07Z", "0000-00-00",
]  # fmt: skip


@pytest.mark.parametrize("stated", UNSET)
def test_what_nobody_has_set_is_no_date_anywhere(stated: str) -> None:
    day = stated[:10]
    for source in (
        page(head=ld(news(datePublished=stated, dateModified=stated))),
        page(head=meta(article__published_time=stated, article__modified_time=stated)),
        page(head=f"<meta name='date' content='{stated}'>"),
        page(f"<time datetime='{stated}'>once</time>{BODY}"),
    ):
        draft = read(source)
        assert (draft.published_at, draft.date_origin, draft.updated_at) == (None, None, None)
    rss = f"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><item><title>T</title><link>https://x.example/a</link><dc:date>{stated}</dc:date></item></channel></rss>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><link href='https://x.example/a'/><published>{stated}</published><updated>{stated}</updated></entry></feed>"
    json_feed = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": "1", "url": "https://x.example/a", "date_published": "{stated}", "date_modified": "{stated}"}}]}}'
    sitemap = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://x.example/a</loc><lastmod>{stated}</lastmod></url></urlset>"
    today = date(2026, 1, 1)
    for source in (rss, atom, json_feed, sitemap):
        (entry,) = read_listing(Raw("a", source.encode())).entries
        draft = completed(Draft("a.html", "k", "T", "o", "t"), entry.hints, None, today)
        assert (draft.published_at, draft.date_origin, draft.updated_at) == (None, None, None)
    for name, source in (
        ("a.md", f"---\ntitle: T\ndate: {stated}\nupdated: {stated}\n---\n{FIRST}"),
        ("a.md", f"---\ntitle: T\ndate: '{stated}'\n---\n{FIRST}"),
        ("a.json", f'{{"title": "T", "text": "{FIRST}", "date": "{stated}", "updated": "{stated}"}}'),
    ):
        draft = formats.read(Raw(name, source.encode()))
        assert (draft.published_at, draft.date_origin, draft.updated_at) == (None, None, None)
    if day != "0000-00-00":
        given = Draft("", "k", "T", "o", "Some words here.", published_at=stated, updated_at=stated)
        assert accepted(given, 1000).published_at is None
        hinted = completed(Draft("a.html", "k", "T", "o", "t"), Hints(published_at=stated), None, today)
        assert (hinted.published_at, hinted.date_origin) == (None, None)


@pytest.mark.parametrize(
    "stated",
    ["2000-01-01", "2000-01-01T10:00:00", "2001-01-01T09:30:00+01:00", "1970-01-02T10:00:00Z", "1980-01-01"],
)
def test_days_near_them_are_days(stated: str) -> None:
    assert (read(page(head=ld(news(datePublished=stated)))).published_at or "")[:10] == stated[:10]


def test_what_lies_more_than_a_year_ahead_is_no_date() -> None:
    draft = Draft("a.md", "k", "T", "o", "t", published_at="2027-03-01", updated_at="2026-02-01")
    found = completed(draft, Hints(published_at="2025-05-05"), None, date(2026, 1, 1))
    assert (found.published_at, found.date_origin, found.updated_at) == ("2025-05-05", "feed", "2026-02-01")
