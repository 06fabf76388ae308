"""Questions for what was known on a day, in four languages; and what is no such question."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.dates.known import KnownBy, known_by

TODAY = date(2024, 5, 10)
MARCH_1 = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("question", "day", "topic"),
    [
        ("What did we know on 1 March about the quake in Hualien?", MARCH_1, "the quake in Hualien"),
        ("what did people know about the quake on March 1?", MARCH_1, "the quake"),
        ("What was known about the bridge by 3 April 2023?", date(2023, 4, 3), "the bridge"),
        ("what was already known last week about the bridge?", date(2024, 5, 5), "the bridge"),
        ("what did we know in March about the bridge", date(2024, 3, 31), "the bridge"),
        ("What did we know on 1 June?", date(2023, 6, 1), ""),
        ("Was wussten wir am 1. März über das Beben in Hualien?", MARCH_1, "das Beben in Hualien"),
        ("Was war bis zum 1. März 2024 über das Beben bekannt?", MARCH_1, "das Beben"),
        ("¿Qué sabíamos el 1 de marzo sobre el terremoto?", MARCH_1, "el terremoto"),
        ("¿Qué se sabía del terremoto el 1 de marzo de 2024?", MARCH_1, "terremoto"),
        ("3月1日の時点で地震について何がわかっていましたか？", MARCH_1, "地震"),
        ("地震について2024年3月1日に何が分かっていた？", MARCH_1, "地震"),
    ],
)
def test_the_day_and_what_is_asked_about(question: str, day: date, topic: str) -> None:
    assert known_by(question, TODAY) == KnownBy(day, f"What do we know about {topic}?" if topic else "")


@pytest.mark.parametrize(
    ("question", "day", "asked"),
    [
        ("How many had died as of 1 March?", MARCH_1, "How many had died?"),
        ("how many died as of 2024-03-01", MARCH_1, "how many died"),
        ("As of March 1, how many were missing?", MARCH_1, "how many were missing?"),
        ("who was missing (as of 1 March 2024)?", MARCH_1, "who was missing?"),
    ],
)
def test_any_question_as_of_a_day(question: str, day: date, asked: str) -> None:
    assert known_by(question, TODAY) == KnownBy(day, asked)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "what do we know about the bridge?",
        "what did we know about the bridge?",
        "what did we know about the 1 March attack?",
        "what did we know on 31 February about the bridge?",
        "what did we know today about the bridge?",
        "when did we know on 1 March?",
        "Was war am 1. März los?",
        "Der Termin am 1. März ist bekannt",
        "¿Qué se sabía del terremoto?",
        "3月1日に何がありましたか？",
        "how many are missing as of now?",
        "how many are missing as of today?",
        "what changed as of the report on 1 March?",
        "as of 1 March",
    ],
)
def test_what_is_no_such_question(question: str) -> None:
    assert known_by(question, TODAY) is None
