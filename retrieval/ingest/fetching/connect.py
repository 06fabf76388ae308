"""From a host's name to a connection: resolved once, every address checked, only those connected to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import BaseConnector, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult

from ..fetch.guard import FetchRules, admit

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host and port -> its addresses as text. Raises OSError when it has none."""

Connect = Callable[[AbstractResolver], BaseConnector]
"""Makes the connector, which must take every address of a name from this resolver and keep none."""


async def system_resolve(host: str, port: int) -> list[str]:
    """As the operating system resolves it."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def tcp(resolver: AbstractResolver) -> BaseConnector:
    """Connections that serve one request each, so that each request resolves and checks anew."""
    return TCPConnector(resolver=resolver, use_dns_cache=False, force_close=True, limit=0)


class GuardedResolver(AbstractResolver):
    """Hands out only addresses that may be fetched. What it hands out is connected to without another look-up.

    aiohttp does not ask a resolver about a host in figures: `guard.parse` judges those.
    """

    def __init__(self, resolve: Resolve, rules: FetchRules) -> None:
        self._resolve = resolve
        self._rules = rules

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises UnsafeAddress if one of the addresses is not public, OSError if there are none."""
        try:
            found = await self._resolve(host, port)
        except UnicodeError as error:
            raise OSError(f"{host} is not a name") from error
        return [
            ResolveResult(
                hostname=host,
                host=str(address),
                port=port,
                family=socket.AF_INET if address.version == 4 else socket.AF_INET6,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for address in admit(host, found, self._rules)
        ]

    async def close(self) -> None:
        """There is nothing to close."""
