"""How published places (公开位置) stand: the dead, the empty and the overdue, of what a person may see; nothing hidden."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, Hiding, Jurisdiction, PlaceAddress, PlaceChecking, PublishedPlace
from values.place import DEAD, OPEN, PlaceOutcome, PlaceState
from values.vocabulary import Level, Role
from values.web_address import is_web_address
from workflow.hiding import is_over
from workflow.permissions import Seat
from workflow.queries.bodies import name_on

TO_MEND = (PlaceState.DEAD, PlaceState.EMPTY, PlaceState.MISSING, PlaceState.OVERDUE)
"""What somebody has to do something about."""

_OUTCOME = PlaceAddress.outcome

IS_SHOWN = sa.not_(
    sa.exists().where(
        sa.not_(is_over()),
        sa.or_(
            # A whole row is hidden with all that stands under it, and a claim with its county's row.
            sa.and_(
                PublishedPlace.path.like("%/" + Hiding.entry_id + "/%"),
                Hiding.field == "",
                Hiding.attachment == "",
            ),
            # Of a row, or of the county's that it claims, a part is hidden: until it is shown again nothing is said.
            PublishedPlace.path.like("/" + Hiding.entry_id + "/%"),
            PublishedPlace.path.like("/" + PublishedPlace.entry_id + "/" + Hiding.entry_id + "/%"),
        ),
    )
)
"""The condition that nothing of a row is hidden now (紧急撤下); nobody is told of its place meanwhile."""


def state_on(today: date) -> sa.Case[str]:
    """Return how a place, joined to its address, stands on a day."""
    return sa.case(
        (PublishedPlace.text == "", PlaceState.MISSING.value),
        (PublishedPlace.address_id.is_(None), PlaceState.COLUMN.value),
        (_OUTCOME.is_(None), PlaceState.UNCHECKED.value),
        (sa.and_(_OUTCOME.in_(DEAD), PlaceAddress.is_settled), PlaceState.DEAD.value),
        (sa.and_(_OUTCOME == PlaceOutcome.EMPTY, PlaceAddress.is_settled), PlaceState.EMPTY.value),
        (_OUTCOME.in_((*DEAD, PlaceOutcome.EMPTY)), PlaceState.UNCHECKED.value),
        (_OUTCOME.not_in(OPEN), PlaceState.UNTOLD.value),
        (PublishedPlace.fresh_until < today, PlaceState.OVERDUE.value),
        (_OUTCOME == PlaceOutcome.MOVED, PlaceState.MOVED.value),
        else_=PlaceState.FINE.value,
    )


@dataclass(frozen=True, kw_only=True)
class PlaceLine:
    """A place with its row, and what was last found there."""

    code: str
    catalogue: str
    entry: str
    number: str
    name: str
    body: str
    level: Level | None
    text: str
    url: str
    state: PlaceState
    outcome: PlaceOutcome | None
    status: int | None
    final_url: str
    failing_since: date | None
    checked_at: datetime | None
    updated_on: date | None
    """The last day of which anything shows that the page was worked on."""
    fresh_until: date | None

    @property
    def is_link(self) -> bool:
        """Whether a page may lead there."""
        return is_web_address(self.url)

    @property
    def since(self) -> date | None:
        """Since when it stands like that, where that can be said."""
        if self.state in {PlaceState.DEAD, PlaceState.EMPTY}:
            return self.failing_since
        if self.state is PlaceState.OVERDUE and self.fresh_until:
            return self.fresh_until + timedelta(days=1)
        return None


def place_lines(
    session: Session,
    *where: sa.ColumnElement[bool],
    today: date,
    states: Collection[PlaceState] = TO_MEND,
    most: int | None = None,
    offset: int = 0,
) -> list[PlaceLine]:
    """Return places that stand in one of some ways, the most urgent first; one statement."""
    state = state_on(today)
    address = PlaceAddress
    columns = (
        *(Catalogue.code, Catalogue.title, PublishedPlace.entry_id, PublishedPlace.number),
        *(PublishedPlace.name, name_on(today), PublishedPlace.level, PublishedPlace.text, address.url),
        *(state, address.outcome, address.status, address.final_url, address.failing_since),
        *(address.checked_at, address.changed_on, address.modified_on, address.dated_on),
        PublishedPlace.fresh_until,
    )
    rows = session.execute(
        _joined(*columns)
        .where(IS_SHOWN, state.in_([one.value for one in states]), *where)
        .order_by(
            sa.case({one.value: place for place, one in enumerate(PlaceState)}, value=state),
            Jurisdiction.path,
            Catalogue.code,
            PublishedPlace.position,
        )
        .limit(most)
        .offset(offset)
    )
    return [_line(row) for row in rows]


def _joined(*columns: Any) -> sa.Select[Any]:
    return (
        sa.select(*columns)
        .select_from(PublishedPlace)
        .join(Catalogue, Catalogue.id == PublishedPlace.catalogue_id)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .join(Body, Body.id == PublishedPlace.body_id)
        .outerjoin(PlaceAddress, PlaceAddress.id == PublishedPlace.address_id)
    )


def _line(row: Sequence[Any]) -> PlaceLine:
    code, catalogue, entry, number, name, body, level, text, url, state, *found, fresh_until = row
    outcome, status, final_url, failing_since, checked_at, *days = found
    return PlaceLine(
        code=code,
        catalogue=catalogue,
        entry=entry,
        number=number,
        name=name,
        body=body or "",
        level=level,
        text=text,
        url=url or "",
        state=PlaceState(state),
        outcome=outcome,
        status=status,
        final_url=final_url or "",
        failing_since=failing_since,
        checked_at=checked_at,
        updated_on=max((day for day in days if day), default=None),
        fresh_until=fresh_until,
    )


def place_counts(session: Session, *where: sa.ColumnElement[bool], today: date) -> Counter[PlaceState]:
    """Return how many places stand in which way; one statement."""
    state = state_on(today).label("state")
    rows = session.execute(_joined(state, sa.func.count()).where(IS_SHOWN, *where).group_by(state))
    return Counter({PlaceState(one): number for one, number in rows})


def counts_by_body(
    session: Session, *where: sa.ColumnElement[bool], today: date
) -> dict[str, Counter[PlaceState]]:
    """Return the same by body, each under its name of the day."""
    state, name = state_on(today).label("state"), name_on(today)
    counted = (
        _joined(PublishedPlace.body_id.label("body"), state, sa.func.count().label("number"))
        .where(IS_SHOWN, *where)
        .group_by(PublishedPlace.body_id, state)
        .subquery()
    )
    rows = session.execute(
        sa.select(name, counted.c.state, counted.c.number).join(Body, Body.id == counted.c.body)
    )
    found: dict[str, Counter[PlaceState]] = {}
    for body, one, number in rows:
        found.setdefault(body or "", Counter())[PlaceState(one)] += number
    return found


def of_bodies(seats: Iterable[Seat]) -> sa.ColumnElement[bool]:
    """Return the condition that someone drafts for the body that answers for a place, or holds its catalogue."""
    bodies = {seat.body for seat in seats if seat.role is Role.DRAFTER}
    return sa.or_(PublishedPlace.body_id.in_(bodies), Catalogue.body_id.in_(bodies))


def is_checking(session: Session) -> bool:
    """Whether this installation asks for addresses."""
    return bool(session.scalar(sa.select(PlaceChecking.is_on)))
