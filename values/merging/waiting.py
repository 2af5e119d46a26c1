"""A change of an entry with a waiting version: it is laid onto what holds until then, and onto what waits."""

from values.entry import EntryState
from values.merging.rows import merge_rows
from values.vocabulary import Choice


def laid_onto(version: EntryState, base: EntryState, drafted: EntryState) -> EntryState:
    """Return a version with the change that a draft makes of its base; where both changed a field, the draft holds."""
    merge = merge_rows(base, version, drafted)
    return merge.answered(dict.fromkeys(merge.open, Choice.MINE)).merged
