"""Redis as a broker whose readers outlive anything that lies in the list: what is no message is put aside.

Kombu pops an element before it parses it; one that it cannot parse is gone then, and the error ends the worker.
"""

import json
from functools import partial
from typing import Any

from kombu import transport
from kombu.transport import redis

from worker.put_aside import PutAside

UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What an element of any shape makes kombu raise."""


class PatientChannel(redis.Channel):
    """A channel that looks at each element before kombu does."""

    def _create_client(self, asynchronous: bool = False) -> Any:  # noqa: FBT001, FBT002 - kombu's signature
        client: Any = super()._create_client(asynchronous)  # type: ignore[no-untyped-call]
        client.parse_response = partial(self._parse_response, client.parse_response)
        return client

    def _parse_response(self, parse: Any, connection: Any, command: str, **options: Any) -> Any:
        """Return Redis's answer; none where it is an element that is no message, as if nothing had come."""
        answer = parse(connection, command, **options)
        if command != "BRPOP" or not answer:
            return answer
        try:
            self._refuse_unreadable(answer[1])
        except UNREADABLE as error:
            put_aside: PutAside = self.connection.client.transport_options["put_aside"]
            put_aside(answer[1], type(error).__name__)
            return None
        return answer

    def _refuse_unreadable(self, element: bytes) -> None:
        """Do with an element what kombu will do, and raise what it would raise."""
        message: Any = self.Message(json.loads(element), channel=self)  # type: ignore[no-untyped-call]
        for name in ("exchange", "routing_key"):
            if not isinstance(message.delivery_info[name], str):
                raise TypeError(name)
        if not isinstance(message.delivery_tag, str) or not isinstance(message.headers, dict):
            raise TypeError("delivery_tag, headers")


class PatientTransport(redis.Transport):
    """Kombu's transport with those channels."""

    Channel = PatientChannel


def install() -> None:
    """Have addresses that begin with `redis://` or `rediss://` opened so."""
    for scheme in ("redis", "rediss"):
        transport.TRANSPORT_ALIASES[scheme] = f"{__name__}:PatientTransport"
