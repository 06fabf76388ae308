"""Web pages as publishing systems make them, in code: the article, and all that stands round it."""

from __future__ import annotations

import json
from datetime import date

from retrieval.ingest.formats import html
from retrieval.types import Draft, Raw

TODAY = date(2024, 6, 1)
URL = "https://www.example-times.com/world/fish-treaty"
TITLE = "Ministers agree on a treaty about fish"
FIRST = (
    "Ministers of four countries agreed on Monday on a treaty that divides the herring of the northern sea between "
    "their fleets for ten years, after talks that had lasted for two nights and nearly failed over the island's ports."
)
SECOND = (
    "The treaty lowers the catch by a fifth and lets observers on board of every vessel longer than thirty metres, "
    "the host country's minister Anna Berg told reporters in the harbour city of Norvik on Monday evening."
)
THIRD = (
    "Fishermen's unions called the agreement a bitter pill, while environmental groups said it came too late for the "
    "cod, whose numbers have fallen by half since the last treaty was signed in the year in which the old fleet was sold."
)
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
MENU = (
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li><li><a href='/sport'>Sport</a></li>"
    "<li><a href='/login'>Log in</a></li></ul></nav>"
)
FOOTER = "<footer><p>© 2019 The Example Times. All rights reserved.</p><a href='/privacy'>Privacy policy</a></footer>"


def page(body: str = BODY, *, head: str = "", heading: str = f"<h1>{TITLE}</h1>", lang: str = "en") -> str:
    """A whole page; `head` goes into its <head>, `heading` before the body inside of <article>."""
    return (
        f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'><title>{TITLE} | The Example Times</title>"
        f"{head}</head><body>{MENU}<main><article>{heading}{body}</article></main>{FOOTER}</body></html>"
    )


def ld(*nodes: object) -> str:
    """JSON-LD scripts."""
    return "".join(f"<script type='application/ld+json'>{json.dumps(node)}</script>" for node in nodes)


def news(**facts: object) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **facts}


def meta(**values: str) -> str:
    """<meta property>s; "__" stands for ":"."""
    return "".join(
        f"<meta property='{name.replace('__', ':')}' content='{value}'>" for name, value in values.items()
    )


def read(
    source: str | bytes, url: str | None = URL, *, charset: str | None = None, name: str = "page.html"
) -> Draft:
    """As a fetched page is read: decoded, slimmed, read."""
    data = source if isinstance(source, bytes) else source.encode()
    raw = Raw(name, data, url=url, charset=charset)
    return html.read(name, url, html.decode(raw), TODAY)
