"""A server with a channel, and people with the permissions that a test gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env
from simcord.results import InteractionResult


@dataclass(frozen=True)
class World:
    env: Env
    guild: GuildHandle
    channel: ChannelHandle

    def member(self, name: str, **permissions: bool) -> MemberActor:
        role = self.guild.create_role(name, permissions=discord.Permissions(**permissions))
        return self.guild.add_member(self.env.create_user(name), roles=[role])

    async def open_to_all(self) -> None:
        """What a server's own settings can do to `default_permissions`."""
        for command in await self.env.bot.tree.fetch_commands():  # type: ignore[attr-defined]  # it is a Bot
            self.guild.set_command_permissions(command.id, {self.guild.default_role: True})

    async def use(self, who: MemberActor, command: str, **options: Any) -> InteractionResult:
        return await who.slash(self.channel, command, **options)

    def manager(self, name: str = "boss") -> MemberActor:
        return self.member(name, manage_guild=True)

    @property
    def scope(self) -> str:
        return f"guild:{self.guild.id}"
