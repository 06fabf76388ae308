"""Small articles that are taken in together: the same as one after the other, in one transaction."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval import Result
from retrieval.errors import StoreFull
from retrieval.ingest import pipeline
from retrieval.ingest.passages import PassageEmbedder
from retrieval.ingest.writer import ArticleWriter
from retrieval.types import Span
from retrieval.workers.threads import Worker
from tests.consistency import stored_passages, torn
from tests.core_fakes import HashingEmbedder, open_small, write_stories


def jsonl(file: Path, lines: list[dict[str, str]]) -> Path:
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


def story(number: int) -> dict[str, str]:
    return {
        "title": f"Story {number}",
        "text": f"The harbour number {number} was opened on a Monday. Ships number {number} came.",
    }


async def test_a_file_of_articles_is_a_few_transactions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    add_all = ArticleWriter.add_all

    async def counted(self: ArticleWriter, scope: str, prepared: list[object]) -> list[int]:
        sizes.append(len(prepared))
        return await add_all(self, scope, prepared)  # type: ignore[arg-type]

    monkeypatch.setattr(ArticleWriter, "add_all", counted)
    file = jsonl(tmp_path / "docs.jsonl", [story(number) for number in range(70)])
    async with open_small(tmp_path / "data") as library:
        summary = await library.ingest([file])
        assert [item.title for item in summary.items] == [f"Story {number}" for number in range(70)]
        assert [item.article_id for item in summary.items] == [*range(1, 71)]
    assert sizes == [32, 32, 6]
    assert torn(tmp_path / "data") == []


async def test_what_depends_on_one_before_it_is_decided_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A duplicate, a repeated line, a later version under the same address: as if each came alone."""
    address = {"url": "https://news.example/two"}
    lines = [
        story(1),
        story(1),
        story(2) | address,
        story(2) | address | {"text": story(2)["text"] + " More is known now."},
        story(3),
        {"title": "No text"},
        story(4),
    ]
    file = jsonl(tmp_path / "docs.jsonl", lines)
    results = [
        *(Result.ADDED, Result.DUPLICATE, Result.ADDED, Result.UPDATED, Result.ADDED, Result.FAILED),
        Result.ADDED,
    ]
    found = []
    for together in (32, 1):
        monkeypatch.setattr(pipeline, "TOGETHER", together)
        async with open_small(tmp_path / f"data-{together}") as library:
            items = (await library.ingest([file])).items
        found.append([replace(each, error=None) for each in items])
        assert [each.result for each in items] == results
        assert torn(tmp_path / f"data-{together}") == []
    assert found[0] == found[1]


async def test_a_failed_transaction_is_told_article_by_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_all = ArticleWriter.add_all

    async def full(self: ArticleWriter, scope: str, prepared: list[object]) -> list[int]:
        if len(prepared) > 1:
            raise StoreFull("dateline.db", "no room for so many")
        return await add_all(self, scope, prepared)  # type: ignore[arg-type]

    monkeypatch.setattr(ArticleWriter, "add_all", full)
    write_stories(tmp_path / "in", 3)
    async with open_small(tmp_path / "data") as library:
        summary = await library.ingest([tmp_path / "in"])
        assert summary.count(Result.ADDED) == 3


async def test_vectors_of_several_articles_stand_beside_their_own_passages() -> None:
    """Passages are sorted by length for embedding, over all articles, and put back."""
    texts = [
        "a long passage with many words in it. short. a middle one.",
        "one. a much longer second passage here.",
    ]
    spans = [[Span(0, 37), Span(38, 44), Span(45, 58)], [Span(0, 4), Span(5, 39)]]
    model = HashingEmbedder()
    async with Worker("model") as worker:
        embedder = PassageEmbedder(model, worker, model.fingerprint(), 2)
        found = await embedder.of_articles(
            [("First", texts[0], spans[0]), ("Second", texts[1], spans[1]), ("None", "", [])]
        )
    assert [count for _, count in found] == [3, 2, 0]
    for title, text, own, (vectors, _) in zip(("First", "Second"), texts, spans, found, strict=False):
        expected = model.encode([f"{title}\n{text[span.start : span.end]}" for span in own])
        assert np.array_equal(vectors, expected)


async def test_stored_vectors_are_those_of_the_stored_passages(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "docs.jsonl", [story(number) for number in range(5)])
    model = HashingEmbedder()
    async with open_small(tmp_path / "data", model) as library:
        await library.ingest([file])
    for each in stored_passages(tmp_path / "data"):
        (expected,) = model.encode([f"{each.title}\n{each.text[each.start : each.end]}"])
        assert float(each.vector @ expected) == pytest.approx(1.0, abs=1e-2)
