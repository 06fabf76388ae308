"""What the panel of /setup says: the present state, what a page is for, and what was just changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import discord

from ..preferences import Preferences
from ..render import ANSWER_COLOUR, REFUSAL_COLOUR
from ..text.locale import say
from .state import ASPECTS, CHANNEL_LISTS, SIGNS, At, News, Scene, Section, present
from .words import STATES, publishers_words, value_words

GLANCED = 4
"""Names in a line of the overview; the page itself has all."""


def setup_page(preferences: Preferences, at: At, scene: Scene, news: News | None = None) -> discord.Embed:
    """Any page of the panel."""
    if at.section is Section.OVERVIEW:
        parts = [say("setup-overview-about"), *_overview(preferences, scene)]
    else:
        parts = [_state(preferences, at, scene, news), *_remarks(preferences, at, scene), _about(at)]
    if news is not None and news.refused is not None:
        parts.insert(0, f"⚠️ **{news.refused}**")
    elif news is not None and at.section is Section.OVERVIEW and news.entries:
        parts.insert(0, f"✅ **{say('setup-undone' if news.undone else 'setup-changed')}**")
    wrong = news is not None and news.refused is not None
    return discord.Embed(
        title=say(f"setup-{at.section.value}"),
        description="\n\n".join(filter(None, parts)),
        colour=REFUSAL_COLOUR if wrong else ANSWER_COLOUR,
    )


def _state(preferences: Preferences, at: At, scene: Scene, news: News | None) -> str:
    """The page's state in a sentence, marked where it has just become so."""
    sentence = state_line(preferences, at, scene)
    if news is None or not news.entries:
        return f"**{sentence}**"
    return f"↩️ {say('setup-undone')} **{sentence}**" if news.undone else f"✅ **{sentence}**"


def state_line(preferences: Preferences, at: At, scene: Scene, *, most: int = 25) -> str:
    """ "I answer in #news only." `most` names are told, the others counted."""
    if at.section is Section.CHANNEL and at.channel:
        return _aspect_line(preferences, at, scene)
    return STATES[at.section](preferences, scene, most)


def _overview(preferences: Preferences, scene: Scene) -> Iterable[str]:
    yield "\n".join(
        f"{SIGNS[section]} {state_line(preferences, At(section), scene, most=GLANCED)}"
        for section in Section
        if section is not Section.OVERVIEW
    )
    if _deaf(preferences, At(Section.OVERVIEW), scene):
        yield say("setup-cannot-hear")


def _about(at: At) -> str:
    return f"-# {say(f'setup-{at.section.value}.about')}"


def _remarks(preferences: Preferences, at: At, scene: Scene) -> Iterable[str]:
    if at.section in (Section.AUTO, Section.CHANNEL) and _deaf(preferences, at, scene):
        yield say("setup-cannot-hear")
    if at.section is Section.PUBLISHERS and scene.absent:
        yield say("setup-publishers-absent", names=publishers_words(sorted(scene.absent), 25))
    if at.section is Section.CHANNEL and at.channel:
        yield "\n".join(
            f"{say(f'setup-aspect-{aspect}')}: {_aspect_value(preferences, at, aspect, scene)}"
            for aspect in ASPECTS
            if aspect != at.aspect
        )
    missing = scene.known.gone(preferences, at)
    if count := sum(map(len, missing.values())):
        channels = {*missing} & {*CHANNEL_LISTS, "overrides"}
        yield say("setup-gone-channels" if channels else "setup-gone-roles", count=count)


def _deaf(preferences: Preferences, at: At, scene: Scene) -> bool:
    """It is to answer unasked, and cannot hear what nobody addresses to it."""
    if at.channel:
        wanted = at.aspect in ("auto", "threshold") and preferences.auto(at.channel)
    else:
        wanted = bool(preferences.auto_channels) or any(e.auto for e in preferences.overrides.values())
    return wanted and not scene.hears_all


def _aspect_line(preferences: Preferences, at: At, scene: Scene) -> str:
    return say(
        "setup-aspect-line",
        channel=f"<#{at.channel}>",
        aspect=say(f"setup-aspect-{at.aspect}"),
        value=_aspect_value(preferences, at, at.aspect, scene),
    )


def _aspect_value(preferences: Preferences, at: At, aspect: str, scene: Scene) -> str:
    """The channel's own value, or the one in force with "as the server"."""
    own = present(preferences, at, aspect)
    if own is not None:
        return value_words(aspect, own)
    inherited = {
        "listen": preferences.listens(at.channel),
        "auto": preferences.auto(at.channel),
        "threshold": preferences.auto_threshold,
        "language": preferences.language,
        "publishers": preferences.publishers,
        "per_minute": preferences.channel_per_minute,
    }[aspect]
    return say("setup-as-server-now", value=value_words(aspect, inherited))
