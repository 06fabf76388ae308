"""The one address of a page."""

from __future__ import annotations

import pytest

from .pages import URL, page, read


def canonical(*addresses: str) -> str:
    return page(head="".join(f"<link rel='canonical' href='{each}'>" for each in addresses))


@pytest.mark.parametrize(
    ("fetched", "stated", "address"),
    [
        (f"{URL}?utm_source=x&fbclid=1#top", [], URL),
        (f"{URL}?id=7&utm_medium=mail", [], f"{URL}?id=7"),
        ("https://m.example-times.com/a?x=1", [URL], URL),
        (URL, [f"{URL}?utm_source=rss#c"], URL),
        (URL, ["https://other.org/world/fish-treaty"], URL),
        (URL, ["https://www.example-times.com/"], URL),
        (URL, ["https://www.example-times.com"], URL),
        (URL, ["/world/another"], URL),
        (URL, ["javascript:alert(1)"], URL),
        (URL, ["https://user:pw@www.example-times.com/x"], URL),
        (URL, ["https://www.example-times.com/a", "https://www.example-times.com/b"], URL),
        (
            "https://www.example-times.com/",
            ["https://www.example-times.com/"],
            "https://www.example-times.com",
        ),
        ("http://127.0.0.1:8080/a?utm_source=x", ["http://127.0.0.1:8080/b"], "http://127.0.0.1:8080/b"),
        ("http://127.0.0.1:8080/a", ["http://127.0.0.1:9090/b"], "http://127.0.0.1:8080/a"),
        ("https://a.co.uk/x", ["https://b.co.uk/x"], "https://a.co.uk/x"),
    ],
)
def test_the_canonical_address(fetched: str, stated: list[str], address: str) -> None:
    draft = read(canonical(*stated), fetched)
    assert (draft.url, draft.key) == (address, address)


def test_og_url_where_there_is_no_link() -> None:
    other = "https://example-times.com/world/fish"
    assert read(page(head=f"<meta property='og:url' content='{other}'>")).url == other


@pytest.mark.parametrize("key", [None, "file:/pages/treaty.html"])
def test_a_saved_page(key: str | None) -> None:
    assert read(canonical(URL), key).url == URL
    draft = read(page(), key)
    assert draft.url is None
    assert draft.key == (key or "title:ministers agree on a treaty about fish")
    assert draft.publisher is None
