"""Web pages: the article's text, and what the page states of title, authors, publisher, address, language and dates.

- `decode` makes the original that is stored: the source without programs, styles and drawings.
- `read` makes the draft. trafilatura decides which part of the page is the article (`article_text`); the rules of
  `html_metadata`, `html_dates`, `html_live` and of the folder `clean` do the rest.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from datetime import UTC, date, datetime
from functools import cache
from html import escape
from urllib.parse import urlsplit

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import use_config

from ...errors import EmptyArticle, NotAnArticle, UnreadableFile
from ...text import CELL, UNSPACED, has_words, word_count
from ...types import Draft, Raw
from ..addresses import host_of, is_absolute, is_fetched, page_address
from ..clean.clean import clean, find_correction
from ..clean.no_article import CUT_SHORT, invites, why_empty, why_no_article, why_teaser
from ..encoding import decoded, unpacked
from ..language import language_of
from .drafting import title_from_name, title_key
from .html_dates import page_dates
from .html_live import live_blog
from .html_metadata import (
    Meta,
    Node,
    article_node,
    json_ld,
    page_authors,
    page_language,
    page_publisher,
    page_title,
    read_meta,
    words_in,
)
from .tables import flatten_tables

_BLOCKS = frozenset("p head list item quote table row cell div code body".split())
_BLANKS = re.compile(r"\s+")
_SHORT = 250
"""Characters below which trafilatura takes the whole page instead of its own extract, menus included."""
_SHORT_UNSPACED = 25
"""The same where one character is a word or half of one."""
_MENUS = "ul ol nav div header footer aside section table p".split()
_UNREAD = (
    "//del | //s | //strike | //*[@hidden and not(@hidden='until-found')]"
    "[not(self::html or self::body or self::main or self::article or .//h1 or .//article)]"
)
_HOLDS_ARTICLES = frozenset("body div section".split())
_OF_ARTICLES = frozenset("h1 h2 h3 h4 h5 h6 p ul ol dl table blockquote pre figure".split())
_MOST_PARAGRAPHS = 0.9
"""Share of the paragraphs' characters that one box has to hold to be the article."""
_MOST_LINKED = 0.7
"""Share of the characters: above it a box with several links is a menu."""


def article_text(tree: etree._Element, url: str | None) -> str:
    """A blank line between headings, paragraphs, list items, quotes and table rows; "" where there is no article.
    `tree` stays as it is. Raises what lxml raises, RecursionError and ValueError for pages that are no pages."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs each page that holds nothing
    page = _prepared(tree)
    found = _extracted(page, url, _shortest(page))
    if len(found) < _SHORT:
        page = _prepared(tree)  # trafilatura takes apart what it is given
        _without_menus(page)
        return _extracted(page, url, _SHORT_UNSPACED) or found
    return found


def _prepared(tree: etree._Element) -> etree._Element:
    page = deepcopy(tree)
    _without_unread(page)
    flatten_tables(page)
    _name_article(page)
    return page


def _name_article(tree: etree._Element) -> None:
    """Call the box with most of the page's paragraphs an article, where the page names none and lists stand between these
    paragraphs: of an unnamed box trafilatura keeps the paragraphs only."""
    if tree.find(".//article") is not None or tree.find(".//main") is not None:
        return
    lengths = Counter[etree._Element]()
    for paragraph in tree.iter("p"):
        if (parent := paragraph.getparent()) is not None and parent.tag in _HOLDS_ARTICLES:
            lengths[parent] += _length(paragraph)
    box, most = lengths.most_common(1)[0] if lengths else (None, 0)
    if (
        box is None
        or most < _MOST_PARAGRAPHS * lengths.total()
        or next(box.iterchildren("ul", "ol", "dl"), None) is None
    ):
        return
    if box.tag != "body":
        box.tag = "article"
        return
    inside = [each for each in box if each.tag in _OF_ARTICLES]
    article = etree.Element("article")
    box.insert(box.index(inside[0]), article)
    article.extend(inside)


def _without_unread(tree: etree._Element) -> None:
    """Take out what a reader does not see or is told not to read: hidden boxes and struck-out words. What holds the whole
    article may be hidden until a script has run."""
    for each in tree.xpath(_UNREAD):
        if (parent := each.getparent()) is not None:
            parent.replace(each, _blank(each.tail or ""))


def _without_menus(tree: etree._Element) -> None:
    """Take out every box that holds hardly anything but links: round a short article the rest of the page is the larger
    part, and its words cannot be known in every language."""
    for box in list(tree.iter(*_MENUS)):
        parent = box.getparent()
        links = [_length(link) for link in box.iter("a")]
        if parent is not None and len(links) > 1 and sum(links) > _MOST_LINKED * _length(box):
            parent.replace(box, _blank(box.tail or ""))


def _blank(tail: str) -> etree._Element:
    blank = etree.Element("span")
    blank.tail = tail
    return blank


def _length(element: etree._Element) -> int:
    return len("".join("".join(element.itertext()).split()))


def _extracted(page: etree._Element, url: str | None, shortest: int) -> str:
    document = bare_extraction(
        page, url=url, include_comments=False, include_tables=True, config=_config(shortest)
    )
    body = getattr(document, "body", None)
    return "" if body is None else _text(body)


def _shortest(page: etree._Element) -> int:
    text = "".join(page.itertext())
    unspaced = sum(map(len, UNSPACED.findall(text)))
    return _SHORT_UNSPACED if unspaced > len(text) / 4 else _SHORT


@cache
def _config(shortest: int) -> ConfigParser:
    """trafilatura's own settings, but what it calls too short to be an article."""
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(shortest))
    return config


def _text(body: etree._Element) -> str:
    pieces: list[str] = []
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag == "row" and _is_flat(element):
            pieces.append(f"\n\n{_row(element)}\n\n{_one_line(element.tail)}")
            walk.skip_subtree()
            continue
        if event == "end" and element.tag == "row" and _is_flat(element):
            continue
        if event == "start":
            pieces.append("\n\n" if _is_block(element) else "\n" if element.tag == "lb" else "")
            pieces.append(_one_line(element.text))
        else:
            pieces.append("\n\n" if _is_block(element) else "")
            pieces.append(_one_line(element.tail))
    return "".join(pieces)


def _is_block(element: etree._Element) -> bool:
    """Code inside of a sentence is a part of it."""
    parent = element.getparent()
    inline = (
        element.tag == "code" and parent is not None and parent.tag in ("p", "item", "head", "cell", "quote")
    )
    return element.tag in _BLOCKS and not inline


def _is_flat(row: etree._Element) -> bool:
    return not any(each.tag in _BLOCKS or each.tag == "lb" for cell in row for each in cell)


def _row(row: etree._Element) -> str:
    cells = (_one_line("".join(cell.itertext())).strip() for cell in row)
    return CELL.join(cell for cell in cells if cell)


def _one_line(text: str | None) -> str:
    return _BLANKS.sub(" ", text or "")


_OPENING = re.compile(r"<(?:(script|style|svg)\b([^<>]{0,4000})>|(!--))", re.IGNORECASE)
_CLOSING = {
    name: re.compile(closing, re.IGNORECASE)
    for name, closing in (
        ("script", r"</script\b[^<>]{0,100}>"),
        ("style", r"</style\b[^<>]{0,100}>"),
        ("svg", r"</svg\b[^<>]{0,100}>"),
        ("!--", r"-->"),
    )
}
_INLINE_DATA = re.compile(r"data:[\w.+-]{1,40}/[\w.+-]{1,60};base64,[A-Za-z0-9+/=%]+")
_SAVED_FROM = re.compile(
    r"<!--\s{0,20}(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,20}url:\s{1,20})(https?://[^\s<>\"']{1,2000})",
    re.IGNORECASE,
)
"""The comment that browsers (and the SingleFile extension) write into a page they save."""
_LOOKED_AT = 5_000
SAVED_FROM = "saved-from"
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LONGEST_TAG = 10_000
"""Characters without the attributes' values. The parser's time grows with the square of the number of attributes."""
_STATES_FACTS = re.compile(r"application/ld\+json", re.IGNORECASE)


def without_code(html: str) -> str:
    """`html` without scripts (but JSON-LD), styles, drawings, pictures within it and comments. The address in a browser's
    comment becomes a <link>. What is opened and never closed stays, for the parser to judge. Time grows with the length
    only."""
    saved = _SAVED_FROM.search(html[:_LOOKED_AT])
    note = f'<link rel="{SAVED_FROM}" href="{escape(saved[1])}">' if saved else ""
    return note + _without_code(html)


def _without_code(html: str) -> str:
    kept: list[str] = []
    at = 0
    never_closed: set[str] = set()
    while opening := _OPENING.search(html, at):
        name = (opening[1] or opening[3]).lower()
        attributes = opening[2] or ""
        end = opening.end()
        if name not in never_closed and not attributes.endswith("/"):
            closing = _CLOSING[name].search(html, end)
            if closing is None:
                never_closed.add(name)
            else:
                end = closing.end()
        whole = name == "script" and _STATES_FACTS.search(attributes) is not None
        drops = not whole and (end > opening.end() or attributes.endswith("/"))
        kept.append(html[at : opening.start()] if drops else html[at:end])
        at = end
    kept.append(html[at:])
    return _INLINE_DATA.sub("data:,", "".join(kept))


def has_giant_tag(html: str) -> bool:
    """True where one tag has more attributes than any page needs, so that it must not be parsed."""
    return any(len(_QUOTED.sub("", tag[0])) > _LONGEST_TAG for tag in _LONG_TAG.finditer(html))


_INLINE = "font span b i u s em strong big small center tt code mark ins a".split()
_BOXES = "div section blockquote ul ol li dl dd dt table tbody tr td th main figure details".split()
_FLATTENING = tuple(
    (re.compile(rf"</?(?:{'|'.join(names)})\b[^<>]{{0,4000}}>", re.IGNORECASE), instead)
    for names, instead in ((_INLINE, ""), (_BOXES, "<p>"))
)


def flatter(html: str) -> Iterator[str]:
    """The source with less nesting each time, for pages whose tags lie in each other by hundreds or are never closed:
    first without the tags inside of sentences, then with paragraphs in place of boxes."""
    for pattern, instead in _FLATTENING:
        html = pattern.sub(instead, html)
        yield html


_LONGEST_PAGE = 8_000_000
"""Characters of markup without code: ten times what the longest encyclopedia article has."""
_MOST_TAGS = 300_000


def decode(raw: Raw) -> str:
    """The page as it is stored: readable text, without scripts (but JSON-LD), styles, drawings and comments.
    Raises UnreadableFile, FileTooLarge, DamagedFile."""
    return without_code(decoded(raw.name, unpacked(raw.name, raw.data), raw.charset))


def read(name: str, key: str | None, original: str, today: date | None = None) -> Draft:
    """`key` is the address that the page was fetched from, or a saved file's identity. A publication date after `today`
    is no date. Raises EmptyArticle (NotAnArticle), UnreadableFile."""
    tree = _tree(name, original)
    meta = read_meta(tree)
    fetched = key if is_fetched(key) else _saved_from(tree)
    address = page_address(fetched, [*_canonical(tree), *meta.all(["og:url"])])
    node = _node(tree, meta, (address, fetched))
    publisher = page_publisher(meta, node, host_of(address))
    title = page_title(tree, meta, node, publisher) or _last_resort(name, fetched)
    today = today or datetime.now(UTC).date()
    live = live_blog(tree, json_ld(tree), title, today)
    posts = live.text if live else None
    article = posts or _article(name, tree, address)
    language = page_language(tree, meta, node) or language_of(article) or ""
    dates = page_dates(
        tree, meta, node, title=title, language=language or "en", address=fetched or address, today=today
    )
    dates = dates.of_live_blog(live.newest) if live else dates
    page = clean(article, title, () if posts else dates.days)
    if not has_words(page.text):
        raise EmptyArticle(name, why_empty(tree))
    problem = why_no_article(tree, meta, node, page.text)
    if problem := problem or why_teaser(tree, node, meta, word_count(page.text)):
        raise NotAnArticle(name, problem)
    return Draft(
        name=name,
        key=address or key or title_key(title),
        title=title,
        original=original,
        text=page.text,
        url=address,
        byline=page_authors(meta, node, publisher) or page.byline,
        publisher=publisher or page.publisher,
        published_at=dates.published_at,
        date_origin=dates.origin,
        updated_at=dates.updated_at,
        language=language,
        correction=find_correction(page.text, language or "en"),
        warnings=(CUT_SHORT,) if invites(article.rstrip()) else (),
    )


def _tree(name: str, original: str) -> etree._Element:
    tags = original.count("<")
    if len(original) > _LONGEST_PAGE or tags > _MOST_TAGS:
        raise UnreadableFile(name, f"it is no article, but {len(original):,} characters with {tags:,} tags")
    if has_giant_tag(original):
        raise UnreadableFile(name, "it is no article: one of its tags has thousands of attributes")
    try:
        tree, too_deep = _parsed(original)
        sources = flatter(original)
        while too_deep and (source := next(sources, None)) is not None:
            tree, too_deep = _parsed(source)
    except (etree.LxmlError, ValueError) as error:
        raise EmptyArticle(name, "there is no web page in it") from error
    return tree


def _parsed(source: str) -> tuple[etree._Element, bool]:
    """The tree, and whether it ends where the parser found too much nesting."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    tree: etree._Element = html.document_fromstring(source.encode(errors="replace"), parser=parser)
    return tree, any(each.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for each in parser.error_log)


def _article(name: str, tree: etree._Element, address: str | None) -> str:
    try:
        return article_text(tree, address)
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise UnreadableFile(name, "its markup is too broken or too deeply nested to be read") from error


def _saved_from(tree: etree._Element) -> str | None:
    """The address that a browser noted when it saved the page."""
    found = [str(each) for each in tree.xpath("//link[@rel=$rel]/@href", rel=SAVED_FROM)]
    return found[0] if found and is_absolute(found[0]) else None


def _canonical(tree: etree._Element) -> list[str]:
    """The canonical link, if the page names one only."""
    links = tree.xpath(
        "//link[@href][contains(concat(' ', normalize-space(@rel), ' '), ' canonical ')]/@href"
    )
    return list(map(str, dict.fromkeys(links))) if len(set(links)) == 1 else []


def _node(tree: etree._Element, meta: Meta, addresses: tuple[str | None, ...]) -> Node:
    heading = next((words_in(each) for each in tree.xpath("//h1")), None)
    return article_node(json_ld(tree), addresses, heading or meta.first("og:title"))


def _last_resort(name: str, fetched: str | None) -> str:
    path = urlsplit(fetched).path.rstrip("/") if fetched else ""
    return title_from_name(path.rsplit("/", 1)[-1] or name)
