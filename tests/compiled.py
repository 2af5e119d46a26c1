"""SQL that one test has had compiled serves the next: engines of one process share it, each on its own database.

Compiling what the product asks takes a fifth of the processor's time of a test, and is the same for every database of
a kind.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.util import LRUCache

MOST = 20_000
"""Statements that are kept; the whole suite has a few thousand."""

_KEPT: dict[str, tuple[sa.Dialect, LRUCache[Any, Any]]] = {}


def share_compiled(engine: sa.Engine) -> None:
    """Have an engine use the dialect and the compiled statements of the first engine of its kind."""
    name = engine.dialect.name
    if name not in _KEPT:
        # The first connection asks the server what the dialect has to know.
        engine.connect().close()
        engine.dispose()
        _KEPT[name] = (engine.dialect, LRUCache(MOST))
    engine.dialect, engine._compiled_cache = _KEPT[name]
