"""Which addresses are refused: every spelling and every range."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from yarl import URL

from retrieval import Settings
from retrieval.errors import UnsafeAddress
from retrieval.ingest.fetch.fetch import system_resolve
from retrieval.ingest.fetch.guard import FetchRules, admit, follow, parse, shown

STRICT = FetchRules()
INTRANET = FetchRules(allow_private_networks=True)

INNER_V4 = """0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.1.2.3
    168.63.129.16 169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1
    192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.7 224.0.0.1 239.255.255.255 240.0.0.1
    255.255.255.255""".split()
INNER_V6 = """:: ::1 ::127.0.0.1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:8.8.8.8 64:ff9b::10.0.0.1
    64:ff9b::169.254.169.254 64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1
    2001:20::1 2001:db8::1 2002::1 2002:7f00:1::1 2002:808:808::1 3fff::1 4000::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1
    fe80::1%eth0 2606:4700::1%eth0 fec0::1 ff02::1 ff0e::1""".split()
PUBLIC = "8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.1 172.32.0.1 198.20.0.1 223.255.255.255".split()
PUBLIC += "2606:2800:220:1:248:1893:25c8:1946 2a00:1450:4001:82a::200e 64:ff9b::8.8.8.8".split()
PRIVATE = "10.1.2.3 127.0.0.1 192.168.1.1 172.16.0.1 100.64.0.1 ::1 fd12::1".split()

SPELLINGS = """http://2130706433/ http://017700000001/ http://0177.0.0.1/ http://0x7f.1/ http://0x7f000001/ http://127.1/
    http://127.0.1/ http://0x7F.0.0.0x1/ http://00127.0.0.1/ http://1.1/ http://134744072/ http://8.8.8.8.8/
    http://256.1.1.1/ http://a.0x/ http://a.1/ http://1.2.3.4.5/ http://0x.1/ http://09.1.1.1/
    http://①②⑦.⓪.⓪.①/ http://127。0。0。1/ http://１２７.0.0.1/ http://127.0.0.1./ http://127%2e0.0.1/
    http://[::ffff:7f00:1]/ http://[0:0:0:0:0:ffff:127.0.0.1]/ http://[::1%25eth0]/ http://[fe80::1%eth0]/
    http://[v1.x]/ http://[::1 http://[1.2.3.4]/ http://[::1]]/""".split()
NAMES = """http://localhost/ http://LOCALHOST/ http://localhost./ http://ｌｏｃａｌｈｏｓｔ/ http://a.localhost/
    http://printer.local/ http://metadata.google.internal/ http://x.corp/ http://nas.lan/ http://router.home.arpa/
    http://intranet/ http://com/ http://a..b/ http://a.b../ http://.a.b/ http://-a.b/ http://a%00.b/ http://a*b.c/
    http://a,b.c/ http://xn--/ http://exa​mple.org/""".split()
NAMES.append(f"http://{'a' * 64}.org/")
NAMES.append(f"http://{'a.' * 130}org/")
FORMS = """ftp://a.org/ file:///etc/passwd gopher://a.org/ javascript:alert(1) data:text/html,x about:blank ws://a.org/
    a.org //a.org/ /a http: http:/ http:// http:/a.org http:///a.org http:a.org https://?a https://#a http://:80/
    http://a.org:99999/ http://a.org:-1/ http://a.org:x/ http://a.org:0/ http://a.org:22/ http://a.org:8080/
    http://user@a.org/ http://user:secret@a.org/ http://@a.org/ http://:@a.org/ http://a.org@127.0.0.1/
    http://a.org\\@b.org/ http:\\\\a.org/ http://a.org\\b""".split()
FORMS += [
    "",
    " ",
    "http://a.org/ b",
    " http://a.org/",
    "http://a.org/\n",
    "http://a\t.org/",
    "http://a.org/\0",
]
FORMS += [
    "http://a.org/\x7f",
    "http://a.org/\u2028",
    "http://a.org/\u00a0",
    "http://a.org/\ud800",
    "http://a .org/",
]
FORMS += ["http://a.org/" + "a" * 5000]


@pytest.mark.parametrize("url", [*SPELLINGS, *NAMES, *FORMS])
def test_a_url_is_refused(url: str) -> None:
    with pytest.raises(UnsafeAddress) as caught:
        parse(url, STRICT)
    assert caught.value.problem
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", [*SPELLINGS, *FORMS])
def test_inner_networks_loosen_no_other_rule(url: str) -> None:
    if "127。" in url or "１２７" in url or "①" in url or url == "http://127.0.0.1./":
        assert parse(url, INTRANET).host == "127.0.0.1"
        return
    with pytest.raises(UnsafeAddress):
        parse(url, INTRANET)


@pytest.mark.parametrize("address", [*INNER_V4, *INNER_V6])
def test_an_address_that_is_not_public_is_refused_as_answer_of_a_name_and_in_figures(address: str) -> None:
    for addresses in ([address], ["93.184.216.34", address]):
        with pytest.raises(UnsafeAddress) as caught:
            admit("news.example", addresses, STRICT)
        assert address not in str(caught.value)
    with pytest.raises(UnsafeAddress):
        parse(f"http://[{address}]/" if ":" in address else f"http://{address}/", STRICT)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_admitted(address: str) -> None:
    assert admit("news.example", [address], STRICT) == [ip_address(address)]
    host = f"[{address}]" if ":" in address else address
    assert ip_address(parse(f"http://{host}/", STRICT).host or "") == ip_address(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_networks_are_a_setting(address: str) -> None:
    assert admit("intranet", [address], INTRANET) == [ip_address(address)]
    with pytest.raises(UnsafeAddress):
        admit("intranet", [address], STRICT)


@pytest.mark.parametrize(
    "address",
    "169.254.169.254 fe80::1 0.0.0.0 :: 224.0.0.1 255.255.255.255 ::ffff:10.0.0.1 168.63.129.16".split(),
)
def test_clouds_metadata_and_what_is_no_host_stay_shut(address: str) -> None:
    with pytest.raises(UnsafeAddress):
        admit("intranet", [address], INTRANET)


@pytest.mark.parametrize("addresses", [[], ["nonsense"], ["8.8.8.8", ""], ["127.1"], ["8.8.8.8/8"]])
def test_what_is_no_address_is_refused(addresses: list[str]) -> None:
    with pytest.raises(UnsafeAddress):
        admit("news.example", addresses, INTRANET)


@pytest.mark.parametrize(
    ("url", "parsed"),
    [
        ("HTTP://News.Example/A?b=c#d", "http://news.example/A?b=c"),
        ("https://news.example.:443/", "https://news.example/"),
        ("https://news.example", "https://news.example/"),
        ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/%C3%A4"),
        ("https://news.example/a%20b%2F?q=%26", "https://news.example/a%20b%2F?q=%26"),
        ("http://news.example:443/", "http://news.example:443/"),
        ("https://4chan.example/", "https://4chan.example/"),
        ("https://a_b.example/", "https://a_b.example/"),
        ("https://news.example/@author/1", "https://news.example/@author/1"),
        ("https://news.example?u=a@b", "https://news.example/?u=a@b"),
        (
            "https://fa.example/می‌خواهم",
            "https://fa.example/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85",
        ),
    ],
)
def test_ordinary_addresses(url: str, parsed: str) -> None:
    assert parse(url, STRICT) == URL(parsed, encoded=True)


def test_names_of_an_intranet_are_a_setting() -> None:
    assert parse("http://wiki/", INTRANET).host == "wiki"
    assert parse("http://printer.local/", INTRANET).host == "printer.local"


def test_a_port_is_allowed_when_listed_and_only_then() -> None:
    rules = FetchRules(allowed_ports=(8080,))
    assert parse("http://news.example:8080/", rules).port == 8080
    with pytest.raises(UnsafeAddress, match=r"allowed ones \(8080\)"):
        parse("http://news.example/", rules)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "https://news.example/b"),
        ("b?c", "https://news.example/x/b?c"),
        ("//other.example/b", "https://other.example/b"),
        ("http://other.example", "http://other.example/"),
        (" /with space ", "https://news.example/with%20space"),
        ("/latin-\udce9", "https://news.example/latin-%E9"),
        ("/ünïcode", "https://news.example/%C3%BCn%C3%AFcode"),
        ("#top", "https://news.example/x/a"),
    ],
)
def test_where_a_redirect_leads(location: str, target: str) -> None:
    assert follow(URL("https://news.example/x/a"), location, STRICT) == URL(target, encoded=True)


@pytest.mark.parametrize(
    "location",
    [
        *"""javascript:alert(1) file:///etc/passwd data:text/html,x http://127.0.0.1/ http://[::ffff:10.0.0.1]/
        //localhost/ //2130706433/ http:///etc http://user:secret@other.example/ /\\other.example ftp://other.example/
        //[::1 //a:b/ https://other.example:22/""".split(),
        "//a b/",
        "/a\rb",
        "http://\udcff.example/",
    ],
)
def test_a_redirect_is_refused(location: str) -> None:
    with pytest.raises(UnsafeAddress) as caught:
        follow(URL("https://news.example/x/a"), location, STRICT)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("http://user:secret@a.org/", "http://…@a.org/"),
        ("//user:sec@ret@a.org", "//…@a.org"),
        ("http://a.org/@x", "http://a.org/@x"),
        ("http://a.org/\n\u202e", "http://a.org/��"),
        ("http://a.org/" + "a" * 300, "http://a.org/" + "a" * 186 + "…"),
    ],
)
def test_how_an_address_is_shown(url: str, text: str) -> None:
    assert shown(url) == text


async def test_the_systems_resolver_gives_each_address_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 2, 17, "", ("93.184.216.34", 80))]
    found.append((10, 1, 6, "", ("2606:4700::1", 80, 0, 0)))  # type: ignore[arg-type]  # as the system gives it
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: found)
    assert await system_resolve("news.example", 80) == ["93.184.216.34", "2606:4700::1"]


def test_the_rules_have_the_settings_and_their_defaults() -> None:
    assert FetchRules(**Settings().fetch.model_dump()) == FetchRules()
