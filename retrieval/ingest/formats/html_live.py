"""Live blogs: pages whose posts were published one by one, each at a time of its own, over hours or days. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

from lxml import etree

from ...dates.pages import Numeric, instant, page_date
from .html_dates import Outline, letters, says_updated
from .html_metadata import Node, nodes_of, text_of, words_in

_KIND = "LiveBlogPosting"
_POST = frozenset("article section li div".split())
_EDGES = frozenset("nav footer aside form figure".split())
_OPENING = frozenset("p blockquote".split())
_READ = _OPENING | _POST | {"h2", "h3", "h4"}
_SAYS_TIME = "//time | //*[@itemprop='datePublished'][@content or @datetime]"
_MOST_POSTS = 2_000
_MOST_STEPS = 12
"""Elements between a post's time and the post."""


@dataclass(frozen=True, slots=True)
class LiveBlog:
    """`newest` is the time of the newest post; `text` the posts in the page's order, each below a line that is its time
    in ISO 8601, and None where the page's own markup does not part them."""

    newest: str | None
    text: str | None


def live_blog(tree: etree._Element, sources: Iterable[str], title: str, today: date) -> LiveBlog | None:
    """What the page is as a live blog; None for one that does not say that it is one. A post after `today` has no
    time."""
    node = next((each for each in nodes_of(sources) if _is_live(each)), None)
    marked = tree.xpath(f"boolean(//*[contains(@itemtype, '{_KIND}')])")
    if node is None and not marked:
        return None
    updates = list(_updates(node or {}, today))
    page = Outline(tree, title)
    posts = _posts(tree, today)
    if posts:
        opening = _opening(page, lambda element, _: element in posts)
        pieces = [*opening, *(_post(each, at) for each, at in posts.items())]
    else:
        known = {letters(each) for _, words in updates for each in words.split("\n\n")}
        opening = _opening(page, lambda _, words: letters(words) in known)
        pieces = [*opening, *(f"{at}\n\n{words}" for at, words in updates)] if updates else []
    days = [*posts.values(), *(at for at, _ in updates)]
    newest = max(days, key=instant, default=None)
    return LiveBlog(newest, "\n\n".join(pieces) or None)


def _paragraphs(markup: str) -> str | None:
    from ..feeds.base import paragraphs_of  # here, because few pages are live blogs, and feeds load slowly

    return paragraphs_of(markup)


def _moment(stated: object, today: date) -> str | None:
    return page_date(stated, today, Numeric())


def _is_live(node: Node) -> bool:
    kinds = node.get("@type")
    return any(
        str(kind).rsplit("/", 1)[-1] == _KIND for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _updates(node: Node, today: date) -> Iterator[tuple[str, str]]:
    """Time and words of the posts that JSON-LD holds."""
    stated = node.get("liveBlogUpdate")
    for each in (stated if isinstance(stated, list) else [stated])[:_MOST_POSTS]:
        if isinstance(each, Mapping) and (at := _moment(each.get("datePublished"), today)):
            body = each.get("articleBody")
            body = _paragraphs(body) if isinstance(body, str) else None
            words = "\n\n".join(filter(None, (text_of(each.get("headline")), body)))
            if words:
                yield at, words


def _posts(tree: etree._Element, today: date) -> dict[etree._Element, str]:
    """The largest group of neighbours that state a time each, in the page's order."""
    groups: dict[etree._Element, dict[etree._Element, str]] = {}
    for time in tree.xpath(_SAYS_TIME)[:_MOST_POSTS]:
        at = _moment(time.get("datetime") or time.get("content") or time.text, today)
        post = _post_of(time) if at and not says_updated(time) else None
        if at and post is not None:
            groups.setdefault(post.getparent(), {}).setdefault(post, at)
    return max(groups.values(), key=len, default={})


def _post_of(time: etree._Element) -> etree._Element | None:
    """The nearest element around a time that holds a paragraph too; None at the page's edges."""
    found = None
    for number, each in enumerate(time.iterancestors()):
        if each.tag in _EDGES or (found is None and number > _MOST_STEPS):
            return None
        if found is None and each.tag in _POST and next(each.iter("p", "blockquote"), None) is not None:
            found = each
    return found


def _post(post: etree._Element, at: str) -> str:
    copy = deepcopy(post)
    copy.tail = None
    for each in [each for each in copy.iter() if each.tag in ("time", *_EDGES) and each is not copy]:
        each.clear(keep_tail=True)
    return f"{at}\n\n{_paragraphs(etree.tostring(copy, encoding='unicode')) or ''}"


def _opening(page: Outline, is_post: Callable[[etree._Element, str], bool]) -> list[str]:
    """The paragraphs between the heading and the first post; none where no post is met."""
    opening: list[str] = []
    started = False
    for element in page.tree.iter():
        started = started or element is page.heading
        words = _words(element) if element.tag in _READ else ""
        if started and is_post(element, words):
            return opening
        around = {each.tag for each in element.iterancestors()}
        if started and words and element.tag in _OPENING and around.isdisjoint(_EDGES | _OPENING):
            opening.append(words)
    return []


def _words(element: etree._Element) -> str:
    """Its words as one line; "" for a box of further paragraphs."""
    if element.tag not in _OPENING and next(element.iter(*_OPENING), None) is not None:
        return ""
    return words_in(element)
