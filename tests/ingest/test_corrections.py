"""Notices of correction: found where an article makes one, and nowhere else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from retrieval.ingest import formats
from retrieval.ingest.clean.clean import find_correction
from retrieval.text import normalise
from retrieval.types import Raw
from tests.strategies import anything

BEFORE = "The ministers agreed on a treaty. It divides the herring.\n\n"


@pytest.mark.parametrize(
    ("notice", "language"),
    [
        ("Correction: The treaty runs for ten years, not twelve.", "en"),
        ("CORRECTION (March 3): An earlier version misspelled the name of Anna Berg.", "en"),
        ("Corrections & Clarifications: A previous version of this story misstated a date.", "en"),
        ("Clarification: The minister spoke in Norvik.", "en"),
        ("Editor's note: This story was corrected on Tuesday to name all four countries.", "en"),
        ("Editor’s note: A previous headline was incorrect.", "en"),
        ("This article was updated on March 3, 2024 to add the union's comment.", "en"),
        ("This article was amended on 4 March 2024.", "en"),
        ("(This story has been corrected to say that the treaty runs for ten years.)", "en"),
        ("An earlier version of this article misstated the length of the treaty.", "en"),
        ("This article originally stated that there were five countries.", "en"),
        ("Because of an editing error, an earlier version gave the wrong port.", "en"),
        ("Korrektur: In einer früheren Version hieß es, es seien fünf Länder.", "de"),
        ("In einer früheren Version dieses Artikels stand eine falsche Zahl.", "de"),
        ("Une version précédente de cet article donnait un autre chiffre.", "fr"),
        ("Fe de erratas: son cuatro países y no cinco.", "es"),
        ("訂正：条約の期間は十年です。", "ja"),
    ],
)
def test_a_notice_is_found_verbatim(notice: str, language: str) -> None:
    assert find_correction(f"{BEFORE}{notice}\n\nMore of it follows.", language) == notice


@pytest.mark.parametrize(
    "sentence",
    [
        "The corrections officer was hurt on Monday.",
        "Corrections officers went on strike: they want more pay.",
        "The stock saw a correction: prices fell by a tenth.",
        "Correction: what comes next for stocks",
        "A market correction is coming, the bank said.",
        "An earlier version of the bill failed in the senate.",
        "The report was updated on Monday, the ministry said.",
        "This page was last updated on 3 May 2024.",
        "Editor’s note: We thank our readers.",
        "Editor's note: Follow along here for updated information.",
        "He asked for a correction of the record.",
        "This article originally appeared in another paper.",
        "The previous version of the phone was slower.",
    ],
)
def test_what_is_none(sentence: str) -> None:
    assert find_correction(f"{BEFORE}{sentence}\n\nMore of it follows.") is None


def test_a_correction_comes_before_a_mere_update() -> None:
    text = "This story has been updated with more details.\n\nCorrection: It is four."
    assert find_correction(text) == "Correction: It is four."


@given(anything)
def test_it_is_in_the_text(text: str) -> None:
    whole = normalise(f"{text}\nCorrection: It is four.")
    found = find_correction(whole)
    assert found is not None
    assert found in whole


def test_an_article_in_json_has_it_too() -> None:
    fields = {"title": "The treaty", "text": f"{BEFORE}Correction: It is four countries."}
    draft = formats.read(Raw("a.json", json.dumps(fields).encode()))
    assert draft.correction == "Correction: It is four countries."


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_readers_find_it(name: str) -> None:
    text = f"The treaty\n\n{BEFORE}Correction: It is four countries."
    assert formats.read(Raw(name, text.encode())).correction == "Correction: It is four countries."
