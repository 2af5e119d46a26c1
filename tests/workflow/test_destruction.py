"""Lists for destruction: who proposes, approves and carries out, what is gone afterwards, and that the trail stays."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from models import Attachment, Comment, DestructionList, Draft, Event, Revision, SearchDocument, Suggestion
from models.db import db
from tests import papers
from tests.docs.test_events_doc import DESCRIBED
from tests.models.raw import done, refused
from tests.workflow.archived import PACKAGE, SECRET, SHA, Archived
from tests.workflow.looking import all_events, rows_of, told
from tests.workflow.sealed import checked, unguarded
from tests.workflow.searching import assert_the_index_is_the_data
from tests.world import OTHER_COUNTY, World
from values.clock import FrozenClock
from values.retention import RetentionTerm
from values.search_text import SearchKind
from values.vocabulary import Role, State
from workflow.actor import SYSTEM
from workflow.case import read_case
from workflow.commands import destruction, register
from workflow.commands.attaching import attach
from workflow.commands.export_bundle import export_bundle, scope_of
from workflow.commands.retention import choose_term
from workflow.commands.seal import seal
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError
from workflow.queries.attachments import file_of_proposal
from workflow.sealing.safe import Safe
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("context", "clock")


@pytest.fixture
def archived(world: World, clock: FrozenClock) -> Archived:
    return Archived(world, clock)


@pytest.fixture
def safe(tmp_path: Path) -> Safe:
    return Safe(keys=tmp_path / "keys", outside=tmp_path / "outside")


def bytes_of(sha256: str = SHA) -> bytes:
    with transaction() as session:
        return session.get_one(Attachment, sha256).data


def test_side_contents_go_and_the_trail_stays(archived: Archived, safe: Safe) -> None:
    number = archived.withdrawn()
    seal(safe)
    before = {one.id: one.data for one in rows_of(Event, number)}
    revision = rows_of(Revision, number)[0].data
    no = archived.destroyed(number)
    assert bytes_of() == b""
    assert [(one.text, one.salt) for one in rows_of(Comment, number)] == [("", "")]
    assert rows_of(Revision, number)[0].data == revision
    with transaction() as session:
        draft = session.get_one(Draft, archived.world.proposal(number).id)
        assert SECRET not in json.dumps(draft.content, ensure_ascii=False)
        assert not draft.content["changes"]
    assert before.items() <= {one.id: one.data for one in rows_of(Event, number)}.items()
    (said,) = [one for one in told(number) if one["action"] == "case_destroyed"]
    assert set(said["details"]) == DESCRIBED["case_destroyed"].details
    assert said["details"]["files"] == [SHA]
    assert said["details"]["package"] == PACKAGE
    assert said["details"]["comments"] == 1
    seal(safe)
    found = checked(safe)
    assert found.is_right
    assert found.destroyed == ((str(no), 1),)
    with transaction() as session:
        searched = session.scalars(
            sa.select(SearchDocument).where(
                SearchDocument.kind.in_((SearchKind.COMMENT, SearchKind.ATTACHMENT))
            )
        ).all()
    assert searched
    assert not any(SECRET in one.text or SECRET in one.shown for one in searched)
    assert_the_index_is_the_data()
    keeping = archived.keeping(number)
    assert (keeping.destroyed_by, keeping.destroyed_on) == (no, archived.clock.now().date())


def verified(folder: Path) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-I", str(folder / "verify.py"), str(folder)]
    return subprocess.run(program, capture_output=True, check=False)


def bundle(folder: Path, number: str | None = None) -> Path:
    scope = scope_of(db.session(), proposal=number)
    db.session.rollback()
    export_bundle(scope, folder, actor=SYSTEM)
    return folder


def test_a_bundle_made_later_says_what_the_law_destroyed(
    archived: Archived, safe: Safe, tmp_path: Path
) -> None:
    number = archived.withdrawn()
    no = archived.destroyed(number)
    seal(safe)
    for place, asked in (("whole", None), ("part", number)):
        folder = bundle(tmp_path / place, asked)
        assert not (folder / "contents" / f"{SHA}.json").exists()
        ran = verified(folder)
        assert ran.returncode == 0, ran.stdout.decode()
        assert f"whose hashes stay: 1: list no. {no}, approved by person" in ran.stdout.decode()


def test_bytes_that_are_gone_without_a_list_are_named(archived: Archived, safe: Safe, tmp_path: Path) -> None:
    number = archived.withdrawn()
    seal(safe)
    unguarded(f"UPDATE attachment SET data = '' WHERE sha256 = '{SHA}'")  # noqa: S608 - a hash
    found = checked(safe)
    assert [one.said.in_english() for one in found.wrong] == ["The content that the event names is gone."]
    ran = verified(bundle(tmp_path / "bundle", number))
    assert ran.returncode == 1
    assert "is missing" in ran.stdout.decode()


def test_a_file_that_a_kept_case_names_stays_until_that_is_destroyed_too(
    archived: Archived, safe: Safe
) -> None:
    first, second = archived.withdrawn(), archived.withdrawn(deadline="5个工作日内公开")
    archived.over(first, second)
    no = archived.approved(first)
    destruction.carry_out_destruction(no, actor=archived.world.actor("supervisor2"))
    assert bytes_of() == papers.PDF
    seal(safe)
    assert checked(safe).destroyed == ()
    other = archived.approved(second)
    destruction.carry_out_destruction(other, actor=archived.world.actor("supervisor"))
    assert bytes_of() == b""
    seal(safe)
    found = checked(safe)
    assert found.is_right
    assert dict(found.destroyed) == {str(no): 1, str(other): 1}


def test_a_file_that_comes_again_brings_its_bytes(archived: Archived, safe: Safe) -> None:
    archived.destroyed(archived.withdrawn())
    world = archived.world
    number = world.opened(world.amendment(deadline="7个工作日内公开"))
    version = world.draft_version(number)
    attach(number, actor=world.actor("drafter"), name="又.pdf", data=papers.PDF, draft_version=version)
    assert bytes_of() == papers.PDF
    seal(safe)
    assert checked(safe).is_right


def test_the_database_lets_nobody_else_empty_a_file(archived: Archived) -> None:
    number, other = archived.withdrawn(), archived.withdrawn(with_file=False, deadline="6个工作日内公开")
    empty = f"UPDATE attachment SET data = :data WHERE sha256 = '{SHA}'"  # noqa: S608 - a hash
    refused(empty, "append-only", data=b"")
    archived.over(number)
    archived.approved(number)
    refused(empty, "append-only", data=b"")
    refused("UPDATE comment SET text = 'x'", "a comment is erased or stays")
    refused("UPDATE comment SET text = ''", "a comment is erased or stays")
    refused("DELETE FROM comment", "stay")
    archived.destroyed(other)
    refused(empty, "append-only", data=b"")


def test_bytes_come_back_whole_or_not_at_all(archived: Archived) -> None:
    archived.destroyed(archived.withdrawn())
    again = f"UPDATE attachment SET data = :data WHERE sha256 = '{SHA}'"  # noqa: S608 - a hash
    refused(again, "append-only", data=b"shorter")
    refused("UPDATE attachment SET size = 0", "append-only")
    done(again, data=papers.PDF)
    refused(again, "append-only", data=papers.PDF[::-1])


def test_whoever_proposed_cannot_approve(archived: Archived) -> None:
    number = archived.withdrawn()
    archived.over(number)
    world = archived.world
    no = archived.proposed(number, by="supervisor")
    with pytest.raises(ForbiddenError):
        destruction.judge_destruction(no, actor=world.actor("supervisor"), approves=True, opinion="同意。")
    with pytest.raises(ForbiddenError):
        destruction.judge_destruction(
            no, actor=world.actor("business-admin"), approves=True, opinion="同意。"
        )
    with pytest.raises(NotFoundError):
        destruction.judge_destruction(
            no, actor=world.actor("other-supervisor"), approves=True, opinion="同意。"
        )
    with pytest.raises(NotAllowedError):
        destruction.carry_out_destruction(no, actor=world.actor("supervisor"))
    act = (
        "INSERT INTO destruction_act (list_id, action, actor_id, on_behalf_of_id, opinion, acted_at)"
        " SELECT id, :action, :actor, {behalf}, '', proposed_at FROM destruction_list"
    )
    me, other = world.people["supervisor"], world.people["supervisor2"]
    for behalf, actor in (("NULL", me), (str(me), other)):
        refused(
            act.format(behalf=behalf),
            "whoever proposed a destruction cannot approve it",
            action="approve",
            actor=actor,
        )
    refused(act.format(behalf="NULL"), "only an approved list", action="execute", actor=other)
    destruction.judge_destruction(no, actor=world.actor("supervisor2"), approves=True, opinion="同意。")
    with pytest.raises(NotAllowedError):
        destruction.judge_destruction(no, actor=world.actor("supervisor2"), approves=False, opinion="不。")
    refused(act.format(behalf="NULL"), "was judged stays so", action="refuse", actor=other)


def test_a_list_takes_only_what_is_over_and_was_taken_out(archived: Archived) -> None:
    world, clock = archived.world, archived.clock
    ripe, young = archived.withdrawn(), world.in_state(State.IN_REVIEW, world.amendment(deadline="3日内公开"))
    with pytest.raises(InvalidError, match="has not ended"):
        archived.proposed(ripe)
    clock.at = clock.at.replace(year=2057)
    with pytest.raises(InvalidError, match="Take the archive package"):
        archived.proposed(ripe)
    archived.take_out(ripe)
    with pytest.raises(InvalidError, match="has not ended"):
        archived.proposed(ripe, young)
    with pytest.raises(InvalidError, match="Name 1 to"):
        archived.proposed()
    with pytest.raises(ForbiddenError):
        archived.proposed(ripe, by="drafter")
    with pytest.raises(NotFoundError):
        archived.proposed(ripe, by="other-supervisor")
    with pytest.raises(InvalidError):
        destruction.propose_destruction([ripe], actor=world.actor("supervisor"), reason=" ")
    no = archived.proposed(ripe)
    with pytest.raises(InvalidError, match="already"):
        archived.proposed(ripe)
    destruction.judge_destruction(no, actor=world.actor("supervisor"), approves=False, opinion="尚有用。")
    assert archived.proposed(ripe) == no + 1


def test_a_list_is_of_one_jurisdiction(archived: Archived) -> None:
    world = archived.world
    register.assign(
        person_id=world.people["business-admin"],
        body_id=world.bodies["other-office"],
        role=Role.BUSINESS_ADMINISTRATOR,
    )
    mine, theirs = archived.withdrawn(), world.in_state(State.WITHDRAWN, code=OTHER_COUNTY, prefix="other-")
    archived.over(mine)
    with pytest.raises(InvalidError, match="one jurisdiction"):
        archived.proposed(mine, theirs)


def test_what_is_kept_for_ever_is_never_on_a_list(archived: Archived) -> None:
    number = archived.withdrawn()
    supervisor = archived.world.actor("supervisor")
    choose_term(number, actor=supervisor, term=RetentionTerm.PERMANENT, reason="史料。")
    archived.over(number)
    with pytest.raises(InvalidError, match="has not ended"):
        archived.proposed(number)


def test_a_destroyed_case_is_closed_to_everything(archived: Archived) -> None:
    number = archived.withdrawn()
    no = archived.destroyed(number)
    supervisor = archived.world.actor("supervisor")
    with pytest.raises(NotAllowedError, match="was destroyed"):
        choose_term(number, actor=supervisor, term=RetentionTerm.TEN_YEARS, reason="晚了。")
    with pytest.raises(NotAllowedError, match="was destroyed"):
        archived.take_out(number)
    with pytest.raises(NotAllowedError):
        destruction.carry_out_destruction(no, actor=supervisor)
    with transaction() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(DestructionList)) == 1
        assert not session.scalars(sa.select(Suggestion).where(Suggestion.text != "")).all()


def test_a_destroyed_file_is_no_longer_handed_out(archived: Archived) -> None:
    number = archived.withdrawn()
    drafter = archived.world.actor("drafter")
    for is_there in (True, False):
        with transaction() as session:
            case = read_case(session, number, drafter, today=archived.clock.now().date())
            assert (file_of_proposal(session, case, SHA) is not None) is is_there
        if is_there:
            archived.destroyed(number)


def test_each_act_is_an_event(archived: Archived) -> None:
    archived.destroyed(archived.withdrawn())
    for action in ("destruction_proposed", "destruction_approved", "destruction_carried_out"):
        (event,) = all_events(action)
        assert set(json.loads(event.data)["details"]) == DESCRIBED[action].details
        assert event.subject_kind == DESCRIBED[action].subject
