"""A library of stories to reindex, and an exact look at what vector search then finds."""

from __future__ import annotations

from pathlib import Path

from retrieval import Library
from tests.consistency import stored_passages
from tests.core_fakes import HashingEmbedder, open_small, write_stories

TREATY = "The Treaty\n\nThe treaty was signed on May 5 in Tokyo by both ministers."
QUESTION = "when was the treaty signed?"


async def fill(data_dir: Path, embedder: HashingEmbedder, count: int = 6, words: int = 100) -> None:
    folder = data_dir.parent / "in"
    if not folder.exists():
        write_stories(folder, count)
        (folder / "treaty.txt").write_text(TREATY)
    async with open_small(data_dir, embedder, passages={"words": words}) as library:
        await library.ingest([folder])


async def exact(
    library: Library, embedder: HashingEmbedder, data_dir: Path, model: str | None = None
) -> None:
    """Vector search finds every stored vector of this model, and nothing else, with its cosine."""
    stored = stored_passages(data_dir, removed=False)
    newest = (
        max((each.model for each in stored), key=[each.model for each in stored].count)
        if model is None
        else model
    )
    (query,) = embedder.encode(["treaty harbour"])
    expected = {each.id: float(each.vector @ query) for each in stored if each.model == newest}
    hits = await library.search("treaty harbour", k=1000)
    found = {hit.passage.id: hit.cosine for hit in hits if hit.cosine is not None}
    assert found.keys() == expected.keys()
    assert all(abs(found[id] - cosine) < 2e-3 for id, cosine in expected.items())
