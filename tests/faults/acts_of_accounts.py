"""Accounts, roles, bodies and jurisdictions."""

from contextlib import suppress
from functools import partial

from tests.faults.acts import Act, case
from tests.workflow.accounts import (
    GOOD,
    KEEPER,
    PASSWORDS,
    SAID,
    assignments_of,
    change,
    enter,
    registered,
    wanted,
)
from tests.world import World
from values.clock import FrozenClock
from values.vocabulary import BodyKind, Post, Role
from workflow.commands import account_access, accounts, appointing, granting, organising
from workflow.commands.sign_in import SignInError
from workflow.organisations import BodyParticulars

BODY = BodyParticulars(kind=BodyKind.PUBLIC_INSTITUTION)


@case("accounts.register_account")
def _register(world: World, _: FrozenClock) -> Act:
    said = {"actor": world.actor(KEEPER), "passwords": PASSWORDS, "key": "k"}
    return partial(accounts.register_account, "jiang-an", SAID, wanted(world), **said)


@case("accounts.correct_account")
def _correct(world: World, _: FrozenClock) -> Act:
    return partial(accounts.correct_account, "drafter", SAID, actor=world.actor(KEEPER))


@case("granting.grant_role")
def _grant(world: World, _: FrozenClock) -> Act:
    role = wanted(world, Role.PUBLISHER, post=Post.STAFF)
    return partial(granting.grant_role, "drafter", role, actor=world.actor(KEEPER), key="k")


@case("granting.end_role")
def _end(world: World, _: FrozenClock) -> Act:
    number = assignments_of("drafter")[0].id
    return partial(granting.end_role, number, actor=world.actor(KEEPER))


@case("account_access.reset_password")
def _reset(world: World, _: FrozenClock) -> Act:
    said = {"actor": world.actor(KEEPER), "passwords": PASSWORDS, "key": "k"}
    return partial(account_access.reset_password, "drafter", **said)


@case("account_access.unlock_account")
def _unlock(world: World, _: FrozenClock) -> Act:
    for _try in range(3):
        with suppress(SignInError):
            enter("drafter", "wrong")
    return partial(account_access.unlock_account, "drafter", actor=world.actor(KEEPER))


@case("account_access.close_account")
def _close(world: World, _: FrozenClock) -> Act:
    return partial(account_access.close_account, "drafter", actor=world.actor(KEEPER))


@case("account_access.reopen_account")
def _reopen(world: World, _: FrozenClock) -> Act:
    registered(world)
    account_access.close_account("jiang-an", actor=world.actor(KEEPER))
    said = {"actor": world.actor(KEEPER), "passwords": PASSWORDS, "key": "k"}
    return partial(account_access.reopen_account, "jiang-an", **said)


@case("appointing.appoint")
def _appoint(world: World, _: FrozenClock) -> Act:
    office, body = Role.SECURITY_ADMINISTRATOR, world.bodies["office"]
    return partial(appointing.appoint, "next", office, body, passwords=PASSWORDS, said=SAID)


@case("own_password.change_own_password", in_parts=True)
def _own(world: World, _: FrozenClock) -> Act:
    return partial(change, world.actor("drafter"), world.password, GOOD)


@case("organising.register_body")
def _body(world: World, _: FrozenClock) -> Act:
    place, actor = world.jurisdictions["990101"], world.actor("system-admin")
    return partial(organising.register_body, "青禾县医疗保障局", BODY, place=place, actor=actor, key="k")


@case("organising.correct_body")
def _correct_body(world: World, _: FrozenClock) -> Act:
    actor = world.actor("system-admin")
    return partial(organising.correct_body, world.bodies["centre"], BODY, actor=actor)


@case("organising.register_jurisdiction")
def _place(world: World, _: FrozenClock) -> Act:
    actor = world.actor("system-admin")
    return partial(organising.register_jurisdiction, "990101300", "石桥镇", actor=actor, key="k")
