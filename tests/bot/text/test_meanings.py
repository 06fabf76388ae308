"""What relative times mean is said in every language, whatever the library finds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.locale import using_locale
from bot.text.phrases import meaning_in_words
from retrieval.dates.quotes import resolve

from .test_language import ENGLISH_WORDS, OTHERS

TIMES = (
    "It was signed yesterday.",
    "It was signed last night.",
    "It happened last week.",
    "It happened last weekend.",
    "It happened last month.",
    "It happened last year.",
    "It will happen next spring.",
    "It happened last Summer and last fall.",
    "It will happen next December.",
    "It was signed on Tuesday.",
    "It began two days ago, three weeks ago, four months ago and five decades ago.",
)


@pytest.mark.parametrize(
    ("means", "german", "spanish", "japanese"),
    [
        ("4 March 2024", "4. März 2024", "4 de marzo de 2024", "2024年3月4日"),
        ("March 2024", "März 2024", "marzo de 2024", "2024年3月"),
        ("2024", "2024", "2024", "2024年"),
        ("the night of 4 May 2024", "die Nacht des 4. Mai 2024", "la noche del 4 de mayo de 2024", "2024年5月4日の夜"),
        ("about March 2024", "etwa März 2024", "hacia marzo de 2024", "2024年3月頃"),
        ("2–3 March 2024", "2.–3. März 2024", "2–3 de marzo de 2024", "2024年3月2日～3日"),
        ("Fall 2024", "Herbst 2024", "otoño de 2024", "2024年秋"),
        ("some other time", "some other time", "some other time", "some other time"),
    ],
)  # fmt: skip
def test_it_is_said_as_the_language_says_it(means: str, german: str, spanish: str, japanese: str) -> None:
    assert meaning_in_words(means) == means
    for language, words in (("de", german), ("es", spanish), ("ja", japanese)):
        with using_locale(language):
            assert meaning_in_words(means) == words


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(TIMES))
def test_every_form_of_the_library_is_known(published: date, text: str) -> None:
    for note in resolve(text, published):
        for language in OTHERS:
            with using_locale(language):
                said = meaning_in_words(note.means)
            assert not ENGLISH_WORDS.search(said), (language, note)
            assert language != "ja" or said != note.means


def test_the_forms_are_found_at_all() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]
    assert all(any(resolve(text, day) for day in days) for text in TIMES)
