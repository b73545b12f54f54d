"""However a private address is spelt, no connection is opened to it; the judge here is not the one under test."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import AddressRefused, BadUrl, Unreachable
from bot.ingest.canonical_url import host_of, parse_web_url
from bot.ingest.public_network import PublicNetwork

# RFC 6890 and its successors, written out: what a judge by another library would leave to its version.
PRIVATE = [
    IPv4Network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
        "240.0.0.0/4",
    )
]  # fmt: skip


def dotted(address: IPv4Address) -> str:
    return str(address)


def octal(address: IPv4Address) -> str:
    return ".".join(f"0{part:o}" for part in address.packed)


def hexadecimal(address: IPv4Address) -> str:
    return ".".join(f"0x{part:x}" for part in address.packed)


def one_number(address: IPv4Address) -> str:
    return str(int(address))


def one_hexadecimal(address: IPv4Address) -> str:
    return f"0x{int(address):08X}"


def short(address: IPv4Address) -> str:
    first, *rest = address.packed
    return f"{first}.{int.from_bytes(bytes(rest), 'big')}"


def with_final_dot(address: IPv4Address) -> str:
    return f"{address}."


def full_width(address: IPv4Address) -> str:
    return str(address).translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})


def ideographic_stops(address: IPv4Address) -> str:
    return str(address).replace(".", "。")


def mapped(address: IPv4Address) -> str:
    return f"[::ffff:{address}]"


def mapped_hexadecimal(address: IPv4Address) -> str:
    return f"[{IPv6Address(0xFFFF_0000_0000 + int(address)).exploded}]"


def compatible(address: IPv4Address) -> str:
    return f"[::{address}]"


def six_to_four(address: IPv4Address) -> str:
    return f"[{IPv6Address((0x2002 << 112) + (int(address) << 80) + 1)}]"


def nat64(address: IPv4Address) -> str:
    return f"[{IPv6Address((0x0064_FF9B << 96) + int(address))}]"


def teredo(address: IPv4Address) -> str:
    return f"[{IPv6Address((0x2001_0000 << 96) + (int(address) ^ 0xFFFF_FFFF))}]"


SPELLINGS = (
    dotted, octal, hexadecimal, one_number, one_hexadecimal, short, with_final_dot, full_width, ideographic_stops,
    mapped, mapped_hexadecimal, compatible, six_to_four, nat64, teredo,
)  # fmt: skip


class Wire:
    """Notes where it was asked to connect to, and does not."""

    def __init__(self):
        self.asked: list[str] = []

    async def connect(self, address, port):
        self.asked.append(address)
        raise OSError("a test opens no connection")


async def connections_of(url: str) -> list[str]:
    """Addresses that a fetch of `url` would connect to."""
    wire = Wire()
    network = PublicNetwork(connect=wire.connect)
    try:
        host = parse_web_url(url).split("/")[2]
        name, _, port = host.rpartition(":") if host.rpartition(":")[2].isdigit() else (host, "", "80")
        await network.connect(name, int(port), 5.0)
    except (BadUrl, AddressRefused, Unreachable):
        pass
    return wire.asked


@given(st.sampled_from(PRIVATE), st.data(), st.sampled_from(SPELLINGS), st.sampled_from(["http", "https", "HTTP"]))
async def test_no_spelling_of_a_private_address_is_connected_to(block, data, spelt, scheme):
    address = data.draw(st.ip_addresses(v=4, network=block))
    assert await connections_of(f"{scheme}://{spelt(address)}/feed.xml") == []


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "LOCALHOST", "localhost.", "a.localhost", "printer.local", "metadata.google.internal",
        "router.home.arpa", "[::]", "[::1]", "[fd00:ec2::254]", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[fec0::1]",
        "[ff02::1]", "[2001:db8::1]", "169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16",
        "192.0.0.192", "255.255.255.255", "0", "0.0.0.0", "127.1", "2130706433", "017700000001", "0x7f000001",
    ],
)  # fmt: skip
async def test_names_and_addresses_of_the_inside(host):
    assert await connections_of(f"http://{host}/") == []


@pytest.mark.parametrize("port", [0, 22, 25, 81, 3306, 5432, 6379, 8080, 65535])
async def test_other_ports_of_public_addresses_are_closed(port):
    assert await connections_of(f"http://8.8.8.8:{port}/") == []


@given(st.ip_addresses(v=4).filter(lambda one: one.is_global and not one.is_multicast))
async def test_public_addresses_are_open(address):
    if (
        any(address in block for block in PRIVATE)
        or str(address) == "168.63.129.16"
        or address in IPv4Network("192.88.99.0/24")
    ):
        return
    assert await connections_of(f"http://{address}/") == [str(address)]
    assert ip_address(host_of(f"http://{address}/")) == address
