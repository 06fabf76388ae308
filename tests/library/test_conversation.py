"""Conversations with the real model: over the seed article, and over articles that would be mistaken for each other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from retrieval import Answer, Filters, Library, Outcome, Reason, Refusal, Settings, Turn, open_library
from retrieval.models.embedder import SentenceEmbedder
from tests.core_fakes import add, dated, prose

EXAMPLE = "when is the Tomahawk contract expected?"
STADIUM = """The city of Brennach opened its new stadium on 3 May 2021.
The stadium cost 80 million euros and has 21,000 seats.
Mayor Ilse Hartwig said the building would pay for itself within twenty years."""
OTHER_STADIUM = """The town of Volgarde opened its new stadium on 9 June 2018.
The stadium cost 12 million euros and has 6,500 seats.
Mayor Pers Lindholm said the pitch would be used by schools."""


async def talk(library: Library, *questions: str) -> list[Outcome]:
    """Each asked after the ones before it, as they were answered."""
    said: list[Turn] = []
    outcomes = []
    for question in questions:
        outcomes.append(await library.ask(question, conversation=said))
        said.append(Turn.of(outcomes[-1]))
    return outcomes


def words(outcome: Outcome) -> str:
    assert isinstance(outcome, Answer), outcome
    return outcome.answer_text.lower()


async def test_a_conversation_about_the_seed(library: Library) -> None:
    when, framework, who, price, other, thanks = await talk(
        library,
        EXAMPLE,
        "and under which framework?",
        "who said so?",
        "what about the price?",
        "who is Maria Shumakova?",
        "thanks!",
    )
    assert "april 1" in words(when)
    assert "foreign military sales" in words(framework)
    assert isinstance(who, Answer)
    assert isinstance(framework, Answer)
    assert who.citations[0].quote.span == framework.citations[0].quote.span, "beside what was said"
    for refused in (price, other, thanks):
        assert isinstance(refused, Refusal), refused


async def test_who_said_so_is_found_beside_what_was_said(library: Library) -> None:
    when, who = await talk(library, EXAMPLE, "who said so?")
    assert "officials" in words(who)
    assert isinstance(when, Answer)
    assert isinstance(who, Answer)
    assert who.citations[0].quote.span == when.citations[0].quote.span, "the same sentence"
    assert who.question == "who said so?"


async def test_a_missing_word_is_taken_from_the_conversation(library: Library) -> None:
    buyer, seller, why = await talk(
        library, "who is buying the Tomahawk missiles?", "from whom?", "and how much will they cost?"
    )
    assert "japan" in words(buyer)
    assert "united states" in words(seller)
    assert isinstance(why, Refusal)


@pytest.mark.parametrize("topic", ["tomahawk agreemnt", "southwestern approches", "the tomahawk agreemnt"])
async def test_a_misspelt_topic_that_is_asked_as_a_story_says_how_it_was_read(
    library: Library, topic: str
) -> None:
    (outcome,) = await talk(library, topic)
    assert isinstance(outcome, Answer)
    assert outcome.question == topic
    assert [typed for typed, _ in outcome.corrected] == [topic.split()[-1]]


async def test_words_of_earlier_questions_are_not_named_as_missing_or_misspelt(library: Library) -> None:
    before, misspelt = "how old is the captain of the ferry?", "wheres teh approch of deterence"
    _, first, second, third = await talk(library, before, misspelt, "what about Australia?", EXAMPLE)
    assert first.corrected == (("approch", "approach"), ("deterence", "deterrence"))
    assert isinstance(second, Refusal)
    assert set(second.missing) <= {"australia"}
    assert second.corrected == third.corrected == ()


@pytest.fixture
async def stadiums(tmp_path: Path, minilm: SentenceEmbedder) -> AsyncIterator[Library]:
    async with open_library(Settings(data_dir=tmp_path / "data"), embedder=minilm) as library:
        await add(library, "a.md", dated("A stadium for Brennach", STADIUM, "The Gull", "2021-05-04"))
        await add(library, "b.md", dated("A stadium for Volgarde", OTHER_STADIUM, "The Gull", "2018-06-10"))
        await add(library, "c.md", dated("Snow in the hills", prose(3), "The Gull", "2020-01-05"))
        yield library


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (["When did Brennach open its new stadium?", "how many seats does it have?"], ["3 May 2021", "21,000"]),
        (["When did Volgarde open its new stadium?", "how many seats does it have?"], ["9 June 2018", "6,500"]),
        (["How much did the stadium in Brennach cost?", "and in Volgarde?"], ["80 million", "12 million"]),
        (["When did Volgarde open its new stadium?", "what about Brennach?"], ["9 June 2018", "3 May 2021"]),
        (["When did Brennach open its new stadium?", "and how much did it cost?"], ["3 May 2021", "80 million"]),
    ],
)  # fmt: skip
async def test_one_of_two_like_articles(
    stadiums: Library, questions: Sequence[str], expected: Sequence[str]
) -> None:
    for outcome, wanted in zip(await talk(stadiums, *questions), expected, strict=True):
        assert wanted.lower() in words(outcome)


async def test_a_question_that_stands_alone_is_answered_as_without_a_conversation(stadiums: Library) -> None:
    question = "When did Volgarde open its new stadium?"
    alone = await stadiums.ask(question)
    said = [Turn.of(await stadiums.ask("Who said the building would pay for itself?"))]
    assert await stadiums.ask(question, conversation=said) == alone
    assert await stadiums.search(question, conversation=said) == await stadiums.search(question)


async def test_a_short_question_about_something_else_is_answered_by_itself(stadiums: Library) -> None:
    asked = "did brennach open"
    about = Turn.of(await stadiums.ask("How much did the stadium in Volgarde cost?"))
    outcome = await stadiums.ask(asked, conversation=[about])
    assert outcome == await stadiums.ask(asked)
    assert "Brennach" in outcome.citations[0].quote.text  # type: ignore[union-attr]
    inside = await stadiums.ask("how many seats", conversation=[about])
    assert "6,500" in words(inside), "and where it goes on, inside the conversation"
    (explained,) = await stadiums.answering.explain(asked, Filters(), [about], date(2026, 1, 1))
    assert explained.query.text == asked


async def test_a_conversation_that_was_refused_throughout(library: Library) -> None:
    said = [Turn(""), Turn("\0", "?"), Turn("what is the capital of France?")]
    outcome = await library.ask("and of Spain?", conversation=said)
    assert isinstance(outcome, Refusal)
    assert outcome.reason in (Reason.NOTHING_FOUND, Reason.NOT_ANSWERED)
    assert isinstance(await library.ask("why?", conversation=[Turn("???")]), Refusal)


async def test_cited_articles_are_looked_at_first(stadiums: Library) -> None:
    brennach = Turn.of(await stadiums.ask("When did Brennach open its new stadium?"))
    plain = await stadiums.search("who said so?", conversation=[Turn(brennach.question, brennach.answer)])
    cited = await stadiums.search("who said so?", conversation=[brennach])
    assert cited[0].article.id in brennach.articles
    scores = {hit.article.id: place for place, hit in reversed(list(enumerate(cited)))}
    assert scores[brennach.articles[0]] <= [hit.article.id for hit in plain].index(brennach.articles[0])


async def test_what_may_lean_on_the_conversation_is_watched_both_ways(library: Library) -> None:
    said = [Turn(EXAMPLE, "April 1")]
    lines = await library.answering.searched("do customers get money back", Filters(), said)
    assert lines[0] == "do customers get money back"
    assert "Tomahawk" in lines[1]
    assert len(await library.answering.searched("who signs it?", Filters(), said)) == 1
