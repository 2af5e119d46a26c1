"""How long case files are kept: the table of terms, what somebody chose, and how the file number says it."""

from datetime import date

import pytest

from models import Jurisdiction, RetentionChoice
from tests.docs.test_events_doc import DESCRIBED
from tests.workflow.archived import Archived
from tests.workflow.looking import last_told, rows_of
from tests.world import World
from values.canonical import sha256_hex
from values.clock import FrozenClock
from values.retention import RetentionTerm, default_term, last_day
from values.vocabulary import Operation, State
from workflow.commands.retention import TakenPackage, choose_term, note_case_file, number_fonds
from workflow.errors import ForbiddenError, InvalidError, NotFoundError, StaleError
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

PERMANENT, THIRTY, TEN = RetentionTerm.PERMANENT, RetentionTerm.THIRTY_YEARS, RetentionTerm.TEN_YEARS


@pytest.fixture
def archived(world: World, clock: FrozenClock) -> Archived:
    return Archived(world, clock)


@pytest.mark.parametrize(
    ("state", "operations", "is_submitted", "term"),
    [
        *((State.PUBLISHED, {one}, True, PERMANENT) for one in Operation if one is not Operation.AMEND),
        (State.PUBLISHED, {Operation.AMEND, Operation.MOVE}, True, PERMANENT),
        (State.PUBLISHED, {Operation.AMEND}, True, THIRTY),
        (State.REJECTED, {Operation.ADD}, True, THIRTY),
        (State.WITHDRAWN, {Operation.ADD}, True, THIRTY),
        (State.WITHDRAWN, set(), False, TEN),
    ],
)
def test_the_table_of_terms(
    state: State, operations: set[str], *, is_submitted: bool, term: RetentionTerm
) -> None:
    assert default_term(state, operations, is_submitted=is_submitted) is term


def test_a_term_is_counted_from_the_end_of_the_year() -> None:
    assert last_day(date(2026, 1, 1), TEN) == date(2036, 12, 31)
    assert last_day(date(2026, 12, 31), THIRTY) == date(2056, 12, 31)
    assert last_day(date(2026, 3, 2), PERMANENT) is None


def test_proposals_are_kept_by_what_they_did(world: World, archived: Archived) -> None:
    structural = archived.keeping(world.published(world.addition()))
    amended = archived.keeping(world.published())
    open_one = archived.keeping(world.in_state(State.IN_REVIEW, world.amendment(deadline="3日内公开")))
    assert (structural.term, structural.kept_until) == (PERMANENT, None)
    assert (amended.term, amended.kept_until) == (THIRTY, date(2056, 12, 31))
    assert (open_one.closed_on, open_one.kept_until) == (None, None)
    assert amended.closed_on == date(2026, 3, 2)
    assert not amended.is_over(date(2056, 12, 31))
    assert amended.is_over(date(2057, 1, 1))


@pytest.mark.parametrize("login", ["business-admin", "supervisor"])
def test_a_keeper_chooses_another_term_with_a_reason(world: World, archived: Archived, login: str) -> None:
    number = archived.withdrawn()
    before = archived.keeping(number)
    choose_term(number, actor=world.actor(login), term=PERMANENT, reason="有历史价值。")
    after = archived.keeping(number)
    assert (before.term, after.term) == (THIRTY, PERMANENT)
    running = number.rsplit("-", 1)[1]
    assert before.file_number == f"990101-WS·2026-D30-{running}"
    assert after.file_number == f"990101-WS·2026-Y-{running}"
    said = last_told(number)
    assert said["details"] == {"before": "thirty_years", "after": "permanent"}
    assert said["comment_sha256"] == sha256_hex("有历史价值。".encode())
    choose_term(number, actor=world.actor(login), term=PERMANENT, reason="再说一次。")
    assert len(rows_of(RetentionChoice, number)) == 1


@pytest.mark.parametrize(
    ("login", "error"),
    [
        ("drafter", ForbiddenError),
        ("auditor", ForbiddenError),
        ("system-admin", ForbiddenError),
        ("other-supervisor", NotFoundError),
    ],
)
def test_nobody_else_chooses(world: World, archived: Archived, login: str, error: type[Exception]) -> None:
    number = archived.withdrawn()
    with pytest.raises(error):
        choose_term(number, actor=world.actor(login), term=TEN, reason="不需要。")
    assert not rows_of(RetentionChoice, number)


def test_a_choice_needs_a_term_and_a_reason(world: World, archived: Archived) -> None:
    number = archived.withdrawn()
    for term, reason in ((None, "因为。"), (TEN, "  "), (TEN, "长" * 1001)):
        with pytest.raises(InvalidError):
            choose_term(number, actor=world.actor("supervisor"), term=term, reason=reason)


def test_the_fonds_has_a_number_of_its_own(world: World, archived: Archived) -> None:
    number = archived.withdrawn()
    number_fonds("990101", actor=world.actor("business-admin"), fonds="J008")
    number_fonds("990101", actor=world.actor("business-admin"), fonds="J008")
    assert archived.keeping(number).file_number.startswith("J008-WS·2026-D30-")
    with transaction() as session:
        assert session.get_one(Jurisdiction, world.jurisdictions["990101"]).fonds == "J008"


@pytest.mark.parametrize(
    ("login", "fonds", "error"),
    [
        ("business-admin", "a b", InvalidError),
        ("business-admin", "", InvalidError),
        ("other-supervisor", "J008", NotFoundError),
        ("drafter", "J008", ForbiddenError),
    ],
)
def test_a_fonds_is_numbered_by_its_keepers(
    world: World, login: str, fonds: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        number_fonds("990101", actor=world.actor(login), fonds=fonds)


def test_a_package_is_noted_for_the_case_as_it_is(world: World, archived: Archived) -> None:
    number = archived.withdrawn()
    assert archived.keeping(number).package is None
    for login in ("centre-drafter", "other-supervisor"):
        with pytest.raises((ForbiddenError, NotFoundError)):
            archived.take_out(number, by=login)
    archived.take_out(number, by="auditor")
    said = last_told(number)
    assert said["action"] == "case_file_exported"
    assert set(said["details"]) == DESCRIBED["case_file_exported"].details
    assert archived.keeping(number).package is not None
    other = world.in_state(State.IN_REVIEW, world.amendment(deadline="3日内公开"))
    archived.take_out(other)
    keeping = archived.keeping(other)
    world.sign(other, "reviewer")
    assert archived.keeping(other).package is None
    stale = TakenPackage(
        proposal=other,
        version=keeping.proposal.version,
        file_number=keeping.file_number,
        sha256="00" * 32,
        size=1,
    )
    with pytest.raises(StaleError):
        note_case_file(stale, actor=world.actor("supervisor"))
