"""The register of bases: kept by business administrators, with a history that stays, and known to R07."""

import json
from datetime import date

import pytest
import sqlalchemy as sa

from formats.standard_json import read_standard
from models import LegalBasis, LegalBasisChange
from tests.docs.test_events_doc import DESCRIBED
from tests.models.raw import refused
from tests.sources import ROOT
from tests.workflow.looking import all_events
from tests.world import COUNTY, OTHER_COUNTY, World
from values.legal_basis import BasisStatus
from workflow.bases import cited, register_of
from workflow.basis_marking import Mark
from workflow.commands.bases import BasisFacts, correct_basis, register_basis
from workflow.commands.basis_marks import mark, take_mark_back
from workflow.errors import ForbiddenError, InvalidError, NotFoundError, StaleError
from workflow.queries.bases import (
    citing_catalogues,
    citing_rows,
    history,
    openings,
)
from workflow.seed.bases import bring_in_bases
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

LAW = BasisFacts(title="中华人民共和国就业促进法", number="主席令第70号", in_force_from=date(2008, 1, 1))
NEW = BasisFacts(title="就业新法", number="国务院令第900号", in_force_from=date(2026, 1, 1))


def repealed(since: date = date(2026, 2, 1), successor: int | None = None) -> Mark:
    return Mark(status=BasisStatus.REPEALED, since=since, by="国务院令第900号", successor=successor)


def amended(since: date) -> Mark:
    return Mark(status=BasisStatus.AMENDED, since=since, by="国务院令第800号")


def standing(basis: int, day: date) -> BasisStatus:
    with transaction() as session:
        known = {one.key: one for one in register_of(session).bases}
        return known[str(basis)].standing_on(day).status


def test_only_a_business_administrator_keeps_the_register(world: World) -> None:
    for login in ("drafter", "supervisor", "publisher"):
        with pytest.raises(ForbiddenError):
            register_basis(LAW, actor=world.actor(login))
    basis = register_basis(LAW, actor=world.actor("business-admin"))
    with pytest.raises(ForbiddenError):
        mark(basis, repealed(), actor=world.actor("drafter"))
    with pytest.raises(ForbiddenError):
        correct_basis(basis, NEW, actor=world.actor("drafter"), version=1)
    assert standing(basis, date(2026, 3, 2)) is BasisStatus.IN_FORCE


def test_a_basis_needs_a_title_and_is_registered_once(world: World) -> None:
    admin = world.actor("business-admin")
    register_basis(LAW, actor=admin)
    for wrong in (LAW, BasisFacts(title=" "), BasisFacts(title="长" * 401)):
        with pytest.raises(InvalidError):
            register_basis(wrong, actor=admin)


def test_a_correction_asks_for_the_version_that_was_seen(world: World) -> None:
    admin = world.actor("business-admin")
    basis = register_basis(LAW, actor=admin)
    correct_basis(basis, LAW, actor=admin, version=1)
    correct_basis(basis, NEW, actor=admin, version=1)
    with pytest.raises(StaleError):
        correct_basis(basis, LAW, actor=admin, version=1)
    with pytest.raises(NotFoundError):
        correct_basis(basis + 1, LAW, actor=admin, version=1)
    with transaction() as session:
        assert session.get_one(LegalBasis, basis).title == NEW.title


def test_a_repealed_basis_is_repealed_from_its_day_on(world: World) -> None:
    admin = world.actor("business-admin")
    basis, new = register_basis(LAW, actor=admin), register_basis(NEW, actor=admin)
    mark(basis, amended(date(2021, 1, 1)), actor=admin)
    mark(basis, repealed(successor=new), actor=admin)
    days = {date(2020, 1, 1): BasisStatus.IN_FORCE, date(2021, 1, 1): BasisStatus.AMENDED}
    days |= {date(2026, 1, 31): BasisStatus.AMENDED, date(2026, 2, 1): BasisStatus.REPEALED}
    assert {day: standing(basis, day) for day in days} == days


@pytest.mark.parametrize(
    "wrong",
    [repealed(date(2027, 1, 1)), amended(date(2026, 2, 1)), repealed(date(2019, 6, 1))],
    ids=["repealed twice", "amended after the repeal", "repealed twice, earlier"],
)
def test_nothing_follows_a_repeal(world: World, wrong: Mark) -> None:
    admin = world.actor("business-admin")
    basis = register_basis(LAW, actor=admin)
    mark(basis, repealed(), actor=admin)
    with pytest.raises(InvalidError):
        mark(basis, wrong, actor=admin)
    columns = "legal_basis_id, status, since, by, number, recorded_at"
    values = f"legal_basis_id, '{wrong.status}', '{wrong.since}', by, number, recorded_at"
    insert = f"INSERT INTO legal_basis_change ({columns}) SELECT {values} FROM legal_basis_change"  # noqa: S608
    refused(insert, "a repealed basis stays repealed")


def test_a_repeal_does_not_come_before_an_amendment(world: World) -> None:
    admin = world.actor("business-admin")
    basis = register_basis(LAW, actor=admin)
    mark(basis, amended(date(2026, 2, 2)), actor=admin)
    with pytest.raises(InvalidError):
        mark(basis, repealed(), actor=admin)


def test_a_basis_does_not_take_its_own_place(world: World) -> None:
    admin = world.actor("business-admin")
    basis, new = register_basis(LAW, actor=admin), register_basis(NEW, actor=admin)
    mark(basis, repealed(successor=new), actor=admin)
    for successor in (basis, new, new + 1):
        with pytest.raises(InvalidError):
            mark(new, repealed(successor=successor), actor=admin)


def test_a_mark_that_was_a_mistake_is_taken_back_and_stays_in_the_history(world: World) -> None:
    admin = world.actor("business-admin")
    basis = register_basis(LAW, actor=admin)
    change = mark(basis, repealed(), actor=admin)
    take_mark_back(change, actor=admin)
    with pytest.raises(InvalidError):
        take_mark_back(change, actor=admin)
    assert standing(basis, date(2026, 3, 2)) is BasisStatus.IN_FORCE
    mark(basis, repealed(), actor=admin)
    assert standing(basis, date(2026, 3, 2)) is BasisStatus.REPEALED
    with transaction() as session:
        assert [one.revokes_id for one in history(session, basis)] == [None, change, None]


def test_who_cites_a_basis_is_found_by_recognition(world: World) -> None:
    admin = world.actor("business-admin")
    basis = register_basis(LAW, actor=admin)
    with transaction() as session:
        found = citing_catalogues(session, basis)
        county = next(one for one in found if one.catalogue.code == COUNTY)
        rows = citing_rows(session, basis, county.catalogue)
        assert county.citations == len(rows) > 0


def test_a_correction_changes_who_cites_a_basis(world: World) -> None:
    admin = world.actor("business-admin")
    basis = register_basis(LAW, actor=admin)
    correct_basis(basis, NEW, actor=admin, version=1)
    with transaction() as session:
        assert citing_catalogues(session, basis) == []
    correct_basis(basis, LAW, actor=admin, version=2)
    with transaction() as session:
        assert citing_catalogues(session, basis)


def test_a_mark_lists_the_citing_catalogues_of_the_administrators_jurisdiction(world: World) -> None:
    admin = world.actor("business-admin")
    basis = register_basis(LAW, actor=admin)
    change = mark(basis, repealed(), actor=admin)
    with transaction() as session:
        codes = [code for _, code, _ in openings(session, basis)]
    assert COUNTY in codes
    assert OTHER_COUNTY not in codes
    take_mark_back(change, actor=admin)
    with transaction() as session:
        assert all(one.is_done and number is None for one, _, number in openings(session, basis))


@pytest.mark.usefixtures("world")
def test_the_installations_register_is_brought_in_once_and_covers_the_national_catalogues() -> None:
    assert bring_in_bases(ROOT / "data") == 33
    assert bring_in_bases(ROOT / "data") == 0
    cells = {
        cell.text
        for name in ("national_employment.json", "national_social_insurance.json")
        for section in read_standard(ROOT / "data" / name, body="人力资源社会保障部门")
        for row in section.rows
        for cell in row.legal_bases
    }
    with transaction() as session:
        register = register_of(session)
        assert {len(cited(text, register)) for text in cells} == {1}
        assert (
            session.scalars(sa.select(LegalBasisChange).where(LegalBasisChange.status == "repealed")).all()
            == []
        )


def test_recorded_events_are_as_the_page_says(world: World) -> None:
    admin = world.actor("business-admin")
    basis = register_basis(LAW, actor=admin)
    correct_basis(basis, NEW, actor=admin, version=1)
    mark(basis, amended(date(2026, 1, 2)), actor=admin)
    take_mark_back(mark(basis, repealed(), actor=admin), actor=admin)
    for action in ("registered", "corrected", "amended", "repealed", "mark_taken_back"):
        event = all_events(f"basis_{action}")[-1]
        described = DESCRIBED[f"basis_{action}"]
        told = frozenset(json.loads(event.data)["details"])
        assert (event.subject_kind, told) == (described.subject, described.details)
