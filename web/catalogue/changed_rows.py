"""Rows that differ between two releases, in the reader's language, ready to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from web.catalogue.comparison import FieldComparison, compare
from web.catalogue.hiding import veiled
from web.files import file_names
from web.wording.common import label
from workflow.queries.bodies import body_names
from workflow.queries.catalogue import PublishedRow
from workflow.queries.compare import ChangedRow, Comparison
from workflow.queries.proposal import bodies_named_in, names_of_bodies


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """A row that differs: what became of it, and its changed fields."""

    row: ChangedRow
    name: str
    labels: list[str]
    fields: list[FieldComparison]


def shown_rows(session: Session, comparison: Comparison) -> list[ShownRow]:
    """Return what is shown of the rows that differ."""
    rows = comparison.rows
    bodies = names_of_bodies(
        session, bodies_named_in(state for row in rows for state in (row.before, row.after))
    )
    files = file_names(state for row in rows for state in (row.before, row.after))
    return [
        ShownRow(
            row=row,
            name=row.state.content.name,
            labels=[label(one) for one in row.differences],
            fields=[
                one
                for one in compare(row.before, row.after, bodies, comparison.names, files)
                if one.is_changed
            ],
        )
        for row in rows
    ]


def compared_versions(
    session: Session, older: PublishedRow, newer: PublishedRow, places: Mapping[str, str]
) -> list[FieldComparison]:
    """Return two versions of an entry field by field; hidden fields say no more than that they are hidden.

    Args:
        session: in which bodies and files are named.
        older: the version before.
        newer: the version after, whose day names the bodies.
        places: names of parents, as the reader may see them.
    """
    states = (older.state, newer.state)
    bodies = body_names(session, bodies_named_in(states)).on(newer.effective_from)
    return veiled(compare(*states, bodies, places, file_names(states)), newer, older)
