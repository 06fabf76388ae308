"""Web pages: the article's text, and what the page states of title, authors, publisher, address, language and dates."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from lxml import etree, html

from ...errors import EmptyArticle, NotAnArticle, UnreadableFile
from ...text import has_words, word_count
from ...types import Draft, Raw
from ..addresses import host_of, is_absolute, is_fetched, page_address
from ..clean.clean import clean
from ..clean.corrections import find_correction
from ..clean.no_article import why_no_article
from ..encoding import decoded
from ..gzipped import unpacked
from ..language import language_of
from .drafting import title_key
from .html_blocks import article_text
from .html_dates import page_dates
from .html_live import live_blog
from .html_metadata import Meta, page_authors, page_language, page_publisher, page_title, read_meta
from .html_source import SAVED_FROM, flatter, has_giant_tag, without_code
from .json_ld import Node, article_node
from .plain import title_from_name
from .teasers import CUT_SHORT, invites, why_empty, why_teaser

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
    live = live_blog(tree, _scripts(tree), title, today)
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
    sources = _scripts(tree)
    heading = " ".join(
        "".join(next(iter(tree.xpath("//h1")), tree[:0] or etree.Element("p")).itertext()).split()
    )
    return article_node(sources, addresses, heading or meta.first("og:title"))


def _scripts(tree: etree._Element) -> list[str]:
    return [each.text or "" for each in tree.xpath("//script[contains(@type, 'ld+json')]")[:100]]


def _last_resort(name: str, fetched: str | None) -> str:
    path = urlsplit(fetched).path.rstrip("/") if fetched else ""
    return title_from_name(path.rsplit("/", 1)[-1] or name)
