"""What a library was asked and could not answer, put together with the real model."""

from __future__ import annotations

from pathlib import Path

from retrieval import Library, Reason, Refusal, Settings, open_library
from retrieval.embed.sentence import SentenceEmbedder
from retrieval.keeping import AT_ONCE, MOST_REFUSALS
from tests.core_fakes import HashingEmbedder, open_small

HOME = "guild:1"


async def refused(library: Library, *questions: str, by: str = "user:1") -> list[int]:
    ids = []
    for number, question in enumerate(questions):
        key = f"{by} {number} {question}"
        claim = await library.begin_answer(key, question=question, scopes=(), asked_by=by, home=HOME)
        assert claim is not None
        await library.finish_answer(claim, Refusal(question, Reason.NOTHING_FOUND))
        ids.append(claim)
    return ids


async def test_paraphrases_of_several_people_are_one_row(tmp_path: Path, minilm: SentenceEmbedder) -> None:
    async with open_library(Settings(data_dir=tmp_path), embedder=minilm) as library:
        await refused(library, "How much does the bridge cost?", "Who won the cup final?")
        await refused(library, "What is the price of the bridge?", by="user:2")
        await refused(library, "how expensive is the bridge", "how much does the BRIDGE cost", by="user:3")
        bridge, cup = await library.unanswered(HOME)
        assert (bridge.count, bridge.people) == (4, 3)
        assert bridge.questions[0] == "how much does the BRIDGE cost"
        assert set(bridge.questions) == {
            "How much does the bridge cost?",
            "What is the price of the bridge?",
            "how expensive is the bridge",
            "how much does the BRIDGE cost",
        }
        assert (cup.count, cup.questions) == (1, ("Who won the cup final?",))
        await library.dismiss_unanswered(bridge.answer_ids, home=HOME)
        assert await library.unanswered(HOME) == (cup,)


async def test_the_same_words_are_embedded_once_and_nobody_waits_for_all_of_them(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    steps: list[int] = []
    async with open_small(tmp_path, embedder) as library:
        await refused(library, *["Who won?", "who won", "WHO WON?!"] * 5)
        await refused(library, *[f"{number}a {number}b {number}c {number}d" for number in range(40)])
        embedder.before = lambda texts: steps.append(len(texts))
        groups = await library.unanswered(HOME, limit=99)
        assert 15 in {group.count for group in groups}
        assert sum(group.count for group in groups) == 55
    assert sum(steps) == 41
    assert max(steps) <= AT_ONCE


async def test_only_so_many_of_the_newest_are_looked_at(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        await refused(library, "the oldest of all")
        await refused(library, *["the same again"] * MOST_REFUSALS)
        assert [group.count for group in await library.unanswered(HOME)] == [MOST_REFUSALS]


async def test_nothing_refused_needs_no_model(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    async with open_small(tmp_path, embedder) as library:
        assert await library.unanswered(HOME) == ()
    assert embedder.calls == 0
