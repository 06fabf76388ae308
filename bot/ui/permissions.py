"""What Discord lets the bot do in a channel, as its permissions and its errors say. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import discord

MISSING_ACCESS = 50001
MISSING_PERMISSIONS = 50013
CANNOT_REPLY = 160002
"""Without read_message_history."""


@dataclass(frozen=True, slots=True)
class ChannelPermissions:
    """Whether the bot may write, embed, reply and attach; `thread` says whether the place is one."""

    write: bool = True
    embed: bool = True
    history: bool = True
    files: bool = True
    thread: bool = False

    @property
    def to_write(self) -> str:
        """The permission that writing takes."""
        return "send_messages_in_threads" if self.thread else "send_messages"

    def without(self, code: int, *, embed: bool, files: bool) -> ChannelPermissions | None:
        """Returns what is left after Discord answered with `code` to a message that held an embed or files; None when
        the code says nothing of permissions. What a message needs least goes first."""
        if code == CANNOT_REPLY and self.history:
            return replace(self, history=False)
        if code == MISSING_PERMISSIONS and files:
            return replace(self, files=False)
        if code == MISSING_PERMISSIONS and embed:
            return replace(self, embed=False)
        if code in (MISSING_PERMISSIONS, MISSING_ACCESS):
            return replace(self, write=False)
        return None


def channel_permissions(channel: Any) -> ChannelPermissions:
    """Returns what the client knows; everything where it knows nothing: Discord then says what is missing."""
    guild = getattr(channel, "guild", None)
    thread = isinstance(channel, discord.Thread)
    if guild is None or guild.me is None or (thread and channel.parent is None):
        return ChannelPermissions(thread=thread)
    if isinstance(channel, discord.PartialMessageable):
        return ChannelPermissions()
    may = channel.permissions_for(guild.me)
    writes = may.send_messages_in_threads if thread else may.send_messages
    return ChannelPermissions(
        write=may.view_channel and writes,
        embed=may.embed_links,
        history=may.read_message_history,
        files=may.attach_files,
        thread=thread,
    )


def missed(allowed: ChannelPermissions, *, embed: bool, reply: bool, files: bool) -> Iterator[str]:
    """Returns the permissions, as discord.py calls them, without which a message could not be sent as it was meant."""
    if not allowed.write:
        yield allowed.to_write
        return
    if embed and not allowed.embed:
        yield "embed_links"
    if reply and not allowed.history:
        yield "read_message_history"
    if files and not allowed.files:
        yield "attach_files"
