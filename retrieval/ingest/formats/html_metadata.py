"""What a page's <meta> tags and its JSON-LD tell of its title, authors, publisher and language. Pure.

A page may hold JSON-LD of many things; `article_node` finds the one node that is about the page itself.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import etree

from ...text import one_line

Node = Mapping[str, Any]

_ARTICLE = re.compile(r"^(?:\w*Article|\w*Posting|Report|Review|Analysis\w*|Opinion\w*|Recipe|PressRelease)")
_PAGE = re.compile(r"(?:WebPage|ItemPage|QAPage|FAQPage|AboutPage|MedicalWebPage)")
_ANY_WORK = re.compile(
    r"^\w*(?:Episode|AudioObject|VideoObject|CreativeWork|Dataset|Book|Chapter|Question|Conversation)"
)
_LEADS_IN = ("@graph", "mainEntity", "mainEntityOfPage", "@list")
"""Where a page's own node may stand; what stands elsewhere (a list, a related article) is another page's."""
_MOST_NODES = 5_000
_BEFORE = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "<![CDATA[")
_AFTER = ("//-->", "-->", "//]]>", "// ]]>", "/*]]>*/", "]]>", ";")
_BROKEN_DATE = re.compile(r'"(datePublished|dateModified)"\s{0,9}:\s{0,9}"([^"\n]{8,40})"')
_BARE_CONTROL = re.compile(r"[\x00-\x1f]")


def article_node(sources: Iterable[str], addresses: Iterable[str | None], title: str | None) -> Node:
    """The article's node among all scripts of a page, else the page's own; {} where none is, or where several are and
    neither address nor headline tells which."""
    nodes = list(nodes_of(sources))
    for wanted in (_ARTICLE, _PAGE, _ANY_WORK):
        fitting = [node for node in nodes if _is_a(node, wanted)]
        if fitting:
            return _the_one(fitting, addresses, title)
    return {}


def json_ld(tree: etree._Element) -> list[str]:
    """The sources of the page's scripts with JSON-LD."""
    return [each.text or "" for each in tree.xpath("//script[contains(@type, 'ld+json')]")[:100]]


def nodes_of(sources: Iterable[str]) -> Iterator[Node]:
    """In the order of the page, a node before what stands in it."""
    queue: deque[object] = deque(map(_parsed, sources))
    for _ in range(_MOST_NODES):
        if not queue:
            return
        value = queue.popleft()
        if isinstance(value, list):
            queue.extendleft(reversed(value[:_MOST_NODES]))
        elif isinstance(value, dict):
            yield value
            queue.extendleft(value[key] for key in reversed(_LEADS_IN) if key in value)


def _parsed(source: str) -> object:
    """The JSON, forgiving what browsers forgive; None where it is not any."""
    bare = source.strip()
    for prefix in _BEFORE:
        bare = bare.removeprefix(prefix).lstrip()
    for suffix in _AFTER:
        bare = bare.removesuffix(suffix).rstrip()
    for text in (bare, unescape(bare), re.sub(r",\s*([}\]])", r"\1", bare)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return _salvaged(bare)


def _salvaged(source: str) -> object:
    """Of broken JSON its dates, each if one only is stated."""
    facts: dict[str, object] = {"@type": "Article"}
    for field, value in _BROKEN_DATE.findall(source[:200_000]):
        facts[field] = value if facts.setdefault(field, value) == value else None
    return facts if len(facts) > 1 else None


def _is_a(node: Node, wanted: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and wanted.fullmatch(name.rsplit("/", 1)[-1]) for name in names)


def _the_one(nodes: list[Node], addresses: Iterable[str | None], title: str | None) -> Node:
    if len(nodes) == 1:
        return nodes[0]
    own = {_bare(address) for address in addresses if address}
    at_home = [node for node in nodes if own & {_bare(address) for address in _addresses(node)}]
    named = [node for node in at_home or nodes if title and _same_words(text_of(node.get("headline")), title)]
    best = named or at_home
    if best:
        return best[0]
    days = {str(node.get("datePublished"))[:10] for node in nodes if node.get("datePublished")}
    return nodes[0] if len(days) == 1 else {}


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        value = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(value, str):
            yield value


def _bare(address: str) -> str:
    """Without scheme, "www.", query and fragment: enough to know a page by."""
    return re.sub(r"^https?://(?:www\.)?|(?s:[?#].*)", "", address.strip().lower()).rstrip("/")


def _same_words(one: str | None, other: str) -> bool:
    words = re.findall(r"\w+", (one or "").casefold())
    others = re.findall(r"\w+", other.casefold())
    return bool(words) and (words == others[: len(words)] or others == words[: len(others)])


def text_of(value: object) -> str | None:
    """One line of a JSON-LD value: its first text, or its name."""
    if isinstance(value, list):
        return next(filter(None, map(text_of, value[:20])), None)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value"))
    if not isinstance(value, str):
        return None
    return " ".join(_BARE_CONTROL.sub(" ", unescape(unescape(value))).split()) or None


def names_of(value: object) -> list[str]:
    """The names of people: texts, nodes, or lists of both."""
    values = value[:50] if isinstance(value, list) else [value]
    return list(dict.fromkeys(filter(None, map(text_of, values))))


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
    return one_line(text, _LONGEST)


def words_in(element: etree._Element) -> str:
    """The element's words as one line."""
    return " ".join("".join(element.itertext()).split())


def page_title(tree: etree._Element, meta: Meta, node: Node, publisher: str | None) -> str | None:
    """The headline as JSON-LD has it whole, else the only heading, each if <title> or og:title agrees; else og:title,
    the first heading or <title>. Without the publisher's name at its end."""
    stated = (line(words_in(each)) for each in tree.xpath("//h1")[:5])
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
