"""Questions to the seed with the real model: answers with quotes that hold, honest refusals, and the window of time."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from retrieval import (
    Answer,
    Filters,
    InvalidQuestion,
    Library,
    NotFound,
    Outcome,
    Reason,
    Refusal,
    Settings,
    open_library,
)
from retrieval.answer.features import of_another_nation
from retrieval.models.embedder import SentenceEmbedder
from tests.core_fakes import Clock, HashingEmbedder, add, dated, open_small, prose, rehash

EXAMPLE = "when is the Tomahawk contract expected?"
TREATY = "The Treaty\n\nThe treaty was signed on May 5 in Tokyo by both ministers."


def answered(outcome: Outcome) -> Answer:
    assert isinstance(outcome, Answer), outcome
    return outcome


def refused(outcome: Outcome) -> Refusal:
    assert isinstance(outcome, Refusal), outcome
    return outcome


async def check(library: Library, outcome: Outcome) -> None:
    """Every quote stands in its article, where it says."""
    nearest = (outcome.nearest,) if isinstance(outcome, Refusal) and outcome.nearest else ()
    for citation in outcome.citations if isinstance(outcome, Answer) else nearest:
        article = await library.articles.get(citation.quote.article_id)
        span = citation.quote.span
        assert article.text[span.start : span.end] == citation.quote.text
        context = await library.context(citation)
        assert context.verified
        assert context.current
        assert context.before + citation.quote.text + context.after in article.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (EXAMPLE, "April 1"),
        ("under which framework will the contract be signed?", "foreign military sales"),
        ("where would the missiles be stationed?", "first island chain"),
    ],
)
async def test_the_seed_answers(library: Library, question: str, words: str) -> None:
    outcome = answered(await library.ask(question))
    assert words in outcome.answer_text
    assert words in outcome.citations[0].quote.text
    assert [each.number for each in outcome.citations] == list(range(1, len(outcome.citations) + 1))
    assert outcome.as_of is None
    assert outcome.citations[0].publisher == "Kyodo and related briefings"
    await check(library, outcome)


@pytest.mark.parametrize(
    "question",
    ["who is Maria Shumakova?", "how much do the missiles cost?", "when is the Typhoon contract expected?",
     "what is the capital of France?", '"*^ OR NEAR(', "@everyone", "x" * 4000, "qwrt plk " * 450],
)  # fmt: skip
async def test_the_seed_refuses(library: Library, question: str) -> None:
    outcome = await library.ask(question)
    assert isinstance(outcome, Refusal), outcome
    assert outcome.reason is not Reason.EMPTY_LIBRARY
    await check(library, outcome)


@pytest.mark.parametrize("question", ["", "  \n", "???", "\0\u202e", "when is it?", "who?"])
async def test_what_asks_nothing(library: Library, question: str) -> None:
    outcome = await library.ask(question)
    assert isinstance(outcome, Refusal)
    assert outcome.reason is Reason.NOT_A_QUESTION


async def test_a_follow_up_works_on_what_came_before(library: Library) -> None:
    first = await library.ask(EXAMPLE)
    claim = await library.answers.begin("m", question=EXAMPLE, scopes=("shared",))
    assert claim is not None
    await library.answers.finish(claim, first, posted_key="p")
    earlier = await library.answers.posted("p")
    assert earlier is not None
    outcome = answered(await library.ask("and who signs it?", conversation=[earlier.turn]))
    assert outcome.question == "and who signs it?", "what is shown is what was asked"
    assert "officials to sign the contract" in outcome.citations[0].quote.text
    await check(library, outcome)


async def test_an_empty_library_says_so(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        outcome = await library.ask(EXAMPLE)
        assert isinstance(outcome, Refusal)
        assert (outcome.reason, outcome.nearest) == (Reason.EMPTY_LIBRARY, None)
        await add(library, "a.txt", TREATY, scope="guild:1")
        outcome = await library.ask(EXAMPLE)
        assert isinstance(outcome, Refusal)
        assert outcome.reason is Reason.EMPTY_LIBRARY, "another server's articles are none of ours"


async def test_a_window_of_time(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        await add(
            library, "a.md", dated("Treaty", "The treaty was signed on May 5 in Tokyo.", None, "2024-05-06")
        )
        question = "when was the treaty signed?"
        inside = Filters(since=date(2024, 5, 6), until=date(2024, 5, 6))
        assert answered(await library.ask(question, filters=inside)).as_of == date(2024, 5, 6)
        outside = await library.ask(question, filters=Filters(since=date(2024, 5, 7)))
        assert isinstance(outside, Refusal)
        assert outside.reason is Reason.OUTSIDE_TIME
        with pytest.raises(InvalidQuestion):
            await library.ask(question, filters=Filters(since=date(2024, 5, 7), until=date(2024, 5, 6)))


async def test_many_ask_at_once(library: Library, minilm: SentenceEmbedder) -> None:
    questions = [EXAMPLE, "where would the missiles be stationed?", "who is Maria Shumakova?"]
    alone = [await library.ask(question) for question in questions]
    crowd = await asyncio.gather(*(library.ask(question) for question in questions * 4))
    for at, outcome in enumerate(crowd):
        expected = alone[at % 3]
        assert type(outcome) is type(expected)
        if isinstance(outcome, Answer) and isinstance(expected, Answer):
            assert [each.quote for each in outcome.citations] == [each.quote for each in expected.citations]


async def test_an_asker_who_leaves_harms_nobody(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        await add(library, "a.txt", TREATY)
        tasks = [asyncio.create_task(library.ask("when was the treaty signed?")) for _ in range(6)]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(outcome, Answer) for outcome in outcomes[1::2])
        assert isinstance(await library.ask("when was the treaty signed?"), Answer)


# Quotes are checked against the store when they are shown


def tamper(data_dir: Path, sql: str, *parameters: object) -> None:
    connection = sqlite3.connect(data_dir / "dateline.db", isolation_level=None)
    assert connection.execute(sql, parameters).rowcount
    connection.close()


async def test_a_quote_that_the_store_no_longer_holds_is_not_verified(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        id = await add(library, "a.txt", TREATY)
        outcome = answered(await library.ask("when was the treaty signed?"))
        (citation,) = outcome.citations
        assert (await library.context(citation)).verified
        tamper(tmp_path, "UPDATE articles SET text = replace(text, 'May 5', 'May 6') WHERE id = ?", id)
        context = await library.context(citation)
        assert (context.verified, context.before, context.after) == (False, "", "")
        invented = replace(
            citation, quote=replace(citation.quote, text=citation.quote.text.replace("May", "Mai"))
        )
        assert not (await library.context(invented)).verified
        await library.articles.remove(id)
        with pytest.raises(NotFound):
            await library.context(citation)


async def test_a_quote_that_changes_under_the_question_is_dropped(tmp_path: Path) -> None:
    """The store changes after the search and before the answer."""
    embedder = HashingEmbedder()
    async with open_small(tmp_path, embedder) as library:
        await add(library, "a.txt", TREATY)

        changed: list[str] = []

        def change_while_sentences_are_compared(texts: Sequence[str]) -> None:
            if not changed and any("signed on May 5" in text for text in texts):
                changed.extend(texts)
                tamper(tmp_path, "UPDATE articles SET text = 'x' || text")
                rehash(tmp_path)

        embedder.before = change_while_sentences_are_compared
        outcome = await library.ask("when was the treaty signed?")
        assert isinstance(outcome, Refusal)
        assert outcome.nearest is None
        assert changed, "the change did happen"
        assert isinstance(await library.ask("when was the treaty signed?"), Answer)


async def test_threshold_and_number_of_quotes_are_settings(
    copy_of_seeded: Callable[[], Path], minilm: SentenceEmbedder
) -> None:
    settings = Settings.model_validate({"data_dir": copy_of_seeded(), "answer": {"threshold": 1.0}})
    async with open_library(settings, embedder=minilm, clock=Clock()) as library:
        assert answered(await library.ask(EXAMPLE)).doubtful
    settings = Settings.model_validate(
        {"data_dir": settings.data_dir, "answer": {"threshold": 1.0, "doubt": 1.0}}
    )
    async with open_library(settings, embedder=minilm, clock=Clock()) as library:
        assert isinstance(await library.ask(EXAMPLE), Refusal)
    settings = Settings.model_validate(
        {"data_dir": settings.data_dir, "answer": {"threshold": 0.0, "max_quotes": 1}}
    )
    async with open_library(settings, embedder=minilm, clock=Clock()) as library:
        outcome = answered(await library.ask(EXAMPLE))
        assert (len(outcome.citations), outcome.doubtful) == (1, False)


async def test_articles_are_data(tmp_path: Path) -> None:
    """Markup, mentions, commands and operators in an article come back as the words they are."""
    hostile = "The treaty @everyone <@1> [red]x[/red] ** was signed on May 5'; DROP TABLE articles;-- “ignore this”."
    async with open_small(tmp_path) as library:
        id = await add(library, "a.txt", f"The Treaty\n\n{hostile}")
        outcome = answered(await library.ask("when was the treaty signed?"))
        assert outcome.citations[0].quote.text in (await library.articles.get(id)).text
        assert "DROP TABLE" in (await library.articles.get(id)).text


async def test_warm_and_diagnose(tmp_path: Path) -> None:
    async with open_small(tmp_path) as library:
        await library.warm()
        assert [(part.part, part.ok) for part in await library.diagnose()] == [
            ("database", True),
            ("contents", True),
            ("model", True),
            ("index", True),
        ]
        await add(library, "a.txt", prose(1))
        assert all(part.ok for part in await library.diagnose())


async def test_a_word_is_said_to_be_nowhere_only_if_no_article_has_it(library: Library) -> None:
    """A word far from the nearest sentence may stand in another article, which others may not see."""
    question = "How much does Australia pay for the Tomahawk missiles?"
    assert refused(await library.ask(question)).missing == ("australia", "pay")
    await add(library, "lunch.txt", "Lunch\n\nNobody in the office wanted to pay the cook.", scope="guild:1")
    assert refused(await library.ask(question)).missing == ("australia", "pay")
    search, theirs = library.answering.hybrid_search, Filters(scopes=("shared", "guild:1"))
    assert await search.absent(("australia", "pay"), Filters()) == ("australia", "pay")
    assert await search.absent(("australia", "pay", "officials", "...", 'a"b'), theirs) == (
        "australia",
        'a"b',
    )


async def test_where_no_article_has_most_of_the_words_they_do_not_touch_on_it(library: Library) -> None:
    refusal = refused(await library.ask("did bitcoin hit 100k after the contract"))
    assert (refusal.reason, refusal.nearest) == (Reason.NOTHING_FOUND, None)
    assert refusal.missing == ("bitcoin", "hit", "100k")
    assert not refused(await library.ask("did bitcoin hit 100k")).missing, "that nothing was found says it"


async def test_a_notice_of_a_correction_is_never_the_quote(library: Library) -> None:
    notice = "Correction: An earlier version of this article said that the painting cost 3 million crowns."
    text = f"{notice} The museum bought the painting “The Ferryman” for 5 million crowns on Saturday."
    await add(library, "p.md", dated("Museum buys a painting", text, "Echo", "2026-11-15"))
    outcome = await library.ask("how much did the painting cost?")
    assert isinstance(outcome, Answer)
    assert "5 million" in outcome.answer_text
    assert all(notice not in each.quote.text for each in outcome.citations)
    assert outcome.citations[0].correction == notice


async def test_a_question_as_of_a_day_knows_nothing_later(library: Library) -> None:
    await add(library, "f1.md", dated("Flood", "The flood in Karlow killed 19 people.", "Echo", "2026-11-21"))
    await add(
        library, "f2.md", dated("Flood toll", "The flood in Karlow killed 23 people.", "Echo", "2026-11-22")
    )
    asked, first_day = "how many people did the flood in Karlow kill", date(2026, 11, 21)
    for question, day, killed in ((asked, None, "23"), (f"{asked} as of {first_day}", first_day, "19")):
        outcome = await library.ask(question, today=date(2026, 11, 30))
        assert isinstance(outcome, Answer)
        assert killed in outcome.answer_text
        assert outcome.known_by == day


@pytest.mark.parametrize(
    "question", ["when does the american fiscal year start", "When does the British fiscal year start?"]
)
async def test_what_is_said_of_another_nation_is_no_answer(library: Library, question: str) -> None:
    assert isinstance(await library.ask(question), Refusal)
    assert isinstance(await library.ask(re.sub("(?i)american|british", "Japanese", question)), Answer)


@pytest.mark.parametrize(
    ("question", "text", "is_other"),
    [
        ("who is the german defence minister", "The French defence minister resigned.", True),
        (
            "who is the german defence minister",
            "The French defence minister met his German colleague.",
            False,
        ),
        ("who is the german defence minister", "The defence minister resigned.", False),
        ("how many american soldiers died", "Two soldiers and four Canadian soldiers died.", False),
        ("what did the german say", "The French say no.", False),
    ],
)
def test_whose_thing_it_is(question: str, text: str, is_other: bool) -> None:
    assert of_another_nation(question, text) is is_other
