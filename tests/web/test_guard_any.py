"""Whatever comes in: a public address or UnsafeAddress, and no other exception."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from retrieval.errors import UnsafeAddress
from retrieval.ingest.fetch.guard import FetchRules, admit, follow, parse

STRICT = FetchRules()

hosts = st.one_of(
    st.ip_addresses().map(lambda ip: f"[{ip}]" if ip.version == 6 else str(ip)),
    st.integers(0, 2**33).map(str),
    st.integers(0, 2**32 - 1).map(hex),
    st.lists(
        st.integers(0, 300).flatmap(lambda n: st.sampled_from([str(n), hex(n), f"0{n:o}"])), max_size=5
    ).map(".".join),
    st.text(max_size=12),
)


@given(
    st.builds("{}{}{}".format, st.sampled_from(["http://", "https://", "//", ""]), hosts, st.text(max_size=8))
)
def test_any_text_is_a_public_address_or_refused(text: str) -> None:
    try:
        url = parse(text, STRICT)
    except UnsafeAddress:
        return
    host = url.raw_host or ""
    assert (url.user, url.password, url.fragment) == (None, None, "")
    assert parse(str(url), STRICT) == url
    if ":" in host or host.replace(".", "").isdigit():
        assert ip_address(host).is_global
    else:
        assert "." in host


@given(st.text(max_size=30))
def test_any_location_leads_to_an_allowed_address_or_is_refused(location: str) -> None:
    try:
        target = follow(URL("https://news.example/"), location, STRICT)
    except UnsafeAddress:
        return
    assert parse(str(target), STRICT) == target


@given(st.ip_addresses())
def test_what_is_admitted_is_global_unicast_also_inside(address: IPv4Address | IPv6Address) -> None:
    try:
        admit("news.example", [str(address)], STRICT)
    except UnsafeAddress:
        return
    if isinstance(address, IPv6Address) and int(address) >> 32 == 0x64FF9B << 64:
        address = IPv4Address(int(address) & 0xFFFFFFFF)
    assert address.is_global
    assert not address.is_multicast
    assert not address.is_reserved or address.version == 6
    if isinstance(address, IPv6Address):
        assert (address.ipv4_mapped, address.sixtofour, address.teredo) == (None, None, None)


@given(st.ip_addresses(v=4).filter(lambda ip: not ip.is_global))
def test_no_embedding_makes_an_inner_address_public(inner: IPv4Address) -> None:
    value = int(inner)
    for prefix in (0, 0xFFFF << 32, 0xFFFF << 48, 0x64FF9B << 96):
        with pytest.raises(UnsafeAddress):
            admit("news.example", [str(IPv6Address(prefix | value))], STRICT)
    with pytest.raises(UnsafeAddress):
        admit("news.example", [str(IPv6Address(0x2002 << 112 | value << 80 | 1))], STRICT)
