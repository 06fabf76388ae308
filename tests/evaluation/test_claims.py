"""Claims made from questions, and the tables of what was said to them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from retrieval import Settings, Stance
from retrieval.errors import EvaluationError
from retrieval.evaluation.claim_sets import Claim, claims_of, falsified, shortened, stated
from retrieval.evaluation.claims import Judged, check_all, confusion, main, report
from retrieval.evaluation.run import Open
from retrieval.evaluation.sets import read_set
from retrieval.outcomes import Finding, Verdict
from retrieval.types import Span

from .small import DOCUMENTS, TREATY, write_set

QUESTIONS = [
    {
        "id": f"q{number}",
        "question": "When was the harbour treaty signed?",
        "answers": ["5 May 2021"],
        "doc_ids": [f"d{number}"],
        "answerable": True,
        "evidence": [
            {"doc_id": f"d{number}", "start": TREATY.index("5 May"), "end": TREATY.index(" by both")}
        ],
    }
    for number in range(12)
]
MANY = [{"id": f"d{number}", "title": f"Treaty {number}", "text": TREATY} for number in range(12)]


@pytest.mark.parametrize(
    ("question", "answer", "claim"),
    [
        ("Who registered the most sacks?", "Kawann Short", "Kawann Short registered the most sacks."),
        ("When was the harbour treaty signed?", "1990", "The harbour treaty was signed in 1990."),
        ("How many balls did Josh Norman intercept?", "four", "Josh Norman intercepted four balls."),
        ("Who was the mayor of Kyoto?", "Anna Berg", "The mayor of Kyoto was Anna Berg."),
        ("What does colonialism lack?", "focus", None),
        ("What were they doing?", "fishing", None),
        ("Which treaty was not signed?", "the second", None),
    ],
)
def test_a_question_and_its_answer_as_a_statement(question: str, answer: str, claim: str | None) -> None:
    assert stated(question, answer, "Norman intercepted a ball.") == claim


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("In 1990, the treaty (a short one) was signed.", "The treaty was signed in 1990."),
        ("Both ministers signed the treaty, which ended the war.", "Both ministers signed the treaty."),
        ("They signed it.", None),
        (f"The treaty {'of the harbour ' * 12} was signed.", None),
    ],
)
def test_a_sentence_made_shorter(sentence: str, claim: str | None) -> None:
    assert shortened(sentence) == claim


def test_a_claim_made_false() -> None:
    sentence = "The harbour treaty was signed in Kyoto in 2021."
    kinds = set()
    for seed in range(30):
        edit = falsified(sentence, sentence, sentence, ["It rained in Osaka in 2018."], random.Random(seed))
        assert edit is not None
        assert edit.text != sentence
        kinds.add(edit.kind)
    assert {"year", "negation"} <= kinds


def test_claims_are_made_the_same_every_time_and_some_are_of_documents_left_out(tmp_path: Path) -> None:
    given = read_set(write_set(tmp_path / "many", QUESTIONS, MANY))
    made = claims_of(given)
    assert made == claims_of(given)
    assert {claim.stance for claim in made.claims} >= {Stance.SUPPORTED, Stance.CONTRADICTED}
    left = {document.id for document in made.given.documents}
    assert left < {document["id"] for document in MANY}
    assert made.given.documents_digest != given.documents_digest
    assert len({claim.id for claim in made.claims}) == len(made.claims)
    few = claims_of(given, limit=1).claims
    assert len(few) == len({claim.stance for claim in few})


def test_stated_claims_are_read_and_checked(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "stated")
    line = {"id": "a", "claim": "The ferry takes cyclists.", "stance": "supported", "date": "2021-05-06"}
    (folder / "claims.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (claim,) = claims_of(read_set(folder)).claims
    assert (claim.text, claim.stance, str(claim.said_on)) == (line["claim"], Stance.SUPPORTED, "2021-05-06")
    labelled = {"id": "a", "claim": "The ferry takes nobody.", "label": "contradicted"}
    (folder / "claims.jsonl").write_text(json.dumps(labelled), encoding="utf-8")
    assert [claim.stance for claim in claims_of(read_set(folder)).claims] == [Stance.CONTRADICTED]
    (folder / "claims.jsonl").write_text(json.dumps(line | {"stance": "maybe"}), encoding="utf-8")
    with pytest.raises(EvaluationError, match="line 1"):
        claims_of(read_set(folder))


async def test_a_set_is_checked(tmp_path: Path, opened_by: Open) -> None:
    folder = write_set(tmp_path / "stated", documents=DOCUMENTS)
    claims = {
        "The harbour treaty was signed in Kyoto on 5 May 2021.": "supported",
        "The harbour treaty was not signed in Kyoto.": "contradicted",
        "The museum of glass opened in Lima.": "not_found",
    }
    lines = [json.dumps({"id": text, "claim": text, "stance": stance}) for text, stance in claims.items()]
    (folder / "claims.jsonl").write_text("\n".join(lines), encoding="utf-8")
    given = claims_of(read_set(folder))
    judged = await check_all(given, Settings(), cache=tmp_path / "cache", opened_by=opened_by)
    assert confusion(judged).accuracy == 1.0
    table = report("stated", judged, kinds=True, errors=True)
    assert "| supported | 1 | 0 | 0 | 1.00 |" in table
    assert "accuracy 1.00" in table


def judged(stance: Stance, said: Stance) -> Judged:
    return Judged(
        Claim("a", "A claim.", stance), Verdict("A claim.", (Finding("A claim.", Span(0, 8), said),))
    )


def test_the_figures() -> None:
    yes, no, unknown = Stance.SUPPORTED, Stance.CONTRADICTED, Stance.NOT_FOUND
    pairs = ((yes, yes), (yes, unknown), (no, yes), (no, no), (unknown, unknown))
    table = confusion([judged(stance, said) for stance, said in pairs])
    assert table.accuracy == 0.6
    assert (table.precision(yes), table.coverage(yes)) == (0.5, 0.5)
    assert (table.precision(no), table.coverage(no)) == (1.0, 0.5)
    assert confusion([]).accuracy is None
    assert confusion([]).precision(yes) is None
    text = report("a set", [judged(no, yes)], errors=True)
    assert "- contradicted, called supported: A claim." in text


def test_wrong_arguments(
    tmp_path: Path, small_set: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATELINE_SHARED", raising=False)
    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path))
    for arguments, said in (
        ([tmp_path / "nowhere"], "no such folder"),
        ([small_set, "--limit", "0"], "at least 1"),
    ):
        with pytest.raises(SystemExit) as stopped:
            main([str(each) for each in arguments])
        assert said in f"{stopped.value.code}{capsys.readouterr().err}"
