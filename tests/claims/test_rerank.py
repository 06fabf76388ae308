"""Candidates for a question of yes or no are ranked once more by what the verifier says of their sentences."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

from retrieval.answer.candidates import Candidate
from retrieval.answer.question import parse
from retrieval.claims.check import leaning
from retrieval.claims.rerank import LEANS_FROM, READ, SecondLook, as_question
from retrieval.models.base import Entailment, Placed
from retrieval.outcomes import Finding, Stance
from retrieval.types import Article, Span
from retrieval.workers.threads import Worker
from tests.answer.test_answering import chosen, hits

TEXT = "The old bridge is in Alder. It was shut on Monday. Anna Berg is the mayor of Alder."
ASKED = "is the old bridge in alder closed"


@pytest.fixture
async def rules() -> AsyncIterator[Worker]:
    async with Worker("rules") as worker:
        yield worker


class Believing:
    """A verifier that is sure of the sentences with the word, and says of others that they say neither; it keeps what it
    was asked."""

    def __init__(self, word: str, *, supports: bool = True) -> None:
        self.word, self.supports = word, supports
        self.asked: list[tuple[str, Sequence[Placed]]] = []

    async def __call__(self, statement: str, placed: Sequence[Placed]) -> list[Entailment]:
        self.asked.append((statement, placed))
        sure = Entailment(0.99, 0.01) if self.supports else Entailment(0.01, 0.99)
        return [sure if self.word in said(each) else Entailment(0.01, 0.01) for each in placed]


def said(placed: Placed) -> str:
    return placed.around.text[slice(*placed.span)]


async def candidates() -> list[Candidate]:
    found = await chosen(parse(ASKED), hits("Bridge", TEXT))
    first = sorted(found, key=lambda each: each.text != "The old bridge is in Alder.")
    return [
        replace(each, confidence=0.6 if number == 0 else 0.5, score=-number)
        for number, each in enumerate(first)
    ]


@pytest.mark.parametrize("supports", [True, False])
async def test_what_says_it_or_denies_it_goes_first(rules: Worker, supports: bool) -> None:
    verify = Believing("shut", supports=supports)
    found = await SecondLook(verify=verify, rules=rules).reranked(ASKED, await candidates())
    assert found[0].text == "It was shut on Monday."
    assert found[0].confidence > found[1].confidence
    assert [each.confidence for each in found] == sorted((each.confidence for each in found), reverse=True)


async def test_a_sentence_that_asks_tells_nothing(rules: Worker) -> None:
    text = "The old bridge is in Alder. But is the bridge shut? Anna Berg is the mayor of Alder."
    found = await chosen(parse(ASKED), hits("Bridge", text))
    given = [replace(each, confidence=0.5) for each in found]
    ranked = await SecondLook(verify=Believing("shut"), rules=rules).reranked(ASKED, given)
    assert len({each.confidence for each in ranked}) == 1


async def test_each_sentence_is_read_among_its_neighbours(rules: Worker) -> None:
    verify = Believing("shut")
    await SecondLook(verify=verify, rules=rules).reranked(f"is it true that {ASKED}", await candidates())
    ((statement, placed),) = verify.asked
    assert statement == ASKED
    around = {said(each): each.around.text for each in placed}
    assert around["It was shut on Monday."] == TEXT
    assert around["The old bridge is in Alder."] == "The old bridge is in Alder. It was shut on Monday."
    assert {each.around.title for each in placed} == {"Bridge"}


@pytest.mark.parametrize("supports", [True, False])
async def test_the_candidates_lean_to_a_side(rules: Worker, supports: bool) -> None:
    look = SecondLook(verify=Believing("", supports=supports), rules=rules)
    told = await look.side("the bridge is closed", await candidates())
    assert told is not None
    assert told.supports is supports
    assert told.chance > LEANS_FROM
    found = leaning(Finding("the bridge is closed", Span(0, 20), Stance.NOT_FOUND), told)
    assert found.stance is Stance.NOT_FOUND
    assert found.leaning is (Stance.SUPPORTED if supports else Stance.CONTRADICTED)
    assert found.nearest is not None
    assert found.nearest.quote.text == told.told_by.text


async def test_where_the_verifier_sees_nothing_no_side_is_likely(rules: Worker) -> None:
    look = SecondLook(verify=Believing("tunnel"), rules=rules)
    told = await look.side("the bridge is closed", await candidates())
    assert told is not None
    assert told.chance < LEANS_FROM
    assert await look.side("the bridge is closed", []) is None
    assert await look.side("der Fluss ist die Grenze und das Dorf", await candidates()) is None


async def test_a_claim_is_asked_as_a_question_of_yes_or_no() -> None:
    assert as_question("the bridge is closed.") == "is it true that the bridge is closed"


@pytest.mark.parametrize("question", ["ist die alte Brücke gesperrt", "¿está cerrado el puente?"])
async def test_other_languages_are_left_as_they_are(rules: Worker, question: str) -> None:
    given = await candidates()
    verify = Believing("shut")
    assert await SecondLook(verify=verify, rules=rules).reranked(question, given) == given
    assert not verify.asked


async def test_articles_in_other_languages_are_left_as_they_are(rules: Worker) -> None:
    given = [replace(each, article=in_german(each.article)) for each in await candidates()]
    assert await SecondLook(verify=Believing("shut"), rules=rules).reranked(ASKED, given) == given


def in_german(article: Article) -> Article:
    return replace(article, language="de")


async def test_no_more_than_a_dozen_are_read(rules: Worker) -> None:
    verify = Believing("shut")
    many = (await candidates()) * READ
    await SecondLook(verify=verify, rules=rules).reranked(ASKED, many)
    assert len(verify.asked[0][1]) == READ


async def test_where_nothing_was_found_nothing_is_read(rules: Worker) -> None:
    verify = Believing("shut")
    assert await SecondLook(verify=verify, rules=rules).reranked(ASKED, []) == []
    assert not verify.asked
