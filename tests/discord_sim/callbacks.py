"""The bot's side of an interaction: the callback, @original, and follow-ups."""

from __future__ import annotations

from . import limits, message_payloads, messages
from .compose import Upload
from .core import Core
from .errors import already_acknowledged, invalid, unknown_interaction, unknown_message, unknown_webhook
from .interactions import Ack, Interaction, Use
from .records import EPHEMERAL, LOADING, Json, Message

TOKEN_SECONDS = 15 * 60.0
ALLOWED = {
    Use.COMMAND: {Ack.MESSAGE, Ack.DEFER, Ack.MODAL},
    Use.COMPONENT: {Ack.MESSAGE, Ack.DEFER, Ack.DEFER_UPDATE, Ack.UPDATE, Ack.MODAL},
    Use.AUTOCOMPLETE: {Ack.CHOICES},
    Use.MODAL: {Ack.MESSAGE, Ack.DEFER, Ack.DEFER_UPDATE, Ack.UPDATE},
}


def acknowledge(core: Core, token: str, interaction_id: str, body: Json, uploads: dict[int, Upload]) -> Json:
    """Handles the callback and returns the body of a `with_response` reply."""
    interaction = core.interactions.get(token)
    late = interaction is None or core.clock.now() - interaction.created_at > core.ack_seconds
    if interaction is None or str(interaction.id) != interaction_id or (late and interaction.ack is None):
        raise unknown_interaction()
    if interaction.ack is not None:
        raise already_acknowledged()
    ack, data = Ack(body["type"]), body.get("data") or {}
    if ack not in ALLOWED[interaction.kind] or (
        ack in (Ack.DEFER_UPDATE, Ack.UPDATE) and interaction.source is None
    ):
        raise invalid(
            "type", "BASE_TYPE_CHOICES", f"Callback {ack.name} does not fit {interaction.kind.name}"
        )
    _apply(core, interaction, ack, data, uploads)
    interaction.ack, interaction.acked_at = ack, core.clock.now()
    core.signal.notify()
    return _callback_reply(core, interaction, ack)


def _apply(core: Core, interaction: Interaction, ack: Ack, data: Json, uploads: dict[int, Upload]) -> None:
    if ack is Ack.MESSAGE:
        limits.check_message(data, uploads)
        interaction.original = _post(core, interaction, data, uploads)
    elif ack is Ack.DEFER:
        interaction.original = _post(core, interaction, {"flags": (data.get("flags") or 0) | LOADING}, {})
    elif ack is Ack.DEFER_UPDATE:
        interaction.original = interaction.source
    elif ack is Ack.UPDATE and interaction.source is not None:
        limits.check_message(data, uploads, interaction.source)
        interaction.original = messages.edit(core, interaction.source, data, uploads)
    elif ack is Ack.MODAL:
        limits.check_modal(data)
        interaction.modal = data
    elif ack is Ack.CHOICES:
        interaction.choices = data.get("choices") or []


def _post(core: Core, interaction: Interaction, data: Json, uploads: dict[int, Upload]) -> Message:
    kind = 0
    if interaction.kind is Use.COMMAND:
        chat_input = interaction.payload["data"]["type"] == 1
        kind = messages.CHAT_INPUT if chat_input else messages.CONTEXT_MENU
    if interaction.ephemeral_only:
        data = data | {"flags": (data.get("flags") or 0) | EPHEMERAL}
    store = core.store
    return messages.post(
        core, interaction.channel, store.bot, data, uploads, kind=kind, origin=interaction.origin
    )


def _callback_reply(core: Core, interaction: Interaction, ack: Ack) -> Json:
    described: Json = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "channel_id": str(interaction.channel.id),
    }
    if (message := interaction.original) is not None:
        described |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
    reply: Json = {"interaction": described}
    if message is not None and ack in (Ack.MESSAGE, Ack.UPDATE):
        reply["resource"] = {"type": int(ack), "message": message_payloads.message(core.store, message)}
    return reply


def by_token(core: Core, token: str) -> Interaction:
    """The interaction a webhook token belongs to, for the 15 minutes it works."""
    interaction = core.interactions.get(token)
    if (
        interaction is None
        or core.clock.now() - interaction.created_at > TOKEN_SECONDS
        or interaction.ack is None
    ):
        raise unknown_webhook()
    return interaction


def message_of(interaction: Interaction, which: str) -> Message:
    """`@original` or the id of a message this interaction made."""
    candidates = [interaction.original, *interaction.followups]
    for message in candidates:
        if message is not None and not message.deleted and which in ("@original", str(message.id)):
            return message
    raise unknown_message()


def follow_up(core: Core, interaction: Interaction, body: Json, uploads: dict[int, Upload]) -> Message:
    """A new message, or, after a defer, the content of the deferred one."""
    limits.check_message(body, uploads)
    original = interaction.original
    if original is not None and original.loading and not original.deleted:
        return messages.edit(core, original, body, uploads)
    message = _post(core, interaction, body, uploads)
    interaction.followups.append(message)
    core.signal.notify()
    return message


def edit(core: Core, interaction: Interaction, which: str, body: Json, uploads: dict[int, Upload]) -> Message:
    message = message_of(interaction, which)
    limits.check_message(body, uploads, message)
    return messages.edit(core, message, body, uploads)
