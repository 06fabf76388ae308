"""Where a server is told of a missing permission, and in which words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.text.locale import languages, using_locale
from bot.ui.permission_hints import WRITING, hint_line, places_for
from bot.ui.permissions import ChannelPermissions, channel_permissions, missed

PERMISSIONS = (
    "send_messages",
    "send_messages_in_threads",
    "embed_links",
    "read_message_history",
    "attach_files",
    "create_public_threads",
)


def channel_of(guild: Any, number: int, **lacks: bool) -> Any:
    may = discord.Permissions.all()
    may.update(**lacks)
    return SimpleNamespace(id=number, guild=guild, permissions_for=lambda _: may)


def guild_with(*, updates: bool | None, system: bool | None) -> Any:
    """Each channel: None where there is none, else whether the bot may write in it."""
    guild = SimpleNamespace(me=object(), public_updates_channel=None, system_channel=None)
    if updates is not None:
        guild.public_updates_channel = channel_of(guild, 1, send_messages=updates)
    if system is not None:
        guild.system_channel = channel_of(guild, 2, send_messages=system)
    return guild


@pytest.mark.parametrize(
    ("updates", "system", "places"),
    [
        (True, True, [1, 2, 3]),
        (None, True, [2, 3]),
        (False, True, [2, 3]),
        (False, False, [3]),
        (None, None, [3]),
    ],
)
def test_it_is_told_where_those_who_manage_the_server_read(
    updates: bool | None, system: bool | None, places: list[int]
) -> None:
    channel = channel_of(guild_with(updates=updates, system=system), 3, embed_links=False)
    assert [place.id for place in places_for(channel, "embed_links")] == places


def test_a_channel_that_is_closed_to_it_is_not_where_that_is_told() -> None:
    guild = guild_with(updates=None, system=True)
    assert [place.id for place in places_for(channel_of(guild, 3), "send_messages")] == [2]
    assert places_for(guild.system_channel, "send_messages_in_threads")[0].id == 2


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("permission", PERMISSIONS)
def test_every_permission_has_its_sentence_in_every_language(language: str, permission: str) -> None:
    with using_locale(language):
        line = hint_line(SimpleNamespace(id=5), permission)
    assert "<#5>" in line
    assert "{" not in line
    with using_locale("en"):
        assert (language == "en") == (line == hint_line(SimpleNamespace(id=5), permission))


def test_what_a_message_lacks() -> None:
    everything = {"embed": True, "reply": True, "files": True}
    assert list(missed(ChannelPermissions(), **everything)) == []
    assert list(missed(ChannelPermissions(embed=False, history=False, files=False), **everything)) == [
        "embed_links",
        "read_message_history",
        "attach_files",
    ]
    assert list(missed(ChannelPermissions(embed=False), embed=False, reply=True, files=False)) == []
    assert list(missed(ChannelPermissions(write=False, thread=True), **everything)) == [
        "send_messages_in_threads"
    ]
    assert set(WRITING) == {ChannelPermissions(thread=thread).to_write for thread in (True, False)}


@pytest.mark.parametrize(
    ("code", "embed", "files", "left"),
    [
        (50013, True, True, ChannelPermissions(files=False)),
        (50013, True, False, ChannelPermissions(embed=False)),
        (50013, False, False, ChannelPermissions(write=False)),
        (50001, True, True, ChannelPermissions(write=False)),
        (160002, True, False, ChannelPermissions(history=False)),
        (50035, True, True, None),
    ],
)
def test_each_error_takes_away_what_the_message_needs_least(
    code: int, embed: bool, files: bool, left: ChannelPermissions | None
) -> None:
    assert ChannelPermissions().without(code, embed=embed, files=files) == left


def test_where_nothing_is_known_everything_is_tried() -> None:
    assert channel_permissions(SimpleNamespace(id=1)) == ChannelPermissions()
    assert channel_permissions(SimpleNamespace(id=1, guild=SimpleNamespace(me=None))) == ChannelPermissions()
