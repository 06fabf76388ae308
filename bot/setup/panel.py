"""What the panel of /setup says: the present state, what a page is for, and what was just changed. Pure.

Preferences in words: a sentence for the state of each page of /setup, a few words for a value. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import discord

from ..preferences import Preferences
from ..text.locale import language_name, listed, t
from ..text.markup import clip
from ..ui.embeds import ANSWER_COLOUR, REFUSAL_COLOUR
from .state import ASPECTS, CHANNEL_LISTS, SIGNS, At, News, Scene, Section, present

PUBLISHER_SHOWN = 60


def _listen(preferences: Preferences, scene: Scene, most: int) -> str:
    if not preferences.channels:
        return t("setup-listens-everywhere")
    return t("setup-listens-only", channels=_ids("channels", preferences.channels, scene, most))


def _auto(preferences: Preferences, scene: Scene, most: int) -> str:
    percent = _percent(preferences.auto_threshold)
    if not preferences.auto_channels:
        return t("setup-auto-nowhere", percent=percent)
    channels = _ids("auto_channels", preferences.auto_channels, scene, most)
    return t("setup-auto-in", channels=channels, percent=percent)


def _askers(preferences: Preferences, scene: Scene, most: int) -> str:
    if not preferences.asker_roles:
        return t("setup-askers-all")
    return t("setup-askers-only", roles=_ids("asker_roles", preferences.asker_roles, scene, most))


def _managers(preferences: Preferences, scene: Scene, most: int) -> str:
    if not preferences.manager_roles:
        return t("setup-managers-discord")
    return t("setup-managers-too", roles=_ids("manager_roles", preferences.manager_roles, scene, most))


def _limits(preferences: Preferences, scene: Scene, most: int) -> str:
    return t(
        "setup-limits-are",
        person=preferences.user_per_minute,
        channel=preferences.channel_per_minute,
        server=preferences.server_per_minute,
    )


def _free(preferences: Preferences, scene: Scene, most: int) -> str:
    if not preferences.unlimited_roles:
        return t("setup-free-none")
    return t("setup-free-roles", roles=_ids("unlimited_roles", preferences.unlimited_roles, scene, most))


def _retention(preferences: Preferences, scene: Scene, most: int) -> str:
    days = preferences.retention_days
    return t("setup-kept-days", days=days) if days else t("setup-kept-always")


def _language(preferences: Preferences, scene: Scene, most: int) -> str:
    if preferences.language is None:
        return t("setup-speaks-as-discord")
    return t("setup-speaks", language=language_name(preferences.language))


def _trusted(preferences: Preferences, scene: Scene, most: int) -> str:
    if not preferences.publishers:
        return t("setup-trusts-all")
    return t("setup-trusts-only", names=publishers_words(preferences.publishers, most))


def _channels(preferences: Preferences, scene: Scene, most: int) -> str:
    if not preferences.overrides:
        return t("setup-channels-none")
    return t("setup-channels-own", channels=_ids("overrides", tuple(preferences.overrides), scene, most))


STATES = {
    Section.LISTEN: _listen,
    Section.AUTO: _auto,
    Section.ASKERS: _askers,
    Section.MANAGERS: _managers,
    Section.LIMITS: _limits,
    Section.FREE: _free,
    Section.RETENTION: _retention,
    Section.LANGUAGE: _language,
    Section.PUBLISHERS: _trusted,
    Section.CHANNEL: _channels,
}
"""Page -> its state in a sentence, of the preferences, the scene, and how many names to tell."""


def value_words(what: str, value: Any) -> str:
    """A value of a preference in a few words, as menus show it too; names are escaped for messages."""
    if what == "publishers":
        return publishers_words(value, 25) if value else t("setup-all-publishers")
    return plain_words(what, value)


def plain_words(what: str, value: Any) -> str:
    """Likewise, for a menu, where nothing is interpreted."""
    if what == "language":
        return t("setup-as-discord") if value is None else language_name(value)
    if value is None:
        return t("setup-as-server")
    if isinstance(value, bool):
        return t("setup-yes" if value else "setup-no")
    if what.endswith("threshold"):
        return t("setup-sure", percent=_percent(value))
    if what == "retention_days":
        return t("setup-days", days=value) if value else t("setup-always")
    return t(f"setup-value-{what}", number=value)


def _percent(threshold: float) -> int:
    return round(threshold * 100)


def _ids(name: str, ids: Iterable[int], scene: Scene, most: int) -> str:
    """Mentions, which ping nobody in an embed; what is gone is crossed out."""
    sign = "#" if name in CHANNEL_LISTS or name == "overrides" else "@&"
    shown = [
        "@everyone"
        if each == scene.guild_id
        else f"<{sign}{each}>"
        if scene.known.has(name, each)
        else f"~~{each}~~"
        for each in ids
    ]
    return _listed(shown, most)


def publishers_words(names: Iterable[str], most: int) -> str:
    return _listed([clip(name, PUBLISHER_SHOWN) for name in names], most)


def _listed(shown: list[str], most: int) -> str:
    more = len(shown) - most
    return listed(shown) if more <= 0 else t("setup-and-more", names=listed(shown[:most]), count=more)


GLANCED = 4
"""Names in a line of the overview; the page itself has all."""


def setup_page(preferences: Preferences, at: At, scene: Scene, news: News | None = None) -> discord.Embed:
    """Any page of the panel."""
    if at.section is Section.OVERVIEW:
        parts = [t("setup-overview-about"), *_overview(preferences, scene)]
    else:
        parts = [_state(preferences, at, scene, news), *_remarks(preferences, at, scene), _about(at)]
    if news is not None and news.refused is not None:
        parts.insert(0, f"⚠️ **{news.refused}**")
    elif news is not None and at.section is Section.OVERVIEW and news.entries:
        parts.insert(0, f"✅ **{t('setup-undone' if news.undone else 'setup-changed')}**")
    wrong = news is not None and news.refused is not None
    return discord.Embed(
        title=t(f"setup-{at.section.value}"),
        description="\n\n".join(filter(None, parts)),
        colour=REFUSAL_COLOUR if wrong else ANSWER_COLOUR,
    )


def _state(preferences: Preferences, at: At, scene: Scene, news: News | None) -> str:
    """The page's state in a sentence, marked where it has just become so."""
    sentence = state_line(preferences, at, scene)
    if news is None or not news.entries:
        return f"**{sentence}**"
    return f"↩️ {t('setup-undone')} **{sentence}**" if news.undone else f"✅ **{sentence}**"


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
        yield t("setup-cannot-hear")


def _about(at: At) -> str:
    return f"-# {t(f'setup-{at.section.value}.about')}"


def _remarks(preferences: Preferences, at: At, scene: Scene) -> Iterable[str]:
    if at.section in (Section.AUTO, Section.CHANNEL) and _deaf(preferences, at, scene):
        yield t("setup-cannot-hear")
    if at.section is Section.PUBLISHERS and scene.absent:
        yield t("setup-publishers-absent", names=publishers_words(sorted(scene.absent), 25))
    if at.section is Section.CHANNEL and at.channel:
        yield "\n".join(
            f"{t(f'setup-aspect-{aspect}')}: {_aspect_value(preferences, at, aspect, scene)}"
            for aspect in ASPECTS
            if aspect != at.aspect
        )
    missing = scene.known.gone(preferences, at)
    if count := sum(map(len, missing.values())):
        channels = {*missing} & {*CHANNEL_LISTS, "overrides"}
        yield t("setup-gone-channels" if channels else "setup-gone-roles", count=count)


def _deaf(preferences: Preferences, at: At, scene: Scene) -> bool:
    """It is to answer unasked, and cannot hear what nobody addresses to it."""
    if at.channel:
        wanted = at.aspect in ("auto", "threshold") and preferences.auto(at.channel)
    else:
        wanted = bool(preferences.auto_channels) or any(e.auto for e in preferences.overrides.values())
    return wanted and not scene.hears_all


def _aspect_line(preferences: Preferences, at: At, scene: Scene) -> str:
    return t(
        "setup-aspect-line",
        channel=f"<#{at.channel}>",
        aspect=t(f"setup-aspect-{at.aspect}"),
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
    return t("setup-as-server-now", value=value_words(aspect, inherited))
