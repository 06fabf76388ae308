"""Looks whether all that is stored fits together: every text under its hash, every passage, keyword and vector as its
text says. `repair.py` puts right what this finds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from ..errors import StoreError
from ..index.sync import IndexSync
from ..ingest.passages import PassageEmbedder, context
from ..models.base import Vectors
from ..reports import Diagnosis
from ..store.changes import stacked
from ..store.integrity.checks import BrokenReference, Integrity, KeywordFaults, StoredArticle
from ..text import has_words
from ..workers.threads import Worker

SAMPLE = 64
"""So many passages are embedded again, spread over all of them."""
STEP = 16
"""Passages that are embedded in one step."""
INDEXED = 2000
"""So many vectors are looked up in the index, spread likewise; of a smaller library all."""
ALIKE = 0.99
"""The cosine from which two vectors are the same but for rounding: they are stored in half precision, and texts that are
embedded together change the last digits. Another text is far below it."""
LENGTH = 0.02
"""By so much the length of a unit vector may differ from 1 after rounding."""
_NAMED = 10
_OF_INDEXES = ("missing from index", "wrong # of entries in index", "non-unique entry in index")


@dataclass(frozen=True, slots=True)
class Damage:
    """What was found. Articles are named by their id."""

    file: tuple[str, ...] = ()
    references: tuple[BrokenReference, ...] = ()
    contents: tuple[StoredArticle, ...] = ()
    passages: Mapping[int, str] = field(default_factory=dict)
    keywords: KeywordFaults = field(default_factory=KeywordFaults)
    vectors: tuple[int, ...] = ()
    """Ids of passages."""
    index: int = 0
    sizes: int = 0
    looked_at: Mapping[str, int] = field(default_factory=dict)

    @property
    def beyond_repair(self) -> bool:
        """Whether pages of the file itself are damaged. Then nothing else was looked at."""
        return any(not fault_of_index(each) for each in self.file)

    @property
    def found(self) -> bool:
        return any(not each.ok for each in self.diagnoses())

    def diagnoses(self) -> tuple[Diagnosis, ...]:
        """One for each thing that was looked at."""
        lines = islice(self._lines(), 1 if self.beyond_repair else None)
        return tuple(Diagnosis(part, not fault, fault or fine) for part, fault, fine in lines)

    def _lines(self) -> Iterator[tuple[str, str, str]]:
        """(part, what is wrong or nothing, what is in order)."""
        counts = self.looked_at
        yield "file", "; ".join(self.file), "SQLite finds nothing wrong in it"
        orphans = ", ".join(f"{each.rows} of {each.table} without {each.parent}" for each in self.references)
        yield (
            "references",
            orphans and f"rows that name what is not there: {orphans}",
            "every row has what it names",
        )
        damaged = [f"article {each.id} “{each.title}”" for each in self.contents]
        yield "texts", _listed(damaged), f"{counts.get('articles', 0)} articles are as they were stored"
        faults = [f"article {id}: {fault}" for id, fault in self.passages.items()]
        yield (
            "passages",
            _listed(faults),
            f"{counts.get('passages', 0)} passages lie in their texts and cover them",
        )
        yield "keywords", _keywords(self.keywords), "the keyword index holds the words of all passages"
        wrong = f"{len(self.vectors)} vectors are not those of their passages" if self.vectors else ""
        yield (
            "vectors",
            wrong,
            f"{counts.get('sample', 0)} passages, embedded again, have the vectors that are stored",
        )
        stale = f"it does not hold {self.index} of {counts.get('indexed', 0)} vectors that were looked up"
        yield (
            "vector index",
            stale if self.index else "",
            f"it holds {counts.get('indexed', 0)} of as many vectors",
        )
        sizes = f"{self.sizes} articles are noted with another size than they have" if self.sizes else ""
        yield "sizes", sizes, "what servers hold is counted right"


def _listed(names: Sequence[str]) -> str:
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return "; ".join([*names[:_NAMED], *more])


def _keywords(faults: KeywordFaults) -> str:
    if faults.unreadable:
        return f"it cannot be read: {faults.unreadable}"
    counts = {
        "passages are not in it": faults.missing,
        "rows of it belong to no passage": faults.extra,
        "rows or words differ": faults.differing,
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def fault_of_index(problem: str) -> bool:
    """Whether SQLite says it of an index that differs from its table, from which it can be made anew."""
    return any(words in problem for words in _OF_INDEXES)


def span_fault(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Why these are no passages of the text; "" where they are. Passages lie in the text, one after the other, and no
    word stands outside them."""
    at = 0
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            return f"characters {start}–{end} do not lie in its {len(text)} characters"
        if start < at:
            return f"characters {start}–{end} overlap the passage before"
        if has_words(text[at:start]):
            return f"the words at characters {at}–{start} are in no passage"
        at = end
    return f"the words at characters {at}–{len(text)} are in no passage" if has_words(text[at:]) else ""


def unsound(vector: bytes | None, dimension: int | None) -> bool:
    """Whether stored bytes are no unit vector of the model. A passage without a vector is not embedded yet: no damage."""
    if vector is None and dimension is None:
        return False
    if not isinstance(vector, bytes) or dimension is None or len(vector) != 2 * dimension:
        return True
    read = np.frombuffer(vector, np.float16).astype(np.float32)
    return not abs(float(np.linalg.norm(read)) - 1.0) <= LENGTH  # true also where one is not a number


def spread(ids: Sequence[int], most: int) -> list[int]:
    """At most so many of them, evenly."""
    if len(ids) <= most:
        return list(ids)
    return [ids[place] for place in np.linspace(0, len(ids) - 1, most).astype(int)]


@dataclass(kw_only=True, eq=False, repr=False)
class DeepCheck:
    """Reads only; a bot may go on beside it, but what is written meanwhile may be reported as damage."""

    integrity: Integrity
    embedder: PassageEmbedder
    embed: Callable[[Sequence[str]], Awaitable[Vectors]]
    index: IndexSync
    worker: Worker

    async def glance(self) -> str:
        """What is plainly wrong, told in a moment; "" where nothing is. It raises nothing: a start goes on."""
        try:
            count, broken = await self.integrity.uncounted(), await self.integrity.references()
        except StoreError as error:
            return error.problem
        if count:
            return f"the keyword index has {count} rows more or fewer than there are passages"
        return f"{broken[0].rows} rows of {broken[0].table} name what is not there" if broken else ""

    async def look(self, *, every_vector: bool = False) -> Damage:
        """With `every_vector` all passages are embedded again, not a sample. Raises ModelError, StoreError."""
        file = tuple(await self.integrity.file())
        if any(not fault_of_index(each) for each in file):
            return Damage(file)
        contents: list[StoredArticle] = []
        passages: dict[int, str] = {}
        vectors: list[int] = []
        counts = {"articles": 0, "passages": 0}
        async for batch in self.integrity.articles():
            counts["articles"] += len(batch)
            counts["passages"] += sum(len(each.passages) for each in batch)
            faults, wrong = await self.worker.run(_faults, batch)
            contents += [each for each in batch if not each.intact]
            passages |= faults
            vectors += wrong
        try:
            keywords = await self.integrity.keywords()
        except StoreError as error:
            keywords = KeywordFaults(unreadable=error.problem)
        left_out = {each.id for each in contents} | passages.keys()
        others, counts["sample"] = await self._embedded(set(vectors), left_out, every_vector)
        vectors = sorted({*vectors, *others})
        index, counts["indexed"] = await self._indexed(set(vectors))
        return Damage(
            file,
            tuple(await self.integrity.references()),
            tuple(contents),
            passages,
            keywords,
            tuple(vectors),
            index,
            await self.integrity.wrong_sizes(),
            counts,
        )

    async def _embedded(self, known: set[int], left_out: set[int], every: bool) -> tuple[list[int], int]:
        """The passages whose vector is that of another text, and how many were embedded."""
        ids = [id for id in await self.integrity.embedded(self.embedder.fingerprint) if id not in known]
        wrong: list[int] = []
        done = 0
        chosen = ids if every else spread(ids, SAMPLE)
        for at in range(0, len(chosen), STEP):
            rows = await self.integrity.texts(chosen[at : at + STEP])
            rows = [row for row in rows if row["article_id"] not in left_out]
            if rows:
                made = await self.embed([context(row["title"], row["text"]) for row in rows])
                wrong += await self.worker.run(_unlike, rows, made)
                done += len(rows)
        return wrong, done

    async def _indexed(self, known: set[int]) -> tuple[int, int]:
        """How many of the vectors that were looked up the index does not hold as they are stored."""
        ids = [id for id in await self.integrity.embedded(self.embedder.fingerprint) if id not in known]
        missing = max(0, await self.index.missing() - len(known))
        chosen, wrong = spread(ids, INDEXED), 0
        for at in range(0, len(chosen), 100):
            stored = stacked(await self.integrity.stored(chosen[at : at + 100]))
            wrong += await self.index.lacking(*stored, ALIKE) if stored else 0
        surplus = max(0, await self.index.size() - len(ids) - len(known))
        return max(wrong, missing, surplus), len(chosen)


def _faults(batch: Sequence[StoredArticle]) -> tuple[dict[int, str], list[int]]:
    """Faults of passages by article, and passages with unsound vectors. On a worker."""
    passages: dict[int, str] = {}
    vectors: list[int] = []
    for article in batch:
        rows = article.passages
        if article.intact:
            fault = span_fault(article.text, [(row["start"], row["end"]) for row in rows])
            if not fault and [row["ordinal"] for row in rows] != list(range(len(rows))):
                fault = "its passages are not numbered one after the other"
            if fault:
                passages[article.id] = fault
        vectors += [row["id"] for row in rows if unsound(row["vector"], row["dimension"])]
    return passages, vectors


def _unlike(rows: Sequence[sqlite3.Row], made: Vectors) -> list[int]:
    stored = np.stack([np.frombuffer(row["vector"], np.float16) for row in rows]).astype(np.float32)
    alike = np.sum(stored * made, axis=1)
    return [row["id"] for row, cosine in zip(rows, alike, strict=True) if not cosine >= ALIKE]
