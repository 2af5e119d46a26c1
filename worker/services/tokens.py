"""Tokens of applications: asked for once, kept in memory as long as the service says, asked for anew when refused."""

import hashlib
import time
from collections.abc import Callable
from typing import Any, TypeVar

from worker.services import Account
from worker.services.failures import NoAnswerError, TokenError

T = TypeVar("T")

EARLY = 120
"""Seconds before its end after which a token is no longer used."""

_kept: dict[str, tuple[str, float]] = {}


def with_token(account: Account, get: Callable[[], tuple[str, Any]], use: Callable[[str], T]) -> T:
    """Do something with a token; one that the service no longer takes is asked for anew, once."""
    key = _key(account)
    token, until = _kept.get(key, ("", 0.0))
    if time.monotonic() < until:
        try:
            return use(token)
        except TokenError:
            _kept.pop(key, None)
    token, seconds = get()
    if not token or not isinstance(token, str):
        raise NoAnswerError("The service gave no token.")
    lasts = seconds if isinstance(seconds, int) else 0
    _kept[key] = token, time.monotonic() + lasts - EARLY
    return use(token)


def _key(account: Account) -> str:
    """Return under which a token is kept: other credentials have another."""
    parts = [account.base, *sorted(account.settings.items()), *sorted(account.credentials.items())]
    return hashlib.sha256(repr(parts).encode()).hexdigest()
