"""When a page says that it was published and changed. Explicit statements come first, and each source only where the ones
before it are silent; a year in a footer, a related article's day and the day of a change never stand for publication."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

from htmldate import find_date
from lxml import etree

from ...dates.pages import Numeric, order_meant, order_shown
from ...dates.stated import moment as stated_moment
from ...dates.stated import says_unset
from ...types import LIVE_BLOG
from ..stated_days import stated_day
from .html_metadata import Meta, language_tags
from .html_times import Outline, heading_lines, heading_times, is_prose, page_times, says_updated
from .json_ld import Node
from .moments import is_possible, moment, same_instant

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
        return next(filter(None, (moment(_single(value), today, numeric) for value in values)), None)

    stated: dict[str, Iterable[object]] = {
        "JSON-LD": [node.get("datePublished"), node.get("dateCreated")],
        "meta tag": meta.all(_PUBLISHED),
        "time tag": heading_times(page, times),
        "text": (stated_day(numeric.spelled_out(line)) for line in heading_lines(page)),
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


def _days_of_something_else(tree: etree._Element) -> frozenset[str]:
    """Days that JSON-LD names as an event's or a life's."""
    scripts = tree.xpath("//script[contains(@type, 'ld+json')]")[:100]
    return frozenset(day for each in scripts for day in _OF_SOMETHING_ELSE.findall(each.text or ""))


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
    near += [each[:10] for each in [stated_moment(str(node.get("dateModified") or ""))] if each]
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
                element.set(name, "" if says_unset(value) else numeric.spelled_out(value))
    try:
        found = find_date(bare, extensive_search=False, original_date=True, max_date=today.isoformat())
    except (ValueError, TypeError, RecursionError, etree.LxmlError):
        return None
    return found if found and is_possible(found, today) else None
