"""A real library is asked, kept, and judged."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from retrieval import (
    Answer,
    Filters,
    Library,
    ModelError,
    Progress,
    Settings,
    open_library,
)
from retrieval.errors import EvaluationError
from retrieval.evaluation.judge import Record
from retrieval.evaluation.run import Evaluation, Open, ask, evaluate, open_cached, stated_moment
from retrieval.evaluation.sets import read_set
from retrieval.models.base import Vectors
from tests.conftest import SEEDS
from tests.core_fakes import HashingEmbedder, names_in

from .small import DOCUMENTS, QUESTIONS, write_set


def by_id(evaluation: Evaluation) -> dict[str, Record]:
    (result,) = evaluation.sets
    return {record.question.id: record for record in result.records}


def test_questions_are_asked_without_the_threshold_and_judged(small: Evaluation) -> None:
    records = by_id(small)
    for name in ("where", "why", "then"):
        assert isinstance(records[name].outcome, Answer), "nothing is refused"
        assert records[name].first_right, records[name]
        assert records[name].gold_rank == 1
        assert any(passage.right for passage in records[name].passages)
    assert not any(quote.right for quote in records["who-paid"].quotes)
    assert records["who-paid"].gold_rank is None
    assert all(quote.verified for record in records.values() for quote in record.quotes)


def test_the_figures_of_the_small_set(small: Evaluation) -> None:
    (result,) = small.sets
    figures = result.figures
    assert (result.documents, len(result.records)) == (2, 4), "a copy is one article"
    assert (figures.n_answerable, figures.n_unanswerable) == (3, 1)
    ranked = [figures.doc_recall_at_1, figures.passage_at_5, figures.quote_at_1, figures.quote_at_3]
    assert ranked == [1.0] * 4
    assert figures.verified == 1
    assert figures.coverage == 0, "the configured threshold refuses everything"
    assert figures.error is None
    assert figures.span_em is not None
    assert 0 <= figures.span_em <= (figures.span_f1 or 0) <= 1
    assert figures.p50_ms is not None
    assert 0 < figures.p50_ms <= (figures.p95_ms or 0)
    assert small.mix.auroc == figures.auroc


async def test_documents_are_embedded_once_and_an_ingest_goes_on(tmp_path: Path, small_set: Path) -> None:
    embedder = HashingEmbedder()
    stages = []

    def opened(settings: Settings) -> AbstractAsyncContextManager[Library]:
        return open_library(settings, embedder=embedder)

    given = read_set(small_set)
    half = replace(given, documents=given.documents[:1], questions=given.questions[:1])
    for each, embedded in ((half, 1), (given, 1), (given, 0)):
        before = embedder.calls
        async with open_cached(
            each,
            Settings(),
            cache=tmp_path,
            opened_by=opened,
            on_progress=lambda p: stages.append(p.stage),
        ) as kept:
            assert embedder.calls - before == embedded
            assert [sorted(kept.doc_ids(number)) for number in kept.documents] == [
                ["treaty"],
                ["bridge", "copy"],
            ][: len(each.documents)]
    assert {"ingesting", "reindexing"} <= set(stages)
    assert names_in(tmp_path) == [f"small-{given.documents_digest[:12]}"]


async def test_what_a_document_states_is_kept(cache: Path, small_set: Path, opened_by: Open) -> None:
    async with open_cached(read_set(small_set), Settings(), cache=cache, opened_by=opened_by) as kept:
        treaty, bridge = [await kept.library.articles.get(number) for number in kept.documents]
    assert (treaty.publisher, treaty.url) == ("The Gull", DOCUMENTS[0]["url"])
    assert treaty.published_at == "2021-05-06"
    assert bridge.published_at is None, "a date that is none does not fail the set"


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2023-10-01T21:04:20+00:00", "2023-10-01T21:04:20+00:00"),
        (" 2022-06-12 ", "2022-06-12"),
        ("2022-06-12T10:00:00", "2022-06-12"),
        ("2022-13-12", None),
        ("last May", None),
        ("", None),
        (2022, None),
        (None, None),
    ],
)
def test_stated_moments(stated: object, moment: str | None) -> None:
    assert stated_moment(stated) == moment


FERRY = [
    {"id": "old", "title": "Prices", "text": "The ferry costs three euros.", "date": "2024-01-10"},
    {"id": "new", "title": "Prices rise", "text": "The ferry now costs five euros.", "date": "2024-03-01"},
    {"id": "undated", "title": "Fares", "text": "The ferry costs money on Sundays too."},
]
COST = {"question": "What does the ferry cost?", "answerable": True, "answers": ["three euros"]}
FARES = [
    {**COST, "id": "then", "date": "2024-01-12", "doc_ids": ["old"]},
    {**COST, "id": "gold later", "date": "2024-01-12", "doc_ids": ["new"]},
    {**COST, "id": "last week", "question": "What did the ferry cost last week?", "date": "2024-01-16"},
    {**COST, "id": "any day"},
    {**COST, "id": "the last day", "date": "9999-12-31"},
]


async def test_a_question_is_asked_of_what_there_was_on_its_day(tmp_path: Path, opened_by: Open) -> None:
    given = read_set(write_set(tmp_path / "ferry", FARES, FERRY))
    async with open_cached(given, Settings(), cache=tmp_path / "cache", opened_by=opened_by) as kept:
        filters = {each.id: kept.filters(each) for each in given.questions}
        records = {each.id: await ask(kept, each) for each in given.questions}
    assert filters["then"] == Filters(until=date(2024, 1, 17), undated=True)
    assert filters["gold later"].until == date(2024, 3, 1), "a gold document is always seen"
    assert filters["any day"] == Filters()
    assert filters["the last day"].until == date.max
    seen = {name: {each.title for each in record.passages} for name, record in records.items()}
    assert seen["then"] == seen["last week"] == {"Prices", "Fares"}
    assert seen["gold later"] == seen["any day"] == {"Prices", "Prices rise", "Fares"}
    assert records["then"].first_right
    assert records["last week"].first_right, "the day of asking hides nothing inside the asked time"


async def test_a_gold_document_that_cannot_be_taken_in_is_an_error(tmp_path: Path, opened_by: Open) -> None:
    wordless = [*DOCUMENTS, {"id": "empty", "title": "Empty", "text": "?!"}]
    fine = read_set(write_set(tmp_path / "fine", documents=wordless))
    async with open_cached(fine, Settings(), cache=tmp_path / "cache", opened_by=opened_by):
        pass
    gone = [*QUESTIONS, {**QUESTIONS[0], "id": "gone", "doc_ids": ["empty"]}]
    bad = read_set(write_set(tmp_path / "bad", gone, wordless))
    with pytest.raises(EvaluationError, match="'empty' of the question 'gone' was not taken in"):
        async with open_cached(bad, Settings(), cache=tmp_path / "cache", opened_by=opened_by):
            pass


async def test_a_model_that_fails_is_not_a_bad_document(tmp_path: Path, small_set: Path) -> None:
    class Broken(HashingEmbedder):
        def encode(self, texts: object) -> Vectors:
            raise ModelError("hashing", "out of memory")

    def opened(settings: Settings) -> AbstractAsyncContextManager[Library]:
        return open_library(settings, embedder=Broken())

    with pytest.raises(ModelError):
        await evaluate([read_set(small_set)], Settings(), cache=tmp_path, opened_by=opened)


async def test_article_files_are_ingested_as_they_are(tmp_path: Path, opened_by: Open) -> None:
    seeds = read_set(SEEDS)
    three = replace(seeds, questions=seeds.questions[:2] + seeds.questions[-5:-4])
    seen: list[Progress] = []
    evaluation = await evaluate(
        [three], Settings(), cache=tmp_path, opened_by=opened_by, on_progress=seen.append
    )
    (result,) = evaluation.sets
    assert result.documents == 1
    assert result.figures.doc_recall_at_1 == result.figures.verified == 1
    asking = [progress.done for progress in seen if progress.stage == "asking seeds"]
    assert asking == [0, 1, 2, 3]
