"""The language of an article: stated by it, shown by its text, stated by its feed."""

from __future__ import annotations

import pytest

from retrieval.ingest import formats
from retrieval.ingest.article import accepted
from retrieval.ingest.feeds import rss
from retrieval.ingest.language import language_of
from retrieval.types import Draft, Hints, Raw

GERMAN = (
    "Hafenbrücke wieder offen\n\nDie Hafenbrücke ist seit Dienstag, 12. März 2024, wieder offen, teilte die Stadt mit. "
    "Radfahrer dürfen ab dem 1. Mai kostenlos fahren."
)
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>https://a.example/</link>
<language>de-DE</language><item><title>Zoll</title><guid>1</guid><description>Der Zoll ist weg.</description></item>
</channel></rss>"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", GERMAN),
        ("a.md", GERMAN),
        ("a.html", f"<html><body><article><h1>Hafen</h1><p>{GERMAN}</p></article></body></html>"),
        ("a.json", '{"title": "Hafen", "text": "Die Hafenbrücke ist seit Dienstag wieder für alle offen."}'),
    ],
)
def test_a_text_that_states_no_language_shows_it(name: str, data: str) -> None:
    assert formats.read(Raw(name, data.encode())).language == "de"


def test_what_is_stated_counts_first() -> None:
    assert formats.read(Raw("a.md", f"---\nlanguage: es\n---\n{GERMAN}".encode())).language == "es"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bridge is open again, said the city on Tuesday, after nine years of work.", "en"),
        ("El puente está abierto de nuevo desde el martes, dijo la ciudad.", "es"),
        ("Broen er åpen igjen siden tirsdag, sa kommunen etter ni år med arbeid på stedet.", "no"),
        ("港の橋は火曜日から再び開いていると市が発表した。", "ja"),
        ("港口大桥自星期二起重新开放，市政府说。", "zh"),
        ("Мост снова открыт со вторника, сообщила администрация города после девяти лет работы.", "ru"),
        ("9,877 15,320 | 112 | 41", None),
        ("J. R. R. Dahl", None),
        ("", None),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_feed_s_language_settles_what_is_too_short_to_tell() -> None:
    _, _, entries = rss.read("feed.xml", RSS, None)
    (entry,) = entries
    assert entry.hints.language == "de-DE"
    short = Draft("1", "entry:1", "Zoll", original="Nr. 5.", text="Nr. 5.")
    assert formats.completed(short, entry.hints).language == "de"
    assert formats.completed(short, Hints()).language == "en"


def test_articles_that_a_program_hands_over() -> None:
    assert accepted(Draft("", "k", "Hafen", original=GERMAN, text=GERMAN), 10_000).language == "de"
