"""Whether database, articles, index and model work, each tried for real; and how much there is of everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import ModelError, StoreError
from ..index.sync import IndexSync
from ..ingest.passages import PassageEmbedder
from ..models.base import Vectors
from ..reports import DamagedArticle, Diagnosis, Status
from ..store.articles import Articles
from ..store.database import Database, moment
from ..store.integrity.checks import Integrity
from ..store.passages import Passages
from ..workers.threads import MicroBatcher

if TYPE_CHECKING:  # what reads documents takes a second to import
    from ..ingest.reindex import Reindex

MOST_NAMED = 20
"""Damaged articles that a diagnosis names; the log names all of them."""


@dataclass(kw_only=True, eq=False, repr=False)
class Health:
    """Reads only."""

    database: Database
    articles: Articles
    passages: Passages
    index: IndexSync
    embedder: PassageEmbedder
    embed: MicroBatcher[Sequence[str], Vectors]
    reindexes: Reindex
    integrity: Integrity

    async def diagnose(self) -> tuple[Diagnosis, ...]:
        """Database, contents, model and index, in this order."""
        return (await self._stored(), await self._contents(), await self._model(), await self._indexed())

    async def status(self, scopes: Sequence[str] | None) -> Status:
        """Counts as these scopes see them; None is all of them."""
        counts = await self.passages.counts(scopes, self.embedder.fingerprint)
        return Status(
            articles=counts.articles,
            passages=counts.passages,
            model=self.embedder.name,
            stale_passages=counts.stale,
            indexed=counts.passages - counts.stale,
            last_ingest=moment(counts.last_ingest),
            reindexing=self.reindexes.running,
        )

    async def _stored(self) -> Diagnosis:
        problems = await self.database.problems()
        return Diagnosis("database", not problems, "; ".join(problems) or str(self.database.path))

    async def _contents(self) -> Diagnosis:
        """Every article is read and compared with the hash that was stored with it; those that a repair has set aside are
        only named."""
        try:
            aside = await self.integrity.set_aside()
            ids = sorted(set(await self.articles.ids(None)) - {each.id for each in aside})
            damaged = await self.articles.damaged(ids)
        except StoreError as error:
            return Diagnosis("contents", False, error.problem)
        named = [_named(each) for each in damaged]
        more = [f"{len(named) - MOST_NAMED} more"] if len(named) > MOST_NAMED else []
        if named:
            return Diagnosis("contents", False, f"damaged: {', '.join(named[:MOST_NAMED] + more)}")
        left = f"; set aside: {', '.join(map(_named, aside[:MOST_NAMED]))}" if aside else ""
        return Diagnosis("contents", True, f"{len(ids)} articles are as they were stored{left}")

    async def _model(self) -> Diagnosis:
        try:
            (vector,) = await self.embed.run(["Is the model there?"])
        except ModelError as error:
            return Diagnosis("model", False, f"{error.model}: {error.problem}")
        return Diagnosis("model", True, f"{self.embedder.name}, {len(vector)} dimensions")

    async def _indexed(self) -> Diagnosis:
        missing = await self.index.missing()
        stale = (await self.passages.counts(None, self.embedder.fingerprint)).stale
        if missing:
            return Diagnosis("index", False, f"{missing} vectors are missing")
        if stale:
            return Diagnosis(
                "index", False, f"{stale} passages have no vector of the model {self.embedder.name}"
            )
        return Diagnosis("index", True, f"{await self.index.size()} passages")


def _named(article: DamagedArticle) -> str:
    return f"article {article.id} “{article.title}”" + f" ({article.url})" * bool(article.url)
