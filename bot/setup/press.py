"""What the controls of /setup do. Each press is applied at once, and says which entries of the audit log undo it."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from retrieval import LedgerEntry, NotFound

from ..audit import allows
from ..context import BotContext
from ..exceptions import ForeignChoice, NeedsDiscordsOwn
from ..guilds import Right, visible_scopes
from ..preferences import MOST_PER_MINUTE, MOST_PUBLISHERS, Kind, channel_preference
from ..servers import DEFAULTS
from ..text.locale import languages, t
from .state import ASPECTS, At, Control, News, Scene, Section, changed, present, settings_on


@dataclass(frozen=True, slots=True)
class Press:
    """Who pressed which control, and what they chose (ids, names or JSON, as the control has them) or typed."""

    bot: BotContext
    guild_id: int
    person: int
    right: Right
    control: Control
    scene: Scene
    chosen: Sequence[str] = ()
    typed: Mapping[str, str] | None = None


Turned = tuple[At, News | None]
"""The page to show next, and what is new."""


async def set_on_page(press: Press, values: Mapping[str, Any]) -> Turned:
    """Sets preferences of the page; None is the default, or as the server. Raises ForeignChoice for what the page does
    not set."""
    at, preferences = press.control.at, await press.bot.servers.of(press.guild_id)
    if not settings_on(at).keys() >= values.keys() or (at.section is Section.CHANNEL and not at.channel):
        raise ForeignChoice
    new: dict[str, Any] = {}
    for what, value in values.items():
        default = None if at.section is Section.CHANNEL else getattr(DEFAULTS, what)
        if present(preferences, at, what) != (default if value is None else value):
            new |= [changed(preferences, at, what, value)]
    return at, News(await written(press, new))


async def written(press: Press, new: Mapping[str, Any]) -> tuple[int, ...]:
    """Writes preferences by their names, and returns the entries of the audit log that undo it. Raises
    NeedsDiscordsOwn."""
    if not all(allows(press.right, name) for name in new):
        raise NeedsDiscordsOwn
    entries = [
        await press.bot.servers.change(press.guild_id, name, value, by=press.person)
        for name, value in new.items()
    ]
    return numbers(entry for entry in entries if entry is not None)


def numbers(entries: Iterable[LedgerEntry]) -> tuple[int, ...]:
    """The ids of entries of the audit log."""
    return tuple(entry.id for entry in entries)


def chosen_ids(press: Press, there: frozenset[int] | None) -> tuple[int, ...]:
    """Returns the chosen ids. Raises ForeignChoice unless each is of this server."""
    ids = tuple(int(each) for each in press.chosen if each.isdecimal())
    if len(ids) != len(press.chosen) or there is None or not there.issuperset(ids):
        raise ForeignChoice
    return ids


LONGEST_NAME = 200
"""Of a publisher, when it is typed."""
MOST_ENTRIES = 100
"""Looked at to undo one change: a panel writes far fewer at once."""
_RANGE = re.compile(r"(\d{1,15})\.(\d{1,15})", re.ASCII)


async def applied(press: Press) -> Turned:
    """Does what the control is for. Raises ForeignChoice, InvalidPreference; NotFound and CannotUndo where an undo
    comes too late."""
    action = ACTIONS.get(press.control.action)
    if action is None:
        raise ForeignChoice
    async with (
        press.bot.servers.changing
    ):  # a channel's own preferences are read, changed and written together
        return await action(press)


async def _go(press: Press) -> Turned:
    section = next((each for each in Section if [each.value] == list(press.chosen)), None)
    if section is None:
        raise ForeignChoice
    return At(section), None


async def _channel(press: Press) -> Turned:
    (channel,) = chosen_ids(press, press.scene.known.channels) or (0,)
    return At(Section.CHANNEL, channel, press.control.at.aspect), None


async def _aspect(press: Press) -> Turned:
    (aspect,) = press.chosen
    if aspect not in ASPECTS:
        raise ForeignChoice
    return At(Section.CHANNEL, press.control.at.channel, aspect), None


async def _choose(press: Press) -> Turned:
    setting = settings_on(press.control.at).get(press.control.what)
    try:
        value = json.loads(press.chosen[0])
    except ValueError as error:
        raise ForeignChoice from error
    is_language = setting and setting.kind is Kind.LANGUAGE and value in (None, *languages())
    if setting is None or not (setting.choices or is_language):
        raise ForeignChoice
    return await set_on_page(press, {setting.name: value})


async def _pick(press: Press) -> Turned:
    what, everyone = press.control.what, press.guild_id
    setting = settings_on(press.control.at).get(what)
    if setting is not None and setting.kind is Kind.CHANNELS:
        return await set_on_page(press, {what: chosen_ids(press, press.scene.known.channels) or None})
    if setting is None or setting.kind is not Kind.ROLES:
        raise ForeignChoice
    roles = chosen_ids(press, press.scene.known.roles)
    if everyone in roles and what == "manager_roles":
        return press.control.at, News(refused=t("setup-not-everyone"))
    if everyone in roles and what == "asker_roles":
        roles = ()
    return await set_on_page(press, {what: roles or None})


async def _names(press: Press) -> Turned:
    """Trusts the chosen publishers. One that the menu cannot offer, because its name is too long, stays trusted."""
    offered = set(press.scene.publishers)
    if not offered.issuperset(press.chosen):
        raise ForeignChoice
    kept = [name for name in _trusted(press) if name not in offered]
    return await _trust(press, (*press.chosen, *kept))


async def _all(press: Press) -> Turned:
    return await set_on_page(press, {"publishers": ()})


async def _clear(press: Press) -> Turned:
    at, what = press.control.at, press.control.what
    if what:
        return await set_on_page(press, {what: None})
    if at.section is not Section.CHANNEL:
        raise ForeignChoice
    return at, News(await written(press, {channel_preference(at.channel): None}))


async def _gone(press: Press) -> Turned:
    at, preferences = press.control.at, await press.bot.servers.of(press.guild_id)
    new: dict[str, Any] = {}
    for name, ids in press.scene.known.gone(preferences, at).items():
        if name == "overrides":
            new |= {channel_preference(each): None for each in ids}
        else:
            new[name] = tuple(each for each in getattr(preferences, name) if each not in ids) or None
    shown = at.channel if press.scene.known.has(Kind.CHANNELS, at.channel) else 0
    return At(at.section, shown, at.aspect), News(await written(press, new))


async def _undo(press: Press) -> Turned:
    """Undoes the newest entry first. Between the first and the last entry of a change there may be another server's."""
    if not (found := _RANGE.fullmatch(press.control.what)):
        raise ForeignChoice
    first, last = int(found[1]), int(found[2])
    entries = []
    for number in range(last, max(first, last - MOST_ENTRIES) - 1, -1):
        with suppress(NotFound):
            entries.append(
                await press.bot.servers.undo(press.guild_id, number, by=press.person, right=press.right)
            )
    if not entries:
        raise NotFound("change", last)
    return press.control.at, News(numbers(entries), undone=press.control.action == "undo")


async def _typed(press: Press) -> Turned:
    """Takes what was typed into a form: numbers, or names of publishers one a line."""
    if (typed := press.typed) is None:
        raise ForeignChoice
    if press.control.what == "publishers":
        return await _add_names(press, typed.get("publishers", ""))
    new: dict[str, int] = {}
    for what, text in typed.items():
        number = int(text) if text.strip().isdecimal() and len(text) < 10 else 0
        setting = settings_on(press.control.at).get(what)
        if setting is None or setting.kind is not Kind.RATE or not 1 <= number <= MOST_PER_MINUTE:
            refused = t("setup-not-a-number", text=" ".join(text.split())[:20], most=MOST_PER_MINUTE)
            return press.control.at, News(refused=refused)
        new[what] = number
    return await set_on_page(press, new)


async def _add_names(press: Press, text: str) -> Turned:
    """Trusts the typed publishers too. Known names are taken as the articles write them; others may come with a later
    article."""
    names = list(_trusted(press))
    for line in text.splitlines():
        if not (name := " ".join(line.split())):
            continue
        if len(name) > LONGEST_NAME:
            return press.control.at, News(refused=t("setup-name-too-long", most=LONGEST_NAME))
        names.append(await known_publisher(press.bot, press.guild_id, name) or name)
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(name.casefold(), name)
    return await _trust(press, tuple(once.values()))


async def known_publisher(bot: BotContext, guild_id: int, name: str) -> str | None:
    """Returns the publisher of that name that has articles here; case does not count."""
    found = await bot.library.articles.publishers(name, scopes=visible_scopes(guild_id))
    return next((each for each in found if each.casefold() == name.casefold()), None)


async def _trust(press: Press, names: tuple[str, ...]) -> Turned:
    if len(names) > MOST_PUBLISHERS:
        return press.control.at, News(refused=t("setup-too-many-names", most=MOST_PUBLISHERS))
    return await set_on_page(press, {"publishers": names or None})


def _trusted(press: Press) -> tuple[str, ...]:
    preferences = press.bot.servers.known(press.guild_id)
    names: tuple[str, ...] | None = present(preferences, press.control.at, "publishers")
    return names or ()


ACTIONS: Mapping[str, Callable[[Press], Awaitable[Turned]]] = {
    "go": _go,
    "channel": _channel,
    "aspect": _aspect,
    "choose": _choose,
    "pick": _pick,
    "names": _names,
    "all": _all,
    "clear": _clear,
    "gone": _gone,
    "undo": _undo,
    "redo": _undo,
    "typed": _typed,
}
"""Action of a control -> what it does. "write" opens a form and is done by `SetupItem`."""
