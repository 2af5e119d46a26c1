"""What the checker of an installation may ask for, and how it introduces itself."""

from dataclasses import dataclass

from values.ip_networks import Network
from values.web_address import PORTS, networks_of

USER_AGENT = "Mulu-place-check/1.0 (+{contact})"


@dataclass(frozen=True, kw_only=True)
class AskingRules:
    """The settings of an installation, as far as they concern the asking."""

    networks: tuple[Network, ...] = ()
    """Networks that may be asked although they are not public (a government's intranet)."""
    ports: frozenset[int] = frozenset(PORTS.values())
    contact: str = ""
    """What a webmaster finds in the log: an address of the web, or of mail."""
    failures: int = 2
    """Failed checks on so many days make a place a dead one."""
    seconds: float = 15
    """How long one request may take in all."""
    pause: float = 2
    """Seconds between two requests to one host."""

    @property
    def user_agent(self) -> str:
        """How the checker introduces itself."""
        return USER_AGENT.format(contact=self.contact or "https://localhost")


def asking_rules(*, networks: str, ports: str, contact: str, failures: int) -> AskingRules:
    """Return the rules that an installation's settings make."""
    more = {int(one) for one in ports.split(",") if one.strip()}
    return AskingRules(
        networks=networks_of(networks),
        ports=frozenset(PORTS.values()) | more,
        contact=contact,
        failures=failures,
    )
