"""Keep a list of the places that catalogues name: anew for each release and each day, written only where it changed."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import (
    Catalogue,
    PlaceAddress,
    PlaceChange,
    PlaceHost,
    PlaceReading,
    PublishedPlace,
)
from values.canonical import sha256_hex
from values.clock import shanghai_day
from values.place import fresh_until
from values.vocabulary import CatalogueKind
from values.web_address import AddressError, web_address
from workflow.actor import SYSTEM
from workflow.inserting import insert_missing
from workflow.places.evidence import evidence_of
from workflow.places.naming import NamedPlace, places_named
from workflow.unit import Unit, current_clock, reading, unit

ROOM = "published places"
"""Whose turn it is to write what catalogues name, and to take addresses."""

AT_ONCE = 50
"""Catalogues that are read in one go."""

EVERY_PORT = frozenset(range(1, 1 << 16))
_KINDS = (CatalogueKind.LOCAL, CatalogueKind.TOWNSHIP)


def read_places(*, most: int = AT_ONCE) -> int:
    """Read the places of catalogues that were published since, or not read today; return how many were."""
    with reading() as session:
        waiting = _waiting(session, shanghai_day(current_clock.get().now()), most)
    for catalogue_id in waiting:
        read_catalogue(catalogue_id)
    return len(waiting)


def _waiting(session: Session, today: date, most: int) -> Sequence[int]:
    county = aliased(Catalogue)
    above = sa.and_(county.id == Catalogue.upstream_catalogue_id, Catalogue.kind == CatalogueKind.TOWNSHIP)
    return session.scalars(
        sa.select(Catalogue.id)
        .outerjoin(PlaceReading, PlaceReading.catalogue_id == Catalogue.id)
        .outerjoin(county, above)
        .where(Catalogue.kind.in_(_KINDS), Catalogue.current_release_no.is_not(None))
        .where(
            sa.or_(
                PlaceReading.catalogue_id.is_(None),
                PlaceReading.read_on != today,
                PlaceReading.release_no != Catalogue.current_release_no,
                PlaceReading.county_release_no.is_distinct_from(county.current_release_no),
            )
        )
        .order_by(Catalogue.id)
        .limit(most)
    ).all()


def read_catalogue(catalogue_id: int) -> None:
    """Replace what is kept of a catalogue's places by what its rows name today; once more does no harm."""
    with unit(SYSTEM) as work:
        work.take_turn(ROOM)
        session = work.session
        catalogue = session.get_one(Catalogue, catalogue_id)
        named = places_named(session, catalogue, today=work.today)
        addresses = _addresses(work, named)
        rows = [_row(catalogue_id, place, one, addresses) for place, one in enumerate(named)]
        if rows != (kept := _kept(session, catalogue_id)):
            session.execute(sa.delete(PublishedPlace).where(PublishedPlace.catalogue_id == catalogue_id))
            insert_missing(session, PublishedPlace, rows)
            gone = {one["address_id"] for one in kept} - {one["address_id"] for one in rows}
            _forget(session, [one for one in gone if one])
        county = session.get(Catalogue, catalogue.upstream_catalogue_id or 0)
        is_township = county is not None and catalogue.kind is CatalogueKind.TOWNSHIP
        session.merge(
            PlaceReading(
                catalogue_id=catalogue_id,
                release_no=catalogue.current_release_no or 0,
                county_release_no=county.current_release_no if county and is_township else None,
                read_on=work.today,
            )
        )


def _addresses(work: Unit, named: Sequence[NamedPlace]) -> dict[str, PlaceAddress]:
    """Return the addresses that are named, by what stands in the row, with those that were not known before."""
    session, urls = work.session, sorted({one.url for one in named if one.url})
    if not urls:
        return {}
    hosts = {url: _host(url) for url in urls}
    insert_missing(session, PlaceHost, [{"name": one, "taken": 0} for one in sorted(set(hosts.values()))])
    asked = sa.select(PlaceHost.name, PlaceHost.id).where(PlaceHost.name.in_(set(hosts.values())))
    ids = {name: number for name, number in session.execute(asked)}  # noqa: C416 - `dict` would ask for keys
    fresh = {"final_url": "", "title": "", "failed_days": 0, "is_settled": False, "text_sha256": ""}
    by_hash = {sha256_hex(url.encode()): url for url in urls}
    insert_missing(
        session,
        PlaceAddress,
        [
            {"url": url, "url_sha256": key, "host_id": ids[hosts[url]], "next_at": work.now, **fresh}
            for key, url in sorted(by_hash.items())
        ],
    )
    known = session.scalars(sa.select(PlaceAddress).where(PlaceAddress.url_sha256.in_(by_hash)))
    return {one.url: one for one in known}


def _host(url: str) -> str:
    """Return which host is asked for an address; of what cannot be asked for a name that none has."""
    try:
        return web_address(url, ports=EVERY_PORT).origin
    except AddressError:
        return ""


def _row(
    catalogue_id: int, position: int, one: NamedPlace, addresses: dict[str, PlaceAddress]
) -> dict[str, Any]:
    address = addresses.get(one.url)
    return {
        "catalogue_id": catalogue_id,
        "entry_id": one.entry,
        "path": one.path,
        "number": one.number,
        "name": one.name,
        "position": position,
        "body_id": one.body,
        "level": one.level,
        "text": one.text,
        "address_id": address.id if address else None,
        "every": one.expected.every,
        "amended_on": one.expected.amended_on,
        "due_on": one.expected.due_on,
        "fresh_until": fresh_until(one.expected, evidence_of(address)) if address else None,
    }


_COLUMNS = tuple(one.name for one in PublishedPlace.__table__.columns if one.name != "id")


def _kept(session: Session, catalogue_id: int) -> list[dict[str, Any]]:
    columns = [getattr(PublishedPlace, name) for name in _COLUMNS]
    asked = sa.select(*columns).where(PublishedPlace.catalogue_id == catalogue_id)
    return [dict(row) for row in session.execute(asked.order_by(PublishedPlace.position)).mappings()]


def _forget(session: Session, gone: Collection[int]) -> None:
    """Forget those of these addresses that no other row names, with what came of asking for them."""
    used = sa.select(PublishedPlace.address_id).where(PublishedPlace.address_id.in_(gone))
    unused = set(gone) - set(session.scalars(used))
    if not unused:
        return
    hosts = set(session.scalars(sa.select(PlaceAddress.host_id).where(PlaceAddress.id.in_(unused))))
    session.execute(sa.delete(PlaceChange).where(PlaceChange.address_id.in_(unused)))
    session.execute(sa.delete(PlaceAddress).where(PlaceAddress.id.in_(unused)))
    hosts -= set(session.scalars(sa.select(PlaceAddress.host_id).where(PlaceAddress.host_id.in_(hosts))))
    session.execute(sa.delete(PlaceHost).where(PlaceHost.id.in_(hosts)))
