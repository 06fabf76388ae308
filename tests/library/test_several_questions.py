"""Several questions in one message: each is answered, the later ones go on from the earlier."""

from __future__ import annotations

from pathlib import Path

from retrieval import Answer, Refusal
from tests.core_fakes import add, open_small

TREATY = (
    "The Treaty\n\nThe treaty was signed in Tokyo by both ministers.\n\nThe treaty costs $12 million a year."
)
EVERYTHING = {"threshold": 0.0, "doubt": 0.0, "max_quotes": 2}


async def test_both_are_answered_and_the_first_quotes_come_first(tmp_path: Path) -> None:
    async with open_small(tmp_path, answer=EVERYTHING) as library:
        await add(library, "a.txt", TREATY)
        outcome = await library.ask("where was the treaty signed? and how much does it cost?")
        assert isinstance(outcome, Answer)
        assert outcome.question == "where was the treaty signed? and how much does it cost?"
        assert [each.number for each in outcome.citations] == [1, 2]
        first, second = (each.quote.text for each in outcome.citations)
        assert "Tokyo" in first
        assert "$12 million" in second


async def test_it_is_as_sure_as_the_least_sure_and_quotes_nothing_twice(tmp_path: Path) -> None:
    async with open_small(tmp_path, answer=EVERYTHING) as library:
        await add(library, "a.txt", TREATY)
        alone = [
            await library.ask(each) for each in ("where was the treaty signed?", "who signed the treaty?")
        ]
        both = await library.ask("where was the treaty signed? who signed the treaty?")
        assert isinstance(both, Answer)
        assert both.confidence <= max(each.confidence for each in alone)
        quotes = [each.quote.text for each in both.citations]
        assert len(quotes) == len(set(quotes))


async def test_where_nothing_answers_it_is_refused_once(tmp_path: Path) -> None:
    async with open_small(tmp_path, answer={"threshold": 1.0, "doubt": 1.0}) as library:
        await add(library, "a.txt", TREATY)
        outcome = await library.ask("where was the treaty signed? who signed the treaty?")
        assert isinstance(outcome, Refusal)
        assert outcome.question == "where was the treaty signed? who signed the treaty?"
