"""What a listing (a feed, a sitemap, a list of feeds) is, and what every format needs to make its entries: absolute
addresses, plain paragraphs of fragments of HTML, one entry an article, newest first. Pure.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from lxml import etree

from ...dates.pages import instant
from ...text import content_hash, normalise, one_line
from ...types import Hints
from ..addresses import is_front, without_tracking


class ListingKind(StrEnum):
    """What the bytes were."""

    RSS = "rss"
    ATOM = "atom"
    JSON_FEED = "json_feed"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap_index"
    OPML = "opml"


FEEDS = frozenset({ListingKind.RSS, ListingKind.ATOM, ListingKind.JSON_FEED})
"""What is worth polling. The other kinds: a sitemap lists pages, an index lists sitemaps, an OPML list feeds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a listing names; it has a URL, a text, or both, unless it stands in `Listing.empty`."""

    id: str
    """Stable within its listing: as the source states it, else the URL, else a hash of title and date."""
    url: str | None
    """Absolute, http or https, as stated; tracking parameters included."""
    hints: Hints
    text: str | None
    """The listing's own full text or summary in plain paragraphs; the longest one it gives."""
    categories: tuple[str, ...] = ()
    shares_page: bool = False
    """Others of its listing lead to the same page, or it is the site's front page: the page is no article of its own."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries newest first, each article once."""

    kind: ListingKind
    title: str | None
    entries: tuple[Entry, ...]
    left_out: int = 0
    """How many older ones were more than the limit."""
    repeated: int = 0
    """How many only announced again what another entry of the listing announces."""
    empty: tuple[Entry, ...] = ()
    """What names neither a page nor a text."""

    @property
    def truncated(self) -> bool:
        return self.left_out > 0


_LONGEST_URL = 2_000
_LONGEST_ID = 2_000
_LONGEST_OWN_ID = 1_500
"""Characters of an id that several entries have, before what tells them apart."""
_LONGEST_LINE = 500
"""Characters of a title or a name."""
_MOST_CATEGORIES = 20


def absolute(base: str | None, stated: object) -> str | None:
    """An http(s) address as a page at `base` means it; None for anything else."""
    if not isinstance(stated, str) or not (text := "".join(normalise(stated).split())):
        return None
    try:
        url = urljoin(base or "", text)
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    except ValueError:
        return None
    return url if fits and len(url) <= _LONGEST_URL else None


def entry(
    *,
    id: str | None,
    url: str | None,
    hints: Hints,
    text: str | None,
    categories: Iterable[str] = (),
) -> Entry | None:
    """An entry with an identity; None when it says nothing at all."""
    stated = normalise(id or "").strip()
    if not stated and url is None and not text and not hints.title:
        return None
    if not stated or len(stated) > _LONGEST_ID:
        stated = url or f"hash:{content_hash(hints.title, hints.published_at, text)}"
    kept = dict.fromkeys(line for each in categories if (line := shortened(each)))
    return Entry(stated, url, hints, text, tuple(kept)[:_MOST_CATEGORIES])


def shortened(line: str | None) -> str | None:
    """One line of bearable length."""
    return one_line(line, _LONGEST_LINE)


def newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """An entry without a date stays behind the one that the listing names before it."""
    before = datetime.max.replace(tzinfo=UTC)
    dated: list[tuple[datetime, Entry]] = []
    for each in entries:
        stated = each.hints.published_at or each.hints.updated_at
        before = instant(stated) if stated else before
        dated.append((before, each))
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [each for _, each in dated]


def once(entries: Sequence[Entry]) -> list[Entry]:
    """Each article once, under an id of its own; the first one counts, as feeds name the newest first.

    What announces the same page with the same words is the same article, whatever its id. Neither an id nor a page alone
    tells: there are feeds that give all entries one id, or link all of them to one page.
    """
    found: dict[tuple[str | None, ...], Entry] = {}
    for each in entries:
        page = without_tracking(each.url) if each.url else None
        place = (page, urlsplit(each.url).fragment if each.url else None) if page else (None, each.id)
        found.setdefault((*place, (each.hints.title or "").casefold() or None, each.text), each)
    pages = Counter(page for page, *_ in found)
    ids = Counter(each.id for each in found.values())
    titled = Counter((each.id, known[:3]) for known, each in found.items())
    return [
        replace(
            each,
            # without the text where it can be, so that an edited entry keeps its id
            id=_own_id(each.id, known if titled[each.id, known[:3]] > 1 else known[:3])
            if ids[each.id] > 1
            else each.id,
            shares_page=each.url is not None and (pages[known[0]] > 1 or is_front(each.url)),
        )
        for known, each in found.items()
    ]


def _own_id(id: str, known: tuple[str | None, ...]) -> str:
    """For one of several entries that have this id."""
    return f"{id[:_LONGEST_OWN_ID]} {content_hash(*known)[:16]}"


_TAG = re.compile(r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>|<!--")
_DOCUMENT = re.compile(
    r"</?(?:html|body)\b[^<>]*>|<!\[CDATA\[|\]\]>|<!(?!--)[^<>]*>"
    r"|[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]",
    re.IGNORECASE,
)
"""What does not belong into a fragment; the parser would stop at the end of a document."""
_DROPPED = frozenset("script style noscript template svg math iframe object head select button form".split())
_SILENT = re.compile(r"<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
"""Only for markup nested too deeply for the parser, which then gives nothing."""
_PARAGRAPHS = frozenset(
    "p div ul ol dl table blockquote pre article section aside header footer main figure figcaption hr "
    "h1 h2 h3 h4 h5 h6 address details".split()
)
_LINES = frozenset("br li tr dt dd summary option".split())


def paragraphs_of(markup: str) -> str | None:
    """The words of an HTML fragment, a blank line between paragraphs; None where there are none.

    What holds no tag is plain text with its own line breaks.
    """
    if not _TAG.search(markup):
        return normalise(html.unescape(markup)) or None
    fragment = f"<div>{_DOCUMENT.sub('', markup)}"
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(fragment.encode(), parser)
    text = normalise("".join(_pieces(root))) if root is not None else ""
    return text or normalise(html.unescape(_TAG.sub(" ", _SILENT.sub(" ", fragment)))) or None


def line_of(markup: str | None) -> str | None:
    """The same as one line: a title, a name."""
    return one_line(paragraphs_of(markup)) if markup else None


def _pieces(root: etree._Element) -> Iterator[str]:
    """Text in document order, without recursion: markup may be nested deeply."""
    dropped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            dropped += name in _DROPPED
            yield _break(name)
            text = element.text
        else:
            dropped -= name in _DROPPED
            yield "" if name == "br" else _break(name)
            text = element.tail
        if text and not dropped:
            yield re.sub(r"\s+", " ", text)


def _break(name: str) -> str:
    return "\n\n" if name in _PARAGRAPHS else "\n" if name in _LINES else " " if name == "td" else ""
