"""From a question and passages to ranked candidates and an outcome, on examples and on any text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer import compose
from retrieval.answer.candidates import AskedDays, Candidate, Ranker
from retrieval.answer.features import Tier, load_calibration
from retrieval.answer.question import Kind, Question, parse, stem
from retrieval.answer.spans import find
from retrieval.answer.verify import holds
from retrieval.ingest.passages import split
from retrieval.models.base import Vectors
from retrieval.outcomes import Answer, Reason
from retrieval.text import beginning, normalise, sentences, words
from retrieval.types import Article, Hit, Passage
from retrieval.workers.threads import Worker
from tests.core_fakes import HashingEmbedder
from tests.strategies import anything, lines

QUESTIONS = st.one_of(
    anything,
    st.builds(
        "{} {}?".format,
        st.sampled_from(
            ["when", "who", "where", "how many", "how much", "why", "which deal", "what", "is", "how"]
        ),
        st.sampled_from(
            ["officials expect the deal", "is it", "Jane Doe", "第一列島線", "", "signed it in 2024"]
        ),
    ),
)


async def embed(texts: object) -> Vectors:
    assert isinstance(texts, list)
    return HashingEmbedder().encode(texts)


TODAY = date(2026, 1, 2)


async def chosen(question: Question, found: Sequence[Hit], absent: Collection[str] = ()) -> list[Candidate]:
    """Candidates without a reader, by a model that knows only words."""
    days = AskedDays(TODAY, TODAY)
    async with Worker("rules") as rules:
        ranker = Ranker(
            embed=embed,
            embed_sentences=embed,
            read=None,
            calibration=load_calibration(Tier.NONE),
            rules=rules,
        )
        return await ranker.rank(question, found, days, absent)


def hits(title: str, text: str) -> list[Hit]:
    article = Article(1, "shared", "k", 1, title, text, "h", datetime(2026, 1, 1, tzinfo=UTC))
    return [
        Hit(Passage(n, 1, n, span.start, span.end, text[span.start : span.end]), article, 1.0 / n)
        for n, span in enumerate(split(text, 40), start=1)
    ]


@given(question=QUESTIONS, text=anything | lines)
async def test_every_quote_of_any_answer_is_in_its_source(question: str, text: str) -> None:
    source = normalise(text)
    parsed = parse(normalise(question))
    candidates = await chosen(parsed, hits("A Title", source))
    for candidate in candidates:
        assert source[candidate.span.start : candidate.span.end] == candidate.text
        assert 0 <= candidate.confidence <= 1
    assert [each.score for each in candidates] == sorted((each.score for each in candidates), reverse=True)
    for threshold in (0.0, 0.5, 1.0):
        outcome = compose.compose(parsed, candidates, threshold=threshold, max_quotes=3)
        if isinstance(outcome, Answer):
            assert 1 <= len(outcome.citations) <= 3
            assert [each.number for each in outcome.citations] == list(range(1, len(outcome.citations) + 1))
            assert all(holds(each.quote, source) for each in outcome.citations)
            assert outcome.answer_text in source or " … " in outcome.answer_text
        elif outcome.nearest is not None:
            assert holds(outcome.nearest.quote, source)


@given(QUESTIONS, anything | lines)
def test_spans_lie_in_the_sentence_in_order(question: str, text: str) -> None:
    parsed = parse(normalise(question))
    text = normalise(text)
    for sentence in sentences(text):
        part = text[sentence.start : sentence.end]
        at = 0
        for span in find(parsed, part):
            assert at <= span.start < span.end <= len(part)
            at = span.end


@given(anything)
def test_any_text_is_a_question(text: str) -> None:
    question = parse(text)
    assert question == parse(text)
    assert all(word == word.lower() for word in question.focus)
    assert question.names <= {word.lower() for word in words(beginning(text))}
    assert len(stem("x" + text)) >= 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("when is the deal expected?", Kind.WHEN),
        ("On which date will it be signed?", Kind.WHEN),
        ("who signs it?", Kind.WHO),
        ("what is the deadline for bids?", Kind.WHEN),
        ("was the bridge built in Oslo?", Kind.YES_NO),
        ("Was wurde aus der Brücke?", Kind.WHAT),
        ("Wann wird der Vertrag unterzeichnet?", Kind.WHEN),
        ("Mit wem wurde er geschlossen?", Kind.WHO),
        ("¿Cuántos muertos hubo?", Kind.HOW_MANY),
        ("¿Por qué cerró el puente?", Kind.WHY),
        ("where are they?", Kind.WHERE),
        ("how many missiles are there?", Kind.HOW_MANY),
        ("how much do the missiles cost?", Kind.HOW_MUCH),
        ("what is the price of it?", Kind.HOW_MUCH),
        ("why now?", Kind.WHY),
        ("under which framework is it signed?", Kind.WHICH),
        ("what happened?", Kind.WHAT),
        ("Is it signed?", Kind.YES_NO),
        ("tomahawk contract", Kind.OTHER),
        ("", Kind.OTHER),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert parse(text).kind is kind


@pytest.mark.parametrize(
    ("question", "sentence", "marked"),
    [
        ("when is it?", "It begins on April 1, 2024, in Tokyo.", ["on April 1, 2024"]),
        ("how many are there?", "There are 400 missiles.", ["400 missiles"]),
        ("how much is it?", "It costs $1.7 billion now.", ["$1.7 billion"]),
        ("how much is it?", "It is dear.", []),
        ("what was the final score?", "Argentina won by beating Colombia, 1-0, with five goals before.", ["1-0"]),
        ("what was the final score?", "It ended 24 – 27 after a 3-year wait and a 12-15% rise.", ["24 – 27"]),
        ("what was the final score?", "She scored five goals in 2024-25 for the under-21 team.", []),
        ("what was the final score?", "On 2024-05-31 nobody scored.", []),
        ("which framework?", "They use the foreign military sales framework.", ["the foreign military sales framework"]),
    ],
)  # fmt: skip
def test_spans_by_example(question: str, sentence: str, marked: list[str]) -> None:
    assert [sentence[span.start : span.end] for span in find(parse(question), sentence)] == marked


async def test_nothing_to_read_is_nothing_found() -> None:
    question = parse("when is the treaty signed?")
    outcome = compose.compose(question, await chosen(question, []), threshold=0.5, max_quotes=3)
    assert not isinstance(outcome, Answer)
    assert outcome.reason is Reason.NOTHING_FOUND


async def test_sentences_that_read_the_same_count_once() -> None:
    text = "The treaty was signed on May 5. THE TREATY was signed, on May 5! It rained."
    found = await chosen(parse("when was the treaty signed?"), hits("T", text))
    assert len(found) == 2
    assert np.isfinite([each.score for each in found]).all()


async def test_a_word_that_no_article_has_is_unheard_unless_the_sentence_means_it() -> None:
    question = parse("when will the typhoon treaty be signed?")
    found = hits("The Treaty", "The treaty will be signed on May 5 in Oslo.")
    (best,) = await chosen(question, found, absent=("typhoon",))
    assert "typhoon" in best.missing
    assert best.features.unheard == 1.0
    (other,) = await chosen(question, found)
    assert other.features.unheard == 0.0
    assert best.features == replace(other.features, unheard=1.0)
