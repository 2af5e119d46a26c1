"""Who may hide, judge a hiding, and see what is hidden; and how a hiding stands after all that followed it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Hiding, HidingAct, Jurisdiction, Route
from values.hiding import HidingAction, HidingState, HidingTarget
from values.vocabulary import Role
from workflow.permissions import Seat
from workflow.reach import WORKING_ROLES

APPROVAL_WORKING_DAYS = 2
"""Within how many working days a hiding is approved afterwards, and after how many more it goes up a level."""

HIDERS = (Role.PUBLISHER, Role.SUPERVISOR)
JUDGES = (Role.SUPERVISOR,)

OVER = (HidingAction.LIFT, HidingAction.END)
"""What ends a hiding."""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Where a catalogue belongs, as far as hiding asks."""

    catalogue: Catalogue
    bodies: frozenset[int]
    """The body that holds it and the one that its route publishes through."""
    path: str
    """Of its jurisdiction."""

    def seat(self, seats: Sequence[Seat], roles: Sequence[Role]) -> Seat | None:
        """Return the seat with which someone holds one of the roles in these bodies."""
        return next((one for one in seats if one.role in roles and one.body in self.bodies), None)

    def is_seen_by(self, seats: Sequence[Seat]) -> bool:
        """Whether someone is in charge and so sees what is hidden: the county's people, and who oversees them."""
        return any(
            (
                one.role in WORKING_ROLES
                and (one.jurisdiction == self.catalogue.jurisdiction_id or one.body in self.bodies)
            )
            or (one.role in {Role.OVERSEER, Role.AUDITOR} and self.path.startswith(one.path))
            for one in seats
        )


@dataclass(frozen=True, kw_only=True)
class HidingFile:
    """A hiding with everything that followed it."""

    hiding: Hiding
    acts: tuple[HidingAct, ...] = ()

    @property
    def target(self) -> HidingTarget:
        """What it hides."""
        one = self.hiding
        return HidingTarget(entry=one.entry_id, field=one.field, attachment=one.attachment)

    @property
    def approval(self) -> HidingAct | None:
        """The approval that followed, if any."""
        return self._act(HidingAction.APPROVE)

    @property
    def end(self) -> HidingAct | None:
        """What ended it; None while it stands."""
        return self._act(*OVER)

    @property
    def is_judged(self) -> bool:
        """Whether nothing is waited for any more."""
        return self.approval is not None or self.end is not None

    @property
    def state(self) -> HidingState:
        """How it stands."""
        if self.end is not None:
            return HidingState.OVER
        if self.approval is not None:
            return HidingState.APPROVED
        return HidingState.OVERDUE if self.level else HidingState.WAITING

    @property
    def level(self) -> int:
        """How many levels up it was escalated."""
        return max((one.level for one in self.acts), default=0)

    @property
    def due_on(self) -> date:
        """When the approval is due, or goes up one more level."""
        dates = [one.due_on for one in self.acts if one.due_on is not None]
        return max([self.hiding.due_on, *dates])

    def was_hidden_by(self, people: Sequence[int]) -> bool:
        """Whether one of these people hid it, themselves or through a deputy."""
        return bool({self.hiding.hidden_by_id, self.hiding.on_behalf_of_id} & set(people))

    def _act(self, *actions: HidingAction) -> HidingAct | None:
        return next((one for one in self.acts if one.action in actions), None)


def holding_of(session: Session, catalogue: Catalogue) -> Holding:
    """Return where a catalogue belongs."""
    return holdings_of(session, {catalogue.id})[catalogue.id]


def holdings_of(session: Session, catalogues: Collection[int]) -> dict[int, Holding]:
    """Return where catalogues belong, by catalogue, in one statement."""
    rows = session.execute(
        sa.select(Catalogue, Jurisdiction.path, Route.publishing_body_id)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .join(Route, Route.id == Catalogue.route_id)
        .where(Catalogue.id.in_(catalogues))
    )
    return {
        catalogue.id: Holding(
            catalogue=catalogue,
            bodies=frozenset({catalogue.body_id} | ({publishing} if publishing else set())),
            path=path,
        )
        for catalogue, path, publishing in rows
    }


def is_over() -> sa.ColumnElement[bool]:
    """Return the condition that a hiding was lifted or has ended."""
    return sa.exists().where(HidingAct.hiding_id == Hiding.id, HidingAct.action.in_(OVER))


_STANDING = (
    sa.select(Hiding)
    .where(Hiding.catalogue_id == sa.bindparam("catalogue"), sa.not_(is_over()))
    .order_by(Hiding.id.desc())
)
"""Made once, since every public page asks it."""


def standing_hidings(session: Session, catalogue_id: int) -> list[HidingFile]:
    """Return the hidings of a catalogue that stand now, as `hiding_files` does."""
    return _files(session, session.scalars(_STANDING, {"catalogue": catalogue_id}).all())


def hiding_files(session: Session, *where: sa.ColumnElement[bool]) -> list[HidingFile]:
    """Return hidings with what followed each, the newest first; two statements."""
    return _files(session, session.scalars(sa.select(Hiding).where(*where).order_by(Hiding.id.desc())).all())


def _files(session: Session, hidings: Sequence[Hiding]) -> list[HidingFile]:
    acts: dict[int, list[HidingAct]] = defaultdict(list)
    if hidings:
        for act in session.scalars(
            sa.select(HidingAct)
            .where(HidingAct.hiding_id.in_([one.id for one in hidings]))
            .order_by(HidingAct.id)
        ):
            acts[act.hiding_id].append(act)
    return [HidingFile(hiding=one, acts=tuple(acts[one.id])) for one in hidings]
