"""Addresses of articles: canonical, without tracking, and never another site's. Pure."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlsplit

from courlan import clean_url, extract_domain

_LONGEST = 2_000
_FRONT = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)(?:\.[a-z]{2,5})?)?", re.IGNORECASE
)
_VIEW = re.compile(
    r"amp|amphtml|amp\.html|print|printable|mobile|m|full|single|all|share|embed|comments|index\.\w+|(?:page-?)?\d{1,3}",
    re.IGNORECASE,
)
"""Last parts of addresses under which a site shows the article itself in another form."""


def page_address(fetched: str | None, stated: list[str]) -> str | None:
    """The first of the `stated` addresses (canonical link, og:url) that can be this page's; else where it was fetched.

    A stated address counts if it is absolute and no front page, and of the same registered domain as `fetched` and not
    a folder above it: those are lists. Without `fetched` (a saved file) any absolute address but a front page counts.
    """
    for address in stated:
        if not is_absolute(address):
            continue
        if not is_front(address) if fetched is None else _same_page_site(fetched, address):
            return without_tracking(address)
    return without_tracking(fetched) if fetched else None


def without_tracking(address: str) -> str:
    """Without fragment, tracking parameters and odd spelling: the same for every way to name a page. To compare with,
    not to fetch."""
    try:
        bare = urldefrag(address.strip())[0]
        query = urlsplit(bare).query
    except ValueError:  # half an IPv6 address: whoever fetches it says what is wrong
        return address.strip()
    if query and "=" not in query:  # "story.php?12345": courlan would drop the number
        return bare
    return clean_url(bare) or bare


def is_absolute(address: str) -> bool:
    """True for a plain http(s) address with a host and without credentials."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname
    except ValueError:
        return False
    short = len(address) <= _LONGEST
    return short and parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc


def is_fetched(key: str | None) -> bool:
    return key is not None and is_absolute(key)


def host_of(address: str | None) -> str | None:
    """ "https://www.example.org/a" -> "example.org"."""
    host = urlsplit(address).hostname if address else None
    return host.removeprefix("www.") if host else None


def _same_page_site(fetched: str, stated: str) -> bool:
    if _site(fetched) != _site(stated):
        return False
    return is_front(fetched) or not (is_front(stated) or _is_above(stated, fetched))


def _is_above(stated: str, fetched: str) -> bool:
    """True where the stated path is a folder of the fetched one and what follows is an article's own name, not another
    view of it (".../amp", ".../print", ".../2")."""
    above, path = (urlsplit(each).path.rstrip("/") for each in (stated, fetched))
    if not path.startswith(f"{above}/"):
        return False
    return not all(_VIEW.fullmatch(part) for part in path[len(above) + 1 :].split("/"))


def _site(address: str) -> str:
    """The registered domain; for a numeric address or a local name, host and port."""
    return extract_domain(address) or urlsplit(address).netloc.lower()


def is_front(address: str) -> bool:
    """True for a site's first page, whatever its language ("/", "/index.html", "/en/")."""
    parts = urlsplit(address)
    return bool(_FRONT.fullmatch(parts.path)) and not parts.query
