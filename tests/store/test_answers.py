"""The log of answers: claimed once, finished whole, readable again, for any text."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import example, given

from retrieval import (
    Answer,
    Citation,
    Correction,
    DateNote,
    GivenValue,
    NotFound,
    Outcome,
    Quote,
    Reason,
    Refusal,
    Span,
    YesNo,
)
from retrieval.outcomes import Agreement
from tests.core_fakes import open_small
from tests.strategies import anything


def answer(question: str = "when?", text: str = "It is on May 5.") -> Answer:
    quote = Quote(7, 2, Span(10, 10 + len(text)), text, (Span(10, 11),))
    notes = (DateNote(Span(16, 21), "May 5", "5 May 2024"),)
    published = "2024-03-01T10:00:00+09:00"
    return Answer(question, (Citation(1, quote, "Title", "Paper", published, "https://a.b/c", notes),), 0.75)


OUTCOMES: list[Outcome] = [
    answer(),
    Refusal("who?", Reason.NOT_ANSWERED, answer().citations[0], ("missing", "words")),
    Refusal("", Reason.EMPTY_LIBRARY),
    replace(answer(), doubtful=True),
    replace(answer(), corrected=(Correction("isreal", "Israel"),)),
    replace(answer(), values=(GivenValue(Agreement.EARLIER, answer().citations[0]),)),
    Refusal("who?", Reason.NOTHING_FOUND, corrected=(Correction("isreal", "Israel"),)),
    replace(answer(), verdict=YesNo.NO),
    replace(answer(), verdict=YesNo.YES, corrected=(Correction("isreal", "Israel"),)),
]


@pytest.mark.parametrize("outcome", OUTCOMES)
async def test_an_outcome_comes_back_as_it_was(tmp_path: Path, outcome: Outcome) -> None:
    async with open_small(tmp_path) as library:
        claim = await library.answers.begin("message:1", question="q", scopes=("shared", "guild:1"))
        assert claim is not None
        await library.answers.finish(claim, outcome, posted_key="message:2")
    async with open_small(tmp_path) as library:
        stored = await library.answers.get(claim)
        assert (stored.outcome, stored.scopes, stored.asked_key) == (
            outcome,
            ("shared", "guild:1"),
            "message:1",
        )
        assert stored.asked_at == datetime(2026, 1, 2, 3, 7, tzinfo=UTC)
        assert await library.answers.posted("message:2") == stored
        assert await library.answers.posted("message:1") is None


async def test_an_answer_of_an_older_version_still_loads(tmp_path: Path) -> None:
    """It knew no dates of quotes, no doubtful answers, no corrections, no values of other articles and no yes or no; the
    last three are stored only where there are any."""
    async with open_small(tmp_path) as library:
        claim = await library.answers.begin("m", question="q", scopes=())
        assert claim is not None
        await library.answers.finish(claim, answer(), posted_key="p")
    connection = sqlite3.connect(tmp_path / "dateline.db")
    (stored,) = connection.execute("SELECT outcome FROM answers").fetchone()
    older = json.loads(stored)
    assert older.keys().isdisjoint({"corrected", "values", "verdict"})
    del older["citations"][0]["dates"], older["doubtful"]
    connection.execute("UPDATE answers SET outcome = ?", (json.dumps(older),))
    connection.commit()
    connection.close()
    expected = answer()
    async with open_small(tmp_path) as library:
        found = await library.answers.get(claim)
        assert found.outcome == replace(expected, citations=(replace(expected.citations[0], dates=()),))


async def test_a_message_is_claimed_once(tmp_path: Path) -> None:
    async with open_small(tmp_path) as one, open_small(tmp_path) as other:
        claims = await asyncio.gather(
            *(library.answers.begin("m", question="q", scopes=()) for library in (one, other) * 5)
        )
        assert sum(claim is not None for claim in claims) == 1
        assert await other.answers.begin("n", question="q", scopes=()) is not None


async def test_a_claim_given_back_can_be_made_again(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        claim = await library.answers.begin("m", question="q", scopes=())
        assert claim is not None
        with pytest.raises(NotFound):
            await library.answers.get(claim)
        await library.answers.abandon(claim)
        again = await library.answers.begin("m", question="q", scopes=())
        assert again is not None
        await library.answers.finish(again, OUTCOMES[0])
        await library.answers.abandon(again)
        assert (await library.answers.get(again)).outcome == OUTCOMES[0], "what is finished is not forgotten"


async def test_a_second_finish_keeps_the_post(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        claim = await library.answers.begin("m", question="q", scopes=())
        assert claim is not None
        await library.answers.finish(claim, OUTCOMES[0], posted_key="p")
        await library.answers.finish(claim, OUTCOMES[1])
        stored = await library.answers.posted("p")
        assert stored is not None
        assert stored.outcome == OUTCOMES[1]


async def test_an_answer_that_is_not_there(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        with pytest.raises(NotFound) as caught:
            await library.answers.get(77)
        assert (caught.value.kind, caught.value.id) == ("answer", 77)


async def test_any_question_can_be_logged(tmp_path: Path) -> None:
    """Also what a terminal or a client sends as half a character. One library, whose loop runs here, for all examples."""
    loop = asyncio.get_running_loop()
    async with open_small(tmp_path) as library:

        async def log(question: str) -> None:
            outcome, key = await library.ask(question), str(uuid4())
            claim = await library.answers.begin(key, question=question, scopes=("shared",))
            assert claim is not None
            await library.answers.finish(claim, outcome, posted_key=f"posted {key}")
            assert (await library.answers.get(claim)).outcome == outcome

        @given(question=anything)
        @example(question="half a character \ud800")
        @example(question="nul \0")
        def logged(question: str) -> None:
            asyncio.run_coroutine_threadsafe(log(question), loop).result()

        await asyncio.to_thread(logged)


def test_the_newest_cited_day_is_the_answer_s() -> None:
    cited = [
        Citation(1, answer().citations[0].quote, "t", None, published)
        for published in ("2024-03-01", None, "2024-03-02T00:30:00+09:00")
    ]
    assert Answer("q", tuple(cited), 1.0).as_of == date(2024, 3, 2)
    assert Answer("q", (cited[1],), 1.0).as_of is None
