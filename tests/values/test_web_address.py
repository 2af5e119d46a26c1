"""Which machines may be asked, and how an address is taken apart: what is not public is never let through."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.web_address import (
    METADATA,
    AddressError,
    AddressFault,
    is_web_address,
    may_be_asked,
    networks_of,
    web_address,
)

NOT_PUBLIC = (
    # 0.0.0.0 is a name of this machine as well.
    *(
        "127.0.0.1",
        "127.255.255.254",
        str(IPv4Address(0)),
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
    ),
    *("169.254.1.1", "100.64.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1"),
    *("255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::"),
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
)


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_what_is_not_public_may_not_be_asked(text: str) -> None:
    assert not may_be_asked(ip_address(text))


@pytest.mark.parametrize("text", ["1.1.1.1", "114.114.114.114", "2400:3200::1", "::ffff:1.1.1.1"])
def test_what_is_public_may_be_asked(text: str) -> None:
    assert may_be_asked(ip_address(text))


def test_a_network_that_is_allowed_may_be_asked_and_no_other() -> None:
    networks = networks_of("10.1.0.0/16, fd00::/8")
    assert may_be_asked(ip_address("10.1.2.3"), networks=networks)
    assert may_be_asked(ip_address("::ffff:10.1.2.3"), networks=networks)
    assert may_be_asked(ip_address("fd12::1"), networks=networks)
    assert not may_be_asked(ip_address("10.2.0.1"), networks=networks)
    assert networks_of("") == ()


@given(st.sampled_from(sorted(METADATA, key=str)))
def test_the_secrets_of_a_cloud_are_never_asked_for(address: IPv4Address | IPv6Address) -> None:
    everything = networks_of("0.0.0.0/0, ::/0")
    assert not may_be_asked(address, networks=everything)
    if isinstance(address, IPv4Address):
        assert not may_be_asked(IPv6Address(f"::ffff:{address}"), networks=everything)
        assert not may_be_asked(
            IPv6Address(int(IPv6Address("64:ff9b::")) + int(address)), networks=everything
        )


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_opens_no_door(address: IPv4Address) -> None:
    wrapped = (
        IPv6Address(f"::ffff:{address}"),
        IPv6Address(int(IPv6Address("64:ff9b::")) + int(address)),
        IPv6Address(int(IPv6Address("2002::")) + (int(address) << 80)),
    )
    assert {may_be_asked(one) for one in wrapped} == {may_be_asked(address)}


@given(st.ip_addresses())
def test_what_may_be_asked_is_public(address: IPv4Address | IPv6Address) -> None:
    if may_be_asked(address):
        assert not address.is_loopback
        assert not address.is_link_local
        assert not address.is_multicast
        assert not address.is_unspecified


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("http://www.example.gov.cn", ("http", "www.example.gov.cn", 80, "/")),
        ("HTTPS://WWW.Example.gov.cn:443/a?b=1#c", ("https", "www.example.gov.cn", 443, "/a?b=1")),
        (
            "http://www.example.gov.cn./zwgk/就业.html",
            ("http", "www.example.gov.cn", 80, "/zwgk/%E5%B0%B1%E4%B8%9A.html"),
        ),
        ("http://政务.中国/", ("http", "xn--zfr164b.xn--fiqs8s", 80, "/")),
        ("http://www.example.gov.cn?q=%E5%B0%B1", ("http", "www.example.gov.cn", 80, "/?q=%E5%B0%B1")),
        ("http://[2400:3200::0001]/", ("http", "2400:3200::1", 80, "/")),
    ],
)
def test_an_address_is_taken_apart(text: str, parts: tuple[str, str, int, str]) -> None:
    found = web_address(text)
    assert (found.scheme, found.host, found.port, found.target) == parts
    assert web_address(found.text) == found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", AddressFault.NO_ADDRESS),
        ("县政府网站 > 政务公开 > 就业", AddressFault.NO_ADDRESS),
        ("www.example.gov.cn", AddressFault.NO_ADDRESS),
        ("http://", AddressFault.NO_ADDRESS),
        ("http://[::1", AddressFault.NO_ADDRESS),
        ("http://a b/", AddressFault.NO_ADDRESS),
        ("http://a\\@b/", AddressFault.NO_ADDRESS),
        ("http://a\r\nX: y/", AddressFault.NO_ADDRESS),
        ("http://a:99999/", AddressFault.NO_ADDRESS),
        ("http://" + "a" * 64 + ".cn/", AddressFault.NO_ADDRESS),
        ("http://a*b/", AddressFault.NO_ADDRESS),
        ("http://a.cn/" + "x" * 2000, AddressFault.NO_ADDRESS),
        ("ftp://a.cn/", AddressFault.SCHEME),
        ("javascript:alert(1)", AddressFault.SCHEME),
        ("http://user@a.cn/", AddressFault.CREDENTIALS),
        ("http://user:pw@a.cn/", AddressFault.CREDENTIALS),
        ("http://a.cn:8080/", AddressFault.PORT),
        ("http://a.cn:0/", AddressFault.PORT),
    ],
)
def test_what_cannot_be_asked_for_says_why(text: str, fault: AddressFault) -> None:
    with pytest.raises(AddressError) as refused:
        web_address(text)
    assert refused.value.fault is fault


def test_a_port_can_be_allowed() -> None:
    found = web_address("http://a.cn:8080/x", ports=frozenset({8080}))
    assert (found.port, found.origin, found.text) == (8080, "a.cn:8080", "http://a.cn:8080/x")
    assert web_address("http://[2400:3200::1]:8080/", ports=frozenset({8080})).origin == "[2400:3200::1]:8080"


@given(st.text(max_size=80) | st.from_regex(r"https?://.{0,30}", fullmatch=True))
def test_any_text_is_an_address_or_a_fault(text: str) -> None:
    try:
        found = web_address(text)
    except AddressError:
        return
    assert is_web_address(text)
    assert found.text.isascii()
    assert not any(one.isspace() for one in found.text)
    assert "@" not in found.text.partition("://")[2].partition("/")[0]
    assert web_address(found.text) == found
