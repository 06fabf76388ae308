"""The selects and buttons of /setup for a page, at most five rows; and its forms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import discord
from discord import ui

from ..preferences import MOST_CHANNELS, Preferences
from ..text.locale import language_name, languages, t
from ..text.markup import clip_plain
from .panel import plain_words
from .state import (
    ASPECTS,
    CHANNEL_LISTS,
    PRESETS,
    SETS,
    SIGNS,
    At,
    Control,
    News,
    Scene,
    Section,
    present,
)

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
CLEARS = {
    Section.LISTEN: ("channels", "everywhere"),
    Section.AUTO: ("auto_channels", "nowhere"),
    Section.ASKERS: ("asker_roles", "everyone"),
    Section.MANAGERS: ("manager_roles", "only-discord"),
    Section.FREE: ("unlimited_roles", "no-role"),
}
"""The list of a page, and the sentence on its button for the empty list."""

Shown = ui.Select[ui.View] | ui.ChannelSelect[ui.View] | ui.RoleSelect[ui.View] | ui.Button[ui.View]


def controls(preferences: Preferences, at: At, scene: Scene, news: News | None = None) -> list[Shown]:
    """In the order in which they stand: the menu of pages, what this page sets, buttons."""
    return [
        _menu(Control("go", at), t("setup-menu"), _pages(at)),
        *_settings(preferences, at, scene),
        *_buttons(preferences, at, scene, news),
    ]


def has_form(control: Control) -> bool:
    """Whether the page has a form of that name."""
    at = control.at
    if at.section is Section.CHANNEL:
        return bool(at.channel) and control.what in ("per_minute", "publishers")
    return (at.section, control.what) in ((Section.LIMITS, "numbers"), (Section.PUBLISHERS, "publishers"))


def form(preferences: Preferences, control: Control) -> ui.Modal:
    """Where numbers or names are typed that no menu offers."""
    sent = Control("typed", control.at, control.what)
    modal = ui.Modal(title=t("setup-form"), custom_id=sent.custom_id, timeout=FORM_SECONDS)
    if control.what == "publishers":
        paragraph: ui.TextInput[Any] = ui.TextInput(
            custom_id="publishers", style=discord.TextStyle.paragraph, max_length=4000
        )
        return modal.add_item(ui.Label(text=t("setup-form-names"), component=paragraph))
    names = SETS[Section.LIMITS] if control.at.section is Section.LIMITS else ("per_minute",)
    for what in names:
        now = present(preferences, control.at, what) or preferences.channel_per_minute
        number: ui.TextInput[Any] = ui.TextInput(custom_id=what, default=str(now), max_length=5)
        modal.add_item(ui.Label(text=t(f"setup-form-{what}"), component=number))
    return modal


def _settings(preferences: Preferences, at: At, scene: Scene) -> Iterator[Shown]:
    if at.section is Section.CHANNEL:
        yield from _channel_settings(preferences, at, scene)
        return
    for what in SETS.get(at.section, ()):
        if what in CHANNEL_LISTS:
            types = LISTENING_TYPES if what == "channels" else AUTO_TYPES
            ids = [each for each in getattr(preferences, what) if scene.known.has(what, each)]
            yield _channels(Control("pick", at, what), types, ids, most=MOST_CHANNELS)
        elif what.endswith("roles"):
            yield _roles(Control("pick", at, what), preferences, scene)
        elif what == "publishers":
            yield from _publishers(preferences, at, scene)
        else:
            yield _choices(preferences, at, what)


def _channel_settings(preferences: Preferences, at: At, scene: Scene) -> Iterator[Shown]:
    chosen = [at.channel] if at.channel and scene.known.has("overrides", at.channel) else []
    yield _channels(Control("channel", at), LISTENING_TYPES, chosen, least=1, most=1)
    if not at.channel:
        return
    aspects = [(aspect, t(f"setup-aspect-{aspect}"), aspect == at.aspect) for aspect in ASPECTS]
    yield _menu(Control("aspect", at), t("setup-menu-aspect"), aspects)
    if at.aspect == "publishers":
        yield from _publishers(preferences, at, scene)
    else:
        yield _choices(preferences, at, at.aspect)


def _choices(preferences: Preferences, at: At, what: str) -> Shown:
    """The presets with what is in force among them."""
    now = present(preferences, at, what)
    options: list[tuple[Any, str]] = []
    if at.section is Section.CHANNEL:
        options = [(None, t("setup-as-server"))]
    elif what == "language":
        options = [(None, t("setup-as-discord"))]
    if what == "language":
        options += [(name, language_name(name)) for name in languages()]
    else:
        values = PRESETS[what] if now is None or now in PRESETS[what] else (*PRESETS[what], now)
        options += [(value, plain_words(what, value)) for value in _in_order(values)]
    shown = [(json.dumps(value), label, value == now) for value, label in options]
    return _menu(Control("choose", at, what), t(f"setup-{at.section.value}"), shown)


def _in_order(values: tuple[Any, ...]) -> list[Any]:
    """Ascending, "without end" (0) last; yes before no."""
    if isinstance(values[0], bool):
        return list(values)
    return sorted(values, key=lambda value: (value == 0, value))


def _publishers(preferences: Preferences, at: At, scene: Scene) -> Iterator[Shown]:
    """Nothing where there is no publisher to offer: a menu needs an option."""
    trusted = present(preferences, at, "publishers") or ()
    options = [(name, clip_plain(name, LABEL_LIMIT) or "…", name in trusted) for name in scene.publishers]
    if options:
        control = Control("names", at, "publishers")
        yield _menu(control, t("setup-menu-publishers"), options, least=0, most=len(options))


def _buttons(preferences: Preferences, at: At, scene: Scene, news: News | None) -> Iterator[Shown]:
    if news is not None and news.entries:
        deed, label = "redo" if news.undone else "undo", t("setup-redo" if news.undone else "setup-undo")
        what = f"{min(news.entries)}.{max(news.entries)}"
        yield _button(Control(deed, at, what), label, primary=True)
    if at.section is Section.LIMITS:
        yield _button(Control("write", at, "numbers"), t("setup-button-numbers"))
    if at.section in CLEARS and getattr(preferences, CLEARS[at.section][0]):
        what, label = CLEARS[at.section]
        yield _button(Control("clear", at, what), t(f"setup-button-{label}"))
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
    """On the overview none is marked, so that the menu says what it is for."""
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
        placeholder=t(f"setup-menu-{control.what or control.deed}"),
        min_values=least,
        max_values=most,
        default_values=[
            discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.channel) for each in ids
        ],
    )
    return select


def _roles(control: Control, preferences: Preferences, scene: Scene) -> Shown:
    ids = [each for each in getattr(preferences, control.what) if scene.known.has(control.what, each)]
    select: ui.RoleSelect[ui.View] = ui.RoleSelect(
        custom_id=control.custom_id,
        placeholder=t(f"setup-menu-{control.what}"),
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
