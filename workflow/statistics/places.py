"""How many published places (公开位置) are dead, empty or overdue, by the body that answers for them."""

from sqlalchemy.orm import Session

from values.place import PlaceState
from workflow.queries.bodies import current_day
from workflow.queries.places import TO_MEND, counts_by_body
from workflow.statistics.figures import Figure, FigureKey, Rows, Scope


def places(session: Session, scope: Scope) -> Figure:
    """Count what stands today, whatever the period; bodies whose places are all in order are left out.

    A row that names no place counts as an empty one. A place that is dead is not counted as overdue as well.
    """
    found = [
        (
            body,
            (
                counts[PlaceState.DEAD],
                counts[PlaceState.EMPTY] + counts[PlaceState.MISSING],
                counts[PlaceState.OVERDUE],
                counts.total(),
            ),
        )
        for body, counts in counts_by_body(session, scope.catalogues, today=current_day()).items()
        if any(counts[one] for one in TO_MEND)
    ]
    found.sort(key=lambda row: (-sum(row[1][:3]), row[0]))
    return Figure(
        key=FigureKey.PLACES,
        rows_are=Rows.BODY,
        columns=("dead_places", "empty_places", "overdue_places", "places"),
        rows=tuple(found),
    )
