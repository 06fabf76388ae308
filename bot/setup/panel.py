"""What the panel of /setup says: the state in force, what a page is for, and what was just changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import discord

from ..preferences import MOST_PUBLISHERS, Preferences, Setting, SettingKind, quiet_span
from ..text.locale import language_name, listed, t, weekdays_in_words
from ..text.markup import clip
from ..text.phrases import counted
from ..ui.embeds import ANSWER_COLOUR, REFUSAL_COLOUR
from .state import ASPECTS, SIGNS, At, News, Scene, Section, present, settings_on

PUBLISHER_SHOWN = 60
TOPIC_SHOWN = 80


def _page_words(preferences: Preferences, section: Section, scene: Scene, most: int) -> str:
    """Returns the state of a page in a sentence: "I answer in #news only."."""
    if section is Section.CHANNEL:
        own = _ids(SettingKind.CHANNELS, preferences.overrides, scene, most)
        return t("setup-channels-own", channels=own) if preferences.overrides else t("setup-channels-none")
    if section is Section.DIGEST:
        return _digest(preferences, scene, most)
    first, *_ = settings_on(At(section)).values()
    value = getattr(preferences, first.name)
    if first.kind is SettingKind.RATE:
        return t(
            "setup-limits-are",
            person=preferences.user_per_minute,
            channel=preferences.channel_per_minute,
            server=preferences.server_per_minute,
        )
    if first.kind is SettingKind.DAYS:
        return t("setup-kept-days", days=value) if value else t("setup-kept-always")
    if first.kind is SettingKind.COUNT:
        return _watches(preferences)
    if first.kind is SettingKind.LANGUAGE:
        return t("setup-speaks", language=language_name(value)) if value else t("setup-speaks-as-discord")
    is_publishers = first.kind is SettingKind.PUBLISHERS
    named = publishers_words(value, most) if is_publishers else _ids(first.kind, value, scene, most)
    empty, other = first.states
    percent = _percent(preferences.auto_threshold)
    return t(other if value else empty, channels=named, roles=named, names=named, percent=percent)


def _watches(preferences: Preferences) -> str:
    if not preferences.watch_limit:
        return t("setup-watches-none")
    if not preferences.quiet_hours:
        return t("setup-watches-are", count=preferences.watch_limit)
    hours = hours_label(preferences.quiet_hours)
    return t("setup-watches-quiet", count=preferences.watch_limit, hours=hours, zone=preferences.time_zone)


def _digest(preferences: Preferences, scene: Scene, most: int) -> str:
    """Returns "In #news, every day at 8:00 (Europe/Berlin), about: ceasefire."."""
    if not preferences.digest_channel:
        return t("setup-digest-none")
    topics = [clip(topic, TOPIC_SHOWN) for topic in preferences.digest_topics]
    about = [_listed(topics, most)] if topics else []
    if preferences.digest_feeds:
        about.append(counted(len(preferences.digest_feeds), "feed"))
    return t(
        "setup-digest-is",
        channel=_ids(SettingKind.CHANNELS, preferences.digest_channel, scene, most),
        days=weekdays_in_words(preferences.digest_days),
        hour=f"{preferences.digest_hour}:00",
        zone=preferences.time_zone.replace("_", " "),
        about=listed(about) or t("setup-digest-everything"),
    )


def hours_label(hours: str) -> str:
    """Returns "22:00–7:00" for "22-7"."""
    first, last = quiet_span(hours)
    return f"{first}:00–{last}:00"


def value_words(setting: Setting, value: Any) -> str:
    """Returns a value in a few words, as menus show it too, with the names of publishers escaped for messages."""
    if setting.kind is SettingKind.PUBLISHERS:
        return publishers_words(value, MOST_PUBLISHERS) if value else t("setup-all-publishers")
    return plain_words(setting, value)


def plain_words(setting: Setting, value: Any) -> str:
    """Returns a value in a few words for a menu, where nothing is interpreted."""
    if setting.kind is SettingKind.LANGUAGE:
        return t("setup-as-discord") if value is None else language_name(value)
    if setting.kind is SettingKind.SWITCH:
        return t("setup-yes" if value else "setup-no")
    if setting.kind is SettingKind.SURENESS:
        return t("setup-sure", percent=_percent(value))
    if setting.kind is SettingKind.DAYS:
        return t("setup-days", days=value) if value else t("setup-always")
    if setting.kind is SettingKind.COUNT:
        return t("setup-watches-count", count=value) if value else t("setup-watches-off")
    if setting.kind is SettingKind.HOURS:
        return t("setup-quiet", hours=hours_label(value)) if value else t("setup-quiet-never")
    if setting.kind is SettingKind.WEEKDAYS:
        return weekdays_in_words([value])
    if setting.kind is SettingKind.HOUR:
        return t("setup-digest-at", hour=f"{value}:00")
    if setting.kind is SettingKind.ZONE:
        return str(value).replace("_", " ")
    return t(f"setup-value-{setting.name}", number=value)


def _percent(threshold: float) -> int:
    return round(threshold * 100)


def _ids(kind: SettingKind, ids: Iterable[int], scene: Scene, most: int) -> str:
    """Returns mentions, which ping nobody in an embed; what is gone is crossed out."""
    sign = "#" if kind is SettingKind.CHANNELS else "@&"
    shown = [
        "@everyone"
        if each == scene.guild_id
        else f"<{sign}{each}>"
        if scene.known.has(kind, each)
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
    """Shows any page of the panel."""
    if at.section is Section.OVERVIEW:
        parts = [t("setup-overview-about"), *_overview(preferences, scene)]
    else:
        about = f"-# {t(f'setup-{at.section.value}.about')}"
        parts = [_state(preferences, at, scene, news), *_remarks(preferences, at, scene), about]
    if news is not None and news.refused is not None:
        parts.insert(0, f"⚠️ **{news.refused}**")
    elif news is not None and news.done is not None:
        parts.insert(0, f"✅ **{news.done}**")
    elif news is not None and at.section is Section.OVERVIEW and news.entries:
        parts.insert(0, f"✅ **{t('setup-undone' if news.undone else 'setup-changed')}**")
    wrong = news is not None and news.refused is not None
    return discord.Embed(
        title=t(f"setup-{at.section.value}"),
        description="\n\n".join(filter(None, parts)),
        colour=REFUSAL_COLOUR if wrong else ANSWER_COLOUR,
    )


def _state(preferences: Preferences, at: At, scene: Scene, news: News | None) -> str:
    """Returns the page's state in a sentence, marked where it was changed just now."""
    sentence = state_line(preferences, at, scene)
    if news is None or not news.entries:
        return f"**{sentence}**"
    return f"↩️ {t('setup-undone')} **{sentence}**" if news.undone else f"✅ **{sentence}**"


def state_line(preferences: Preferences, at: At, scene: Scene, *, most: int = 25) -> str:
    """Returns the state of a page, or of one channel's aspect, in a sentence. `most` names are told, the others
    counted."""
    if at.section is Section.CHANNEL and at.channel:
        return t(
            "setup-aspect-line",
            channel=f"<#{at.channel}>",
            aspect=t(f"setup-aspect-{at.aspect}"),
            value=_aspect_value(preferences, at, at.aspect),
        )
    return _page_words(preferences, at.section, scene, most)


def _overview(preferences: Preferences, scene: Scene) -> Iterable[str]:
    yield "\n".join(
        f"{SIGNS[section]} {state_line(preferences, At(section), scene, most=GLANCED)}"
        for section in Section
        if section is not Section.OVERVIEW
    )
    if _deaf(preferences, At(Section.OVERVIEW), scene):
        yield t("setup-cannot-hear")


def _remarks(preferences: Preferences, at: At, scene: Scene) -> Iterable[str]:
    if at.section in (Section.AUTO, Section.CHANNEL) and _deaf(preferences, at, scene):
        yield t("setup-cannot-hear")
    if at.section is Section.DIGEST and preferences.digest_channel:
        yield t("setup-digest-empty" if preferences.digest_empty else "setup-digest-silent")
        if scene.digest_paused:
            yield t("setup-digest-paused")
    if at.section is Section.PUBLISHERS and scene.absent:
        yield t("setup-publishers-absent", names=publishers_words(sorted(scene.absent), 25))
    if at.section is Section.CHANNEL and at.channel:
        yield "\n".join(
            f"{t(f'setup-aspect-{aspect}')}: {_aspect_value(preferences, at, aspect)}"
            for aspect in ASPECTS
            if aspect != at.aspect
        )
    missing = scene.known.gone(preferences, at)
    if count := sum(map(len, missing.values())):
        roles = any(each.kind is SettingKind.ROLES for each in settings_on(at).values())
        yield t("setup-gone-roles" if roles else "setup-gone-channels", count=count)


def _deaf(preferences: Preferences, at: At, scene: Scene) -> bool:
    """Tells whether the bot is to answer unasked but does not receive messages that do not address it."""
    if at.channel:
        wanted = at.aspect in ("auto", "threshold") and preferences.auto(at.channel)
    else:
        wanted = bool(preferences.auto_channels) or any(e.auto for e in preferences.overrides.values())
    return wanted and not scene.hears_all


def _aspect_value(preferences: Preferences, at: At, aspect: str) -> str:
    """Returns the channel's own value in words, or the server's with "as the server"."""
    setting, own = settings_on(at)[aspect], present(preferences, at, aspect)
    if own is not None:
        return value_words(setting, own)
    inherited = {
        "listen": preferences.listens(at.channel),
        "auto": preferences.auto(at.channel),
        "threshold": preferences.auto_threshold,
        "language": preferences.language,
        "publishers": preferences.publishers,
        "per_minute": preferences.channel_per_minute,
    }[aspect]
    return t("setup-as-server-now", value=value_words(setting, inherited))
