"""Who asks, and where: what limits, permissions and the order of questions are decided on."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """In a direct message there is no guild; a thread has a parent."""

    user_id: int
    guild_id: int | None = None
    channel_id: int | None = None
    parent_id: int | None = None
    role_ids: frozenset[int] = frozenset()

    @property
    def root_id(self) -> int | None:
        """The channel whose allowance is spent: all threads of a channel, and all posts of a forum, share one."""
        return self.channel_id if self.parent_id is None else self.parent_id

    @property
    def home(self) -> Hashable:
        """Who takes turns with other servers: the server; somebody who writes directly is one of their own."""
        return ("person", self.user_id) if self.guild_id is None else ("server", self.guild_id)
