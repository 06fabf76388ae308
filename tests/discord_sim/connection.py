"""One gateway socket: HELLO, heartbeats, IDENTIFY, RESUME, member chunks, and every way of closing."""

from __future__ import annotations

import asyncio
import json
import zlib

from aiohttp import WSMsgType, web

from . import payloads
from .errors import ApiError
from .gateway import PRIVILEGED, Event, Gateway, Session
from .records import Json

CLOSE_WAIT = 1.0
"""Seconds the server waits for the client's half of a closing handshake."""


class Connection:
    """Frames go out through one queue, so their order is the order of events."""

    def __init__(self, gateway: Gateway, request: web.Request) -> None:
        self._gateway, self._request = gateway, request
        self._socket = web.WebSocketResponse(max_msg_size=0, timeout=CLOSE_WAIT)
        self._outgoing: asyncio.Queue[str | int] = asyncio.Queue()
        self._deflate = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        self.session: Session | None = None
        self.acknowledges = self.delivers = True
        self._ended_here = False

    async def serve(self) -> web.WebSocketResponse:
        """Runs until the socket is gone."""
        await self._gateway.gate.wait()
        await self._socket.prepare(self._request)
        self._gateway.connections.add(self)
        writer = asyncio.create_task(self._write())
        self._put({"op": 10, "d": {"heartbeat_interval": int(self._gateway.heartbeat_interval * 1000)}})
        try:
            async for frame in self._socket:
                if frame.type is WSMsgType.TEXT:
                    self._receive(frame.data)
        finally:
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
            self._detach()
        return self._socket

    def deliver(self, event: Event) -> None:
        if self.delivers:
            self._outgoing.put_nowait(event.frame())

    def send_op(self, op: int, data: object = None) -> None:
        self._put({"op": op, "d": data})

    def cut(self, code: int) -> None:
        """Closes with `code`; 1006 drops the TCP connection without a word. The session stays resumable."""
        self._ended_here = True
        self._leave_session()
        if code != 1006:
            self._outgoing.put_nowait(code)
        elif self._request.transport is not None:
            self._request.transport.abort()

    def _put(self, frame: Json) -> None:
        self._outgoing.put_nowait(json.dumps(frame))

    async def _write(self) -> None:
        while True:
            item = await self._outgoing.get()
            try:
                if isinstance(item, int):
                    await self._socket.close(code=item)
                elif self._deflate is None:
                    await self._socket.send_str(item)
                else:
                    data = self._deflate.compress(item.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self._socket.send_bytes(data)
            except ConnectionError:
                return  # the reader sees the same end and cleans up

    def _receive(self, text: str) -> None:
        message = json.loads(text)
        op, data = message["op"], message.get("d")
        if op == 1:
            self._gateway.heartbeats += 1
            if self.acknowledges:
                self._put({"op": 11})
            self._gateway.signal.notify()
        elif op == 2:
            self._identify(data)
        elif op == 6:
            self._resume(data)
        elif self.session is None:
            self.cut(4003)
        elif op == 8:
            self._members(data)
        elif op not in (3, 4):
            self.cut(4001)

    def _identify(self, data: Json) -> None:
        if self.session is not None:
            self.cut(4005)
        elif data["token"] != self._gateway.store.token:
            self.cut(4004)
        elif data["intents"] & PRIVILEGED & ~self._gateway.privileged:
            self.cut(4014)
        else:
            self.session = self._gateway.identify(self, data)

    def _resume(self, data: Json) -> None:
        session = self._gateway.sessions.get(data["session_id"])
        if data["token"] != self._gateway.store.token:
            self.cut(4004)
        elif session is None:
            self.send_op(9, False)
        elif data["seq"] > session.sequence:
            self.cut(4007)
        else:
            self.session = session
            self._gateway.resume(self, session, data["seq"])

    def _members(self, data: Json) -> None:
        """op 8: by ids or by a name's beginning."""
        store = self._gateway.store
        try:
            guild = store.guild(data["guild_id"])
        except ApiError:
            return
        wanted = data.get("user_ids")
        ids = (
            None
            if wanted is None
            else {int(one) for one in (wanted if isinstance(wanted, list) else [wanted])}
        )
        query = (data.get("query") or "").lower()
        found = [
            payloads.member(member)
            for member in guild.members.values()
            if (member.user.id in ids if ids is not None else member.user.name.lower().startswith(query))
        ]
        chunk: Json = {"guild_id": str(guild.id), "members": found, "chunk_index": 0, "chunk_count": 1}
        assert self.session is not None
        self.session.send(
            "GUILD_MEMBERS_CHUNK", chunk | ({"nonce": data["nonce"]} if data.get("nonce") else {})
        )

    def _leave_session(self) -> None:
        if self.session is not None and self.session.connection is self:
            self.session.connection = None

    def _detach(self) -> None:
        """A client that closes with 1000 or 1001 ends its session; any other end leaves it resumable."""
        self._gateway.connections.discard(self)
        self._leave_session()
        if self.session is not None and self._socket.close_code in (1000, 1001) and not self._ended_here:
            self._gateway.sessions.pop(self.session.id, None)
        self._gateway.signal.notify()
