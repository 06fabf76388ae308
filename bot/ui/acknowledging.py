"""First responses to interactions, sent again where it is not known whether they got through.

Discord takes one first response for each interaction, so its error "already acknowledged" for a second try means that
the first arrived. This stands where discord.py sends all of them: deferrals, messages, edits, forms, choices."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import aiohttp
import discord
import structlog
from discord.http import MultipartParameters
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from ..text.errors import for_log
from .errors import ALREADY_ACKNOWLEDGED, persist

CHOICES = discord.InteractionResponseType.autocomplete_result.value
MOST_REMEMBERED = 10_000
"""Interactions; more than come within the quarter of an hour in which one lives."""


def acknowledge_once() -> None:
    """Does so for the current task and all that it begins."""
    async_context.set(_Acknowledging())


class HandledInteractions:
    """The interactions that were handled. Discord's gateway repeats events when a lost connection is resumed."""

    def __init__(self) -> None:
        self._seen: OrderedDict[int, None] = OrderedDict()

    def take_up(self, interaction_id: int) -> bool:
        """Returns False for an interaction that was handled before."""
        if interaction_id in self._seen:
            structlog.get_logger("dateline.bot").info("repeated", interaction=interaction_id)
            return False
        self._seen[interaction_id] = None
        if len(self._seen) > MOST_REMEMBERED:
            self._seen.popitem(last=False)
        return True


class _Acknowledging(AsyncWebhookAdapter):
    """Sends a response again where it is not known whether it got through; "already acknowledged" then means that it
    did. Discord.py repeats responses after most errors by itself, and does not know this."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # discord.py's own
        self._first: OrderedDict[int, int] = OrderedDict()
        """Interaction -> kind of the response that was tried first."""

    async def create_interaction_response(
        self,
        interaction_id: int,
        token: str,
        *,
        session: aiohttp.ClientSession,
        proxy: str | None = None,
        proxy_auth: aiohttp.BasicAuth | None = None,
        params: MultipartParameters,
    ) -> Any:
        kind = (params.payload or {}).get("type", 0)
        first = self._first.setdefault(interaction_id, kind)
        if len(self._first) > MOST_REMEMBERED:
            self._first.popitem(last=False)
        send = super().create_interaction_response
        how: Any = {"session": session, "proxy": proxy, "proxy_auth": proxy_auth, "params": params}
        log = structlog.get_logger("dateline.bot").bind(interaction=interaction_id)
        try:
            return await persist(lambda: send(interaction_id, token, **how))
        except (discord.HTTPException, aiohttp.ClientError) as error:
            if getattr(error, "code", None) == ALREADY_ACKNOWLEDGED and kind == first:
                log.info("acknowledged before")
            elif kind == CHOICES:  # nobody waits for them any more, and discord.py would log a traceback
                log.info("choices not shown", error=for_log(error))
            else:
                raise
        return {"interaction": {"id": str(interaction_id), "type": kind}}
