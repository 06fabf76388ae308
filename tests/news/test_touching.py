"""Only the watches that a passage can touch are asked again."""

from __future__ import annotations

import json

import numpy as np

from retrieval.news.touching import TouchFilter, packed, terms_of
from retrieval.store.news.watches import ChangedPassage, Watched

AXES = np.eye(4, dtype=np.float32)


def watched(number: int, words: str, vector: np.ndarray, *scopes: str) -> Watched:
    return Watched(number, json.dumps(scopes or ("shared",)), words, packed(vector.reshape(-1, 4)))


def passage(text: str, vector: np.ndarray | None, scope: str = "shared") -> ChangedPassage:
    return ChangedPassage(scope, "A title", text, None if vector is None else packed(vector))


def test_near_ones_and_fair_ones_with_the_words_are_touched() -> None:
    touching = TouchFilter([watched(1, "when does the harbour bridge reopen?", AXES[0])])
    fair = 0.3 * AXES[0] + 0.954 * AXES[1]
    assert touching.touched_by([passage("Nothing of it.", AXES[0])]) == {1}
    assert touching.touched_by([passage("Nothing of it.", fair)]) == set()
    assert touching.touched_by([passage("The harbour bridges are closed.", fair)]) == {1}
    assert touching.touched_by([passage("The harbour bridges are closed.", AXES[1])]) == set()


def test_a_passage_of_another_model_is_compared_by_its_words() -> None:
    touching = TouchFilter([watched(1, "when does the harbour bridge reopen?", AXES[0])])
    assert touching.touched_by([passage("The harbour bridge is closed.", None)]) == {1}
    assert touching.touched_by([passage("A bridge too far.", None)]) == set()


def test_a_watch_sees_what_its_place_sees() -> None:
    touching = TouchFilter([watched(1, "q", AXES[0]), watched(2, "q", AXES[0], "shared", "guild:1")])
    assert touching.touched_by([passage("x", AXES[0], "guild:1")]) == {2}
    assert touching.touched_by([passage("x", AXES[0], "guild:11")]) == set()
    assert touching.touched_by([passage("x", AXES[0])]) == {1, 2}


def test_each_question_of_a_message_counts() -> None:
    both = np.stack([AXES[0], AXES[2]])
    touching = TouchFilter([watched(7, "who won?\nwhere was it?", both), watched(8, "who won?", AXES[1])])
    assert touching.touched_by([passage("x", AXES[2])]) == {7}


def test_none_and_damaged_ones_touch_nothing() -> None:
    assert TouchFilter([]).touched_by([passage("x", AXES[0])]) == set()
    damaged = [Watched(1, '["shared"]', "q", b"123"), Watched(2, '["shared"]', "q", b"")]
    assert TouchFilter([*damaged, watched(3, "q", AXES[0])]).touched_by([passage("x", AXES[0])]) == {3}


def test_the_words_of_a_script_without_spaces_count() -> None:
    assert terms_of("橋はいつ") & terms_of("橋が開通")
    assert terms_of("when is the bridge reopening?") == terms_of("bridge reopened")
