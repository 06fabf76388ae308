"""Markdown with optional YAML front matter: title, url, publisher, author, date, updated, language."""

from __future__ import annotations

import re
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from ...errors import InvalidMetadata
from ...types import Draft
from .drafting import drafted
from .markup import to_plain
from .plain import decode, first_line_title, title_from_name
from .stated import line, stated

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


def _problem(error: yaml.YAMLError) -> str:
    """What is wrong and where, without a word of the file."""
    problem, mark = getattr(error, "problem", None), getattr(error, "problem_mark", None)
    said = _QUOTED.sub("…", problem or "it cannot be read")
    return f"{said} (line {mark.line + 1})" if mark else said
