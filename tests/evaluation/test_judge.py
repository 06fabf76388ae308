"""When a quote is right: by its words, by gold evidence, by its article, or never."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.evaluation.judge import Judge, Standard, bare
from retrieval.evaluation.sets import Document, Evidence, read_set
from retrieval.text import normalise
from tests.strategies import anything

from .small import BRIDGE, CRACKS, asked, record, write_set

LONG = "It was closed after the engineers who came to look at it had found cracks in three of the pillars"


def test_each_kind_of_question_has_its_standard(tmp_path: Path) -> None:
    given_set = read_set(write_set(tmp_path / "small"))
    judge = Judge(given_set.documents)
    standards = {question.id: judge.standard(question).value for question in given_set.questions}
    assert standards == {"where": "answer", "why": "evidence", "who-paid": "nothing", "then": "answer"}
    assert judge.standard(asked(answers=(LONG,), doc_ids=("bridge",))) is Standard.DOCUMENT
    assert judge.standard(asked(doc_ids=("bridge",))) is Standard.DOCUMENT


def test_an_answer_that_no_gold_document_says_is_judged_by_evidence() -> None:
    judge = Judge([Document("a", "A", BRIDGE)])
    evidence = (Evidence("a", *CRACKS),)
    assert judge.standard(asked(answers=("Yes",), evidence=evidence)) is Standard.EVIDENCE
    assert judge.standard(asked(answers=("three",), evidence=evidence)) is Standard.ANSWER
    assert judge.standard(asked(answers=("cyclists",), evidence=evidence)) is Standard.ANSWER, (
        "elsewhere in it"
    )


def test_words_anywhere_evidence_in_its_place_documents_whole() -> None:
    judge = Judge([Document("a", "A", BRIDGE), Document("b", "B", BRIDGE)])
    first, second = BRIDGE[: CRACKS[0]].strip(), BRIDGE[CRACKS[0] :]
    short = asked(answers=("three", "3"))
    assert judge.is_right(short, second, ["b"])
    assert not judge.is_right(short, first, ["b"])
    by_evidence = asked(answers=(LONG,), evidence=(Evidence("a", *CRACKS),))
    assert judge.is_right(by_evidence, second[5:20], ["b", "a"])
    assert not judge.is_right(by_evidence, second, ["b"]), "another document"
    assert not judge.is_right(by_evidence, first, ["a"])
    assert not judge.is_right(by_evidence, "words that stand nowhere", ["a"])
    assert not judge.is_right(by_evidence, " ", ["a"])
    by_document = asked(answers=(LONG,), doc_ids=("a",))
    assert judge.is_right(by_document, first, ["a"])
    assert not judge.is_right(by_document, first, ["b"])
    assert not judge.is_right(asked(answerable=False, answers=("three",)), second, ["a"])


def test_a_figure_that_has_moved_is_wrong_unless_the_new_one_stands_beside_it() -> None:
    judge = Judge([Document("a", "A", BRIDGE)])
    moved = asked(answers=("10",), stale_answers=("three", "8-week"))
    assert judge.is_right(moved, "Now 10 are dead, up from three.", ["a"])
    assert not judge.is_right(moved, "Of the 10,000 people there, three died.", ["a"])
    second = BRIDGE[CRACKS[0] :]
    by_evidence = asked(answers=(LONG,), evidence=(Evidence("a", *CRACKS),))
    assert judge.is_right(by_evidence, second, ["a"])
    assert not judge.is_right(replace(by_evidence, stale_answers=("three",)), second, ["a"])


STORY = (
    "Editor’s note: There is more. See our live updates.\n\nAnna Berg\n\nThe Gull\n\nThe bridge is closed. "
    "It has cracks. Cyclists are angry. The ferry is free."
)


def test_a_broad_question_is_answered_by_evidence_and_by_openings() -> None:
    judge = Judge([Document("a", "A", STORY), Document("b", "B", STORY), Document("c", "C", STORY)])
    free = STORY.index("The ferry")
    fields = {"answers": ("cyclists",), "doc_ids": ("a",), "evidence": (Evidence("a", free, len(STORY)),)}
    plain = asked(**fields, related_doc_ids=("b",), type="what_happened")
    broad = asked(**fields, related_doc_ids=("b",), type="latest")
    for quote, doc_id, is_right in (
        ("The ferry is free.", "a", True),
        ("It has cracks.", "a", True),
        ("The bridge is closed.", "b", True),
        ("Anna Berg", "a", False),
        ("See our live updates.", "a", False),
        ("The ferry is free.", "b", False),
        ("It has cracks.", "c", False),
    ):
        assert judge.is_right(broad, quote, [doc_id]) is is_right, (quote, doc_id)
        assert not judge.is_right(plain, quote, [doc_id])
    assert judge.is_right(plain, "Cyclists are angry.", ["c"])
    assert not judge.is_right(asked(answerable=False, type="latest", related_doc_ids=("b",)), STORY, ["b"])


def test_a_list_is_whole_when_every_item_stands_in_some_quote() -> None:
    named = asked(answers=("Anna Berg",), answer_groups=(("Anna Berg", "Berg"), ("Kenya",)))
    assert record(named, {"Kenya joined.": True, "So did Berg.": True}).shows_all_items
    assert record(named, {"Kenyans joined.": False, "So did Anna Berg.": True}).shows_all_items is False
    assert record(asked(), {"Kenya joined.": True}).shows_all_items is None
    assert Judge([]).is_right(named, "So did Berg.", ["a"]), "any way to name an item counts"


@pytest.mark.parametrize("at", [0, 1])
def test_of_a_repeated_sentence_any_place_counts(at: int) -> None:
    line = "It rained."
    text = f"{line} Then the sun came. {line} "
    start = [text.find(line), text.rfind(line)][at]
    judge = Judge([Document("a", "A", text)])
    question = asked(answers=(LONG,), evidence=(Evidence("a", start, start + len(line)),))
    assert judge.is_right(question, line, ["a"])
    assert not judge.is_right(question, "Then the sun came.", ["a"])


@given(anything, st.data())
def test_evidence_is_found_in_the_stored_text_however_its_white_space_was_changed(
    text: str, data: st.DataObject
) -> None:
    stored = normalise(text)
    lines = [line for line in stored.split("\n") if bare(line)]
    if not lines:
        return
    quote = data.draw(st.sampled_from(lines))
    judge = Judge([Document("a", "A", text)])
    whole = asked(answers=(LONG,), evidence=(Evidence("a", 0, len(text)),))
    assert judge.is_right(whole, quote, ["a"])
