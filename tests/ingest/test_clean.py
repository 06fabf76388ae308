"""Cleaning: the page goes, the article stays, and nothing is made up."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given

from retrieval.dates.pages import stated_day
from retrieval.ingest.clean.clean import clean, is_residue
from retrieval.text import normalise
from tests.conftest import SEEDS
from tests.strategies import anything, lines

SEED = (SEEDS / "japan-us-tomahawk.txt").read_text(encoding="utf-8")


@given(anything | lines)
@example("word.\n\n(via: a)(via: b)")
@example("\n".join(["By Jane Doe", "By John Smith", "Text that goes on."]))
@example("\n".join(["March 3, 2024", "April 4, 2024", "Text."]))
@example("Long enough a text to have an end.\nShare (via: a)")
def test_cleaning_is_repeatable(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@given(anything | lines)
@example("many words before it and co(via: ab)op")
def test_cleaning_invents_nothing(text: str) -> None:
    """A line is one of the input, or one without the attribution that stood in it."""
    original = normalise(text).split("\n")
    for line in filter(None, clean(text).text.split("\n")):
        assert line in original or any(is_line_without_attribution(line, source) for source in original)


def is_line_without_attribution(line: str, source: str, times: int = 3) -> bool:
    """True if `line` is `source` with up to three stretches in brackets taken out of it."""
    if line.split() == source.split():
        return True
    cuts = (
        source[: m.start()] + " " + source[m.end() :] for m in re.finditer(r"[\[(][^\[\]()]*[\])]", source)
    )
    return times > 0 and any(is_line_without_attribution(line, cut, times - 1) for cut in cuts)


@given(anything)
def test_a_cleaned_text_is_normalised(text: str) -> None:
    cleaned = clean(text).text
    assert normalise(cleaned) == cleaned


def test_the_seed_loses_its_page_and_keeps_its_words() -> None:
    page = clean(SEED, SEED.split("\n", 1)[0])
    assert page.publisher == "Kyodo and related briefings"
    assert page.byline is None
    assert page.published_at is None
    assert page.text.startswith("Japan is moving toward a formal agreement")
    assert page.text.endswith("the evolving security environment in East Asia.")
    for residue in ("Article", "Shumakova", "Arizona", "Comment", "Attribution"):
        assert residue not in page.text
    assert page.text == "\n\n".join(normalise(SEED).split("\n\n")[1:6]).replace(
        " [Attribution: Kyodo and related briefings]", ""
    )


@pytest.mark.parametrize(
    "line",
    [
        "Previous Article",
        "Write a Comment",
        "3 Comments",
        "Read more: The other story",
        "Home > News > Japan",
        "Tags: navy, japan",
        "Advertisement",
        "Sign up for our daily newsletter",
        "© 2024 The Paper",
        "Related stories:",
    ],
)
def test_residue(line: str) -> None:
    assert is_residue(line)
    assert line not in clean(f"A first sentence of the article.\n{line}\nAnother sentence of it.").text


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell.",
        "He said nothing.",
        "Home is where the missiles are not.",
        "The search goes on.",
        "X marks it.",
        "Related systems were stationed there.",
        "More on this would be unwise, he said.",
        "Sources: two officials, who spoke.",
    ],
)
def test_prose_stays(line: str) -> None:
    assert line in clean(f"Next Article\n\nA Foreign Headline\n\n{line}\n\nAnd more of it.").text


def test_a_foreign_headline_goes_only_under_its_label() -> None:
    text = "First sentence.\n\nA Headline Of Its Own\n\nSecond sentence.\n\nNext Article\n\nA Headline Of Its Own"
    assert clean(text).text == "First sentence.\n\nA Headline Of Its Own\n\nSecond sentence."


def test_the_head_tells_byline_and_day() -> None:
    page = clean(
        "The Title\nBy Jane Doe | Staff\nPublished: March 3, 2024 at 10:00\n\nIt began on May 5.", "The Title"
    )
    assert (page.byline, page.published_at, page.text) == ("Jane Doe", "2024-03-03", "It began on May 5.")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("By Jane Doe, head of research, 3 March 2024", "2024-03-03"),
        ("By Jane Doe | March 3, 2024", "2024-03-03"),
        ("By Jane Doe, head of research", None),
        ("ALDER, New Kent, Nov. 18, 2025 (Newswire) -- The dock of Alder today announced its closing.", "2025-11-18"),
        ("LINDOW, 3 March 2024 /Newswire/ — The dock of Lindow today announced its closing for good.", "2024-03-03"),
        ("NASA, May 5, 2024 was the day on which everybody in Alder went to see the dock for the last time.", None),
    ],
)  # fmt: skip
def test_a_byline_and_a_press_release_state_their_day(head: str, day: str | None) -> None:
    page = clean(
        f"The Title\n{head}\n\nIt began on May 5, and it was over within a week of hard work.", "The Title"
    )
    assert page.published_at == day
    assert ("dock" in page.text) == ("dock" in head), "what is told stays"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("March 3, 2024", "2024-03-03"),
        ("Published on 2024-02-29", "2024-02-29"),
        ("3 Sept. 2023", "2023-09-03"),
        ("Sunday, 3 March 2024 | 10:00", "2024-03-03"),
        ("2024-02-30", None),
        ("March 2024", None),
        ("Updated: March 3, 2024", None),
        ("On March 3, 2024, he left.", None),
        ("Veröffentlicht am 3. März 2024, 10:00 Uhr", "2024-03-03"),
        ("Sonntag, 03.03.2024", "2024-03-03"),
        ("Publié le mardi 5 mars 2024", "2024-03-05"),
        ("5 de marzo de 2024", "2024-03-05"),
        ("16 marca 2021", "2021-03-16"),
        ("Опубликовано: 5 марта 2024", "2024-03-05"),
        ("2024年3月5日 10:00", "2024-03-05"),
        ("입력 2024.03.05 10:00", "2024-03-05"),
        ("Aktualisiert am 3. März 2024", None),
        ("3/4/2024", None),
        ("", None),
    ],
)
def test_stated_day(line: str, day: str | None) -> None:
    assert stated_day(line) == day


@pytest.mark.parametrize("line", ["ſeptember 1, 2024", "1 ſept 2024", "Auguſt 1, 2024", "٣ March ٢٠٢٤"])
def test_a_month_in_odd_letters(line: str) -> None:
    """Letters and digits that a pattern takes for others are no date, and no crash."""
    assert "hello" in clean(f"{line}\nhello there.").text


@pytest.mark.timeout(15)
@pytest.mark.parametrize(
    "line",
    [
        "March 3, 2024\n",
        "By Jane Doe\n",
        "(via: a)",
        "Source: x\n",
        "Next Article\n",
        "A Title\n",
        "Share\n",
        "[",
        "( ",
    ],
)
def test_a_page_of_one_thing_is_cleaned_in_linear_time(line: str) -> None:
    assert clean("A Title\n" + line * (200_000 // len(line)) + "\nThe end of it.", "A Title").text


NAVIGATION = ["Home", "Politics", "Fischerei", "Sport", "Log in", "Newsletter"]
PROSE = [
    "The ministers agreed on a treaty on Monday.",
    "It divides the herring of the northern sea for ten years.",
]


def test_menus_and_footers_go_where_labels_stand_together() -> None:
    text = "\n".join(
        [*NAVIGATION, "Ministers agree on a treaty", *PROSE, "Share", "Impressum", "Aktuelles", "Contact"]
    )
    assert clean(text).text == "\n".join(["Ministers agree on a treaty", *PROSE])


def test_a_list_in_an_article_stays() -> None:
    """Names of sections are words like others; only with a label that no article has they are a menu."""
    text = "\n".join(
        [PROSE[0], "Health", "Education", "Politics", "Sport", PROSE[1], "Science", "Culture", "Travel"]
    )
    assert clean(text).text == text


def test_titles_before_the_prose_stay() -> None:
    title, standfirst = (
        "Ministers agree on a treaty about fish",
        "Four countries share the herring of the sea",
    )
    text = "\n".join(["Home", "Sport", "Log in", title, standfirst, "Share", "Print", "Email", *PROSE])
    assert clean(text).text.split("\n\n") == [f"{title}\n{standfirst}", "\n".join(PROSE)]


@pytest.mark.parametrize(
    "line",
    [
        "Schreibe einen Kommentar",
        "3 Kommentare",
        "Das könnte Sie auch interessieren",
        "À lire aussi : Une autre histoire",
        "Lea también: Otra historia",
        "Читайте также: Другая история",
        "関連記事",
        "شارك",
        "Foto: Jane Doe / Agentur",
        "Abgelegt unter: Archiv, Meer",
        "Your email address will not be published. Required fields are marked *",
        "Sign up for our daily newsletter to get the best of the week.",
        "This entry was posted in Fish. Bookmark the permalink.",
        "2019 - Todos los derechos reservados.",
    ],
)
def test_residue_of_other_sites(line: str) -> None:
    assert is_residue(line)
    assert line not in clean(f"{PROSE[0]}\n{line}\n{PROSE[1]}").text


@pytest.mark.parametrize(
    "line",
    [
        "新州长上任，可能会对总统竞选产生重大影响。 © 2023 BBC.",
        "We use cookies and milk to feed the children after school.",
        "Subscribe to a theory, he said, and you will find its proofs.",
        "Foto Ateliers in der Stadt schließen nach und nach ihre Türen.",
        "Your email may be read by others, the minister said.",
        "Kommentare der Minister blieben am Montag aus, sagte er.",
    ],
)
def test_prose_that_looks_like_residue_stays(line: str) -> None:
    assert line in clean(f"{PROSE[0]}\n{line}\n{PROSE[1]}").text
