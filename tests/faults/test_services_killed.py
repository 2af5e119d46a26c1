"""The embedded process is killed while it asks a message service: each message goes once, or once more a crash."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models import Delivery
from tests.faults.installation import EMBEDDED, LONG, Installation
from tests.faults.processes import kill_group
from tests.waiting import wait_until
from tests.worker.service_server import Services, services_running
from tests.workflow.reached import reached, service
from values.services import ServiceKind
from values.vocabulary import Channel, DeliveryState
from workflow.unit import transaction

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("databases", EMBEDDED, indirect=True)]

LEASES_END = timedelta(minutes=3)
KILLS = 6 if LONG else 2
ASKED = "/open-apis/im/v1/messages"
TOLD = ("reviewer", "secrecy", "office")


@pytest.fixture
def services() -> Iterator[Services]:
    """Feishu, on loopback."""
    with services_running() as running:
        yield running


@pytest.fixture
def house(install: Callable[..., Installation], services: Services) -> Installation:
    """An installation that reaches its reviewers by Feishu as well."""
    house = install(hands_over=False)
    house.processes.settings = replace(house.settings, service_hosts=services.host)
    inside = frozenset({services.host})
    service(house.world, ServiceKind.FEISHU_APP, house.settings.home, base=services.base, inside=inside)
    for login in TOLD:
        reached(house.world, login, Channel.FEISHU, f"ou_{login}")
    return house


def through_feishu() -> list[Delivery]:
    with transaction() as session:
        return list(session.scalars(sa.select(Delivery).where(Delivery.channel == Channel.FEISHU)))


def test_killed_while_a_service_is_asked(house: Installation, services: Services) -> None:
    services.dawdles = 0.5
    for turn in range(KILLS):
        process = house.processes.embedded(f"embedded-{turn}")
        before = len(services.sent(ASKED))
        house.submit(2)
        wait_until(lambda before=before: len(services.sent(ASKED)) > before, "the service was being asked")
        kill_group(process)
        house.clock.advance(LEASES_END)
    services.dawdles = 0
    process = house.processes.embedded("embedded-last")
    house.await_settled(crashes=KILLS)
    assert process.poll() is None
    owed = through_feishu()
    assert {one.state for one in owed} == {DeliveryState.SENT}
    came = Counter(body["uuid"] for body in services.sent(ASKED))
    assert set(came) == {f"mulu-delivery-{one.id}" for one in owed}
    assert len(came) >= 2 * KILLS
    assert max(came.values()) <= 1 + KILLS


def test_a_service_that_is_away_holds_up_no_mail_and_loses_nothing(
    house: Installation, services: Services
) -> None:
    process = house.processes.embedded()
    services.instead += [(503, b"", {})] * 2
    house.submit(2)
    wait_until(lambda: sum(bool(one.last_error) for one in through_feishu()) == 2, "both were refused once")
    wait_until(lambda: len(house.postbox.taken) >= 2, "mails went all the same")
    house.clock.advance(timedelta(seconds=61))
    house.await_settled()
    assert process.poll() is None
    assert [one.attempts for one in through_feishu()] == [2, 2]
