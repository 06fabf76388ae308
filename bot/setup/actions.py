"""What the controls of /setup do. Each press is applied at once, and says which entries of the audit log undo it."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from retrieval import AuditEntry, NotFound
from retrieval.news import LONGEST_TOPIC

from ..audit import allows
from ..briefings.digest import post_test
from ..context import BotContext
from ..exceptions import ForeignChoice, NeedsDiscordsOwn
from ..places import Right, visible_scopes
from ..preferences import (
    EVERY_DAY,
    MOST_PER_MINUTE,
    MOST_PUBLISHERS,
    MOST_TOPICS,
    InvalidPreference,
    SettingKind,
    channel_preference,
    checked,
)
from ..servers import DEFAULTS
from ..text.locale import languages, t
from .state import ASPECTS, At, Control, News, Scene, Section, changed, present, settings_on


@dataclass(frozen=True, slots=True)
class ControlEvent:
    """Who pressed which control, and what they chose (ids, names or JSON, as the control has them) or typed."""

    bot: BotContext
    guild_id: int
    person: int
    right: Right
    control: Control
    scene: Scene
    chosen: Sequence[str] = ()
    typed: Mapping[str, str] | None = None


NextPage = tuple[At, News | None]
"""The page to show next, and what is new."""


async def set_on_page(event: ControlEvent, values: Mapping[str, Any]) -> NextPage:
    """Sets preferences of the page; None is the default, or as the server. Raises ForeignChoice for what the page does
    not set."""
    at, preferences = event.control.at, await event.bot.servers.of(event.guild_id)
    if not settings_on(at).keys() >= values.keys() or (at.section is Section.CHANNEL and not at.channel):
        raise ForeignChoice
    new: dict[str, Any] = {}
    for what, value in values.items():
        default = None if at.section is Section.CHANNEL else getattr(DEFAULTS, what)
        if present(preferences, at, what) != (default if value is None else value):
            new |= [changed(preferences, at, what, value)]
    return at, News(await written(event, new))


async def written(event: ControlEvent, new: Mapping[str, Any]) -> tuple[int, ...]:
    """Writes preferences by their names, and returns the entries of the audit log that undo it. Raises
    NeedsDiscordsOwn."""
    if not all(allows(event.right, name) for name in new):
        raise NeedsDiscordsOwn
    entries = [
        await event.bot.servers.change(event.guild_id, name, value, by=event.person)
        for name, value in new.items()
    ]
    return numbers(entry for entry in entries if entry is not None)


def numbers(entries: Iterable[AuditEntry]) -> tuple[int, ...]:
    """The ids of entries of the audit log."""
    return tuple(entry.id for entry in entries)


def chosen_ids(event: ControlEvent, there: frozenset[int] | None) -> tuple[int, ...]:
    """Returns the chosen ids. Raises ForeignChoice unless each is of this server."""
    ids = tuple(int(each) for each in event.chosen if each.isdecimal())
    if len(ids) != len(event.chosen) or there is None or not there.issuperset(ids):
        raise ForeignChoice
    return ids


LONGEST_NAME = 200
"""Of a publisher, when it is typed."""
MOST_ENTRIES = 100
"""Looked at to undo one change: a panel writes far fewer at once."""
_RANGE = re.compile(r"(\d{1,15})\.(\d{1,15})", re.ASCII)


async def applied(event: ControlEvent) -> NextPage:
    """Does what the control is for. Raises ForeignChoice, InvalidPreference; NotFound and CannotUndo where an undo
    comes too late."""
    action = ACTIONS.get(event.control.action)
    if action is None:
        raise ForeignChoice
    if action is _test:  # which takes seconds, and changes no preference
        return await action(event)
    async with (
        event.bot.servers.changing
    ):  # a channel's own preferences are read, changed and written together
        return await action(event)


async def _go(event: ControlEvent) -> NextPage:
    section = next((each for each in Section if [each.value] == list(event.chosen)), None)
    if section is None:
        raise ForeignChoice
    return At(section), None


async def _channel(event: ControlEvent) -> NextPage:
    (channel,) = chosen_ids(event, event.scene.known.channels) or (0,)
    return At(Section.CHANNEL, channel, event.control.at.aspect), None


async def _aspect(event: ControlEvent) -> NextPage:
    (aspect,) = event.chosen
    if aspect not in ASPECTS:
        raise ForeignChoice
    return At(Section.CHANNEL, event.control.at.channel, aspect), None


async def _choose(event: ControlEvent) -> NextPage:
    setting = settings_on(event.control.at).get(event.control.what)
    try:
        value = json.loads(event.chosen[0])
    except ValueError as error:
        raise ForeignChoice from error
    is_language = setting and setting.kind is SettingKind.LANGUAGE and value in (None, *languages())
    if setting is None or not (setting.choices or is_language):
        raise ForeignChoice
    return await set_on_page(event, {setting.name: value})


async def _pick(event: ControlEvent) -> NextPage:
    what, everyone = event.control.what, event.guild_id
    setting = settings_on(event.control.at).get(what)
    if setting is not None and setting.kind is SettingKind.CHANNELS:
        return await set_on_page(event, {what: chosen_ids(event, event.scene.known.channels) or None})
    if setting is None or setting.kind is not SettingKind.ROLES:
        raise ForeignChoice
    roles = chosen_ids(event, event.scene.known.roles)
    if everyone in roles and what == "manager_roles":
        return event.control.at, News(refused=t("setup-not-everyone"))
    if everyone in roles and what == "asker_roles":
        roles = ()
    return await set_on_page(event, {what: roles or None})


async def _days(event: ControlEvent) -> NextPage:
    setting = settings_on(event.control.at).get(event.control.what)
    days = tuple(sorted({int(each) for each in event.chosen if each in map(str, EVERY_DAY)}))
    if setting is None or setting.kind is not SettingKind.WEEKDAYS or len(days) != len(event.chosen):
        raise ForeignChoice
    return await set_on_page(event, {setting.name: days or None})


async def _test(event: ControlEvent) -> NextPage:
    """Posts a digest of the last days now. Where it was paused and can be posted again, it goes on."""
    if event.control.at.section is not Section.DIGEST:
        raise ForeignChoice
    channel = await post_test(event.bot, event.guild_id)
    return event.control.at, News(done=t("setup-digest-tested", channel=f"<#{channel}>"))


async def _names(event: ControlEvent) -> NextPage:
    """Trusts the chosen publishers. One that the menu cannot offer, because its name is too long, stays trusted."""
    offered = set(event.scene.publishers)
    if not offered.issuperset(event.chosen):
        raise ForeignChoice
    kept = [name for name in _trusted(event) if name not in offered]
    return await _trust(event, (*event.chosen, *kept))


async def _all(event: ControlEvent) -> NextPage:
    return await set_on_page(event, {"publishers": ()})


async def _clear(event: ControlEvent) -> NextPage:
    at, what = event.control.at, event.control.what
    if what:
        return await set_on_page(event, {what: None})
    if at.section is not Section.CHANNEL:
        raise ForeignChoice
    return at, News(await written(event, {channel_preference(at.channel): None}))


async def _gone(event: ControlEvent) -> NextPage:
    at, preferences = event.control.at, await event.bot.servers.of(event.guild_id)
    new: dict[str, Any] = {}
    for name, ids in event.scene.known.gone(preferences, at).items():
        if name == "overrides":
            new |= {channel_preference(each): None for each in ids}
        else:
            new[name] = tuple(each for each in getattr(preferences, name) if each not in ids) or None
    shown = at.channel if event.scene.known.has(SettingKind.CHANNELS, at.channel) else 0
    return At(at.section, shown, at.aspect), News(await written(event, new))


async def _undo(event: ControlEvent) -> NextPage:
    """Undoes the newest entry first. Between the first and the last entry of a change there may be another server's."""
    if not (found := _RANGE.fullmatch(event.control.what)):
        raise ForeignChoice
    first, last = int(found[1]), int(found[2])
    entries = []
    for number in range(last, max(first, last - MOST_ENTRIES) - 1, -1):
        with suppress(NotFound):
            entries.append(
                await event.bot.servers.undo(event.guild_id, number, by=event.person, right=event.right)
            )
    if not entries:
        raise NotFound("change", last)
    return event.control.at, News(numbers(entries), undone=event.control.action == "undo")


async def _typed(event: ControlEvent) -> NextPage:
    """Takes what was typed into a form: numbers, or names of publishers one a line."""
    if (typed := event.typed) is None:
        raise ForeignChoice
    if event.control.what == "publishers":
        return await _add_names(event, typed.get("publishers", ""))
    if event.control.what == "digest":
        return await _digest_form(event, typed)
    new: dict[str, int] = {}
    for what, text in typed.items():
        number = int(text) if text.strip().isdecimal() and len(text) < 10 else 0
        setting = settings_on(event.control.at).get(what)
        if setting is None or setting.kind is not SettingKind.RATE or not 1 <= number <= MOST_PER_MINUTE:
            refused = t("setup-not-a-number", text=" ".join(text.split())[:20], most=MOST_PER_MINUTE)
            return event.control.at, News(refused=refused)
        new[what] = number
    return await set_on_page(event, new)


async def _digest_form(event: ControlEvent, typed: Mapping[str, str]) -> NextPage:
    """Topics one a line; feeds of this server; what the menus of the form offer. What it did not ask for stays."""
    lines = (" ".join(line.split()) for line in typed.get("digest_topics", "").splitlines())
    topics = tuple(dict.fromkeys(filter(None, lines)))
    if len(topics) > MOST_TOPICS or any(len(each) > LONGEST_TOPIC for each in topics):
        return event.control.at, News(refused=t("setup-topics", most=MOST_TOPICS, longest=LONGEST_TOPIC))
    new: dict[str, Any] = {"digest_topics": topics or None}
    if "digest_feeds" in typed:
        chosen = tuple(int(each) for each in typed["digest_feeds"].split() if each.isdecimal())
        if not event.scene.feeds.keys() >= set(chosen):
            raise ForeignChoice
        new["digest_feeds"] = chosen or None
    for name in ("time_zone", "digest_empty"):
        if typed.get(name):
            new[name] = _offered(name, typed[name])
    return await set_on_page(event, new)


def _offered(name: str, chosen: str) -> Any:
    """A choice of a form's menu. Raises ForeignChoice."""
    try:
        return checked(name, chosen)
    except InvalidPreference as error:
        raise ForeignChoice from error


async def _add_names(event: ControlEvent, text: str) -> NextPage:
    """Trusts the typed publishers too. Known names are taken as the articles write them; others may come with a later
    article."""
    names = list(_trusted(event))
    for line in text.splitlines():
        if not (name := " ".join(line.split())):
            continue
        if len(name) > LONGEST_NAME:
            return event.control.at, News(refused=t("setup-name-too-long", most=LONGEST_NAME))
        names.append(await known_publisher(event.bot, event.guild_id, name) or name)
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(name.casefold(), name)
    return await _trust(event, tuple(once.values()))


async def known_publisher(bot: BotContext, guild_id: int, name: str) -> str | None:
    """Returns the publisher of that name that has articles here; case does not count."""
    found = await bot.library.articles.publishers(name, scopes=visible_scopes(guild_id))
    return next((each for each in found if each.casefold() == name.casefold()), None)


async def _trust(event: ControlEvent, names: tuple[str, ...]) -> NextPage:
    if len(names) > MOST_PUBLISHERS:
        return event.control.at, News(refused=t("setup-too-many-names", most=MOST_PUBLISHERS))
    return await set_on_page(event, {"publishers": names or None})


def _trusted(event: ControlEvent) -> tuple[str, ...]:
    preferences = event.bot.servers.known(event.guild_id)
    names: tuple[str, ...] | None = present(preferences, event.control.at, "publishers")
    return names or ()


ACTIONS: Mapping[str, Callable[[ControlEvent], Awaitable[NextPage]]] = {
    "go": _go,
    "channel": _channel,
    "aspect": _aspect,
    "choose": _choose,
    "pick": _pick,
    "days": _days,
    "test": _test,
    "names": _names,
    "all": _all,
    "clear": _clear,
    "gone": _gone,
    "undo": _undo,
    "redo": _undo,
    "typed": _typed,
}
"""Action of a control -> what it does. "write" opens a form and is done by `SetupItem`."""
