"""What is tried with case files: terms, packages, lists for destruction, erasure."""

from functools import partial

from models import Comment
from tests.faults.acts import Act, case
from tests.workflow.archived import PACKAGE, Archived
from tests.workflow.looking import rows_of
from tests.world import World
from values.clock import FrozenClock
from values.retention import ErasureGround, PersonalPart, RetentionTerm
from workflow.commands import destruction, erasure, register, retention

GROUND = ErasureGround.TERM_ENDED


@case("retention.choose_term")
def _term(world: World, clock: FrozenClock) -> Act:
    number = Archived(world, clock).withdrawn()
    actor = world.actor("supervisor")
    return partial(
        retention.choose_term, number, actor=actor, term=RetentionTerm.PERMANENT, reason="有历史价值。"
    )


@case("retention.number_fonds")
def _fonds(world: World, _: FrozenClock) -> Act:
    return partial(retention.number_fonds, "990101", actor=world.actor("business-admin"), fonds="J008")


@case("retention.note_case_file")
def _package(world: World, clock: FrozenClock) -> Act:
    archived = Archived(world, clock)
    keeping = archived.keeping(archived.withdrawn())
    taken = retention.TakenPackage(
        proposal=keeping.proposal.number,
        version=keeping.proposal.version,
        file_number=keeping.file_number,
        sha256=PACKAGE,
        size=7,
    )
    return partial(retention.note_case_file, taken, actor=world.actor("auditor"))


@case("destruction.propose_destruction")
def _propose(world: World, clock: FrozenClock) -> Act:
    archived = Archived(world, clock)
    number = archived.withdrawn()
    archived.over(number)
    actor = world.actor("business-admin")
    return partial(destruction.propose_destruction, [number], actor=actor, reason="无保存价值。", key="k")


@case("destruction.judge_destruction")
def _judge(world: World, clock: FrozenClock) -> Act:
    number = int(str(_propose(world, clock)()))
    actor = world.actor("supervisor")
    return partial(destruction.judge_destruction, number, actor=actor, approves=True, opinion="同意。")


@case("destruction.carry_out_destruction")
def _carry_out(world: World, clock: FrozenClock) -> Act:
    archived = Archived(world, clock)
    number = archived.withdrawn()
    archived.over(number)
    no = archived.approved(number)
    return partial(destruction.carry_out_destruction, no, actor=world.actor("supervisor"))


@case("erasure.erase_comment")
def _comment(world: World, clock: FrozenClock) -> Act:
    number = Archived(world, clock).withdrawn(with_file=False)
    comment = rows_of(Comment, number)[0].id
    return partial(erasure.erase_comment, number, comment, actor=world.actor("business-admin"), ground=GROUND)


@case("erasure.erase_person")
def _person(world: World, _: FrozenClock) -> Act:
    register.register_person(login="leaver", name="离任人", email="leaver@example.cn", password_hash="x")
    actor = world.actor("system-admin")
    return partial(erasure.erase_person, "leaver", actor=actor, part=PersonalPart.CONTACT, ground=GROUND)
