"""The audit log of a server, for those who manage it: what was changed and done there, with a menu to undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from retrieval import AuditEntry, Page

from ..audit import HINT as HINTED
from ..audit import AuditAction, allows, facts_of, record
from ..places import Right, managed_guild, own_scope, person_of, right_of
from ..preferences import (
    SETTINGS,
    ChannelPreferences,
    InvalidPreference,
    Setting,
    SettingKind,
    channel_preference,
    checked,
    own_values,
)
from ..text.locale import figure, language_name, languages, page_range, share, t, weekdays_in_words
from ..text.markup import clip, clip_plain
from ..text.phrases import counted
from ..ui.components import Interaction, Listed, Menu, PageButton, Pager, bot_of, page_of, picked
from ..ui.embeds import ANSWER_COLOUR

_PREFIX = channel_preference(0).removesuffix("0")


def preference_name(name: str) -> str:
    """Returns the name of a preference, such as "Language"; an unknown one by its stored name. A channel is named by
    its id, which a menu cannot show as a link."""
    if name.startswith(_PREFIX):
        return t("preference-channel", channel=name.removeprefix(_PREFIX))
    try:
        return t(f"preference-{name}")
    except LookupError:
        return name


def preference_value(name: str, kept: str | None, limit: int) -> str:
    """Returns a stored value in words and escaped; None is the default. A value that cannot be read is shown as
    stored."""
    if kept is None:
        return t("value-default")
    try:
        value = checked(name, kept)
    except InvalidPreference:
        return clip(kept, limit)
    if not isinstance(value, ChannelPreferences):
        return _value(SETTINGS[name], value, limit)
    own = [(each, _value(each, inner, limit)) for each, inner in own_values(value)]
    parts = [f"{preference_name(each.name)}: {words}" for each, words in own]
    return "; ".join(parts) or t("value-default")


def _value(setting: Setting, value: Any, limit: int) -> str:
    if value is None:
        return t("value-default")
    match setting.kind:
        case SettingKind.SWITCH:
            return t("value-on" if value else "value-off")
        case SettingKind.LANGUAGE:
            return language_name(value) if value in languages() else clip(value, limit)
        case SettingKind.DAYS:
            return t("value-days", days=value) if value else t("value-without-end")
        case SettingKind.RATE:
            return t("value-per-minute", number=figure(value))
        case SettingKind.SURENESS:
            return share(round(value * 100), 100)
        case SettingKind.COUNT:
            return t("setup-watches-count", count=value) if value else t("value-none")
        case SettingKind.HOUR:
            return f"{value}:00"
        case SettingKind.HOURS | SettingKind.ZONE:
            return clip(value, limit) or t("value-none")
    if not value:
        return t(setting.empty)
    if setting.kind is SettingKind.WEEKDAYS:
        return weekdays_in_words(value)
    if setting.kind is SettingKind.FEEDS:
        return counted(len(value), "feed")
    if setting.kind in (SettingKind.PUBLISHERS, SettingKind.TOPICS):
        return clip(", ".join(value), limit)
    mention = "<#{}>" if setting.kind is SettingKind.CHANNELS else "<@&{}>"
    return ", ".join(map(mention.format, value))


LOG_PER_PAGE = 6
VALUE = 220
"""Of a value before and after; six entries of the longest kind fit into a description."""
FACT = 200
OPTION_LIMIT = 100
HINT = f"{HINTED} "


@dataclass(frozen=True, slots=True)
class Undo:
    """What takes an entry back: an entry of the audit log to undo, or an article to restore."""

    label: str
    entry: int | None = None
    article: int | None = None


def log_page(page: Page[AuditEntry], newer: Sequence[AuditEntry]) -> discord.Embed:
    """Returns one page of the log, the newest entry first; `newer` are the entries of the pages before it."""
    embed = discord.Embed(title=t("ledger-title"), colour=ANSWER_COLOUR)
    if not page.items:
        embed.description = t("ledger-none")
        return embed
    back = _brought_back([*newer, *page.items])
    embed.description = "\n\n".join(
        _entry(number, entry, undone=entry.undone or entry.id in back)
        for number, entry in enumerate(page.items, page.offset + 1)
    )
    return embed.set_footer(text=page_range(page.offset, len(page.items), page.total))


def undoable(page: Page[AuditEntry], newer: Sequence[AuditEntry], right: Right) -> list[Undo]:
    """Returns what somebody with that right can take back on the page: changes that no later change builds on, and
    removed articles."""
    later = list(newer)
    back = _brought_back([*newer, *page.items])
    found: list[Undo] = []
    for number, entry in enumerate(page.items, page.offset + 1):
        label = clip_plain(f"{figure(number)}. {_what(entry)}", OPTION_LIMIT)
        article = facts_of(entry.after).get("article")
        if entry.is_preference:
            in_force = not entry.undone and not any(_stands_on(each, entry) for each in later)
            if in_force and allows(right, entry.name):
                found.append(Undo(label, entry=entry.id))
        elif entry.name == AuditAction.REMOVED and isinstance(article, int) and entry.id not in back:
            found.append(Undo(label, article=article))
        later.append(entry)
    return found


def _stands_on(later: AuditEntry, entry: AuditEntry) -> bool:
    """Tells whether `entry` cannot be undone because of a later one, which is in force and does not just undo another."""
    of_same = later.is_preference and later.name == entry.name
    return of_same and not later.undone and (later.undoes is None or later.undoes < entry.id)


def _brought_back(newest_first: Sequence[AuditEntry]) -> set[int]:
    """Returns the ids of removals whose article was restored afterwards."""
    restored: set[object] = set()
    found: set[int] = set()
    for entry in newest_first:
        article = facts_of(entry.after).get("article") if not entry.is_preference else None
        if entry.name == AuditAction.RESTORED:
            restored.add(article)
        elif entry.name == AuditAction.REMOVED:
            if article in restored:
                found.add(entry.id)
            restored.discard(article)
    return found


def _entry(number: int, entry: AuditEntry, *, undone: bool) -> str:
    what = preference_change(entry) if entry.is_preference else action_line(entry)
    if undone:
        what = f"~~{what}~~ {t('ledger-undone')}"
    who = f"<@{person}>" if (person := person_of(entry.by)) else t("ledger-somebody")
    return f"**{figure(number)}.** {what}\n-# {discord.utils.format_dt(entry.at, 'f')} · {who}"


def preference_change(entry: AuditEntry) -> str:
    """Returns a change in words: "Language: as in Discord → Deutsch"."""
    before, after = (preference_value(entry.name, value, VALUE) for value in (entry.before, entry.after))
    name = f"**{clip(preference_name(entry.name), FACT)}**"
    key = "ledger-change-undone" if entry.undoes is not None else "ledger-change"
    return t(key, name=name, before=before, after=after)


def action_line(entry: AuditEntry) -> str:
    """Returns what was done, in words; an unknown action by its stored name."""
    if entry.name.startswith(HINT):
        permission = entry.name.removeprefix(HINT).replace("_", " ").title()
        return t("deed-hint", permission=permission, place=_place(entry.after))
    facts: Mapping[str, str | int] = facts_of(entry.after)
    clipped = {name: clip(fact, FACT) if isinstance(fact, str) else fact for name, fact in facts.items()}
    if entry.name not in list(AuditAction):
        return clip(entry.name, FACT)
    try:
        return t(f"deed-{entry.name}", **(_NOTHING[AuditAction(entry.name)] | clipped))
    except LookupError:
        return clip(entry.name, FACT)


_NOTHING: dict[AuditAction, dict[str, str | int]] = {
    AuditAction.ADDED: {"source": "?", "added": 0, "updated": 0},
    AuditAction.REMOVED: {"title": "?"},
    AuditAction.RESTORED: {"title": "?"},
    AuditAction.FEED_REMOVED: {"title": "?"},
    AuditAction.REINDEXED: {"articles": 0, "changed": 0},
    AuditAction.REINDEX_CANCELLED: {},
    AuditAction.ROLLED_BACK: {"articles": 0},
    AuditAction.DISMISSED: {"question": "?", "count": 0},
    AuditAction.WATCH_ENDED: {"question": "?"},
    AuditAction.DIGEST_PAUSED: {"channel": "?"},
    AuditAction.POSTS_SET: {"title": "?", "channel": "?"},
    AuditAction.POSTS_PAUSED: {"title": "?", "channel": "?"},
    AuditAction.POSTS_LOST: {"title": "?", "channel": "?"},
    AuditAction.POSTS_ENDED: {"title": "?"},
}
"""What stands for facts that an older Dateline did not record."""


def _what(entry: AuditEntry) -> str:
    """Returns what the entry is about, for the menu, which shows no markup."""
    if entry.is_preference:
        return preference_name(entry.name)
    title = str(facts_of(entry.after).get("title", ""))
    return t("ledger-restore", title=title)


def _place(kept: str | None) -> str:
    """Returns a channel as it is stored, "<#ID>", which Discord shows by its name; "?" for anything else."""
    return kept if kept and kept.startswith("<#") and kept[2:-1].isdecimal() else "?"


MOST_ENTRIES = 1000
"""So far back the log is looked at; the library keeps more."""
TITLE = 200


async def _entries(interaction: Interaction, offset: int) -> Listed[AuditEntry]:
    place = own_scope(managed_guild(interaction))
    entries = await bot_of(interaction).library.audit_log.page(place, offset=0, limit=MOST_ENTRIES)
    page = page_of(entries.items, offset, LOG_PER_PAGE)
    newer = entries.items[: page.offset]
    choices = undoable(page, newer, right_of(interaction))
    return Listed(page, log_page(page, newer), [UndoMenu(page.offset, choices)] if choices else [])


AUDIT_LOG = Pager(_entries, LOG_PER_PAGE)
"""What was changed and done in this server."""


class LogPageButton(PageButton, template=r"dateline:ledger:(\d{1,9}):(back|on)", pager=AUDIT_LOG):
    """Shows another page of the log."""


class UndoMenu(Menu, template=r"dateline:ledger:(\d{1,9}):undo"):
    """Takes back the change that is picked. That is a change too, and can be taken back."""

    offset: int
    choices: Sequence[Undo] = ()
    hint = "ledger-undo"

    def options(self) -> list[discord.SelectOption]:
        return [
            discord.SelectOption(
                label=each.label, value=f"change:{each.entry}" if each.entry else f"article:{each.article}"
            )
            for each in self.choices
        ]

    async def pressed(self, interaction: Interaction) -> None:
        guild_id = managed_guild(interaction)
        await interaction.response.defer()
        choice = picked(self.item, r"(?P<kind>change|article):(?P<id>\d{1,18})")
        bot, id, right = bot_of(interaction), int(choice["id"]), right_of(interaction)
        if choice["kind"] == "change":
            entry = await bot.servers.undo(guild_id, id, by=interaction.user.id, right=right)
            done = preference_change(entry)
        else:
            article = await bot.library.articles.restore(id, scope=own_scope(guild_id))
            await record(interaction, AuditAction.RESTORED, article=article.id, title=article.title)
            done = t("deed-library-restore", title=clip(article.title, TITLE))
        await AUDIT_LOG.show(interaction, content=done)
