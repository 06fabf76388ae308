"""How many of the core's modules a reader has to open for one thing that it does: a question, a follow-up, a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import Answer, Result, Settings, Turn, open_library
from retrieval.ingest import formats
from retrieval.models.embedder import SentenceEmbedder
from retrieval.types import Raw
from tests.tracer import Tracer

MOST_FOR_A_QUESTION, MOST_FOR_A_FILE = 55, 42
IN_THE_CHILD = "retrieval/workers/child.py"
PAGE = """<!doctype html><html lang="en"><head><title>Harbour bridge reopens - The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><meta property="og:url" content="https://post.example/a/bridge">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour bridge reopens",
"datePublished": "2024-03-01T10:00:00Z", "author": {"name": "Ann Lee"}}</script></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Harbour bridge reopens</h1>
<p>The harbour bridge reopened on Friday after two years of work, the city said in a statement on its website.</p>
<p>Engineers replaced all of its 120 cables, and the mayor thanked them at a short ceremony beside the river.</p>
<p>Ferries will go on running until the end of May, so that commuters can choose how they cross the harbour.</p>
<p>The work cost 40 million euros, a tenth more than planned, because steel had become dearer since the start.</p>
</article><footer>© 2024 The Harbour Post</footer></body></html>"""


@pytest.fixture
def tracer() -> Tracer:
    return Tracer()


async def test_a_question_and_a_follow_up_enter_few_modules(
    tracer: Tracer, copy_of_seeded: Callable[[], Path], minilm: SentenceEmbedder
) -> None:
    asked, went_on = set[str](), set[str]()
    with tracer.installed():
        async with open_library(Settings(data_dir=copy_of_seeded()), embedder=minilm) as library:
            with tracer.entered(asked):
                first = await library.ask("when is the Tomahawk contract expected?")
            with tracer.entered(went_on):
                second = await library.ask("and under which framework?", conversation=[Turn.of(first)])
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert len(asked) <= MOST_FOR_A_QUESTION, sorted(asked)
    assert len(went_on) <= MOST_FOR_A_QUESTION, sorted(went_on)


async def test_a_web_page_in_a_file_enters_few_modules(
    tracer: Tracer, tmp_path: Path, minilm: SentenceEmbedder
) -> None:
    """What the child process does is done here once more, to be counted."""
    file = tmp_path / "bridge.html"
    file.write_text(PAGE)
    entered = {IN_THE_CHILD}
    with tracer.installed():
        async with open_library(Settings(data_dir=tmp_path / "data"), embedder=minilm) as library:
            with tracer.entered(entered):
                summary = await library.ingest([file])
                formats.read(Raw(file.name, file.read_bytes(), f"file:{file}"))
    assert [item.result for item in summary.items] == [Result.ADDED]
    assert len(entered) <= MOST_FOR_A_FILE, sorted(entered)
