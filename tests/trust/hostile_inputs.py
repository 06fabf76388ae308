"""Hostile inputs, made by a table: name -> what is sent. Files and archives are bytes under a file name, the rest text.

Each stands for a way in which something once went wrong somewhere: in a parser, a decoder, a terminal, a database.
"""

from __future__ import annotations

import io
import json
import random
import stat
import struct
import zipfile
from collections.abc import Iterator

_CHANCE = random.Random(20240229)
STORY = "The harbour opens on Monday, said the mayor of Orm. It was closed for three years."
RLO, ZERO, COMBINING = "\u202e", "\u200b", "\u0301"

CONTENTS: dict[str, bytes] = {
    "empty": b"",
    "a NUL": b"\0",
    "NULs": bytes(20_000),
    "noise": _CHANCE.randbytes(20_000),
    "every byte": bytes(range(256)) * 20,
    "ones": b"\xff" * 5000,
    "byte order mark alone": b"\xef\xbb\xbf",
    "half a UTF-16": STORY.encode("utf-16")[:-1],
    "UTF-32": STORY.encode("utf-32"),
    "overlong UTF-8": b"\xc0\xaf\xe0\x80\xaf" * 300,
    "surrogates": b"\xed\xa0\x80\xed\xbf\xbf" * 300,
    "another direction": (RLO + STORY + "\u2066").encode(),
    "nothing to see": (ZERO * 3000).encode(),
    "combining": ("e" + COMBINING * 5000).encode(),
    "escape codes": b"\x1b[2J\x1b]0;owned\x07" * 200,
    "one line": b"a" * 200_000,
    "new lines": b"\n" * 100_000,
    "carriage returns": b"\r" * 50_000,
    "brackets": b"[" * 50_000,
    "angles": b"<" * 50_000,
    "deep": b"<div>" * 20_000,
    "rules": b"---\n" * 10_000,
    "aliases": b"---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\ntitle: *b\n---\n"
    + STORY.encode(),
    "entities": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
    "a file of the machine": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><html><p>&b;</p></html>',
    "half a PDF": b"%PDF-1.7\n1 0 obj\n<< /Length 99999999 >>\nstream\n",
    "a PDF in circles": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>",
    "half a ZIP": b"PK\x03\x04" + bytes(100),
    "numbers": b"9" * 20_000,
    "lines of JSON": b'{}\n[]\nnull\n1\n"a"\n' * 200,
    "deep JSON": b"[" * 5000 + b"]" * 5000,
    "JSON with a number without end": b'{"title": "x", "text": "y", "date": 1e999}',
    "JSON with other types": json.dumps(
        {"title": [], "text": {}, "url": 7, "date": True, "pages": "x"}
    ).encode(),
    "Infinity": b'{"title": "a", "text": NaN, "date": -Infinity}',
    "script": b"<script>" + b"alert(1);" * 1000 + b"</script>",
}
SUFFIXES = (".txt", ".md", ".html", ".pdf", ".docx", ".jsonl")


def files() -> Iterator[tuple[str, bytes]]:
    """Every content under every suffix: most are not what they say they are."""
    for name, data in CONTENTS.items():
        for suffix in SUFFIXES:
            yield f"{name}{suffix}", data


def _zip(*members: tuple[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, packed)
    return out.getvalue()


def _linked() -> bytes:
    out, info = io.BytesIO(), zipfile.ZipInfo("link.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def _changed(data: bytes, what: bytes, to: bytes) -> bytes:
    assert what in data
    return data.replace(what, to)


def _nested(depth: int) -> bytes:
    data = _zip(("a.txt", STORY.encode()))
    for _ in range(depth):
        data = _zip(("inner.zip", data))
    return data


def archives() -> Iterator[tuple[str, bytes]]:
    whole = _zip(("a.txt", STORY.encode()), packed=zipfile.ZIP_STORED)
    yield "empty.zip", b""
    yield "no-members.zip", _zip()
    yield "cut.zip", whole[: len(whole) // 2]
    yield "without-its-end.zip", whole[:-22]
    yield "only-its-end.zip", whole[-22:]
    yield "noise.zip", _CHANCE.randbytes(5000)
    yield "noise-before.zip", _CHANCE.randbytes(500) + whole
    yield "noise-after.zip", whole + _CHANCE.randbytes(500)
    yield "wrong-sum.zip", _changed(whole, b"harbour", b"harvour")
    yield (
        "locked.zip",
        _changed(whole, b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"),
    )
    yield (
        "unknown-packing.zip",
        whole.replace(struct.pack("<HH", 20, 0) + b"\0\0", struct.pack("<HH", 20, 0) + b"\x63\0"),
    )
    yield "small-and-large.zip", _zip(("a.txt", b"x" * 20_000_000))
    yield "nested.zip", _nested(12)
    yield "many.zip", _zip(*((f"{number}.png", b"") for number in range(3000)))
    yield "upwards.zip", _zip(("../../../etc/cron.d/a.txt", STORY.encode()))
    yield "absolute.zip", _zip(("/etc/a.txt", STORY.encode()))
    yield "drive.zip", _zip(("C:\\windows\\a.txt", STORY.encode()))
    yield "device.zip", _zip(("CON.txt", b"x"), ("aux.md", b"x"))
    yield "long-name.zip", _zip(("a" * 60_000 + ".txt", b"x"))
    yield "backwards-name.zip", _zip((f"a{RLO}txt.exe", b"x"))
    yield "two-of-a-name.zip", _zip(("a.txt", b"x"), ("A.TXT", b"y"), ("a.txt/b.txt", b"z"))
    yield "link.zip", _linked()
    yield "folders-only.zip", _zip(("a/", b""), ("a/b/", b""))
    yield "itself.zip", _zip(("itself.zip", whole), ("itself.zip.zip", whole))
    yield "a.docx", _zip(("word/document.xml", b"<w:document>" + b"<w:p>" * 20_000))
    yield (
        "entities-inside.docx",
        _zip(("word/document.xml", CONTENTS["entities"]), ("[Content_Types].xml", b"<Types/>")),
    )


PAGES: dict[str, str] = {
    "nothing": "",
    "no article": "<html><body></body></html>",
    "deep tables": "<table><tr><td>" * 3000,
    "deep lists": "<ul><li>" * 3000,
    "attributes": "<p " + " ".join(f"a{number}='x'" for number in range(5000)) + ">x</p>",
    "half a tag": "<html><body><p class='",
    "comments": "<!--" * 5000,
    "redirects in a circle": '<meta http-equiv="refresh" content="0; url=">',
    "a redirect into the network": '<meta http-equiv="refresh" content="0; url=http://169.254.169.254/">',
    "base elsewhere": '<base href="file:///etc/"><a href="passwd">x</a>',
    "structured lies": '<script type="application/ld+json">{"@type": "Article", "datePublished": "9999-99-99"}</script>',
    "deep structure": '<script type="application/ld+json">' + '{"a":' * 3000 + "1" + "}" * 3000 + "</script>",
    "broken structure": '<script type="application/ld+json">{"@graph": [[[[</script>',
    "hidden": f'<p style="display:none">{STORY}</p>',
    "frames": "<iframe src='/'></iframe>" * 2000,
    "svg": "<svg><script>alert(1)</script></svg>" * 500,
    "null bytes": "<p>a\0b</p>" * 1000,
    "charset lies": '<meta charset="utf-7"><p>+ADw-script+AD4-</p>',
    "unknown charset": '<meta charset="no-such-charset"><p>x</p>',
    "title without end": "<title>" + "t" * 100_000,
}
_ITEM = "<item><title>{}</title><link>{}</link><description>{}</description></item>"
_RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{}</channel></rss>'
FEEDS: dict[str, str] = {
    "nothing": "",
    "no entries": _RSS.format(""),
    "cut": _RSS.format(_ITEM.format("a", "/a", "b"))[:120],
    "entities": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>',
    "a file": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel>&a;</channel></rss>',
    "deep": "<rss>" + "<channel>" * 5000,
    "many": _RSS.format("".join(_ITEM.format(f"t{n}", f"javascript:{n}", "x") for n in range(300))),
    "links into the machine": _RSS.format(_ITEM.format("a", "file:///etc/passwd", "x")),
    "links into the network": _RSS.format(_ITEM.format("a", "http://169.254.169.254/", "x")),
    "no links": _RSS.format("<item></item>" * 50),
    "one address": _RSS.format("".join(_ITEM.format(f"t{n}", "/same", "x") for n in range(50))),
    "dates": _RSS.format("<item><title>a</title><pubDate>Mon, 99 Foo 99999 25:61:61</pubDate></item>"),
    "JSON": '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": [], "url": {}}, null, 7]}',
    "deep JSON": '{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 3000,
    "opml": "<opml><body>" + '<outline xmlUrl="file:///etc/passwd"/>' * 50 + "</body></opml>",
    "sitemap": "<urlset>" + "<url><loc>http://[::1]/</loc></url>" * 50 + "</urlset>",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id/><updated>x</updated></entry></feed>',
    "two roots": "<rss></rss><rss></rss>",
    "control characters": _RSS.format(_ITEM.format("a\x0b\x1b[31m", "/\x00", "x")),
    "markup in titles": _RSS.format(_ITEM.format("&lt;script&gt;@everyone&lt;/script&gt;", "/x", "y")),
}
ADDRESSES = (
    "http://", "http:///", "http://:80/", "http://a:b:c/", "http://a:99999/", "http://a:-1/", "http://user:secret@/",
    "http://[", "http://[::1", "http://[::1]]/", "http://[v1.x]/", "https://[::ffff:7f00:1]/", "http://127.1/",
    "http://0177.0.0.1/", "http://0x7f000001/", "http://017700000001/", "http://127.0.0.1:22/", "http://localhost./",
    "http://LOCALHOST/", "http://localhost%2e/", "http://127.0.0.1%00.example/", "http://a\x00b/", "http://a\r\nHost: b/",
    "http://a b/", "http://-a-/", "http://" + "a" * 64 + ".example/", "http://" + "a." * 200 + "example/",
    "http://xn--a/", "http://\u2488\u2488/", "http://\uff11\uff12\uff17.0.0.1/", "http://e\u0301.invalid/",
    "http://@169.254.169.254/", "http://a@b@127.0.0.1/", "http://127.0.0.1#@example.org/", "http://127.0.0.1\\@a/",
    "https://10.0.0.1/", "http://172.16.0.1/", "http://192.0.0.1/", "http://198.18.0.1/", "http://240.0.0.1/",
    "http://255.255.255.255/", "http://[fc00::1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://metadata.invalid/" + "a" * 5000,
)  # fmt: skip
"""Nothing here may be connected to."""
QUESTIONS = (
    "", " ", "?", "\0", "\ud800", RLO * 200, ZERO * 200, COMBINING * 500, "a" * 5000, "? " * 2000, '"' * 999, "'" * 999,
    "(" * 1000, "[" * 1000, "*", "***", "^", "-", "--", "NOT", "AND OR NOT", "NEAR(a b, 5)", "NEAR(", "title:x", "s1:x",
    '"a" OR "b"', "a* b*", "col : x", "{a b} : c", "'; DROP TABLE articles; --", "\\", "\\\\\\", "%", "_", "%s%n", "{0}",
    "${jndi:ldap://a}", "<script>", "@everyone when?", "<@1> who?", "```when```", "\x1b[31mwhen?", "when? " * 800,
    "who " * 1300, "on 99 May 99999?", "in 0000?", "since 9999-12-31?", "between 5 and 3?", "last " * 1000 + "week?",
    "1e999?", "NaN?", "\U0010ffff?", "👩‍👩‍👧‍👦" * 300, "ﷺ" * 500, "\u2028when\u2029?", "İ" * 500, "ß" * 1000,
)  # fmt: skip
TITLES = (
    "", " ", "\0", "\ud800", RLO + "title", ZERO, COMBINING * 300, "t" * 20_000, "\n" * 500, "[a](javascript:b)", "**",
    "||spoiler||", "@everyone", "<@&1>", "`" * 50, "> q", "# h", "\x1b]0;x\x07", "%s", "\u2028", "' OR 1=1 --", "../..",
)  # fmt: skip
"""Of articles that a program hands over, and words that are looked for in titles."""
NAMES = (
    "", ".", "..", "/", "\\", "a/../b.txt", "../../a.txt", "/etc/passwd", "C:\\a.txt", "CON.txt", "a\0b.txt", "a\nb.txt",
    f"a{RLO}txt.md", ".txt", "..txt", "a.txt.", "a.txt ", "a" * 3000 + ".txt", "a.TXT", "a.txt\u200b", "\ud800.txt",
    "@everyone.txt", "[a](b).md", "%00.txt", "a.tar.gz", "a.exe", "a.html.exe", "-rf.txt", "$(id).txt", "`id`.md",
)  # fmt: skip
"""Of uploads."""
IDS = (
    "dateline", "dateline:", "dateline::", ":" * 50, "dateline:sources:", "dateline:sources:-1", "dateline:sources:0",
    "dateline:sources:99999999999999999999", "dateline:sources:1e3", "dateline:sources:\u0661", "dateline:sources:1:2:3",
    "dateline:sources:1\n", "dateline:sources:1;DROP TABLE", "dateline:source:1:-1:on", "dateline:source:1:9999:on",
    "dateline:unknown:1", "Dateline:Sources:1", "dateline:forget:0", "dateline:forget:-1", "dateline:rollback:1:now",
    "dateline:restore:9223372036854775808", "dateline:articles:99999999:on", "x" * 100, "\ud83d\ude00" * 20, RLO * 30,
)  # fmt: skip
"""Of buttons that nobody was shown."""
SETTINGS = (
    "[", "= 1", "a", "a = ", "\0", "[a]\n[a]", "data_dir = 7", 'data_dir = "\\u0000"', "data_dir = ['a']", "no_such = 1",
    "[answer]\nthreshold = 'x'", "[answer]\nthreshold = 2", "[answer]\nthreshold = nan", "[answer]\nthreshold = -inf",
    "[passages]\nwords = 0", "[passages]\nwords = -5", "[passages]\nwords = 1e9", "[passages]\nwords = true",
    "[search]\ncandidates = 0", "[fetch]\nallowed_ports = [0]", "[fetch]\nallowed_ports = [99999]",
    "[fetch]\ntimeout_seconds = 0", "[log]\nlevel = 'loud'", "[log]\nformat = 'xml'", "[metrics]\nport = 70000",
    "[backup]\nevery = 0", "[backup]\nkeep = -1", "[answer]\nno_such = 1", "answer = 1", "answer = []",
    "[[answer]]\na = 1", "[embedding]\nbatch_size = 0", "[ingest]\ntrash_days = -1", "# \ud7ff\n[x",
)  # fmt: skip
"""Files of settings, each with something wrong in it."""
