"""What one test has had compiled serves the next: statements of SQL, templates, and what builds addresses.

Each test has an app and a database of its own. Compiling what they ask and show anew takes half of the processor's
time of a test that fetches pages, and comes out the same.
"""

from collections.abc import Callable
from types import CodeType
from typing import Any

import sqlalchemy as sa
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

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


class _Templates(BytecodeCache):
    """The code of templates, for as long as their source stays."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.code


_TEMPLATES = _Templates()


def share_templates(app: Flask) -> None:
    """Have an app use the templates that others of this process have compiled."""
    app.jinja_env.bytecode_cache = _TEMPLATES


def share_builders() -> None:
    """Have rules of the same address share what builds it: a function that is told the rule when it is called."""
    compile_builder = Rule._compile_builder
    kept: dict[object, Callable[..., tuple[str, str]]] = {}

    def remembered(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT002 - as Werkzeug
        asked = (rule.rule, *rule._trace, repr(rule.defaults), append_unknown)
        if asked not in kept:
            kept[asked] = compile_builder(rule, append_unknown)
        return kept[asked]

    Rule._compile_builder = remembered
