from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from transformers import AutoTokenizer

from retrieval.evaluation.edits import anchors, edit_passage, edit_question, opposite, swap_word
from retrieval.training.data import Bm25, Contexts, GroupMaker, Mix, keywords
from retrieval.training.passages import headline, holds, topic, without_answer
from retrieval.training.rows import SHARES, Row, read_sources
from retrieval.training.train import BatchStream

CONTEXTS = [
    "Anna opened the bridge in Paris on 12 May 1998. Ben won the race in Rome. Carla lost.",
    "In 2003 the museum of Rome was opened by Carla. The prize was won by Anna in Italy.",
    "The mayor of Paris was Ben until 1999. The river is in France. Anna was the last mayor.",
    "Dr. Smith lives in the U.S. with Ben. The city has a museum, a river and a bridge.",
]
QUESTIONS = [("Who opened the bridge in 1998?", "Anna"), ("Where is the museum?", "Rome")]


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, list[Row]]:
    for source in SHARES:
        rows = []
        for i, context in enumerate(CONTEXTS):
            for j, (question, answer) in enumerate(QUESTIONS):
                start = context.find(answer)
                record: dict[str, object] = {
                    "id": f"{source}-{i}{j}",
                    "question": question,
                    "context": context,
                }
                record |= {"answer_text": answer if start >= 0 else None, "source": source}
                rows.append(json.dumps(record | {"answer_start": start}))
        (tmp_path / f"{source}.jsonl").write_text("\n".join(rows))
    return read_sources(tmp_path, SHARES)


@pytest.fixture
def maker(sources: dict[str, list[Row]]) -> GroupMaker:
    return GroupMaker({name: Contexts(rows, {}) for name, rows in sources.items()}, 3)


def test_answers_stand_where_groups_say(sources: dict[str, list[Row]], maker: GroupMaker) -> None:
    for rows in sources.values():
        for row in rows:
            for seed in range(30):
                group = maker.make(row, random.Random(seed))
                assert len(group) == 3
                assert len({example.question for example in group}) == 1
                answered = [example for example in group if example.span]
                assert len(answered) <= 1
                for example in answered:
                    start, end = example.span or (0, 0)
                    assert example.passage.text[start:end] == row.answer


def test_lookalikes_never_hold_the_answer(sources: dict[str, list[Row]]) -> None:
    for rows in sources.values():
        contexts = Contexts(rows, {})
        for row in rows:
            for text in contexts.hard_negatives(row):
                assert text != row.context
                assert not (row.answer and holds(text, row.answer))


def test_batches_resume_where_they_stopped(
    sources: dict[str, list[Row]], maker: GroupMaker, base_dir: Path
) -> None:
    tokenizer = AutoTokenizer.from_pretrained(base_dir)
    stream = BatchStream(sources, maker, tokenizer, shares=SHARES, groups_per_batch=2, seed=1)
    whole = stream.start_at(0)
    ahead = [next(whole) for _ in range(60)]
    resumed = stream.start_at(50)
    for batch in ahead[50:]:
        again = next(resumed)
        assert again.pairs.input_ids.equal(batch.pairs.input_ids)
        assert again.targets.starts.equal(batch.targets.starts)


def test_keywords_keep_what_is_asked_and_lose_the_sentence() -> None:
    made = {keywords("Who designed the tower in Oslo?", random.Random(seed)) for seed in range(40)}
    assert {"designed tower oslo name", "who designed tower oslo"} <= made
    for each in made:
        words = set(each.lower().split())
        assert {"designed", "tower", "oslo"} <= words <= {"designed", "tower", "oslo", "who", "name"}
    made = {keywords("How many ships did Anna order?", random.Random(seed)) for seed in range(40)}
    assert all({"ships", "anna", "order"} <= set(each.lower().split()) for each in made)
    assert any(each.endswith(" number") for each in made)
    assert keywords("Who is she?", random.Random(1)) == "Who is she?", "nothing would be left"


def test_some_questions_are_asked_in_keywords(sources: dict[str, list[Row]]) -> None:
    contexts = {name: Contexts(rows, {}) for name, rows in sources.items()}
    rows = [row for own in sources.values() for row in own]
    asked = {
        share: [
            GroupMaker(contexts, 3, Mix(keywords=share)).make(row, random.Random(7))[0].question
            for row in rows
        ]
        for share in (0.0, 1.0)
    }
    assert not any("opened bridge" in each.lower() for each in asked[0.0])
    assert any("opened bridge" in each.lower() for each in asked[1.0])


def test_edit_swaps_the_year_the_answer_depends_on() -> None:
    context, (question, answer) = CONTEXTS[0], QUESTIONS[0]
    sentence = context.split(". ")[0] + "."
    assert "1998" in {anchor.text for anchor in anchors(question, sentence, answer)}
    edited = edit_question(question, context, sentence, answer, CONTEXTS[1:], random.Random(1))
    assert edited
    assert edited != question
    assert "1998" not in edited
    changed = edit_passage(question, context, sentence, answer, CONTEXTS[1:], random.Random(1))
    assert changed
    assert "1998" not in changed
    assert answer in changed


def test_swapped_word_comes_from_another_sentence() -> None:
    passage = "The company opened a bridge. Later it closed the station and painted the tunnel."
    swapped = swap_word("Who opened it?", passage, "The company opened a bridge.", random.Random(1))
    assert swapped in {"Who closed it?", "Who painted it?"}


def test_years_of_a_period_are_left_alone() -> None:
    assert anchors("Who was mayor in 1998?", "Ben was mayor from 1995 to 1998.", "Ben") == []


def test_opposite_turns_one_word() -> None:
    assert opposite("Who was the first mayor?", random.Random(1)) == "Who was the last mayor?"
    assert opposite("Who opened it by day", random.Random(1)) == "Who closed it by day"
    assert opposite("Who is she?", random.Random(1)) is None


def test_without_answer_drops_its_sentence() -> None:
    text = "One two three. " + "word " * 30 + "end. The answer is Rome."
    start = text.index("Rome")
    rest = without_answer(text, (start, start + 4))
    assert rest
    assert "Rome" not in rest
    assert without_answer("Rome is here. " + text, (0, 4)) is None


def test_titles_come_from_the_text() -> None:
    assert (topic(CONTEXTS[0], CONTEXTS[:1]) or "?") in CONTEXTS[0]
    assert headline("Who opened the bridge?") == "Opened the bridge"


def test_bm25_finds_the_text_with_the_rare_words() -> None:
    best = Bm25(CONTEXTS).top(["museum opened by carla"], 2)
    assert best[0, 0] == 1
