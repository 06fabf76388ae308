"""Names without DNS and public addresses without a network: what the guard let through, led to 127.0.0.1."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import NoReturn

from aiohttp import BaseConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_reqrep import ClientRequest

from retrieval.ingest.fetch.fetch import Fetcher, tcp
from retrieval.ingest.fetch.guard import FetchRules

PUBLIC, PUBLIC_V6 = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"


class Names:
    """A resolver by table. A name with several lists answers with the next one each time, the last one for ever."""

    def __init__(self, table: Mapping[str, Sequence[str] | Sequence[Sequence[str]]] | None = None) -> None:
        self._table = {name: _lists(answer) for name, answer in (table or {}).items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        if host not in self._table:
            raise OSError(f"no such name: {host}")
        answers = self._table[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]


def _lists(answer: Sequence[str] | Sequence[Sequence[str]]) -> list[list[str]]:
    if all(isinstance(each, str) for each in answer):
        return [[str(each) for each in answer]]
    return [list(each) for each in answer]


class Unreachable(BaseConnector):
    """Resolves as a real connector does, and fails the test where that would connect."""

    def __init__(self, resolver: AbstractResolver) -> None:
        super().__init__(force_close=True)
        self._resolver = resolver

    async def _create_connection(self, req: ClientRequest, *args: object, **kwargs: object) -> NoReturn:
        host = req.url.raw_host or ""
        literal = ":" in host or host.replace(".", "").isdigit()
        found = [host] if literal else [each["host"] for each in await self._resolver.resolve(host, 0)]
        raise AssertionError(f"would have connected to {found} for {req.url}")


class Led(AbstractResolver):
    """Takes addresses from the guard, notes them, and leads to a port of 127.0.0.1 instead."""

    def __init__(self, guarded: AbstractResolver, port: int, noted: list[str]) -> None:
        self._guarded = guarded
        self._port = port
        self._noted = noted

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        results = await self._guarded.resolve(host, port)
        self._noted.extend(each["host"] for each in results)
        here = ResolveResult(hostname=host, host="127.0.0.1", port=self._port, family=2, proto=6, flags=0)
        return [here]

    async def close(self) -> None:
        """There is nothing to close."""


@asynccontextmanager
async def world(
    names: Names, port: int, rules: FetchRules | None = None
) -> AsyncIterator[tuple[Fetcher, list[str]]]:
    """A fetcher for which every name lies on `port`, and the list of checked addresses it connected to.

    The fetcher believes that they are public: `rules` are the defaults unless given.
    """
    noted: list[str] = []

    def connect(guarded: AbstractResolver) -> BaseConnector:
        return tcp(Led(guarded, port, noted))

    async with Fetcher(rules or FetchRules(), resolve=names, connect=connect) as fetcher:
        yield fetcher, noted


def loopback(*ports: int, **changed: object) -> FetchRules:
    """Rules under which servers on these ports of 127.0.0.1 can be fetched."""
    return FetchRules(allow_private_networks=True, allowed_ports=ports, **changed)  # type: ignore[arg-type]
