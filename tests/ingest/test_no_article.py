"""Pages that stand in an article's place: refused with the reason. Short articles that look like them are read."""

from __future__ import annotations

import pytest

from retrieval.errors import EmptyArticle
from retrieval.ingest import formats
from retrieval.types import Draft, Raw

from .field_cases import FIELD, data
from .pages import BODY, THIRD, page

KINDS = {
    "no-articles/consent-de.html": "consent",
    "no-articles/consent-fr.html": "consent",
    "cookie-wall-replaces-feed-text/cw1.html": "consent",
    "no-articles/not-found-es.html": "not found",
    "no-articles/not-found-ja.html": "not found",
    "no-articles/not-found-404.html": "not found",
    "challenge-soft404-paywall-stored/notfound.html": "not found",
    "challenge-soft404-paywall-stored/challenge.html": "checks its visitors",
    "no-articles/captcha.html": "checks its visitors",
    "no-articles/denied.html": "checks its visitors",
    "no-articles/login.html": "log in",
    "no-articles/script.html": "JavaScript",
    "no-articles/parked.html": "for sale",
    "no-articles/maintenance.html": "maintenance",
    "no-articles/stub-de.html": "without a subscription",
    "no-articles/stub-ja.html": "without a subscription",
    "challenge-soft404-paywall-stored/paywall.html": "without a subscription",
    "no-articles/refresh-saved.html": "leads on to another",
    "challenge-soft404-paywall-stored/redirecting.html": "leads on to another",
}
SHORT = sorted(path.name for path in (FIELD / "short-articles").iterdir())
URL = "https://quaycourier.example/2024/story"


def read(name: str, source: bytes) -> Draft:
    return formats.read(Raw(name, source, URL, URL))


@pytest.mark.parametrize(("name", "said"), KINDS.items())
def test_a_page_that_is_no_article_is_refused_with_the_reason(name: str, said: str) -> None:
    with pytest.raises(EmptyArticle, match=said):
        read("story.html", data(name))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("500 Internal Server Error", "an error"),
        ("HTTP 429: Too Many Requests", "an error"),
        ("Bad Gateway | The Example Times", "an error"),
        ("Error 503", "an error"),
        ("Unavailable For Legal Reasons", "an error"),
        ("Ad blocker detected", "turns"),
        ("Bitte deaktivieren Sie Ihren Adblocker", "turns"),
        ("Your browser is not supported", "turns"),
        ("Are you over 18?", "turns"),
        ("This content is not available in your country", "turns"),
    ],
)
def test_a_short_page_that_is_named_an_error_or_a_door_is_refused(title: str, said: str) -> None:
    source = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>Please change it and try again.</p>"
    with pytest.raises(EmptyArticle, match=said):
        read("story.html", source.encode())


@pytest.mark.parametrize(
    "title", ["Conflict", "Locked", "Gone fishing", "Are you over the moon?", "500 errors in a tax bill"]
)
def test_a_short_article_may_have_such_words_in_its_title(title: str) -> None:
    source = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{THIRD}</p>"
    assert read("story.html", source.encode()).title == title


def test_every_such_page_of_the_folder_is_tried() -> None:
    assert {f"no-articles/{path.name}" for path in (FIELD / "no-articles").iterdir()} <= set(KINDS)


@pytest.mark.parametrize("name", SHORT)
def test_a_short_article_is_read(name: str) -> None:
    assert read("story.html", data(f"short-articles/{name}")).text


@pytest.mark.parametrize(
    "around",
    [
        "<title>Just a moment...</title>",
        '<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0;url=/x">',
        '<link rel="x" href="/cdn-cgi/challenge-platform/x">',
    ],
)
def test_a_long_text_is_an_article_whatever_stands_round_it(around: str) -> None:
    assert THIRD in read("story.html", page(BODY, head=around).encode()).text


def test_a_long_beginning_that_ends_in_an_invitation_is_read_with_a_warning() -> None:
    cut = "<p>The minister's own party was split over the question whether…</p>"
    end = f"{cut}<p>To read the full story, subscribe or sign in.</p>"
    draft = read("story.html", page(BODY + end).encode())
    assert THIRD in draft.text
    assert any("subscription" in warning for warning in draft.warnings)
    assert read("story.html", page(BODY).encode()).warnings == ()
