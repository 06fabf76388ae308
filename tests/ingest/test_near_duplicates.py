"""How alike titles and texts are, and whether a page is what was announced."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest import addresses, near_duplicates
from retrieval.ingest.clean import no_article
from retrieval.ingest.clean import no_article as teasers
from retrieval.ingest.fetch import refresh
from retrieval.ingest.near_duplicates import (
    is_unrelated,
    matches_announcement,
    phrase_overlap,
    same_figures,
    same_title,
)
from tests.pumping import least
from tests.strategies import anything

from .field_cases import FIELD, text
from .pages import FIRST, SECOND, THIRD, TITLE

OTHER_WORDS = (
    "Four countries divide the northern herring between their fleets for a decade, the ministers said."
)
WHOLE = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Storm hits coast", "Storm hits coast, three dead", True),
        ("STORM HITS COAST!", "Storm hits coast", True),
        ("Notice a", "Notice b", False),
        ("Storm hits coast", "Calm returns to the coast", False),
        ("港の橋が再開", "港の橋が再開へ", True),
        ("港の橋が再開", "図書館が休館", False),
        ("", "", False),
        (None, "Storm", False),
    ],
)
def test_titles(one: str | None, other: str | None, same: bool) -> None:
    assert same_title(one, other) is same
    assert same_title(other, one) is same


def test_texts_and_figures() -> None:
    assert phrase_overlap(WHOLE, f"{WHOLE} It was signed at noon.") == 1.0
    assert phrase_overlap(FIRST, THIRD) < near_duplicates.SOME
    assert same_figures("It rose by 4,100 to 5.", "On day 5 it rose by 4,100 to 5, not 6.")
    assert not same_figures("It closed at 4,100.", "It closed at 4,350.")


@pytest.mark.parametrize(
    ("title", "announced", "there"),
    [
        (TITLE, FIRST, True),
        ("Fish treaty", FIRST, True),
        (TITLE, None, True),
        ("Herring divided", OTHER_WORDS, True),
        (
            "Tram line 7 gets new cars",
            "The transport authority ordered twelve cars for its busiest line.",
            False,
        ),
    ],
)
def test_whether_a_page_is_what_was_announced(title: str, announced: str | None, there: bool) -> None:
    assert matches_announcement((TITLE, WHOLE), title, announced) is there


def test_a_beginning_is_not_the_whole_text_that_a_feed_gave() -> None:
    assert not matches_announcement((TITLE, FIRST), TITLE, WHOLE)
    assert matches_announcement((TITLE, f"{FIRST}\n\n{SECOND}"), TITLE, WHOLE), (
        "a paragraph may be lost in reading"
    )


@pytest.mark.parametrize("name", sorted(path.name for path in (FIELD / "no-articles").iterdir()))
def test_no_wall_holds_an_article(name: str) -> None:
    wall = re.sub(r"<[^<>]*>", " ", text(f"no-articles/{name}"))
    assert not matches_announcement(("", wall), TITLE, FIRST)
    assert is_unrelated(("", wall), "Herring divided among fleets", "Observers board vessels")


@given(one=anything, other=anything)
def test_any_texts_can_be_compared(one: str, other: str) -> None:
    assert 0.0 <= phrase_overlap(one, other) <= 1.0
    assert phrase_overlap(one, one) == 1.0
    assert same_figures(one, one)
    matches_announcement((one, other), other, one)
    is_unrelated((one, other), other, one)


PUMPED = (
    *(
        "to read ",
        "subscribe ",
        "um zu lesen ",
        "全文",
        "続き",
        "ページ",
        "domain ",
        "cookie ",
        "the page is ",
    ),
    *("404 : ", "oops , ", " ", "a", "<meta ", 'content="', "<head", "<!--", "1 ; "),
)


@pytest.mark.parametrize("seed", PUMPED)
def test_patterns_over_foreign_text_take_linear_time(seed: str) -> None:
    pumped = (seed * 20_000)[:20_000]
    for module in (no_article, teasers, refresh, near_duplicates, addresses):
        found = {name: value for name, value in vars(module).items() if isinstance(value, re.Pattern)}
        for name, pattern in {**found, **getattr(module, "_KINDS", {})}.items():
            assert least(pattern.findall, pumped) < 1.0, f"{module.__name__}.{name}"


@given(st.text(max_size=300))
def test_any_page_may_be_asked_where_it_leads(given_text: str) -> None:
    refresh.sends_on(given_text)
    refresh.refresh_target(
        f"<meta http-equiv=refresh content='{given_text}'>".encode(errors="replace"), "text/html"
    )
