"""Ask for addresses by turns: a host by one at a time, each address at most once a day, what is fine once a week."""

import time
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from models import PlaceAddress, PlaceChange, PlaceHost, PublishedPlace
from values.place import fresh_until
from workflow.actor import SYSTEM
from workflow.commands.place_reading import ROOM
from workflow.places.evidence import evidence_of, expected_of
from workflow.places.judging import Found, look
from workflow.places.rules import AskingRules
from workflow.queries.places import is_checking
from workflow.unit import Unit, current_clock, unit

HOSTS = 16
"""Hosts that are asked at the same time."""
OF_ONE_HOST = 5
"""Addresses of one host that are asked for in a row."""
BEGIN_WITHIN = 20.0
"""Seconds: no further request is begun after them, so that a task ends in time."""
LEASE = timedelta(minutes=2)
"""A host that was taken and is not given back after this is taken by somebody else."""
SOON, LATER = timedelta(days=1), timedelta(days=7)
LONG_DEAD = timedelta(days=30)
"""What has been dead for so long is asked for once a week as well."""
KEPT = 20
"""Changes of an address that are kept."""


@dataclass(frozen=True)
class Errand:
    """Addresses of a host that somebody asks for."""

    host: int
    taken: int
    """The how-manieth time the host was taken."""
    addresses: tuple[tuple[int, str], ...]


def check_places(rules: AskingRules, *, of_catalogue: int | None = None) -> int:
    """Ask for some of the addresses that are due and keep what is found; return how many were asked for."""
    errands = take_errands(of_catalogue=of_catalogue)
    if not errands:
        return 0
    now, count = current_clock.get().now(), 0
    begins_until = time.monotonic() + BEGIN_WITHIN
    broken: list[BaseException] = []
    with ThreadPoolExecutor(max_workers=len(errands)) as pool:
        asked = {pool.submit(_run, one, rules, now, begins_until): one for one in errands}
        for done in as_completed(asked):
            if (error := done.exception()) is not None:
                broken.append(error)
            else:
                count += keep_found(asked[done], done.result(), failures=rules.failures)
    for error in broken:
        # What the others found is kept; the host of this one is taken again when its lease is over.
        raise error
    return count


def take_errands(*, of_catalogue: int | None = None) -> list[Errand]:
    """Take hosts that nobody is at, each with addresses that are due; none while the asking is switched off."""
    with unit(SYSTEM) as work:
        work.take_turn(ROOM)
        if not is_checking(work.session):
            return []
        due = _due(work, of_catalogue)
        hosts = work.session.scalars(sa.select(PlaceHost).where(PlaceHost.id.in_(due))).all()
        for host in hosts:
            host.taken_at, host.taken = work.now, host.taken + 1
        return [Errand(host.id, host.taken, tuple(due[host.id])) for host in hosts]


def _due(work: Unit, of_catalogue: int | None) -> dict[int, list[tuple[int, str]]]:
    place = sa.func.row_number().over(
        partition_by=PlaceAddress.host_id, order_by=(PlaceAddress.next_at, PlaceAddress.id)
    )
    is_free = sa.or_(PlaceHost.taken_at.is_(None), PlaceHost.taken_at < work.now - LEASE)
    ranked = (
        sa.select(PlaceAddress.id, PlaceAddress.host_id, PlaceAddress.url, place.label("place"))
        .join(PlaceHost, PlaceHost.id == PlaceAddress.host_id)
        .where(PlaceAddress.next_at <= work.now, is_free)
    )
    if of_catalogue is not None:
        named = sa.select(PublishedPlace.address_id).where(PublishedPlace.catalogue_id == of_catalogue)
        ranked = ranked.where(PlaceAddress.id.in_(named))
    found = ranked.subquery()
    rows = work.session.execute(
        sa.select(found.c.host_id, found.c.id, found.c.url)
        .where(found.c.place <= OF_ONE_HOST)
        .order_by(found.c.place, found.c.id)
        .limit(HOSTS * OF_ONE_HOST)
    )
    due: dict[int, list[tuple[int, str]]] = {}
    for host, number, url in rows:
        if host in due or len(due) < HOSTS:
            due.setdefault(host, []).append((number, url))
    return due


def _run(errand: Errand, rules: AskingRules, now: datetime, begins_until: float) -> dict[int, Found]:
    """Ask for the addresses of a host one after the other; this thread knows no database."""
    return dict(_looked(errand, rules, now, begins_until))


def _looked(
    errand: Errand, rules: AskingRules, now: datetime, begins_until: float
) -> Iterator[tuple[int, Found]]:
    for place, (number, url) in enumerate(errand.addresses):
        if place:
            time.sleep(rules.pause)
        if time.monotonic() > begins_until:
            return
        yield number, look(url, rules, now=now)


def keep_found(errand: Errand, found: dict[int, Found], *, failures: int) -> int:
    """Keep what was found, unless somebody else has taken the host since; return of how many addresses."""
    with unit(SYSTEM) as work:
        work.take_turn(ROOM)
        asked = sa.select(PlaceHost).where(PlaceHost.id == errand.host, PlaceHost.taken == errand.taken)
        host = work.session.scalars(asked).one_or_none()
        if host is None:
            return 0
        host.taken_at = None
        addresses = work.session.scalars(sa.select(PlaceAddress).where(PlaceAddress.id.in_(found))).all()
        for one in addresses:
            _keep(work, one, found[one.id], failures)
        _judge_anew(work, addresses)
        _prune(work, addresses)
        return len(addresses)


def _keep(work: Unit, address: PlaceAddress, found: Found, failures: int) -> None:
    if address.outcome is not found.outcome:
        address.since = work.today
        work.session.add(
            PlaceChange(address_id=address.id, at=work.now, outcome=found.outcome, status=found.status)
        )
    address.outcome, address.checked_at, address.status = found.outcome, work.now, found.status
    address.final_url, address.size, address.title = found.final_url, found.size, found.title
    if found.outcome.fails:
        address.failed_days += address.failed_on != work.today
        address.failed_on = work.today
        address.failing_since = address.failing_since or work.today
        address.is_settled = address.is_settled or address.failed_days >= failures
    else:
        address.failed_days, address.failed_on, address.failing_since = 0, None, None
        address.is_settled = False
    if found.outcome.is_open:
        _read(work, address, found)


def _read(work: Unit, address: PlaceAddress, found: Found) -> None:
    if address.first_read_on is None:
        address.first_read_on = work.today
    elif found.text_sha256 != address.text_sha256:
        address.changed_on = work.today
    address.text_sha256 = found.text_sha256
    address.modified_on, address.dated_on = found.modified_on, found.dated_on


def _judge_anew(work: Unit, addresses: Collection[PlaceAddress]) -> None:
    """Say again how long places are fresh, and when their addresses are asked for next."""
    by_id = {one.id: one for one in addresses}
    overdue = set()
    asked = sa.select(PublishedPlace).where(PublishedPlace.address_id.in_(by_id))
    for place in work.session.scalars(asked):
        address = by_id[place.address_id or 0]
        place.fresh_until = fresh_until(expected_of(place), evidence_of(address))
        if place.fresh_until is not None and place.fresh_until < work.today:
            overdue.add(address.id)
    for one in addresses:
        is_urgent = (one.failed_days > 0 and not _is_long_dead(work, one)) or one.id in overdue
        one.next_at = work.now + (SOON if is_urgent else LATER)


def _is_long_dead(work: Unit, address: PlaceAddress) -> bool:
    return address.failing_since is not None and work.today - address.failing_since > LONG_DEAD


def _prune(work: Unit, addresses: Collection[PlaceAddress]) -> None:
    work.session.flush()
    newest_first = sa.func.row_number().over(
        partition_by=PlaceChange.address_id, order_by=PlaceChange.id.desc()
    )
    ranked = (
        sa.select(PlaceChange.id, newest_first.label("place"))
        .where(PlaceChange.address_id.in_([one.id for one in addresses]))
        .subquery()
    )
    old = sa.select(ranked.c.id).where(ranked.c.place > KEPT)
    work.session.execute(
        sa.delete(PlaceChange).where(PlaceChange.id.in_(old)).execution_options(synchronize_session=False)
    )
