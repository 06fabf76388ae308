"""Certificates are checked against the name that was asked for, and https is not given up for good."""

from __future__ import annotations

import datetime
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import BaseConnector, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from retrieval import FetchFailed
from retrieval.ingest.fetch.fetch import Fetcher
from retrieval.ingest.fetch.guard import FetchRules
from tests.web.network import PUBLIC, Led, Names, world
from tests.web.server import Site

NAMES = {"news.example": [PUBLIC], "other.example": [PUBLIC]}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate of news.example with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.example")])
    now = datetime.datetime.now(datetime.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path_factory.mktemp("tls") / "news.pem"
    file.write_bytes(pem + built.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
async def secure(certificate: Path) -> AsyncIterator[Site]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    async with Site(context) as site:
        yield site


@asynccontextmanager
async def trusting(certificate: Path, ports: dict[int, int]) -> AsyncIterator[Fetcher]:
    """A fetcher that trusts the certificate; a port of a name leads to one of this machine's."""
    context = ssl.create_default_context(cafile=str(certificate))

    class ByPort(Led):
        async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
            self._port = ports[port]
            return await super().resolve(host, port)

    def connect(guarded: AbstractResolver) -> BaseConnector:
        return TCPConnector(
            resolver=ByPort(guarded, 0, []), ssl=context, use_dns_cache=False, force_close=True
        )

    async with Fetcher(FetchRules(), resolve=Names(NAMES), connect=connect) as fetcher:
        yield fetcher


async def test_a_certificate_that_nobody_vouches_for(secure: Site) -> None:
    async with world(Names(NAMES), secure.port) as (fetcher, _):
        with pytest.raises(FetchFailed, match="certificate"):
            await fetcher.get("https://news.example/")
    assert secure.requests == []


async def test_a_certificate_of_another_name(secure: Site, certificate: Path) -> None:
    async with trusting(certificate, {443: secure.port}) as fetcher:
        with pytest.raises(FetchFailed, match="certificate"):
            await fetcher.get("https://other.example/")
    assert secure.requests == []


async def test_a_server_that_speaks_no_tls() -> None:
    async with Site() as site, world(Names(NAMES), site.port) as (fetcher, _):
        with pytest.raises(FetchFailed, match="secure connection"):
            await fetcher.get("https://news.example/")


async def test_https_and_the_way_there_and_back(secure: Site, certificate: Path) -> None:
    async with Site() as plain, trusting(certificate, {443: secure.port, 80: plain.port}) as fetcher:
        plain.redirect("/up", "https://news.example/page", 301)
        secure.page("/page", "here")
        secure.redirect("/down", "http://news.example/page", 301)
        plain.page("/page", "there")
        up, down = await fetcher.get("http://news.example/up"), await fetcher.get("https://news.example/down")
    assert (up.data, up.moved_to) == (b"here", "https://news.example/page")
    assert (down.data, down.moved_to) == (b"there", None)
