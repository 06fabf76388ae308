"""Which articles are copies of one another."""

from __future__ import annotations

import random

import pytest
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest.near_duplicates import SAME_STORY, Signature, best_match, containment, signature
from retrieval.text import phrases

WORDS = [f"{first}{last}" for first in "bcdfgklmnprst" for last in ("ako", "eni", "ila", "ovu", "uda", "ate")]


def text(seed: int, count: int = 400) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + ("." if chance.random() < 0.08 else "") for _ in range(count))


def edited(original: str, share: float, seed: int = 1) -> str:
    """So many of the words replaced."""
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) if chance.random() < share else word for word in original.split())


def test_a_copy_with_another_case_and_other_line_breaks_is_the_same() -> None:
    one = signature(text(1))
    other = signature(text(1).upper().replace(". ", ".\n\n"))
    assert containment(one, other) == 1.0


@pytest.mark.parametrize("seed", range(5))
def test_an_edited_copy_is_found_and_another_article_is_not(seed: int) -> None:
    original, copy, other = text(seed), edited(text(seed), 0.04), text(seed + 100)
    signed = signature(original)
    candidates = [(7, signature(other)), (9, signature(copy))]
    assert set(signed.bands()) & set(candidates[1][1].bands())
    stored = [(number, each.to_bytes()) for number, each in candidates]
    assert best_match(signed, stored) == 9
    assert best_match(signed, stored[:1]) is None


def test_a_copy_cut_to_half_its_length_is_found() -> None:
    whole = text(3, 600)
    half = " ".join(whole.split()[:300])
    assert containment(signature(whole), signature(half)) >= SAME_STORY
    assert set(signature(whole).bands()) & set(signature(half).bands())


def test_of_equally_good_matches_the_oldest_counts() -> None:
    signed = signature(text(4))
    assert best_match(signed, [(5, signed.to_bytes()), (3, signed.to_bytes()), (1, b"damaged")]) == 3


def test_a_few_words_are_no_copy_of_anything() -> None:
    short = signature("The council meets on Tuesday.")
    assert short.bands() == []
    assert containment(short, short) == 0.0


def test_scripts_without_spaces_are_compared_too() -> None:
    article = (
        "東京都は二〇二四年三月一日、新しい条例を可決したと発表した。知事は会見で、来月から施行すると述べた。"
    )
    assert containment(signature(article), signature(f"{article}(共同)")) >= SAME_STORY


@given(st.text(max_size=300))
def test_a_signature_survives_its_bytes(given_text: str) -> None:
    signed = signature(given_text)
    again = Signature.from_bytes(signed.to_bytes())
    assert again is not None
    assert again.phrases == signed.phrases
    assert again.bands() == signed.bands()
    assert all(0 <= band < 2**63 for band in signed.bands())


def test_a_signature_is_made_in_steps_and_is_the_same_as_at_once() -> None:
    long = text(5, 9_000)
    found = sorted(set(phrases(long, 4)))
    assert len(found) > 5_000
    at_once = MinHash(num_perm=126, seed=1)
    at_once.update_batch([phrase.encode() for phrase in found])
    signed = signature(long)
    assert (signed.hashes == at_once.hashvalues).all()
    assert signed.phrases == len(found)
