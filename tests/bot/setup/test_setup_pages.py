"""Pages of the panel as values: every preference is on one, in every language, within what Discord takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

import discord
import pytest

from bot.preferences import (
    MOST_CHANNELS,
    MOST_PER_MINUTE,
    MOST_PUBLISHERS,
    MOST_TOPICS,
    OF_CHANNEL,
    SETTINGS,
    ChannelPreferences,
    Preferences,
)
from bot.setup.cog import _item
from bot.setup.controls import controls, form
from bot.setup.panel import setup_page
from bot.setup.state import ASPECTS, CONTROL, At, Control, Known, News, Scene, Section
from bot.text.locale import languages, using_locale
from bot.text.markup import size
from bot.ui.components import view_of
from retrieval.news import LONGEST_TOPIC

BIG = 10**19
MANY = tuple(range(BIG, BIG + MOST_CHANNELS))
LONG = tuple(f"{'*' * 95}{n}" for n in range(MOST_PUBLISHERS))
FEEDS = dict.fromkeys(range(MOST_CHANNELS), "*" * 200)
FULL = Preferences(
    language="ja",
    channels=MANY,
    auto_channels=MANY,
    auto_threshold=0.555,
    asker_roles=MANY,
    manager_roles=MANY,
    publishers=LONG,
    user_per_minute=MOST_PER_MINUTE,
    channel_per_minute=41,
    server_per_minute=43,
    unlimited_roles=MANY,
    retention_days=3650,
    digest_channel=MANY[:1],
    digest_hour=23,
    digest_topics=tuple(f"{'*' * (LONGEST_TOPIC - 2)}{n:02}" for n in range(MOST_TOPICS)),
    digest_feeds=tuple(FEEDS),
    digest_empty=True,
    overrides={
        each: ChannelPreferences(True, True, 0.123, "de", LONG, MOST_PER_MINUTE) for each in (*MANY, 5)
    },
)
"""As much of everything as a server can set."""
EMPTY = Preferences()
PAGES = [At(section) for section in Section] + [At(Section.CHANNEL, BIG, aspect) for aspect in ASPECTS]
SCENES = {
    "plain": Scene(1),
    "all gone": Scene(1, Known(frozenset(), frozenset()), False, LONG, frozenset(LONG)),
}
NEWS = {
    "nothing": None,
    "changed": News((10**14, 10**14 + 24)),
    "undone": News((3,), undone=True),
    "no": News(refused="No."),
}


def texts(component: object) -> Iterator[tuple[str, str]]:
    """What a component shows, with what it is."""
    if isinstance(component, discord.ui.Button):
        yield "button", component.label or ""
        return
    assert isinstance(component, discord.ui.Select | discord.ui.ChannelSelect | discord.ui.RoleSelect)
    yield "placeholder", component.placeholder or ""
    if isinstance(component, discord.ui.Select):
        yield from (("option", option.label) for option in component.options)


def settable() -> set[tuple[bool, str]]:
    """Whether of a channel, and the preference: of every control that sets something."""
    found: set[tuple[bool, str]] = set()
    for at in PAGES:
        for item in controls(FULL, at, SCENES["all gone"]):
            control = Control.of(re.fullmatch(CONTROL, item.custom_id))  # type: ignore[arg-type]  # it is one
            if control.action in ("choose", "pick", "names", "days"):
                found.add((at.section is Section.CHANNEL, control.what))
            if control.action == "write" and control.what == "digest":
                found |= {(False, field.component.custom_id) for field in form(FULL, control, FEEDS).children}  # type: ignore[attr-defined]
    return found


def test_every_preference_can_be_set_on_the_panel() -> None:
    server = {(False, each.name) for each in fields(Preferences) if each.name != "overrides"}
    channel = {(True, each.name) for each in fields(ChannelPreferences)}
    assert settable() == server | channel
    assert {(False, name) for name in SETTINGS} == server
    assert {(True, name) for name in OF_CHANNEL} == channel


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("preferences", [EMPTY, FULL], ids=["empty", "full"])
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
@pytest.mark.parametrize("news", NEWS.values(), ids=NEWS)
def test_every_page_is_within_what_discord_takes(
    language: str, preferences: Preferences, scene: Scene, news: News | None
) -> None:
    with using_locale(language):
        for at in PAGES:
            embed = setup_page(preferences, at, scene, news)
            assert 0 < size(embed.title or "") <= 256
            assert 0 < size(embed.description or "") <= 4096
            assert "{" not in (embed.description or "")
            items = controls(preferences, at, scene, news)
            rows = view_of(*map(_item, items)).to_components()
            assert len(rows) <= 5
            ids = [str(item.custom_id) for item in items]
            assert len(set(ids)) == len(ids)
            assert max(len(each) for each in ids) <= 100
            for kind, text in (each for item in items for each in texts(item)):
                assert 0 < size(text) <= {"button": 80, "placeholder": 150, "option": 100}[kind], text


@pytest.mark.parametrize("language", languages())
def test_forms_are_within_what_discord_takes(language: str) -> None:
    forms = [
        Control("write", At(Section.LIMITS), "numbers"),
        Control("write", At(Section.PUBLISHERS), "publishers"),
        Control("write", At(Section.DIGEST), "digest"),
        Control("write", At(Section.CHANNEL, BIG, "per_minute"), "per_minute"),
    ]
    with using_locale(language):
        for control in forms:
            modal = form(FULL, control, FEEDS)
            assert len(modal.title) <= 45
            assert 1 <= len(modal.children) <= 5
            for label in modal.children:
                assert isinstance(label, discord.ui.Label)
                assert 0 < len(label.text) <= 45


@pytest.mark.parametrize("at", PAGES, ids=str)
def test_what_is_in_force_is_marked_in_the_menus(at: At) -> None:
    """Also where no preset is it."""
    for item in controls(FULL, at, SCENES["plain"]):
        if isinstance(item, discord.ui.Select) and ":choose:" in item.custom_id:
            assert sum(option.default for option in item.options) == 1


@pytest.mark.parametrize(
    "control",
    [
        Control("undo", At(Section.CHANNEL, BIG, "per_minute"), f"{10**14}.{10**14 + 24}"),
        Control("choose", At(Section.LIMITS), "channel_per_minute"),
        Control("go", At(Section.OVERVIEW)),
    ],
)
def test_a_custom_id_says_all(control: Control) -> None:
    match = re.fullmatch(CONTROL, control.custom_id)
    assert match is not None
    assert Control.of(match) == control


def test_a_long_list_is_cut_in_the_overview_and_whole_on_its_page() -> None:
    overview = setup_page(FULL, At(Section.OVERVIEW), Scene(1)).description or ""
    page = setup_page(FULL, At(Section.LISTEN), Scene(1)).description or ""
    assert "and 21 more" in overview
    assert page.count("<#") == MOST_CHANNELS


def test_names_of_publishers_cannot_pretend_to_be_markup() -> None:
    page = setup_page(Preferences(publishers=("**A** <@1> @everyone",)), At(Section.PUBLISHERS), Scene(1))
    assert "\\*\\*A\\*\\* \\<\\@1\\> \\@everyone" in (page.description or "")
