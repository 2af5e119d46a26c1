"""Who acts, by ids alone."""

import secrets
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Actor:
    """The acting person (None: the system), for whom they stand in, and the request they act in."""

    person_id: int | None
    on_behalf_of_id: int | None = None
    request_id: str = field(default_factory=lambda: secrets.token_hex(8))
    """Groups the events of one click; the technical log knows the request under it."""

    @property
    def person_ids(self) -> tuple[int, ...]:
        """Everyone whom the act binds."""
        return tuple(one for one in (self.person_id, self.on_behalf_of_id) if one is not None)


SYSTEM = Actor(person_id=None, request_id="system")
"""The system itself: installation, schedules, reminders, deliveries."""
