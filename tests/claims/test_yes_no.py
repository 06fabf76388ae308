"""Questions of yes or no by example: what each becomes as a statement, and what a quote says to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from retrieval import Answer, Settings, open_library
from retrieval.claims.anybody import anybody
from retrieval.claims.match import matches, read_claim, units
from retrieval.claims.yes_no import stated, verdict
from retrieval.models.base import Entailment, Placed, Vectors, Verify
from retrieval.models.embedder import SentenceEmbedder
from retrieval.outcomes import YesNo
from retrieval.text import normalise
from retrieval.types import Span
from retrieval.workers.threads import Worker
from tests.core_fakes import HashingEmbedder, dated
from tests.strategies import anything, lines

from .test_check import TODAY, hit


@pytest.mark.parametrize(
    ("question", "statement", "auxiliary"),
    [
        ("did the dock strike end?", "the dock strike end", "did"),
        ("has the harbour bridge reopened yet", "the harbour bridge reopened", "has"),
        ("Is Anna Berg still the mayor?", "Anna Berg still the mayor", "is"),
        ("isn't the harbour bridge closed?", "the harbour bridge closed", "is"),
        ("is not the harbour bridge closed", "the harbour bridge closed", "is"),
        ("will the harbour bridge reopen in May", "the harbour bridge reopen in May", "will"),
    ],
)
def test_a_question_as_a_statement(question: str, statement: str, auxiliary: str) -> None:
    found = stated(question)
    assert found is not None
    assert (found.statement.text, found.auxiliary) == (statement, auxiliary)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "when did the dock strike end?",
        "is the harbour bridge open or closed?",
        "did the dock strike not end?",
        "should the dock strike end?",
        "could the harbour bridge reopen?",
        "did you hear about the dock strike?",
        "is it closed?",
        "is it true that the harbour bridge closed?",
        "did the dock strike end? has the bridge reopened?",
    ],
)
def test_what_gets_no_verdict(question: str) -> None:
    assert stated(question) is None


TEXT = (
    "The dock strike ended on Friday after eleven weeks. The harbour bridge will reopen in June. The north tunnel did "
    "not reopen on Monday. Anna Berg was the mayor of Alder until last year. The city hall opened in 1990. The ferry "
    "may return to the northern pier. The museum is closed for repairs. The old library has never been sold."
)
LAST = "The old library"


FAQ = (
    "Can I bring my dog?\n\nNo. Dogs are not let into the hall. They may wait in the yard.\n\nIs there a café?\n\n"
    "Yes, on the first floor."
)


async def said(
    minilm: SentenceEmbedder, question: str, quote: str | None = None, text: str | None = None
) -> YesNo | None:
    """What the sentence that begins with `quote` says, or, without one, all of the text."""
    text = text or TEXT

    async def embed(texts: Sequence[str]) -> Vectors:
        return minilm.encode(texts)

    start = text.index(quote) if quote else 0
    end = text.find(".", start) + 1 if quote else len(text)
    async with Worker("rules") as rules:
        told = await verdict(
            question,
            hit(text),
            Span(start, end),
            TODAY,
            embed=embed,
            read=None,
            verify=None,
            rules=rules,
        )
    return told.verdict


@pytest.mark.parametrize(
    ("question", "quote", "expected"),
    [
        ("can i bring my dog", "No. Dogs", YesNo.NO),
        ("can i bring a dog with me?", "No. Dogs", YesNo.NO),
        ("is there a café?", "Yes, on", YesNo.YES),
        ("can i bring my bike", "No. Dogs", None),
        ("can i bring my dog and walk it in the yard at night", "No. Dogs", None),
        ("can i not bring my dog", "No. Dogs", None),
        ("can i bring my dog", "They may", None),
    ],
)
async def test_yes_and_no_below_the_same_question_are_an_answer(
    minilm: SentenceEmbedder, question: str, quote: str, expected: YesNo | None
) -> None:
    assert await said(minilm, question, quote, FAQ) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("did the dock strike end?", YesNo.YES),
        ("has the dock strike ended yet", YesNo.YES),
        ("is the museum closed for repairs?", YesNo.YES),
        ("isn't the museum closed for repairs", YesNo.YES),
        ("did the north tunnel reopen on Monday?", YesNo.NO),
        ("has the old library been sold?", YesNo.NO),
        ("is the museum open for repairs?", YesNo.NO),
        ("did the city hall open in 1985?", YesNo.NO),
    ],
)
async def test_a_quote_that_settles_it(minilm: SentenceEmbedder, question: str, expected: YesNo) -> None:
    assert await said(minilm, question) is expected


@pytest.mark.parametrize(
    "question",
    [
        "did the harbour bridge reopen in June?",  # it is still to come
        "is Anna Berg the mayor of Alder?",  # she was
        "did the ferry return to the northern pier?",  # it may
        "did the bank strike end?",
        "did the dock strike begin on Sunday?",
        "was the museum robbed?",
    ],
)
async def test_a_quote_that_does_not(minilm: SentenceEmbedder, question: str) -> None:
    assert await said(minilm, question) is None


@pytest.mark.parametrize(
    ("question", "quote", "expected"),
    [
        ("did anyone die in the flood?", "Thirteen people died when the river burst its banks.", YesNo.YES),
        ("were there any casualties", "Another 40 were injured.", YesNo.YES),
        ("was anyone hurt in Lindow?", "A man was killed and two people were hurt in Lindow.", YesNo.YES),
        ("did the cereal make anyone sick", "At least 24 people who ate the cereal became sick.", YesNo.YES),
        ("was anyone killed", "A 26-year-old woman, who lived nearby, was killed.", YesNo.YES),
        ("was anyone hurt?", "No injuries were reported after the fire.", YesNo.NO),
        ("were there any deaths or injuries?", "Police said there were no deaths or injuries.", YesNo.NO),
        ("did the crash kill anyone?", "The crash did not kill anyone.", YesNo.NO),
        ("did anyone die?", "The fire may have killed three people.", None),
        ("did anyone die?", "Up to 40 people are feared dead.", None),
        ("was anyone hurt?", "Nobody else was injured.", None),
        ("were there any casualties?", "There were no deaths.", None),
        ("was anyone hurt in Oslo?", "Two people were hurt in Lindow.", None),
        ("did anyone survive?", "Thirteen people died.", None),
        ("did anyone else die?", "Thirteen people died.", None),
    ],
)
async def test_whether_anybody_came_to_harm(question: str, quote: str, expected: YesNo | None) -> None:
    found = hit(quote)
    claim = read_claim(question, "", TODAY, [found])
    assert anybody(question, claim, matches(claim, units([found]))) is expected


async def test_only_the_quote_is_asked(minilm: SentenceEmbedder) -> None:
    assert await said(minilm, "did the dock strike end?", "The dock strike") is YesNo.YES
    assert await said(minilm, "did the dock strike end?", LAST) is None


@given(question=anything | lines, text=anything | lines)
async def test_any_question_to_any_text(question: str, text: str) -> None:
    async def embed(texts: Sequence[str]) -> Vectors:
        return HashingEmbedder().encode(texts)

    source = normalise(text)
    if not source:
        return
    async with Worker("rules") as rules:
        for asked in (question, f"did {question}?"):
            await verdict(
                asked,
                hit(source),
                Span(0, len(source)),
                TODAY,
                embed=embed,
                read=None,
                verify=believing(1.0, 0.0),
                rules=rules,
            )


def believing(supports: float, refutes: float, word: str = "") -> Verify:
    """A verifier that says this of each sentence with the word, and of the others that they say neither."""

    async def verify(statement: str, placed: Sequence[Placed]) -> list[Entailment]:
        texts = [each.around.text[each.span.start : each.span.end] for each in placed]
        return [Entailment(supports, refutes) if word in text else Entailment(0.0, 0.0) for text in texts]

    return verify


async def verified(question: str, text: str, verify: Verify) -> YesNo | None:
    """What is said of the text where its words settle nothing."""

    async def embed(texts: Sequence[str]) -> Vectors:
        return HashingEmbedder().encode(texts)

    async with Worker("rules") as rules:
        told = await verdict(
            question,
            hit(text),
            Span(0, len(text)),
            TODAY,
            embed=embed,
            read=None,
            verify=verify,
            rules=rules,
        )
    return told.verdict


HAMMER = "The old town hall went under the hammer on Monday. Its clock did not."


@pytest.mark.parametrize(
    ("question", "verify", "expected"),
    [
        ("was the town hall auctioned", believing(0.95, 0.0, "hammer"), YesNo.YES),
        ("was the town hall auctioned", believing(0.0, 0.95, "hammer"), YesNo.NO),
        ("was the town hall auctioned or nah", believing(0.0, 0.95, "hammer"), YesNo.NO),
        ("was the town hall auctioned", believing(0.85, 0.0, "hammer"), None),
        ("was the town hall auctioned", believing(0.0, 0.85, "hammer"), None),
        ("was the museum on main street auctioned", believing(0.95, 0.0, "hammer"), None),
        ("should the town hall be auctioned", believing(0.95, 0.0, "hammer"), None),
        ("was the town hall not auctioned", believing(0.95, 0.0, "hammer"), None),
        ("was the town hall auctioned or demolished", believing(0.95, 0.0, "hammer"), None),
        ("was the town hall auctioned in 1985", believing(0.95, 0.0, "hammer"), None),
    ],
)
async def test_where_words_settle_nothing_the_verifier_does(
    question: str, verify: Verify, expected: YesNo | None
) -> None:
    """Yes only with half of the question's words and all of its numbers."""
    assert await verified(question, HAMMER, verify) is expected


@pytest.mark.parametrize(
    "text",
    [
        "The town hall may go under the hammer.",
        "The town hall will go under the hammer on Monday.",
        "The town hall did not go under the hammer.",
        "Did the town hall go under the hammer?",
        "“The town hall went under the hammer,” a dealer said.",
        "The town hall is ready, with plans for the mayor to auction it.",
    ],
)
async def test_a_sure_verifier_bears_out_no_plan_hearsay_question_or_denial(text: str) -> None:
    assert await verified("was the town hall auctioned", text, believing(1.0, 0.0)) is None


async def test_what_may_be_denies_nothing() -> None:
    question, doubt = "was the town hall auctioned", "The town hall may be spared the hammer."
    assert await verified(question, doubt, believing(0.0, 1.0)) is None
    assert await verified(question, "The town hall was spared the hammer.", believing(0.0, 1.0)) is YesNo.NO


async def test_sentences_that_disagree_settle_nothing() -> None:
    async def verify(statement: str, placed: Sequence[Placed]) -> list[Entailment]:
        return [Entailment(0.95, 0.0), Entailment(0.0, 0.95)]

    assert await verified("was the town hall auctioned", HAMMER, verify) is None


async def test_a_sentence_is_verified_among_its_neighbours() -> None:
    seen: list[Placed] = []

    async def verify(statement: str, placed: Sequence[Placed]) -> list[Entailment]:
        seen.extend(placed)
        return [Entailment(0.0, 0.0)] * len(placed)

    await verified("was the town hall auctioned", f"It rained. {HAMMER} Nobody came.", verify)
    assert [each.around.text[each.span.start : each.span.end] for each in seen] == [
        "It rained.",
        "The old town hall went under the hammer on Monday.",
        "Its clock did not.",
        "Nobody came.",
    ]
    assert seen[2].around.text == f"{HAMMER} Nobody came."


STRIKE = "The dock strike in Alder ended on Friday after eleven weeks, both sides said. Trains had not run since May."
BRIDGE = (
    "The harbour bridge in Alder did not reopen on Monday, because engineers had found cracks in its pillars."
)


async def test_an_answer_says_it(tmp_path: Path, minilm: SentenceEmbedder) -> None:
    """Of the first quote only, to questions of yes or no only, and not below the threshold."""
    settings = Settings(data_dir=tmp_path / "data")
    files = {"strike": STRIKE, "bridge": BRIDGE}
    for name, text in files.items():
        (tmp_path / f"{name}.md").write_text(dated(name.capitalize(), text, date="2024-05-04"))
    async with open_library(settings, embedder=minilm) as library:
        await library.ingest([tmp_path / f"{name}.md" for name in files])
        today = date(2024, 5, 5)
        asked = {
            "did the dock strike in Alder end?": YesNo.YES,
            "did the harbour bridge in Alder reopen?": YesNo.NO,
            "when did the dock strike in Alder end?": None,
            "did the dock strike in Alder end? when did the harbour bridge reopen?": None,
        }
        for question, expected in asked.items():
            outcome = await library.ask(question, today=today)
            assert isinstance(outcome, Answer), question
            assert not outcome.doubtful, question
            assert outcome.verdict is expected, question
            assert not outcome.undecided, question
        outcome = await library.ask("did the dock strike in Alder end well?", today=today)
        assert isinstance(outcome, Answer)
        assert (outcome.verdict, outcome.undecided, outcome.citations[0].quote.marks) == (None, True, ())
    doubting = settings.model_copy(
        update={"answer": settings.answer.model_copy(update={"threshold": 1.0, "doubt": 0.0})}
    )
    async with open_library(doubting, embedder=minilm) as library:
        outcome = await library.ask("did the dock strike in Alder end?", today=today)
        assert isinstance(outcome, Answer)
        assert (outcome.doubtful, outcome.verdict) == (True, None)


async def test_a_sentence_with_the_asked_number_does_not_deny_it() -> None:
    text = "The operator has offered 3.5 per cent."
    assert await verified("is the pay offer still 3.5 per cent", text, believing(0.0, 1.0)) is None
    assert await verified("is the pay offer still 4.5 per cent", text, believing(0.0, 1.0)) is YesNo.NO


async def test_who_has_won_an_election_is_not_yet_in_office() -> None:
    text = "Daniel Okafor has won the election for mayor of Alder."
    assert await verified("is okafor mayor of alder now", text, believing(1.0, 0.0)) is None
    assert (
        await verified("has okafor won the vote for mayor of alder", text, believing(1.0, 0.0)) is YesNo.YES
    )


async def test_what_can_be_dangerous_is_not_so_for_that() -> None:
    text = "Pointing lasers at drones can be dangerous, the police said."
    assert await verified("are the drones dangerous", text, believing(1.0, 0.0)) is None
