"""What was changed and done in a server, in words. Pure.

The names of preferences, and their values, in the reader's language. Pure.

The log of a server with its arrows and its menu to undo; they outlive the process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import discord
from discord import ui

from retrieval import LedgerEntry, Page

from ..audit import HINT as HINT_DEED
from ..audit import AuditAction, allows, facts_of, record
from ..guilds import Right, managed_guild, own_scope, person_of, right_of
from ..preferences import ChannelPreferences, InvalidPreference, channel_preference, checked
from ..text.locale import figure, language_name, languages, page_range, share, t
from ..text.markup import clip, clip_plain
from ..ui.components import Button, Press, arrow, arrows, bot_of, owned, page_of, picked, view_of
from ..ui.embeds import ANSWER_COLOUR

_PREFIX = channel_preference(0).removesuffix("0")


def preference_name(name: str) -> str:
    """ "Language"; an unknown one by its own name. A channel is named by its id, which a menu cannot show as a link."""
    if name.startswith(_PREFIX):
        return t("preference-channel", channel=name.removeprefix(_PREFIX))
    try:
        return t(f"preference-{name}")
    except LookupError:
        return name


def preference_value(name: str, kept: str | None, limit: int) -> str:
    """A value as the ledger keeps it, in words and escaped; None is the default. What cannot be read stands as it is."""
    if kept is None:
        return t("value-default")
    try:
        value = checked(name, kept)
    except InvalidPreference:
        return clip(kept, limit)
    return _overrides(value, limit) if isinstance(value, ChannelPreferences) else _value(name, value, limit)


def _overrides(value: ChannelPreferences, limit: int) -> str:
    """What a channel has of its own, part by part."""
    given = [(each.name, getattr(value, each.name)) for each in fields(value)]
    parts = [
        f"{preference_name(part)}: {_value(part, inner, limit)}" for part, inner in given if inner is not None
    ]
    return "; ".join(parts) or t("value-default")


def _value(name: str, value: Any, limit: int) -> str:
    if value is None:
        return t("value-default")
    if isinstance(value, bool):
        return t("value-on" if value else "value-off")
    if isinstance(value, tuple):
        return _list(name, value, limit)
    written = _WRITTEN.get(name)
    return written(value) if written else clip(str(value), limit)


def _list(name: str, value: tuple[Any, ...], limit: int) -> str:
    if not value:
        return t(_EMPTY.get(name, "value-none"))
    form = _FORM.get(name)
    return ", ".join(form.format(each) for each in value) if form else clip(", ".join(map(str, value)), limit)


def _language(value: str) -> str:
    return language_name(value) if value in languages() else value


def _days(days: int) -> str:
    return t("value-days", days=days) if days else t("value-without-end")


def _per_minute(number: int) -> str:
    return t("value-per-minute", number=figure(number))


def _threshold(value: float) -> str:
    return share(round(value * 100), 100)


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "language": _language,
    "retention_days": _days,
    "auto_threshold": _threshold,
    "threshold": _threshold,
    "user_per_minute": _per_minute,
    "channel_per_minute": _per_minute,
    "server_per_minute": _per_minute,
    "per_minute": _per_minute,
}
_EMPTY = {
    "channels": "value-everywhere",
    "auto_channels": "value-nowhere",
    "asker_roles": "value-everyone",
    "publishers": "value-all",
}
_FORM = {
    "channels": "<#{}>",
    "auto_channels": "<#{}>",
    "asker_roles": "<@&{}>",
    "manager_roles": "<@&{}>",
    "unlimited_roles": "<@&{}>",
}


LOG_PER_PAGE = 6
VALUE = 220
"""Of a value before and after; six entries of the longest kind fit into a description."""
FACT = 200
OPTION_LIMIT = 100
HINT = f"{HINT_DEED} "


@dataclass(frozen=True, slots=True)
class Undo:
    """What takes an entry back: an entry of the ledger to undo, or an article to restore."""

    label: str
    entry: int | None = None
    article: int | None = None


def log_page(page: Page[LedgerEntry], newer: Sequence[LedgerEntry]) -> discord.Embed:
    """One page of the log, the newest first; `newer` are the entries of the pages before it."""
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


def undoable(page: Page[LedgerEntry], newer: Sequence[LedgerEntry], right: Right) -> list[Undo]:
    """What of the page somebody with that right can take back: changes that nothing later stands on, and removed
    articles."""
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


def _stands_on(later: LedgerEntry, entry: LedgerEntry) -> bool:
    """Whether the entry cannot be undone because of a later one, which is in force and does not just undo a later one."""
    of_same = later.is_preference and later.name == entry.name
    return of_same and not later.undone and (later.undoes is None or later.undoes < entry.id)


def _brought_back(newest_first: Sequence[LedgerEntry]) -> set[int]:
    """The removals whose article was restored afterwards."""
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


def _entry(number: int, entry: LedgerEntry, *, undone: bool) -> str:
    what = preference_change(entry) if entry.is_preference else action_line(entry)
    if undone:
        what = f"~~{what}~~ {t('ledger-undone')}"
    who = f"<@{person}>" if (person := person_of(entry.by)) else t("ledger-somebody")
    return f"**{figure(number)}.** {what}\n-# {discord.utils.format_dt(entry.at, 'f')} · {who}"


def preference_change(entry: LedgerEntry) -> str:
    """ "Language: as in Discord → Deutsch"."""
    before, after = (preference_value(entry.name, value, VALUE) for value in (entry.before, entry.after))
    name = f"**{clip(preference_name(entry.name), FACT)}**"
    key = "ledger-change-undone" if entry.undoes is not None else "ledger-change"
    return t(key, name=name, before=before, after=after)


def action_line(entry: LedgerEntry) -> str:
    """What was done; an unknown deed by its own name."""
    if entry.name.startswith(HINT):
        return t("deed-hint", permission=_permission(entry.name), place=_place(entry.after))
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
}
"""What stands for facts that an older Dateline did not record."""


def _what(entry: LedgerEntry) -> str:
    """For the menu, which renders no markup."""
    if entry.is_preference:
        return preference_name(entry.name)
    title = str(facts_of(entry.after).get("title", ""))
    return t("ledger-restore", title=title)


def _permission(deed: str) -> str:
    return deed.removeprefix(HINT).replace("_", " ").title()


def _place(kept: str | None) -> str:
    """A channel as it is kept, "<#ID>", which Discord shows by its name."""
    return kept if kept and kept.startswith("<#") and kept[2:-1].isdecimal() else "?"


Menu = ui.DynamicItem[ui.Select[ui.View]]
MOST_ENTRIES = 1000
"""So far back the log is looked at; the library keeps more."""
TITLE = 200


class LogPageButton(Button, template=r"dateline:ledger:(\d{1,9}):(back|on)"):
    """Shows another page of the log."""

    def __init__(self, offset: int, way: str, disabled: bool = False) -> None:
        super().__init__(arrow(f"dateline:ledger:{offset}:{way}", way, disabled))
        self.offset = offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), match[2])

    @owned
    async def callback(self, interaction: Press) -> None:
        managed_guild(interaction)
        await interaction.response.defer()
        await show_ledger(interaction, self.offset)


class UndoMenu(Menu, template=r"dateline:ledger:(\d{1,9}):undo"):
    """Takes back the change that is picked. That is a change too, and can be taken back."""

    def __init__(self, offset: int, choices: Sequence[Undo]) -> None:
        options = [
            discord.SelectOption(
                label=each.label, value=f"change:{each.entry}" if each.entry else f"article:{each.article}"
            )
            for each in choices
        ]
        custom_id = f"dateline:ledger:{offset}:undo"
        super().__init__(ui.Select(placeholder=t("ledger-undo"), custom_id=custom_id, options=options))
        self.offset = offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), ())

    @owned
    async def callback(self, interaction: Press) -> None:
        guild_id = managed_guild(interaction)
        await interaction.response.defer()
        choice = picked(self.item, r"(?P<kind>change|article):(?P<id>\d{1,18})")
        undo = _undone if choice["kind"] == "change" else _restored
        done = await undo(interaction, guild_id, int(choice["id"]))
        await show_ledger(interaction, 0, content=done)


LEDGER_BUTTONS = (LogPageButton, UndoMenu)


async def show_ledger(interaction: Press, offset: int, *, content: str | None = None) -> None:
    """Show this server's log from `offset` on, or its last page where it has become shorter."""
    place = own_scope(managed_guild(interaction))
    entries = await bot_of(interaction).library.audit_log.page(place, offset=0, limit=MOST_ENTRIES)
    page = page_of(entries.items, offset, LOG_PER_PAGE)
    newer = entries.items[: page.offset]
    items: list[ui.DynamicItem[Any]] = []
    if choices := undoable(page, newer, right_of(interaction)):
        items.append(UndoMenu(page.offset, choices))
    items += arrows(page, LOG_PER_PAGE, LogPageButton)
    await interaction.edit_original_response(
        content=content, embed=log_page(page, newer), view=view_of(*items) if items else None
    )


async def _undone(interaction: Press, guild_id: int, entry_id: int) -> str:
    person, right = interaction.user.id, right_of(interaction)
    entry = await bot_of(interaction).servers.undo(guild_id, entry_id, by=person, right=right)
    return preference_change(entry)


async def _restored(interaction: Press, guild_id: int, article_id: int) -> str:
    article = await bot_of(interaction).library.articles.restore(article_id, scope=own_scope(guild_id))
    await record(interaction, AuditAction.RESTORED, article=article.id, title=article.title)
    return t("deed-library-restore", title=clip(article.title, TITLE))
