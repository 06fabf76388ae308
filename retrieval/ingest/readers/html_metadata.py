"""The <meta> tags of a page, and what they and JSON-LD tell of its title, authors, publisher and language. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from ...text import normalise
from .json_ld import Node, names_of, text_of

_LONGEST = 300
"""Characters of a title, a name or a publisher."""
_MOST_TAGS = 2_000
_AUTHORS = (
    "author", "article:author_name", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
    "citation_author", "cxenseparse:author", "shareaholic:article_author_name", "article:author",
)  # fmt: skip
_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "title",
)
_NO_NAME = re.compile(
    r"https?://|www\.|@|^\W*$|copyright|all rights"
    r"|^(?:admin|administrator|unknown|n/a|none|null|no author|author|staff|publisher|editor|redaktion|red\.)$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:by|von|par|por|di|da|door|av|af)(?:\s*+:)?\s++", re.IGNORECASE)
_LANGUAGE = re.compile(r"^\s*+([A-Za-z]{2})(?:[-_].*+)?\s*+")
_CUT = ("…", "...")


@dataclass(frozen=True, slots=True)
class Meta:
    """Values by lower-case name (name, property, itemprop or http-equiv), in the order of the page."""

    values: dict[str, tuple[str, ...]]

    def all(self, names: Iterable[str]) -> list[str]:
        return [value for name in names for value in self.values.get(name, ())]

    def first(self, *names: str) -> str | None:
        return next(iter(self.all(names)), None)


def read_meta(tree: etree._Element) -> Meta:
    """The tags of the page's head and body, each with content."""
    values: dict[str, list[str]] = {}
    for tag in tree.xpath("//meta[@content]")[:_MOST_TAGS]:
        content = line(tag.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = tag.get(attribute)
            if name and content:
                values.setdefault(name.strip().lower(), []).append(content)
    return Meta({name: tuple(found) for name, found in values.items()})


def line(text: str | None) -> str | None:
    """One clean line, cut where no title or name goes on."""
    return normalise(" ".join((text or "").split()))[:_LONGEST].strip() or None


def page_title(tree: etree._Element, meta: Meta, node: Node, publisher: str | None) -> str | None:
    """The headline as JSON-LD has it whole, else the only heading, each if <title> or og:title agrees; else og:title,
    the first heading or <title>. Without the publisher's name at its end."""
    stated = (line("".join(each.itertext())) for each in tree.xpath("//h1")[:5])
    headings = [each for each in stated if each and each.casefold() != (publisher or "").casefold()]
    shown = line(next(iter(tree.xpath("//head//title/text()")), None))
    social = next(iter(meta.all(_TITLES)), None)
    named = line(text_of(node.get("headline")))
    likely = [
        named if named and not named.endswith(_CUT) else None,
        headings[0] if len(headings) == 1 else None,
    ]
    agreed = (each for each in likely if each and _agrees(each, publisher, social, shown))
    found = next(filter(None, [*agreed, social, *headings[:1], shown, named]), None)
    return _without_publisher(found, publisher) if found else None


def _agrees(words: str, publisher: str | None, *others: str | None) -> bool:
    """False for the site's name, and for what the page's other titles have nothing of."""
    start = words.casefold()[:40]
    if publisher and start in publisher.casefold():
        return False
    stated = [other.casefold() for other in others if other]
    return not stated or any(start in other or other[:40] in words.casefold() for other in stated)


def _without_publisher(title: str, publisher: str | None) -> str:
    if publisher:
        match = re.fullmatch(
            rf"^(.{{8,}}?)(?<!\s)\s++[|–—·•:»-]++\s++{re.escape(publisher)}\W*+", title, re.IGNORECASE
        )
        title = match[1] if match else title
    return title


def page_authors(meta: Meta, node: Node, publisher: str | None) -> str | None:
    """Names, comma-separated, each once; no addresses, no accounts, not the publisher."""
    for stated in (names_of(node.get("author")), meta.all(_AUTHORS)):
        names = [_BY.sub("", each) for each in map(line, stated) if each and not _NO_NAME.search(each)]
        people = [each for each in names if each.casefold() != (publisher or "").casefold()]
        if people:
            return line(", ".join(dict.fromkeys(people)))
    return None


def page_publisher(meta: Meta, node: Node, host: str | None) -> str | None:
    """og:site_name, the publisher of the JSON-LD node, or the host's name."""
    named = (
        meta.first("og:site_name") or line(text_of(node.get("publisher"))) or meta.first("application-name")
    )
    return named if named and not _NO_NAME.search(named) else host


def page_language(tree: etree._Element, meta: Meta, node: Node) -> str:
    """Two lower-case letters: of <html lang> or of the metadata; "" where the page states none."""
    for each in language_tags(tree, meta, node):
        if each and (match := _LANGUAGE.fullmatch(each)):
            return match[1].lower()
    return ""


def language_tags(tree: etree._Element, meta: Meta, node: Node) -> list[str | None]:
    """What the page says of its language and region, as it says it ("en-GB"), the nearest statement first."""
    root = next(iter(tree.xpath("/html")), tree)
    return [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        text_of(node.get("inLanguage")),
        *meta.all(["content-language", "og:locale", "language", "dc.language", "dcterms.language"]),
    ]
