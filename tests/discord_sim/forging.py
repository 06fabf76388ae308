"""What a changed client sends: presses of components that no message has."""

from __future__ import annotations

from collections.abc import Sequence

from .interactions import Interaction, Use
from .records import Json, Message, User
from .use import BUTTON, STRING_SELECT, Interactions


class Forging(Interactions):
    def forge(
        self, message: Message, user: User, custom_id: str, values: Sequence[str] | None = None
    ) -> Interaction:
        """A press of a component with any custom_id, on a message that `user` need not even see; with `values` a choice
        in a select. Discord itself checks neither."""
        kind = BUTTON if values is None else STRING_SELECT
        data: Json = {"custom_id": custom_id, "component_type": kind, "id": 1}
        if values is not None:
            data["values"] = list(values)
        channel = self.core.store.channel(message.channel_id)
        owners = message.origin.owners if message.origin else {"0": str(channel.guild_id or 0)}
        return self._start(
            Use.COMPONENT, channel, user, data, owners, source=message, target_message_id=message.id
        )
