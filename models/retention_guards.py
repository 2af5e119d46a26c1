"""What the database refuses of case files: destruction without a list that a second person approved, and none else."""

from collections.abc import Iterator

APPEND_ONLY = {
    "retention_choice": ("id",),
    "case_file_export": ("id",),
    "destruction_list": ("id",),
    "destruction_item": ("id",),
    "destruction_act": ("id",),
}
ALSO_UNIQUE = {
    "destruction_item": (("list_id", "proposal_id"),),
    "destruction_act": (("list_id", "action"),),
}
NEVER_DELETED = {"comment": ("id",), "handling": ("id",)}
"""What a destruction empties stays as a row."""

_PROPOSED_BY = (
    "EXISTS (SELECT 1 FROM destruction_list l WHERE l.id = NEW.list_id AND (l.proposed_by_id IN"
    " (NEW.actor_id, NEW.on_behalf_of_id) OR l.on_behalf_of_id IN (NEW.actor_id, NEW.on_behalf_of_id)))"
)
_ACTED = "EXISTS (SELECT 1 FROM destruction_act a WHERE a.list_id = NEW.list_id{which})"
_TAKEN_OUT = (
    "EXISTS (SELECT 1 FROM case_file_export e JOIN proposal p ON p.id = e.proposal_id"
    " WHERE p.id = NEW.proposal_id AND p.state IN ('published', 'withdrawn', 'rejected')"
    " AND e.proposal_version = p.version"
    " AND e.sha256 = NEW.package_sha256)"
)

CONDITIONS = (
    (
        "destruction_act_separate",
        "destruction_act",
        "INSERT",
        f"NEW.action = 'approve' AND {_PROPOSED_BY}",
        "whoever proposed a destruction cannot approve it",
    ),
    (
        "destruction_act_once",
        "destruction_act",
        "INSERT",
        "NEW.action IN ('approve', 'refuse') AND "
        + _ACTED.format(which=" AND a.action IN ('approve', 'refuse') AND a.action <> NEW.action"),
        "a destruction list that was judged stays so",
    ),
    (
        "destruction_act_approved",
        "destruction_act",
        "INSERT",
        "NEW.action = 'execute' AND NOT " + _ACTED.format(which=" AND a.action = 'approve'"),
        "only an approved list is carried out",
    ),
    (
        "destruction_item_before",
        "destruction_item",
        "INSERT",
        _ACTED.format(which=""),
        "a list that was judged stays as it is",
    ),
    (
        "destruction_item_taken_out",
        "destruction_item",
        "INSERT",
        f"NOT {_TAKEN_OUT}",
        "a list names closed cases whose archive package was taken out",
    ),
    (
        "comment_text_stays",
        "comment",
        "UPDATE",
        "(NEW.text <> OLD.text OR NEW.salt <> OLD.salt) AND NOT (NEW.text = '' AND NEW.salt = '')",
        "a comment is erased or stays as it is",
    ),
)
"""As in `models.guards`: name, table, event, condition under which it is refused, message."""

ATTACHMENT_GUARD = "attachment_no_update"
_SAME_FILE = (
    "NEW.sha256 = OLD.sha256 AND NEW.size = OLD.size AND NEW.media_type = OLD.media_type"
    " AND NEW.stored_at = OLD.stored_at"
)
_NAMED = (
    "EXISTS (SELECT 1 FROM {table} n WHERE n.{column} = OLD.sha256 AND {which}EXISTS (SELECT 1 FROM destruction_item i"
    " JOIN destruction_act a ON a.list_id = i.list_id WHERE i.proposal_id = n.proposal_id AND a.action = 'execute'))"
)
_NAMERS = (("attachment_name", "sha256"), ("sign_off", "scan_sha256"))
_UNPUBLISHED = (
    "NOT EXISTS (SELECT 1 FROM entry_version v"
    " WHERE CAST(v.attachments AS TEXT) LIKE '%' || OLD.sha256 || '%')"
)
_LAWFUL = " AND ".join(
    (
        f"({' OR '.join(_NAMED.format(table=table, column=column, which='') for table, column in _NAMERS)})",
        *(f"NOT {_NAMED.format(table=table, column=column, which='NOT ')}" for table, column in _NAMERS),
        _UNPUBLISHED,
    )
)
_REFUSED = (
    f"NOT ({_SAME_FILE} AND ((length(NEW.data) = 0 AND {_LAWFUL})"
    " OR (length(OLD.data) = 0 AND length(NEW.data) = OLD.size)))"
)
"""An attachment's bytes leave with the last case that names them, and come back whole with the next one."""


def loosened(dialect: str) -> Iterator[str]:
    """Yield the SQL that puts the guard of attachments which knows of destruction lists in the place of the strict one."""
    message = "attachment is append-only"
    if dialect == "postgresql":
        yield f"DROP TRIGGER {ATTACHMENT_GUARD} ON attachment"
        yield (
            f"CREATE FUNCTION {ATTACHMENT_GUARD}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {_REFUSED} THEN"
            f" RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
            " RETURN NEW; END $$"
        )
        yield (
            f"CREATE TRIGGER {ATTACHMENT_GUARD} BEFORE UPDATE ON attachment FOR EACH ROW"
            f" EXECUTE FUNCTION {ATTACHMENT_GUARD}()"
        )
    else:
        yield f"DROP TRIGGER {ATTACHMENT_GUARD}"
        yield (
            f"CREATE TRIGGER {ATTACHMENT_GUARD} BEFORE UPDATE ON attachment WHEN {_REFUSED}"
            f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def dropped(dialect: str, names: tuple[str, ...], table: str) -> Iterator[str]:
    """Yield the SQL that drops triggers of a table, where they are there already."""
    for name in names:
        if dialect == "postgresql":
            yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
            yield f"DROP FUNCTION IF EXISTS {name}()"
        else:
            yield f"DROP TRIGGER IF EXISTS {name}"
