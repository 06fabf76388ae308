"""What a library was asked and could not answer, put together with the real model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from retrieval import Answer, Citation, Library, Quote, Reason, Refusal, Settings, Span, open_library
from retrieval.answer.unanswered import AT_ONCE, MOST_REFUSALS
from retrieval.models.embedder import SentenceEmbedder
from tests.core_fakes import HashingEmbedder, open_small

HOME = "guild:1"


async def refused(library: Library, *questions: str, by: str = "user:1") -> list[int]:
    ids = []
    for number, question in enumerate(questions):
        key = f"{by} {number} {question}"
        claim = await library.answers.begin(key, question=question, scopes=(), asked_by=by, home=HOME)
        assert claim is not None
        await library.answers.finish(claim, Refusal(question, Reason.NOTHING_FOUND))
        ids.append(claim)
    return ids


async def test_paraphrases_of_several_people_are_one_row(tmp_path: Path, minilm: SentenceEmbedder) -> None:
    async with open_library(Settings(data_dir=tmp_path), embedder=minilm) as library:
        await refused(library, "How much does the bridge cost?", "Who won the cup final?")
        await refused(library, "What is the price of the bridge?", by="user:2")
        await refused(library, "how expensive is the bridge", "how much does the BRIDGE cost", by="user:3")
        bridge, cup = await library.unanswered.find(HOME)
        assert (bridge.count, bridge.people) == (4, 3)
        assert bridge.questions[0] == "how much does the BRIDGE cost"
        assert set(bridge.questions) == {
            "How much does the bridge cost?",
            "What is the price of the bridge?",
            "how expensive is the bridge",
            "how much does the BRIDGE cost",
        }
        assert (cup.count, cup.questions) == (1, ("Who won the cup final?",))
        await library.unanswered.dismiss(bridge.answer_ids, home=HOME)
        assert await library.unanswered.find(HOME) == (cup,)


async def test_the_same_words_are_embedded_once_and_nobody_waits_for_all_of_them(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    steps: list[int] = []
    async with open_small(tmp_path, embedder) as library:
        await refused(library, *["Who won?", "who won", "WHO WON?!"] * 5)
        await refused(library, *[f"{number}a {number}b {number}c {number}d" for number in range(40)])
        embedder.before = lambda texts: steps.append(len(texts))
        groups = await library.unanswered.find(HOME, limit=99)
        assert 15 in {group.count for group in groups}
        assert sum(group.count for group in groups) == 55
    assert sum(steps) == 41
    assert max(steps) <= AT_ONCE


async def test_only_so_many_of_the_newest_are_looked_at(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        await refused(library, "the oldest of all")
        await refused(library, *["the same again"] * MOST_REFUSALS)
        assert [group.count for group in await library.unanswered.find(HOME)] == [MOST_REFUSALS]


async def test_nothing_refused_needs_no_model(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    async with open_small(tmp_path, embedder) as library:
        assert await library.unanswered.find(HOME) == ()
    assert embedder.calls == 0


async def answered(library: Library, question: str) -> None:
    claim = await library.answers.begin(f"again {question}", question=question, scopes=(), home=HOME)
    assert claim is not None
    quote = Quote(article_id=1, version=1, span=Span(0, 3), text="Yes", marks=())
    await library.answers.finish(claim, Answer(question, (Citation(1, quote, "Title"),), confidence=0.9))


async def test_what_was_answered_since_leaves_the_list_and_comes_back_when_it_is_refused_again(
    tmp_path: Path, minilm: SentenceEmbedder
) -> None:
    async with open_library(Settings(data_dir=tmp_path), embedder=minilm) as library:
        await answered(library, "Who won the cup final?")
        await refused(
            library, "How much does the bridge cost?", "Who won the cup final?", "Where is the ferry?"
        )
        assert len(await library.unanswered.find(HOME)) == 3
        await answered(library, "how much does the bridge cost")
        await answered(library, "Where is the ferry now?")
        (left,) = await library.unanswered.find(HOME)
        assert left.questions == ("Who won the cup final?",), "it was answered before, and then no more"
        await refused(library, "How much does the bridge cost?", by="user:2")
        assert {each.questions[0] for each in await library.unanswered.find(HOME)} == {
            "Who won the cup final?",
            "How much does the bridge cost?",
        }


async def test_an_answer_to_something_else_hides_nothing(tmp_path: Path, minilm: SentenceEmbedder) -> None:
    async with open_library(Settings(data_dir=tmp_path), embedder=minilm) as library:
        await refused(library, "How much does the bridge cost?")
        await answered(library, "When was the bridge opened?")
        assert len(await library.unanswered.find(HOME)) == 1


async def test_a_refusal_inside_a_part_of_the_articles_is_no_gap(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        claim = await library.answers.begin("1", question="Who pays?", scopes=(), home=HOME)
        assert claim is not None
        await library.answers.finish(claim, Refusal("Who pays?", Reason.NOTHING_FOUND), narrowed=True)
        assert await library.unanswered.find(HOME) == ()
        await refused(library, "Who pays?")
        assert [each.count for each in await library.unanswered.find(HOME)] == [1]


async def test_a_doubtful_answer_closes_no_question_and_an_answer_does(tmp_path: Path) -> None:
    question = "who won the cup?"
    quote = Quote(1, 1, Span(0, 4), "Kim.")
    doubtful = Answer(question, (Citation(1, quote, "Cup"),), 0.4, doubtful=True)
    async with open_small(tmp_path) as library:
        (first,) = await refused(library, question)
        for number, outcome in enumerate((doubtful, replace(doubtful, doubtful=False))):
            claim = await library.answers.begin(f"again {number}", question=question, scopes=(), home=HOME)
            assert claim is not None
            await library.answers.finish(claim, outcome)
            open_ids = [each for group in await library.unanswered.find(HOME) for each in group.answer_ids]
            assert open_ids == ([claim, first] if outcome.doubtful else [])
