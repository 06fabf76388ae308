"""Addresses of articles: canonical, without tracking, and never another site's. Pure."""

from __future__ import annotations

from urllib.parse import urldefrag, urlsplit

from courlan import clean_url, extract_domain

_LONGEST = 2_000


def page_address(fetched: str | None, stated: list[str]) -> str | None:
    """The first of the `stated` addresses (canonical link, og:url) that can be this page's; else where it was fetched.

    A stated address counts if it is absolute, of the same registered domain as `fetched` and not its front page.
    Without `fetched` (a saved file) any absolute address counts.
    """
    for address in stated:
        if is_absolute(address) and (fetched is None or _same_page_site(fetched, address)):
            return without_tracking(address)
    return without_tracking(fetched) if fetched else None


def without_tracking(address: str) -> str:
    """Without fragment, tracking parameters and odd spelling: the same for every way to name a page. To compare with,
    not to fetch."""
    bare = urldefrag(address.strip())[0]
    query = urlsplit(bare).query
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
    return _site(fetched) == _site(stated) and (_is_front(fetched) or not _is_front(stated))


def _site(address: str) -> str:
    """The registered domain; for a numeric address or a local name, host and port."""
    return extract_domain(address) or urlsplit(address).netloc.lower()


def _is_front(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query
