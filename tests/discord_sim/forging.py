"""What a changed client sends: presses of components that no message of the bot has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from . import compose
from .interactions import Interaction, Use
from .records import Json, Message, User
from .use import BUTTON, STRING_SELECT, Interactions


class Forging(Interactions):
    def forge(
        self, message: Message, user: User, custom_id: str, values: Sequence[str] | None = None
    ) -> Interaction:
        """A press of a component with any custom_id, as if `message` had it, which `user` need not even see; with
        `values` a choice in a select."""
        part: Json = {"type": BUTTON, "style": 1, "label": "forged", "custom_id": custom_id}
        data: Json = {"custom_id": custom_id, "component_type": BUTTON, "id": 1}
        if values is not None:
            options = [{"label": value, "value": value} for value in values]
            part = {"type": STRING_SELECT, "custom_id": custom_id, "options": options}
            data |= {"component_type": STRING_SELECT, "values": list(values)}
        shown = replace(message, components=compose.components([{"type": 1, "components": [part]}]))
        channel = self.core.store.channel(message.channel_id)
        owners = message.origin.owners if message.origin else {"0": str(channel.guild_id or 0)}
        return self._start(
            Use.COMPONENT, channel, user, data, owners, source=shown, target_message_id=message.id
        )
