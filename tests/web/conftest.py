"""No test of this folder sends a packet anywhere but to loopback, whatever the code under test does."""

from __future__ import annotations

import socket
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _nothing_leaves_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def only_loopback(self: socket.socket, address: Any) -> None:
        host = str(address[0])
        assert self.family == socket.AF_UNIX or host.startswith("127.") or host == "::1", (
            f"connects to {host}"
        )
        connect(self, address)

    def no_dns(host: str, *args: Any, **kwargs: Any) -> Any:
        raise AssertionError(f"asks DNS for {host}")

    monkeypatch.setattr(socket.socket, "connect", only_loopback)
    monkeypatch.setattr(socket, "getaddrinfo", no_dns)
