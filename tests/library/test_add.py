"""Articles that a program hands over as text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from retrieval import Draft, FileTooLarge
from retrieval.errors import EmptyArticle, InvalidMetadata
from retrieval.text import has_words, normalise
from tests.consistency import torn
from tests.core_fakes import HashingEmbedder, open_small, prose, results
from tests.strategies import anything


def draft(number: int, text: str | None = None) -> Draft:
    body = text or prose(number)
    return Draft(f"story {number}", f"story:{number}", f"Story {number}", body, body)


async def test_again_is_free_and_a_change_is_a_version(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    async with open_small(tmp_path, embedder) as library:
        drafts = [draft(number) for number in range(3)]
        assert results(await library.add(drafts)) == ["added"] * 3
        calls = embedder.calls
        again = await library.add(drafts)
        assert (results(again), again.passages, embedder.calls) == (["unchanged"] * 3, 0, calls)
        changed = replace(drafts[1], text="The council met in the orchard.")
        assert results(await library.add([changed, replace(drafts[0], key="other")])) == [
            "updated",
            "duplicate",
        ]
        (hit, *_) = await library.search("council orchard")
        assert (hit.article.title, hit.article.version) == ("Story 1", 2)
        assert results(await library.add([drafts[0]], scope="guild:1")) == ["added"]
    assert torn(tmp_path) == []


async def test_markup_and_residue_are_text(tmp_path: Path) -> None:
    text = "---\ntitle: Not this\n---\n# Heading\n\nWrite a Comment\n\n**Bold** [words](https://a.b) stay."
    given_draft = replace(draft(1, text), name="story.md", published_at="2024-03-01", publisher="The Gull")
    async with open_small(tmp_path) as library:
        (item,) = (await library.add([given_draft])).items
        assert item.article_id is not None
        article = await library.articles.get(item.article_id)
        assert (article.text, article.title) == (text, "Story 1")
        assert (article.publisher, str(article.published_on)) == ("The Gull", "2024-03-01")
        for full in (False, True):
            assert (await library.reindexes.run(full=full)).changed == 0
        assert (await library.articles.get(item.article_id)) == article, "no reader reads it again"


async def test_bad_drafts_fail_alone(tmp_path: Path) -> None:
    bad = [
        replace(draft(1), text=" \u200b ?! "),
        replace(draft(2), original="x" * 5000),
        replace(draft(3), published_at="last May"),
        replace(draft(4), title=" \n"),
    ]
    async with open_small(tmp_path, ingest={"max_file_bytes": 4000}) as library:
        summary = await library.add([*bad, draft(5)])
        assert [type(item.error) for item in summary.items] == [
            EmptyArticle,
            FileTooLarge,
            InvalidMetadata,
            InvalidMetadata,
            type(None),
        ]
        assert [item.source for item in summary.items] == [f"story {number}" for number in range(1, 6)]
        assert (await library.status()).articles == 1


@given(st.lists(anything, min_size=1, max_size=4))
async def test_any_text_is_stored_normalised_or_refused(tmp_path_factory: object, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("any")  # type: ignore[attr-defined]  # pytest's own fixture
    async with open_small(folder) as library:
        drafts = [Draft(text, f"key {n} {text}", f"T {n}", text, text) for n, text in enumerate(texts)]
        summary = await library.add(drafts)
        for item, text in zip(summary.items, texts, strict=True):
            assert (item.article_id is None) == (not has_words(normalise(text)))
            if item.article_id is not None:
                assert (await library.articles.get(item.article_id)).text == normalise(text)
