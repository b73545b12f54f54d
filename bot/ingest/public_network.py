"""Connections to public addresses only, so that nobody can make us look into the operator's own network.

The check stands where the connection is opened: the name is resolved once, every address of the answer is judged, and
the connection goes to a judged address. A name that answers differently a moment later (DNS rebinding), a redirect and
an odd spelling (decimal, octal, IPv4 inside IPv6) therefore all meet the same check.
"""

import asyncio
import socket
from collections.abc import Collection, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import monotonic
from urllib.parse import urlsplit

import httpcore

from bot.errors import AddressRefused

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


class PublicNetwork(httpcore.AsyncNetworkBackend):
    """httpcore's way to the network, with every connection checked.

    `allow_hosts` are `host:port` pairs, spelt as in the URL, that the operator admits although they are private.
    """

    def __init__(self, allow_hosts: Collection[str] = ()) -> None:
        self._allow_hosts = frozenset(host.lower() for host in allow_hosts)
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to one of the addresses of `host`, in the resolver's order.

        Raises AddressRefused, or httpcore's ConnectError and ConnectTimeout.
        """
        deadline = None if timeout is None else monotonic() + timeout
        addresses = await self._resolve(host.strip("[]"), port, timeout)
        problem: httpcore.ConnectError | httpcore.ConnectTimeout = httpcore.ConnectError("no address")
        for position, address in enumerate(addresses):
            left = None if deadline is None else max(0.05, deadline - monotonic())
            is_last = position == len(addresses) - 1
            share = left if left is None or is_last else left * _SHARE_OF_TIME
            try:
                return await self._network.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                problem = failed
        raise problem

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        raise AddressRefused("unix sockets are not fetched")

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)

    async def _resolve(self, host: str, port: int, seconds: float | None) -> list[str]:
        is_admitted = is_admitted_host(host, port, self._allow_hosts)
        if not is_admitted:
            if port not in _PORTS:
                raise AddressRefused(f"port {port} is not allowed")
            if f".{host}".lower().rstrip(".").endswith(_LOCAL_NAMES):
                raise AddressRefused(f"{host} is a local name")
        try:
            async with asyncio.timeout(seconds):
                found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except TimeoutError as problem:
            raise httpcore.ConnectTimeout(f"looking up {host}") from problem
        except (OSError, UnicodeError) as problem:
            raise httpcore.ConnectError(f"{host}: {problem}") from problem
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        # One private address among public ones is how rebinding looks, so it spoils the whole answer.
        private = [] if is_admitted else [address for address in addresses if not is_public(address)]
        if private:
            raise AddressRefused(f"{host} leads to {private[0]}")
        return addresses


def is_admitted_host(host: str, port: int, allow_hosts: Collection[str]) -> bool:
    """Whether the operator admitted this host and port by name (IPv6 with or without brackets)."""
    return f"{host}:{port}".lower() in allow_hosts or f"[{host}]:{port}".lower() in allow_hosts


def is_admitted_url(url: str, allow_hosts: Collection[str]) -> bool:
    """Whether the operator admitted the host of this web address by name."""
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    return is_admitted_host(parts.hostname or "", port, allow_hosts)
