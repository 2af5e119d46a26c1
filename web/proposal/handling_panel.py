"""Who attends to a proposal now (转办), and what the reader may do about it."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from models import db
from values.vocabulary import Role
from web.proposal.page import today
from web.session import actor
from web.wording.common import label
from workflow.errors import WorkflowError
from workflow.handling import Place, permit_handling, places
from workflow.queries.proposal import ProposalFile


@dataclass(frozen=True, kw_only=True)
class ShownPlace:
    """The draft, a step, the approval or the publication, with who attends to it and to whom it can be passed on."""

    step_id: int | None
    name: str
    handler: str
    passed_by: str
    reason: str
    since: datetime | None
    may_take_on: bool
    others: list[tuple[str, str]]
    """To whom the reader may pass it on; empty where they may not."""

    @property
    def id(self) -> str:
        """Names its fields on the page."""
        return str(self.step_id or "whole")


def handling_panel(file: ProposalFile) -> list[ShownPlace]:
    """Return what can be attended to now; a draft only for those who may see it."""
    found = places(db.session(), file.case, today=today())
    return [_shown(file, one) for one in found if one.role is not Role.DRAFTER or file.shows_draft]


def _shown(file: ProposalFile, place: Place) -> ShownPlace:
    me = actor()
    own = {me.person_id, me.on_behalf_of_id} - {None}
    may = _may(file, place)
    is_free = place.person_id is None or place.person_id in own
    return ShownPlace(
        step_id=place.step_id,
        name=_name(place),
        handler=place.people.get(place.person_id or 0, ""),
        passed_by=place.passed_by,
        reason=place.reason,
        since=place.since,
        may_take_on=may and place.person_id not in own,
        others=[(str(key), name) for key, name in place.people.items() if key not in own]
        if may and is_free
        else [],
    )


def _name(place: Place) -> str:
    if place.step:
        return label(place.step.kind)
    names = {Role.SUPERVISOR: gettext("Approval"), Role.PUBLISHER: gettext("Publication")}
    return names.get(place.role, gettext("Draft"))


def _may(file: ProposalFile, place: Place) -> bool:
    try:
        permit_handling(file.case, place.step_id)
    except WorkflowError:
        return False
    return True
