"""Sessions of the bot, what each has been sent, and who gets which event."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field
from enum import IntFlag
from typing import TYPE_CHECKING
from uuid import uuid4

from . import message_payloads, payloads
from .clock import Signal
from .records import Json
from .referee import Referee
from .state import Store

if TYPE_CHECKING:
    from .connection import Connection

REPLAY_BUFFER = 10_000
"""Events kept per session for RESUME; a soak of ten minutes stays far below."""


class Intent(IntFlag):
    NONE = 0
    GUILDS = 1 << 0
    MEMBERS = 1 << 1
    PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_REACTIONS = 1 << 10
    GUILD_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_REACTIONS = 1 << 13
    DIRECT_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intent.MEMBERS | Intent.PRESENCES | Intent.MESSAGE_CONTENT
MESSAGE_EVENTS = {"MESSAGE_CREATE", "MESSAGE_UPDATE"}


@dataclass(frozen=True)
class Event:
    sequence: int
    name: str
    payload: Json

    def frame(self) -> str:
        return json.dumps({"op": 0, "s": self.sequence, "t": self.name, "d": self.payload})


@dataclass
class Session:
    """One IDENTIFY. Survives lost sockets until the client ends it or it is invalidated."""

    id: str
    intents: int
    sequence: int = 0
    events: deque[Event] = field(default_factory=lambda: deque(maxlen=REPLAY_BUFFER))
    connection: Connection | None = None
    rewind: int = 0

    def send(self, name: str, payload: Json) -> None:
        """Numbers and keeps the event; delivers it if there is a socket."""
        self.sequence += 1
        event = Event(self.sequence, name, payload)
        self.events.append(event)
        if self.connection is not None:
            self.connection.deliver(event)


class Gateway:
    """Routes events to sessions. `gate` is clear while the simulated gateway is down."""

    def __init__(self, store: Store, referee: Referee, signal: Signal, privileged: Intent) -> None:
        self.store, self.referee, self.signal, self.privileged = store, referee, signal, privileged
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.gate = asyncio.Event()
        self.gate.set()
        self.heartbeat_interval = 41.25
        self.heartbeats = self.identifies = self.resumes = 0

    @property
    def live(self) -> list[Session]:
        """Sessions with a socket right now."""
        return [session for session in self.sessions.values() if session.connection is not None]

    def identify(self, connection: Connection, data: Json) -> Session:
        """A new session: READY, then every guild in full."""
        session = Session(uuid4().hex, data["intents"], connection=connection)
        self.sessions[session.id] = session
        self.identifies += 1
        guilds = [guild for guild in self.store.guilds.values() if guild.has_bot]
        ready: Json = {
            "v": 10,
            "user": payloads.own_user(self.store),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "application": {"id": str(self.store.bot.id), "flags": self.application_flags},
            "private_channels": [],
        }
        session.send("READY", ready | ({"shard": data["shard"]} if "shard" in data else {}))
        for guild in guilds:
            if guild.unavailable:
                continue
            self._send(session, "GUILD_CREATE", payloads.guild_create(self.store, guild), Intent.GUILDS)
        self.signal.notify()
        return session

    def resume(self, connection: Connection, session: Session, sequence: int) -> None:
        """Replays what came after `sequence`, and `rewind` events the client already had."""
        start, session.rewind = sequence - session.rewind, 0
        for event in session.events:
            if event.sequence > start:
                connection.deliver(event)
        session.connection = connection
        session.send("RESUMED", {})
        self.resumes += 1
        self.signal.notify()

    @property
    def application_flags(self) -> int:
        """The limited (unverified app) flags of the privileged intents that are switched on."""
        flags = {Intent.PRESENCES: 1 << 13, Intent.MEMBERS: 1 << 15, Intent.MESSAGE_CONTENT: 1 << 19}
        return sum(bit for intent, bit in flags.items() if intent in self.privileged)

    def dispatch(
        self, name: str, payload: Json, intent: Intent = Intent.NONE, channel_id: int | None = None
    ) -> None:
        """Sends to every session that asked for `intent`, if the bot may see the channel."""
        if channel_id is None or self._visible(channel_id):
            for session in self.sessions.values():
                self._send(session, name, payload, intent)
        self.signal.notify()

    def _visible(self, channel_id: int) -> bool:
        channel = self.store.channels[channel_id]
        if channel.guild_id is not None and not self.store.guild(channel.guild_id).has_bot:
            return False
        return bool(self.store.permissions(channel, self.store.bot.id))

    def _send(self, session: Session, name: str, payload: Json, intent: Intent) -> None:
        if intent and not session.intents & intent:
            return
        if name in MESSAGE_EVENTS:
            payload = message_payloads.gate(self.store, payload, session.intents)
        self.referee.event(name, payload)
        session.send(name, payload)
