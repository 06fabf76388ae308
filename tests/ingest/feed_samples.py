"""Feeds in the shapes that real publishers send, cut down to what matters."""

from __future__ import annotations

from retrieval.ingest.feeds import Entry, Listing, looks_like_listing, read_listing
from retrieval.types import Raw

RSS_OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>The Paper</title>'
    "<link>https://paper.example/</link>"
)


def rss(*items: str) -> str:
    return f"{RSS_OPEN}{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"


def atom(*entries: str, feed: str = "", attributes: str = "") -> str:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:yt="http://www.youtube.com/xml/schemas/2015"'
        f' xmlns:media="http://search.yahoo.com/mrss/" {attributes}><title>A Blog</title>{feed}{body}</feed>'
    )


WORDPRESS = rss("""<title>Budget passes &#8211; at last</title>
<link>https://paper.example/2024/03/budget/?utm_source=rss&#038;utm_medium=rss</link>
<dc:creator><![CDATA[Jane Doe]]></dc:creator><pubDate>Fri, 01 Mar 2024 10:00:00 +0000</pubDate>
<category><![CDATA[Politics]]></category><category>Money</category>
<guid isPermaLink="false">https://paper.example/?p=123</guid>
<description><![CDATA[<p>Short &hellip;</p>]]></description>
<content:encoded><![CDATA[<p>Parliament passed the budget on Friday.</p>
<p>It takes effect in <b>April</b>.</p><script>track()</script>]]></content:encoded>""")

BBC = rss("""<title><![CDATA[Storm hits coast]]></title><description><![CDATA[Thousands lose power.]]></description>
<link>https://www.bbc.co.uk/news/uk-123?at_medium=RSS&amp;at_campaign=KARANGA</link>
<guid isPermaLink="false">https://www.bbc.co.uk/news/uk-123#0</guid><pubDate>Fri, 01 Mar 2024 09:00:00 GMT</pubDate>
<media:thumbnail width="240" height="135" url="https://ichef.bbci.co.uk/x.jpg"/>""")

GOOGLE_NEWS = rss("""<title>Chip plant to open - Reuters</title>
<link>https://news.google.com/rss/articles/CBMiabc?oc=5</link><guid isPermaLink="false">CBMiabc</guid>
<pubDate>Fri, 01 Mar 2024 08:00:00 GMT</pubDate>
<description>&lt;a href="https://x.example"&gt;Chip plant to open&lt;/a&gt;&amp;nbsp;
&lt;font&gt;Reuters&lt;/font&gt;</description>
<source url="https://www.reuters.com">Reuters</source>""")

PODCAST = rss("""<title>Episode 7</title><guid isPermaLink="false">ep-7</guid><itunes:author>The Hosts</itunes:author>
<enclosure url="https://cdn.example/7.mp3" length="1" type="audio/mpeg"/><pubDate>Fri, 01 Mar 2024 07:00:00 EST</pubDate>
<description>We talk about ports.</description>""")

REDDIT = atom(
    """<author><name>/u/someone</name><uri>https://www.reddit.com/user/someone</uri></author>
<category term="news" label="r/news"/>
<content type="html">&lt;!-- SC_OFF --&gt;&lt;div&gt;&lt;p&gt;A post.&lt;/p&gt;&lt;/div&gt;&lt;!-- SC_ON --&gt;
 &amp;#32; submitted by &amp;#32; &lt;a href=&quot;https://x.example&quot;&gt;/u/someone&lt;/a&gt;</content>
<id>t3_abc</id><link href="https://www.reddit.com/r/news/comments/abc/a_post/"/>
<updated>2024-03-01T10:00:00+00:00</updated><published>2024-03-01T09:00:00+00:00</published><title>A post</title>""",
    feed='<link rel="self" href="https://www.reddit.com/r/news/.rss" type="application/atom+xml"/>',
)

YOUTUBE = atom(
    """<id>yt:video:abc</id><yt:videoId>abc</yt:videoId><title>A video</title>
<link rel="alternate" href="https://www.youtube.com/watch?v=abc"/><author><name>A Channel</name></author>
<published>2024-03-01T09:00:00+00:00</published><updated>2024-03-02T09:00:00+00:00</updated>
<media:group><media:title>A video</media:title><media:description>What it shows.

And more.</media:description></media:group>"""
)

ATOM_LINKS = atom(
    """<id>tag:blog.example,2024:1</id><title type="html">Cats &amp;amp; &lt;i&gt;dogs&lt;/i&gt;</title>
<link rel="enclosure" type="audio/mpeg" href="a.mp3"/><link rel="related" href="https://other.example/"/>
<link rel="alternate" type="application/json" href="post.json"/><link rel="alternate" type="text/html" href="post"/>
<link rel="edit" href="edit/1"/><updated>2024-03-01T10:00:00+09:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; two.</p><p>Three.</p></div></content>""",
    feed="<author><name>Ann Lee</name></author>",
    attributes='xml:base="/blog/"',
)

RSS_10 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://paper.example/"><title>Nikkan</title></channel>
<item rdf:about="https://paper.example/a"><title>第一報</title><link>https://paper.example/a</link>
<dc:date>2024-03-01T10:00:00+09:00</dc:date><dc:publisher>Nikkan Press</dc:publisher></item></rdf:RDF>"""

RSS_091 = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Caf&eacute;</title><item><title>Déjà vu</title><link>https://paper.example/old</link>
<description>An &eacute;clair.</description></item></channel></rss>"""

JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "A JSON Blog", "authors": [{"name": "Ann Lee"}],
 "items": [{"id": 7, "url": "/post", "title": "Post", "content_html": "<p>One.</p><p>Two.</p>",
  "date_published": "2024-03-01T10:00:00-05:00", "date_modified": "2024-03-02T10:00:00-05:00", "tags": ["a", 5, "b"]},
 {"id": "https://blog.example/note", "content_text": "First line.\\n\\nSecond.", "author": {"name": "Bo"}},
 {"id": "link", "external_url": "https://other.example/x", "summary": "A link."}, "nonsense", {"id": "empty"}]}"""

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://paper.example/a?x=1&amp;y=2</loc><lastmod>2024-03-01</lastmod><image:image>
<image:loc>https://cdn.example/i.jpg</image:loc></image:image></url>
<url><loc> https://paper.example/b </loc><lastmod>2024-03-02T10:00:00+09:00</lastmod></url>
<url><loc>javascript:alert(1)</loc></url><url><lastmod>2024-03-01</lastmod></url></urlset>"""

SITEMAP_INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://paper.example/s1.xml.gz</loc><lastmod>2024-01-01</lastmod></sitemap>
<sitemap><loc>https://paper.example/s2.xml.gz</loc><lastmod>2024-02-01</lastmod></sitemap></sitemapindex>"""

NEWS_SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://paper.example/n</loc><news:news>
<news:publication><news:name>The Paper</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-03-01T10:00:00-05:00</news:publication_date><news:title>Ports &amp; planes</news:title>
<news:keywords>ports, planes</news:keywords></news:news></url></urlset>"""

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>My feeds</title></head><body>
<outline text="World"><outline text="Asia"><outline type="rss" text="Nikkan" xmlUrl="https://nikkan.example/rss"/></outline>
<outline text="BBC" title="BBC News" XMLURL="https://bbc.example/rss" htmlUrl="https://bbc.example/"/></outline>
<outline text="Loose" xmlUrl="feed.xml"/><outline text="Nothing"/></body></opml>"""

BASE = "https://paper.example/feeds/news.xml"


def listing(
    source: str | bytes, *, url: str | None = BASE, charset: str | None = None, limit: int = 1000
) -> Listing:
    data = source.encode() if isinstance(source, str) else source
    raw = Raw("news.xml", data, url=url, charset=charset)
    assert looks_like_listing(raw)
    return read_listing(raw, limit)


def only(source: str | bytes, **options: str | None) -> Entry:
    (entry,) = listing(source, **options).entries  # type: ignore[arg-type]  # url and charset alone
    return entry
