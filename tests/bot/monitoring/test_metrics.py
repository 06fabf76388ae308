"""What is counted, and that no figure can name anybody or grow without bound."""

from __future__ import annotations

import asyncio
import json
import re

import structlog
from prometheus_client.parser import text_string_to_metric_families

from bot.monitoring.metrics import Metrics, Part
from retrieval import FeedInfo, FeedState, IngestItem, PollResult, Reason, Refusal, Result
from retrieval.workers.telemetry import IngestStage, Stage, timing
from tests.conftest import ROOT

from ..samples import WHEN, tomahawk, until

DASHBOARD = ROOT / "config" / "grafana.json"


def figures(metrics: Metrics) -> dict[str, float]:
    """`name{label="value"}` -> value."""
    found = {}
    for family in text_string_to_metric_families(metrics.text().decode()):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sample.labels.items())
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def test_outcomes_by_reason() -> None:
    metrics = Metrics()
    metrics.asked(tomahawk())
    metrics.asked(Refusal(WHEN, Reason.NOT_ANSWERED))
    metrics.asked(Refusal("and what of ann@example.org?", Reason.NOT_ANSWERED))
    found = figures(metrics)
    assert found["dateline_outcomes_total{outcome=answer,reason=}"] == 1
    assert found["dateline_outcomes_total{outcome=refusal,reason=not_answered}"] == 2
    assert "ann@example.org" not in metrics.text().decode()


def test_every_stage_of_a_question_and_of_an_ingest() -> None:
    metrics = Metrics()
    for stage in (*Stage, *IngestStage):
        with timing(metrics, stage):
            pass
    found = figures(metrics)
    for stage in (*Stage, *IngestStage):
        assert found[f"dateline_stage_seconds_count{{stage={stage.value}}}"] == 1


def test_parts_of_the_way_of_a_question() -> None:
    metrics = Metrics()
    metrics.stopwatch(Part.SHOWING)()
    assert figures(metrics)["dateline_question_seconds_count{part=showing}"] == 1


def test_polls_and_what_they_brought() -> None:
    metrics = Metrics()
    feed = FeedInfo(
        1, "guild:1", "https://secret.example/feed", None, FeedState.FAILING, None, None, 3, "", 0, 30, None
    )
    metrics.polled(
        PollResult(feed, (IngestItem("a", Result.ADDED), IngestItem("b", Result.SKIPPED, entries=7)))
    )
    found = figures(metrics)
    assert found["dateline_feed_polls_total{state=failing}"] == 1
    assert found["dateline_ingested_total{result=added}"] == 1
    assert found["dateline_ingested_total{result=skipped}"] == 7
    assert "secret.example" not in metrics.text().decode()


def test_lines_of_the_log_are_counted_only_inside() -> None:
    metrics = Metrics()
    with metrics.counting_lines():
        structlog.get_logger("any").warning("one")
        structlog.get_logger("any").info("not this")
    structlog.get_logger("any").warning("nor this")
    found = figures(metrics)
    assert found["dateline_log_lines_total{level=warning}"] == 1
    assert [name for name in found if name.startswith("dateline_log_lines_total")] == [
        "dateline_log_lines_total{level=warning}"
    ]


async def test_how_late_the_loop_is() -> None:
    metrics = Metrics()
    measuring = asyncio.create_task(metrics.measure_lag())
    await until(lambda: figures(metrics)["dateline_loop_lag_seconds_count"] > 0)
    measuring.cancel()
    await asyncio.wait({measuring})
    assert measuring.cancelled()


def test_a_stage_is_a_line_of_the_log_at_debug() -> None:
    with structlog.testing.capture_logs() as lines:
        Metrics().timed(Stage.READING, 0.1234)
    assert lines == [{"event": "stage", "stage": "reading", "milliseconds": 123.4, "log_level": "debug"}]


def test_the_figures_of_the_process() -> None:
    assert figures(Metrics())["process_resident_memory_bytes"] > 1_000_000


def test_the_dashboard_asks_only_for_figures_that_there_are() -> None:
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    asked = {
        name
        for panel in dashboard["panels"]
        for target in panel["targets"]
        for name in re.findall(r"\b(?:dateline|process)_\w+", target["expr"])
    }
    assert asked
    assert sorted(asked - there_are()) == []


def test_the_dashboard_shows_all_that_is_the_bots_own() -> None:
    text = DASHBOARD.read_text(encoding="utf-8")
    families = [each.name for each in Metrics().registry.collect() if each.name.startswith("dateline_")]
    assert sorted(name for name in families if name not in text) == []


def test_labels_in_the_dashboard_are_those_that_there_are() -> None:
    """`sum by (part)` of a figure without that label would be one nameless line."""
    labels = {
        "dateline_ready": "part", "dateline_outcomes": "outcome reason", "dateline_question_seconds": "part",
        "dateline_stage_seconds": "stage", "dateline_not_admitted": "reason", "dateline_feed_polls": "state",
        "dateline_ingested": "result", "dateline_discord_responses": "status", "dateline_log_lines": "level",
        "dateline_loop_lag_seconds": "", "dateline_build_info": "version",
    }  # fmt: skip
    for panel in json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]:
        for target in panel["targets"]:
            grouped = re.search(
                r"sum by \(([^)]*)\) \(rate\((\w+?)(?:_total|_bucket|_sum)[\[{]", target["expr"]
            )
            if grouped:
                by = {each.strip() for each in grouped[1].split(",")} - {"le"}
                assert by <= set(labels[grouped[2]].split()), target["expr"]


def there_are() -> set[str]:
    """Names of samples. A histogram's and a counter's are there from the first observation."""
    names = set()
    for family in Metrics().registry.collect():
        names |= {
            "gauge": {family.name},
            "counter": {f"{family.name}_total"},
            "histogram": {f"{family.name}{end}" for end in ("_bucket", "_sum", "_count")},
        }[family.type]
    return names


def test_a_stage_name_never_comes_from_a_person() -> None:
    """Every call with a label hands over a member of an enumeration or a word that stands in the code."""
    source = (ROOT / "bot" / "monitoring" / "metrics.py").read_text(encoding="utf-8")
    labelled = re.findall(r"\.labels\(([^\n]*?)\)\.", source)
    allowed = {
        "program_version()", "stage.value", "part.value", "outcome.kind.value, reason", "why",
        "item.result.value", "result.feed.state.value", "part", "_kind(params.response.status)", '"none"', "level",
    }  # fmt: skip
    assert set(labelled) == allowed
