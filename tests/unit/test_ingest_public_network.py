"""Which addresses are of the public internet, however they are wrapped."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.public_network import is_admitted_host, is_admitted_url, is_public

PUBLIC = ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
PRIVATE = [
    "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "192.168.1.1", "0.0.0.0", "255.255.255.255",
    "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1",
    "203.0.113.9", "224.0.0.1", "240.0.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1",
    "fd00:ec2::254", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::1", "2002:a00:1::1", "2001:0:808:808::", "localhost", "",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_not_public(address):
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_wrapping_an_ipv4_address_never_makes_it_public(address: IPv4Address):
    wrapped = [
        IPv6Address(b"\0" * 10 + b"\xff\xff" + address.packed),
        IPv6Address(bytes.fromhex("0064ff9b") + b"\0" * 8 + address.packed),
        IPv6Address(b"\x20\x02" + address.packed + b"\0" * 10),
    ]
    if not is_public(str(address)):
        assert not any(is_public(str(one)) for one in wrapped)


def test_admission_is_by_host_and_port():
    allowed = {"127.0.0.1:8123", "[::1]:80"}
    assert is_admitted_host("127.0.0.1", 8123, allowed)
    assert is_admitted_host("::1", 80, allowed)
    assert not is_admitted_host("127.0.0.1", 80, allowed)
    assert not is_admitted_host("localhost", 8123, allowed)
    assert is_admitted_url("http://127.0.0.1:8123/a", allowed)
    assert is_admitted_url("http://[::1]/a", allowed)
    assert not is_admitted_url("https://127.0.0.1/a", allowed)
