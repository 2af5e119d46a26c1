"""How a condition on a row becomes a trigger, on either database."""

from collections.abc import Iterator

Condition = tuple[str, str, str, str, str]
"""Name, table, event, condition under which it is refused, message."""


def refusing(dialect: str, one: Condition) -> Iterator[str]:
    """Yield the SQL of a trigger that refuses what a condition says, with its message."""
    name, table, verb, condition, message = one
    if dialect != "postgresql":
        yield (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {condition}"
            f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    # A trigger's WHEN may hold no subquery on PostgreSQL, hence a function each.
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN"
        f" RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        " RETURN NEW; END $$"
    )
    yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
