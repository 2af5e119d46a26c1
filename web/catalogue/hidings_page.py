"""What the page of a catalogue's hidings shows."""

from dataclasses import dataclass
from typing import Any

from models import db
from values.clock import shanghai_day
from web.catalogue.hiding import part_label
from web.session import actor, seats
from workflow.dues import working_days
from workflow.hiding import JUDGES, HidingFile, Holding
from workflow.queries.hidings import hidings_of, holding_for, names_of_attachments, names_of_entries
from workflow.queries.proposal import names_of_people
from workflow.unit import current_clock


@dataclass(frozen=True, kw_only=True)
class ShownHiding:
    """A hiding with what the reader may do about it."""

    file: HidingFile
    entry: str
    part: str
    days_left: int
    """Working days until the approval is due; negative: overdue."""
    may_approve: bool
    may_lift: bool


def hidings_values(code: str) -> dict[str, Any]:
    """Return the values of the template; raise NotFoundError for who is not in charge."""
    holding = holding_for(db.session(), code, seats())
    files = hidings_of(db.session(), holding.catalogue.id)
    people = names_of_people(
        db.session(),
        [
            *(one.hiding.hidden_by_id for one in files),
            *(one.hiding.on_behalf_of_id for one in files),
            *(act.actor_id for one in files for act in one.acts),
        ],
    )
    return {
        "catalogue": holding.catalogue,
        "hidings": _shown(holding, files),
        "people": people,
        "error": None,
        "typed": {},
        "lost": (),
    }


def _shown(holding: Holding, files: list[HidingFile]) -> list[ShownHiding]:
    today = shanghai_day(current_clock.get().now())
    table = working_days(db.session())
    names = names_of_entries(db.session(), [one.hiding.entry_id for one in files])
    attached = names_of_attachments(db.session(), [one.hiding.attachment for one in files])
    judges = holding.seat(seats(), JUDGES) is not None
    return [
        ShownHiding(
            file=one,
            entry=names[one.hiding.entry_id],
            part=part_label(one.target, attached),
            days_left=table.days_left(today, one.due_on),
            may_approve=judges and not one.is_judged and not one.was_hidden_by(actor().person_ids),
            may_lift=judges
            and one.end is None
            and (one.approval is not None or not one.was_hidden_by(actor().person_ids)),
        )
        for one in files
    ]
