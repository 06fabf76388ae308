"""Pressing what stands on the panel of /setup, as a person would."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simcord.actors import MemberActor, _component_interaction, _visible_message
from simcord.results import InteractionResult

from bot.client import DatelineBot
from bot.preferences import Preferences
from bot.setup.state import CONTROL

from ..samples import text_of
from ..world import World


@dataclass
class Panel:
    """One open panel, and who presses."""

    world: World
    who: MemberActor
    opened: InteractionResult
    last: InteractionResult

    @property
    def text(self) -> str:
        assert self.opened.response is not None
        return text_of(self.opened.response.embeds[0])

    @property
    def rows(self) -> list[list[dict[str, Any]]]:
        assert self.opened.response is not None
        stored = self.world.env.backend.get_message(self.world.channel.id, self.opened.response.message.id)
        return [row["components"] for row in stored.components]

    def control(self, deed: str, what: str | None = None) -> dict[str, Any]:
        """The control of that deed; with `what`, the one that changes that."""
        for row in self.rows:
            for each in row:
                match = re.fullmatch(CONTROL, each["custom_id"])
                if match and match["deed"] == deed and (what is None or match["what"] == what):
                    return each
        raise AssertionError(f"no {deed} {what} on the panel: {self.rows}")

    @property
    def labels(self) -> list[str]:
        return [each["label"] for row in self.rows for each in row if each["type"] == 2]

    async def choose(self, deed: str, values: Sequence[Any], what: str | None = None) -> InteractionResult:
        assert self.opened.response is not None
        custom_id = self.control(deed, what)["custom_id"]
        self.last = await self.who.select(self.opened.response, values, custom_id=custom_id)
        return self.last

    async def go(self, section: str) -> Panel:
        await self.choose("go", [section])
        return self

    async def click(self, label: str) -> InteractionResult:
        assert self.opened.response is not None
        self.last = await self.who.click(self.opened.response, label=label)
        return self.last

    async def write(self, label: str, **values: str | list[str]) -> None:
        """Open the form behind a button, fill it in and send it."""
        shown = await self.click(label)
        await self.who.submit_modal(shown, values)

    async def forge(self, custom_id: str, values: Sequence[str]) -> InteractionResult:
        """Send what no menu of the panel offers."""
        assert self.opened.response is not None
        stored = _visible_message(self.who, self.opened.response)
        option = {"label": "forged", "value": "forged"}
        menu = {"type": 3, "custom_id": custom_id, "options": [option], "min_values": 0, "max_values": 1}
        stored.components = [{"type": 1, "components": [menu]}]
        data = {"custom_id": custom_id, "component_type": 3, "values": list(values)}
        self.last = await _component_interaction(self.who, stored, data)
        return self.last

    async def set(self, name: str, value: object) -> None:
        """Somebody else changes a preference meanwhile."""
        await self.bot.servers.change(self.world.guild.id, name, value, by=1)

    @property
    def bot(self) -> DatelineBot:
        bot = self.world.env.bot
        assert isinstance(bot, DatelineBot)
        return bot

    async def preferences(self) -> Preferences:
        return await self.bot.servers.of(self.world.guild.id)


async def open_panel(world: World, who: MemberActor | None = None) -> Panel:
    who = who or world.manager()
    opened = await world.use(who, "setup")
    assert opened.ephemeral
    return Panel(world, who, opened, opened)
