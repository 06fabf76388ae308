"""Which values make a line of a timeline, decided without a library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.candidates import Candidate
from retrieval.answer.compose import compose
from retrieval.answer.question import parse
from retrieval.news.timeline import _lines, _values
from retrieval.outcomes import Answer
from retrieval.types import Filters
from tests.answer.test_rivals import KILLED, said
from tests.strategies import anything


def lines(found: Sequence[Candidate], question: str = KILLED) -> list[tuple[list[str], bool]]:
    """The values of each line, and whether it disagrees with the one before."""
    candidates = [
        replace(
            each,
            article=replace(each.article, id=number, publisher=each.article.publisher or f"Paper {number}"),
        )
        for number, each in enumerate(found, start=1)
    ]
    answer = compose(parse(question), candidates, threshold=0.5, max_quotes=3)
    assert isinstance(answer, Answer)
    values = _values(parse(question), candidates, answer, 0.5)
    return [
        ([each.given.candidate.article.text[slice(*each.given.mark)] for each in line.values], line.disagrees)
        for line in _lines(parse(question), values, [()] * len(values), Filters())
    ]


def test_copies_of_one_story_are_one_source() -> None:
    found = [
        said("The Oslo quake killed [13 people].", "2024-04-08", story=7),
        said("The Oslo quake killed [13] people.", "2024-04-08", story=7),
        said("The Oslo quake killed [six people].", "2024-04-01"),
    ]
    assert lines(found) == [(["six people"], False), (["13 people"], False)]


def test_a_value_that_comes_back_within_days_stays_on_its_line() -> None:
    found = [
        said("The Oslo quake killed [six people].", "2024-04-01"),
        said("The Oslo quake killed [nine people].", "2024-04-02"),
        said("The Oslo quake killed [six] people.", "2024-04-03"),
        said("The Oslo quake killed [13 people].", "2024-04-20"),
        said("The Oslo quake killed [nine] people.", "2024-05-20"),
    ]
    assert lines(found) == [
        (["six people", "six"], False),
        (["nine people"], True),
        (["13 people"], False),
        (["nine"], False),
    ]


def test_a_value_that_moves_while_others_still_repeat_the_old_one_disagrees_with_nobody() -> None:
    found = [
        said("The Oslo quake killed [six people].", "2024-04-01"),
        said("The Oslo quake killed [six] people.", "2024-04-07"),
        said("The Oslo quake killed [13 people].", "2024-04-08"),
    ]
    assert lines(found) == [(["six people", "six"], False), (["13 people"], False)]


def test_what_is_less_likely_than_an_answer_makes_no_line() -> None:
    found = [
        said("The Oslo quake killed [13 people].", "2024-04-08"),
        said("The Oslo quake killed [six people].", "2024-04-01", confidence=0.3),
    ]
    assert lines(found) == [(["13 people"], False)]


def test_undated_values_stand_last_and_the_hurt_nowhere() -> None:
    found = [
        said("The Oslo quake killed [13 people].", "2024-04-20"),
        said("The Oslo quake killed [five people].", None),
        said("The Oslo quake left [40 people] injured.", "2024-04-21"),
        said("The Oslo quake killed [13] people.", None),
    ]
    assert lines(found) == [(["13 people"], False), (["five people"], False)]


def test_a_date_that_was_put_off_is_a_new_line() -> None:
    found = [
        said("The bridge opens on [5 May 2024].", "2024-03-01"),
        said("The bridge opens on [7 June 2024].", "2024-04-01"),
    ]
    assert lines(found, "when does the bridge open?") == [(["5 May 2024"], False), (["7 June 2024"], False)]


@given(st.lists(anything.filter(str.strip), min_size=1, max_size=5))
def test_any_text_has_a_timeline(texts: list[str]) -> None:
    found = [said(f"[{text.replace('[', '').replace(']', '') or 'x'}]") for text in texts]
    assert all(values for values, _ in lines(found))
