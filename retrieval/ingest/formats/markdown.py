"""Markdown with optional YAML front matter: title, url, publisher, author, date, updated, language.

The text becomes plain words: headings, items, rows of tables, each with its header, and short blocks of code
are paragraphs; long code and images go.
"""

from __future__ import annotations

import re
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ...errors import InvalidMetadata
from ...types import Draft
from .drafting import drafted, first_line_title, line, stated, title_from_name
from .plain import decode
from .tables import paired

_LONGEST_PARAGRAPH = 5_000
"""Characters. Inline markup of a longer one is left as it is: the parser's time grows with the square of the length
for hostile runs of brackets, and no paragraph of an article is this long."""
_LONGEST_CODE = 20
"""Lines."""
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
        if token.type in ("fence", "code_block"):
            blocks += _code(token.content)
        if token.type != "inline":
            continue
        text = _inline(parser, token.content)
        if table:
            table[-1].append(text)
        elif text:
            blocks.append(text)
            heading = heading or (text if in_heading else None)
    return "\n\n".join(blocks), heading


def _code(content: str) -> list[str]:
    """The lines of a short block of code, which are commands mostly; of a long one, which is a program, nothing."""
    lines = [line.strip() for line in content.splitlines() if line.strip()]
    return ["\n".join(lines)] if 0 < len(lines) <= _LONGEST_CODE else []


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


_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
__all__ = ["decode", "read"]


def read(name: str, key: str | None, text: str) -> Draft:
    """Front matter names the article where it can; the body loses its markup. Raises InvalidMetadata, EmptyArticle."""
    fields, body = _front_matter(name, text)
    said = stated(fields)
    plain_text, heading = to_plain(body)
    title = said.title or line(heading) or first_line_title(plain_text) or title_from_name(name)
    return drafted(name, key, text, title, plain_text, said, origin="front matter")


def _front_matter(name: str, text: str) -> tuple[dict[str, Any], str]:
    text = text.lstrip("\ufeff")
    try:
        try:
            metadata, body = frontmatter.parse(text)
        except ValueError:  # a day that no calendar has: then days are read as they stand
            metadata, body = frontmatter.parse(text, handler=_DaysAsText())
        except yaml.YAMLError:
            metadata, body = frontmatter.parse(text, handler=_AsItStands())
    except yaml.YAMLError as error:
        raise InvalidMetadata(name, f"the front matter is not valid YAML: {_problem(error)}") from error
    except (ValueError, RecursionError) as error:
        raise InvalidMetadata(name, "a value in the front matter is not what it looks like") from error
    return {str(field).lower(): value for field, value in metadata.items()}, body


class _TextLoader(yaml.SafeLoader):
    yaml_implicit_resolvers = {  # noqa: RUF012  # the library's own way to configure a loader
        start: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for start, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class _DaysAsText(YAMLHandler):
    def load(self, fm: str, **kwargs: Any) -> Any:
        return super().load(fm, Loader=_TextLoader, **kwargs)


class _AsItStands(YAMLHandler):
    """Quotes the values that hold a colon, as titles do: "title: Lindow: 14 dead"."""

    def load(self, fm: str, **kwargs: Any) -> Any:
        return super().load(_WITH_COLON.sub(_in_quotes, fm), **kwargs)


_WITH_COLON = re.compile(
    r"^([A-Za-z_][\w -]{0,40}):[ \t]++(?=[^\n]*:(?:[ \t]|$))([^\s'\"\[{|>&*!#%@`][^\n]*+)$", re.MULTILINE
)


def _in_quotes(found: re.Match[str]) -> str:
    value = found[2].strip().replace("'", "''")
    return f"{found[1]}: '{value}'"


def _problem(error: yaml.YAMLError) -> str:
    """What is wrong and where, without a word of the file."""
    problem, mark = getattr(error, "problem", None), getattr(error, "problem_mark", None)
    said = _QUOTED.sub("…", problem or "it cannot be read")
    return f"{said} (line {mark.line + 1})" if mark else said
