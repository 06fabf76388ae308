"""Pages that a browser saved: their own address, and none of what it saved beside them."""

# ruff: noqa: E501  # a comment is easier to read whole
from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.ingest import formats
from retrieval.ingest.archives import ArchiveLimits, members
from retrieval.ingest.files import expand
from retrieval.types import Raw

from .paper import zipped

STORY = (
    "<html lang='en'><head><title>Harbour story</title>{head}</head><body><article><h1>Harbour story</h1>"
    "<p>The harbour master counted 412 ships in March, more than ever before in one month, he told us.</p>"
    "<p>Residents gathered at the quay early in the morning and watched the first ferries cross the bay.</p>"
    "</article></body></html>"
)
FRAME = "<html><body><p>Win a phone today! Our partner gives away nine phones to readers who sign up.</p></body></html>"


def url(page: str, key: str = "file:/a") -> str | None:
    raw = Raw("a.html", page.encode(), key)
    draft = formats.read(raw)
    assert formats.reread("a.html", draft.key, draft.original).url == draft.url
    return draft.url


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0035)https://post.example/harbour-story -->",
        "<!DOCTYPE html>\n<!-- saved from url=(0035)https://post.example/harbour-story -->",
        "<!--\n Page saved with SingleFile \n url: https://post.example/harbour-story \n saved date: Mon Mar 04 2024\n-->",
    ],
)
def test_the_address_that_the_browser_noted(comment: str) -> None:
    assert url(comment + STORY.format(head="")) == "https://post.example/harbour-story"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0035)file:///C:/Users/ann/secret.html -->",
        "<!-- saved from url=(0035)about:internet -->",
        "<!-- saved from url=(0035)https://user:pass@post.example/x -->",
        "<!-- see https://post.example/harbour-story -->",
    ],
)
def test_comments_that_note_no_address(comment: str) -> None:
    assert url(comment + STORY.format(head="")) is None


def test_a_canonical_link_of_the_same_site_counts_more() -> None:
    head = "<link rel='canonical' href='https://post.example/2024/harbour-story'>"
    comment = "<!-- saved from url=(0035)https://post.example/harbour-story?from=front -->"
    assert url(comment + STORY.format(head=head)) == "https://post.example/2024/harbour-story"


def test_a_fetched_page_cannot_claim_another_address() -> None:
    comment = "<!-- saved from url=(0035)https://other.example/story -->"
    assert url(comment + STORY.format(head=""), "https://post.example/a") == "https://post.example/a"


@pytest.mark.parametrize("ending", ["_files", "-Dateien", "_fichiers", "_archivos"])
def test_frames_beside_a_saved_page_are_no_articles(tmp_path: Path, ending: str) -> None:
    (tmp_path / "Story.html").write_text(STORY.format(head=""))
    frames = tmp_path / f"Story{ending}"
    frames.mkdir()
    (frames / "saved_resource.html").write_text(FRAME)
    assert [item.name for item in expand([tmp_path])] == ["Story.html"]
    packed = zipped(
        {
            "web/Story.html": STORY.format(head="").encode(),
            f"web/Story{ending}/saved_resource.html": FRAME.encode(),
            f"web/Story{ending}/deeper/frame.html": FRAME.encode(),
        }
    )
    assert [each.name for each in members(Raw("a.zip", packed, "file:/a"), ArchiveLimits())] == [
        "a.zip/web/Story.html"
    ]


def test_folders_that_only_look_alike_are_read(tmp_path: Path) -> None:
    for name in ("Story_files", "Story-2024", "Other_files"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.html").write_text(STORY.format(head=""))
    (tmp_path / "Other.txt").write_text("A page saved as text.")
    assert len(expand([tmp_path])) == 4, "no page of that name lies beside them"
