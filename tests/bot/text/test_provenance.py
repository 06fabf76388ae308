"""Corrections, copies, what is gone: said beside the source, within the limits, and never as markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.embeds import ArticleDetails, article_page, feed_page, feeds_page
from bot.text.markup import size
from bot.text.phrases import also_in_line, correction_line, origins_line, stood_line
from bot.ui.embeds import answer_embed, articles_page, refusal_embed, source_page
from retrieval import (
    Answer,
    Change,
    Citation,
    Copy,
    FeedState,
    Page,
    QuoteContext,
    Reason,
    Refusal,
    Version,
)
from retrieval.news import FeedPosting, PostsPaused
from retrieval.types import Former

from ..samples import MOMENT, SENTENCE, TITLE, article, citation, copy, feed, info, text_of
from ..ui.test_render import COPIES, LONG, URLS, within_limits

WIRE = replace(
    citation(1, SENTENCE, published_at="2024-01-05"),
    story=3,
    copies=(copy(2, "Reuters"), copy(3, "*Bay* News"), copy(4), copy(5, "Reuters"), copy(6, "Post")),
)


@pytest.mark.parametrize(
    ("notice", "line"),
    [
        (None, ""),
        (" \n", ""),
        ("Correction: it cost ten.", "⚠ Correction: it cost ten."),
        ("Editor's note: it cost ten.", "⚠ Editor's note: it cost ten."),
        ("Berichtigung: Es waren zehn.", "⚠ Berichtigung: Es waren zehn."),
        ("An earlier version was corrected.", "⚠ Correction: An earlier version was corrected."),
        ("This article was updated at 10:30.", "⚠ Note: This article was updated at 10:30."),
    ],
)
def test_a_notice_is_named_for_what_it_is(notice: str | None, line: str) -> None:
    assert correction_line(notice) == line


STOOD = replace(WIRE, former=Former(date(2024, 3, 1), date(2024, 3, 4)))


def test_a_former_version_is_shown_as_what_it_is() -> None:
    line = "As it stood on 1 March 2024; changed on 4 March 2024."
    assert [stood_line(each) for each in (WIRE, STOOD)] == ["", line]
    answer = Answer("q", (STOOD,), 0.9, known_by=date(2024, 3, 1))
    shown = text_of(answer_embed(answer))
    assert "-# As it was known on 1 March 2024\n" in shown
    assert f"\n-# {line}\n-# also in" in shown
    refusal = Refusal("q", Reason.NOTHING_YET, since=date(2024, 3, 4), until=date(2024, 3, 1))
    assert "published by 1 March 2024: the oldest is of 4 March 2024." in text_of(refusal_embed(refusal))


def test_copies_are_named_once_each_and_counted() -> None:
    assert also_in_line(()) == ""
    assert also_in_line((copy(1), copy(2, "Post"))) == "also in: Copy 1, Post"
    assert also_in_line(WIRE.copies) == "also in: Reuters, *Bay* News, Copy 4 and 1 more"


def test_independent_voices_are_counted() -> None:
    assert origins_line(Answer("q", (WIRE,), 1.0)) == "6 articles, 1 origin"
    assert origins_line(Answer("q", (citation(1),), 1.0)) == ""
    same = replace(citation(2), quote=replace(citation(2).quote, article_id=9))
    assert origins_line(Answer("q", (WIRE, replace(same, publisher="Post")), 1.0)) == "7 articles, 2 origins"
    assert origins_line(Answer("q", (WIRE, same), 1.0)) == "7 articles, 1 origin"


def test_an_answer_says_it_below_the_source_and_in_the_footer() -> None:
    cited = replace(WIRE, correction="Correction: it was *May*.", gone=True)
    embed = answer_embed(Answer("q", (cited, replace(cited, number=2)), 1.0))
    assert (embed.description or "").rpartition("\n\n")[2] == (
        f"**[1] [2]** {TITLE} · Kyodo and related briefings · 5 January 2024 · no longer online\n"
        "-# ⚠ Correction: it was \\*May\\*.\n"
        "-# also in: Reuters, \\*Bay\\* News, Copy 4 and 1 more"
    )
    assert (embed.footer.text or "").startswith("Sure · 6 articles, 1 origin · As of 5 January 2024")
    near = refusal_embed(Refusal("q", Reason.NOT_ANSWERED, cited)).fields[0].value or ""
    assert "no longer online\n-# ⚠ Correction" in near


def test_the_source_page_tells_a_newer_version_from_one_that_takes_it_back() -> None:
    context = QuoteContext(WIRE, "", "", verified=True, current=False)
    newer = source_page(context, index=0, total=1)
    assert "; a newer version of the article exists" in (newer.footer.text or "")
    changed = source_page(replace(context, kept=False), index=0, total=1)
    assert "; the article was changed later and no longer says this" in (changed.footer.text or "")
    same = source_page(replace(context, current=True), index=0, total=1)
    assert (same.footer.text or "").endswith("just now")


def test_the_source_page_has_a_field_for_each() -> None:
    cited = replace(WIRE, correction="Correction: May.", gone=True)
    page = source_page(QuoteContext(cited, "", "", verified=True, current=True), index=0, total=1)
    fields = {field.name: field.value or "" for field in page.fields}
    assert fields["Address"] == "no longer online"
    assert fields["Correction"] == "⚠ Correction: May."
    assert fields["Also in"].split("\n")[0] == "Reuters · 5 January 2024"
    assert fields["Also in"].endswith("and 1 more")


WIDE = "*" * 5000
FAR = "https://example.org/" + "a" * 230


def widest(number: int) -> Citation:
    """Every part as long as it may be, another article each time."""
    text = WIDE if number % 2 else "w" * 5000
    return replace(
        citation(number, text, title=f"{number}{WIDE}", publisher=WIDE, url=f"{FAR}{number}"),
        published_at="2024-09-30",
        correction=WIDE,
        gone=True,
        copies=tuple(copy(n, f"{n}{WIDE}", f"https://example.org/{'b' * 90}{n}") for n in range(9)),
        page=123456,
    )


@pytest.mark.parametrize("count", range(1, 6))
def test_the_longest_of_everything_fits_and_leaves_room_for_the_quotes(count: int) -> None:
    answer = Answer("q", tuple(widest(n) for n in range(1, count + 1)), 1.0)
    embed = answer_embed(answer).set_author(name="x" * 256)
    within_limits(embed)
    quotes = (embed.description or "").rsplit("\n\n", 1)[0].split("\n\n")
    assert len(quotes) == count
    assert all(size(quote) > 150 for quote in quotes)
    assert (embed.description or "").count("⚠ Correction:") == 0  # the notice is all asterisks: a note
    assert (embed.description or "").count("-# ⚠ Note: ") == count
    assert (embed.description or "").count("also in:") == count
    within_limits(refusal_embed(Refusal("q", Reason.NOT_ANSWERED, widest(1))))
    context = QuoteContext(widest(1), WIDE, WIDE, verified=True, current=False, kept=False)
    within_limits(source_page(context, index=4, total=5))


def test_a_full_list_of_the_longest_articles_fits() -> None:
    items = [
        replace(info(n, title=WIDE, publisher=WIDE, url=f"https://example.org/{'a' * 99}"), gone_at=MOMENT)
        for n in range(10)
    ]
    items = [replace(each, published_at="2024-09-30") for each in items]
    within_limits(articles_page(Page(tuple(items), total=10_000_000, offset=9_999_980)))


@settings(max_examples=30, deadline=None)
@given(LONG, LONG, URLS, COPIES, st.lists(st.builds(Change, LONG, st.booleans()), max_size=40))
def test_any_article_fits(
    title: str, fact: str, url: str | None, copies: tuple[Copy, ...], changes: list[Change]
) -> None:
    stored = article(
        7,
        title=title,
        text=fact,
        publisher=fact,
        byline=fact,
        language=fact or "en",
        published_at="2024-09-30",
        date_origin=fact,
        updated_at="2024-09-30",
        url=url,
        correction=fact,
        gone_at=MOMENT,
    )
    first = Version(1, title, MOMENT, None, None, None, ())
    second = replace(first, number=2, changes=tuple(changes))
    within_limits(article_page(ArticleDetails(stored, (first, second), copies, 5)))


def test_the_longest_article_and_feeds_fit() -> None:
    stored = article(
        7,
        title=WIDE,
        publisher=WIDE,
        byline=WIDE,
        language=WIDE,
        published_at="2024-09-30",
        date_origin=WIDE,
        updated_at="2024-09-30",
        url=f"{FAR}?{'&' * 3000}",
        correction=WIDE,
        gone_at=MOMENT,
    )
    first = Version(1, WIDE, MOMENT, None, None, None, ())
    changes = tuple(Change(f"{n}{WIDE}", added=bool(n % 2)) for n in range(40))
    page = article_page(
        ArticleDetails(stored, (first, replace(first, number=2, changes=changes)), widest(1).copies, 5)
    )
    within_limits(page)
    assert "… and 3" in (page.description or "")
    feeds = [
        replace(
            feed(n, title=WIDE, state=FeedState.FAILING, error=WIDE, articles=10**9),
            url=f"https://example.org/{'a' * 100}",
        )
        for n in range(30)
    ]
    lost = FeedPosting(1, f"discord:channel:{2**63}", paused=PostsPaused.PLACE)
    within_limits(feeds_page(feeds, 8, {each.id: lost for each in feeds}))
    within_limits(feed_page(feeds[0], lost))


def test_a_change_without_sentences_says_so() -> None:
    first = Version(1, "T", MOMENT, None, None, None, ())
    page = article_page(ArticleDetails(article(7), (first, replace(first, number=2)), (), None))
    assert "no sentence" in text_of(page)
