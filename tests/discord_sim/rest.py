"""The HTTP side: log, faults, token, referee, route, referee again, reply."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from .compose import Upload
from .core import Core, Request
from .errors import ApiError, unauthorized
from .faults import Fault
from .records import Json

PREFIX = "/api/v10"
BUCKET_LIMIT = 50
"""Requests per bucket we advertise; high, so that only a planted fault slows a client down."""


@dataclass(frozen=True)
class Reply:
    status: int
    body: object = None


@dataclass(frozen=True)
class Call:
    """A request as a route sees it; `body` is the JSON, or `payload_json` of a multipart request."""

    core: Core
    params: dict[str, str]
    query: dict[str, str]
    body: Any
    uploads: dict[int, Upload]


Route = Callable[[Call], Reply]


@dataclass(frozen=True)
class Payload:
    """A request body with what the referee needs to know about it."""

    media: str | None
    body: Any
    uploads: dict[int, Upload]

    @property
    def checked(self) -> object:
        """The body with each file as a string, which is how the description sees multipart."""
        files = {f"files[{number}]": upload.filename for number, upload in self.uploads.items()}
        return self.body | files if files and isinstance(self.body, dict) else self.body


class Table:
    """Routes by method and template, literal paths first."""

    def __init__(self, routes: dict[str, Route]) -> None:
        entries = []
        for name, route in routes.items():
            method, template = name.split(" ")
            pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template))
            entries.append((template.count("{"), method, template, pattern, route))
        self._entries = sorted(entries, key=lambda entry: entry[0])

    def find(self, method: str, path: str) -> tuple[str, Route, dict[str, str]] | None:
        for _, its_method, template, pattern, route in self._entries:
            if its_method == method and (match := pattern.fullmatch(path)):
                return template, route, match.groupdict()
        return None


class Rest:
    def __init__(self, core: Core, table: Table) -> None:
        self._core, self._table = core, table

    async def handle(self, request: web.Request) -> web.StreamResponse:
        path = request.rel_url.raw_path.removeprefix(PREFIX)
        payload = await _read(request)
        files = tuple(upload.filename for upload in payload.uploads.values())
        entry = Request(request.method, path, payload.body, files, self._core.clock.now())
        self._core.requests.append(entry)
        self._core.signal.notify()
        fault = self._core.faults.take(request.method, path) or Fault()
        entry.faulty = fault != Fault()
        await asyncio.sleep(fault.delay)
        planted = fault.status is not None or fault.reset
        if not planted or fault.performed:
            reply = self._answer(request, path, payload)
            entry.status, entry.reply = reply.status, reply.body
        if fault.lag:
            await asyncio.sleep(fault.lag)
        if planted:
            entry.status = fault.status
            response = _reset(request) if fault.reset else _planted(fault)
            if fault.content_type == "application/json" and not fault.performed and fault.body:
                self._core.referee.reply(request.method, path, response.status, json.loads(fault.body))
        else:
            response = _response(reply)
        response.headers.update(_limit_headers(request.method, path, self._core.clock.now()) | fault.headers)
        if fault.via:
            response.headers["Via"] = "1.1 simulator"
        self._core.signal.notify()
        return response

    def _answer(self, request: web.Request, path: str, payload: Payload) -> Reply:
        where = f"{request.method} {path}"
        referee = self._core.referee
        try:
            reply = self._perform(request, path, payload)
        except ApiError as error:
            if error.code in (50035, 50006):
                referee.add("limit", where, str(error))
            reply = Reply(error.status, error.body)
        except Exception:  # noqa: BLE001 - the outermost handler
            # Our own bug must fail the test, and must not be retried by the client.
            referee.add("route", where, traceback.format_exc())
            reply = Reply(400, {"message": "the simulator failed, see its violations", "code": 0})
        referee.reply(request.method, path, reply.status, reply.body)
        return reply

    def _perform(self, request: web.Request, path: str, payload: Payload) -> Reply:
        core, open_path = self._core, path.startswith(("/webhooks/", "/interactions/"))
        if not open_path and request.headers.get("Authorization") != f"Bot {core.store.token}":
            raise unauthorized()
        if not core.referee.request(request.method, path, request.query, payload.checked, payload.media):
            return Reply(400, {"message": "Invalid Form Body, see the violations", "code": 50035})
        found = self._table.find(request.method, path)
        if found is None:
            core.referee.add("route", f"{request.method} {path}", "this simulator has no such route")
            raise ApiError(404, 0, "404: Not Found")
        _, route, params = found
        return route(Call(core, params, dict(request.query), payload.body, payload.uploads))


async def _read(request: web.Request) -> Payload:
    media = request.headers.get("Content-Type", "").split(";")[0]
    if media == "multipart/form-data":
        return await _read_multipart(request)
    text = await request.text()
    if media == "application/json":
        return Payload(media, json.loads(text), {})
    return Payload(media if text else None, text or None, {})


async def _read_multipart(request: web.Request) -> Payload:
    body: Json = {}
    uploads: dict[int, Upload] = {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        name, data = part.name or "", bytes(await part.read())
        if name == "payload_json":
            body = json.loads(data)
        elif match := re.fullmatch(r"files\[(\d+)\]", name):
            media = part.headers.get("Content-Type", "application/octet-stream")
            uploads[int(match[1])] = Upload(part.filename or name, media, data)
    return Payload("multipart/form-data", body, uploads)


def _response(reply: Reply) -> web.Response:
    """The content type is exactly `application/json`: with a charset, discord.py would treat it as text."""
    if reply.body is None:
        return web.Response(status=reply.status)
    headers = {"Content-Type": "application/json"}
    return web.Response(status=reply.status, body=json.dumps(reply.body).encode(), headers=headers)


def _planted(fault: Fault) -> web.Response:
    assert fault.status is not None
    return web.Response(status=fault.status, body=fault.body, headers={"Content-Type": fault.content_type})


def _reset(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def _limit_headers(method: str, path: str, now: float) -> dict[str, str]:
    shape = re.sub(r"\d{15,}", "id", path)
    return {
        "X-RateLimit-Limit": str(BUCKET_LIMIT),
        "X-RateLimit-Remaining": str(BUCKET_LIMIT - 1),
        "X-RateLimit-Reset": f"{now + 1:.3f}",
        "X-RateLimit-Reset-After": "1.000",
        "X-RateLimit-Bucket": hashlib.md5(f"{method} {shape}".encode(), usedforsecurity=False).hexdigest(),
    }
