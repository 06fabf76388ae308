"""The one store. REST replies and gateway events are both rendered from what it holds."""

from __future__ import annotations

from .clock import Clock
from .errors import unknown_channel, unknown_guild, unknown_message
from .permissions import DIRECT, EVERYTHING, Permission, combine
from .records import Attachment, Channel, Command, Guild, Kind, Message, User

DISCORD_EPOCH_MS = 1_420_070_400_000


class Store:
    """Everything the simulated Discord knows. Lookups raise the API error a client would get."""

    def __init__(self, clock: Clock, *, bot_name: str, token: str) -> None:
        self.clock, self.token = clock, token
        self._last_id = 0
        self.bot = User(self.new_id(), bot_name, bot=True)
        self.owner = User(self.new_id(), "appowner")
        self.users: dict[int, User] = {self.bot.id: self.bot, self.owner.id: self.owner}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self._in_channel: dict[int, list[Message]] = {}
        self._replies: dict[int, list[Message]] = {}
        self.commands: dict[int, Command] = {}
        self.user_installs: set[int] = set()
        self.files: dict[int, Attachment] = {}

    def new_id(self) -> int:
        """A fresh snowflake, always larger than the one before."""
        self._last_id = max(self._last_id + 1, (int(self.clock.now() * 1000) - DISCORD_EPOCH_MS) << 22)
        return self._last_id

    def guild(self, guild_id: int | str) -> Guild:
        if (guild := self.guilds.get(int(guild_id))) is None:
            raise unknown_guild()
        return guild

    def channel(self, channel_id: int | str) -> Channel:
        if (channel := self.channels.get(int(channel_id))) is None:
            raise unknown_channel()
        return channel

    def dm(self, user: User) -> Channel:
        """The bot's direct channel with someone, the same one every time."""
        for channel in self.channels.values():
            if channel.kind is Kind.DM and channel.recipients == [user]:
                return channel
        channel = Channel(self.new_id(), Kind.DM, "", self.clock.now(), recipients=[user])
        self.channels[channel.id] = channel
        return channel

    def message(self, channel_id: int | str, message_id: int | str) -> Message:
        """A message everybody in the channel can see (ephemeral ones are reachable by token only)."""
        message = self.messages.get(int(message_id))
        if message is None or message.deleted or message.ephemeral or message.channel_id != int(channel_id):
            raise unknown_message()
        return message

    def keep(self, message: Message) -> None:
        """A new message, found by its channel and by what it replies to, too: people who wait look there after every
        event."""
        self.messages[message.id] = message
        self._in_channel.setdefault(message.channel_id, []).append(message)
        if message.reply_to is not None:
            self._replies.setdefault(message.reply_to, []).append(message)

    def replies(self, message_id: int) -> list[Message]:
        """Messages still there that reply to it, oldest first."""
        return [message for message in self._replies.get(message_id, ()) if not message.deleted]

    def in_channel(self, channel_id: int, *, ephemeral: bool = True) -> list[Message]:
        """Messages still there, oldest first."""
        found = (m for m in self._in_channel.get(channel_id, ()) if not m.deleted)
        return [m for m in found if ephemeral or not m.ephemeral]

    def permissions(self, channel: Channel, user_id: int) -> Permission:
        """What someone may do in a channel; threads inherit from their parent."""
        if channel.guild_id is None:
            taking_part = any(user.id == user_id for user in channel.recipients)
            taking_part |= channel.kind is Kind.DM and user_id == self.bot.id
            return EVERYTHING if taking_part else Permission.NONE
        guild = self.guild(channel.guild_id)
        source = (
            self.channels[channel.parent_id] if channel.kind is Kind.THREAD and channel.parent_id else channel
        )
        member = guild.members.get(user_id)
        role_ids = set(member.role_ids) if member else set()
        return combine(guild.permissions(user_id), source.overwrites, guild.id, role_ids, user_id)

    def app_permissions(self, channel: Channel) -> Permission:
        """What an interaction in this channel reports as the app's permissions."""
        present = channel.guild_id is not None and self.guild(channel.guild_id).has_bot
        return self.permissions(channel, self.bot.id) if present else DIRECT
