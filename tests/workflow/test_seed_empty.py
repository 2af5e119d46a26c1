"""An installation without a demonstration: standards, a place to work, nobody who signs in, and never the demonstration."""

import pytest
import sqlalchemy as sa

from config import ROOT
from models import Body, Catalogue, Jurisdiction, Person, Proposal
from tests.workflow.accounts import PASSWORDS, SAID, enter
from values.vocabulary import Level, Role
from workflow.commands.appointing import appoint
from workflow.errors import InvalidError, NotAllowedError
from workflow.seed import seed
from workflow.seed.empty import planned_places, seed_empty
from workflow.unit import transaction

DATA = ROOT / "data"
PLACES = [("990000", "示范省"), ("990100", "青原市"), ("990101", "青禾县")]
BODY = "青禾县大数据中心"


@pytest.mark.slow
@pytest.mark.usefixtures("context", "clock")
def test_an_empty_installation_has_standards_and_a_place_and_its_administrators_are_appointed() -> None:
    stages: list[str] = []
    seed_empty(DATA, places=PLACES, body=BODY, progress=stages.append)
    seed_empty(DATA, places=PLACES, body=BODY)
    assert stages == ["people", "employment", "social-insurance"]
    assert seed(DATA, passwords=PASSWORDS, demo_password="printed") is None
    with transaction() as session:
        assert {one.code: one.current_release_no for one in session.scalars(sa.select(Catalogue))} == {
            "000000-employment": 1,
            "000000-social-insurance": 1,
        }
        places = session.scalars(sa.select(Jurisdiction).order_by(Jurisdiction.path)).all()
        assert [one.level for one in places] == [Level.NATION, Level.PROVINCE, Level.CITY, Level.COUNTY]
        assert session.scalar(sa.select(sa.func.count()).select_from(Proposal)) == 2
        assert set(session.scalars(sa.select(Person.password_hash))) == {""}
        assert set(session.scalars(sa.select(Person.email))) == {""}
        body = session.scalars(sa.select(Body.id).where(Body.name == BODY)).one()
    made = appoint("security", Role.SECURITY_ADMINISTRATOR, body, passwords=PASSWORDS, said=SAID)
    assert enter("security", made.password)


@pytest.mark.slow
@pytest.mark.usefixtures("context", "clock", "world")
def test_where_there_is_a_demonstration_no_empty_installation_is_made() -> None:
    with pytest.raises(NotAllowedError, match="The demonstration is loaded here"):
        seed_empty(DATA, places=PLACES, body=BODY)


@pytest.mark.parametrize(
    "places",
    [
        [],
        [("99", "示范省")],
        [("000000", "中国")],
        [("990000", "")],
        [("990000", "示范省"), ("980100", "别市")],
        [("990101", "青禾县"), ("990100", "青原市")],
    ],
)
def test_places_that_do_not_stand_under_one_another_are_refused(places: list[tuple[str, str]]) -> None:
    with pytest.raises(InvalidError):
        planned_places(places)


def test_a_county_that_a_province_administers_has_no_city() -> None:
    assert [one[3] for one in planned_places([("429000", "湖北省"), ("429004", "仙桃市")])] == [
        "000000",
        "429000",
    ]
