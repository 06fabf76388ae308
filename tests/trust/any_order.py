"""A library to which everything happens in any order, beside an oracle: a dictionary that is searched by comparing the
question with every text in it."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from retrieval import CannotRestore, Draft, Filters, Hit, Library, NotFound, Result, Settings, open_library
from retrieval.text import normalise
from retrieval.upkeep import restore_backup
from tests.consistency import stored_passages
from tests.core_fakes import Clock, HashingEmbedder, prose

from .dying import Death, KilledError, copied_as_killed, dying

SCOPES = ("shared", "guild:1", "guild:2")
KEYS = 4
EMBEDDERS = {"one": (64, 100), "other": (48, 100), "short": (64, 40)}
"""Name -> dimension and words of a passage; "short" is the model "one" with shorter passages."""
QUESTION = "harbour treaty"
TOLERANCE = 2e-3
"""Vectors are stored in half precision."""
TRASH_DAYS = 7

Place = tuple[str, int]
"""Scope and number of the key."""


def embedder(name: str) -> HashingEmbedder:
    return HashingEmbedder("other" if name == "other" else "one", EMBEDDERS[name][0])


@dataclass(frozen=True)
class Known:
    """An article as it must be. `word` stands in it alone; `model` made its vectors."""

    id: int
    title: str
    text: str
    word: str
    model: str
    touched: int
    """Changes when its passages are written anew."""
    removed_at: datetime | None = None


@dataclass
class Oracle:
    """What is there, what lies in the trash, and of each article the model of its vectors before the newest reindex, as
    long as that can be told."""

    present: dict[Place, Known]
    trash: dict[Place, Known]
    before: dict[int, Known] | None

    def copy(self) -> Oracle:
        return Oracle(dict(self.present), dict(self.trash), dict(self.before) if self.before else None)


class World:
    """Every method is one thing that happens; `check` compares. `folder` is empty at the start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.happened: Counter[str] = Counter()
        self.library: Library
        self.oracle = Oracle({}, {}, {})
        self._numbers = count()
        self._clock = Clock()
        self._name = "one"
        self._data_dir = folder / "data-0"
        self._opened = AsyncExitStack()
        self._saved: tuple[Path, Oracle] | None = None
        self._killed_as: Path | None = None
        self._death = Death(self._leave)
        self._watching = AsyncExitStack()

    async def open(self) -> None:
        self._watching.enter_context(dying(self._death))
        await self._open()

    async def close(self) -> None:
        await self._closed()
        await self._watching.aclose()

    async def _open(self) -> None:
        tables = {
            "passages": {"words": EMBEDDERS[self._name][1]},
            "search": {"candidates": 1000},
            "ingest": {"trash_days": TRASH_DAYS},
        }
        settings = Settings.model_validate({"data_dir": self._data_dir, **tables})
        opening = open_library(settings, embedder=embedder(self._name), clock=self._clock)
        try:
            self.library = await self._opened.enter_async_context(opening)
        except KilledError:
            await self._go_on_with_the_copy()

    async def _closed(self) -> None:
        """Closing writes the snapshot, and may be killed over it."""
        try:
            await self._opened.aclose()
        except KilledError:
            self.happened["killed while it closed"] += 1
            assert self._killed_as is not None
            self._replace_folder(self._killed_as)

    @property
    def model(self) -> str:
        return embedder(self._name).name

    # What happens

    async def put(self, scope: str, key: int, sentences: int, *, grows: bool = False) -> None:
        """A new article, or a new version; `grows` keeps what is there, so that its vectors are used again."""
        place = (scope, key)
        known = self.oracle.present.get(place)
        draft, word = self._draft(place, known if grows else None, sentences)
        after = Known(
            known.id if known else 0, draft.title, draft.text, word, self.model, next(self._numbers)
        )

        async def write() -> None:
            (item,) = (await self.library.add([draft], scope=scope)).items
            assert item.result is (Result.UPDATED if known else Result.ADDED), item
            assert item.article_id is not None
            self.oracle.present[place] = replace(after, id=item.article_id)

        if await self._survived(write):
            return
        found = await self._found(scope, draft.key)
        assert found is None or found.text in {after.text, known.text if known else ""}
        assert found is not None or known is None, "the version before it was lost"
        if found is not None and found.text == after.text:
            self.oracle.present[place] = replace(after, id=found.id)

    async def again(self, which: int) -> None:
        """The same article once more does nothing."""
        if (place := _chosen(self.oracle.present, which)) is not None:
            known, (scope, key) = self.oracle.present[place], place
            draft = Draft("", f"key {key}", known.title, known.text, known.text)
            (item,) = (await self.library.add([draft], scope=scope)).items
            assert item.result is Result.UNCHANGED, item

    async def remove(self, which: int) -> None:
        if (place := _chosen(self.oracle.present, which)) is None:
            return
        known, (scope, key) = self.oracle.present[place], place

        async def take() -> None:
            await self.library.articles.remove(known.id, scopes=(scope,))

        if not await self._survived(take) and await self._found(scope, f"key {key}") is not None:
            return
        del self.oracle.present[place]
        self.oracle.trash[place] = replace(known, removed_at=self._clock.now)

    async def restore(self, which: int) -> None:
        if (place := _chosen(self.oracle.trash, which)) is None:
            return
        known, (scope, key) = self.oracle.trash[place], place
        taken = place in self.oracle.present

        async def bring() -> None:
            try:
                article = await self.library.articles.restore(known.id, scope=scope)
            except CannotRestore:
                assert taken
            except NotFound:
                assert self._may_be_purged(known)
                del self.oracle.trash[place]
            else:
                assert not taken
                assert article.text == known.text
                self.oracle.present[place] = self.oracle.trash.pop(place)

        if not await self._survived(bring) and not taken and await self._found(scope, f"key {key}"):
            self.oracle.present[place] = self.oracle.trash.pop(place)

    def _may_be_purged(self, known: Known) -> bool:
        assert known.removed_at is not None
        return abs(self._clock.now - known.removed_at) > timedelta(days=TRASH_DAYS)

    async def reindex(self, *, full: bool) -> None:
        before = {each.id: each for each in self._all()}

        async def run() -> None:
            summary = await self.library.reindexes.run(full=full)
            assert summary.damaged == ()
            anew = await self._written_anew()
            if anew:  # one that changes nothing leaves what an earlier one kept
                self.oracle.before = {id: before[id] for id in anew if id in before}
            self._models({each.id: self.model for each in self._all()}, touch=anew)

        if not await self._survived(run):
            self.oracle.before = None
            self._models(self._stored_models(), touch=set(before))

    async def roll_back(self) -> None:
        runs = await self.library.reindexes.recent(limit=1)
        if not runs:
            return
        kept = self.oracle.before

        async def run() -> None:
            await self.library.reindexes.roll_back(runs[0].id)

        done = await self._survived(run)
        if not done or kept is None or runs[0].rolled_back:
            self._models(self._stored_models(), touch={each.id for each in self._all()})
            return
        after = {
            each.id: kept[each.id].model
            for each in self._all()
            if each.id in kept and each.touched == self._reindexed
        }
        self._models(after, touch=set(after))

    async def close_and_open(self) -> None:
        await self._closed()
        await self._open()

    async def another_model(self, name: str) -> None:
        await self._closed()
        self._name = name
        await self._open()

    async def crash(self) -> None:
        """The process is killed while it does nothing."""
        self._leave()
        await self._go_on_with_the_copy()

    def die_at(self, statement: int) -> None:
        """The next thing that is written ends here, if it comes so far."""
        self._death.at(statement)

    async def lose_the_snapshot(self, keep: float) -> None:
        """Gone for 0, else cut after this part of it."""
        await self._closed()
        snapshot = self._data_dir / "index.faiss"
        if snapshot.exists():
            data = snapshot.read_bytes()
            snapshot.write_bytes(data[: int(len(data) * keep)])
        await self._open()

    async def flip_in_the_snapshot(self, at: int) -> None:
        await self._closed()
        snapshot = self._data_dir / "index.faiss"
        if snapshot.exists() and snapshot.stat().st_size:
            data = bytearray(snapshot.read_bytes())
            data[at % len(data)] ^= 1 << at % 8
            snapshot.write_bytes(data)
        await self._open()

    async def jump(self, days: int) -> None:
        """The clock is set, forwards or back, and the process starts again."""
        await self._closed()
        self._clock.now += timedelta(days=days)
        await self._open()

    async def back_up(self) -> None:
        file = self.folder / f"{next(self._numbers)}.zip"
        self._death.at(None)
        await self.library.backups.make(file)
        self._saved = (file, self.oracle.copy())

    async def bring_back(self) -> None:
        """The newest backup, in a new folder."""
        if self._saved is None:
            return
        file, oracle = self._saved
        await self._closed()
        data_dir = self._new_folder()
        await restore_backup(file, Settings(data_dir=data_dir), deleted_may_return=True)
        self._replace_folder(data_dir)
        self.oracle = oracle.copy()
        self.oracle.before = None
        await self._open()

    async def leave_a_scope(self, scope: str) -> None:
        """A server removes the bot, and after two weeks its articles go for good."""
        self._death.at(None)
        await self.library.scopes.mark_left(scope)
        if scope not in await self.library.retention.purge_left(datetime.max.replace(tzinfo=UTC)):
            await self.library.scopes.mark_returned(scope)  # the clock is doubted
            return
        for known in (self.oracle.present, self.oracle.trash):
            for place in [each for each in known if each[0] == scope]:
                del known[place]

    # What must be true

    async def check(self) -> None:
        """Search says what the oracle says, in every scope and in all of them."""
        for scopes in (*((each,) for each in SCOPES), SCOPES):
            await self._check_vectors(scopes)
        for place, known in list(self.oracle.present.items())[-2:]:
            await self._check_word(place[0], known)
        for known in list(self.oracle.trash.values())[-2:]:
            hits = await self._search(known.word, SCOPES)
            assert all(known.word not in hit.article.text for hit in hits), "what was removed was found"
        bounded = await self.library.status(scopes=None)
        assert bounded.passages == len(stored_passages(self._data_dir, removed=False))

    async def _check_vectors(self, scopes: tuple[str, ...]) -> None:
        hits = await self._search(QUESTION, scopes)
        expected = {each.id: each for place, each in self.oracle.present.items() if place[0] in scopes}
        model = embedder(self._name)
        (query,) = model.encode([QUESTION])
        spans: dict[int, list[tuple[int, int]]] = {}
        for hit in hits:
            known = expected.get(hit.article.id)
            assert known is not None, f"found what is not there: {hit.article.title}"
            assert (hit.article.title, hit.article.text) == (known.title, known.text)
            if hit.cosine is None:
                continue
            assert known.model == model.name, "a vector of another model was compared"
            assert hit.passage.text == known.text[hit.passage.start : hit.passage.end]
            (vector,) = model.encode([f"{known.title}\n{hit.passage.text}"])
            assert abs(hit.cosine - float(vector @ query)) < TOLERANCE
            spans.setdefault(known.id, []).append((hit.passage.start, hit.passage.end))
        of_today = {id for id, known in expected.items() if known.model == model.name}
        assert spans.keys() == of_today, "an article was not found"
        assert all(_covers(expected[id].text, own) for id, own in spans.items()), "a passage was not found"
        ranked = [hit.cosine for hit in sorted(hits, key=_by_cosine) if hit.cosine is not None]
        assert ranked == sorted(ranked, reverse=True)

    async def _check_word(self, scope: str, known: Known) -> None:
        hits = [hit for hit in await self._search(known.word, (scope,)) if hit.bm25 is not None]
        assert {hit.article.id for hit in hits} == {known.id}, "a word was not found, or elsewhere"
        assert any(known.word in hit.passage.text for hit in hits)

    async def _search(self, text: str, scopes: tuple[str, ...]) -> tuple[Hit, ...]:
        return await self.library.search(text, filters=Filters(scopes=scopes), k=1000)

    # How it is done

    def _draft(self, place: Place, known: Known | None, sentences: int) -> tuple[Draft, str]:
        number = next(self._numbers)
        word = "qz" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:05d}") + "x"
        body = prose(number, sentences).split("\n", 2)[2].strip()
        text = f"{known.text}\n\n{body} The {word} came." if known else f"{body}\n\nThe {word} came."
        title = known.title if known else f"Article {number} of {place[1]} in {place[0]}"
        text = normalise(text)
        return Draft("", f"key {place[1]}", title, text, text), word

    async def _survived(self, work: Callable[[], Awaitable[None]]) -> bool:
        """False: the process was killed inside, and has started again."""
        try:
            await work()
        except KilledError:
            self.happened["killed inside"] += 1
            await self._go_on_with_the_copy()
            return False
        finally:
            self._death.at(None)
        return True

    def _leave(self) -> None:
        self._killed_as = copied_as_killed(self._data_dir, self._new_folder())

    async def _go_on_with_the_copy(self) -> None:
        assert self._killed_as is not None
        self._death.at(None)
        await self._opened.aclose()
        self._replace_folder(self._killed_as)
        await self._open()

    def _new_folder(self) -> Path:
        return self.folder / f"data-{next(self._numbers) + 1}"

    def _replace_folder(self, data_dir: Path) -> None:
        shutil.rmtree(self._data_dir)
        self._data_dir = data_dir

    def _all(self) -> list[Known]:
        return [*self.oracle.present.values(), *self.oracle.trash.values()]

    async def _found(self, scope: str, key: str) -> Any:
        """The article of this key as the library lists it, after a kill."""
        page = await self.library.articles.page(scopes=(scope,), limit=100)
        for each in page.items:
            article = await self.library.articles.get(each.id, scopes=(scope,))
            if article.key == key:
                return article
        return None

    def _stored_models(self) -> dict[int, str]:
        """Of each article, read past Dateline's own code; what half of its passages have is what it has."""
        return {each.article_id: self._model_of(len(each.vector)) for each in stored_passages(self._data_dir)}

    def _model_of(self, dimension: int) -> str:
        return next(embedder(name).name for name, (size, _) in EMBEDDERS.items() if size == dimension)

    async def _written_anew(self) -> set[int]:
        (run,) = await self.library.reindexes.recent(limit=1) or (None,)
        return set(await self.library.reindexes.reindexes.kept(run.id)) if run else set()

    def _models(self, models: dict[int, str], touch: set[int]) -> None:
        """These articles have vectors of these models now; those to `touch` were written anew."""
        self._reindexed = next(self._numbers)
        for known in (self.oracle.present, self.oracle.trash):
            for place, each in known.items():
                touched = self._reindexed if each.id in touch else each.touched
                known[place] = replace(each, model=models.get(each.id, each.model), touched=touched)


def _chosen(known: dict[Place, Known], which: int) -> Place | None:
    """One of them, if there is any."""
    return sorted(known)[which % len(known)] if known else None


def _by_cosine(hit: Hit) -> float:
    return -(hit.cosine if hit.cosine is not None else -np.inf)


def _covers(text: str, spans: list[tuple[int, int]]) -> bool:
    left = list(text)
    for start, end in spans:
        left[start:end] = " " * (end - start)
    return not "".join(left).strip()
