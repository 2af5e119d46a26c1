"""How mails are put together: as the standard library does, but no header that was read lately is read again."""

from email.headerregistry import HeaderRegistry
from email.policy import default
from functools import lru_cache
from typing import Any

KEPT = 512
"""Headers that are kept: sender, addresses and subjects come again with every recipient or event."""


class _Headers(HeaderRegistry):
    """Makes headers out of what they say; none ever changes, so that many mails can share it."""

    @lru_cache(maxsize=KEPT)  # noqa: B019 - there is one, for as long as the process lives
    def __getitem__(self, name: str) -> Any:
        """Return the class of a header, which the standard library makes anew whenever it is asked."""
        return super().__getitem__(name)

    @lru_cache(maxsize=KEPT)  # noqa: B019 - there is one, for as long as the process lives
    def __call__(self, name: str, value: Any) -> Any:
        """Return a header."""
        return super().__call__(name, value)


MAIL = default.clone(header_factory=_Headers())
"""Of mails to people."""
