"""Dateline in a comparison of frameworks: the program that runs each stage of a folder of such scripts with Dateline.

`DATELINE_PEERS=FOLDER python retrieval/evaluation/speed/dateline_peer.py --data DIR --out result.json`. FOLDER has a
`common.py` with a class `Peer` and a function `main(peer)`, which does the stages, starts this file again for each of
them, and writes the result. What is measured is `Library.ingest` and `Library.search`, as a program uses them: reading,
cleaning, near copies, keyword search and vector search, but no reader.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # the folder of this file is no place to import from
    sys.path[0] = str(Path(__file__).parents[3])

from retrieval.config import Settings
from retrieval.ingest.passages import split
from retrieval.library import Library
from retrieval.models.base import Embedder
from retrieval.types import Article
from retrieval.wiring import named_embedder, open_library
from retrieval.workers.threads import LoopThread

FOLDER_VARIABLE = "DATELINE_PEERS"
FLOAT32 = "float32"
_HOST = "https://documents.invalid/"
_PAGE = 100


class DatelinePeer:
    """The methods of a `Peer`, for the documents and questions of a set."""

    name = "dateline"
    variants = ("hybrid", FLOAT32)
    packages = ("dateline-bot", "faiss-cpu")
    embeds_title_by_default = True
    notes = (
        "Library.ingest of the docs.jsonl, Library.search. The title is always embedded with its passage. hybrid "
        "computes in the precision that is fastest here, float32 in that of the other systems; both search keywords "
        "and vectors. Update is the same ingest again: unchanged articles are known by their hash."
    )
    folder: Path
    variant: str
    _model: Embedder
    _library: Library
    _opened: AbstractAsyncContextManager[Library]
    _loop: LoopThread

    def load_model(self) -> None:
        self._settings = Settings(data_dir=self.folder)
        self._model = named_embedder(self._settings, exact=self.variant == FLOAT32)
        self._model.encode(["warm"])
        self._loop = LoopThread()

    def open(self) -> None:
        self._opened = open_library(self._settings, embedder=self._model)
        self._library = self._loop.run(self._entered())

    async def _entered(self) -> Library:
        return await self._opened.__aenter__()

    def ingest(self, docs: Sequence[dict[str, Any]]) -> None:
        self.open()
        self.update(docs)

    def update(self, docs: Sequence[dict[str, Any]]) -> None:
        file = self.folder.parent / "docs.jsonl"
        with file.open("w", encoding="utf-8") as stream:
            for doc in docs:
                line = {
                    "title": doc["title"],
                    "text": doc["text"],
                    "url": _HOST + doc["id"],
                    "date": doc.get("date"),
                }
                stream.write(json.dumps(line) + "\n")
        self._loop.run(self._library.ingest([file]))

    def delete(self, doc_ids: Sequence[str]) -> None:
        self._loop.run(self._removed(set(doc_ids)))

    async def _removed(self, doc_ids: set[str]) -> None:
        for article in await self._articles():
            if _doc_id(article) in doc_ids:
                await self._library.articles.remove(article.id)

    def passages(self) -> list[tuple[str, str]]:
        words = self._settings.passages.words
        return [
            (_doc_id(article), article.text[span.start : span.end])
            for article in self._loop.run(self._articles())
            for span in split(article.text, words, article.language)
        ]

    async def _articles(self) -> list[Article]:
        return [each async for each in every_article(self._library)]

    def ask(self, question: str, k: int = 5) -> list[tuple[str, str]]:
        return self._loop.run(self._asked(question, k))

    async def _asked(self, question: str, k: int) -> list[tuple[str, str]]:
        hits = await self._library.search(question, k=k)
        return [(_doc_id(hit.article), hit.passage.text) for hit in hits]

    def close(self) -> None:
        self._loop.run(self._left())
        self._loop.close()

    async def _left(self) -> None:
        await self._opened.__aexit__(None, None, None)


async def every_article(library: Library) -> AsyncIterator[Article]:
    """The shared ones, in the order of their list."""
    total = (await library.articles.page(limit=1)).total
    for offset in range(0, total, _PAGE):
        for each in (await library.articles.page(offset=offset, limit=_PAGE)).items:
            yield await library.articles.get(each.id)


def _doc_id(article: Article) -> str:
    return (article.url or "").removeprefix(_HOST)


def main(folder: Path) -> None:
    """Raises ImportError where the folder has no `common.py`."""
    sys.path.insert(1, str(folder))
    common = importlib.import_module("common")
    common.main(type("Dateline", (DatelinePeer, common.Peer), {}))


if __name__ == "__main__":
    main(Path(os.environ[FOLDER_VARIABLE]))
