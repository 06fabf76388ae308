"""Markdown to plain words: headings, items and rows, each with its header, as paragraphs; code and images go whole."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .tables import paired

_LONGEST_PARAGRAPH = 5_000
"""Characters. Inline markup of a longer one is left as it is: the parser's time grows with the square of the length
for hostile runs of brackets, and no paragraph of an article is this long."""
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def to_plain(markdown: str) -> tuple[str, str | None]:
    """The words, a blank line between blocks, and the text of the first heading if there is one."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.disable("inline")  # block by block below, with its limit
    blocks: list[str] = []
    heading: str | None = None
    in_heading = False
    table: list[list[str]] = []
    for token in parser.parse(markdown):
        if token.type in ("heading_open", "heading_close"):
            in_heading = token.type == "heading_open"
        elif token.type == "tr_open":
            table.append([])
        elif token.type == "table_close":
            blocks += paired(table, headers=1)
            table = []
        if token.type != "inline":
            continue
        text = _inline(parser, token.content)
        if table:
            table[-1].append(text)
        elif text:
            blocks.append(text)
            heading = heading or (text if in_heading else None)
    return "\n\n".join(blocks), heading


def _inline(parser: MarkdownIt, content: str) -> str:
    if len(content) > _LONGEST_PARAGRAPH:
        return " ".join(filter(None, map(str.strip, content.split("\n"))))
    children: list[Token] = []
    parser.inline.parse(content, parser, {}, children)
    return "".join(map(_words, children)).strip()


def _words(token: Token) -> str:
    if token.type in _BREAKS:
        return _BREAKS[token.type]
    return token.content if token.type in ("text", "code_inline", "text_special") else ""
