"""What all readers share: hints fill gaps and nothing else; and the JSON reader."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import ArticleTooLong, EmptyArticle, IngestError, InvalidJson
from retrieval.ingest import formats
from retrieval.ingest.formats import markdown, plain
from retrieval.types import Draft, Hints, Raw
from tests.strategies import anything

TEXT = "The treaty was signed on Monday in Lima. It holds for ten years."
HINTS = Hints("From the feed", "Feed Author", "The Feed", "2024-01-02", "2024-01-03")


def of_json(value: Any, **more: Any) -> Draft:
    raw = Raw("an-article.json", json.dumps(value).encode(), **more)
    draft = formats.read(raw)
    assert formats.reread(raw.name, raw.key or raw.url, draft.original).text == draft.text
    return draft


def test_hints_count_where_the_article_is_silent() -> None:
    draft = formats.read(Raw("a.txt", TEXT.encode(), url="https://example.org/a", hints=HINTS))
    assert (draft.title, draft.byline, draft.publisher) == ("From the feed", "Feed Author", "The Feed")
    assert (draft.published_at, draft.date_origin, draft.updated_at) == ("2024-01-02", "feed", "2024-01-03")
    assert (draft.url, draft.key) == ("https://example.org/a",) * 2


def test_hints_do_not_count_where_the_article_speaks() -> None:
    text = f"A Title of its Own\n\nBy Jane Doe\n\nMarch 3, 2024\n\n{TEXT}\n\nSource: Kyodo"
    draft = formats.read(Raw("a.txt", text.encode(), "file:/a", hints=HINTS))
    assert (draft.title, draft.byline, draft.publisher) == ("A Title of its Own", "Jane Doe", "Kyodo")
    assert (draft.published_at, draft.date_origin) == ("2024-03-03", "text")
    assert (draft.url, draft.key) == (None, "file:/a")


def test_a_hinted_title_is_the_key_where_the_title_is() -> None:
    assert formats.read(Raw("a.txt", TEXT.encode(), hints=HINTS)).key == "title:from the feed @ the feed"
    assert formats.read(Raw("a.txt", TEXT.encode())).key == "title:a"


def test_a_json_object_is_an_article() -> None:
    draft = of_json(
        {
            "Title": "Treaty\u202e signed",
            "text": f"Share\n\n{TEXT}",
            "url": "https://example.org/treaty",
            "publisher": "The Paper",
            "author": ["Jane Doe", "John Smith"],
            "published_at": "2024-03-01T10:00:00+09:00",
            "updated": "2024-03-02",
            "language": "EN",
            "extra": {"nested": [1, 2]},
        }
    )
    assert (draft.title, draft.text) == ("Treaty signed", TEXT)
    assert (draft.url, draft.key) == ("https://example.org/treaty",) * 2
    assert (draft.publisher, draft.byline, draft.language) == ("The Paper", "Jane Doe, John Smith", "en")
    assert (draft.published_at, draft.date_origin) == ("2024-03-01T10:00:00+09:00", "JSON")
    assert draft.updated_at == "2024-03-02"
    assert draft.warnings == ()


def test_text_alone_is_enough() -> None:
    draft = of_json({"text": f"A Headline\n\n3 March 2024\n\n{TEXT}"}, key="file:/a")
    assert (draft.title, draft.published_at, draft.date_origin) == ("A Headline", "2024-03-03", "text")
    assert draft.key == "file:/a"
    assert of_json({"text": TEXT}).title == "an article"
    warned = of_json({"text": TEXT, "date": "March", "url": "javascript:alert(1)"})
    assert (warned.published_at, warned.url, len(warned.warnings)) == (None, None, 2)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"{", "line 1"),
        (b"", "line 1"),
        (b"[]", "a list"),
        (b'"text"', "a text"),
        (b"null", "null"),
        (b"3", "a single value"),
        (b"{}", "no text"),
        (b'{"text": 3}', "no text"),
        (b'{"text": ["a"]}', "no text"),
        (b"[" * 100_000, ""),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", ""),
    ],
)
def test_what_is_no_article_in_json(data: bytes, problem: str) -> None:
    with pytest.raises(InvalidJson) as caught:
        formats.read(Raw("a.json", data))
    assert problem in caught.value.problem
    with pytest.raises(EmptyArticle):
        of_json({"text": "..."})


@given(
    st.dictionaries(
        st.sampled_from("title text url link publisher author date updated language lang body id".split()),
        st.recursive(
            anything | st.integers() | st.floats() | st.none() | st.booleans(), st.lists, max_leaves=4
        ),
    )
)
def test_any_object_is_an_article_or_an_ingest_error(fields: dict[str, Any]) -> None:
    with contextlib.suppress(IngestError):
        draft = of_json(fields)
        assert draft.title
        assert draft.title.encode()
        assert draft.text.encode()
        assert draft.key.encode()


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_text_beyond_the_limit_is_refused_before_it_is_cleaned(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = Raw(name, b"A title\n\nIt is long.")
    assert formats.read(raw, max_characters=20).text
    for reader in (plain, markdown):
        monkeypatch.setattr(reader, "read", lambda *_: pytest.fail("it was read"))
    with pytest.raises(ArticleTooLong) as caught:
        formats.read(raw, max_characters=19)
    assert (caught.value.size, caught.value.limit) == (20, 19)
