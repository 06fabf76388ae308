"""Questions that were changed so that their article does not answer them."""

from __future__ import annotations

from dataclasses import replace

from retrieval.evaluation.sets import Document, Question
from retrieval.training.edited import edited

ARTICLE = Document(
    "a", "The deal", "Officials met in Oslo. Japan will sign the Tomahawk contract in 2026. More follows."
)
OTHERS = [Document("b", "Other", "Many people said that Germany and its Typhoon jets were late.")]
QUESTIONS = [
    Question(
        id=str(number),
        text="When will Japan sign the Tomahawk contract?",
        answerable=True,
        answers=("2026",),
        doc_ids=("a",),
    )
    for number in range(40)
]


def test_about_half_are_changed_and_answer_nothing() -> None:
    made = [each for question in QUESTIONS if (each := edited(question, ARTICLE, OTHERS))]
    assert 10 <= len(made) <= 30
    for each in made:
        assert each.text.lower() != QUESTIONS[0].text.lower()
        assert {"germany", "typhoon", "oslo"} & set(each.text.lower().replace("?", "").split())
        assert (each.answerable, each.answers, each.evidence, each.named_documents) == (False, (), (), ("a",))
    assert {each.text == each.text.lower() for each in made} == {True, False}


def test_the_same_every_time() -> None:
    first, again = ([edited(question, ARTICLE, OTHERS) for question in QUESTIONS] for _ in range(2))
    assert first == again


def test_nothing_to_change() -> None:
    for question in QUESTIONS:
        assert edited(replace(question, answerable=False, answers=()), ARTICLE, OTHERS) is None
        assert edited(replace(question, answers=("Tuesday",)), ARTICLE, OTHERS) is None
        assert edited(replace(question, text="Why?"), ARTICLE, OTHERS) is None
