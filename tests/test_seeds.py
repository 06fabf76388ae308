"""The seed article is the user's, byte for byte, and the questions about it are answered or refused as they should be."""

from __future__ import annotations

import hashlib
import random

import pytest

from retrieval import Answer, Library, Outcome
from retrieval.evaluation.measures import holds
from retrieval.evaluation.sets import Question, read_set

from .conftest import SEEDS

SEED_SHA256 = "4747d0537257f420bb5dd66ac10ccb274b21c61830913c257374336a3b99557b"
FLOOR = 51
"""Questions of `seeds/questions.jsonl` that come out right, of 52; lowered only on purpose, in a commit of its own."""

MUST_ANSWER = {
    "when is the Tomahawk contract expected?": "April 1",
    "under which framework will the contract be signed?": "foreign military sales",
    "where would the missiles be stationed?": "first island chain",
}
MUST_REFUSE = (
    "who is Maria Shumakova?",
    "how much do the missiles cost?",
    "when is the Typhoon contract expected?",
    "what is the capital of France?",
    "",
    "NOISE",
    '"*^ OR NEAR(',
    "@everyone",
)


def is_right(question: Question, outcome: Outcome) -> bool:
    """Answered in the first quote, or not answered, as the file says."""
    if not isinstance(outcome, Answer) or outcome.doubtful:
        return not question.answerable
    quote = outcome.citations[0].quote.text
    return question.answerable and any(holds(quote, answer) for answer in question.answers)


def noise() -> str:
    """4,000 characters that mean nothing, the same every time."""
    letters = random.Random(1).choices("abcdefghij klmnop qrstuv wxyz!?*_", k=4000)
    return "".join(letters)


def spelled_out(question: str) -> str:
    return noise() if question.startswith("NOISE") else question


def test_the_seed_is_the_users_own() -> None:
    data = (SEEDS / "japan-us-tomahawk.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == SEED_SHA256


async def test_page_residue_never_becomes_a_passage(library: Library) -> None:
    (info,) = (await library.articles.page()).items
    article = await library.articles.get(info.id)
    assert info.publisher == "Kyodo and related briefings"
    assert article.published_at is None
    for residue in (
        "Maria",
        "Arizona",
        "Previous Article",
        "Next Article",
        "Comment",
        "Attribution",
        "Kyodo",
    ):
        assert residue not in article.text
    assert article.text.startswith("Japan is moving toward")
    assert article.text.endswith("evolving security environment in East Asia.")


@pytest.mark.parametrize(("question", "words"), MUST_ANSWER.items())
async def test_the_example_questions_are_answered(library: Library, question: str, words: str) -> None:
    outcome = await library.ask(question)
    assert isinstance(outcome, Answer)
    assert words in outcome.answer_text


async def test_the_date_stands_in_the_sentence_that_says_what_officials_expect(library: Library) -> None:
    outcome = await library.ask("when is the Tomahawk contract expected?")
    assert isinstance(outcome, Answer)
    assert outcome.citations[0].quote.text.startswith("Officials expect the deal to be finalized")


@pytest.mark.parametrize("question", MUST_REFUSE)
async def test_what_the_seed_does_not_say_is_refused(library: Library, question: str) -> None:
    assert not isinstance(await library.ask(spelled_out(question)), Answer)


async def test_paraphrases_behave_alike(library: Library) -> None:
    questions = read_set(SEEDS).questions
    wrong = [each.text for each in questions if not is_right(each, await library.ask(each.text))]
    assert len(questions) - len(wrong) >= FLOOR, wrong
