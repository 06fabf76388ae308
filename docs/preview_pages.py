"""The pages that are drawn: each is built by the bot's own functions from `preview_samples`.

Add a page by adding a function with `@page`; its name is the name of its picture.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from inspect import isawaitable

import discord
import preview_samples as samples
from discord_html import Names, Post

from bot.admin.audit_log import UndoMenu, log_page, undoable
from bot.admin.reindex import CancelReindexButton, ReindexNowButton, RollbackButton, plan_line, plan_page
from bot.admin.status import FILE, add_picture, add_usage, picture_of
from bot.admin.unanswered import (
    AddSourceButton,
    DismissButton,
    DismissMenu,
    UnansweredPageButton,
    dismissal_question,
    feedback_page,
    unanswered_page,
)
from bot.asking.admission import again_line, place_line
from bot.asking.buttons import NO_VOTES, SourcePageButton, SourcesButton, _reason_modal, answer_view
from bot.asking.limits import Limit, Wait
from bot.asking.queue import Place
from bot.briefings.buttons import page_view
from bot.briefings.embeds import briefing_embed
from bot.claims.embeds import verdict_line, verdict_pages
from bot.corrections.embeds import errata_embed, told_line
from bot.exceptions import NeedsManageServer
from bot.feed_posts.buttons import PostDetailsButton
from bot.feed_posts.embeds import post_embed, posting_page
from bot.library.buttons import ArticlesPageButton, RestoreButton
from bot.library.embeds import ArticleDetails, article_page, feed_page, feeds_page
from bot.library.feeds import (
    FeedMenu,
    FeedsPageButton,
    PostsButton,
    RemoveFeedButton,
    posting_controls,
    words_form,
)
from bot.places import Right
from bot.preferences import ChannelPreferences, Preferences
from bot.privacy.cog import ErrataButton, ForgetMeButton, confirm_line, privacy_page
from bot.setup.actions import ForeignChoice
from bot.setup.cog import _item
from bot.setup.controls import controls, form
from bot.setup.panel import News, Scene, setup_page
from bot.setup.state import At, Control, Section
from bot.text.errors import sentence
from bot.text.locale import t, using_locale
from bot.text.phrases import Face, reindex_line
from bot.timeline.embeds import timeline_embed
from bot.timeline.picture import FILE as TIMELINE_FILE
from bot.timeline.picture import picture_of as timeline_picture_of
from bot.ui.components import view_of
from bot.ui.embeds import articles_page, gone_page, help_page, outcome_embed, source_page, status_page
from bot.ui.permission_hints import hint_line
from bot.ui.plain_text import embed_as_text
from bot.ui.progress import bar
from bot.watches.buttons import (
    EndServerWatchButton,
    ServerWatchesButton,
    ServerWatchesPageButton,
    ServerWatchMenu,
    StopWatchButton,
    WatchesPageButton,
    WatchMenu,
    _buttons,
)
from bot.watches.embeds import (
    end_question,
    news_embed,
    news_line,
    server_watches_page,
    set_line,
    watch_page,
    watches_page,
)
from retrieval import (
    Outcome,
    Page,
    PersonalDataSummary,
    Progress,
    Reason,
    Refusal,
    ReindexSummary,
    Settings,
    Tally,
)
from retrieval.news import Timeline, Watch

Build = Callable[[], Sequence[Post] | Awaitable[Sequence[Post]]]
PAGES: dict[str, tuple[str, Build]] = {}
"""Name of the picture -> the language it is in, and what builds its messages."""

NAMES = Names(
    channels={11: "news", 12: "announcements-and-breaking-news", 13: "newsroom-forum", 14: "bot-talk"},
    roles={21: "Editors", 22: "Patrons", 23: "Night Desk"},
    people={7: "Ann"},
    now=samples.NOW,
)
CHANNEL = discord.TextChannel.__new__(discord.TextChannel)
"""Only its kind matters: buttons that a text channel has."""
CHOSEN = Preferences(
    language="de",
    channels=(11, 12, 14),
    auto_channels=(13,),
    asker_roles=(21, 22),
    manager_roles=(23,),
    publishers=("Kyodo News", "The Bay Area Daily Chronicle and Evening Standard", "共同通信"),
    overrides={12: ChannelPreferences(auto=True, per_minute=5)},
)
SCENE = Scene(
    1, publishers=("Kyodo News", "共同通信", "The Bay Area Daily Chronicle and Evening Standard", "Reuters")
)


def page(*languages: str) -> Callable[[Build], Build]:
    """Draw it in English, and in these languages besides."""

    def add(build: Build) -> Build:
        name = build.__name__.replace("_", "-")
        PAGES[name] = ("en", build)
        for language in languages:
            PAGES[f"{name}-{language}"] = (language, build)
        return build

    return add


async def posts_of(name: str) -> Sequence[Post]:
    """The messages of a page, in its language."""
    language, build = PAGES[name]
    with using_locale(language):
        made = build()
        return await made if isawaitable(made) else made  # type: ignore[return-value]  # one or the other


def names_of(name: str) -> Names:
    return replace(NAMES, locale=PAGES[name][0])


def answered(outcome: Outcome, votes: Tally = NO_VOTES) -> list[Post]:
    view = answer_view(outcome, 4711, CHANNEL, votes=votes)
    return [Post(embeds=[outcome_embed(outcome)], view=view, asks=outcome.question)]


@page("de", "es", "ja")
def answer() -> Sequence[Post]:
    return answered(samples.tomahawk(), Tally(12, 1))


@page("de", "es", "ja")
def answer_yes_or_no() -> Sequence[Post]:
    return answered(samples.yes_or_no())


@page("de", "es", "ja")
def answer_that_moved() -> Sequence[Post]:
    return answered(samples.moved())


@page("de", "es", "ja")
def answer_of_two_things() -> Sequence[Post]:
    return answered(samples.two_things())


@page("de", "es", "ja")
def answer_as_of_a_day() -> Sequence[Post]:
    return answered(samples.as_it_stood())


@page("de", "es", "ja")
async def timeline() -> Sequence[Post]:
    found = samples.timeline()
    picture = await timeline_picture_of(found)
    assert picture is not None  # noqa: S101  # the sample has numbers
    embed = timeline_embed(found, drawn=True)
    return [Post(embeds=[embed], pictures={TIMELINE_FILE: picture.png}, asks=found.question)]


@page()
def timeline_of_one_value() -> Sequence[Post]:
    found = Timeline(samples.tomahawk())
    return [Post(embeds=[timeline_embed(found)], asks=found.question)]


@page()
def answer_of_five_quotes() -> Sequence[Post]:
    return answered(samples.five())


@page()
def answer_in_other_scripts() -> Sequence[Post]:
    return answered(samples.foreign())


@page()
def answer_without_headline() -> Sequence[Post]:
    return answered(samples.no_headline())


@page("ja")
def answer_private() -> Sequence[Post]:
    outcome = samples.tomahawk()
    embed = outcome_embed(outcome, asked=outcome.question, face=Face.PRIVATE)
    return [Post(embeds=[embed], view=answer_view(outcome, 4711, CHANNEL, private=True), private=True)]


@page("de")
def doubtful() -> Sequence[Post]:
    return answered(samples.doubtful())


@page("de")
def refusal() -> Sequence[Post]:
    return answered(samples.refusal())


@page()
def refusals() -> Sequence[Post]:
    others = [
        Refusal("bridge?", reason)
        for reason in (Reason.EMPTY_LIBRARY, Reason.NOT_A_QUESTION, Reason.NOTHING_FOUND)
    ]
    return [
        Post(embeds=[outcome_embed(each)])
        for each in (samples.outside_time(), samples.nothing_yet(), *others)
    ]


@page("de")
def source() -> Sequence[Post]:
    context = samples.in_paragraph(samples.tomahawk().citations[1])
    view = view_of(SourcePageButton(1, 0, "back"), SourcePageButton(1, 2, "on", disabled=True))
    return [Post(embeds=[source_page(context, index=1, total=2)], view=view, private=True)]


@page()
def source_with_correction_and_copies() -> Sequence[Post]:
    cited = samples.five().citations
    first, second = (samples.in_paragraph(each) for each in cited[:2])
    changed = replace(first, current=False)
    shown = [source_page(changed, index=0, total=5), source_page(second, index=1, total=5)]
    return [Post(embeds=[each], private=True) for each in (*shown, gone_page(index=2, total=5))]


@page()
def source_in_other_scripts() -> Sequence[Post]:
    cited = samples.foreign().citations
    return [
        Post(embeds=[source_page(samples.in_paragraph(each), index=n, total=4)], private=True)
        for n, each in enumerate(cited)
        if n in (0, 3)
    ]


@page()
def articles() -> Sequence[Post]:
    view = view_of(ArticlesPageButton(0, "back", disabled=True), ArticlesPageButton(10, "on"))
    return [Post(embeds=[articles_page(Page(samples.infos(), 168, 0))], view=view, private=True)]


@page("de", "ja")
def help() -> Sequence[Post]:
    return [Post(embeds=[help_page("Dateline")], private=True)]


@page()
def library_show() -> Sequence[Post]:
    shown = ArticleDetails(samples.article(), samples.versions(), samples.copies(), 9)
    return [Post(embeds=[article_page(shown)], private=True)]


@page()
def library_remove() -> Sequence[Post]:
    line = t("article-removed-undo", title=samples.article().title, days=30)
    return [Post(line, view=view_of(RestoreButton(4)))]


@page()
def library_feeds() -> Sequence[Post]:
    feeds, postings = samples.feeds(), {each.feed_id: each for each in samples.postings()}
    view = view_of(PostsButton("open", 2), RemoveFeedButton(2), FeedsPageButton(0, "keep"))
    one = Post(embeds=[feed_page(feeds[1], postings[2])], view=view, private=True)
    listed = Post(embeds=[feeds_page(feeds, 0, postings)], view=view_of(FeedMenu(0, feeds)), private=True)
    return [listed, one]


@page("de", "es", "ja")
def feed_posts_set_up() -> Sequence[Post]:
    """Nothing yet, in an announcement channel, in one that is lost, in a forum that asks for a tag, and the form."""
    full, lost = samples.postings()
    of_forum = replace(full, thread=False, publish=False, role=None)
    shown = [
        Post(
            embeds=[posting_page("Bay News: Top Stories", posting, tag)],
            view=view_of(*posting_controls(1, posting, has_threads=tag is None, is_news=posting is full)),
            private=True,
        )
        for posting, tag in ((None, None), (full, None), (lost, None), (of_forum, "News *of the day*"))
    ]
    return [*shown, Post(form=words_form(1, full), private=True)]


@page("de", "es", "ja")
def feed_posts() -> Sequence[Post]:
    shown = [
        Post(line, embeds=[post_embed(each)], view=view_of(PostDetailsButton(1)))
        for line, each in zip(("<@&22>", "", "", ""), samples.posts(), strict=True)
    ]
    return [*shown, Post(t("posts-test"), embeds=[post_embed(samples.posts()[0])])]


def panel(at: At, preferences: Preferences, scene: Scene = SCENE, news: News | None = None) -> list[Post]:
    view = view_of(*map(_item, controls(preferences, at, scene, news)))
    return [Post(embeds=[setup_page(preferences, at, scene, news)], view=view, private=True)]


@page("de", "ja")
def setup() -> Sequence[Post]:
    return panel(At(Section.OVERVIEW), CHOSEN)


@page()
def setup_untouched() -> Sequence[Post]:
    return panel(At(Section.OVERVIEW), Preferences())


@page("de", "ja")
def setup_listen() -> Sequence[Post]:
    return panel(At(Section.LISTEN), CHOSEN, news=News((3,)))


@page()
def setup_auto() -> Sequence[Post]:
    return panel(At(Section.AUTO), CHOSEN, replace(SCENE, hears_all=False))


@page("de")
def setup_limits() -> Sequence[Post]:
    modal = form(CHOSEN, Control("write", At(Section.LIMITS), "numbers"))
    return [*panel(At(Section.LIMITS), CHOSEN), Post(form=modal)]


@page()
def setup_publishers() -> Sequence[Post]:
    return panel(At(Section.PUBLISHERS), CHOSEN, news=News((3, 4), undone=True))


@page()
def setup_channel() -> Sequence[Post]:
    return panel(At(Section.CHANNEL, 12, "per_minute"), CHOSEN, news=News(refused=sentence(ForeignChoice())))


@page("de", "ja")
def setup_watches() -> Sequence[Post]:
    chosen = replace(CHOSEN, quiet_hours="22-7", time_zone="Europe/Berlin")
    return panel(At(Section.WATCHES), chosen, news=News((3,)))


@page("de", "es", "ja")
def brief() -> Sequence[Post]:
    """Seen by all, read on by one, since the last time, nothing new, and never here before."""
    found, last = samples.briefing(), samples.briefing(last=True)
    nothing = replace(found, entries=(), latest=samples.moved().citations[0])
    note = t("briefing-first", days=7)
    return [
        Post(embeds=[briefing_embed(found)], view=page_view(1, found, private=False)),
        Post(embeds=[briefing_embed(found, 5)], view=page_view(1, found, 5, private=True), private=True),
        Post(
            embeds=[briefing_embed(replace(last, entries=last.entries[:2], left_out=0), note=note)],
            private=True,
        ),
        Post(embeds=[briefing_embed(nothing)]),
        Post(embeds=[briefing_embed(replace(last, entries=()))], private=True),
    ]


@page("de", "es", "ja")
def digest() -> Sequence[Post]:
    found = samples.briefing(last=True)
    embed = briefing_embed(found, note=t("digest-test"))
    embed.timestamp = found.until
    return [Post(embeds=[embed], view=page_view(1, found, private=False))]


@page("de", "es", "ja")
def setup_digest() -> Sequence[Post]:
    at, feeds = At(Section.DIGEST), {3: "Bay News", 4: "Harbour Post"}
    chosen = replace(
        CHOSEN,
        digest_channel=(11,),
        digest_days=(0, 3),
        digest_topics=("ceasefire", "harbour bridge"),
        digest_feeds=(3,),
        time_zone="Europe/Berlin",
    )
    modal = form(chosen, Control("write", at, "digest"), feeds)
    tested = News(done=t("setup-digest-tested", channel="<#11>"))
    return [
        *panel(at, CHOSEN),
        *panel(at, chosen, replace(SCENE, digest_paused=True), News((3,))),
        *panel(at, chosen, news=tested),
        Post(form=modal),
    ]


def told(watch: Watch) -> Post:
    """What tells of a change."""
    assert watch.news is not None  # noqa: S101  # the samples have some
    line = news_line(watch, watch.news, mention=watch.mention)
    view = view_of(SourcesButton(1), StopWatchButton(watch.id, watch.told))
    return Post(line, embeds=[news_embed(watch, watch.news)], view=view)


@page("de", "es", "ja")
def watch_told() -> Sequence[Post]:
    return [told(each) for each in samples.watches() if each.news is not None]


@page("de", "es", "ja")
def corrected() -> Sequence[Post]:
    answer, errata = samples.five(), samples.errata()
    view = answer_view(answer, 4711, CHANNEL, votes=Tally(12, 1))
    address = "https://discord.com/channels/1/11/4711"
    return [
        Post(embeds=[errata_embed(errata), outcome_embed(answer)], view=view, asks=answer.question),
        Post(told_line(answer.question, address)),
    ]


@page("de", "es", "ja")
def watch_set() -> Sequence[Post]:
    first, second, *_ = samples.watches()
    lines = [set_line(first, is_new=True), set_line(second, is_new=True), set_line(first, is_new=False)]
    shown = [
        Post(line, view=view_of(*_buttons(each)), private=True)
        for line, each in zip(lines, (first, second, first), strict=True)
    ]
    return [*shown, Post(t("watch-noticed", count=2), private=True), Post(t("watch-off"), private=True)]


@page("de", "es", "ja")
def watches() -> Sequence[Post]:
    mine = samples.watches()
    view = view_of(WatchMenu(0, mine), ServerWatchesButton())
    one = view_of(*_buttons(mine[0]), WatchesPageButton(0, "keep"))
    return [
        Post(embeds=[watches_page(Page(mine, 7, 0))], view=view, private=True),
        Post(embeds=[watch_page(mine[0])], view=one, private=True),
        Post(embeds=[watches_page(Page((), 0, 0))], private=True),
    ]


@page("de")
def watches_of_a_server() -> Sequence[Post]:
    all_of_them = samples.watches()
    ask = view_of(EndServerWatchButton(1), ServerWatchesPageButton(0, "keep"))
    return [
        Post(
            embeds=[server_watches_page(Page(all_of_them, 7, 0), 100)],
            view=view_of(ServerWatchMenu(0, all_of_them)),
            private=True,
        ),
        Post(embeds=[end_question(all_of_them[0])], view=ask, private=True),
    ]


@page("de")
def check_claim() -> Sequence[Post]:
    verdict = samples.verdict()
    return [Post(verdict_line(verdict), embeds=verdict_pages(verdict)[0], private=True)]


@page("de")
def privacy() -> Sequence[Post]:
    held = PersonalDataSummary(31, 4, samples.NOW.replace(month=1, day=2), 3)
    page = privacy_page(held, days=90, server="The Newsroom", grace=30)
    shown = Post(embeds=[page], view=view_of(ErrataButton("on")), private=True)
    return [shown, Post(confirm_line(held), view=view_of(ForgetMeButton(7)), private=True)]


@page("de")
def short_lines() -> Sequence[Post]:
    """Sentences that stand alone: in a thread, while one waits, when something may not be."""
    lines = (
        t("continue-here", thread="<#11>"),
        t("thread-opening-mention"),
        place_line(Place(7, 20)),
        again_line(Wait(6, Limit.PERSON)),
        t("turn-elsewhere", channels="<#11>, <#12>"),
        t("turn-not-asker", roles="<@&21>, <@&22>"),
        sentence(NeedsManageServer()),
    )
    hints = [hint_line(_InChannel, name) for name in ("embed_links", "read_message_history")]
    return [Post(line) for line in (*lines, *hints)]


class _InChannel:
    id = 12


@page()
def plain_text() -> Sequence[Post]:
    return [Post(text) for text in embed_as_text(outcome_embed(samples.tomahawk()))]


@page()
def plain_text_of_five_quotes() -> Sequence[Post]:
    return [Post(text) for text in embed_as_text(outcome_embed(samples.five()))]


@page("de")
def unanswered() -> Sequence[Post]:
    shown = Page(samples.unanswered(), 3, 0)
    buttons = [AddSourceButton(each.answer_ids[0], n) for n, each in enumerate(shown.items, 1)]
    asked = Post(
        embeds=[dismissal_question(shown.items[0])],
        view=view_of(DismissButton(1), UnansweredPageButton(0, "keep")),
        private=True,
    )
    board = Post(
        embeds=[unanswered_page(shown)], view=view_of(*buttons, DismissMenu(0, shown.items)), private=True
    )
    return [board, asked]


@page("de")
def feedback() -> Sequence[Post]:
    shown = feedback_page(Page(samples.votes(), 2, 0), Tally(84, 2), 1)
    return [Post(embeds=[shown], private=True), Post(form=_reason_modal(1))]


@page("de")
def log() -> Sequence[Post]:
    shown = Page(samples.ledger(), 6, 0)
    return [
        Post(
            embeds=[log_page(shown, ())],
            view=view_of(UndoMenu(0, undoable(shown, (), Right.DISCORD))),
            private=True,
        )
    ]


@page("ja")
async def status() -> Sequence[Post]:
    embed = status_page(samples.status(), uptime=86_400 * 3.2, background=None)
    add_usage(embed, samples.usage(), Settings())
    add_picture(embed, samples.statistics())
    picture = await picture_of(samples.statistics())
    assert picture is not None  # noqa: S101  # the sample has articles
    return [Post(embeds=[embed], pictures={FILE: picture.png}, private=True)]


@page("de")
def reindex() -> Sequence[Post]:
    plan, done = samples.plan(), ReindexSummary(168, 1912, 2, 6, 1906, 8.4)
    running = f"{t('reindexing-title')}\n{bar(Progress('embedding', 30, 120))}"
    return [
        Post(plan_line(plan), embeds=[plan_page(plan)], view=view_of(ReindexNowButton()), private=True),
        Post(running, view=view_of(CancelReindexButton(1))),
        Post(reindex_line(done), view=view_of(RollbackButton(3))),
    ]
