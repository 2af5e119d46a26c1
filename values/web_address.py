"""Addresses that a published place names, and which machines may be asked for them: nothing that is not public."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, quote, urlsplit

from values.ip_networks import IP, Network

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
_KEPT = "%/?:@!$&'()*+,;=~-._"
"""What is no word of an address and stays as it is when the rest is quoted."""

METADATA = frozenset(
    map(
        ip_address,
        (
            *("169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192"),
            *("fd00:ec2::254", "fd20:ce::254"),
        ),
    )
)
"""Where machines in a cloud find their own secrets: never asked, whatever networks are allowed."""

_NAT64 = IPv6Network("64:ff9b::/96")


class AddressFault(StrEnum):
    """Why an address is not asked for."""

    NO_ADDRESS = "no_address"
    """Nothing that a browser would open: a name of a column, or nonsense."""
    SCHEME = "scheme"
    CREDENTIALS = "credentials"
    PORT = "port"
    NETWORK = "network"
    """It leads to a machine that is not public: private, loopback, link-local, or a cloud's own."""


class AddressError(ValueError):
    """An address is not asked for; says why."""

    def __init__(self, fault: AddressFault) -> None:
        """Keep the reason."""
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class WebAddress:
    """An address taken apart as it is asked for."""

    scheme: str
    host: str
    """As it goes over the wire: lower case, in Punycode."""
    port: int
    target: str
    """Path and query, quoted."""

    @property
    def origin(self) -> str:
        """The host, with its port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def text(self) -> str:
        """The address in one line."""
        return f"{self.scheme}://{self.origin}{self.target}"


def is_web_address(text: str) -> bool:
    """Whether a text is meant as an address of the web, rather than as the name of a column."""
    return text.strip().casefold().startswith(("http://", "https://"))


def web_address(text: str, *, ports: frozenset[int] = frozenset(PORTS.values())) -> WebAddress:
    """Take an address apart.

    Raises: AddressError for whatever a checker must not, or cannot, ask for.
    """
    text = text.strip()
    if not text or len(text) > LONGEST or any(not one.isprintable() or one in ' \\"<>' for one in text):
        raise AddressError(AddressFault.NO_ADDRESS)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise AddressError(AddressFault.NO_ADDRESS) from error
    if parts.scheme not in PORTS:
        raise AddressError(AddressFault.SCHEME if parts.scheme else AddressFault.NO_ADDRESS)
    if "@" in parts.netloc:
        raise AddressError(AddressFault.CREDENTIALS)
    port = PORTS[parts.scheme] if port is None else port
    host = _host(parts)
    if port not in ports:
        raise AddressError(AddressFault.PORT)
    target = quote(parts.path or "/", safe=_KEPT) + (
        f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    )
    return WebAddress(parts.scheme, host, port, target if target.startswith("/") else f"/{target}")


def _host(parts: SplitResult) -> str:
    """Return the host as names are looked up.

    Raises: AddressError where there is none.
    """
    host = (parts.hostname or "").rstrip(".")
    try:
        if ":" in host:
            return str(IPv6Address(host))
        name = host.encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError) as error:
        raise AddressError(AddressFault.NO_ADDRESS) from error
    if not name or not all(one.isalnum() or one in "-._" for one in name):
        raise AddressError(AddressFault.NO_ADDRESS)
    return name


def may_be_asked(found: IP, *, networks: tuple[Network, ...] = ()) -> bool:
    """Whether a machine may be asked: a public one, or one in a network that the installation allows.

    An address of IPv6 that holds one of IPv4 is judged by both.
    """
    held = _held(found)
    if found in METADATA or held in METADATA:
        return False
    if any(one.version == found.version and found in one for one in networks):
        return True
    if held is not None:
        return may_be_asked(held, networks=networks)
    if isinstance(found, IPv6Address) and found.teredo is not None:
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _held(found: IP) -> IPv4Address | None:
    """Return the address of IPv4 that one of IPv6 stands for."""
    if not isinstance(found, IPv6Address):
        return None
    if found in _NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour


def networks_of(text: str) -> tuple[Network, ...]:
    """Read networks, `10.1.0.0/16, 192.168.3.0/24`.

    Raises: ValueError for what is none.
    """
    return tuple(ip_network(one.strip()) for one in text.split(",") if one.strip())
