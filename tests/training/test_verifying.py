"""Training pairs of the verifier, and its training, on the rows of the reader's tests and a small set of questions."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import AutoTokenizer

from retrieval.evaluation.sets import Question, read_set
from retrieval.models.adapter import load_adapter
from retrieval.models.base import Readable
from retrieval.models.verifier import NEITHER, REFUTES, SUPPORTS
from retrieval.training import train
from retrieval.training.train import Learnable
from retrieval.training.verifying import fit as fitting
from retrieval.training.verifying import train as verifying
from retrieval.training.verifying.pairs import Pair, Target, asked, casual, read_pairs
from retrieval.training.verifying.typed import typed_pairs
from retrieval.types import Span
from tests.training.test_training_data import sources  # noqa: F401 a fixture

TOWN = (
    "The old bridge in Alder closed on Monday. Engineers had found cracks in two pillars. The mayor, Anna Berg, called "
    "it a sad day. Traffic goes over the river by ferry until autumn. A new bridge would cost 40 million crowns. "
    "Nobody has said who would pay for it. Shops in Main Street fear for their customers."
)
SHIP = (
    "A ferry named Bluebell will cross the river from Tuesday. It carries twelve cars. The crossing takes six minutes. "
    "Its captain is Ben Dahl. Tickets are free for people of Alder. The old ferry was sold in 1998."
)


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    """The claims beside the rows of `sources`."""
    folder = tmp_path / "claims"
    folder.mkdir()
    told = {"claim": "Anna won.", "context": "Race"}
    rows = [
        {**told, "id": "fm2-1", "evidence": "Anna won the race.", "label": "supports", "source": "fm2"},
        {**told, "id": "fm2_retrieved-1", "evidence": "It rained.", "label": "neither", "source": "fm2_retrieved"},
        {**told, "id": "breaking_nli-1", "evidence": "Anna lost.", "label": "refutes", "source": "breaking_nli"},
    ]  # fmt: skip
    (folder / "claims.jsonl").write_text("\n".join(map(json.dumps, rows)))
    asked = {"id": "boolq-1", "question": "did anna win", "passage": "Anna won. Ben lost.", "answer": "yes"}
    (folder / "yes_no.jsonl").write_text(json.dumps(asked))
    return tmp_path


@pytest.fixture
def typed_set(tmp_path: Path) -> Path:
    folder = tmp_path / "typed"
    folder.mkdir()
    documents = [
        {"id": "town", "title": "Old bridge in Alder closes on Monday", "text": TOWN, "date": "2024-05-06"},
        {"id": "ship", "title": "Ferry crosses the river from Tuesday", "text": SHIP, "date": None},
    ]
    evidence = [{"doc_id": "town", "start": 0, "end": 41}]
    whose = [{"doc_id": "ship", "start": SHIP.index("Its captain"), "end": SHIP.index(" Tickets")}]
    questions = [
        {"id": "1", "question": "is the bridge shut", "answerable": True, "evidence": evidence, "yes_no": "yes"},
        {"id": "2", "question": "will they build a tunnel", "answerable": False, "related_doc_ids": ["town"]},
        {"id": "3", "question": "who drives the ferry", "answerable": True, "answers": ["Ben Dahl"]},
    ]  # fmt: skip
    questions[2] |= {"evidence": whose, "type": "who"}
    (folder / "docs.jsonl").write_text("\n".join(map(json.dumps, documents)))
    (folder / "questions.jsonl").write_text("\n".join(map(json.dumps, questions)))
    return folder


@pytest.mark.parametrize(
    ("question", "answer", "made"),
    [
        ("When did it end?", "1990", "did it end in 1990"),
        ("when was the treaty signed", "on 5 May", "was the treaty signed on 5 May"),
        ("Who won the race?", "Anna", "was it Anna who won the race"),
        ("why did it end", "rain", None),
        ("who was it", "Anna", None),
    ],
)
def test_an_answer_makes_a_question_of_yes_or_no(question: str, answer: str, made: str | None) -> None:
    assert asked(question, answer) == made


def test_people_type_carelessly() -> None:
    assert {casual("It isn't Anna's.", random.Random(seed)) for seed in range(40)} == {
        "It isn't Anna's.",
        "It isn't Anna's",
        "it isn't anna's.",
        "it isn't anna's",
        "it isnt annas.",
        "it isnt annas",
    }


def test_targets_stand_in_their_texts(
    sources: object,  # noqa: F811 the fixture writes the rows
    claims: Path,
    typed_set: Path,
) -> None:
    rng = random.Random(1)
    pairs = [*read_pairs(claims, rng), *typed_pairs([typed_set], [], rng)]
    for pair in pairs:
        for target in pair.targets:
            assert target.spans
            assert all(0 <= start < end <= len(pair.passage.text) for start, end in target.spans)
    named = {pair.source.split()[0].rstrip(",") for pair in pairs}
    assert named >= {
        "fm2",
        "fm2_retrieved",
        "breaking_nli",
        "boolq",
        "squad_train_part",
        "typed",
        "headline",
        "elsewhere",
    }
    assert all(next(name for name in verifying.SHARES if pair.source.startswith(name)) for pair in pairs)


def verdicts(pairs: Sequence[Pair], statement: str, source: str) -> list[tuple[str, tuple[int, ...]]]:
    return [
        (pair.passage.text[slice(*pair.targets[0].spans[0])], pair.targets[0].labels)
        for pair in pairs
        if (pair.statement, pair.source) == (statement, source)
    ]


@pytest.fixture
def claims_set(typed_set: Path) -> Path:
    """The typed set with claims beside its questions."""
    evidence = [{"doc_id": "town", "start": 0, "end": 41}]
    rows = [
        {"id": "1", "claim": "bridge is open as ever", "label": "contradicted", "evidence": evidence},
        {"id": "2", "claim": "its a toll bridge", "label": "not_found", "related_doc_ids": ["town"]},
    ]
    (typed_set / "claims.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return typed_set


def test_claims_are_told_by_their_evidence_only(claims_set: Path) -> None:
    pairs = list(typed_pairs([claims_set], [], random.Random(1)))
    (told,) = verdicts(pairs, "bridge is open as ever", "typed claim")
    assert told == ("The old bridge in Alder closed on Monday.", (REFUTES,))
    others = verdicts(pairs, "bridge is open as ever", "typed claim, other sentence")
    assert others
    assert all(labels in {(NEITHER,), (REFUTES, NEITHER)} for _, labels in others)
    untold = verdicts(pairs, "its a toll bridge", "typed unanswerable")
    assert untold
    assert all(labels == (NEITHER,) for _, labels in untold)


def test_claims_about_articles_that_judge_are_left_out(claims_set: Path, typed_set: Path) -> None:
    assert not [
        pair
        for pair in typed_pairs([claims_set], [typed_set], random.Random(1))
        if pair.statement in {"bridge is open as ever", "its a toll bridge"}
    ]


def test_typed_questions_are_told_by_their_evidence_only(typed_set: Path) -> None:
    pairs = list(typed_pairs([typed_set], [], random.Random(1)))
    shut = "is the bridge shut"
    assert verdicts(pairs, shut, "typed yes/no") == [
        ("The old bridge in Alder closed on Monday.", (SUPPORTS,))
    ]
    others = verdicts(pairs, shut, "typed yes/no, other sentence")
    assert others
    assert {labels for _, labels in others} == {(NEITHER,)}
    elsewhere = verdicts(pairs, shut, "elsewhere")
    assert elsewhere
    assert all(text in SHIP and labels == (SUPPORTS, NEITHER) for text, labels in elsewhere)
    assert {labels for _, labels in verdicts(pairs, "will they build a tunnel", "elsewhere")} == {(NEITHER,)}


def test_articles_that_judge_are_not_learnt_from(typed_set: Path, tmp_path: Path) -> None:
    judging = tmp_path / "judging"
    judging.mkdir()
    (judging / "docs.jsonl").write_text((typed_set / "docs.jsonl").read_text())
    asked = {"id": "9", "question": "is it shut", "answerable": True, "doc_ids": ["town"]}
    (judging / "questions.jsonl").write_text(json.dumps(asked))
    pairs = list(typed_pairs([typed_set], [judging], random.Random(1)))
    assert pairs
    assert not any(pair.passage.text in TOWN for pair in pairs)
    claimed = json.dumps({"id": "c", "claim": "It sails.", "label": "supported", "doc_id": "ship"})
    (judging / "claims.jsonl").write_text(claimed)
    assert list(typed_pairs([typed_set], [judging], random.Random(1))) == []


def test_the_loss_is_small_where_some_span_has_the_label(base_dir: Path) -> None:
    text = "Anna won. Ben lost."
    pair = Pair("anna won", Readable(text), (Target((Span(0, 9), Span(10, 19)), (SUPPORTS,)),), "g", "fm2")
    batch = verifying.encoded(AutoTokenizer.from_pretrained(base_dir), [pair])
    logits = torch.zeros(*batch.pairs.readable.shape, 3)
    logits[..., NEITHER] = 10.0
    inside = batch.pairs.readable & (batch.pairs.offsets[..., 1] <= 9)
    logits[inside] = torch.tensor([20.0, 0.0, 0.0])
    assert batch.loss(logits) < 0.01
    other = replace(pair, targets=(Target((Span(10, 19),), (SUPPORTS, REFUTES)),))
    assert verifying.Batch(batch.pairs, [other]).loss(logits) > 5


def test_the_second_look_learns_to_prefer_what_the_verifier_supports() -> None:
    def example(number: int) -> fitting.Example:
        question = Question(str(number), "is it", answerable=number % 4 > 0, doc_ids=(f"d{number}",))
        sure = [0.5, 4.0 if number % 4 else -4.0, -4.0]
        return fitting.Example(
            question,
            np.array([[1.0 + number % 3, -4.0, -4.0], sure]),
            np.array([False, number % 4 > 0]),
        )

    examples = [example(number) for number in range(60)]
    fitted = fitting.fit(examples)
    assert fitted.score[1] > 0
    confidence, right = fitted.best(examples[1])
    assert right
    assert confidence > 0.8
    assert fitted.best(examples[4])[0] < 0.2
    assert "45 that are decided: first sentence right 0.000 before, 1.000 with it" in fitting.report(examples)


def test_claims_are_asked_as_questions_of_yes_or_no(claims_set: Path) -> None:
    asked_again = fitting.asked_of(read_set(claims_set))
    assert [(each.text, each.yes_no) for each in asked_again] == [
        ("is the bridge shut", "yes"),
        ("is it true that bridge is open as ever", "no"),
        ("is it true that its a toll bridge", None),
    ]


class PowerCutError(Exception):
    """Ends a run in the middle."""


def test_training_resumes_to_the_same_weights(
    sources: object,  # noqa: F811 the fixture writes the rows
    claims: Path,
    typed_set: Path,
    base_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def trained(out: str) -> dict[str, torch.Tensor]:
        folders = ["--data", str(claims), "--base", str(base_dir), "--out", str(claims / out)]
        sizes = ["--steps", "4", "--batch", "4", "--rank", "2", "--save-every", "2"]
        verifying.run(verifying.arguments([*folders, *sizes, "--sets", str(typed_set)]))
        return load_adapter(claims / out / "adapter.safetensors", base_dir)[0]

    whole = trained("whole")
    assert whole["qa_outputs.weight"].shape[0] == 3
    learn = train.Trainer.learn

    def learn_until_cut(self: train.Trainer, batch: Learnable) -> float:
        if self.step == 3:
            raise PowerCutError
        return learn(self, batch)

    with monkeypatch.context() as patched:
        patched.setattr(train.Trainer, "learn", learn_until_cut)
        with pytest.raises(PowerCutError):
            trained("resumed")
    resumed = trained("resumed")
    for name, value in whole.items():
        torch.testing.assert_close(resumed[name], value)
