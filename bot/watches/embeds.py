"""What is shown of watches: the message that tells of a change, and the lists. Pure.

No text of any length or content breaks a limit of Discord or its markup."""

from __future__ import annotations

import discord

from retrieval import Answer, Outcome, Page
from retrieval.news import News, NewsKind, Watch

from ..places import person_of, place_of_key
from ..text.locale import figure, t
from ..text.markup import clip, clip_plain, size
from ..text.message_markup import plain
from ..text.phrases import Face, correction_line, date_label
from ..ui.embeds import (
    ANSWER_COLOUR,
    FIELD_LIMIT,
    REFUSAL_COLOUR,
    TITLE_LIMIT,
    numbered_page,
    outcome_embed,
    quote_field,
)

QUESTION = 240
KNOWN = 160
"""Of each entry of a list; five of the longest kind fit into a description."""
IN_TEXT = 200
VALUE = 60
"""Of a value before and after; longer ones are read in their quotes."""


def news_embed(watch: Watch, news: News) -> discord.Embed:
    """Shows the answer of now as any other, and below it what the person knew, each with its date and publisher."""
    face = Face.DISCORD if place_of_key(watch.place) else Face.DIRECT
    embed = outcome_embed(news.outcome, asked=watch.question, face=face)
    known = watch.outcome
    cited = news.outcome.citations if isinstance(news.outcome, Answer) else ()
    if news.correction and all(each.correction != news.correction for each in cited):
        notice = clip(correction_line(news.correction), FIELD_LIMIT)
        embed.add_field(name=t("field-correction"), value=notice, inline=False)
    if isinstance(known, Answer) and not known.doubtful and _differs(known, news.outcome):
        embed.add_field(name=t("watch-before"), value=quote_field(known.citations[0]), inline=False)
    return embed


def news_line(watch: Watch, news: News, *, mention: bool) -> str:
    """Says above it what has happened. Only the person who set the watch is mentioned, if they chose that."""
    person = person_of(watch.person)
    said = f"🔔 {t(f'watch-told-{news.kind.value}')}"
    above = f"<@{person}> {said}" if mention and person else said
    return f"{above}\n{moved}" if (moved := _moved(watch.outcome, news)) else above


def _moved(known: Outcome, news: News) -> str:
    """Returns "15 people → 13 people", for a glance at a phone; empty where the words are too many, or nothing moved."""
    if news.kind is not NewsKind.CHANGED or not (
        isinstance(known, Answer) and isinstance(news.outcome, Answer)
    ):
        return ""
    values = [each.answer_text for each in (known, news.outcome) if each.citations[0].quote.marks]
    if len(values) < 2 or any(size(each) > VALUE for each in values):
        return ""
    return " → ".join(f"**{clip(each, 2 * VALUE)}**" for each in values)


def set_line(watch: Watch, *, is_new: bool) -> str:
    """Says what the bot will do, and how to change that."""
    answers = isinstance(watch.outcome, Answer) and not watch.outcome.doubtful
    what = t("watch-set" if answers else "watch-set-open", place=_place(watch))
    return "\n".join([what if is_new else t("watch-again"), f"-# {t('watch-how')}"])


def watches_page(page: Page[Watch]) -> discord.Embed:
    """Shows one page of a person's own watches, the newest first."""
    return numbered_page(page, t("watches-title", count=page.total), t("watches-none"), _own)


def server_watches_page(page: Page[Watch], most: int) -> discord.Embed:
    """Shows one page of the watches of a server. Of one that is told directly nobody else sees the question."""
    title = t("watches-server", count=page.total, most=most)
    return numbered_page(page, title, t("watches-server-none"), _of_server)


def watch_page(watch: Watch) -> discord.Embed:
    """Shows one watch of a person to them, with the answer that they know."""
    embed = discord.Embed(
        title=clip_plain(plain(watch.question), TITLE_LIMIT) or t("untitled"),
        description="\n".join(
            [_state(watch), t("watch-mentions-you" if watch.mention else "watch-quiet-you")]
        ),
        colour=REFUSAL_COLOUR if watch.paused else ANSWER_COLOUR,
    )
    known = watch.outcome
    if isinstance(known, Answer) and not known.doubtful:
        embed.add_field(name=t("watch-known"), value=quote_field(known.citations[0]), inline=False)
    return embed


def end_question(watch: Watch) -> discord.Embed:
    """Asks whoever manages the server before somebody's watch is ended."""
    description = f"{_of_server(watch)}\n\n{t('watch-end-what')}"
    return discord.Embed(title=t("watch-end-title"), description=description, colour=REFUSAL_COLOUR)


def label(watch: Watch, number: int, *, secret: bool = False) -> str:
    """The watch in a menu, where nothing is interpreted."""
    question = t("watch-private") if secret and is_direct(watch) else plain(watch.question)
    return f"{figure(number)}. {question}"


def name(watch: Watch, *, secret: bool = False) -> str:
    """The question in a sentence."""
    return t("watch-private") if secret and is_direct(watch) else clip(plain(watch.question), IN_TEXT)


def is_direct(watch: Watch) -> bool:
    """Whether it is told in a direct message, so that nobody else knows of it."""
    return place_of_key(watch.place) is None


def _own(watch: Watch) -> str:
    lines = [f"**{clip(plain(watch.question), QUESTION)}**"]
    if known := _known(watch):
        lines.append(f"> {known}")
    return "\n".join([*lines, f"-# {_state(watch)}"])


def _of_server(watch: Watch) -> str:
    question = t("watch-private") if is_direct(watch) else f"**{clip(plain(watch.question), QUESTION)}**"
    who = f"<@{person_of(watch.person)}>"
    return f"{question}\n-# {who} · {_state(watch)}"


def _known(watch: Watch) -> str:
    """The answer that the person knows, "13 people · 5 January 2024"; empty where there is none."""
    known = watch.outcome
    if not isinstance(known, Answer) or known.doubtful:
        return ""
    return f"{clip(known.answer_text, KNOWN)} · {date_label(known.citations[0].published_at)}"


def _state(watch: Watch) -> str:
    """Where it is told, since when, how often it was; or why it is paused."""
    if watch.paused:
        return t(f"watch-paused-{watch.paused.value}")
    set_at = t("watch-since", when=discord.utils.format_dt(watch.set_at, "D"))
    told = t("watch-told-count", count=watch.told)
    return " · ".join([_place(watch), set_at, told])


def _place(watch: Watch) -> str:
    channel = place_of_key(watch.place)
    return t("watch-in", channel=f"<#{channel}>") if channel else t("watch-direct")


def _differs(known: Answer, now: Outcome) -> bool:
    """False where the same quote would be shown twice."""
    return not isinstance(now, Answer) or now.citations[0].quote != known.citations[0].quote
