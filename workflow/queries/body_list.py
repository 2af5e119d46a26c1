"""Bodies and jurisdictions of a system administrator's area, with what is known of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, Jurisdiction
from values.messages import N_
from values.vocabulary import BodyKind, Role
from workflow.errors import NotFoundError
from workflow.permissions import Seat
from workflow.queries.bodies import NameSince, body_names, name_on, names_on
from workflow.reach import below


@dataclass(frozen=True, kw_only=True)
class KnownBody:
    """A body with its present name and everything that is known of it."""

    id: int
    name: str
    kind: BodyKind
    place: str
    """The jurisdiction's name."""
    place_id: int
    credit_code: str | None
    business_line: str
    parent_id: int | None
    parent: str
    valid_from: date | None
    valid_until: date | None
    has_ended: bool


def organiser_paths(seats: Collection[Seat]) -> list[str]:
    """Return the paths of the areas whose bodies these seats register."""
    return [seat.path for seat in seats if seat.role is Role.SYSTEM_ADMINISTRATOR]


def known_bodies(
    session: Session,
    paths: Sequence[str],
    *,
    today: date,
    words: str = "",
    place: int | None = None,
    offset: int,
    limit: int,
) -> list[KnownBody]:
    """Return the bodies of some subtrees by place; one more than the limit tells of a next page."""
    asked = _asked(paths, today).order_by(Jurisdiction.path, Body.id).offset(offset).limit(limit + 1)
    if words:
        holds = (one.contains(words, autoescape=True) for one in (Body.name, Body.credit_code))
        asked = asked.where(sa.or_(*holds))
    if place is not None:
        asked = asked.where(Body.jurisdiction_id == place)
    return _read(session, asked, today)


def known_body(
    session: Session, paths: Sequence[str], body_id: int, *, today: date
) -> tuple[KnownBody, tuple[NameSince, ...]]:
    """Return a body of some subtrees, and the names that it bore.

    Raises: NotFoundError.
    """
    found = _read(session, _asked(paths, today).where(Body.id == body_id), today)
    if not found:
        raise NotFoundError(N_("There is no such body in your area."))
    names = body_names(session, [body_id]).names.get(body_id, ())
    return found[0], tuple(NameSince(name=name, since=since) for since, name in names)


def places_within(session: Session, paths: Sequence[str], *, most: int) -> list[tuple[int, str, str]]:
    """Return the jurisdictions of some subtrees, the upper ones first: id, code and name."""
    rows = session.execute(
        sa.select(Jurisdiction.id, Jurisdiction.code, Jurisdiction.name)
        .where(below(list(paths)))
        .order_by(Jurisdiction.path)
        .limit(most)
    )
    return [(number, code, name) for number, code, name in rows]


def catalogues_in(session: Session, place: int) -> list[tuple[str, str]]:
    """Return code and title of the published catalogues of a jurisdiction, from whose pages a body is changed."""
    rows = session.execute(
        sa.select(Catalogue.code, Catalogue.title)
        .where(Catalogue.jurisdiction_id == place, Catalogue.current_release_no.is_not(None))
        .order_by(Catalogue.code)
    )
    return [(code, title) for code, title in rows]


def _asked(paths: Sequence[str], today: date) -> sa.Select[Body, str, str]:
    return (
        sa.select(Body, name_on(today), Jurisdiction.name)
        .join(Jurisdiction, Jurisdiction.id == Body.jurisdiction_id)
        .where(below(list(paths)))
    )


def _read(session: Session, asked: sa.Select[Body, str, str], today: date) -> list[KnownBody]:
    rows = session.execute(asked).all()
    parents = names_on(session, (body.parent_id for body, *_ in rows), day=today)
    return [
        KnownBody(
            id=body.id,
            name=name,
            kind=body.kind,
            place=place,
            place_id=body.jurisdiction_id,
            credit_code=body.credit_code,
            business_line=body.business_line,
            parent_id=body.parent_id,
            parent=parents.get(body.parent_id or 0, ""),
            valid_from=body.valid_from,
            valid_until=body.valid_until,
            has_ended=body.valid_until is not None and body.valid_until < today,
        )
        for body, name, place in rows
    ]
