"""Servers take turns, people of a server take turns, and one person's questions keep their order; nothing is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.asking.queue import Line, Ticket

PEOPLE = st.tuples(st.sampled_from("ABCD"), st.integers(0, 3))
"""A server and one of its people."""


def tickets(line: Line, people: Sequence[tuple[str, int]]) -> list[Ticket]:
    joined = [Ticket(home, f"{home}{person}") for home, person in people]
    for each in joined:
        line.join(each)
    return joined


def served(line: Line) -> list[Ticket]:
    """All that wait, one after the other."""
    found = []
    while (ticket := line.serve()) is not None:
        line.done(ticket)
        found.append(ticket)
    return found


def test_a_busy_server_does_not_make_another_wait() -> None:
    line = Line()
    busy = tickets(line, [("A", person) for person in range(50)])
    (quiet,) = tickets(line, [("B", 0)])
    assert served(line).index(quiet) == 1
    assert served(line) == []
    assert len(busy) == 50


def test_a_busy_person_does_not_make_the_server_wait() -> None:
    line = Line()
    tickets(line, [("A", 0)] * 20)
    (quiet,) = tickets(line, [("A", 1)])
    assert served(line).index(quiet) == 1


def test_one_person_has_one_question_at_a_time() -> None:
    line = Line()
    first, second, other = tickets(line, [("A", 0), ("A", 0), ("A", 1)])
    assert [line.serve(), line.serve(), line.serve()] == [first, other, None]
    line.done(first)
    assert line.serve() is second


def test_a_server_that_is_passed_over_keeps_its_place() -> None:
    line = Line()
    first, second = tickets(line, [("A", 0), ("A", 0)])
    assert line.serve() is first
    others = tickets(line, [("B", person) for person in range(3)])
    assert line.serve() is others[0]
    line.done(first)
    assert line.serve() is second


@given(st.lists(PEOPLE, max_size=40))
def test_all_are_served_once_each_person_in_order_and_as_announced(people: list[tuple[str, int]]) -> None:
    line = Line()
    joined = tickets(line, people)
    announced = line.order()
    order = served(line)
    assert order == announced
    assert sorted(map(id, order)) == sorted(map(id, joined))
    for person in {each.person for each in joined}:
        assert [t for t in order if t.person == person] == [t for t in joined if t.person == person]


@given(st.lists(st.one_of(PEOPLE, st.none()), max_size=80))
def test_no_server_waits_longer_than_the_number_of_servers(events: list[tuple[str, int] | None]) -> None:
    """None serves one, everything else joins: between two turns of a waiting server, every other has at most one."""
    line, waiting, passed = Line(), defaultdict[object, int](int), defaultdict[object, list[object]](list)
    for event in events:
        if event is not None:
            (ticket,) = tickets(line, [event])
            if not waiting[ticket.home]:
                passed[ticket.home] = []
            waiting[ticket.home] += 1
        elif (turn := line.serve()) is not None:
            line.done(turn)
            waiting[turn.home] -= 1
            for home in passed:
                if home != turn.home and waiting[home]:
                    passed[home].append(turn.home)
            passed[turn.home] = []
        assert all(len(seen) == len(set(seen)) for seen in passed.values())


@given(st.lists(PEOPLE, min_size=1, max_size=30), st.data())
def test_who_leaves_is_gone_and_the_others_are_served(
    people: list[tuple[str, int]], data: st.DataObject
) -> None:
    line = Line()
    joined = tickets(line, people)
    gone = data.draw(st.sets(st.sampled_from(range(len(joined)))))
    for index in gone:
        line.leave(joined[index])
    stay = [ticket for index, ticket in enumerate(joined) if index not in gone]
    order = served(line)
    assert sorted(map(id, order)) == sorted(map(id, stay))
    assert not line._homes
