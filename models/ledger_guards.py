"""A ledger only grows, without gaps, and its heads never claim leaves that are not there."""

APPEND_ONLY = {
    "ledger_log": ("no",),
    "ledger_key": ("log_no", "no"),
    "ledger_leaf": ("log_no", "index"),
    "ledger_node": ("log_no", "level", "index"),
    "ledger_checkpoint": ("log_no", "size"),
    "ledger_copy": ("log_no", "size", "place"),
    "ledger_cosignature": ("log_no", "size", "verifier_key"),
}

ALSO_UNIQUE = {
    "ledger_log": (("origin",),),
    "ledger_key": (("verifier_key",),),
    "ledger_leaf": (("event_id",),),
}

_NO_LEAF = 'NOT EXISTS (SELECT 1 FROM ledger_leaf l WHERE l.log_no = NEW.log_no AND l."index" = {place})'

CONDITIONS = (
    (
        "ledger_leaf_follows",
        "ledger_leaf",
        "INSERT",
        _NO_LEAF.format(place='NEW."index" - 1') + ' AND NEW."index" <> 0',
        "a leaf follows the one before it",
    ),
    (
        "ledger_checkpoint_covers",
        "ledger_checkpoint",
        "INSERT",
        _NO_LEAF.format(place="NEW.size - 1"),
        "a checkpoint covers leaves that are there",
    ),
)
