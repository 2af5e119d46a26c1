"""What the tests of the rules share: nothing that was kept of texts by the test before."""

import gc
from functools import _lru_cache_wrapper
from typing import Any

import pytest


@pytest.fixture(scope="session")
def kept() -> list[Any]:
    """Where values and rules keep what texts mean."""
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, _lru_cache_wrapper) and one.__module__.split(".")[0] in {"rules", "values"}
    ]


@pytest.fixture(autouse=True)
def _nothing_kept(kept: list[Any]) -> None:
    """Forget it, so that a changed rule is asked and no memory of it, and each test asks for itself (`make mutants`)."""
    for one in kept:
        one.cache_clear()
