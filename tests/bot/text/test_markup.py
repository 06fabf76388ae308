"""Any text shows exactly as it is, and nothing breaks out of its place or its limit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.markup import (
    ELLIPSIS,
    address_of_quote,
    clip,
    clip_plain,
    ending,
    escape,
    link,
    marked,
    quoted,
    size,
    web_address,
)

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(list("*_~|`[]()<>#@:/\\-+.1> \n\tabc,é漢😀\u202e\u05d0")),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=300,
)
RUNS = st.lists(st.tuples(HOSTILE.filter(bool), st.booleans()), min_size=1, max_size=5)

# What an app of Discord would act on, in text where every backslash pair has been taken out.
ACTIVE = re.compile(
    r"[*_~|`\[\]<>#@]|://|:[^\s:]+:|^[ \t]*(?:[-+]|\d+\.)(?=\s)",
    re.MULTILINE,
)


def literal(shown: str) -> str:
    """What is left to interpret: escaped characters taken out."""
    return re.sub(r"\\[^0-9A-Za-z\s]", "\u00b7", shown)


def plain(shown: str) -> str:
    """What a person reads."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", shown)


@given(HOSTILE)
def test_nothing_is_left_to_interpret_and_nothing_is_lost(text: str) -> None:
    assert not ACTIVE.search(literal(escape(text)))
    assert plain(escape(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "**bold** __u__ ~~s~~ ||spoiler|| `code` ```block```",
        "[x](https://evil.example) <https://a.b> https://a.b/c_d",
        "@everyone @here <@1> <@!1> <@&1> <#1> </ask:1> <t:1:R> <a:x:1> <id:guide> :smile:",
        "# h\n## h\n-# small\n> q\n>>> q\n- a\n  * b\n1. c",
        "trailing \\",
    ],
)
def test_known_ways_to_break_out(text: str) -> None:
    assert not ACTIVE.search(literal(escape(text)))
    assert plain(escape(text)) == text


@given(HOSTILE)
def test_ordinary_prose_stays_readable(text: str) -> None:
    words = "It costs 5.50 (about 10:30), says U.S. – maybe."
    assert escape(words) == words
    assert size(escape(text)) <= 2 * size(text)


@given(RUNS, st.integers(10, 400))
def test_marked_text_fits_and_is_cut_only_where_it_says_so(runs: list[tuple[str, bool]], limit: int) -> None:
    shown = marked(runs, limit)
    assert size(shown) <= limit
    read = re.sub(r"(\\[^0-9A-Za-z\s])|\*\*", r"\1", shown)
    text = "".join(part for part, _ in runs)
    assert plain(read).removeprefix(ELLIPSIS).removesuffix(ELLIPSIS) in text
    assert literal(shown).count("**") % 2 == 0
    if not shown.startswith(ELLIPSIS) and not shown.endswith(ELLIPSIS):
        assert plain(read) == text


def test_a_cut_keeps_the_marked_words_and_falls_between_words() -> None:
    runs = [("far " * 100, False), ("April 1", True), (" near" * 100, False)]
    shown = marked(runs, 60)
    assert "far **April 1** near" in shown
    assert re.fullmatch(r"…(far )+\*\*April 1\*\*( near)+…", shown)


def test_marks_far_apart_keep_the_first() -> None:
    runs = [("a ", False), ("first", True), (" x" * 300, False), ("second", True)]
    shown = marked(runs, 40)
    assert "**first**" in shown
    assert "second" not in shown


def test_a_mark_too_long_for_its_place_is_cut_at_its_end() -> None:
    assert marked([("x" * 500, True)], 20) == "**" + "x" * 15 + "**…"


def test_a_text_without_spaces_can_be_cut() -> None:
    assert marked([("漢" * 500, False)], 20) == "漢" * 19 + "…"
    assert size(marked([("😀" * 500, False)], 20)) == 19


def test_bold_and_block_quotes_span_lines() -> None:
    runs = [("one\ntwo ", False), ("three\n\nfour", True)]
    assert quoted(runs, 100) == "> one\n> two **three**\n> \n> **four**"


@given(HOSTILE, st.integers(10, 200))
def test_a_clip_is_one_line_that_fits(text: str, limit: int) -> None:
    shown = clip(text, limit)
    assert size(shown) <= limit
    assert "\n" not in shown
    assert size(clip_plain(text, limit)) <= limit
    assert "\n" not in clip_plain(text, limit)


@given(HOSTILE, st.integers(10, 200))
def test_an_ending_is_the_end(text: str, limit: int) -> None:
    shown = ending(text, limit)
    assert size(shown) <= limit
    assert text.endswith(plain(shown).removeprefix(ELLIPSIS))


def test_right_to_left_text_keeps_to_itself() -> None:
    assert clip("\u202eevil", 20) == "\u2068\u202eevil\u2069"
    assert clip("plain", 20) == "plain"


def test_control_characters_and_broken_halves_are_replaced() -> None:
    assert escape("a\x00b\ud800c") == "a\ufffdb\ufffdc"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        ("https://example.org/a b(c)[d]<e>|f", "https://example.org/a%20b%28c%29%5Bd%5D%3Ce%3E%7Cf"),
        ("https://müller.de/ü", "https://xn--mller-kva.de/%C3%BC"),
        ("http://localhost:80/x", "http://localhost:80/x"),
        ("https://example.org/漢#:~:text=a,b", "https://example.org/%E6%BC%A2#:~:text=a,b"),
        ("javascript:alert(1)", None),
        ("ftp://example.org", None),
        ("https://trusted.org@evil.org/", None),
        ("https://", None),
        ("https://exa mple.org", None),
        ("https://[::1", None),
        ("not a url", None),
        ("https://example.org/" + "a" * 3000, None),
        ("", None),
        (None, None),
    ],
)
def test_only_plain_web_addresses_are_linked(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


@given(HOSTILE, HOSTILE)
def test_a_link_ends_where_it_should(text: str, path: str) -> None:
    shown = link(text, f"https://example.org/{path}", text_limit=80, url_limit=2000)
    target = re.fullmatch(r"\[(.*)\]\((https://example\.org/[^\s()<>\[\]]*)\)", shown)
    assert target
    assert not ACTIVE.search(literal(target[1]))


@pytest.mark.parametrize(
    ("url", "words", "page", "address"),
    [
        ("https://a.org/b", "It is short.", None, "https://a.org/b#:~:text=It%20is%20short."),
        (
            "https://a.org/b?c=1",
            "One two three four five six seven eight nine ten eleven.",
            None,
            "https://a.org/b?c=1#:~:text=One%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven.",
        ),
        (
            "https://a.org/b",
            "A well-kept, 100% café & bar",
            None,
            "https://a.org/b#:~:text=A%20well%2Dkept%2C%20100%25%20caf%C3%A9%20%26%20bar",
        ),
        ("https://a.org/b.pdf", "It is short.", 4, "https://a.org/b.pdf#page=4"),
        ("https://a.org/b#part", "It is short.", None, "https://a.org/b#part"),
        ("https://a.org/b", "x" * 3000, None, "https://a.org/b"),
        ("javascript:alert(1)", "It is short.", None, None),
        (None, "It is short.", None, None),
    ],
)
def test_a_source_opens_at_its_quote(
    url: str | None, words: str, page: int | None, address: str | None
) -> None:
    assert address_of_quote(url, words, page) == address


def test_a_right_to_left_quote_reads_in_its_own_direction_line_by_line() -> None:
    hebrew = "כך מסר משרד הביטחון (Ministry of Defense) ביום שלישי"
    shown = quoted([(f"{hebrew}\nplain\n", False), (hebrew, True)], 400)
    assert shown == f"> \u2068{hebrew}\u2069\n> plain\n> \u2068**{hebrew}**\u2069"
    assert size(quoted([(f"{hebrew}\n" * 30, False)], 300)) <= 300
    assert quoted([("all in English", False)], 400) == "> all in English"
