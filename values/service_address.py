"""Where a message service is reached: which addresses may be asked at all, before anything is looked up or sent."""

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST = 200
_PORTS = {"https": 443, "http": 80}
_CARRYING_IPV4 = tuple(ipaddress.ip_network(one) for one in ("64:ff9b::/96", "2002::/16", "2001::/32"))
"""Addresses of IPv6 that lead on to one of IPv4, wherever that is."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A host to be asked."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """Return how the operator of the machine names it among the hosts that may be inside."""
        return f"{self.host}:{self.port}"


def place_of(address: str) -> Place | None:
    """Return the host that an address names; None where it is no plain web address.

    A plain one holds neither a name and password nor a query, so that a secret is never kept where it is shown.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    plain = address.isascii() and address.isprintable() and " " not in address and len(address) <= LONGEST
    extra = parts.username or parts.password or parts.query or parts.fragment
    if not plain or not host or extra or parts.scheme not in _PORTS:
        return None
    return Place(
        scheme=parts.scheme, host=host, port=port or _PORTS[parts.scheme], path=parts.path.rstrip("/")
    )


def may_be_asked(place: Place, inside: Collection[str]) -> bool:
    """Return whether an address may be used: with TLS and, where it is a number, a public one; or listed as inside."""
    if place.named in inside:
        return True
    return place.scheme == "https" and (not _is_number(place.host) or is_public(place.host))


def is_public(number: str) -> bool:
    """Return whether the number of a host leads out of this network: neither private, nor of this machine."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if any(address in network for network in _CARRYING_IPV4):
            return False
    return address.is_global and not address.is_multicast


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
