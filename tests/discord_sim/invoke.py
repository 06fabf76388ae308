"""Turning what a person picked into interaction data: subcommands, typed options, resolved objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import message_payloads, payloads
from .compose import Upload
from .core import Core
from .errors import RefusedError
from .records import Channel, Command, Json, Kind, Message, Role, User

SCALARS: dict[int, tuple[type, ...]] = {3: (str,), 4: (int,), 5: (bool,), 10: (int, float)}
CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3


def find_command(core: Core, name: str, kind: int, guild_id: int | None) -> Command:
    """The synced command of that name; one of the guild hides a global one."""
    known = [c for c in core.store.commands.values() if c.kind == kind and c.guild_id in (None, guild_id)]
    for command in sorted(known, key=lambda c: c.guild_id is None):
        if command.name == name:
            return command
    raise RefusedError(f"{name!r} was never synced; there are: {sorted(command.name for command in known)}")


def installation(core: Core, command: Command, channel: Channel, user: User) -> dict[str, str]:
    """`authorizing_integration_owners`, or a refusal when the command does not exist for this person here."""
    types = command.payload.get("integration_types") or [0]
    contexts = command.payload.get("contexts")
    if contexts is not None and context(channel) not in contexts:
        raise RefusedError(f"{command.name!r} is not offered in context {context(channel)}")
    owners: dict[str, str] = {}
    guild = core.store.guilds.get(channel.guild_id or 0)
    if 0 in types and (guild.has_bot if guild else channel.kind is Kind.DM):
        owners["0"] = str(guild.id) if guild else "0"
    if 1 in types and user.id in core.store.user_installs:
        owners["1"] = str(user.id)
    if not owners:
        raise RefusedError(f"{command.name!r} is installed neither here nor for {user.name}")
    return owners


def context(channel: Channel) -> int:
    """0 in a guild, 1 in the DM with the bot, 2 in other private channels."""
    if channel.guild_id is not None:
        return 0
    return 1 if channel.kind is Kind.DM else 2


def chat_input(
    core: Core,
    command: Command,
    path: list[str],
    values: dict[str, Any],
    guild_id: int | None,
    focused: str | None = None,
) -> Json:
    """The data of a slash command (or, with `focused`, of autocomplete while typing in that option)."""
    definition, wrap = _descend(command.payload, path)
    known = {option["name"]: option for option in definition.get("options") or ()}
    if unknown := values.keys() - known.keys():
        raise RefusedError(f"no such options: {sorted(unknown)}; there are: {sorted(known)}")
    missing = [name for name, option in known.items() if option.get("required") and name not in values]
    if missing and focused is None:
        raise RefusedError(f"required options missing: {missing}")
    resolved: Json = {}
    options = []
    for name, value in values.items():
        option = known[name]
        if name == focused:
            options.append({"type": option["type"], "name": name, "value": value, "focused": True})
        else:
            checked = _value(core, option, value, resolved, guild_id)
            options.append({"type": option["type"], "name": name, "value": checked})
    data: Json = {"id": str(command.id), "name": command.name, "type": CHAT_INPUT, "options": wrap(options)}
    return data | ({"resolved": resolved} if resolved and focused is None else {}) | _guild_part(command)


def menu(core: Core, command: Command, target: Message | User, guild_id: int | None) -> Json:
    """The data of a context menu; a message target comes with its content, whatever the intents."""
    resolved: Json = {}
    if isinstance(target, User):
        resolve_user(core, target, resolved, guild_id)
    else:
        resolved["messages"] = {str(target.id): message_payloads.message(core.store, target)}
    data = {"id": str(command.id), "name": command.name, "type": command.kind, "target_id": str(target.id)}
    return data | {"resolved": resolved} | _guild_part(command)


def _guild_part(command: Command) -> Json:
    return {"guild_id": str(command.guild_id)} if command.guild_id else {}


def _descend(payload: Json, path: list[str]) -> tuple[Json, Callable[[list[Json]], list[Json]]]:
    """The definition at the end of group and subcommand names, and how to nest options into them."""
    steps: list[Json] = []
    for name in path:
        found = [o for o in payload.get("options") or () if o["name"] == name and o["type"] in (1, 2)]
        if not found:
            raise RefusedError(f"{payload['name']!r} has no subcommand {name!r}")
        payload = found[0]
        steps.append(payload)
    if any(option["type"] in (1, 2) for option in payload.get("options") or ()):
        raise RefusedError(f"{payload['name']!r} needs a subcommand")

    def wrap(options: list[Json]) -> list[Json]:
        for step in reversed(steps):
            options = [{"type": step["type"], "name": step["name"], "options": options}]
        return options

    return payload, wrap


def _value(core: Core, option: Json, value: Any, resolved: Json, guild_id: int | None) -> Any:
    """Checks a value as the Discord client does, and adds what it refers to to `resolved`."""
    kind, name = option["type"], option["name"]
    if kind in SCALARS:
        if not isinstance(value, SCALARS[kind]) or (isinstance(value, bool) and kind != 5):
            raise RefusedError(f"option {name!r} does not take {value!r}")
        _check_range(option, value)
        return value
    if kind == 11:
        filename, data = value
        attachment = core.keep_file(Upload(filename, "application/octet-stream", data), ephemeral=True)
        resolved.setdefault("attachments", {})[str(attachment.id)] = message_payloads.attachment(attachment)
        return str(attachment.id)
    if isinstance(value, User) and kind in (6, 9):
        resolve_user(core, value, resolved, guild_id)
    elif isinstance(value, Channel) and kind == 7:
        resolved.setdefault("channels", {})[str(value.id)] = resolved_channel(core, value)
    elif isinstance(value, Role) and kind in (8, 9):
        resolved.setdefault("roles", {})[str(value.id)] = payloads.role(value)
    else:
        raise RefusedError(f"option {name!r} does not take {value!r}")
    return str(value.id)


def _check_range(option: Json, value: Any) -> None:
    choices = [choice["value"] for choice in option.get("choices") or ()]
    if choices and value not in choices:
        raise RefusedError(f"{value!r} is not a choice of {option['name']!r}: {choices}")
    size = len(value) if isinstance(value, str) else value
    unit = "length" if isinstance(value, str) else "value"
    lowest, highest = option.get(f"min_{unit}"), option.get(f"max_{unit}")
    if (lowest is not None and size < lowest) or (highest is not None and size > highest):
        raise RefusedError(f"{value!r} is outside the range of {option['name']!r}")


def resolved_channel(core: Core, channel: Channel) -> Json:
    return payloads.channel(core.store, channel) | {
        "permissions": str(int(core.store.app_permissions(channel)))
    }


def resolve_user(core: Core, user: User, resolved: Json, guild_id: int | None) -> None:
    resolved.setdefault("users", {})[str(user.id)] = payloads.user(user)
    guild = core.store.guilds.get(guild_id or 0)
    if guild is not None and user.id in guild.members:
        member = payloads.bare_member(guild.members[user.id]) | {
            "permissions": str(int(guild.permissions(user.id)))
        }
        resolved.setdefault("members", {})[str(user.id)] = member
