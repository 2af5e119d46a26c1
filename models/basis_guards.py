"""What the database refuses of the register of bases: rewritten history, a change after the repeal, leaps of versions."""

APPEND_ONLY = {"legal_basis_change": ("id",)}
NEVER_DELETED = {"legal_basis": ("id",), "citation_wording": ("id",), "basis_opening": ("id",)}
ALSO_UNIQUE = {
    "legal_basis_change": (("revokes_id",),),
    "legal_basis": (("title", "number"),),
    "citation_wording": (("sha256",),),
    "basis_opening": (("change_id", "catalogue_id"),),
}
TABLES = (*APPEND_ONLY, *NEVER_DELETED)

_STANDING = (
    "EXISTS (SELECT 1 FROM legal_basis_change c WHERE c.legal_basis_id = NEW.legal_basis_id"
    " AND c.id <> NEW.id AND c.revokes_id IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM legal_basis_change r WHERE r.revokes_id = c.id) AND ({which}))"
)
_CLASHES = (
    "(c.status = NEW.status AND (c.since = NEW.since OR NEW.status = 'repealed'))"
    " OR (c.status = 'repealed' AND NEW.since >= c.since)"
    " OR (NEW.status = 'repealed' AND c.since > NEW.since)"
)
_SAME_MARK = (
    "EXISTS (SELECT 1 FROM legal_basis_change c WHERE c.id = NEW.revokes_id AND c.revokes_id IS NULL"
    " AND c.legal_basis_id = NEW.legal_basis_id AND c.status = NEW.status AND c.since = NEW.since)"
)

CONDITIONS = (
    (
        "legal_basis_change_fits",
        "legal_basis_change",
        "INSERT",
        f"NEW.revokes_id IS NULL AND {_STANDING.format(which=_CLASHES)}",
        "a repealed basis stays repealed, and is marked once",
    ),
    (
        "legal_basis_change_revokes_a_mark",
        "legal_basis_change",
        "INSERT",
        f"NEW.revokes_id IS NOT NULL AND NOT {_SAME_MARK}",
        "only a mark of the same basis can be taken back",
    ),
    (
        "legal_basis_version_advances",
        "legal_basis",
        "UPDATE",
        "NEW.version <> OLD.version + 1",
        "a basis changes by one version at a time",
    ),
    (
        "basis_opening_done_stays",
        "basis_opening",
        "UPDATE",
        "OLD.is_done",
        "a draft for a basis is opened once",
    ),
)
"""As in `models.guards`: name, table, event, condition under which it is refused, message."""
