"""Questions about an article itself: which are, which are not, and what the bot makes of them."""

# ruff: noqa: E501  # a row of a table is easier to read whole
from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.terminal.answers import outcome_data
from bot.text.phrases import footing_line, verdict_line
from retrieval import Answer, Library, Refusal, Settings, Turn, open_library
from retrieval.answer import chat
from retrieval.conversation.source_question import SourceQuestion, source_asked
from retrieval.models.embedder import SentenceEmbedder
from retrieval.outcomes import AboutSource, SourceFact
from retrieval.store.answers import outcome_of, written
from tests.core_fakes import dated

SOURCE, PUBLISHED, AUTHOR = SourceFact.SOURCE, SourceFact.PUBLISHED, SourceFact.AUTHOR


@pytest.mark.parametrize(
    ("fact", "questions"),
    [
        (SOURCE, "source? · sources · whats the source for that · got a link? · link pls · can i get the link · can you send me the article · where did you get that · where is that from · which newspaper is that from · which article says so · how do you know · are you sure? · really? · is that true · do you have a source for this? · what is the headline · wait, source? · who told u that · says what?"),
        (PUBLISHED, "when was this published? · and when was it posted · when was the article written · how old is this article · is this recent? · is that info still current · is it outdated · when was that reported · what date is this from · what's the date of the article · when is that from"),
        (AUTHOR, "who wrote it? · and who wrote this article · who is the author? · who's the journalist · author? · who is the author of the piece"),
        (SOURCE, "Quelle? · woher hast du das? · wo steht das? · ¿fuente? · ¿cuál es la fuente? · ¿de dónde sale esto? · 出典は？ · ソースは？"),
        (PUBLISHED, "wann wurde das veröffentlicht? · wie alt ist der Artikel? · ¿cuándo se publicó? · いつの記事？"),
        (AUTHOR, "wer hat das geschrieben? · ¿quién lo escribió? · 誰が書いたの？"),
    ],
)  # fmt: skip
def test_what_is_asked_of_the_article(fact: SourceFact, questions: str) -> None:
    assert {each: source_asked(chat.read(each)) for each in questions.split(" · ")} == dict.fromkeys(
        questions.split(" · "), SourceQuestion(fact)
    )


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("who wrote the article about the dock strike?", SourceQuestion(AUTHOR, "dock strike")),
        ("when was the tomahawk article published", SourceQuestion(PUBLISHED, "tomahawk")),
        ("how old is the article on the bridge", SourceQuestion(PUBLISHED, "bridge")),
        ("which newspaper published the piece about Alder", SourceQuestion(SOURCE, "Alder")),
        ("do you have a link to the article about the bridge", SourceQuestion(SOURCE, "bridge")),
    ],
)
def test_a_question_may_say_which_article(question: str, asked: SourceQuestion) -> None:
    assert source_asked(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "who wrote the bill?",
        "when was the iphone released?",
        "what date is it?",
        "when is it?",
        "where is it?",
        "is it new?",
        "how old is it?",
        "how old is he?",
        "who is the source of the leak?",
        "links to which terror group?",
        "what was the source of the outbreak?",
        "which paper endorsed Harris?",
        "when was the report on emissions published by the agency?",
        "who said so?",
        "who reported the theft?",
        "where did the fire come from?",
        "are you sure about the 400 missiles?",
        "is that confirmed?",
        "what is the title of the book?",
        "x" * 400,
    ],
)
def test_other_questions_are_left_alone(question: str) -> None:
    assert source_asked(question) is None


def test_after_a_question_about_a_book_who_wrote_it_asks_for_the_book() -> None:
    assert source_asked("who wrote it?", "what is the new book about?") is None
    assert source_asked("when was it published?", "what does the study say?") is None
    assert source_asked("source?", "what does the study say?") == SourceQuestion(SOURCE)


@pytest.fixture
async def library(tmp_path: Path, minilm: SentenceEmbedder) -> AsyncIterator[Library]:
    strike = "The dock strike in Alder ended on Monday, after the union and the port agreed on a pay rise of 6 percent. Ships were unloaded again by night."
    bridge = (
        "The harbour bridge in Alder will stay closed until autumn. Engineers found cracks in two pillars."
    )
    (tmp_path / "strike.md").write_text(
        dated("Dock strike ends", strike, "Alder Post", "2024-05-04").replace(
            "date:", "author: Ida Berg\ndate:"
        )
    )
    (tmp_path / "bridge.md").write_text(dated("Bridge closed", bridge, date="2024-05-03"))
    async with open_library(Settings(data_dir=tmp_path / "data"), embedder=minilm) as opened:
        await opened.ingest([tmp_path / "strike.md", tmp_path / "bridge.md"])
        yield opened


async def test_the_article_of_the_last_answer_is_told(library: Library) -> None:
    """Again and again: an aside changes nothing of what is talked about."""
    said: list[Turn] = []

    async def ask(question: str) -> Answer:
        outcome = await library.ask(question, conversation=said)
        said.append(Turn.of(outcome))
        assert isinstance(outcome, Answer), question
        return outcome

    first = await ask("when did the dock strike in Alder end?")
    told = [await ask(each) for each in ("who wrote it?", "when was that published?", "source?") * 2]
    for outcome in told:
        shown = [each.quote.text for each in outcome.citations]
        assert shown == [each.quote.text for each in first.citations]
        assert not outcome.citations[0].quote.marks
        assert outcome_of(written(outcome)) == outcome
    assert list(map(verdict_line, told[:3])) == [
        "Author: Ida Berg",
        "Published: 4 May 2024",
        "From Alder Post, 4 May 2024",
    ]
    assert outcome_data(told[0])["about"]["byline"] == "Ida Berg"
    assert footing_line(told[0]) == "As of 4 May 2024, the newest source cited."
    further = await ask("and how much is the pay rise?")
    assert "6 percent" in further.answer_text
    named = await ask("when was the article about the harbour bridge published?")
    assert verdict_line(named) == "Published: 3 May 2024"


async def test_without_an_answer_there_is_no_article(library: Library) -> None:
    refused = await library.ask("who is the king of Atlantis?")
    after = await library.ask("source?", conversation=[Turn.of(refused)])
    assert isinstance(after, Refusal)
    assert after.question == "source?"
    assert isinstance(await library.ask("source?"), Refusal)
    answered = await library.ask("when did the dock strike in Alder end?")
    before = [Turn.of(answered), Turn.of(refused)]
    assert isinstance(await library.ask("source?", conversation=before), Answer)


async def test_beside_another_question_it_is_not_the_headline(library: Library) -> None:
    both = await library.ask("when did the dock strike in Alder end? and who wrote it?")
    assert isinstance(both, Answer)
    assert both.about is None


@pytest.mark.parametrize(
    ("article", "lines"),
    [
        ({"byline": None}, ["From Post, 4 May 2024", "Published: 4 May 2024", "The article names no author; it is from Post"]),
        ({"published_at": None}, ["From Post; the article states no date", "The article states no date; it was added here on 1 June 2024", "Author: Ida"]),
        ({"updated_at": "2024-05-06"}, ["From Post, 4 May 2024", "Published: 4 May 2024; updated: 6 May 2024", "Author: Ida"]),
        ({"updated_at": "2024-05-04T10:00:00+00:00", "publisher": None}, ["From Strike, 4 May 2024", "Published: 4 May 2024", "Author: Ida"]),
    ],
)  # fmt: skip
def test_what_an_article_does_not_state_is_said(article: dict[str, str | None], lines: list[str]) -> None:
    stated: dict[str, Any] = {
        "title": "Strike",
        "publisher": "Post",
        "byline": "Ida",
        "published_at": "2024-05-04",
    }
    facts = stated | {"updated_at": None, "added_at": datetime(2024, 6, 1, tzinfo=UTC)} | article
    of = Turn("when?")
    about = [AboutSource(asked=each, of=of, **facts) for each in (SOURCE, PUBLISHED, AUTHOR)]
    assert [verdict_line(Answer("source?", (), 1.0, about=each)) for each in about] == lines
