"""Which catalogues are published, each by its code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, Catalogue, Jurisdiction, PublicationNotice, Release
from values.messages import N_
from values.vocabulary import CatalogueKind, Role
from workflow.errors import NotFoundError
from workflow.permissions import Seat
from workflow.queries.bodies import current_day, name_on


@dataclass(frozen=True, kw_only=True)
class PublishedCatalogue:
    """A catalogue with where it belongs, who holds it, and its newest release."""

    catalogue: Catalogue
    jurisdiction: str
    body: str
    release: Release
    notice: PublicationNotice


@dataclass(frozen=True, kw_only=True)
class PublishedRelease:
    """A release with its notice."""

    release: Release
    notice: PublicationNotice


class ListedRelease(NamedTuple):
    """A release in a list: what it and its notice say in a line."""

    no: int
    published_at: datetime
    effective_from: date
    published_on: date
    is_trial: bool
    valid_until: date | None


def published_catalogues(session: Session) -> list[PublishedCatalogue]:
    """Return the catalogues that have a release: local ones first, then townships, then standards."""
    rows = session.execute(
        sa.select(Catalogue, Jurisdiction.name, name_on(current_day()), Release, PublicationNotice)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .join(Body, Body.id == Catalogue.body_id)
        .join(
            Release,
            sa.and_(Release.catalogue_id == Catalogue.id, Release.no == Catalogue.current_release_no),
        )
        .join(PublicationNotice, PublicationNotice.release_id == Release.id)
        .order_by(
            sa.case(
                {CatalogueKind.LOCAL: 1, CatalogueKind.TOWNSHIP: 2, CatalogueKind.STANDARD: 3},
                value=Catalogue.kind,
            ),
            Catalogue.code,
        )
    )
    return [
        PublishedCatalogue(
            catalogue=catalogue, jurisdiction=jurisdiction, body=body, release=release, notice=notice
        )
        for catalogue, jurisdiction, body, release, notice in rows
    ]


PUBLISHED = sa.select(Catalogue).where(
    Catalogue.code == sa.bindparam("code"), Catalogue.current_release_no.is_not(None)
)
"""Made once, as are `LISTED`, since every public page asks them."""


def published_catalogue(session: Session, code: str) -> Catalogue:
    """Return a published catalogue.

    Raises: NotFoundError where there is none, or nothing is published of it yet.
    """
    found = session.scalar(PUBLISHED, {"code": code}) if code.isprintable() else None
    if found is None:
        raise NotFoundError(N_("There is no published catalogue with this code."))
    return found


def claiming_townships(session: Session, county: Catalogue, seats: Iterable[Seat]) -> Sequence[Catalogue]:
    """Return the catalogues of townships in which drafters among these seats can claim rows of a county's."""
    places = {seat.jurisdiction for seat in seats if seat.role is Role.DRAFTER}
    if not places:
        return []
    return session.scalars(
        sa.select(Catalogue)
        .where(
            Catalogue.kind == CatalogueKind.TOWNSHIP,
            Catalogue.upstream_catalogue_id == county.id,
            Catalogue.jurisdiction_id.in_(places),
        )
        .order_by(Catalogue.code)
    ).all()


def published_releases(session: Session, catalogue_id: int) -> list[PublishedRelease]:
    """Return the releases of a catalogue with their notices, the newest first."""
    rows = session.execute(
        sa.select(Release, PublicationNotice)
        .join(PublicationNotice, PublicationNotice.release_id == Release.id)
        .where(Release.catalogue_id == catalogue_id)
        .order_by(Release.no.desc())
    )
    return [PublishedRelease(release=release, notice=notice) for release, notice in rows]


LISTED = (
    sa.select(
        Release.no,
        Release.published_at,
        Release.effective_from,
        PublicationNotice.published_on,
        PublicationNotice.is_trial,
        PublicationNotice.valid_until,
    )
    .join(PublicationNotice, PublicationNotice.release_id == Release.id)
    .where(Release.catalogue_id == sa.bindparam("catalogue"))
    .order_by(Release.no.desc())
)


def listed_releases(session: Session, catalogue_id: int) -> list[ListedRelease]:
    """Return the releases of a catalogue as a list names them, the newest first."""
    return [ListedRelease(*row) for row in session.execute(LISTED, {"catalogue": catalogue_id})]


def require_release(catalogue: Catalogue, number: int) -> int:
    """Return the number of a release that the catalogue has.

    Raises: NotFoundError.
    """
    if not 1 <= number <= (catalogue.current_release_no or 0):
        raise NotFoundError(N_("This catalogue has no such release; choose one from its list."))
    return number


def titles_of(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """Return the titles of catalogues by code."""
    rows = session.execute(sa.select(Catalogue.code, Catalogue.title).where(Catalogue.code.in_(set(codes))))
    return {row[0]: row[1] for row in rows}
