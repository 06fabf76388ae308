"""Complete JSON objects for everything but messages, as Discord's OpenAPI description wants them."""

from __future__ import annotations

from .clock import timestamp
from .records import Channel, Command, Guild, Json, Kind, Member, Role, User
from .state import Store

REQUIRES_TAG = 1 << 4
"""A flag of a forum."""


def user(person: User) -> Json:
    return {
        "id": str(person.id),
        "username": person.name,
        "global_name": None if person.bot else person.name.title(),
        "discriminator": "0",
        "avatar": None,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
        "public_flags": 0,
        "flags": 0,
        "bot": person.bot,
    }


def own_user(store: Store) -> Json:
    """The bot about itself."""
    return user(store.bot) | {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}


def application(store: Store, flags: int) -> Json:
    return {
        "id": str(store.bot.id),
        "name": store.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "verify_key": "0" * 64,
        "bot_public": True,
        "bot_require_code_grant": False,
        "flags": flags,
        "flags_new": str(flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(store.owner),
        "bot": user(store.bot),
        "team": None,
        "approximate_guild_count": len(store.guilds),
        "approximate_user_install_count": len(store.user_installs),
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
    }


def role(record: Role) -> Json:
    payload: Json = {
        "id": str(record.id),
        "name": record.name,
        "permissions": str(int(record.permissions)),
        "position": record.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": record.bot_id is not None,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    return payload | {"tags": {"bot_id": str(record.bot_id)}} if record.bot_id else payload


def bare_member(record: Member) -> Json:
    """A member without its `user`, as inside messages."""
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": timestamp(record.joined_at),
        "nick": None,
        "pending": False,
        "premium_since": None,
        "roles": [str(role_id) for role_id in record.role_ids],
        "mute": False,
        "deaf": False,
    }


def member(record: Member) -> Json:
    return bare_member(record) | {"user": user(record.user)}


def channel(store: Store, record: Channel) -> Json:
    """Any channel: guild channel, thread, DM or group DM."""
    payload: Json = {
        "id": str(record.id),
        "type": int(record.kind),
        "flags": REQUIRES_TAG if record.requires_tag else 0,
        "last_message_id": str(record.last_message_id) if record.last_message_id else None,
    }
    if record.guild_id is None:
        payload["recipients"] = [user(person) for person in record.recipients]
        if record.kind is Kind.GROUP:
            payload |= {"name": record.name, "icon": None, "owner_id": str(record.owner_id)}
        return payload
    payload |= {"guild_id": str(record.guild_id), "name": record.name, "rate_limit_per_user": 0}
    payload["parent_id"] = str(record.parent_id) if record.parent_id else None
    return payload | (_thread_fields(store, record) if record.kind is Kind.THREAD else _guild_fields(record))


def _guild_fields(record: Channel) -> Json:
    fields: Json = {
        "position": record.position,
        "topic": None,
        "nsfw": False,
        "permission_overwrites": [
            {"id": str(o.target_id), "type": o.kind, "allow": str(int(o.allow)), "deny": str(int(o.deny))}
            for o in record.overwrites
        ],
    }
    if record.kind is Kind.FORUM:
        fields |= {
            "available_tags": [
                {"id": str(tag.id), "name": tag.name, "moderated": tag.moderated}
                | {"emoji_id": None, "emoji_name": None}
                for tag in record.tags
            ],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
        }
    return fields


def _thread_fields(store: Store, record: Channel) -> Json:
    messages = len(store.in_channel(record.id, ephemeral=False))
    fields: Json = {
        "owner_id": str(record.owner_id),
        "message_count": messages,
        "total_message_sent": messages,
        "member_count": len(record.member_ids),
        "applied_tags": [str(tag_id) for tag_id in record.tag_ids],
        "thread_metadata": {
            "archived": record.archived,
            "archive_timestamp": timestamp(record.created_at),
            "auto_archive_duration": record.auto_archive,
            "locked": record.locked,
            "create_timestamp": timestamp(record.created_at),
        },
    }
    if store.bot.id in record.member_ids:
        fields["member"] = thread_member(store, record, store.bot.id)
    return fields


def thread_member(store: Store, record: Channel, user_id: int) -> Json:
    return {
        "id": str(record.id),
        "user_id": str(user_id),
        "join_timestamp": timestamp(record.created_at),
        "flags": 0,
    }


def guild(store: Store, record: Guild) -> Json:
    nothing = ("icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id")
    channels = ("afk_channel_id", "system_channel_id", "widget_channel_id", "rules_channel_id")
    more = ("safety_alerts_channel_id", "public_updates_channel_id", "vanity_url_code", "max_presences")
    zeros = ("system_channel_flags", "verification_level", "default_message_notifications", "mfa_level")
    levels = ("explicit_content_filter", "premium_tier", "premium_subscription_count", "nsfw_level")
    return {
        **dict.fromkeys((*nothing, *channels, *more, "incidents_data")),
        **dict.fromkeys((*zeros, *levels), 0),
        "id": str(record.id),
        "name": record.name,
        "owner_id": str(record.owner_id),
        "region": "deprecated",
        "preferred_locale": record.locale,
        "afk_timeout": 300,
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [role(entry) for entry in record.roles.values()],
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "widget_enabled": False,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
    }


def guild_create(store: Store, record: Guild) -> Json:
    """The gateway's full guild. Every member is listed, so the client need not ask for chunks."""
    places = [place for place in store.channels.values() if place.guild_id == record.id]
    return guild(store, record) | {
        "joined_at": timestamp(record.members[store.bot.id].joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(record.members),
        "members": [member(entry) for entry in record.members.values()],
        "channels": [channel(store, place) for place in places if place.kind is not Kind.THREAD],
        "threads": [
            channel(store, place) for place in places if place.kind is Kind.THREAD and not place.archived
        ],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def command(store: Store, record: Command) -> Json:
    """A synced command as listed by the API: nulls dropped, defaults filled, permissions as text."""
    sent = {key: value for key, value in record.payload.items() if value is not None}
    permissions = record.payload.get("default_member_permissions")
    placed: Json = {"guild_id": str(record.guild_id)} if record.guild_id else {}
    return {
        "description": "",
        "name_localizations": None,
        "description_localizations": None,
        "nsfw": False,
        "contexts": None,
        "integration_types": [0],
        **sent,
        "id": str(record.id),
        "application_id": str(store.bot.id),
        "version": str(record.version),
        "type": record.kind,
        "default_member_permissions": None if permissions is None else str(permissions),
        **placed,
    }
