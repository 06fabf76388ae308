"""DiscordSim: the simulated Discord on a loopback port, with the driver and the gateway controls on it."""

# ruff: noqa: ASYNC109 - a test says how long it is willing to wait
from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self

from aiohttp import web

from . import routes_app, routes_messages
from .clock import Clock, Signal
from .connection import Connection
from .core import Core, Request
from .faults import Faults
from .forging import Forging
from .gateway import Gateway, Intent
from .interactions import WAIT, Interaction
from .referee import Referee, Violation, description_path, load
from .rest import PREFIX, Rest, Table
from .state import Store

TOKEN = "MTIz.simulated.token"
"""The one token this server accepts unless told otherwise. It opens nothing anywhere else."""


class DiscordSim(Forging):
    """`async with DiscordSim() as sim:`. Raises MissingDescriptionError without Discord's OpenAPI file.

    State outlives connections: a second client with the same token is a restarted bot. `privileged` are the
    privileged intents switched on for the app; `ack_seconds` is the time to acknowledge an interaction."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        bot_name: str = "Dateline",
        privileged: Intent = Intent.NONE,
        heartbeat_interval: float = 41.25,
        ack_seconds: float = 3.0,
    ) -> None:
        clock, signal, referee = Clock(), Signal(), Referee(load(description_path()))
        store = Store(clock, bot_name=bot_name, token=token)
        gateway = Gateway(store, referee, signal, privileged)
        gateway.heartbeat_interval = heartbeat_interval
        super().__init__(Core(store, clock, signal, referee, gateway, Faults(), ack_seconds))
        self._seen = {}
        self._runner: web.AppRunner | None = None
        self.token = token
        self.api_url = ""

    async def __aenter__(self) -> Self:
        rest = Rest(self.core, Table(routes_app.ROUTES | routes_messages.ROUTES))
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/gateway", self._socket)
        app.router.add_get("/gateway/", self._socket)
        app.router.add_get("/cdn/attachments/{file}/{name}", self._file)
        app.router.add_route("*", PREFIX + "/{path:.*}", rest.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.api_url = f"http://{host}:{port}{PREFIX}"
        self.core.gateway.url = f"ws://{host}:{port}/gateway"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for connection in list(self.core.gateway.connections):
            connection.cut(1006)
        self.core.gateway.gate.set()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def gateway_url(self) -> str:
        return self.core.gateway.url

    @property
    def faults(self) -> Faults:
        return self.core.faults

    @property
    def referee(self) -> Referee:
        return self.core.referee

    @property
    def violations(self) -> list[Violation]:
        return self.core.referee.violations

    @property
    def requests(self) -> list[Request]:
        return self.core.requests

    @property
    def rejected(self) -> list[Request]:
        """Requests answered with an error nobody planted."""
        return [r for r in self.requests if r.status is not None and r.status >= 400 and not r.faulty]

    @property
    def error_codes(self) -> list[int]:
        """Discord's JSON error codes of `rejected`, in order."""
        return [r.reply["code"] for r in self.rejected if isinstance(r.reply, dict)]

    @property
    def interactions(self) -> list[Interaction]:
        return list(self.core.interactions.values())

    def advance(self, seconds: float) -> None:
        """Ages everything: acknowledgement deadlines and token lifetimes pass without waiting."""
        self.core.clock.advance(seconds)

    async def connected(self, *, identifies: int = 1, timeout: float = WAIT) -> None:
        """Until a bot is connected and there were at least this many IDENTIFYs."""
        gateway = self.core.gateway

        def probe() -> bool | None:
            return bool(gateway.live and gateway.identifies >= identifies) or None

        await self.core.signal.until(
            probe, timeout, lambda: f"{identifies} IDENTIFY, seen {gateway.identifies}"
        )

    async def resumed(self, times: int = 1, timeout: float = WAIT) -> None:
        """Until there were at least this many successful RESUMEs in all."""
        gateway = self.core.gateway
        probe = lambda: gateway.resumes >= times or None  # noqa: E731 - one line, used once
        await self.core.signal.until(probe, timeout, lambda: f"{times} RESUMEs, seen {gateway.resumes}")

    async def barrier(self, timeout: float = WAIT) -> None:
        """Until every connected client has read all events so far (its handlers may still be running)."""
        gateway = self.core.gateway
        before, live = gateway.heartbeats, self._connections()
        for connection in live:
            connection.send_op(1)
        await self.core.signal.until(
            lambda: gateway.heartbeats >= before + len(live) or None, timeout, lambda: "heartbeats on request"
        )

    def cut(self, code: int = 1006, *, resume: bool = True, rewind: int = 0) -> None:
        """Closes every gateway socket, at once: what is said before the bot is back waits for its RESUME.
        1006 drops the TCP connection. `resume=False` forgets the sessions. `rewind`: that many events the bot
        already had are replayed too, so that it sees them twice."""
        for connection in self._connections():
            if connection.session is not None:
                connection.session.rewind = rewind
            connection.cut(code)
        if not resume:
            self.core.gateway.sessions.clear()

    @asynccontextmanager
    async def down(self, code: int = 1006) -> AsyncIterator[None]:
        """The gateway is away for the length of the block: connected bots are cut, new connections hang."""
        self.core.gateway.gate.clear()
        self.cut(code)
        try:
            yield
        finally:
            self.core.gateway.gate.set()

    def hold_acks(self, *, events: bool = True) -> None:
        """Makes present connections zombies: open, but no heartbeat is acknowledged and (with `events`)
        nothing arrives. Connections made later work; a RESUME brings what was missed."""
        for connection in self._connections():
            connection.acknowledges = False
            connection.delivers = not events

    def reconnect_op7(self, *, rewind: int = 0) -> None:
        for connection in self._connections():
            if connection.session is not None:
                connection.session.rewind = rewind
            connection.send_op(7)

    def invalid_session(self, resumable: bool) -> None:
        """op 9. Not resumable: the sessions are gone, and discord.py identifies again after five seconds."""
        connections = self._connections()
        if not resumable:
            self.core.gateway.sessions.clear()
        for connection in connections:
            connection.send_op(9, resumable)

    def _connections(self) -> list[Connection]:
        sessions = self.core.gateway.sessions.values()
        return [session.connection for session in sessions if session.connection is not None]

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        return await Connection(self.core.gateway, request).serve()

    async def _file(self, request: web.Request) -> web.Response:
        """The CDN: uploads of people and of the bot, without a token."""
        attachment = self.core.store.files.get(int(request.match_info["file"]))
        if attachment is None:
            return web.Response(status=404)
        return web.Response(body=attachment.data, content_type=attachment.content_type)
