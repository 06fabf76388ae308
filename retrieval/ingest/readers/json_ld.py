"""What a page says of its article in JSON-LD: the one node that is about the page itself. Pure."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

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
