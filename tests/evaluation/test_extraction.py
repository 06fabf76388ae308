"""Extraction judged on a tiny set: what counts as found, residue and lost, and what as a right day."""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from retrieval.errors import EvaluationError
from retrieval.evaluation.extraction import (
    evaluate_extraction,
    find_extraction_sets,
    mentions,
    stated_day,
    stripped,
    with_day_hidden,
)
from tests.ingest.pages import BODY, FIRST, THIRD, URL, ld, meta, news, page

DATED = page(f"{BODY}<p>Share</p>", head=ld(news(datePublished="2024-03-04")))
UNDATED = page(f"{BODY}<div class='comments'><p>Nice article, thank you very much for it.</p></div>")


def write_pages(folder: Path) -> Path:
    """Two pages, one of them packed, with what their texts must and must not hold."""
    folder.mkdir(parents=True)
    (folder / "a.html").write_text(DATED, encoding="utf-8")
    (folder / "b.html.gz").write_bytes(gzip.compress(UNDATED.encode()))
    rows = [
        {
            "id": "a",
            "file": "a.html",
            "url": URL,
            "with": [FIRST[:40], THIRD[:40]],
            "without": ["Log in", "All rights"],
        },
        {
            "id": "b",
            "file": "b.html.gz",
            "with": [FIRST[:40], "not there"],
            "without": ["Log in"],
            "lang": "en",
        },
    ]
    (folder / "expected.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


async def test_the_figures(tmp_path: Path) -> None:
    steps: list[int] = []
    sets = find_extraction_sets([write_pages(tmp_path / "pages")])
    extraction = await evaluate_extraction(sets, lambda progress: steps.append(progress.done))
    assert (extraction.pages, extraction.dated, steps) == (2, 1, [0, 1, 2])
    texts = {(each.system, each.given): each for each in extraction.texts}
    nothing, alone, ours = (texts[name, "HTML"] for name in ("nothing", "trafilatura alone", "Dateline"))
    pasted = texts["Dateline", "plain text"]
    assert (nothing.found, nothing.missing, nothing.residue, nothing.clean) == (3, 1, 3, 0)
    assert (alone.found, ours.found, pasted.found) == (3, 3, 3)
    assert (ours.residue, ours.lost, pasted.residue, pasted.lost) == (0, 0, 0, 0)
    assert (ours.precision, ours.recall) == (1.0, 0.75)
    assert ours.f1 == pytest.approx(6 / 7)
    dateline = {each.system: each for each in extraction.dates}["Dateline"]
    assert asdict(dateline) == {
        "system": "Dateline",
        "right": 1,
        "wrong": 0,
        "silent": 0,
        "hidden_right": 0,
        "hidden_wrong": 0,
        "hidden_silent": 1,
        "invented": 0,
    }


def test_sets_are_found_in_a_folder(tmp_path: Path) -> None:
    write_pages(tmp_path / "all" / "one")
    write_pages(tmp_path / "all" / "two")
    assert [each.name for each in find_extraction_sets([tmp_path / "all", tmp_path / "all" / "one"])] == [
        "one",
        "two",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"id": "a", "file": "none.html", "with": ["x"]}, "there is no page"),
        ({"id": "a", "file": "../../secret.html", "with": ["x"]}, "there is no page"),
        ({"id": "a", "file": "a.html"}, "nothing that it must"),
        ({"id": "a"}, "file"),
    ],
)
def test_a_set_that_is_wrong(tmp_path: Path, row: dict[str, object], said: str) -> None:
    folder = write_pages(tmp_path / "pages")
    (folder / "expected.jsonl").write_text(json.dumps(row))
    with pytest.raises(EvaluationError, match=said):
        find_extraction_sets([folder])


async def test_a_page_whose_archive_is_broken(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "pages")
    (folder / "b.html.gz").write_bytes(b"\x1f\x8bno")
    with pytest.raises(EvaluationError, match=r"b\.html\.gz"):
        await evaluate_extraction(find_extraction_sets([folder]))


def test_the_truth_is_what_all_statements_say() -> None:
    both = meta(article__published_time="2024-03-04T10:00:00Z") + ld(news(datePublished="2024-03-04"))
    assert stated_day(page(head=both)) == "2024-03-04"
    assert stated_day(page(head=both + ld(news(datePublished="2020-01-01")))) is None
    assert stated_day(page()) is None
    hidden = with_day_hidden(page(head=both))
    assert "2024-03-04" not in hidden
    assert "headline" in hidden


@pytest.mark.parametrize(
    "spelled",
    ["2024-03-04", "4.3.2024", "04/03/2024", "March 4, 2024", "4 mars 2024", "4. März 2024", "4 de marzo de 2024",
     "20240304", "2024年3月4日", "2024/03/04"],
)  # fmt: skip
def test_a_day_that_a_page_holds(spelled: str) -> None:
    assert mentions(f"<p>On {spelled} it was.</p>", None, "2024-03-04")
    assert not mentions(f"<p>On {spelled} it was.</p>", None, "2024-05-01")


def test_tag_stripping_keeps_every_word_a_line_a_block() -> None:
    source = "<title>T</title><div>One <b>and</b> two<p>Three</p>four<script>no</script>five</div>"
    assert stripped(source) == "One and two\nThree\nfourfive"
