"""The times that stand in a page's body, and which of them is the article's own. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from .html_other_days import dated_headings, is_of_something_else

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
    words = _letters(title)
    named = [each for each in headings if words and _letters("".join(each.itertext())) == words]
    first = [each for each in headings if each.tag == "h1" and _letters("".join(each.itertext()))]
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


def _letters(text: str) -> str:
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
        stated = words or " ".join("".join(element.itertext()).split())[:80]
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
            words = " ".join("".join(element.itertext()).split())
            if len(words) <= _LONG_PARAGRAPH and not any(
                says_updated(each) or is_of_something_else(each) for each in element.iter()
            ):
                yield words
