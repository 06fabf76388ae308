"""From ranked candidates to one of the three outcomes, by confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from retrieval.answer.candidates import Candidate
from retrieval.answer.compose import compose
from retrieval.answer.question import parse
from retrieval.answer.spans import suffers
from retrieval.outcomes import Answer, Outcome, OutcomeKind
from retrieval.types import Span

from .test_answering import chosen, hits

QUESTION = parse("when was the treaty signed?")
TEXT = "The treaty was signed on May 5 in Tokyo.\n\nIt rained on June 6.\n\nThe treaty of July 7 was old."


async def candidates(*confidences: float) -> list[Candidate]:
    found = await chosen(QUESTION, hits("T", TEXT))
    return [replace(each, confidence=value) for each, value in zip(found, confidences, strict=True)]


def alone(_: object, found: Sequence[Candidate]) -> list[Candidate]:
    """No neighbour joins a quote."""
    return list(found)


def composed(found: Sequence[Candidate], *, doubt: float = 0.33, max_quotes: int = 3) -> Outcome:
    return compose(QUESTION, found, threshold=0.5, max_quotes=max_quotes, doubt=doubt, join=alone)


@pytest.mark.parametrize(
    ("confidence", "doubt", "kind"),
    [
        (0.5, 0.33, OutcomeKind.ANSWER),
        (0.49, 0.33, OutcomeKind.DOUBTFUL),
        (0.33, 0.33, OutcomeKind.DOUBTFUL),
        (0.32, 0.33, OutcomeKind.REFUSAL),
        (0.49, 0.5, OutcomeKind.REFUSAL),
        (0.49, 1.0, OutcomeKind.REFUSAL),
    ],
)
async def test_the_confidence_of_the_first_quote_decides(
    confidence: float, doubt: float, kind: OutcomeKind
) -> None:
    outcome = composed(await candidates(confidence, 0.1, 0.1), doubt=doubt)
    assert (outcome.kind, outcome.confidence) == (kind, confidence)


async def test_nothing_is_marked_in_a_further_quote_that_is_less_likely() -> None:
    found = await candidates(0.45, 0.36, 0.42)
    outcome = composed(found, doubt=0.4)
    assert isinstance(outcome, Answer)
    assert [bool(each.quote.marks) for each in outcome.citations] == [True, False, True]
    assert outcome.answer_text in TEXT
    assert len(composed(found, max_quotes=1).citations) == 1  # type: ignore[union-attr]


async def test_what_only_asks_is_no_further_quote() -> None:
    text = "The treaty was signed on May 5 in Tokyo.\n\nWhen was the treaty signed?\n\nThe treaty of July 7, too."
    found = [replace(each, confidence=0.6) for each in await chosen(QUESTION, hits("T", text))]
    outcome = composed(sorted(found, key=lambda each: each.features.asks))
    assert isinstance(outcome, Answer)
    assert len(outcome.citations) == 2
    assert all("?" not in each.quote.text for each in outcome.citations)


async def test_without_anything_asked_it_is_a_refusal() -> None:
    found = await candidates(0.45, 0.3, 0.4)
    outcome = compose(parse("when is it?"), found, threshold=0.5, max_quotes=3, doubt=0.33)
    assert outcome.kind is OutcomeKind.REFUSAL


LABELS = (
    "STUDENT LOANS:Why are some people angry about the loan plan?",
    "LOAN PLAN RECAP:$20K in student debt to be forgiven",
    "FACT CHECK:'Forgiving' loans is no gift",
    "More: What to know about the plan",
    "Hide Caption 4 of 29 Photos: A singer's life",
    "Taylor Wilson:",
)


@pytest.mark.parametrize("label", LABELS)
async def test_a_link_or_a_label_is_never_quoted(label: str) -> None:
    text = f"{label}\n\nUp to $10,000 in student debt will be forgiven, the office in Alder said."
    found = await chosen(parse("how much student debt will be forgiven?"), hits("Debt", text))
    assert [each.text for each in found] == [text.split("\n\n")[1]]


@pytest.mark.parametrize(
    ("text", "named", "is_victim"),
    [
        ("Alderland's mayor Ada Berg was shot on Wednesday.", "Ada Berg", True),
        ("The former mayor Ada Berg has died after being shot in Alder.", "mayor", True),
        ("Berg, 59, was badly shot in the leg.", "Berg", False),
        ("Berg was shot in the leg.", "Berg", True),
        ("The mayor was shot by Omar Diaz.", "Omar Diaz", False),
        ("Omar Diaz, 41, was held after the mayor was shot.", "Omar Diaz", False),
    ],
)
def test_who_suffered_it_is_not_who_did_it(text: str, named: str, is_victim: bool) -> None:
    span = Span(text.index(named), text.index(named) + len(named))
    assert suffers(parse("who shot the mayor of alder?"), text, span) is is_victim
    assert not suffers(parse("who was shot?"), text, span)


async def test_who_did_not_comment_comes_last_unless_that_is_asked() -> None:
    text = "The company did not respond to a request about the toy recall.\n\nThe toy recall is due to lead, it was said."
    firsts = [
        (await chosen(parse(question), hits("Toy recall", text)))[0].text.split()[1]
        for question in ("why the toy recall of the company", "what did the company say about the toy recall")
    ]
    assert firsts == ["toy", "company"]


async def test_words_of_the_conversation_do_not_make_a_candidate_another_thing() -> None:
    (found, *_) = await candidates(0.4, 0.1, 0.1)
    found = replace(found, missing=("storm",), features=replace(found.features, conflict=0.2))
    kinds = [
        compose(parse(text), [found], threshold=0.5, max_quotes=3, doubt=0.33).kind
        for text in ("when was the treaty signed (storm)?", "when was the storm treaty signed?")
    ]
    assert kinds == [OutcomeKind.DOUBTFUL, OutcomeKind.REFUSAL]
