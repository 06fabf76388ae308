"""The sentences that both faces show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.text.locale import seconds
from bot.text.phrases import (
    DISCORD,
    TERMINAL,
    as_of_line,
    counted,
    date_label,
    dates_line,
    footing_line,
    ingest_items,
    ingest_line,
    nearest_label,
    next_step,
    progress_line,
    refusal_line,
    reindex_line,
)
from retrieval import (
    Answer,
    DateNote,
    IngestItem,
    IngestSummary,
    Progress,
    Reason,
    Refusal,
    ReindexSummary,
    Result,
    Span,
)
from retrieval.errors import EmptyArticle
from tests.bot.samples import feed

from ..samples import citation


def test_every_reason_has_its_own_sentence_and_its_own_next_step() -> None:
    refusals = [Refusal("q", reason) for reason in Reason]
    assert len({refusal_line(refusal) for refusal in refusals}) == len(Reason)
    for face in (DISCORD, TERMINAL):
        steps = {next_step(refusal, face) for refusal in refusals}
        assert len(steps) == len(Reason)
        assert not any("{" in step for step in steps)


def test_each_face_speaks_of_its_own_commands() -> None:
    refusal = Refusal("q", Reason.EMPTY_LIBRARY)
    assert "/library add" in next_step(refusal, DISCORD)
    assert "dateline ingest" in next_step(refusal, TERMINAL)


def test_missing_words_are_named_and_may_hold_anything() -> None:
    refusal = Refusal("q", Reason.NOT_ANSWERED, missing=("{ingest}", "Typhoon", "c", "d", "e"))
    step = next_step(refusal, DISCORD)
    assert "“{ingest}”, “Typhoon”, “c”, “d”." in step


@pytest.mark.parametrize(
    ("published", "label"),
    [
        (None, "undated"),
        ("", "undated"),
        ("2024", "2024"),
        ("2024-01", "January 2024"),
        ("2024-01-05", "5 January 2024"),
        ("2024-01-05T23:59:00-11:00", "5 January 2024"),
    ],
)
def test_a_date_is_as_precise_as_its_source(published: str | None, label: str) -> None:
    assert date_label(published) == label


@pytest.mark.parametrize(
    ("dates", "line"),
    [
        ([None], "As of an unknown date: the source is undated."),
        ([None, None], "As of an unknown date: the sources are undated."),
        (["2024-01-05", "2023-01-05"], "As of 5 January 2024, the newest source cited."),
        (["2024-01-05", None], "As of 5 January 2024, the newest source cited. 1 of 2 quotes undated."),
    ],
)
def test_the_as_of_line(dates: list[str | None], line: str) -> None:
    cited = tuple(citation(n, published_at=date) for n, date in enumerate(dates, 1))
    assert as_of_line(Answer("q", cited, 1.0)) == line
    assert footing_line(Answer("q", cited, 1.0)) == f"Sure · {line}"
    assert footing_line(Answer("q", cited, 0.6)) == f"Likely: read the quote · {line}"


@pytest.mark.parametrize(
    ("since", "until", "label"),
    [
        (date(2024, 1, 4), date(2024, 1, 11), "from 4–11 January 2024"),
        (date(2024, 1, 5), date(2024, 1, 5), "from 5 January 2024"),
        (date(2024, 1, 28), date(2024, 2, 3), "from 28 January to 3 February 2024"),
        (date(2023, 12, 28), date(2024, 1, 3), "from 28 December 2023 to 3 January 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "from February 2024"),
        (date(2023, 1, 1), date(2023, 12, 31), "from 2023"),
        (date(2024, 1, 4), None, "since 4 January 2024"),
        (None, date(2024, 1, 4), "up to 4 January 2024"),
    ],
)
def test_an_asked_time_is_named(since: date | None, until: date | None, label: str) -> None:
    refusal = Refusal("q", Reason.OUTSIDE_TIME, since=since, until=until)
    assert refusal_line(refusal) == f"Nothing {label} answers this."


def test_the_nearest_at_another_time_is_dated_and_no_answer() -> None:
    near = citation(1, published_at="2023-12-02")
    assert nearest_label(Refusal("q", Reason.OUTSIDE_TIME, near)) == (
        "The nearest is from 2 December 2023 – it is not an answer"
    )
    undated = Refusal("q", Reason.OUTSIDE_TIME, citation(1))
    assert nearest_label(undated) == "The nearest is undated – it is not an answer"


def test_a_line_of_dates_says_each_once_and_only_a_few() -> None:
    notes = [DateNote(Span(n, n + 1), f"day {n // 2}", f"{n // 2} May 2024") for n in range(20)]
    assert dates_line(replace(citation(1), dates=tuple(notes))) == (
        "“day 0” = 0 May 2024; “day 1” = 1 May 2024; “day 2” = 2 May 2024; “day 3” = 3 May 2024"
    )
    assert dates_line(citation(1)) == ""


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (0.42, "0.4 s"),
        (9.94, "9.9 s"),
        (9.97, "10 s"),
        (75, "1 min 15 s"),
        (7500, "2 h 5 min"),
        (90000, "1 d 1 h"),
    ],
)
def test_durations(duration: float, text: str) -> None:
    assert seconds(duration) == text


def test_jobs_report_in_one_line() -> None:
    assert progress_line(Progress("embedding", 30, 120)) == "Embedding: 30 of 120 (25%)"
    assert progress_line(Progress("reading", 0, 0)) == "Reading …"
    assert counted(1, "article") == "1 article"
    assert counted(1200, "article") == "1,200 articles"
    summary = ReindexSummary(articles=1, passages=9, changed=0, embedded=0, reused=9, seconds=0.5)
    assert reindex_line(summary) == (
        "Reindexed 1 article and 9 passages in 0.5 s: 0 changed, 0 embedded, 9 reused."
    )


def test_an_ingest_names_what_a_person_should_know() -> None:
    added = IngestItem("a.txt", Result.ADDED, title="A title", passages=4)
    same = IngestItem("b.txt", Result.UNCHANGED, title="B title")
    failed = IngestItem("c.txt", Result.FAILED, error=EmptyArticle("c.txt", "nothing left"))
    warned = replace(same, warnings=("no date",))
    summary = IngestSummary((added, same, failed, warned), seconds=1)
    assert ingest_line(summary) == "1 added, 2 unchanged, 1 failed; 4 passages in 1.0 s."
    assert list(ingest_items(summary)) == [
        "Added: A title",
        "Failed: “c.txt” holds no article: nothing left. "
        "Send a file with at least one sentence of running text.",
        "Unchanged: B title (no date)",
    ]
    left = IngestItem(
        "r", Result.SKIPPED, title="The Wire", warnings=("7 older entries were left out",), entries=7
    )
    assert ingest_line(IngestSummary((added, left), 1)).startswith("1 added, 7 not taken;")
    assert list(ingest_items(IngestSummary((left,), 1))) == [
        "Not taken: The Wire (7 older entries were left out)"
    ]
    followed = IngestSummary((), 0, feeds=(feed(1, title="The Wire", interval_minutes=30),))
    assert list(ingest_items(followed)) == ["Following the feed “The Wire”, every 30 minutes."]
    assert ingest_line(IngestSummary((), 0)) == "Nothing to take in; 0 passages in 0.0 s."
