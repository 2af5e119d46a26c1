"""What the database refuses of roles: two of the three offices in one hand, an office beside another role, a grant to oneself."""

APPEND_ONLY: dict[str, tuple[str, ...]] = {}
ALSO_UNIQUE: dict[str, tuple[tuple[str, ...], ...]] = {}

_OFFICES = "('system_administrator', 'security_administrator', 'audit_administrator')"
_COUNTS = "({one}.valid_from IS NULL OR {one}.valid_until IS NULL OR {one}.valid_from <= {one}.valid_until)"
_BEGINS_IN_TIME = (
    "({one}.valid_from IS NULL OR {other}.valid_until IS NULL OR {one}.valid_from <= {other}.valid_until)"
)
_SAME_DAY = " AND ".join(
    (
        _COUNTS.format(one="a"),
        _COUNTS.format(one="NEW"),
        _BEGINS_IN_TIME.format(one="a", other="NEW"),
        _BEGINS_IN_TIME.format(one="NEW", other="a"),
    )
)
_WITH_AN_OFFICE = f"a.role <> NEW.role AND (a.role IN {_OFFICES} OR NEW.role IN {_OFFICES})"
_OF_THE_SAME = "a.person_id = NEW.person_id AND a.id <> NEW.id"
_TOGETHER = f"EXISTS (SELECT 1 FROM assignment a WHERE {_OF_THE_SAME} AND {_WITH_AN_OFFICE} AND {_SAME_DAY})"  # noqa: S608 - our own words
_APART = "an administrator of the three holds no other role at the same time"
_OF_ANOTHER_KIND = (
    "NEW.granted_by_id = NEW.person_id OR NEW.person_id <> OLD.person_id OR NEW.body_id <> OLD.body_id"
    " OR NEW.role <> OLD.role"
)

CONDITIONS = (
    ("assignment_offices_apart", "assignment", "INSERT", _TOGETHER, _APART),
    ("assignment_offices_stay_apart", "assignment", "UPDATE", _TOGETHER, _APART),
    (
        "assignment_from_another",
        "assignment",
        "INSERT",
        "NEW.granted_by_id = NEW.person_id",
        "nobody grants a role to themselves",
    ),
    (
        "assignment_stays",
        "assignment",
        "UPDATE",
        _OF_ANOTHER_KIND,
        "a role that was granted stays what it is",
    ),
)
"""As in `models.guards`: name, table, event, condition under which it is refused, message."""
