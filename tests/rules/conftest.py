"""What the tests of the rules share: nothing that was kept of texts before they begin."""

import gc
from functools import _lru_cache_wrapper

import pytest


@pytest.fixture(scope="session", autouse=True)
def _nothing_kept() -> None:
    """Forget what texts were found to mean, so that a changed rule is asked and not a memory of it (`make mutants`)."""
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and one.__module__.split(".")[0] in {"rules", "values"}:
            one.cache_clear()
