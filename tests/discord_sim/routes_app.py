"""Routes of the application: itself, its commands and interactions; users, guilds and channels."""

from __future__ import annotations

from . import callbacks, limits, message_payloads, messages, payloads
from .core import Core
from .errors import missing_access, unknown_command, unknown_member, unknown_user
from .permissions import Permission
from .records import Command, Guild, Json, Kind
from .rest import Call, Reply, Route
from .routes_messages import allowed


def own_user(call: Call) -> Reply:
    return Reply(200, payloads.own_user(call.core.store))


def application(call: Call) -> Reply:
    return Reply(200, payloads.application(call.core.store, call.core.gateway.application_flags))


def gateway_bot(call: Call) -> Reply:
    limit = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
    return Reply(200, {"url": call.core.gateway.url, "shards": 1, "session_start_limit": limit})


def user(call: Call) -> Reply:
    if (found := call.core.store.users.get(int(call.params["user"]))) is None:
        raise unknown_user()
    return Reply(200, payloads.user(found))


def direct_channel(call: Call) -> Reply:
    """The DM with someone, the same one every time."""
    store, user_id = call.core.store, int(call.body["recipient_id"])
    if user_id not in store.users:
        raise unknown_user()
    return Reply(200, payloads.channel(store, store.dm(store.users[user_id])))


def channel(call: Call) -> Reply:
    found = call.core.store.channel(call.params["channel"])
    allowed(call.core, found, Permission.NONE)
    return Reply(200, payloads.channel(call.core.store, found))


def _guild(call: Call) -> Guild:
    found = call.core.store.guild(call.params["guild"])
    if not found.has_bot:
        raise missing_access()
    return found


def guild(call: Call) -> Reply:
    return Reply(200, payloads.guild(call.core.store, _guild(call)))


def guild_channels(call: Call) -> Reply:
    found, store = _guild(call), call.core.store
    places = [c for c in store.channels.values() if c.guild_id == found.id and c.kind is not Kind.THREAD]
    return Reply(200, [payloads.channel(store, place) for place in places])


def guild_roles(call: Call) -> Reply:
    return Reply(200, [payloads.role(role) for role in _guild(call).roles.values()])


def active_threads(call: Call) -> Reply:
    found, store = _guild(call), call.core.store
    threads = [c for c in store.channels.values() if c.guild_id == found.id and c.kind is Kind.THREAD]
    shown = [payloads.channel(store, thread) for thread in threads if not thread.archived]
    return Reply(200, {"threads": shown, "members": [], "has_more": False})


def guild_member(call: Call) -> Reply:
    if (found := _guild(call).members.get(int(call.params["user"]))) is None:
        raise unknown_member()
    return Reply(200, payloads.member(found))


def _scope(call: Call) -> int | None:
    return _guild(call).id if "guild" in call.params else None


def _listed(core: Core, guild_id: int | None) -> list[Json]:
    return [payloads.command(core.store, c) for c in core.store.commands.values() if c.guild_id == guild_id]


def list_commands(call: Call) -> Reply:
    return Reply(200, _listed(call.core, _scope(call)))


def replace_commands(call: Call) -> Reply:
    """Bulk overwrite: ids stay with names that stay, versions change with every write."""
    guild_id, store = _scope(call), call.core.store
    limits.check_commands(call.body or [])
    before = {(c.kind, c.name): c for c in store.commands.values() if c.guild_id == guild_id}
    store.commands = {c.id: c for c in store.commands.values() if c.guild_id != guild_id}
    for payload in call.body or []:
        known = before.get((payload.get("type") or 1, payload["name"]))
        command = Command(known.id if known else store.new_id(), store.new_id(), guild_id, payload)
        store.commands[command.id] = command
    return Reply(200, _listed(call.core, guild_id))


def delete_command(call: Call) -> Reply:
    guild_id, store, command_id = _scope(call), call.core.store, int(call.params["command"])
    if command_id not in store.commands or store.commands[command_id].guild_id != guild_id:
        raise unknown_command()
    del store.commands[command_id]
    return Reply(204)


def callback(call: Call) -> Reply:
    body = callbacks.acknowledge(call.core, call.params["token"], call.params["id"], call.body, call.uploads)
    wanted = call.query.get("with_response", "false").lower() in ("1", "true")
    return Reply(200, body) if wanted else Reply(204)


def follow_up(call: Call) -> Reply:
    interaction = callbacks.by_token(call.core, call.params["token"])
    message = callbacks.follow_up(call.core, interaction, call.body, call.uploads)
    return Reply(200, message_payloads.message(call.core.store, message))


def _which(call: Call) -> str:
    return call.params.get("message", "@original")


def get_response(call: Call) -> Reply:
    message = callbacks.message_of(callbacks.by_token(call.core, call.params["token"]), _which(call))
    return Reply(200, message_payloads.message(call.core.store, message))


def edit_response(call: Call) -> Reply:
    interaction = callbacks.by_token(call.core, call.params["token"])
    message = callbacks.edit(call.core, interaction, _which(call), call.body, call.uploads)
    return Reply(200, message_payloads.message(call.core.store, message))


def delete_response(call: Call) -> Reply:
    message = callbacks.message_of(callbacks.by_token(call.core, call.params["token"]), _which(call))
    messages.delete(call.core, message)
    return Reply(204)


COMMANDS = "/applications/{app}/commands"
GUILD_COMMANDS = "/applications/{app}/guilds/{guild}/commands"
WEBHOOK = "/webhooks/{app}/{token}"
ROUTES: dict[str, Route] = {
    "GET /users/@me": own_user,
    "POST /users/@me/channels": direct_channel,
    "GET /users/{user}": user,
    "GET /oauth2/applications/@me": application,
    "GET /applications/@me": application,
    "GET /gateway/bot": gateway_bot,
    "GET /channels/{channel}": channel,
    "GET /guilds/{guild}": guild,
    "GET /guilds/{guild}/channels": guild_channels,
    "GET /guilds/{guild}/roles": guild_roles,
    "GET /guilds/{guild}/threads/active": active_threads,
    "GET /guilds/{guild}/members/{user}": guild_member,
    f"GET {COMMANDS}": list_commands,
    f"PUT {COMMANDS}": replace_commands,
    f"DELETE {COMMANDS}/{{command}}": delete_command,
    f"GET {GUILD_COMMANDS}": list_commands,
    f"PUT {GUILD_COMMANDS}": replace_commands,
    f"DELETE {GUILD_COMMANDS}/{{command}}": delete_command,
    "POST /interactions/{id}/{token}/callback": callback,
    f"POST {WEBHOOK}": follow_up,
    **{f"GET {WEBHOOK}/messages/{which}": get_response for which in ("@original", "{message}")},
    **{f"PATCH {WEBHOOK}/messages/{which}": edit_response for which in ("@original", "{message}")},
    **{f"DELETE {WEBHOOK}/messages/{which}": delete_response for which in ("@original", "{message}")},
}
