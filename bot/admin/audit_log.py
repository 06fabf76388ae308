"""What was changed and done in a server, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import discord

from retrieval import LedgerEntry, Page

from ..audit import Deed, facts_of
from ..checks import Right
from ..figures import figure, page_range
from ..guilds import person_of
from ..render import ANSWER_COLOUR
from ..text.locale import say
from ..text.markup import clip, clip_plain
from .preference_words import preference_name, preference_value
from .rights import HINT as HINT_DEED
from .rights import allows

LEDGER_PER_PAGE = 6
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


def ledger_page(page: Page[LedgerEntry], newer: Sequence[LedgerEntry]) -> discord.Embed:
    """One page of the log, the newest first; `newer` are the entries of the pages before it."""
    embed = discord.Embed(title=say("ledger-title"), colour=ANSWER_COLOUR)
    if not page.items:
        embed.description = say("ledger-none")
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
        elif entry.name == Deed.REMOVED and isinstance(article, int) and entry.id not in back:
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
        if entry.name == Deed.RESTORED:
            restored.add(article)
        elif entry.name == Deed.REMOVED:
            if article in restored:
                found.add(entry.id)
            restored.discard(article)
    return found


def _entry(number: int, entry: LedgerEntry, *, undone: bool) -> str:
    what = preference_change(entry) if entry.is_preference else deed_line(entry)
    if undone:
        what = f"~~{what}~~ {say('ledger-undone')}"
    who = f"<@{person}>" if (person := person_of(entry.by)) else say("ledger-somebody")
    return f"**{figure(number)}.** {what}\n-# {discord.utils.format_dt(entry.at, 'f')} · {who}"


def preference_change(entry: LedgerEntry) -> str:
    """ "Language: as in Discord → Deutsch"."""
    before, after = (preference_value(entry.name, value, VALUE) for value in (entry.before, entry.after))
    name = f"**{clip(preference_name(entry.name), FACT)}**"
    key = "ledger-change-undone" if entry.undoes is not None else "ledger-change"
    return say(key, name=name, before=before, after=after)


def deed_line(entry: LedgerEntry) -> str:
    """What was done; an unknown deed by its own name."""
    if entry.name.startswith(HINT):
        return say("deed-hint", permission=_permission(entry.name), place=_place(entry.after))
    facts: Mapping[str, str | int] = facts_of(entry.after)
    clipped = {name: clip(fact, FACT) if isinstance(fact, str) else fact for name, fact in facts.items()}
    if entry.name not in list(Deed):
        return clip(entry.name, FACT)
    try:
        return say(f"deed-{entry.name}", **(_NOTHING[Deed(entry.name)] | clipped))
    except LookupError:
        return clip(entry.name, FACT)


_NOTHING: dict[Deed, dict[str, str | int]] = {
    Deed.ADDED: {"source": "?", "added": 0, "updated": 0},
    Deed.REMOVED: {"title": "?"},
    Deed.RESTORED: {"title": "?"},
    Deed.FEED_REMOVED: {"title": "?"},
    Deed.REINDEXED: {"articles": 0, "changed": 0},
    Deed.REINDEX_CANCELLED: {},
    Deed.ROLLED_BACK: {"articles": 0},
    Deed.DISMISSED: {"question": "?", "count": 0},
}
"""What stands for facts that an older Dateline did not record."""


def _what(entry: LedgerEntry) -> str:
    """For the menu, which renders no markup."""
    if entry.is_preference:
        return preference_name(entry.name)
    title = str(facts_of(entry.after).get("title", ""))
    return say("ledger-restore", title=title)


def _permission(deed: str) -> str:
    return deed.removeprefix(HINT).replace("_", " ").title()


def _place(kept: str | None) -> str:
    """A channel as it is kept, "<#ID>", which Discord shows by its name."""
    return kept if kept and kept.startswith("<#") and kept[2:-1].isdecimal() else "?"
