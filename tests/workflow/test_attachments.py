"""Files of a draft: stored once by their hash, named, bound to the revision, and seen by those who see the proposal."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Attachment, AttachmentName, Catalogue, DraftSave, Event
from tests import papers
from tests.contexts import BEGINNING
from tests.workflow.looking import rows_of
from tests.world import COUNTY, OTHER_COUNTY, World
from values.canonical import sha256_hex
from values.proposal_content import AttachedFile
from values.vocabulary import State
from workflow.attachments import Limits
from workflow.case import read_case
from workflow.commands import submission
from workflow.commands.attaching import MOST_FILES, attach, detach
from workflow.errors import ForbiddenError, InvalidError, NotAllowedError, NotFoundError, StaleError
from workflow.queries.attachments import file_of_proposal, published_file
from workflow.queries.proposal import proposal_file
from workflow.queries.public import Reading
from workflow.queries.reading import reading
from workflow.unit import current_clock, transaction

pytestmark = pytest.mark.usefixtures("context", "clock")

SHA = sha256_hex(papers.PDF)
TODAY = BEGINNING.date()


def public(session: Session, code: str = COUNTY) -> Reading:
    """Return a catalogue as anyone may read it, a moment later."""
    catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == code)).one()
    now = current_clock.get().now() + timedelta(minutes=1)
    return reading(session, catalogue, (), now=now, notice="")


def attached(
    world: World, number: str, *, by: str = "drafter", name: str = "意见.pdf", entry: str | None = None
) -> int:
    """Attach the PDF to whatever the draft is now."""
    return attach(
        number,
        actor=world.actor(by),
        name=name,
        data=papers.PDF,
        draft_version=world.draft_version(number),
        entry=entry,
    )


def actions_of(number: str) -> list[str]:
    return [event.action for event in rows_of(Event, number)]


def seen(world: World, number: str, login: str) -> bool:
    with transaction() as session:
        case = read_case(session, number, world.actor(login), today=TODAY)
        return file_of_proposal(session, case, SHA) is not None


def test_a_file_is_stored_once_and_saved_into_the_draft(world: World) -> None:
    numbers = [world.opened(), world.opened(world.amendment(deadline="5个工作日内公开"))]
    for number in numbers:
        before = world.draft_version(number)
        assert attached(world, number) == before + 1
        assert attached(world, number, name="再次.pdf") == before + 1
        assert actions_of(number)[-1:] == ["attached"]
        assert len(rows_of(DraftSave, number)) == before + 1
    with transaction() as session:
        (row,) = session.scalars(sa.select(Attachment)).all()
        assert (row.sha256, row.media_type, row.size) == (SHA, "application/pdf", len(papers.PDF))
        assert {one.name for one in session.scalars(sa.select(AttachmentName))} == {"意见.pdf"}


def test_a_file_is_bound_to_the_revision_and_cannot_change_afterwards(world: World) -> None:
    number = world.opened()
    attached(world, number)
    submission.submit(number, actor=world.actor("drafter"))
    with transaction() as session:
        file = proposal_file(session, number, world.actor("reviewer"), today=TODAY)
    assert file.case.content.attachments == (AttachedFile(sha256=SHA, name="意见.pdf"),)
    version = world.draft_version(number)
    with pytest.raises(NotAllowedError):
        attached(world, number)
    with pytest.raises(NotAllowedError):
        detach(number, SHA, actor=world.actor("drafter"), draft_version=version)


def test_taking_out_keeps_the_bytes(world: World) -> None:
    number = world.opened()
    version = attached(world, number)
    assert detach(number, SHA, actor=world.actor("drafter"), draft_version=version) == version + 1
    assert detach(number, SHA, actor=world.actor("drafter"), draft_version=version + 1) == version + 1
    assert actions_of(number)[-2:] == ["attached", "detached"]
    with transaction() as session:
        assert session.get(Attachment, SHA) is not None


def test_only_writers_attach_and_become_contributors(world: World) -> None:
    number = world.opened()
    for login in ("supervisor", "publisher"):
        with pytest.raises(ForbiddenError):
            attached(world, number, by=login)
    with pytest.raises(NotFoundError):
        attached(world, number, by="other-drafter")
    attached(world, number, by="drafting-reviewer")
    submission.submit(number, actor=world.actor("drafter"))
    with pytest.raises(ForbiddenError, match="wrote into a proposal"):
        world.sign(number, "drafting-reviewer")


def test_a_page_that_is_old_attaches_nothing(world: World) -> None:
    number = world.opened()
    old = world.draft_version(number)
    attached(world, number)
    for change in (
        lambda: attach(
            number, actor=world.actor("drafter"), name="a.png", data=papers.PNG, draft_version=old
        ),
        lambda: detach(number, SHA, actor=world.actor("drafter"), draft_version=old),
    ):
        with pytest.raises(StaleError):
            change()
    with transaction() as session:
        assert session.get(Attachment, sha256_hex(papers.PNG)) is None


def test_what_is_too_large_or_no_paper_is_refused(world: World) -> None:
    number = world.opened()
    version = world.draft_version(number)
    small = Limits(per_file=len(papers.PDF), per_proposal=len(papers.PDF) + 1)
    known = {"actor": world.actor("drafter"), "draft_version": version, "limits": small}
    for name, data, why in (
        ("a.pdf", papers.PDF + b"\n", "larger than"),
        ("工具.pdf", b"MZ\x00\x01", "none of them"),
        ("空.pdf", b"", "empty"),
    ):
        with pytest.raises(InvalidError, match=why):
            attach(number, name=name, data=data, **known)  # type: ignore[arg-type]
    version = attach(number, name="a.pdf", data=papers.PDF, **known)  # type: ignore[arg-type]
    with pytest.raises(InvalidError, match="together"):
        attach(number, name="b.png", data=papers.PNG, **(known | {"draft_version": version}))  # type: ignore[arg-type]


def test_no_more_files_than_fit_on_the_page(world: World) -> None:
    many = tuple(AttachedFile(sha256=f"{one:064x}", name="x") for one in range(MOST_FILES))
    number = world.opened(replace(world.amendment(), attachments=many))
    with pytest.raises(InvalidError, match="At most"):
        attached(world, number)


def test_a_file_that_nobody_attached_cannot_be_submitted(world: World) -> None:
    elsewhere = world.opened()
    attached(world, elsewhere)
    text = world.amendment()
    (change,) = text.changes
    files = replace(change.after.content, attachments=(SHA,))
    for borrowed in (
        replace(text, attachments=(AttachedFile(sha256=SHA, name="意见.pdf"),)),
        replace(text, changes=(replace(change, after=replace(change.after, content=files)),)),
    ):
        number = world.opened(borrowed)
        with pytest.raises(InvalidError, match="not there"):
            submission.submit(number, actor=world.actor("drafter"))
        detach(number, SHA, actor=world.actor("drafter"), draft_version=world.draft_version(number))
        attached(world, number)
        submission.submit(number, actor=world.actor("drafter"))


def test_a_file_of_a_row_is_published_with_it(world: World) -> None:
    row = world.row().state.entry
    number = world.opened()
    with pytest.raises(NotFoundError):
        attached(world, number, entry="0" * 32)
    version = attached(world, number, entry=row)
    assert attached(world, number, entry=row) == version
    with transaction() as session:
        assert published_file(public(session), row, SHA) is None
    submission.submit(number, actor=world.actor("drafter"))
    world.sign(number, "reviewer", "secrecy")
    world.decided(number, State.PUBLISHED)
    with transaction() as session:
        file = published_file(public(session), row, SHA)
        assert file is not None
        assert (file.name, file.media_type, file.data) == ("意见.pdf", "application/pdf", papers.PDF)
        assert published_file(public(session, OTHER_COUNTY), row, SHA) is None
    later = world.opened(world.amendment(deadline="3个工作日内公开"))
    submission.submit(later, actor=world.actor("drafter"))
    taken_out = world.opened(world.amendment(deadline="2个工作日内公开"))
    detach(taken_out, SHA, actor=world.actor("drafter"), draft_version=1, entry=row)
    with transaction() as session:
        draft = proposal_file(session, taken_out, world.actor("drafter"), today=TODAY).draft
    assert draft.changes[0].after.content.attachments == ()


def test_files_are_seen_by_those_who_see_what_names_them(world: World) -> None:
    number = world.in_state(State.CHANGES_REQUESTED)
    attached(world, number)
    assert seen(world, number, "drafter")
    assert seen(world, number, "auditor")
    assert not seen(world, number, "secrecy")
    assert not seen(world, number, "overseer")
    with pytest.raises(NotFoundError):
        seen(world, number, "other-drafter")
    submission.submit(number, actor=world.actor("drafter"))
    assert seen(world, number, "secrecy")
    assert seen(world, number, "overseer")
