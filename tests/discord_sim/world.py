"""Driver, part one: who and what exists. Everything may also change while the bot is connected."""

from __future__ import annotations

from collections.abc import Iterable

from . import payloads
from .core import Core
from .gateway import Intent
from .permissions import EVERYONE, Overwrite, Permission
from .records import Channel, Guild, Json, Kind, Member, Role, User

NONE = Permission.NONE


class World:
    def __init__(self, core: Core) -> None:
        self.core = core

    @property
    def bot(self) -> User:
        return self.core.store.bot

    def add_user(self, name: str, *, locale: str = "en-US", bot: bool = False) -> User:
        user = User(self.core.store.new_id(), name, bot=bot, locale=locale)
        self.core.store.users[user.id] = user
        return user

    def install_for(self, user: User) -> None:
        """Installs the app for a user: its user-installable commands then work for them everywhere."""
        self.core.store.user_installs.add(user.id)

    def add_guild(
        self,
        name: str,
        members: Iterable[User] = (),
        *,
        owner: User | None = None,
        bot: bool = True,
        bot_permissions: Permission = EVERYONE,
        locale: str = "en-US",
    ) -> Guild:
        """A guild without channels. Without `owner` a silent user owns it. `bot=False`: without the bot."""
        store, now = self.core.store, self.core.clock.now()
        owner = owner or self.add_user(f"owner of {name}")
        guild = Guild(store.new_id(), name, owner.id, has_bot=bot, locale=locale)
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE, 0)
        for user in (owner, *members):
            guild.members[user.id] = Member(user, now)
        if bot:
            role = Role(store.new_id(), store.bot.name, bot_permissions, 1, bot_id=store.bot.id)
            guild.roles[role.id] = role
            guild.members[store.bot.id] = Member(store.bot, now, [role.id])
        store.guilds[guild.id] = guild
        if bot:
            self.core.gateway.dispatch("GUILD_CREATE", payloads.guild_create(store, guild), Intent.GUILDS)
        return guild

    def remove_bot(self, guild: Guild) -> None:
        """Kicks the bot."""
        guild.has_bot = False
        guild.members.pop(self.bot.id)
        self.core.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, Intent.GUILDS)

    def guild_outage(self, guild: Guild, *, over: bool = False) -> None:
        """The guild becomes unavailable (the bot is still in it), or, with `over`, available again. A session that begins
        meanwhile lists it and gets no more of it."""
        guild.unavailable = not over
        if over:
            self.core.gateway.dispatch(
                "GUILD_CREATE", payloads.guild_create(self.core.store, guild), Intent.GUILDS
            )
        else:
            self.core.gateway.dispatch(
                "GUILD_DELETE", {"id": str(guild.id), "unavailable": True}, Intent.GUILDS
            )

    def join(self, guild: Guild, user: User) -> None:
        member = guild.members[user.id] = Member(user, self.core.clock.now())
        self._member_event("GUILD_MEMBER_ADD", guild, payloads.member(member))

    def leave(self, guild: Guild, user: User) -> None:
        del guild.members[user.id]
        self._member_event("GUILD_MEMBER_REMOVE", guild, {"user": payloads.user(user)})

    def add_role(
        self, guild: Guild, name: str, permissions: Permission = NONE, members: Iterable[User] = ()
    ) -> Role:
        role = Role(self.core.store.new_id(), name, permissions, len(guild.roles))
        guild.roles[role.id] = role
        self.core.gateway.dispatch(
            "GUILD_ROLE_CREATE", {"guild_id": str(guild.id), "role": payloads.role(role)}, Intent.GUILDS
        )
        for user in members:
            self.give_role(guild, user, role)
        return role

    def give_role(self, guild: Guild, user: User, role: Role) -> None:
        guild.members[user.id].role_ids.append(role.id)
        self._member_event("GUILD_MEMBER_UPDATE", guild, payloads.member(guild.members[user.id]))

    def take_role(self, guild: Guild, user: User, role: Role) -> None:
        guild.members[user.id].role_ids.remove(role.id)
        self._member_event("GUILD_MEMBER_UPDATE", guild, payloads.member(guild.members[user.id]))

    def add_channel(
        self,
        guild: Guild,
        name: str,
        *,
        kind: Kind = Kind.TEXT,
        deny: Permission = NONE,
        bot_deny: Permission = NONE,
    ) -> Channel:
        """`deny` is taken from @everyone in this channel, `bot_deny` from the bot."""
        store = self.core.store
        position = sum(channel.guild_id == guild.id for channel in store.channels.values())
        channel = Channel(store.new_id(), kind, name, self.core.clock.now(), guild.id, position=position)
        if deny:
            channel.overwrites.append(Overwrite(guild.id, 0, NONE, deny))
        if bot_deny:
            channel.overwrites.append(Overwrite(self.bot.id, 1, NONE, bot_deny))
        store.channels[channel.id] = channel
        self._channel_event("CHANNEL_CREATE", channel)
        return channel

    def overwrite(
        self, channel: Channel, target: User | Role, *, allow: Permission = NONE, deny: Permission = NONE
    ) -> None:
        """Replaces the channel's overwrite for a member or a role."""
        kind = 1 if isinstance(target, User) else 0
        others = [entry for entry in channel.overwrites if entry.target_id != target.id]
        channel.overwrites = [*others, Overwrite(target.id, kind, allow, deny)]
        self._channel_event("CHANNEL_UPDATE", channel)

    def remove_channel(self, channel: Channel) -> None:
        self._channel_event("CHANNEL_DELETE", channel)
        del self.core.store.channels[channel.id]

    def dm(self, user: User) -> Channel:
        """The direct channel of a user with the bot."""
        return self.core.store.dm(user)

    def add_group(self, *users: User) -> Channel:
        """A group DM; the bot is not in it, but works there for those who installed it."""
        store = self.core.store
        channel = Channel(store.new_id(), Kind.GROUP, "group", self.core.clock.now(), recipients=list(users))
        channel.owner_id = users[0].id
        store.channels[channel.id] = channel
        return channel

    def _channel_event(self, name: str, channel: Channel) -> None:
        payload = payloads.channel(self.core.store, channel)
        self.core.gateway.dispatch(name, payload, Intent.GUILDS, channel.id)

    def _member_event(self, name: str, guild: Guild, payload: Json) -> None:
        """Own changes reach the bot without the members intent, everyone else's need it."""
        own = payload["user"]["id"] == str(self.bot.id)
        self.core.gateway.dispatch(
            name, payload | {"guild_id": str(guild.id)}, Intent.GUILDS if own else Intent.MEMBERS
        )
