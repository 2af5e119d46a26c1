"""Separation of duties, bound content and approval before release: the database itself refuses the rest."""

import pytest

from models import Decision, DraftSave, Release, Revision, RevisionContributor, SignOff
from tests.models.raw import done, into, of_revision, refused
from tests.workflow.looking import rows_of
from tests.world import World
from values.vocabulary import Action, State
from workflow.commands import approval, review
from workflow.unit import current_clock

pytestmark = pytest.mark.usefixtures("context", "clock")

CONTRIBUTOR, SIGNER, NEITHER = "drafter", "reviewer", "supervisor"


@pytest.fixture
def number(world: World) -> str:
    """A proposal with a contributor and a signer."""
    number = world.in_state(State.IN_REVIEW)
    world.sign(number, SIGNER)
    return number


@pytest.mark.parametrize("column", ["actor_id", "on_behalf_of_id", "recorded_by_id"])
def test_a_contributor_cannot_sign_off(world: World, number: str, column: str) -> None:
    contributor = {column: world.people[CONTRIBUTOR]}
    refused(of_revision(world, number, SignOff, "secrecy", **contributor), "nor who decided can sign off")
    done(of_revision(world, number, SignOff, "secrecy", **{column: world.people[NEITHER]}))


@pytest.mark.parametrize("column", ["actor_id", "on_behalf_of_id", "recorded_by_id"])
def test_who_decided_cannot_sign_off_later(world: World, number: str, column: str) -> None:
    world.sign(number, "secrecy")
    review.request_changes(number, actor=world.actor("supervisor"), comment="请改。")
    decided = {column: world.people["supervisor"]}
    refused(of_revision(world, number, SignOff, "office", **decided), "nor who decided can sign off")
    done(of_revision(world, number, SignOff, "office"))


@pytest.mark.parametrize("column", ["actor_id", "on_behalf_of_id"])
@pytest.mark.parametrize("person", [CONTRIBUTOR, SIGNER])
def test_contributors_and_signers_cannot_decide(world: World, number: str, person: str, column: str) -> None:
    statement = of_revision(world, number, Decision, NEITHER, **{column: world.people[person]})
    refused(statement, "contributor or signer cannot decide")
    done(of_revision(world, number, Decision, NEITHER))


@pytest.mark.parametrize("action", ["approve", "reject", "request_changes", "revoke_approval"])
def test_no_action_of_the_supervisor_is_open_to_a_signer(world: World, number: str, action: str) -> None:
    refused(of_revision(world, number, Decision, SIGNER, action=Action(action)), "cannot decide")


def test_only_actions_of_the_supervisor_are_decisions(world: World, number: str) -> None:
    refused(of_revision(world, number, Decision, NEITHER, action=Action.PUBLISH), "(?i)check")


@pytest.mark.parametrize("column", ["person_id", "on_behalf_of_id"])
def test_who_judged_can_neither_save_nor_contribute(world: World, number: str, column: str) -> None:
    world.sign(number, "secrecy")
    review.request_changes(number, actor=world.actor("supervisor"), comment="请改。")
    (revision,) = rows_of(Revision, number)
    for judge in (SIGNER, "supervisor"):
        people = {"person_id": world.people["drafter2"], "on_behalf_of_id": None}
        people[column] = world.people[judge]
        save = into(
            DraftSave,
            proposal_id=revision.proposal_id,
            draft_version=2,
            content_sha256="0" * 64,
            body_id=world.bodies["bureau"],
            saved_at=current_clock.get().now(),
            **people,
        )
        refused(save, "cannot write into the draft")
        contributor = into(
            RevisionContributor, revision_id=revision.id, proposal_id=revision.proposal_id, **people
        )
        refused(contributor, "cannot contribute")


@pytest.mark.parametrize("model", [SignOff, Decision])
def test_a_judgement_names_the_content_of_a_revision_of_its_proposal(
    world: World, number: str, model: type[SignOff | Decision]
) -> None:
    other = world.in_state(State.IN_REVIEW)
    (foreign,) = rows_of(Revision, other)
    for wrong in (
        {"content_sha256": "0" * 64},
        {"revision_id": foreign.id},
        {"revision_id": foreign.id, "content_sha256": foreign.content_sha256},
    ):
        refused(of_revision(world, number, model, NEITHER, **wrong), "names the hash of its revision")


def release_of(world: World, number: str, **more: object) -> object:
    (revision,) = rows_of(Revision, number)
    values = {
        "catalogue_id": world.catalogues["990101-employment"],
        "no": 99,
        "proposal_id": revision.proposal_id,
        "revision_id": revision.id,
        "content_sha256": revision.content_sha256,
        "published_at": current_clock.get().now(),
        "effective_from": current_clock.get().now().date(),
    }
    return into(Release, **(values | more))


def test_nothing_is_released_that_was_not_approved_to_the_byte(world: World, number: str) -> None:
    refused(release_of(world, number), "needs an approval of the same content")
    world.sign(number, "secrecy")
    approval.approve(number, actor=world.actor("supervisor"))
    refused(release_of(world, number, content_sha256="0" * 64), "needs an approval of the same content")
    done(release_of(world, number))


def test_a_refusal_is_no_approval(world: World) -> None:
    number = world.in_state(State.REJECTED)
    refused(release_of(world, number), "needs an approval of the same content")
