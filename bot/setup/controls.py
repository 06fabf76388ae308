"""The selects and buttons of /setup for a page, at most five rows; and its forms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import discord
from discord import ui

from retrieval.news import LONGEST_TOPIC

from ..preferences import MOST_CHANNELS, MOST_TOPICS, SETTINGS, Preferences, Setting, SettingKind
from ..text.locale import language_name, languages, t
from ..text.markup import clip_plain
from .panel import plain_words
from .state import ASPECTS, SIGNS, At, Control, News, Scene, Section, present, settings_on

LABEL_LIMIT = 100
FORM_SECONDS = 900.0
"""How long discord.py remembers a form; what is sent later, or after a restart, arrives all the same."""
LISTENING_TYPES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
]
AUTO_TYPES = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]
_TYPES = {
    Section.AUTO: AUTO_TYPES,
    Section.DIGEST: [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.public_thread],
}
NO_FEEDS: Mapping[int, str] = MappingProxyType({})
_IN_ORDER = (SettingKind.HOUR, SettingKind.SWITCH, SettingKind.COUNT, SettingKind.HOURS, SettingKind.ZONE)
"""Their choices stand as they are listed."""
Shown = ui.Select[ui.View] | ui.ChannelSelect[ui.View] | ui.RoleSelect[ui.View] | ui.Button[ui.View]


def controls(preferences: Preferences, at: At, scene: Scene, news: News | None = None) -> list[Shown]:
    """Returns what stands below a page, in this order: the menu of pages, what this page sets, buttons."""
    return [
        _menu(Control("go", at), t("setup-menu"), _pages(at)),
        *_settings(preferences, at, scene),
        *_buttons(preferences, at, scene, news),
    ]


def has_form(control: Control) -> bool:
    """Tells whether the page has a form of that name."""
    at = control.at
    if at.section is Section.CHANNEL:
        return bool(at.channel) and control.what in ("per_minute", "publishers")
    return (at.section, control.what) in (
        (Section.LIMITS, "numbers"),
        (Section.PUBLISHERS, "publishers"),
        (Section.DIGEST, "digest"),
    )


def form(preferences: Preferences, control: Control, feeds: Mapping[int, str] = NO_FEEDS) -> ui.Modal:
    """Returns the form in which numbers or names are typed that no menu offers. `feeds` are those of the server, for the
    form of the digest."""
    sent = Control("typed", control.at, control.what)
    modal = ui.Modal(title=t("setup-form"), custom_id=sent.custom_id, timeout=FORM_SECONDS)
    if control.what == "digest":
        for label in _of_digest(preferences, feeds):
            modal.add_item(label)
        return modal
    if control.what == "publishers":
        paragraph: ui.TextInput[Any] = ui.TextInput(
            custom_id="publishers", style=discord.TextStyle.paragraph, max_length=4000
        )
        return modal.add_item(ui.Label(text=t("setup-form-names"), component=paragraph))
    for setting in settings_on(control.at).values():
        if setting.kind is SettingKind.RATE:
            now = present(preferences, control.at, setting.name) or preferences.channel_per_minute
            number: ui.TextInput[Any] = ui.TextInput(custom_id=setting.name, default=str(now), max_length=5)
            modal.add_item(ui.Label(text=t(f"setup-form-{setting.name}"), component=number))
    return modal


def _of_digest(preferences: Preferences, feeds: Mapping[int, str]) -> Iterator[ui.Label[Any]]:
    """The fields of the digest's form; Discord takes five."""
    topics: ui.TextInput[Any] = ui.TextInput(
        custom_id="digest_topics",
        style=discord.TextStyle.paragraph,
        default="\n".join(preferences.digest_topics) or None,
        max_length=(LONGEST_TOPIC + 1) * MOST_TOPICS,
        required=False,
    )
    yield _field("digest_topics", topics)
    if feeds:
        named = [(each, title, each in preferences.digest_feeds) for each, title in feeds.items()]
        options = sorted(named, key=lambda each: not each[2])[:MOST_CHANNELS]
        yield _field("digest_feeds", _form_menu("digest_feeds", options, least=0, most=len(options)))
    for name in ("time_zone", "digest_empty"):
        setting, now = SETTINGS[name], getattr(preferences, name)
        values = setting.choices if now in setting.choices else (*setting.choices, now)
        chosen = [(json.dumps(value), plain_words(setting, value), value == now) for value in values]
        yield _field(name, _form_menu(name, chosen))


def _field(name: str, component: ui.Item[Any]) -> ui.Label[Any]:
    label: ui.Label[Any] = ui.Label(text=t(f"setup-form-{name}"), component=component)
    return label


def _form_menu(
    name: str, options: Sequence[tuple[Any, str, bool]], *, least: int = 1, most: int = 1
) -> ui.Select[Any]:
    shown = [
        discord.SelectOption(label=clip_plain(label, LABEL_LIMIT) or "…", value=str(value), default=default)
        for value, label, default in options
    ]
    return ui.Select(custom_id=name, options=shown, min_values=least, max_values=most, required=bool(least))


def _settings(preferences: Preferences, at: At, scene: Scene) -> Iterator[Shown]:
    if at.section is Section.CHANNEL:
        yield from _channel_settings(preferences, at, scene)
        return
    for setting in settings_on(at).values():
        if setting.in_form_of == at.section.value:
            continue
        if setting.kind is SettingKind.WEEKDAYS:
            chosen = getattr(preferences, setting.name)
            days = [(str(day), plain_words(setting, day), day in chosen) for day in setting.choices]
            hint = t(f"setup-menu-{setting.name}")
            yield _menu(Control("days", at, setting.name), hint, days, most=len(days))
        elif setting.kind in (SettingKind.CHANNELS, SettingKind.ROLES):
            yield _ids(Control("pick", at, setting.name), setting, preferences, scene)
        elif setting.kind is SettingKind.PUBLISHERS:
            yield from _publishers(preferences, at, scene)
        else:
            yield _choices(preferences, at, setting)


def _channel_settings(preferences: Preferences, at: At, scene: Scene) -> Iterator[Shown]:
    chosen = [at.channel] if at.channel and scene.known.has(SettingKind.CHANNELS, at.channel) else []
    yield _channels(Control("channel", at), LISTENING_TYPES, chosen, least=1, most=1)
    if not at.channel:
        return
    aspects = [(aspect, t(f"setup-aspect-{aspect}"), aspect == at.aspect) for aspect in ASPECTS]
    yield _menu(Control("aspect", at), t("setup-menu-aspect"), aspects)
    if at.aspect == "publishers":
        yield from _publishers(preferences, at, scene)
    else:
        yield _choices(preferences, at, settings_on(at)[at.aspect])


def _choices(preferences: Preferences, at: At, setting: Setting) -> Shown:
    """Returns a menu of the choices, with the value in force among them."""
    now = present(preferences, at, setting.name)
    options: list[tuple[Any, str]]
    if setting.kind is SettingKind.LANGUAGE:
        options = [(name, language_name(name)) for name in languages()]
    else:
        values = setting.choices if now is None or now in setting.choices else (*setting.choices, now)
        if setting.kind not in _IN_ORDER:  # ascending, and "without end" (0) last
            values = tuple(sorted(values, key=lambda value: (value == 0, value)))
        options = [(value, plain_words(setting, value)) for value in values]
    if at.section is Section.CHANNEL:
        options.insert(0, (None, t("setup-as-server")))
    elif setting.kind is SettingKind.LANGUAGE:
        options.insert(0, (None, t("setup-as-discord")))
    shown = [(json.dumps(value), label, value == now) for value, label in options]
    return _menu(Control("choose", at, setting.name), t(f"setup-{at.section.value}"), shown)


def _publishers(preferences: Preferences, at: At, scene: Scene) -> Iterator[Shown]:
    """Returns a menu of publishers; nothing where there is none to offer, because a menu needs an option."""
    trusted = present(preferences, at, "publishers") or ()
    options = [(name, clip_plain(name, LABEL_LIMIT) or "…", name in trusted) for name in scene.publishers]
    if options:
        control = Control("names", at, "publishers")
        yield _menu(control, t("setup-menu-publishers"), options, least=0, most=len(options))


def _buttons(preferences: Preferences, at: At, scene: Scene, news: News | None) -> Iterator[Shown]:
    if news is not None and news.entries:
        action, label = "redo" if news.undone else "undo", t("setup-redo" if news.undone else "setup-undo")
        what = f"{min(news.entries)}.{max(news.entries)}"
        yield _button(Control(action, at, what), label, primary=True)
    if at.section is Section.LIMITS:
        yield _button(Control("write", at, "numbers"), t("setup-button-numbers"))
    if at.section is Section.DIGEST:
        yield _button(Control("write", at, "digest"), t("setup-button-digest"))
        if preferences.digest_channel:
            yield _button(Control("test", at), t("setup-button-test"))
    for setting in settings_on(at).values():
        if setting.clear and getattr(preferences, setting.name):
            yield _button(Control("clear", at, setting.name), t(setting.clear))
    if at.section is Section.PUBLISHERS or (at.channel and at.aspect == "publishers"):
        yield _button(Control("write", at, "publishers"), t("setup-button-names"))
        if at.channel or preferences.publishers:
            yield _button(Control("all", at, "publishers"), t("setup-all-publishers"))
    if at.channel:
        yield from _channel_buttons(preferences, at)
    if scene.known.gone(preferences, at) and not at.channel:
        yield _button(Control("gone", at), t("setup-button-gone"))


def _channel_buttons(preferences: Preferences, at: At) -> Iterator[Shown]:
    if at.aspect == "per_minute":
        yield _button(Control("write", at, "per_minute"), t("setup-button-numbers"))
    if at.aspect == "publishers" and present(preferences, at, "publishers") is not None:
        yield _button(Control("clear", at, "publishers"), t("setup-as-server"))
    if at.channel in preferences.overrides:
        yield _button(Control("clear", at), t("setup-button-nothing-own"))


def _pages(at: At) -> list[tuple[str, str, bool]]:
    """Returns the pages as options. On the overview none is marked, so that the menu says what it is for."""
    return [
        (
            each.value,
            f"{SIGNS[each]} {t(f'setup-{each.value}')}",
            each is at.section is not Section.OVERVIEW,
        )
        for each in Section
    ]


def _menu(
    control: Control, hint: str, options: list[tuple[str, str, bool]], *, least: int = 1, most: int = 1
) -> Shown:
    shown = [
        discord.SelectOption(label=label[:LABEL_LIMIT], value=value, default=default)
        for value, label, default in options
    ]
    select: ui.Select[ui.View] = ui.Select(
        custom_id=control.custom_id, placeholder=hint, options=shown, min_values=least, max_values=most
    )
    return select


def _channels(
    control: Control, types: list[discord.ChannelType], ids: list[int], *, least: int = 0, most: int
) -> Shown:
    select: ui.ChannelSelect[ui.View] = ui.ChannelSelect(
        custom_id=control.custom_id,
        channel_types=types,
        placeholder=t(f"setup-menu-{control.what or control.action}"),
        min_values=least,
        max_values=most,
        default_values=[
            discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.channel) for each in ids
        ],
    )
    return select


def _ids(control: Control, setting: Setting, preferences: Preferences, scene: Scene) -> Shown:
    """Returns a menu of channels or roles, in which those in force that still exist are chosen."""
    ids = [each for each in getattr(preferences, setting.name) if scene.known.has(setting.kind, each)]
    if setting.kind is SettingKind.CHANNELS:
        types = _TYPES.get(control.at.section, LISTENING_TYPES)
        return _channels(control, types, ids, most=setting.most)
    select: ui.RoleSelect[ui.View] = ui.RoleSelect(
        custom_id=control.custom_id,
        placeholder=t(f"setup-menu-{setting.name}"),
        min_values=0,
        max_values=MOST_CHANNELS,
        default_values=[
            discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.role) for each in ids
        ],
    )
    return select


def _button(control: Control, label: str, *, primary: bool = False) -> Shown:
    style = discord.ButtonStyle.primary if primary else discord.ButtonStyle.secondary
    return ui.Button(custom_id=control.custom_id, label=label, style=style)
