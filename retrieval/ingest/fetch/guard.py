"""Which addresses may be fetched, and where the hops of one request lead. Pure: the caller resolves names, and every
address that they have is judged here.

One parser (yarl's, which is also aiohttp's) reads a URL for the check and for the connection, so no spelling means one
host to the guard and another to the socket.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from yarl import URL

from ...errors import FetchFailed, UnsafeAddress

LONGEST_URL = 4096
"""Characters. Real addresses of articles, tracking included, stay far below."""

_SHOWN = 200
"""Characters of an address that a message repeats."""

NOT_PUBLIC = "it is not on the public internet"
"""The same words for every kind of inner address, so that the answer maps nobody's network."""

INNER_NAMES = (
    (
        "localhost localdomain local internal intranet private corp home lan home.arpa"  # RFC 6761, 6762, 8375; ICANN
    ).split()
)
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_ENDS_IN_A_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$")
_AUTHORITY = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
_BRACKETED_NAME = re.compile(r"^\[[^\]:]*\]")
_NOT_UTF_8 = re.compile("[\udc80-\udcff]")

_Address = IPv4Address | IPv6Address
_Network = IPv4Network | IPv6Network

# IANA's registries of special-purpose addresses, spelt out because `ipaddress` changes between versions of Python.
_SPECIAL_V4 = [
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this host; Linux connects 0.0.0.0 to itself
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and one cloud's metadata
        "127.0.0.0/8",
        "168.63.129.16/32",  # looks public, but is a cloud's host as its guests see it
        "169.254.0.0/16",  # link-local: the metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
]
_GLOBAL_V6 = IPv6Network("2000::/3")
"""All that is routed publicly. Outside: loopback, ::ffff: (mapped), unique local, site- and link-local, multicast."""
_SPECIAL_V6 = [
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarking
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries an IPv4 address
        "3fff::/20",  # documentation
    )
]
_NAT64 = IPv6Network("64:ff9b::/96")
"""How a host without IPv4 reaches it: judged by the IPv4 address inside."""
_PRIVATE: list[_Network] = [
    *map(IPv4Network, ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")),
    *map(IPv6Network, ("::1/128", "fc00::/7")),
]
"""What `allow_private_networks` opens. Link-local stays shut: no articles live there, but clouds' passwords do."""


@dataclass(frozen=True, slots=True)
class FetchRules:
    """The settings of `[fetch]`. Times in seconds; `max_bytes` counts on the wire, and again after decompression."""

    allow_private_networks: bool = False
    allowed_ports: tuple[int, ...] = (80, 443)
    max_bytes: int = 10_000_000
    timeout_seconds: float = 30.0
    first_byte_seconds: float = 10.0
    max_redirects: int = 5


def parse(text: str, rules: FetchRules) -> URL:
    """The address without its fragment, its host lower case, ASCII and without a final dot. Raises UnsafeAddress."""
    problem = _problem_of_text(text)
    if problem:
        raise UnsafeAddress(shown(text), problem)
    try:
        url = URL(text).with_fragment(None)
        host = url.raw_host or ""
        if ":" not in host and host.endswith("."):
            url = URL(str(url.with_host(host.removesuffix("."))))  # read again: the standard port goes
    except ValueError as error:
        raise UnsafeAddress(shown(text), "it is not a valid web address") from error
    problem = _problem_of_url(url, rules)
    if problem:
        raise UnsafeAddress(shown(text), problem)
    return url


def follow(base: URL, location: str, rules: FetchRules) -> URL:
    """Where a redirect leads; `location` as the server sent it. Raises UnsafeAddress.

    As browsers do, spaces and bytes that are not UTF-8 are percent-encoded. In a host they are refused all the same.
    """
    location = _NOT_UTF_8.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", location.strip(" \t"))
    location = location.replace(" ", "%20")
    problem = _problem_of_characters(location)
    if problem:
        raise UnsafeAddress(shown(location), problem)
    try:
        target = str(base.join(URL(location)))
    except ValueError as error:
        raise UnsafeAddress(shown(location), "it is not a valid web address") from error
    return parse(target, rules)


def admit(host: str, addresses: Iterable[str], rules: FetchRules) -> list[_Address]:
    """The addresses of `host`, when it has some and all of them may be fetched. Raises UnsafeAddress."""
    admitted = [_parsed(text) for text in addresses]
    if not admitted or not all(address and _may_be_fetched(address, rules) for address in admitted):
        raise UnsafeAddress(host, NOT_PUBLIC)
    return [address for address in admitted if address]


def shown(url: str) -> str:
    """An address as messages repeat it: without name and password, on one line, not too long."""
    scheme, separator, rest = url.partition("//")
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    if separator and "@" in authority:
        rest = "…" + rest[authority.rindex("@") :]
    text = "".join(char if char.isprintable() else "�" for char in scheme + separator + rest)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _problem_of_text(text: str) -> str | None:
    if len(text) > LONGEST_URL:
        return f"it is longer than {LONGEST_URL:,} characters"
    if problem := _problem_of_characters(text):
        return problem
    match = _AUTHORITY.match(text)
    if match is None:
        return "only addresses that begin with http:// or https:// are fetched"
    if not match[1]:
        return "it names no host"
    if _BRACKETED_NAME.match(match[1]):
        return "its host is not a valid name"
    return "it contains a user name or password" if "@" in match[1] else None


def _problem_of_characters(text: str) -> str | None:
    if "\\" in text or any(unicodedata.category(char) in ("Cc", "Cs", "Zs", "Zl", "Zp") for char in text):
        return "it contains a space, a control character or a backslash"
    return None


def _problem_of_url(url: URL, rules: FetchRules) -> str | None:
    host = url.raw_host or ""
    if url.port not in rules.allowed_ports:
        return f"its port is not among the allowed ones ({', '.join(map(str, rules.allowed_ports))})"
    if ":" in host or _ENDS_IN_A_NUMBER.search(host):
        return _problem_of_literal(host, rules)
    if not _HOST.fullmatch(host) or len(host) > 253:
        return "its host is not a valid name"
    inner = "." not in host or any(host == name or host.endswith(f".{name}") for name in INNER_NAMES)
    return NOT_PUBLIC if inner and not rules.allow_private_networks else None


def _problem_of_literal(host: str, rules: FetchRules) -> str | None:
    """Of an address in figures. The system also reads 2130706433, 0177.1 and 0x7f.1 as one: those are refused."""
    address = _parsed(host)
    if address is None:
        return "its host is a number that is not written as an ordinary IP address"
    return None if _may_be_fetched(address, rules) else NOT_PUBLIC


def _parsed(text: str) -> _Address | None:
    """None for what is no address, or one tied to a network interface (`fe80::1%eth0`)."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return None if isinstance(address, IPv6Address) and address.scope_id else address


def _may_be_fetched(address: _Address, rules: FetchRules) -> bool:
    if rules.allow_private_networks and any(address in network for network in _PRIVATE):
        return True
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return _is_public_v4(IPv4Address(int(address) & 0xFFFF_FFFF))
        special = any(address in network for network in _SPECIAL_V6)
        return address in _GLOBAL_V6 and not special and address.is_global
    return _is_public_v4(address)


def _is_public_v4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in network for network in _SPECIAL_V4)


REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)


class Route:
    """Begins at the address a person gave; every hop is checked like the first."""

    def __init__(self, url: str, rules: FetchRules) -> None:
        """Raises UnsafeAddress."""
        self.source = shown(url)
        """The address as errors name it: what was asked for, not what it led to."""
        self._rules = rules
        self._hops = [parse(url, rules)]
        self._permanent = True

    @property
    def here(self) -> URL:
        return self._hops[-1]

    @property
    def moved_to(self) -> str | None:
        """The address to remember from now on; None unless every redirect was permanent and none left https."""
        return str(self.here) if len(self._hops) > 1 and self._permanent else None

    def follow(self, status: int, location: str) -> None:
        """Take a redirect. Raises FetchFailed for one that leads nowhere, UnsafeAddress."""
        if not location:
            raise FetchFailed(self.source, "it redirects without saying where to")
        if len(self._hops) > self._rules.max_redirects:
            raise FetchFailed(self.source, f"it redirects more than {self._rules.max_redirects} times")
        try:
            target = follow(self.here, location, self._rules)
        except UnsafeAddress as refused:
            raise UnsafeAddress(self.source, _elsewhere(refused.problem)) from refused
        if target in self._hops:
            raise FetchFailed(self.source, "it redirects in a circle")
        downgrade = self.here.scheme == "https" and target.scheme == "http"
        self._permanent = self._permanent and status in _PERMANENT and not downgrade
        self._hops.append(target)

    def refused(self, refused: UnsafeAddress) -> UnsafeAddress:
        """The same refusal, told about the address that was asked for."""
        redirected = len(self._hops) > 1
        return UnsafeAddress(self.source, _elsewhere(refused.problem) if redirected else refused.problem)


def _elsewhere(problem: str) -> str:
    return f"it redirects to an address that cannot be fetched: {problem}"
