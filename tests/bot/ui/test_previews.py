"""The list of pages that `docs/previews.py` draws: each is built and laid out, without a browser."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[3] / "docs"
LEFT_OVER = re.compile(r"(?<!\*)\*\*(?!\*)|&lt;(?:[@#]|t:)\S*\d&gt;|\]\(http|(?:^|>)-# |[#@]unknown")
"""Markup that was not drawn, and a name that nobody gave."""
MEANT = ("in-other-scripts",)
"""Their quotes have stars of their own."""


@pytest.fixture
def docs(monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    monkeypatch.syspath_prepend(str(DOCS))
    return importlib.import_module("preview_pages"), importlib.import_module("discord_html")


async def test_every_page_is_built_and_drawn(docs: tuple[Any, Any]) -> None:
    pages, html = docs
    assert len(pages.PAGES) > 40
    for name in pages.PAGES:
        posts = await pages.posts_of(name)
        assert posts, name
        for theme, width in (("dark", "phone"), ("light", "desktop")):
            drawn = html.message_html(posts, pages.names_of(name), theme=theme, width=width)
            assert drawn.count("<div") == drawn.count("</div>"), name
            assert any(word in name for word in MEANT) or not LEFT_OVER.search(drawn), name


def test_markdown_is_drawn_as_discord_does(docs: tuple[Any, Any]) -> None:
    _, html = docs
    markdown = html.Markdown(html.Names(channels={5: "news"}, people={7: "Ann"}))
    drawn = markdown.blocks(
        r"**bold \*\*** __under__ \_no\_ [a\]b](https://example.org/(x)) <#5> <@7> `x*y*`"
    )
    assert "<b>bold **</b> <u>under</u> _no_ <a>a]b</a>" in drawn
    assert '#news</span> <span class="mention">@Ann</span> <code>x*y*</code>' in drawn
    quoted = markdown.blocks("> one\n> two\n-# small\n\n```py\n**code**\n```")
    assert quoted.startswith(
        '<blockquote><div class="auto">one</div><div class="auto">two</div></blockquote>'
    )
    assert '<small class="auto">small</small>' in quoted
    assert quoted.endswith("<pre>**code**</pre>")
    assert "<script>" not in markdown.blocks("<script>")
