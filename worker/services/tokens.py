"""Tokens of applications: asked for once, kept in memory as long as the service says, asked for anew when refused."""

import hashlib
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from worker.services import Account
from worker.services.failures import NoAnswerError, TokenError

T = TypeVar("T")

EARLY = 120
"""Seconds before its end after which a token is no longer used."""

TRIES = 3

_kept: dict[str, tuple[str, float]] = {}
_asking = threading.Lock()


def with_token(account: Account, get: Callable[[], tuple[str, Any]], use: Callable[[str], T]) -> T:
    """Do something with a token; one that the service no longer takes is asked for anew.

    Some services take only the newest, so that another worker that asked for one ends ours: three are tried.
    """
    key = _key(account)
    for _ in range(TRIES - 1):
        token = _token(key, get)
        try:
            return use(token)
        except TokenError:
            _forget(key, token)
    return use(_token(key, get))


def _token(key: str, get: Callable[[], tuple[str, Any]]) -> str:
    """Return the token that is kept, or a new one; of several threads one asks, and the others wait for it."""
    with _asking:
        token, until = _kept.get(key, ("", 0.0))
        if time.monotonic() < until:
            return token
        token, seconds = get()
        if not token or not isinstance(token, str):
            raise NoAnswerError("The service gave no token.")
        lasts = seconds if isinstance(seconds, int) else 0
        _kept[key] = token, time.monotonic() + lasts - EARLY
        return token


def _forget(key: str, token: str) -> None:
    """Keep a token no longer that was refused, unless another thread has got a new one already."""
    with _asking:
        if _kept.get(key, ("", 0.0))[0] == token:
            _kept.pop(key)


def _key(account: Account) -> str:
    """Return under which a token is kept: other credentials have another."""
    parts = [account.base, *sorted(account.settings.items()), *sorted(account.credentials.items())]
    return hashlib.sha256(repr(parts).encode()).hexdigest()
