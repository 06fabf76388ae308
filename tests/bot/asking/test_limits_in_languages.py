"""Discord's limits hold in every language; the words around the longest texts differ in length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import discord
import pytest

from bot.admin.reindex import CancelReindexButton
from bot.admin.status import add_usage
from bot.asking.buttons import ContinueButton, ShowButton, SourcePageButton, SourcesButton
from bot.claims.embeds import finding_embed
from bot.feed_posts.embeds import post_embed, posting_page
from bot.library.buttons import RestoreButton
from bot.library.embeds import ArticleDetails, article_page, feed_page, feeds_page
from bot.library.feed_loop import failing_line
from bot.library.feeds import FeedMenu, RemoveFeedButton
from bot.text.locale import found, languages, using_locale
from bot.text.markup import size
from bot.ui.embeds import (
    answer_embed,
    articles_page,
    gone_page,
    help_page,
    refusal_embed,
    source_page,
    status_page,
)
from bot.ui.progress import report_of
from retrieval import (
    Answer,
    Change,
    FeedState,
    Finding,
    Page,
    QuoteContext,
    Reason,
    Refusal,
    ScopeUsage,
    Settings,
    Span,
    Stance,
    Status,
    Version,
)
from retrieval.news import FeedPosting, PostedStory, PostsPaused, Presence

from ..samples import MOMENT, article, feed, info
from ..text.sentences import sentences
from ..text.test_provenance import WIDE, widest
from ..ui.test_render import within_limits

MANY = ("*" * 80,) * 40
POSTING = FeedPosting(
    1, f"discord:channel:{2**63}", True, True, str(2**63), MANY, MANY, MANY, PostsPaused.PLACE
)
ROOM = {
    "posts-button-": 80,
    "posts-menu-": 150,
    "posts-form-how": 100,
    "posts-form-": 45,
    r"button-|setup-button-|setup-undo|setup-redo|forget-button": 80,
    r"setup-form": 45,
    r"setup-menu-|pick-": 150,
    r"field-|status-|article-(?:byline|updated|language|size|version)$": 256,
    r"setup-\w+$": 100,
}
"""What kind of place the keys that begin so stand in -> the most characters Discord takes there. The first counts."""


@pytest.fixture(params=languages())
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language in force."""
    with using_locale(request.param):
        yield request.param


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("count", [1, 5])
def test_the_longest_answer_fits_and_leaves_room_for_the_quotes(count: int) -> None:
    embed = answer_embed(Answer("q", tuple(widest(n) for n in range(1, count + 1)), 1.0))
    within_limits(embed.set_author(name="x" * 256))
    quotes = (embed.description or "").rsplit("\n\n", 1)[0].split("\n\n")
    assert len(quotes) == count
    assert all(size(quote) > 150 for quote in quotes)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("reason", list(Reason))
def test_the_longest_refusal_fits(reason: Reason) -> None:
    refusal = Refusal(WIDE, reason, widest(1), missing=(WIDE,) * 5, since=date(2023, 9, 28))
    within_limits(refusal_embed(refusal))
    within_limits(refusal_embed(replace(refusal, until=date(2024, 9, 30), nearest=None)))


def full_status() -> discord.Embed:
    status = Status(10**7, 10**8, "m" * 500, 10**6, 10**8, None, reindexing=True)
    page = status_page(status, uptime=10**7, background=None)
    add_usage(page, ScopeUsage("guild:1", *(10**7,) * 7, None), Settings())
    return page


@pytest.mark.usefixtures("language")
def test_pages_fit() -> None:
    context = QuoteContext(widest(1), WIDE, WIDE, verified=True, current=False, kept=False)
    items = tuple(replace(info(n, title=WIDE, publisher=WIDE), gone_at=MOMENT) for n in range(10))
    for embed in (
        source_page(context, index=4, total=5),
        source_page(replace(context, verified=False), index=4, total=5),
        gone_page(index=0, total=1),
        articles_page(Page(items, total=10_000_000, offset=9_999_980)),
        articles_page(Page((), total=0, offset=0)),
        full_status(),
        help_page("x" * 300),
    ):
        within_limits(embed)


@pytest.mark.usefixtures("language")
def test_pages_of_the_library_fit() -> None:
    stored = article(
        7, title=WIDE, publisher=WIDE, byline=WIDE, language=WIDE, published_at="2024-09-30", date_origin=WIDE,
        updated_at="2024-09-30", url=f"https://example.org/?{'&' * 3000}", correction=WIDE, gone_at=MOMENT,
    )  # fmt: skip
    first = Version(1, WIDE, MOMENT, None, None, None, ())
    changes = tuple(Change(f"{n}{WIDE}", added=bool(n % 2)) for n in range(40))
    newest = replace(first, number=2, changes=changes)
    feeds = [feed(n, title=WIDE, state=FeedState.FAILING, error=WIDE, articles=10**9) for n in range(30)]
    for embed in (
        article_page(ArticleDetails(stored, (first, newest), widest(1).copies, 5)),
        feeds_page(feeds, 8),
        feeds_page([], 0),
        feeds_page(feeds, 8, {each.id: POSTING for each in feeds}),
        feed_page(feeds[0], POSTING),
        posting_page(WIDE, POSTING),
        *(
            post_embed(PostedStory(WIDE, WIDE, WIDE, "2024-09-30", None, None, WIDE, each, MOMENT, MOMENT))
            for each in Presence
        ),
    ):
        within_limits(embed)
    assert size(failing_line(feeds[0])) <= 2000
    assert size(report_of([WIDE] * 100)) <= 2000


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("stance", list(Stance))
def test_findings_fit(stance: Stance) -> None:
    within_limits(finding_embed(Finding(WIDE, Span(0, len(WIDE)), stance, (widest(1), widest(2)))))


def test_labels_fit(language: str) -> None:
    for key in sentences(language):
        text = found(language, key)
        limit = next((most for start, most in ROOM.items() if re.match(start, key)), None)
        if text is not None and limit is not None and "." not in key:
            assert size(text) <= limit, f"{language}: {key}: {text}"


@pytest.mark.usefixtures("language")
def test_buttons_are_labelled_in_the_language_in_force() -> None:
    view = discord.ui.View()
    for item in (
        SourcesButton(1),
        SourcePageButton(1, 2, "back"),
        CancelReindexButton(2**63),
        RestoreButton(1),
        RemoveFeedButton(1),
        FeedMenu(0, [feed(1)]),
        ContinueButton(1),
        ShowButton(1),
    ):
        view.add_item(item)
    parts = [part for row in view.to_components() for part in row["components"]]
    assert all(1 <= size(part.get("label") or part["placeholder"]) <= 80 for part in parts)
