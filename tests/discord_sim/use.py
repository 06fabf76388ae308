"""Driver, part three: commands, autocomplete, context menus, buttons, selects and modals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from . import invoke, message_payloads, payloads
from .errors import RefusedError
from .gateway import Intent
from .interactions import WAIT, Interaction, Use
from .permissions import Permission
from .records import Channel, Command, Json, Message, Origin, Role, User, walk
from .talk import Talk

ATTACHMENT_LIMIT = 10 * 1024 * 1024
BUTTON, STRING_SELECT, TEXT_INPUT = 2, 3, 4
LINK_STYLE = 5


class Interactions(Talk):
    async def slash(self, channel: Channel, user: User, command: str, /, **options: Any) -> Interaction:
        """`command` is the full path ("admin reindex"). Option values are Python values; users, channels and
        roles are records, an attachment is `(filename, bytes)`. Refuses what a Discord client would."""
        name, *path = command.split(" ")
        found = invoke.find_command(self.core, name, invoke.CHAT_INPUT, channel.guild_id)
        data = invoke.chat_input(self.core, found, path, options, channel.guild_id)
        return self._run(found, command, channel, user, data)

    async def autocomplete(
        self, channel: Channel, user: User, command: str, focused: str, typed: Any, /, **options: Any
    ) -> list[Json]:
        """The choices offered after typing `typed` into the option `focused`."""
        name, *path = command.split(" ")
        found = invoke.find_command(self.core, name, invoke.CHAT_INPUT, channel.guild_id)
        values = options | {focused: typed}
        data = invoke.chat_input(self.core, found, path, values, channel.guild_id, focused)
        owners = invoke.installation(self.core, found, channel, user)
        interaction = self._start(Use.AUTOCOMPLETE, channel, user, data, owners, name=command)
        what = lambda: f"choices for {focused}={typed!r}"  # noqa: E731 - one line, used once
        return await self.core.signal.until(lambda: interaction.choices, WAIT, what)

    async def context_menu(
        self, channel: Channel, user: User, command: str, target: Message | User, /
    ) -> Interaction:
        """A message command or user command, by what `target` is."""
        kind = invoke.USER_MENU if isinstance(target, User) else invoke.MESSAGE_MENU
        found = invoke.find_command(self.core, command, kind, channel.guild_id)
        data = invoke.menu(self.core, found, target, channel.guild_id)
        message_id = target.id if isinstance(target, Message) else None
        return self._run(found, command, channel, user, data, target_message_id=message_id)

    async def click(self, message: Message, button: str, user: User) -> Interaction:
        """Presses the button with this custom_id or label."""
        part = self._pressable(message, button, user)
        if part["type"] != BUTTON or part["style"] == LINK_STYLE:
            raise RefusedError(f"{button!r} cannot be clicked as a button: {part}")
        return self._press(message, part, user, {})

    async def choose(
        self, message: Message, select: str, user: User, values: Sequence[str | User | Role | Channel]
    ) -> Interaction:
        """Picks values in a select, by custom_id or placeholder: strings, or records where it lists those."""
        part = self._pressable(message, select, user)
        if not part["min_values"] <= len(values) <= part["max_values"]:
            raise RefusedError(f"{select!r} takes {part['min_values']} to {part['max_values']} values")
        data: Json = {"values": [value if isinstance(value, str) else str(value.id) for value in values]}
        if part["type"] == STRING_SELECT:
            offered = {option["value"] for option in part["options"]}
            if not offered.issuperset(data["values"]):
                raise RefusedError(f"{select!r} offers only {sorted(offered)}")
        else:
            data["resolved"] = self._resolved(values, message.guild_id)
        return self._press(message, part, user, data)

    async def submit_modal(
        self, opened: Interaction, user: User | None = None, /, **values: Any
    ) -> Interaction:
        """Fills in and sends the modal `opened` shows; fields by custom_id, or by label with _ for spaces."""
        modal = await opened.shown_modal()
        known = {_field_key(part) for part in walk(modal["components"])} | {
            part.get("custom_id") for part in walk(modal["components"])
        }
        if unknown := values.keys() - known:
            raise RefusedError(f"no such fields: {sorted(unknown)}; there are: {sorted(filter(None, known))}")
        components = [_filled(part, values) for part in modal["components"]]
        data = {"custom_id": modal["custom_id"], "components": components}
        return self._start(
            Use.MODAL,
            opened.channel,
            user or opened.user,
            data,
            opened.origin.owners,
            source=opened.source,
            trigger=opened.origin,
        )

    def _run(
        self,
        command: Command,
        name: str,
        channel: Channel,
        user: User,
        data: Json,
        target_message_id: int | None = None,
    ) -> Interaction:
        owners = invoke.installation(self.core, command, channel, user)
        self.require(channel, user, Permission.VIEW_CHANNEL | Permission.USE_APPLICATION_COMMANDS)
        needed = command.payload.get("default_member_permissions")
        granted = self.core.store.permissions(channel, user.id)
        hidden = needed is not None and (Permission(int(needed)) or Permission.ADMINISTRATOR) not in granted
        return self._start(
            Use.COMMAND,
            channel,
            user,
            data,
            owners,
            name=name,
            hidden=hidden and channel.guild_id is not None,
            target_message_id=target_message_id,
        )

    def _pressable(self, message: Message, name: str, user: User) -> Json:
        if message.deleted or message.seen_only_by not in (None, user.id):
            raise RefusedError(f"{user.name} does not see message {message.id}")
        self.require(self.core.store.channel(message.channel_id), user, Permission.VIEW_CHANNEL)
        part = message.component(name)
        if part is None or part.get("disabled"):
            names = [p.get("label") or p.get("custom_id") for p in walk(message.components) if p["type"] != 1]
            raise RefusedError(f"no enabled component {name!r}; there are: {names}")
        return part

    def _press(self, message: Message, part: Json, user: User, extra: Json) -> Interaction:
        channel = self.core.store.channel(message.channel_id)
        owners = message.origin.owners if message.origin else {"0": str(channel.guild_id or 0)}
        data = {"custom_id": part["custom_id"], "component_type": part["type"], "id": part["id"]} | extra
        return self._start(
            Use.COMPONENT, channel, user, data, owners, source=message, target_message_id=message.id
        )

    def _resolved(self, values: Sequence[str | User | Role | Channel], guild_id: int | None) -> Json:
        resolved: Json = {}
        for value in values:
            if isinstance(value, User):
                invoke.resolve_user(self.core, value, resolved, guild_id)
            elif isinstance(value, Role):
                resolved.setdefault("roles", {})[str(value.id)] = payloads.role(value)
            elif isinstance(value, Channel):
                resolved.setdefault("channels", {})[str(value.id)] = invoke.resolved_channel(self.core, value)
        return resolved

    def _start(
        self,
        kind: Use,
        channel: Channel,
        user: User,
        data: Json,
        owners: dict[str, str],
        *,
        name: str | None = None,
        source: Message | None = None,
        trigger: Origin | None = None,
        hidden: bool = False,
        target_message_id: int | None = None,
    ) -> Interaction:
        """Registers the interaction and sends INTERACTION_CREATE, which no intent and no permission gates."""
        store = self.core.store
        origin = Origin(store.new_id(), int(kind), user, name, owners, target_message_id, trigger)
        outside = "0" not in owners and channel.guild_id is not None
        interaction = Interaction(
            id=origin.id,
            kind=kind,
            token=uuid4().hex,
            user=user,
            channel=channel,
            payload={},
            created_at=self.core.clock.now(),
            origin=origin,
            signal=self.core.signal,
            source=source,
            hidden_by_default=hidden,
            ephemeral_only=outside
            and Permission.USE_EXTERNAL_APPS not in store.permissions(channel, user.id),
        )
        interaction.payload = self._payload(interaction, data)
        self.core.interactions[interaction.token] = interaction
        self.core.gateway.dispatch("INTERACTION_CREATE", interaction.payload, Intent.NONE)
        return interaction

    def _payload(self, interaction: Interaction, data: Json) -> Json:
        store, channel, user = self.core.store, interaction.channel, interaction.user
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(store.bot.id),
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": str(channel.id),
            "channel": payloads.channel(store, channel),
            "app_permissions": str(int(store.app_permissions(channel))),
            "locale": user.locale,
            "context": invoke.context(channel),
            "authorizing_integration_owners": interaction.origin.owners,
            "attachment_size_limit": ATTACHMENT_LIMIT,
            "entitlements": [],
        }
        if interaction.source is not None:
            payload["message"] = message_payloads.message(store, interaction.source)
        if (guild := store.guilds.get(channel.guild_id or 0)) is None:
            return payload | {"user": payloads.user(user)}
        permissions = str(int(store.permissions(channel, user.id)))
        payload["channel"]["permissions"] = permissions
        return payload | {
            "guild_id": str(guild.id),
            "guild_locale": guild.locale,
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "member": payloads.member(guild.members[user.id]) | {"permissions": permissions},
        }


def _field_key(part: Json) -> str | None:
    label = part.get("label")
    return label.replace(" ", "_") if isinstance(label, str) else None


def _filled(part: Json, values: dict[str, Any], label: str | None = None) -> Json:
    """A modal component as submitted; text inputs without a value send what the bot had put there."""
    label = _field_key(part) or label
    sent: Json = {"type": part["type"], "id": part.get("id") or 0}
    if "components" in part:
        return sent | {"components": [_filled(child, values, label) for child in part["components"]]}
    if "component" in part:
        return sent | {"component": _filled(part["component"], values, label)}
    if "custom_id" not in part:
        return sent
    value = values.get(part["custom_id"], values.get(label or ""))
    sent["custom_id"] = part["custom_id"]
    if part["type"] != TEXT_INPUT:
        return sent | {"values": list(value or ())}
    text = value if value is not None else part.get("value") or ""
    if (not text and part.get("required", True)) or len(text) > (part.get("max_length") or 4000):
        raise RefusedError(f"{part['custom_id']!r} is required or too long: {text[:50]!r}")
    if text and len(text) < (part.get("min_length") or 0):
        raise RefusedError(f"{part['custom_id']!r} is too short: {text!r}")
    return sent | {"value": text}
