"""When a page says that it was published and changed.

Explicit statements come first, and each source counts only where the ones before it are silent: JSON-LD, meta tags,
<time> elements, lines under the heading, the address, the text. Days of something else never stand for publication: a
year in a footer, a related article's day, the day of a change, of an event, of a life, of a post that the page shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from itertools import chain

from htmldate import find_date
from lxml import etree

from ...dates.pages import (
    Numeric,
    is_event_line,
    is_possible,
    is_span,
    iso_date,
    order_meant,
    order_shown,
    page_date,
    press_day,
    same_instant,
    stated_day,
    states_placeholder,
)
from ...types import LIVE_BLOG
from .html_metadata import Meta, Node, json_ld, language_tags, words_in

_NAMED = re.compile(
    r"(?<![a-z])(?:(?<!live-)v?events?|when|where|venues?|location|schedules?|agenda|programme|itinerary|fixtures?|calendar|dtstart|dtend"
    r"|start-?(?:date|time)|end-?(?:date|time)|door-?time|doors|deadlines?|expir(?:es|y)|validity|tickets?|booking"
    r"|birth|death|born|died|birth-?(?:date|day)|death-?date|bday|life(?:-?(?:dates?|span|time))?"
    r"|tweets?|twitter|instagram|facebook|fb-post|bluesky|mastodon|tiktok|embed(?:ded)?|quotes?|social-?posts?"
    r"|timelines?|chronology|milestones?|history|factbox|fact-?box|infobox|info-?box|key-?(?:dates|facts))(?![a-z])",
    re.IGNORECASE,
)
"""Names of elements, classes and properties, as words: "event-date", "startDate", "twitter-tweet"."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HEADINGS = frozenset("h2 h3 h4 h5 h6 dt summary".split())
_BLOCKS = frozenset("p div li dd dt h2 h3 h4 h5 h6 section".split())
_NEVER = frozenset({"table", "blockquote", "q", "dl", "iframe", "figure"})
_BOX, _FEW_ELEMENTS = 600, 80
"""Characters and elements of the box that an event line may stand in; a whole article is none, and time stays linear."""
_LINE = 120
"""Characters of a line that states a day."""
_SEVERAL = 2


def is_of_something_else(element: etree._Element) -> bool:
    """True for an element that holds a day, if by its name, its label or its neighbours the day is an event's, a
    life's, or one that the article only shows."""
    if element.tag in _NEVER:
        return True
    names = " ".join(filter(None, map(element.get, ("class", "id", "itemprop", "itemtype"))))[:500]
    return bool(_NAMED.search(_CAMEL.sub("-", names))) or _is_line_of_something_else(element)


def _is_line_of_something_else(element: etree._Element) -> bool:
    own = _words(element) if element.tag in _BLOCKS else None
    if not own:
        return False
    if len(own) <= _LINE and is_span(own):
        return True
    box = element.getparent()
    whole = box is None or box.tag in ("body", "main", "article") or _words(box) is None
    beside = [element.getnext()] if whole else list(box)
    return is_event_line(own, (_words(each) or "" for each in beside if each is not None))


def dated_headings(tree: etree._Element) -> set[etree._Element]:
    """The headings of a timeline: several that are nothing but a day each."""
    found = {each: stated_day(_words(each) or "") for each in tree.iter(*_HEADINGS)}
    dated = {each: day for each, day in found.items() if day}
    return set(dated) if len(set(dated.values())) >= _SEVERAL else set()


def _words(element: etree._Element) -> str | None:
    """The words in it as one line; None where they are more than a box holds."""
    pieces: list[str] = []
    length = 0
    for number, each in enumerate(element.iter()):
        if number > _FEW_ELEMENTS:
            return None
        pieces += [each.text or "", (each.tail or "") if each is not element else ""]
        length += len(pieces[-1]) + len(pieces[-2])
        if length > 2 * _BOX:
            return None
    line = " ".join("".join(pieces).split())
    return line if len(line) <= _BOX else None


_SAYS_PUBLISHED = re.compile(r"publi|pubdate|posted|entry-date|created|issued|erschienen", re.IGNORECASE)
_SAYS_UPDATED = re.compile(
    r"updat|modif|edited|revised|aktuali[sz]|ge[äa]ndert|zuletzt|mis\s+à\s+jour|maj\s*:|actuali[sz]|atualiz|aggiorna|bijgewerkt|oppdatert"
    r"|opdatere|uppdatera|päivite|zaktualiz|обновл|измен|оновлен|تحديث|更新|最終|最后|修正|수정",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"related|recommend|sidebar|teaser|trending|popular|most-?read|latest|comment|footer|promo|newsletter|widget|recirc"
    r"|more-?(?:stories|news|articles|posts)|read-?(?:more|next)|carousel|ticker|breaking|live-?update|weather|calendar",
    re.IGNORECASE,
)
_ASIDE = frozenset({"aside", "nav", "footer", "figure", "figcaption", "form"})
_LONG_PARAGRAPH = 120
"""Characters of the first paragraph of running text: a date line stands above it."""
_MOST = 500
_LINES = frozenset("p span div small li dd em strong a b i h2 h3 h4 h5 h6 td font".split())
_FEW_CHILDREN = 4
_WANTED = (
    "//time | //*[@itemprop='datePublished' or @itemprop='dateModified']"
    " | //abbr[@title][contains(@class, 'published') or contains(@class, 'date') or contains(@class, 'updated')]"
    " | //*[contains(concat(' ', @class, ' '), ' dt-published ') or contains(concat(' ', @class, ' '), ' dt-updated ')]"
)


class Outline:
    """Where the article's heading stands, and with it what belongs to the article and what stands aside."""

    def __init__(self, tree: etree._Element, title: str) -> None:
        self.tree = tree
        self.title = title
        self.heading = _heading(tree, title)
        spine = [] if self.heading is None else [self.heading, *self.heading.iterancestors()]
        self.spine = {*spine, tree, *tree.xpath("//body")}
        """The heading and all that it stands in: never aside, whatever its class is called."""
        self.head = dict.fromkeys(_head(tree, self.heading)) if self.heading is not None else {}
        """What stands in the heading's own header, or between the heading and the first long paragraph, in order."""
        self.timeline = dated_headings(tree)
        self._aside: dict[etree._Element, bool] = {}

    @property
    def article(self) -> etree._Element | None:
        if self.heading is None:
            return None
        return next(iter(self.heading.iterancestors("article")), None)

    def is_aside(self, element: etree._Element) -> bool:
        """True for an element that is named like a page's edge, is an article of its own beside the heading's, or holds a
        day of something else."""
        if element not in self._aside:
            self._aside[element] = self._judged(element)
        return self._aside[element]

    def _judged(self, element: etree._Element) -> bool:
        names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
        own_article = element.tag == "article" and self.heading is not None
        return (
            element.tag in _ASIDE
            or own_article
            or bool(_ELSEWHERE.search(names))
            or element in self.timeline
            or is_of_something_else(element)
        )

    def is_elsewhere(self, element: etree._Element) -> bool:
        """True where it stands in something that is aside."""
        for each in (element, *element.iterancestors()):
            if each in self.spine:
                return False
            if self.is_aside(each):
                return True
        return False


def _heading(tree: etree._Element, title: str) -> etree._Element | None:
    """The heading with the title's words, else the first of the first order."""
    headings = tree.xpath("//h1 | //h2 | //h3")[:_MOST]
    words = letters(title)
    named = [each for each in headings if words and letters("".join(each.itertext())) == words]
    first = [each for each in headings if each.tag == "h1" and letters("".join(each.itertext()))]
    return next(iter([*named, *first]), None)


def _head(tree: etree._Element, heading: etree._Element) -> Iterator[etree._Element]:
    box = heading.getparent()
    if box is not None and box.tag in ("header", "hgroup"):
        yield from box.iterdescendants()
    after = False
    for element in tree.iter():
        after = after or element is heading
        if after and is_prose(element):
            return
        if after:
            yield element


def is_prose(element: etree._Element) -> bool:
    """True for a paragraph that is too long for a line which states a date."""
    return element.tag in ("p", "blockquote") and len("".join(element.itertext()).strip()) > _LONG_PARAGRAPH


def letters(text: str) -> str:
    """What two spellings of one text have in common."""
    return "".join(char for char in text.casefold() if char.isalnum())


@dataclass(frozen=True, slots=True)
class Time:
    """An element that states a time, and whether it says that something was published or updated."""

    element: etree._Element
    stated: str
    published: bool
    updated: bool


def page_times(page: Outline) -> Iterator[Time]:
    """The times of the page, in its order, without those that stand aside of its article."""
    found = page.tree.xpath(_WANTED)[:_MOST]
    only = sum(element.get("itemprop") == "datePublished" for element in found) == 1
    for element in found:
        explicit = element.get("itemprop") == "datePublished" or "pubdate" in element.attrib
        if element.tag == "meta" or (page.is_elsewhere(element) and not (explicit and only)):
            continue
        words = element.get("datetime") or element.get("content") or element.get("title")
        stated = words or words_in(element)[:80]
        published = explicit or bool(_SAYS_PUBLISHED.search(_names(element)))
        yield Time(element, stated, published, not explicit and says_updated(element))


def says_updated(element: etree._Element) -> bool:
    """True where its name, its words or those just before it speak of a change, not of publication."""
    names = _names(element)
    if _SAYS_PUBLISHED.search(names):
        return False
    return bool(_SAYS_UPDATED.search(f"{names} {(element.text or '').strip()[:40]} {_before(element)}"))


def _names(element: etree._Element) -> str:
    return " ".join(filter(None, map(element.get, ("itemprop", "class", "id"))))[:500]


def _before(element: etree._Element) -> str:
    """The words before it in its line: "Updated: <time>"."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is None:
        return (parent.text or "")[-40:] if parent is not None else ""
    words = (previous.tail or "").strip()
    label = previous.tag in ("span", "b", "strong", "em", "i", "dt", "label")
    return words[-40:] if words or not label else (previous.text or "")[-40:]


def heading_times(page: Outline, times: Sequence[Time]) -> list[str]:
    """The time of the article's head: the first that says so, else the first between its heading and its first long
    paragraph. Without a heading only a time that nothing contradicts."""
    own = [time for time in times if not time.updated]
    if page.article is not None:
        own = [time for time in own if page.article in time.element.iterancestors()]
    said = [time.stated for time in own if time.published]
    if page.heading is None:
        stated = said or [time.stated for time in own]
        return stated[:1] if len({each[:10] for each in stated}) == 1 else []
    return (said or [time.stated for time in own if time.element in page.head])[:1]


def heading_lines(page: Outline) -> Iterator[str]:
    """The short lines of the head."""
    for element in page.head:
        if element.tag in _LINES and len(element) < _FEW_CHILDREN and not page.is_elsewhere(element):
            words = words_in(element)
            if len(words) <= _LONG_PARAGRAPH and not any(
                says_updated(each) or is_of_something_else(each) for each in element.iter()
            ):
                yield words


_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished",
    "rnews:datepublished", "parsely-pub-date", "sailthru.date", "article_date_original", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "bt:pubdate", "publication_date", "publication-date", "published_time", "published-date",
    "published_date", "publishdate", "publish-date", "publish_date", "pubdate", "pub_date", "originalpublicationdate",
    "citation_publication_date", "citation_online_date", "dcterms.issued", "dc.date.issued", "dcterms.created",
    "dc.date.created", "datecreated", "dcterms.date", "dc.date", "dcterms.available", "article.published",
    "article.created", "created", "date", "release_date",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "article:modified", "og:article:modified_time", "og:updated_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "article.updated", "last-modified", "lastmod", "last_modified", "modified",
    "modified_time", "updated_time", "revision_date", "cxenseparse:modifiedtime",
)  # fmt: skip
_SAID = ("JSON-LD", "meta tag")
_OF_SOMETHING_ELSE = re.compile(
    r"""["'](?:startDate|endDate|doorTime|birthDate|deathDate|foundingDate|validThrough|validFrom|expires)["']\s{0,9}:\s{0,9}["'](\d{4}-\d\d-\d\d)"""
)
_DROPPED = frozenset({"script", "meta", "link"})
"""What was asked before the text is searched."""
_MONTH_IN_ADDRESS = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])(?=/)")
_IN_ADDRESS = re.compile(
    r"/(?P<y>(?:17|18|19|20)\d\d)[/-]?(?P<m>0[1-9]|1[0-2])[/-]?(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)


@dataclass(frozen=True, slots=True)
class Dates:
    """ISO 8601 as stated; `origin` says where `published_at` stands."""

    published_at: str | None = None
    origin: str | None = None
    updated_at: str | None = None

    @property
    def days(self) -> frozenset[str]:
        return frozenset(each[:10] for each in (self.published_at, self.updated_at) if each)

    def of_live_blog(self, newest: str | None) -> Dates:
        """Those of a page of posts: the newest post's, else the last change's, counts as its publication."""
        at = newest or self.updated_at or self.published_at
        changed = self.updated_at if at and self.updated_at and self.updated_at[:10] > at[:10] else None
        return Dates(at, LIVE_BLOG if at else None, changed)


def page_dates(
    tree: etree._Element,
    meta: Meta,
    node: Node,
    *,
    title: str,
    language: str,
    address: str | None,
    today: date,
) -> Dates:
    """What the page states: JSON-LD before meta tags before <time> before the lines under its heading before its
    address; at last what htmldate finds in its text. A day after `today` is none."""
    page = Outline(tree, title)
    times = list(page_times(page))
    numeric = _numeric(page, language, language_tags(tree, meta, node), address, node)

    def first(values: Iterable[object]) -> str | None:
        return next(filter(None, (page_date(_single(value), today, numeric) for value in values)), None)

    stated: dict[str, Iterable[object]] = {
        "JSON-LD": [node.get("datePublished"), node.get("dateCreated")],
        "meta tag": meta.all(_PUBLISHED),
        "time tag": heading_times(page, times),
        "text": chain(
            (stated_day(numeric.spelled_out(line)) for line in heading_lines(page)),
            map(press_day, _first_paragraph(page)),
        ),
        "URL": [_day_in(address)],
    }
    changes = (time.stated for time in times if time.updated)
    changed = first([node.get("dateModified"), *meta.all(_UPDATED), *changes])
    found = ((first(values), origin) for origin, values in stated.items())
    others = _days_of_something_else(tree)
    likely = (each for each in found if each[0] and (each[1] in _SAID or each[0][:10] not in others))
    published, origin = next(likely, (None, None))
    if published is None:
        guessed = _searched(page, numeric, today)
        if guessed and guessed not in others and (changed is None or guessed <= changed[:10]):
            published, origin = guessed, "text"
    if published and changed and (same_instant(published, changed) or changed[:10] < published[:10]):
        changed = None
    return Dates(published, origin, changed)


def _first_paragraph(page: Outline) -> Iterator[str]:
    """The first running text after the heading, if there is any."""
    after = page.heading is None
    for element in page.tree.iter():
        after = after or element is page.heading
        if after and is_prose(element):
            yield words_in(element)
            return


def _days_of_something_else(tree: etree._Element) -> frozenset[str]:
    """Days that JSON-LD names as an event's or a life's."""
    return frozenset(day for each in json_ld(tree) for day in _OF_SOMETHING_ELSE.findall(each))


def _single(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _day_in(address: str | None) -> str | None:
    """ "/2024/03/01/" in an address."""
    match = _IN_ADDRESS.search(address or "")
    return f"{match['y']}-{match['m']}-{match['d']}" if match else None


def _numeric(
    page: Outline, language: str, tags: Iterable[str | None], address: str | None, node: Node
) -> Numeric:
    """How the page's days in numbers are read: as its others, else by its language and country."""
    text = " ".join(page.tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]"))
    month = _MONTH_IN_ADDRESS.search(address or "")
    near = [f"{month['y']}-{month['m']}"] if month else []
    near += [each[:10] for each in [iso_date(str(node.get("dateModified") or ""))] if each]
    order = order_shown(text) or order_meant(language, tags, address)
    return Numeric(order, dots=language != "en", near=tuple(near))


def _searched(page: Outline, numeric: Numeric, today: date) -> str | None:
    """A day that htmldate finds in what is left of the page without its edges, without what says "updated" and without
    days of something else; a day in numbers is spelled out for it, or taken away."""
    bare = deepcopy(page.tree)
    for element in [each for each in bare.iter() if each.tag in _DROPPED]:
        element.clear(keep_tail=True)
    outline = Outline(bare, page.title)
    for element in list(bare.iter()):
        misleads = outline.is_aside(element) or says_updated(element) or is_prose(element)
        if misleads and element not in outline.spine:
            element.clear(keep_tail=True)
    for element in bare.iter():
        element.text = element.text and numeric.spelled_out(element.text)
        element.tail = element.tail and numeric.spelled_out(element.tail)
        for name, value in element.items():
            if any(char.isdigit() for char in value):
                element.set(name, "" if states_placeholder(value) else numeric.spelled_out(value))
    try:
        found = find_date(bare, extensive_search=False, original_date=True, max_date=today.isoformat())
    except (ValueError, TypeError, RecursionError, etree.LxmlError):
        return None
    return found if found and is_possible(found, today) else None
