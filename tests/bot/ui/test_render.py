"""Answers and refusals within Discord's limits, for any text."""

from __future__ import annotations

import re
from dataclasses import replace

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.locale import languages, t, using_locale
from bot.text.markup import size
from bot.text.phrases import value_lines
from bot.ui.embeds import (
    answer_embed,
    articles_page,
    gone_page,
    help_page,
    outcome_embed,
    refusal_embed,
    source_page,
    status_page,
)
from retrieval import (
    Answer,
    Citation,
    Copy,
    Correction,
    DateNote,
    GivenValue,
    Page,
    Quote,
    QuoteContext,
    Reason,
    Refusal,
    Span,
    Status,
    YesNo,
)
from retrieval.outcomes import Agreement

from ..samples import SENTENCE, TITLE, citation, info, moved, text_of, tomahawk
from ..text.test_markup import ACTIVE, HOSTILE, literal, plain

LONG = st.builds(lambda text, times: text * times, HOSTILE, st.sampled_from([1, 1, 20, 200]))
URLS = st.none() | st.builds("https://example.org/{}".format, HOSTILE) | HOSTILE


NOTES = st.lists(st.builds(DateNote, st.just(Span(0, 1)), LONG.filter(bool), HOSTILE), max_size=6).map(tuple)


COPIES = st.lists(
    st.builds(Copy, st.integers(2, 9), LONG, st.none() | LONG, st.sampled_from([None, "2024-01-05"]), URLS),
    max_size=8,
).map(tuple)


@st.composite
def citations(draw: st.DrawFn, number: int = 1) -> Citation:
    text = draw(LONG.filter(bool))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    spans = tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))
    dates = st.sampled_from([None, "2024", "2024-01", "2024-01-05T10:00:00Z"])
    return Citation(
        number,
        Quote(1, 1, Span(0, len(text)), text, spans),
        title=draw(LONG),
        publisher=draw(st.none() | LONG),
        published_at=draw(dates),
        url=draw(URLS),
        dates=draw(NOTES),
        page=draw(st.none() | st.integers(1, 9999)),
        correction=draw(st.none() | LONG),
        gone=draw(st.booleans()),
        copies=draw(COPIES),
    )


ANSWERS = st.builds(
    lambda question, cited, doubtful, values: Answer(
        question,
        tuple(replace(c, number=n, published_at=None) for n, c in enumerate(cited, 1)),
        1.0,
        doubtful,
        values=tuple(values),
    ),
    LONG,
    st.lists(citations(), min_size=1, max_size=5),
    st.booleans(),
    st.lists(st.builds(GivenValue, st.sampled_from(Agreement), citations()), max_size=6),
)
REFUSALS = st.builds(
    Refusal, LONG, st.sampled_from(Reason), st.none() | citations(), st.lists(HOSTILE, max_size=9).map(tuple)
)


def within_limits(embed: discord.Embed) -> None:
    assert size(embed.title or "") <= 256
    assert size(embed.author.name or "") <= 256
    assert size(embed.description or "") <= 4096
    assert size(embed.footer.text or "") <= 2048
    assert len(embed.fields) <= 25
    for field in embed.fields:
        assert 1 <= size(field.name or "") <= 256
        assert 1 <= size(field.value or "") <= 1024
    assert size(text_of(embed)) <= 6000
    assert embed.url is None or re.fullmatch(r"https?://[!-~]{1,2040}", embed.url)


@settings(max_examples=60, deadline=None)
@given(ANSWERS, st.none() | LONG)
def test_any_answer_fits(answer: Answer, asked: str | None) -> None:
    embed = outcome_embed(answer, asked=asked)
    within_limits(embed)
    numbers = " ".join(re.findall(r"\*\*((?:\[\d\] ?)+)\*\*", literal(embed.description or "")))
    assert all(numbers.count(f"[{c.number}]") == 2 for c in answer.citations)


@settings(max_examples=60, deadline=None)
@given(REFUSALS)
def test_any_refusal_fits(refusal: Refusal) -> None:
    embed = outcome_embed(refusal, asked=refusal.question)
    within_limits(embed)
    assert any("not an answer" in (field.name or "") for field in embed.fields) is (
        refusal.nearest is not None
    )


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_no_text_of_an_article_becomes_markup(answer: Answer) -> None:
    """Once our own links, numbers, bold and block quotes are taken out, nothing is left to interpret."""
    rest = literal(answer_embed(answer).description or "")
    rest = re.sub(r"\]\(https?://[^\s()]+\)", "", re.sub(r"\*\*(\[\d\] ?)+\*\* \[?", "", rest))
    rest = re.sub(r"^-# ", "", rest, flags=re.MULTILINE)
    rest = re.sub(r"^> |\*\*", "", re.sub(r"\*\*\[\d\]\*\*", "", rest), flags=re.MULTILINE)
    assert not re.search(r"[*_~|`\[\]<>#@]|://", rest)


@settings(max_examples=40, deadline=None)
@given(citations(), LONG, LONG, st.booleans(), st.booleans())
def test_any_source_fits(cited: Citation, before: str, after: str, verified: bool, current: bool) -> None:
    embed = source_page(QuoteContext(cited, before, after, verified, current), index=4, total=5)
    within_limits(embed)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(LONG, URLS, st.none() | LONG), max_size=10))
def test_any_list_of_articles_fits(listed: list[tuple[str, str | None, str | None]]) -> None:
    items = tuple(info(n, title=title, url=url, publisher=who) for n, (title, url, who) in enumerate(listed))
    within_limits(articles_page(Page(items, total=10_000_000, offset=9_999_990)))


def test_the_example_answer_in_full() -> None:
    embed = answer_embed(tomahawk())
    assert embed.title == "April 1"
    assert embed.description == (
        "> Officials expect the deal to be finalized within the Japanese fiscal year’s planning horizon, "
        "which starts on **April 1**, aligning procurement timelines with broader defense modernization goals."
        " **[1]**\n\n"
        "> Japan is moving toward a formal agreement with the United States. **[2]**\n\n"
        f"**[1] [2]** {TITLE} · Kyodo and related briefings · undated"
    )
    assert embed.footer.text == (
        "Sure · As of an unknown date: the sources are undated.\nReply to this message to ask a follow-up."
    )


def test_what_a_misspelt_word_was_read_as_stands_first() -> None:
    corrected = (Correction("isreal", "Israel"), Correction("eclispe", "ecl*pse*"))
    answer = answer_embed(replace(tomahawk(), corrected=corrected)).description or ""
    assert answer.startswith("-# Showing results for Israel, ecl\\*pse\\*\n> Officials expect")
    refusal = Refusal("q", Reason.NOTHING_FOUND, corrected=corrected[:1])
    assert (refusal_embed(refusal).description or "").startswith("-# Showing results for Israel\n**")
    long = replace(tomahawk(), corrected=(Correction("a" * 24, "a" * 5000),))
    within_limits(answer_embed(long))


@pytest.mark.parametrize(
    ("language", "yes", "no"),
    [
        ("en", "Yes, as of 5 January 2024", "No"),
        ("de", "Ja, Stand 5. Januar 2024", "Nein"),
        ("es", "Sí, a fecha de 5 de enero de 2024", "No"),
        ("ja", "はい（2024年1月5日時点）", "いいえ"),
    ],
)
def test_yes_or_no_is_the_headline_with_the_day_of_the_first_quote(language: str, yes: str, no: str) -> None:
    dated = (
        citation(1, SENTENCE, "April 1", published_at="2024-01-05"),
        citation(2, published_at="2024-02-06"),
    )
    with using_locale(language):
        assert answer_embed(Answer("is it?", dated, 1.0, verdict=YesNo.YES)).title == yes
        assert answer_embed(Answer("is it?", (citation(1),), 1.0, verdict=YesNo.NO)).title == no
    assert answer_embed(Answer("is it?", dated, 1.0)).title == "April 1"


def test_what_other_articles_give_stands_above_the_quotes() -> None:
    embed = answer_embed(moved())
    assert embed.title == "13 people"
    assert (embed.description or "").startswith(
        "Sources disagree: “14 people” · 6 April 2024 · Reuters · \\[2\\]\n"
        "Earlier: “six people” · 3 March 2024 · Bay News; “four” · undated · Bay News\n\n"
        "> The quake killed **13 people**. **[1]**\n\n"
    )
    assert (embed.footer.text or "").startswith(
        "Likely: read the quote · 2 articles, 2 origins · As of 7 April 2024"
    )


@pytest.mark.parametrize(
    ("language", "disagree", "earlier"),
    [
        ("en", "Sources disagree: “14 people” · 6 April 2024", "Earlier: “six people” · 3 March 2024"),
        (
            "de",
            "Quellen widersprechen sich: „14 people“ · 6. April 2024",
            "Früher: „six people“ · 3. März 2024",
        ),
        (
            "es",
            "Las fuentes no coinciden: «14 people» · 6 de abril de 2024",
            "Antes: «six people» · 3 de marzo de 2024",
        ),
        (
            "ja",
            "出典により異なります：「14 people」 · 2024年4月6日",
            "以前の値：「six people」 · 2024年3月3日",
        ),
    ],
)
def test_what_other_articles_give_is_said_in_every_language(
    language: str, disagree: str, earlier: str
) -> None:
    with using_locale(language):
        lines = list(value_lines(moved()))
    assert lines[0].startswith(disagree)
    assert lines[1].startswith(earlier)
    with using_locale(language):
        newer = [replace(each, agreement=Agreement.NEWER) for each in moved().values]
        assert "14 people" in next(value_lines(replace(moved(), values=tuple(newer))))


def test_a_title_is_linked_and_a_date_shown() -> None:
    cited = citation(1, SENTENCE, url="https://example.org/a", published_at="2024-01-05")
    description = answer_embed(Answer("q", (cited,), 1.0)).description or ""
    assert (
        f"**[1]** [{TITLE}](https://example.org/a) · Kyodo and related briefings · 5 January 2024"
        in description
    )


def test_what_a_relative_date_means_stands_below_the_quote_and_never_in_it() -> None:
    text = "It will be signed *next month*."
    notes = (DateNote(Span(18, 30), "*next month*", "April 2024"),)
    cited = replace(citation(1, text, "signed", published_at="2024-03-12"), dates=notes)
    below = "-# “\\*next month\\*” = April 2024"
    answer = (answer_embed(Answer("q", (cited,), 1.0)).description or "").split("\n")
    assert answer[0] == "> It will be **signed** \\*next month\\*. **[1]**"
    assert answer[1] == below
    refusal = refusal_embed(Refusal("q", Reason.NOT_ANSWERED, cited)).fields[0].value or ""
    assert refusal.split("\n")[1] == below
    page = source_page(QuoteContext(cited, "Before. ", " After.", True, True), index=0, total=1)
    assert (page.description or "").endswith(f"__ After.\n{below}")


def test_pages_stand_next_to_the_date() -> None:
    one = replace(citation(1, SENTENCE, published_at="2024-01-05"), page=7)
    cited = (one, replace(one, number=2, page=4), replace(one, number=3, page=4))
    sources = (answer_embed(Answer("q", cited, 1.0)).description or "").rpartition("\n\n")[2]
    assert sources == f"**[1] [2] [3]** {TITLE} · Kyodo and related briefings · 5 January 2024 · pp. 4, 7"
    refusal = refusal_embed(Refusal("q", Reason.NOT_ANSWERED, one)).fields[0].value or ""
    assert refusal.endswith("· 5 January 2024 · p. 7")
    page = source_page(QuoteContext(one, "", "", verified=True, current=True), index=0, total=1)
    assert page.fields[-1].value == "5 January 2024 · p. 7"


def test_a_blank_title_or_publisher_leaves_no_hole() -> None:
    cited = citation(1, SENTENCE, title=" \n", publisher=" ", url="https://example.org/a")
    assert "**[1]** [Untitled](https://example.org/a) · undated" in text_of(
        answer_embed(Answer("q", (cited,), 1.0))
    )
    page = source_page(QuoteContext(cited, "", "", verified=True, current=True), index=0, total=1)
    assert page.title == "Untitled"
    assert [field.name for field in page.fields] == ["Published"]


def test_long_marks_and_unmarked_quotes_are_no_headline() -> None:
    assert answer_embed(Answer("q", (citation(1, SENTENCE),), 1.0)).title is None
    assert answer_embed(Answer("q", (citation(1, SENTENCE, SENTENCE),), 1.0)).title is None


def test_a_short_quote_leaves_its_room_to_a_long_one() -> None:
    short, long = citation(1, "Short."), citation(2, "word " * 1000)
    description = answer_embed(Answer("q", (short, long), 1.0)).description or ""
    assert 4000 < size(description) <= 4096


def test_a_refusal_without_anything_near() -> None:
    embed = refusal_embed(Refusal("q", Reason.EMPTY_LIBRARY))
    assert embed.fields == []
    assert plain(embed.description or "").startswith("**I have no articles yet")


def test_fixed_pages_fit() -> None:
    status = Status(1, 5, "m" * 500, 2, 3, None, reindexing=True)
    for embed in (
        help_page("x" * 300),
        gone_page(index=0, total=1),
        status_page(status, uptime=5, background=None),
    ):
        within_limits(embed)
    page = status_page(status, uptime=5, background=None)
    assert "3 indexed, 2 waiting for a reindex" in text_of(page)
    assert "never" in text_of(page)
    assert "under way" in text_of(page)


def test_the_pattern_of_these_tests_bites() -> None:
    assert ACTIVE.search("@everyone")
    assert ACTIVE.search("a\n- b")


@pytest.mark.parametrize("language", languages())
def test_what_may_not_answer_looks_like_neither_an_answer_nor_a_refusal(language: str) -> None:
    with using_locale(language):
        answer, refusal = tomahawk(), Refusal("q", Reason.NOT_ANSWERED)
        embed = outcome_embed(replace(answer, confidence=0.4, doubtful=True))
        sentence, certainty = t("may-not-answer"), t("certainty-doubtful")
    assert embed.title is None
    assert (embed.description or "").startswith(f"**{sentence}**\n\n> ")
    assert "**April 1**" in (embed.description or "")
    assert (embed.footer.text or "").startswith(certainty)
    assert len({embed.colour, outcome_embed(answer).colour, outcome_embed(refusal).colour}) == 3
