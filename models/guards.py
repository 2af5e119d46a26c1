"""What the database itself refuses, whoever asks: triggers for both dialects, in one place.

Migrations install them from here. Guarded tables are never rebuilt, since a rebuild drops triggers in silence.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from models import basis_guards, retention_guards
from models.condition_triggers import refusing
from models.further_guards import FURTHER, FURTHER_CONDITIONS, LATER

APPEND_ONLY = {
    "event": ("id",),
    "transition_table": ("sha256",),
    "installation": ("log",),
    "entry": ("id",),
    "entry_version": ("id",),
    "entry_citation": ("id",),
    "entry_lineage": ("id",),
    "release": ("id",),
    "publication_notice": ("id",),
    "revision": ("id",),
    "revision_contributor": ("id",),
    "revision_change": ("id",),
    "revision_change_part": ("id",),
    "warning_answer": ("id",),
    "sign_off": ("id",),
    "decision": ("id",),
    "draft_save": ("id",),
    "attachment": ("sha256",),
    "reminder": ("id",),
    "route_acknowledgement": ("id",),
    **{table: key for one in FURTHER for table, key in one.APPEND_ONLY.items()},
}
"""Tables that only ever grow, with their keys."""

NEVER_DELETED = {
    "proposal": ("id",),
    "catalogue": ("id",),
    "person": ("id",),
    "body": ("id",),
    "jurisdiction": ("id",),
    "assignment": ("id",),
    "outbox": ("event_id",),
    **basis_guards.NEVER_DELETED,
    **retention_guards.NEVER_DELETED,
}
"""Tables whose rows change but stay, with their keys."""

ALSO_UNIQUE = {
    "event": (("proposal_id", "proposal_version"),),
    "entry_version": (("entry_id", "release_no", "effective_from"),),
    "entry_citation": (("entry_version_id", "position"),),
    "entry_lineage": (("entry_id", "source_id"),),
    "release": (("catalogue_id", "no"),),
    "publication_notice": (("index_number",), ("release_id",)),
    "revision": (("proposal_id", "no"),),
    "revision_contributor": (("revision_id", "person_id", "on_behalf_of_id"),),
    "revision_change": (("revision_id", "position"),),
    "revision_change_part": (("revision_change_id", "is_source", "entry_id"),),
    "warning_answer": (("revision_id", "finding_key"),),
    "draft_save": (("proposal_id", "draft_version"),),
    "reminder": (("step_id", "kind", "due_on"),),
    "proposal": (("number",),),
    "catalogue": (("code",), ("jurisdiction_id", "field")),
    "person": (("login",),),
    "body": (("credit_code",),),
    "jurisdiction": (("code",),),
    **{table: keys for one in FURTHER for table, keys in one.ALSO_UNIQUE.items()},
}
"""What else is unique in these tables: a conflict with it lets INSERT OR REPLACE delete the older row, too."""

_CONTRIBUTED = (
    "EXISTS (SELECT 1 FROM revision_contributor c WHERE c.proposal_id = NEW.proposal_id AND"
    " (c.person_id IN ({people}) OR c.on_behalf_of_id IN ({people})))"
)
_SIGNED = (
    "EXISTS (SELECT 1 FROM sign_off s WHERE s.proposal_id = NEW.proposal_id AND"
    " (s.actor_id IN ({people}) OR s.on_behalf_of_id IN ({people}) OR s.recorded_by_id IN ({people})))"
)
_DECIDED = (
    "EXISTS (SELECT 1 FROM decision d WHERE d.proposal_id = NEW.proposal_id AND"
    " (d.actor_id IN ({people}) OR d.on_behalf_of_id IN ({people})))"
)
_UNBOUND = (
    "NOT EXISTS (SELECT 1 FROM revision r WHERE r.id = NEW.revision_id AND r.proposal_id = NEW.proposal_id"
    " AND r.content_sha256 = NEW.content_sha256)"
)
_UNAPPROVED = (
    "NOT EXISTS (SELECT 1 FROM decision d WHERE d.proposal_id = NEW.proposal_id AND d.revision_id ="
    " NEW.revision_id AND d.action = 'approve' AND d.content_sha256 = NEW.content_sha256)"
)
_UNASKED = (
    "NOT EXISTS (SELECT 1 FROM opinion_request q WHERE q.id = NEW.request_id"
    " AND q.proposal_id = NEW.proposal_id)"
)
_LEAPT = (
    "NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id OR NEW.number <> OLD.number"
    " OR NEW.catalogue_id <> OLD.catalogue_id"
)
_ACTORS = "NEW.actor_id, NEW.on_behalf_of_id"
_SAVERS = "NEW.person_id, NEW.on_behalf_of_id"
_FINAL = "('published', 'withdrawn', 'rejected')"

CONDITIONS = (
    (
        "sign_off_separate",
        "sign_off",
        "INSERT",
        " OR ".join(one.format(people=f"{_ACTORS}, NEW.recorded_by_id") for one in (_CONTRIBUTED, _DECIDED)),
        "neither a contributor nor who decided can sign off",
    ),
    (
        "decision_separate",
        "decision",
        "INSERT",
        f"{_CONTRIBUTED.format(people=_ACTORS)} OR {_SIGNED.format(people=_ACTORS)}",
        "a contributor or signer cannot decide",
    ),
    (
        "contributor_separate",
        "revision_contributor",
        "INSERT",
        f"{_SIGNED.format(people=_SAVERS)} OR {_DECIDED.format(people=_SAVERS)}",
        "a signer cannot contribute",
    ),
    (
        "draft_save_separate",
        "draft_save",
        "INSERT",
        f"{_SIGNED.format(people=_SAVERS)} OR {_DECIDED.format(people=_SAVERS)}",
        "a signer cannot write into the draft",
    ),
    (
        "sign_off_bound",
        "sign_off",
        "INSERT",
        _UNBOUND,
        "a sign-off names the hash of its revision",
    ),
    (
        "decision_bound",
        "decision",
        "INSERT",
        _UNBOUND,
        "a decision names the hash of its revision",
    ),
    (
        "opinion_request_bound",
        "opinion_request",
        "INSERT",
        _UNBOUND,
        "a request for an opinion names the hash of its revision",
    ),
    (
        "department_opinion_separate",
        "department_opinion",
        "INSERT",
        _CONTRIBUTED.format(people=_ACTORS),
        "a contributor cannot give an opinion",
    ),
    (
        "department_opinion_bound",
        "department_opinion",
        "INSERT",
        _UNBOUND,
        "an opinion names the hash of its revision",
    ),
    (
        "department_opinion_asked",
        "department_opinion",
        "INSERT",
        _UNASKED,
        "an opinion answers a request on its proposal",
    ),
    (
        "release_approved",
        "release",
        "INSERT",
        _UNAPPROVED,
        "a release needs an approval of the same content",
    ),
    (
        "proposal_version_advances",
        "proposal",
        "UPDATE",
        _LEAPT,
        "a proposal changes by one version at a time",
    ),
    (
        "proposal_final_stays",
        "proposal",
        "UPDATE",
        f"OLD.state IN {_FINAL}",
        "a final state stays",
    ),
    *FURTHER_CONDITIONS,
)
"""(name, table, event, condition under which it is refused, message)."""


def guard_names(dialect: str) -> set[str]:
    """Return the names of all triggers that a database of this dialect must have."""
    names = {name for name, *_ in CONDITIONS} | {f"{table}_no_update" for table in APPEND_ONLY}
    last = "truncate" if dialect == "postgresql" else "replace"
    kept = (*APPEND_ONLY, *NEVER_DELETED)
    return names | {f"{table}_no_{verb}" for table in kept for verb in ("delete", last)}


def renewed(dialect: str, name: str) -> Iterator[str]:
    """Yield the SQL that puts a condition's present wording in the place of the one before."""
    (table,) = (table for known, table, *_ in CONDITIONS if known == name)
    yield f"DROP TRIGGER {name}" + (f" ON {table}" if dialect == "postgresql" else "")
    if dialect == "postgresql":
        yield f"DROP FUNCTION {name}()"
    yield from (one for one in statements(dialect, (table,)) if one.split()[2].removesuffix("()") == name)


def statements(dialect: str, tables: Collection[str]) -> Iterator[str]:
    """Yield the SQL that installs the guards of these tables: those that a migration has just made."""
    yield from _postgresql(tables) if dialect == "postgresql" else _sqlite(tables)


def added(dialect: str, names: Collection[str]) -> Iterator[str]:
    """Yield the SQL that installs conditions on tables that were there before what they speak of."""
    for one in CONDITIONS:
        if one[0] in names:
            yield from refusing(dialect, one)


def _conditions_of(dialect: str, tables: Collection[str]) -> Iterator[str]:
    for one in CONDITIONS:
        if one[1] in tables and one[0] not in LATER:
            yield from refusing(dialect, one)


def _sqlite(tables: Collection[str]) -> Iterator[str]:
    for table, key in _of(APPEND_ONLY, tables):
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        yield _no_replacing(table, key, f"{table} is append-only")
    for table, key in _of(NEVER_DELETED, tables):
        yield _no_replacing(table, key, f"rows of {table} stay")
        yield (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
            f" BEGIN SELECT RAISE(ABORT, 'rows of {table} stay'); END"
        )
    yield from _conditions_of("sqlite", tables)


def _no_replacing(table: str, key: tuple[str, ...], message: str) -> str:
    """Refuse rows whose keys are taken: INSERT OR REPLACE deletes without firing delete triggers."""
    same = (
        " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)
        for columns in (key, *ALSO_UNIQUE.get(table, ()))
    )
    taken = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {one})" for one in same)  # noqa: S608 - our own names
    return (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _of(
    guarded: Mapping[str, tuple[str, ...]], tables: Collection[str]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    return ((table, key) for table, key in guarded.items() if table in tables)


def _postgresql(tables: Collection[str]) -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION mulu_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table, _ in _of(APPEND_ONLY, tables):
        message = f"{table} is append-only"
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION mulu_refuse('{message}')"
            )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION mulu_refuse('{message}')"
        )
    for table, _ in _of(NEVER_DELETED, tables):
        message = f"rows of {table} stay"
        yield (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION mulu_refuse('{message}')"
        )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION mulu_refuse('{message}')"
        )
    yield from _conditions_of("postgresql", tables)
