"""Set up what proposals are about: jurisdictions, bodies, people, assignments, routes, catalogues."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from models import (
    Assignment,
    Body,
    Catalogue,
    Installation,
    Jurisdiction,
    LedgerLog,
    Person,
    Route,
    TransitionTable,
    WorkingDayException,
    WorkingDayYear,
)
from values import route_plan
from values.codes import is_valid_credit_code
from values.messages import N_
from values.vocabulary import BodyKind, CatalogueKind, Field, Level, Post, Role
from values.workdays import WorkingDayTable
from workflow.actor import SYSTEM, Actor
from workflow.audit import Happening, Subject, record
from workflow.commands.routes import plan_of, require_review, rows_of_steps
from workflow.errors import invalid
from workflow.founding import add_catalogue
from workflow.lifecycle import table_bytes, table_sha256
from workflow.organisations import WRONG_CODE, BodyParticulars, add_body, add_jurisdiction
from workflow.roles import record_granted, require_offices
from workflow.unit import Unit, unit


def install(log: str, *, working_days: WorkingDayTable, source: str, hash_algorithm: str = "sha256") -> bool:
    """Make the log's identity and import the working days; return False where it was done before."""
    with unit(SYSTEM) as work:
        if work.session.scalar(sa.select(Installation.log)):
            return False
        work.session.add(Installation(log=log, installed_at=work.now))
        work.session.add(LedgerLog(no=1, origin=log, hash_algorithm=hash_algorithm, opened_at=work.now))
        work.session.add(TransitionTable(sha256=table_sha256(), data=table_bytes()))
        work.session.add_all(
            WorkingDayYear(year=year, source=source)
            for year in range(working_days.first_year, working_days.last_year + 1)
        )
        work.session.add_all(
            WorkingDayException(day=day, is_working=working, name=working_days.names.get(day, ""))
            for day, working in working_days.exceptions.items()
        )
        work.session.flush()
        _note(work, "installed", "installation", log, None, {"table_sha256": table_sha256()})
        return True


def bring_table_into_force() -> bool:
    """Note a transition table that differs from the last one in force; return whether it did."""
    with unit(SYSTEM) as work:
        if work.session.get(TransitionTable, table_sha256()):
            return False
        work.session.add(TransitionTable(sha256=table_sha256(), data=table_bytes()))
        _note(
            work, "table_in_force", "transition_table", table_sha256(), None, {"table_sha256": table_sha256()}
        )
        return True


def register_jurisdiction(*, code: str, name: str, level: Level, parent: str | None = None) -> int:
    """Add a jurisdiction under its parent's code and return its id."""
    with unit(SYSTEM) as work:
        above = (
            work.session.scalar(sa.select(Jurisdiction).where(Jurisdiction.code == parent))
            if parent
            else None
        )
        return add_jurisdiction(work, None, code=code, name=name, level=level, above=above)


def register_body(
    *,
    name: str,
    kind: BodyKind,
    jurisdiction_id: int,
    credit_code: str | None = None,
    business_line: str = "",
    parent_id: int | None = None,
    since: date = date(2019, 1, 1),
) -> int:
    """Add a body and return its id; a unified social credit code must carry its check digit."""
    if credit_code is not None and not is_valid_credit_code(credit_code):
        raise invalid("credit_code", WRONG_CODE)
    said = BodyParticulars(
        kind=kind, credit_code=credit_code, business_line=business_line, parent_id=parent_id
    )
    with unit(SYSTEM) as work:
        return add_body(work, None, name, said, place=jurisdiction_id, since=since)


def register_person(
    *, login: str, name: str, email: str, password_hash: str, language: str = "zh_Hans"
) -> int:
    """Add someone who can sign in and return their id."""
    with unit(SYSTEM) as work:
        row = Person(login=login, name=name, email=email, password_hash=password_hash, language=language)
        work.session.add(row)
        work.session.flush()
        _note(work, "person_registered", "person", str(row.id), None, {})
        return row.id


def assign(
    *,
    person_id: int,
    body_id: int,
    role: Role,
    post: Post = Post.STAFF,
    actor: Actor = SYSTEM,
    until: date | None = None,
) -> int:
    """Give a person a role in a body, as whoever sets up the installation does; nobody grants to themselves.

    Raises: InvalidError for a grant to oneself, for two of the three offices of the 三员 in one hand, and for one beside another role.
    """
    if actor.person_id == person_id:
        raise invalid("person", N_("Nobody can grant a role to themselves."))
    with unit(actor) as work:
        require_offices(work.session, person_id, role, None, until)
        row = Assignment(
            person_id=person_id,
            body_id=body_id,
            role=role,
            post=post,
            valid_until=until,
            granted_by_id=actor.person_id,
        )
        work.session.add(row)
        work.session.flush()
        record_granted(work, row, work.session.get_one(Body, body_id).jurisdiction_id, None)
        return row.id


PlannedStep = route_plan.PlannedStep


def set_up_route(
    *,
    name: str,
    jurisdiction_id: int,
    steps: Sequence[PlannedStep],
    publishing_body_id: int | None = None,
    allows_two_steps: bool = False,
) -> int:
    """Add a route with its steps and return its id.

    Raises: InvalidError where no step is taken whatever is proposed, since nobody would review then.
    """
    require_review(steps)
    with unit(SYSTEM) as work:
        route = Route(
            name=name,
            jurisdiction_id=jurisdiction_id,
            publishing_body_id=publishing_body_id,
            allows_two_steps=allows_two_steps,
        )
        work.session.add(route)
        work.session.flush()
        work.session.add_all(rows_of_steps(route, steps))
        _note(
            work,
            "route_set_up",
            "route",
            str(route.id),
            jurisdiction_id,
            {"after": plan_of(route, steps).plain},
        )
        return route.id


def set_up_catalogue(
    *,
    code: str,
    title: str,
    kind: CatalogueKind,
    field: Field,
    jurisdiction_id: int,
    body_id: int,
    route_id: int,
    upstream_id: int | None = None,
    reconstructed: bool = False,
    is_normative_document: bool = False,
) -> int:
    """Add an empty catalogue and return its id; its first proposal fills it."""
    with unit(SYSTEM) as work:
        row = Catalogue(
            code=code,
            title=title,
            kind=kind,
            field=field,
            jurisdiction_id=jurisdiction_id,
            body_id=body_id,
            route_id=route_id,
            upstream_catalogue_id=upstream_id,
            reconstructed=reconstructed,
            is_normative_document=is_normative_document,
        )
        upstream = work.session.get(Catalogue, upstream_id) if upstream_id else None
        route = work.session.get_one(Route, route_id)
        return add_catalogue(work, None, row, upstream=upstream.code if upstream else "", route=route)


def _note(
    work: Unit,
    action: str,
    kind: str,
    subject: str,
    jurisdiction_id: int | None,
    details: dict[str, object],
    catalogue_id: int | None = None,
) -> None:
    record(
        work,
        Happening(
            action=action,
            subject=Subject(
                kind=kind, id=subject, jurisdiction_id=jurisdiction_id, catalogue_id=catalogue_id
            ),
            details=details,
            owed=False,
        ),
    )
