"""The seed: safe to run twice, taken up where it stopped, and history like any other."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from config import ROOT
from models import Assignment, Body, Catalogue, Event, Person, Proposal, PublicationNotice, Release, Route
from tests.workflow.replay import assert_the_trail_holds
from values.clock import FrozenClock
from values.vocabulary import CatalogueKind, State
from workflow.passwords import Passwords
from workflow.queries.catalogue import arranged, catalogue_at_release, in_force, shown
from workflow.seed import Demonstration, seed
from workflow.seed.demonstration import CLAIMED
from workflow.seed.people import BODIES, PEOPLE
from workflow.unit import transaction

pytestmark = [pytest.mark.usefixtures("context", "clock"), pytest.mark.slow]

DATA = ROOT / "data"
COUNTS = {"employment": (9, 25), "social-insurance": (9, 78)}


class StoppedError(Exception):
    """The power went."""


def run(progress: object = lambda _: None, data: Path = DATA) -> Demonstration | None:
    passwords = Passwords(time_cost=1, memory_kib=8)
    return seed(data, passwords=passwords, demo_password="a password", progress=progress)


def assert_complete(clock: FrozenClock) -> None:
    with transaction() as session:
        catalogues = session.scalars(sa.select(Catalogue)).all()
        assert Counter(one.code[:6] for one in catalogues) == {"000000": 2, "990101": 3}
        for catalogue in catalogues:
            rows = catalogue_at_release(session, catalogue.id, 1)
            depths = Counter(row.depth for row in arranged(row.state for row in rows.values()))
            claims = catalogue.kind is CatalogueKind.TOWNSHIP
            assert (depths[1], depths[2]) == ((len(CLAIMED), 0) if claims else COUNTS[catalogue.field])
            assert catalogue.current_release_no == 1
        assert session.scalar(sa.select(sa.func.count()).select_from(Person)) == len(PEOPLE)
        assert session.scalar(sa.select(sa.func.count()).select_from(Assignment)) == len(PEOPLE)
        assert session.scalar(sa.select(sa.func.count()).select_from(Body)) == len(BODIES)
        assert session.scalar(sa.select(sa.func.count()).select_from(Route)) == 3
        published = session.scalars(sa.select(Event).where(Event.action == "publish")).all()
        assert len(published) == 5
        for model in (Release, PublicationNotice):
            assert session.scalar(sa.select(sa.func.count()).select_from(model)) == 5
        assert_the_trail_holds(session)
        standard = next(one for one in catalogues if one.code == "000000-employment")
        before_installation = date(2020, 1, 1)
        assert len(in_force(session, standard.id, day=before_installation, now=clock.now())) == 34
        assert not shown(session, standard.id, day=before_installation, now=clock.now())


def test_the_seed_fills_everything_once(clock: FrozenClock) -> None:
    told: list[str] = []
    assert run(told.append) is not None
    assert told == ["people", "employment", "social-insurance", "township", "examples"]
    assert_complete(clock)
    with transaction() as session:
        before = session.scalar(sa.select(sa.func.max(Event.id)))
    assert run() is None
    with transaction() as session:
        assert session.scalar(sa.select(sa.func.max(Event.id))) == before


@pytest.mark.parametrize("stage", ["people", "employment", "social-insurance", "township", "examples"])
def test_an_interrupted_seed_is_taken_up_where_it_stopped(clock: FrozenClock, stage: str) -> None:
    def stop(at: str) -> None:
        if at == stage:
            raise StoppedError

    with pytest.raises(StoppedError):
        run(stop)
    assert run() is not None
    assert_complete(clock)
    assert run() is None


@pytest.mark.parametrize("broken", ["approval.approve", "publication.publish"])
def test_a_proposal_that_a_stop_left_behind_is_ended_or_published(
    clock: FrozenClock, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise StoppedError

    with monkeypatch.context() as patch:
        patch.setattr(f"workflow.commands.{broken}", stop)
        with pytest.raises(StoppedError):
            run()
    assert run() is not None
    assert_complete(clock)
    with transaction() as session:
        states = Counter(session.scalars(sa.select(Proposal.state)).all())
    assert states[State.WITHDRAWN] == (1 if broken == "approval.approve" else 0)
