"""Reading sets: what is there, what is wrong with it, and how to take less of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.errors import sentence
from retrieval.errors import EvaluationError
from retrieval.evaluation.sets import Question, find_sets, limited, read_conversations, read_set, sample
from tests.conftest import ROOT, SEEDS

from .small import DOCUMENTS, QUESTIONS, write_lines, write_set


def changed(row: dict[str, Any], **fields: object) -> dict[str, Any]:
    return {**row, **fields}


def test_a_set_is_read(tmp_path: Path) -> None:
    small = read_set(write_set(tmp_path / "small"))
    assert (small.name, len(small.documents), len(small.questions)) == ("small", 3, 4)
    where, why, _, then = small.questions
    assert (where.text, where.asked_on, where.type) == (QUESTIONS[0]["question"], date(2021, 6, 1), "short")
    assert why.named_documents == ("copy",)
    assert [turn.role for turn in then.history] == ["user", "agent"]


def test_what_a_list_and_a_moving_figure_state(tmp_path: Path) -> None:
    row = changed(
        QUESTIONS[0], answer_groups=[["Kyoto", "Kioto"], ["Lima"]], stale_answers=["Oslo"], yes_no="no"
    )
    (question,) = read_set(write_set(tmp_path / "small", [row])).questions
    assert question.accepted == ("Kyoto", "Kioto", "Lima")
    assert (question.stale_answers, question.yes_no) == (("Oslo",), "no")


def test_documents_of_another_set(tmp_path: Path) -> None:
    whole = read_set(write_set(tmp_path / "shared" / "eval" / "whole"))
    folder = write_set(tmp_path / "own" / "chat", QUESTIONS[:1], documents=None)
    elsewhere = folder / "documents.json"
    elsewhere.write_text('{"set": "whole"}')
    environ = {"DATELINE_SHARED": str(tmp_path / "shared")}
    chat = read_set(folder, environ)
    assert (chat.name, chat.documents, chat.source.name) == ("chat", whole.documents, "whole")
    assert chat.documents_digest == whole.documents_digest, "one library serves both"
    assert chat.digest != whole.digest
    with pytest.raises(
        EvaluationError, match=r"'whole' is neither in .*own nor in .*let DATELINE_SHARED name"
    ):
        read_set(folder, {"DATELINE_SHARED": str(tmp_path / "nowhere")})
    shutil.copytree(whole.folder, folder.parent / "whole")
    assert read_set(folder, {}).source == folder.parent / "whole", "beside it comes first"
    elsewhere.write_text("{}")
    with pytest.raises(EvaluationError, match=r"documents\.json: set: Field required"):
        read_set(folder, environ)


def test_some_of_the_documents_of_another_set(tmp_path: Path) -> None:
    whole = read_set(write_set(tmp_path / "whole"))
    first, *_ = whole.questions
    named = first.named_documents[0]
    folder = tmp_path / "part"
    folder.mkdir()
    shutil.copy(whole.folder / "questions.jsonl", folder)
    meant = folder / "documents.json"
    meant.write_text(json.dumps({"set": "whole", "only": [each.id for each in whole.documents]}))
    assert read_set(folder, {}).documents == whole.documents
    meant.write_text(json.dumps({"set": "whole", "only": [named]}))
    write_lines(
        folder / "questions.jsonl",
        [{"id": "q", "question": "which treaty", "answerable": True, "doc_ids": [named]}],
    )
    part = read_set(folder, {})
    assert [each.id for each in part.documents] == [named]
    assert part.documents_digest != whole.documents_digest, "it has a library of its own"
    meant.write_text(json.dumps({"set": "whole", "only": [named, "lost"]}))
    with pytest.raises(EvaluationError, match="the document 'lost' is not in"):
        read_set(folder, {})


def test_other_words_for_the_questions_of_another_set(tmp_path: Path) -> None:
    whole = read_set(write_set(tmp_path / "whole"))
    first = whole.questions[0]
    folder = tmp_path / "keywords"
    folder.mkdir()
    (folder / "documents.json").write_text('{"set": "whole", "asked_of": ["whole"]}')
    write_lines(folder / "questions.jsonl", [{"id": first.id, "question": "harbour treaty place"}])
    keywords = read_set(folder, {})
    assert keywords.questions == (replace(first, text="harbour treaty place"),)
    assert keywords.documents_digest == whole.documents_digest, "one library serves both"
    write_lines(folder / "questions.jsonl", [{"id": "gone", "question": "harbour treaty place"}])
    with pytest.raises(EvaluationError, match=r"line 1.*no question of whole has the id 'gone'"):
        read_set(folder, {})
    (folder / "documents.json").write_text('{"set": "whole", "asked_of": ["lost"]}')
    with pytest.raises(EvaluationError, match="the set 'lost' is neither in"):
        read_set(folder, {})


@pytest.mark.parametrize("name", ["2022a", "2022b", "2024", "2024b"])
def test_the_keywords_are_of_questions_that_there_are(shared_data: Path, name: str) -> None:
    folder = ROOT / "tests" / "eval" / f"news_keywords_{name}"
    found = read_set(folder, {"DATELINE_SHARED": str(shared_data)})
    for each in found.questions:
        assert 2 <= len(each.text.split()) <= 8, each.text
        assert not any(len(a) > 3 and a.lower() in each.text.lower().split() for a in each.accepted), (
            each.text
        )


def test_article_files_of_another_set(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "chat", QUESTIONS[2:3], documents=None)
    (folder / "documents.json").write_text('{"set": "files"}')
    (tmp_path / "files").mkdir()
    with pytest.raises(EvaluationError, match=r"files: there is neither docs\.jsonl nor an article file"):
        read_set(folder, {})
    (tmp_path / "files" / "article.txt").write_text("An article.")
    assert read_set(folder, {}).documents == ()


CONVERSATION = {
    "id": "chat",
    "date": "2021-06-01",
    "turns": [
        {"question": "Where was the harbour treaty signed?", "answerable": True, "answers": ["Kyoto"]},
        {"question": "and by whom?", "answerable": True, "answers": ["both ministers"], "id": "own"},
    ],
}


def test_conversations_are_read(tmp_path: Path) -> None:
    small = read_set(write_set(tmp_path / "small"))
    assert read_conversations(small) == ()
    file = small.folder / "conversations.jsonl"
    write_lines(file, [CONVERSATION])
    (conversation,) = read_conversations(small)
    assert [each.id for each in conversation.questions] == ["chat/1", "chat/2"]
    assert {each.asked_on for each in conversation.questions} == {date(2021, 6, 1)}
    assert conversation.questions[1].answers == ("both ministers",)
    for turns, said in (
        ([], "at least 1 item"),
        ([{"question": "Why?"}], r"turns\.0\.answerable: Field required"),
        ([{"question": "Why?", "answerable": True}], "no answers, evidence or doc_ids"),
        ([{"question": "Why?", "answerable": False, "related_doc_ids": ["gone"]}], "'gone' is not in docs"),
    ):
        write_lines(file, [changed(CONVERSATION, turns=turns)])
        with pytest.raises(EvaluationError, match=rf"line 1.*{said}"):
            read_conversations(small)


def test_the_seed_questions_are_a_set() -> None:
    seeds = read_set(SEEDS)
    assert seeds.documents == ()
    assert len(seeds.questions) == 52


def test_digests_follow_the_files_and_nothing_else(tmp_path: Path) -> None:
    first = read_set(write_set(tmp_path / "a" / "small"))
    moved = read_set(Path(shutil.copytree(tmp_path / "a" / "small", tmp_path / "b" / "other")))
    assert (moved.digest, moved.documents_digest) == (first.digest, first.documents_digest)
    fewer = read_set(write_set(tmp_path / "a" / "small", QUESTIONS[:2]))
    assert fewer.documents_digest == first.documents_digest
    assert fewer.digest != first.digest
    other = read_set(write_set(tmp_path / "a" / "small", documents=DOCUMENTS[::-1]))
    assert other.documents_digest != first.documents_digest


def test_folders_of_sets_are_looked_into(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write_set(tmp_path / name)
    (tmp_path / "no-set").mkdir()
    assert [path.name for path in find_sets([tmp_path])] == ["a", "b"]
    assert [path.name for path in find_sets([tmp_path / "b", tmp_path])] == ["b", "a"]
    for path in (tmp_path / "no-set", tmp_path / "nowhere"):
        with pytest.raises(EvaluationError) as caught:
            find_sets([tmp_path, path])
        assert path.name in sentence(caught.value)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "Invalid JSON"),
        ("[]", "should be an object"),
        ('{"id": "x", "answerable": true}', "question: Field required"),
        (json.dumps(changed(QUESTIONS[0], id="x", answerable="yes")), "answerable: Input should be a valid boolean"),
        (json.dumps(changed(QUESTIONS[0], id="x", answers="Kyoto")), "answers"),
        (json.dumps(changed(QUESTIONS[0], id="x", date="soon")), "date"),
        (json.dumps(changed(QUESTIONS[0], id="x", yes_no="maybe")), "yes_no: Input should be 'yes' or 'no'"),
        (json.dumps(changed(QUESTIONS[0], id="x", answer_groups=["Kyoto"])), "answer_groups.0"),
        (json.dumps(QUESTIONS[0]), "stands on an earlier line"),
        (json.dumps(changed(QUESTIONS[0], id="x", doc_ids=["gone"])), "'gone' is not in docs.jsonl"),
        (
            json.dumps(changed(QUESTIONS[0], id="x", evidence=[{"doc_id": "bridge", "start": 5, "end": 9999}])),
            "evidence 5 to 9999 is not inside",
        ),
        ('{"id": "x", "question": "Why?", "answerable": true}', "no answers, evidence or doc_ids"),
    ],
)  # fmt: skip
def test_a_malformed_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    folder = write_set(tmp_path / "small")
    with (folder / "questions.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(f"\n{line}\n")
    with pytest.raises(EvaluationError) as caught:
        read_set(folder)
    told = sentence(caught.value)
    assert "questions.jsonl, line 6" in told, "the blank line counts"
    assert said in told


def test_a_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "small", documents=None)
    with pytest.raises(EvaluationError, match=r"neither docs\.jsonl nor an article file"):
        read_set(folder)
    (folder / "docs.jsonl").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(EvaluationError, match=r"docs\.jsonl: not UTF-8"):
        read_set(folder)
    (folder / "docs.jsonl").write_text("\n")
    with pytest.raises(EvaluationError, match="no line"):
        read_set(folder)
    (folder / "docs.jsonl").unlink()
    (folder / "article.txt").write_text("An article.")
    with pytest.raises(EvaluationError, match=r"line 1: evidence needs docs\.jsonl"):
        read_set(folder)


@given(st.lists(st.booleans(), max_size=60), st.integers(1, 70))
def test_a_sample_is_spread_and_in_proportion(kinds: list[bool], limit: int) -> None:
    questions = [Question(str(number), "?", kind) for number, kind in enumerate(kinds)]
    chosen = sample(questions, limit)
    assert len(chosen) == min(limit, len(questions))
    assert len(set(chosen)) == len(chosen)
    places = [int(question.id) for question in chosen]
    assert places == sorted(places)
    assert sample(questions, limit) == chosen
    if len(chosen) > 1:
        assert {question.answerable for question in chosen} == set(kinds)
        share = sum(question.answerable for question in chosen) / len(chosen)
        assert abs(share - sum(kinds) / len(kinds)) <= 1 / len(chosen)
    if len(set(kinds)) == 1 and 1 < limit < len(kinds):
        gaps = [later - earlier for earlier, later in pairwise(places)]
        assert max(gaps) - min(gaps) <= 1


def test_narrow_keeps_the_documents_that_are_named(tmp_path: Path) -> None:
    small = read_set(write_set(tmp_path / "small"))
    assert limited(small, None) == small
    narrow = limited(small, 2, narrow=True)
    assert [question.id for question in narrow.questions] == ["where", "who-paid"]
    assert [document.id for document in narrow.documents] == ["treaty"]
    assert narrow.digest == small.digest
    assert narrow.documents_digest != small.documents_digest
    assert limited(read_set(SEEDS), 3, narrow=True).documents == ()
