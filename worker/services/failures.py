"""What can go wrong between here and a message service; each is recorded with the delivery and tried again."""


class ServiceError(Exception):
    """A message could not be sent through a service; the text says why, in the service's words where it said any."""

    wait = 0
    """Seconds that the service wants to be left alone, at least."""


class NotReachedError(ServiceError):
    """The service did not answer, or not in time."""


class NotAllowedAddressError(ServiceError):
    """The service's address leads where none may."""


class NoAnswerError(ServiceError):
    """What came is no answer of such a service."""


class RefusedError(ServiceError):
    """The service refused."""


class TooOftenError(ServiceError):
    """The service was asked too often, and wants to be left alone."""

    def __init__(self, text: str, wait: int = 60) -> None:
        """Keep for how long."""
        super().__init__(text)
        self.wait = wait


class TokenError(ServiceError):
    """The token with which the service was asked has ended."""
