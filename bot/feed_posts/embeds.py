"""What is shown of new articles as posts: the post itself, and the page on which managers set it up. Pure.

No text of any length or content breaks a limit of Discord or its markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import discord

from retrieval.news import FeedPosting, PostedStory, PostsPaused, Presence

from ..places import place_of_key
from ..text.locale import t
from ..text.markup import clip, clip_plain, quoted, web_address
from ..text.phrases import correction_line, date_label
from ..ui.embeds import ANSWER_COLOUR, FIELD_LIMIT, REFUSAL_COLOUR, TITLE_LIMIT

LEAD = 400
"""Characters of the lead sentence: more of it hides the posts above on a phone."""
PUBLISHER = 60
NAME = 100
"""Of a thread or a forum post, as Discord takes it."""
WORDS = 600
"""Of each filter on the page of a feed."""


def post_embed(story: PostedStory) -> discord.Embed:
    """Shows one new article: title, lead, publisher, date, picture. What has become of it since is said below."""
    gone = story.presence is not Presence.THERE
    embed = discord.Embed(
        title=clip(story.title, TITLE_LIMIT) or t("untitled"),
        url=web_address(story.url),
        description="\n".join(_lines(story)),
        colour=REFUSAL_COLOUR if gone else ANSWER_COLOUR,
    )
    if notice := correction_line(story.correction):
        embed.add_field(name=t("field-correction"), value=clip(notice, FIELD_LIMIT), inline=False)
    return embed.set_image(url=web_address(story.picture))


def post_name(story: PostedStory) -> str:
    """The name of its thread or forum post."""
    return clip_plain(story.title, NAME) or t("untitled")


def _lines(story: PostedStory) -> list[str]:
    facts = (clip(story.publisher or "", PUBLISHER), date_label(story.published_at))
    lines = [f"**{t('post-withdrawn')}**"] if story.presence is Presence.REMOVED else []
    if story.lead:
        lines.append(quoted([(story.lead, False)], LEAD))
    lines.append(f"-# {' · '.join(filter(None, facts))}")
    if story.presence is Presence.GONE and story.gone_at is not None:
        lines.append(f"-# {t('gone-since', day=discord.utils.format_dt(story.gone_at, 'D'))}")
    elif story.presence is Presence.THERE and story.changed_at is not None:
        lines.append(f"-# {t('post-changed', day=discord.utils.format_dt(story.changed_at, 'D'))}")
    return lines


def posting_line(posting: FeedPosting) -> str:
    """Says in one line where the new articles of a feed are posted, or why they are not."""
    channel = f"<#{place_of_key(posting.place)}>"
    state = f"paused-{posting.paused.value}" if posting.paused else "on"
    return t(f"posts-are-{state}", channel=channel)


def posting_page(feed: str, posting: FeedPosting | None, tag: str | None = None) -> discord.Embed:
    """Shows how the new articles of a feed of that name are posted; `tag` is that of a forum that wants one."""
    title = clip_plain(t("posts-title", feed=feed), TITLE_LIMIT)
    if posting is None:
        return discord.Embed(title=title, description=t("posts-off"), colour=REFUSAL_COLOUR)
    lines = [posting_line(posting)]
    if posting.paused is PostsPaused.PLACE:
        lines.append(t("posts-mend"))
    lines.append("")
    lines += [f"• {line}" for line in (*_how(posting, tag), _whom(posting), *_filters(posting))]
    colour = REFUSAL_COLOUR if posting.paused else ANSWER_COLOUR
    return discord.Embed(title=title, description="\n".join(lines), colour=colour)


def _how(posting: FeedPosting, tag: str | None) -> Iterator[str]:
    yield t("posts-one-a-story")
    if posting.thread:
        yield t("posts-thread")
    if posting.publish:
        yield t("posts-publish")
    if tag:
        yield t("posts-tag", tag=clip(tag, NAME))


def _whom(posting: FeedPosting) -> str:
    return t("posts-mention", role=f"<@&{posting.role}>") if posting.role else t("posts-mention-nobody")


def _filters(posting: FeedPosting) -> Sequence[str]:
    given = (("must", posting.must), ("must-not", posting.must_not), ("publishers", posting.publishers))
    return [t(f"posts-{name}", words=clip(", ".join(words), WORDS)) for name, words in given if words] or [
        t("posts-everything")
    ]
