"""The feeds of a server, for those who manage it: the list, one feed, and how its new articles are posted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

import discord
from discord import ui

from retrieval import FeedInfo, NotFound
from retrieval.news import FeedPosting

from ..audit import AuditAction, record
from ..exceptions import ForeignChoice, NoTag
from ..feed_posts.embeds import posting_page
from ..feed_posts.sending import POSTABLE, Postable, channel_in, check, send, tags_for
from ..places import managed_guild, of_place, own_scope, place_key, place_of_key
from ..text.errors import sentence
from ..text.locale import t, using_locale
from ..text.markup import clip, clip_plain
from ..ui.components import (
    Button,
    Form,
    Interaction,
    Listed,
    Menu,
    PageButton,
    Pager,
    PersistentItem,
    bot_of,
    page_of,
    picked,
    view_of,
)
from .buttons import TITLE_IN_TEXT
from .embeds import FEEDS_PER_PAGE, feed_page, feeds_page

OPTION_LIMIT = 100
MOST_WORDS, LONGEST_WORD = 40, 80
"""Of a filter, and of each of its words or names."""
FIELD_LIMIT = 3500
"""So many words of the greatest length, with what parts them."""


async def _feeds(interaction: Interaction, offset: int) -> Listed[FeedInfo]:
    library, scope = bot_of(interaction).library, own_scope(managed_guild(interaction))
    feeds = await library.feeds.all(scopes=(scope,))
    postings = {each.feed_id: each for each in await library.feed_posts.of_scope(scope)}
    page = page_of(feeds, offset, FEEDS_PER_PAGE)
    items = [FeedMenu(page.offset, page.items)] if page.items else []
    return Listed(page, feeds_page(feeds, page.offset, postings), items)


FEEDS = Pager(_feeds, FEEDS_PER_PAGE)
"""The feeds of this server."""


class FeedsPageButton(PageButton, template=r"dateline:feeds:(\d{1,9}):(back|on|keep)", pager=FEEDS):
    """Shows another page of the feeds, or the page from which a feed was picked."""

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        if self.way != "keep":
            return super().part(custom_id)
        return ui.Button(label=t("button-all-feeds"), custom_id=custom_id)


class FeedMenu(Menu, template=r"dateline:feeds:(\d{1,9}):pick"):
    """Picks a feed, to see it, to remove it, or to have its new articles posted."""

    offset: int
    feeds: Sequence[FeedInfo] = ()
    hint = "pick-feed"

    def options(self) -> list[discord.SelectOption]:
        return [
            discord.SelectOption(
                label=clip_plain(feed.title or feed.url, OPTION_LIMIT) or t("feed-unnamed"),
                value=str(feed.id),
            )
            for feed in self.feeds
        ]

    async def pressed(self, interaction: Interaction) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        feed, posting = await _picked(interaction, int(picked(self.item)["id"]))
        view = view_of(
            PostsButton("open", feed.id), RemoveFeedButton(feed.id), FeedsPageButton(self.offset, "keep")
        )
        await interaction.edit_original_response(content=None, embed=feed_page(feed, posting), view=view)


class RemoveFeedButton(Button, template=r"dateline:feed:remove:(\d{1,18})"):
    """Stops asking a feed; what it brought stays."""

    feed_id: int
    label, style = "button-remove-feed", discord.ButtonStyle.danger

    async def pressed(self, interaction: Interaction) -> None:
        scopes = (own_scope(managed_guild(interaction)),)
        await interaction.response.defer()
        feed = await bot_of(interaction).library.feeds.remove(self.feed_id, scopes=scopes)
        await record(interaction, AuditAction.FEED_REMOVED, title=feed.title or feed.url)
        name = clip(feed.title or feed.url, TITLE_IN_TEXT)
        await FEEDS.show(interaction, content=t("feed-removed", feed=name))


async def _picked(interaction: Interaction, feed_id: int) -> tuple[FeedInfo, FeedPosting | None]:
    """The feed, if it is of the server that this person manages, and how it is posted. A custom_id can be forged. Raises
    NotFound."""
    library = bot_of(interaction).library
    feeds = await library.feeds.all(scopes=(own_scope(managed_guild(interaction)),))
    feed = next((each for each in feeds if each.id == feed_id), None)
    if feed is None:
        raise NotFound("feed", feed_id)
    return feed, await library.feed_posts.of_feed(feed_id)


# How the new articles of a feed are posted

PostsAction = Literal["open", "thread", "publish", "words", "test", "pause", "resume", "end"]
SWITCHES = ("thread", "publish")
"""Actions whose buttons have another label where it is on."""
BUTTONS = (*get_args(PostsAction), *(f"no-{each}" for each in SWITCHES))
"""Each has a sentence "posts-button-NAME"."""


class PostsButton(
    Button, template=r"dateline:posts:(open|thread|publish|words|test|pause|resume|end):(\d{1,18})"
):
    """Opens the page of a feed's posts, or changes something on it."""

    action: PostsAction
    feed_id: int
    is_on: bool = False
    """Of what the button switches."""

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        style = discord.ButtonStyle.danger if self.action == "end" else discord.ButtonStyle.secondary
        name = f"no-{self.action}" if self.is_on else self.action
        return ui.Button(label=t(f"posts-button-{name}"), style=style, custom_id=custom_id)

    async def pressed(self, interaction: Interaction) -> None:
        managed_guild(interaction)
        if self.action == "words":
            _, posting = await _picked(interaction, self.feed_id)
            await interaction.response.send_modal(words_form(self.feed_id, posting))
            return
        await interaction.response.defer()
        feed, posting = await _picked(interaction, self.feed_id)
        said = await _acted(interaction, self.action, feed, posting) if posting is not None else None
        await _show(interaction, feed, said)


async def _acted(
    interaction: Interaction, action: PostsAction, feed: FeedInfo, posting: FeedPosting
) -> str | None:
    """Does what a button is for; what is to be said of it."""
    posts = bot_of(interaction).library.feed_posts
    match action:
        case "thread":
            await _set(interaction, feed, replace(posting, thread=not posting.thread))
        case "publish":
            await _set(interaction, feed, replace(posting, publish=not posting.publish))
        case "pause":
            await posts.pause(feed.id)
            await _note(interaction, AuditAction.POSTS_PAUSED, feed, posting)
        case "resume":
            await _checked(interaction, place_of_key(posting.place) or 0)
            await posts.resume(feed.id)
            await _note(interaction, AuditAction.POSTS_SET, feed, posting)
        case "end":
            await posts.end(feed.id)
            await record(interaction, AuditAction.POSTS_ENDED, title=_name(feed))
        case "test":
            return await _tested(interaction, feed, posting)
    return None


async def _tested(interaction: Interaction, feed: FeedInfo, posting: FeedPosting) -> str:
    """Posts the newest article of the feed as a test, which mentions nobody."""
    bot = bot_of(interaction)
    story = await bot.library.feed_posts.sample(feed.id)
    if story is None:
        return t("posts-no-sample")
    channel = await _checked(interaction, place_of_key(posting.place) or 0)
    preferences = await bot.servers.of(channel.guild.id)
    with using_locale(of_place(channel.guild, channel, preferences)):
        shown = await send(bot, channel, story, content=t("posts-test"))
    return t("posts-tested", address=shown.jump_url)


async def _checked(interaction: Interaction, channel_id: int) -> Postable:
    """The channel, if something can be posted there. Raises ForeignChoice, CannotWrite."""
    channel = await channel_in(bot_of(interaction), managed_guild(interaction), channel_id)
    if channel is None:
        raise ForeignChoice
    check(channel)
    return channel


async def _set(interaction: Interaction, feed: FeedInfo, posting: FeedPosting) -> None:
    await bot_of(interaction).library.feed_posts.put(posting)
    await _note(interaction, AuditAction.POSTS_SET, feed, posting)


async def _note(interaction: Interaction, action: AuditAction, feed: FeedInfo, posting: FeedPosting) -> None:
    channel_id = place_of_key(posting.place) or 0
    channel = getattr(bot_of(interaction).get_channel(channel_id), "name", str(channel_id))
    await record(interaction, action, title=_name(feed), channel=channel)


async def _show(interaction: Interaction, feed: FeedInfo, said: str | None = None) -> None:
    """Shows the page of a feed's posts as it is now."""
    bot = bot_of(interaction)
    posting = await bot.library.feed_posts.of_feed(feed.id)
    channel = bot.get_channel(place_of_key(posting.place) or 0) if posting else None
    tags: Sequence[discord.ForumTag] = ()
    if isinstance(channel, discord.ForumChannel):
        try:
            tags = tags_for(channel)
        except NoTag as error:
            said = said or sentence(error)
    await interaction.edit_original_response(
        content=said,
        embed=posting_page(_name(feed), posting, tags[0].name if tags else None),
        view=view_of(
            *posting_controls(feed.id, posting, has_threads=_has_threads(channel), is_news=_is_news(channel))
        ),
    )


def _has_threads(channel: object) -> bool:
    """Whether a thread can be opened below a post: a forum post is one, and a thread has none."""
    return isinstance(channel, discord.TextChannel)


def _is_news(channel: object) -> bool:
    return isinstance(channel, discord.TextChannel) and channel.is_news()


def posting_controls(
    feed_id: int, posting: FeedPosting | None, *, has_threads: bool = True, is_news: bool = False
) -> list[PersistentItem[Any]]:
    """What stands below the page of a feed's posts. Only an announcement channel has followers to publish to."""
    back = FeedsPageButton(0, "keep")
    if posting is None:
        return [PostsChannelMenu(feed_id), back]
    thread = [PostsButton("thread", feed_id, posting.thread)] if has_threads or posting.thread else []
    publish = [PostsButton("publish", feed_id, posting.publish)] if is_news or posting.publish else []
    return [
        PostsChannelMenu(feed_id, place_of_key(posting.place) or 0),
        PostsRoleMenu(feed_id, int(posting.role or 0)),
        *thread,
        *publish,
        PostsButton("words", feed_id),
        PostsButton("test", feed_id),
        PostsButton("resume" if posting.paused else "pause", feed_id),
        PostsButton("end", feed_id),
        back,
    ]


class PostsChannelMenu(
    PersistentItem[ui.ChannelSelect[ui.View]], template=r"dateline:posts:channel:(\d{1,18})"
):
    """Chooses where the new articles of a feed are posted. The first choice begins it."""

    feed_id: int
    chosen: int = 0

    def part(self, custom_id: str) -> ui.ChannelSelect[ui.View]:
        kind = discord.SelectDefaultValueType.channel
        chosen = [discord.SelectDefaultValue(id=self.chosen, type=kind)] if self.chosen else []
        return ui.ChannelSelect(
            custom_id=custom_id,
            channel_types=POSTABLE,
            placeholder=t("posts-menu-channel"),
            default_values=chosen,
        )

    async def pressed(self, interaction: Interaction) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        feed, posting = await _picked(interaction, self.feed_id)
        channel = await _checked(interaction, next(iter(_chosen(interaction)), 0))
        place = place_key(channel.id)
        chosen = replace(posting or FeedPosting(feed.id, place), place=place)
        await _set(
            interaction,
            feed,
            replace(
                chosen,
                thread=chosen.thread and _has_threads(channel),
                publish=chosen.publish and _is_news(channel),
            ),
        )
        if posting is not None and posting.paused:
            await bot_of(interaction).library.feed_posts.resume(feed.id)
        await _show(interaction, feed)


class PostsRoleMenu(PersistentItem[ui.RoleSelect[ui.View]], template=r"dateline:posts:role:(\d{1,18})"):
    """Chooses the role that posts mention, or none."""

    feed_id: int
    chosen: int = 0

    def part(self, custom_id: str) -> ui.RoleSelect[ui.View]:
        kind = discord.SelectDefaultValueType.role
        chosen = [discord.SelectDefaultValue(id=self.chosen, type=kind)] if self.chosen else []
        return ui.RoleSelect(
            custom_id=custom_id, placeholder=t("posts-menu-role"), min_values=0, default_values=chosen
        )

    async def pressed(self, interaction: Interaction) -> None:
        guild_id = managed_guild(interaction)
        await interaction.response.defer()
        feed, posting = await _picked(interaction, self.feed_id)
        guild, role = bot_of(interaction).get_guild(guild_id), next(iter(_chosen(interaction)), None)
        said = None
        if role == guild_id:
            said = t("posts-not-everyone")
        elif role is not None and (guild is None or guild.get_role(role) is None):
            raise ForeignChoice
        elif posting is not None:
            await _set(interaction, feed, replace(posting, role=None if role is None else str(role)))
        await _show(interaction, feed, said)


def _chosen(interaction: Interaction) -> list[int]:
    data: Mapping[str, Any] = interaction.data or {}
    return [int(each) for each in data.get("values", ()) if re.fullmatch(r"\d{1,20}", each, re.ASCII)]


FILTERS = ("must", "must_not", "publishers")


class PostsFilterForm(Form, template=r"dateline:posts:filter-form:(\d{1,18})"):
    """The words and publishers that a feed's posts keep to."""

    feed_id: int

    async def submitted(self, interaction: Interaction) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        feed, posting = await _picked(interaction, self.feed_id)
        filters: dict[str, Any] = {name: words_typed(self.first(name)) for name in FILTERS}
        said = None
        if any(
            len(each) > MOST_WORDS or max(map(len, each), default=0) > LONGEST_WORD
            for each in filters.values()
        ):
            said = t("posts-too-many-words", most=MOST_WORDS, longest=LONGEST_WORD)
        elif posting is not None:
            await _set(interaction, feed, replace(posting, **filters))
        await _show(interaction, feed, said)


def words_typed(text: str) -> tuple[str, ...]:
    """Words or names between commas or line breaks, each once."""
    found = (" ".join(each.split()) for each in re.split(r"[,;\n、，；]", text))
    return tuple({each.casefold(): each for each in found if each}.values())


def words_form(feed_id: int, posting: FeedPosting | None) -> ui.Modal:
    labels = []
    for name in FILTERS:
        now: tuple[str, ...] = getattr(posting, name) if posting else ()
        box: ui.TextInput[Any] = ui.TextInput(
            custom_id=name,
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=FIELD_LIMIT,
            default=", ".join(now) or None,
        )
        label = t(f"posts-form-{name.replace('_', '-')}")
        labels.append(ui.Label(text=label, description=t("posts-form-how"), component=box))
    return PostsFilterForm(feed_id).opened(t("posts-form-title"), *labels)


def _name(feed: FeedInfo) -> str:
    return feed.title or feed.url
