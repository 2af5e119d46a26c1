"""How migrations run: on a connection handed over, or on the application's engine under `flask db`."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.engine import Connection

from models import Base
from models.base import Instant, Typed


def render_item(kind: str, value: Any, _: AutogenContext) -> str | bool:
    """Render our column types by what they are in the database."""
    if kind == "type" and isinstance(value, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(value, Typed | sa.JSON):
        return "JSON"
    if kind == "type" and isinstance(value, sa.BigInteger):
        return "BIG"
    return False


def compare_type(_context: Any, _column: Any, _ours: Any, _found: Any, metadata_type: Any) -> bool | None:
    """Leave types alone that SQLite cannot tell apart."""
    return False if isinstance(metadata_type, Typed | sa.JSON | sa.BigInteger) else None


def include_object(item: Any, name: str | None, kind: str, *_: Any) -> bool:
    """Leave out the two deferred keys, which a test of their own compares, and what only one database searches by."""
    if kind in {"table", "index"} and (name or "").startswith("search_pair"):
        return False
    return not (kind == "foreign_key_constraint" and bool(item.deferrable))


def run(connection: Connection) -> None:
    """Run the migrations on a connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        compare_type=compare_type,
        include_object=include_object,
        render_as_batch=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    from flask import current_app

    from models.db import WRITING

    engine = current_app.extensions["migrate"].db.engine
    with engine.connect().execution_options(**{WRITING: True}) as opened:
        run(opened)
        opened.commit()
