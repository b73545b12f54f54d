"""Connections to public addresses only, so that nobody can make us look into the operator's own network.

The check stands where the connection is opened: the name is resolved once, every address of the answer is judged, and
the connection goes to a judged address. A name that answers differently a moment later (DNS rebinding), a redirect and
an odd spelling (decimal, octal, IPv4 inside IPv6) therefore all meet the same check.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import monotonic
from urllib.parse import urlsplit

from bot.errors import AddressRefused, FetchTimeout, Unreachable

_PORTS = {80, 443}
_SHARE_OF_TIME = 0.6
"""Part of the remaining time that one address may take while others are left to try."""

# Ranges that Python versions disagree on, or that are public in name only.
_REFUSED = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carrier NAT, and metadata services of some clouds
        "168.63.129.16/32",  # a cloud's host agent behind an address that looks public
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "224.0.0.0/3",
        "::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/9",
        "ff00::/8",
    )
)
_NAT64 = ip_network("64:ff9b::/96")
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".localdomain", ".home.arpa")

Address = IPv4Address | IPv6Address


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also when an IPv6 address only wraps an IPv4 one."""
    try:
        parsed = ip_address(address.split("%")[0])
    except ValueError:
        return False
    return all(_is_public_itself(one) for one in (parsed, *_wrapped(parsed)))


def _is_public_itself(address: Address) -> bool:
    if isinstance(address, IPv6Address) and (address.ipv4_mapped or address in _NAT64):
        return True  # judged by the IPv4 address inside
    if any(address.version == block.version and address in block for block in _REFUSED):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_link_local)


def _wrapped(address: Address) -> list[IPv4Address]:
    if isinstance(address, IPv4Address):
        return []
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in inner if one is not None]


async def connect_to(address: str, port: int) -> socket.socket:
    """A connection to this very IP address; nothing is looked up."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setblocking(False)
        await asyncio.get_running_loop().sock_connect(opened, (address, port))
    except BaseException:
        opened.close()
        raise
    return opened


class PublicNetwork:
    """The way to the network, with every connection checked.

    `allow_hosts` are `host:port` pairs, spelt as in the URL, that the operator admits although they are private.
    `connect` opens a connection to an IP address that was judged; it raises OSError.
    """

    def __init__(
        self,
        allow_hosts: Collection[str] = (),
        *,
        connect: Callable[[str, int], Awaitable[socket.socket]] = connect_to,
    ) -> None:
        self._allow_hosts = frozenset(host.lower() for host in allow_hosts)
        self._connect = connect

    async def connect(self, host: str, port: int, seconds: float) -> socket.socket:
        """A connection to one of the addresses of `host`, in the resolver's order, within so many seconds.

        Raises AddressRefused, Unreachable or FetchTimeout.
        """
        deadline = monotonic() + seconds
        addresses = await self._resolve(host.strip("[]"), port, seconds)
        problem: Unreachable | FetchTimeout = Unreachable(f"{host} has no address")
        for position, address in enumerate(addresses):
            left = max(0.05, deadline - monotonic())
            share = left if position == len(addresses) - 1 else left * _SHARE_OF_TIME
            try:
                async with asyncio.timeout(share):
                    return await self._connect(address, port)
            except TimeoutError:
                problem = FetchTimeout(f"no connection to {address} in time")
            except OSError as failed:
                problem = Unreachable(f"{type(failed).__name__}: {failed}")
        raise problem

    async def _resolve(self, host: str, port: int, seconds: float) -> list[str]:
        is_admitted = is_admitted_host(host, port, self._allow_hosts)
        if not is_admitted:
            if port not in _PORTS:
                raise AddressRefused(f"port {port} is not allowed")
            if f".{host}".lower().rstrip(".").endswith(_LOCAL_NAMES):
                raise AddressRefused(f"{host} is a local name")
        addresses = await _addresses_of(host, port, seconds)
        # One private address among public ones is how rebinding looks, so it spoils the whole answer.
        private = [] if is_admitted else [address for address in addresses if not is_public(address)]
        if private:
            raise AddressRefused(f"{host} leads to {private[0]}")
        return addresses


async def _addresses_of(host: str, port: int, seconds: float) -> list[str]:
    if _is_address(host):
        return [host]  # as the resolver would say, by way of a thread
    try:
        async with asyncio.timeout(seconds):
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except TimeoutError as problem:
        raise FetchTimeout(f"looking up {host}") from problem
    except (OSError, UnicodeError) as problem:
        raise Unreachable(f"{host}: {problem}") from problem
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def _is_address(host: str) -> bool:
    """Whether it is an IP address in its usual spelling; odd ones and those with a zone are the resolver's to read."""
    try:
        return str(ip_address(host)) == host and "%" not in host
    except ValueError:
        return False


def is_admitted_host(host: str, port: int, allow_hosts: Collection[str]) -> bool:
    """Whether the operator admitted this host and port by name (IPv6 with or without brackets)."""
    return f"{host}:{port}".lower() in allow_hosts or f"[{host}]:{port}".lower() in allow_hosts


def is_admitted_url(url: str, allow_hosts: Collection[str]) -> bool:
    """Whether the operator admitted the host of this web address by name."""
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    return is_admitted_host(parts.hostname or "", port, allow_hosts)
