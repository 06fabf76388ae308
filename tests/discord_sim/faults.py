"""Things that go wrong on purpose: by method, path pattern and number of times."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from . import errors
from .errors import ApiError


@dataclass(frozen=True)
class Fault:
    """What happens to one request. `performed`: the request takes effect, only its reply is lost. `delay` seconds pass
    before it takes effect, `lag` seconds before the reply."""

    status: int | None = None
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    lag: float = 0.0
    reset: bool = False
    performed: bool = False
    via: bool = True
    content_type: str = "application/json"


def rate_limited(retry_after: float, *, everywhere: bool = False, cloudflare: bool = False) -> Fault:
    """429. `everywhere`: the global limit. `cloudflare`: without `Via`, which clients read as a ban."""
    body = {
        "message": "You are being rate limited.",
        "code": 0,
        "retry_after": retry_after,
        "global": everywhere,
    }
    headers = {
        "Retry-After": str(retry_after),
        "X-RateLimit-Scope": "global" if everywhere else "user",
        **({"X-RateLimit-Global": "true"} if everywhere else exhausted(retry_after).headers),
    }
    return Fault(429, json.dumps(body).encode(), headers, via=not cloudflare)


def exhausted(reset_after: float) -> Fault:
    """The request succeeds and says it was the last one allowed for `reset_after` seconds."""
    return Fault(headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": str(reset_after)})


def server_error(status: int = 502) -> Fault:
    return Fault(status, b"<html>bad gateway</html>", content_type="text/html")


def lost_reply(status: int = 502) -> Fault:
    """The request takes effect and the client is told it failed: the hard case for exactly-once."""
    return Fault(status, b"<html>bad gateway</html>", content_type="text/html", performed=True)


def connection_reset(*, performed: bool = False) -> Fault:
    return Fault(reset=True, performed=performed)


def slow(seconds: float) -> Fault:
    return Fault(delay=seconds)


def late_reply(seconds: float) -> Fault:
    """The request takes effect at once, and whoever sent it learns of that much later, or never."""
    return Fault(lag=seconds)


def invalid_json() -> Fault:
    """Claims to be JSON, takes effect, and is cut off in the middle."""
    return Fault(200, b'{"id": "12', performed=True)


def refused(error: ApiError) -> Fault:
    return Fault(error.status, json.dumps(error.body).encode())


def missing_permissions() -> Fault:
    return refused(errors.missing_permissions())


def unknown_message() -> Fault:
    return refused(errors.unknown_message())


def unknown_interaction() -> Fault:
    return refused(errors.unknown_interaction())


@dataclass
class Rule:
    method: str
    pattern: str
    fault: Fault
    times: int
    chance: float
    hits: int = 0
    seen: int = 0
    turn: int = 0

    def falls_due(self, rng: random.Random) -> bool:
        """Of each `1 / chance` requests in a row exactly one, at random: two runs have the same share of trouble."""
        every = round(1 / self.chance)
        place = self.seen % every
        self.seen += 1
        if place == 0:
            self.turn = rng.randrange(every)
        return place == self.turn


class Faults:
    """Rules in the order they were added; the first that matches a request is used up by one."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._random = random.Random(0)

    def add(self, method: str, pattern: str, fault: Fault, *, times: int = 1, chance: float = 1.0) -> Rule:
        """`pattern` is a shell pattern on the path below /api/v10 (`*` also crosses slashes); method `*` is
        any. `chance` below 1 makes it happen at random (fixed seed, an even share), for soaks: give it many `times`."""
        rule = Rule(method, pattern, fault, times, chance)
        self.rules.append(rule)
        return rule

    def clear(self) -> None:
        self.rules.clear()

    def take(self, method: str, path: str) -> Fault | None:
        for rule in self.rules:
            if (
                rule.hits >= rule.times
                or rule.method not in (method, "*")
                or not fnmatchcase(path, rule.pattern)
            ):
                continue
            if rule.chance >= 1.0 or rule.falls_due(self._random):
                rule.hits += 1
                return rule.fault
        return None
