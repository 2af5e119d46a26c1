"""`flask deputy list|name|end`: who stands in for whom while they are away."""

from datetime import date

import click
from flask_babel import gettext

from models import db
from values.clock import shanghai_day
from values.serial import to_plain
from web.cli.acting import acting, as_account
from web.cli.asking import a_day
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.story.speaking import SpokenGroup
from web.wording.common import day
from workflow.commands import absence
from workflow.queries.absence import Absence, own_absences, stood_in_for
from workflow.queries.accounts import account
from workflow.unit import current_clock

deputy = SpokenGroup("deputy", help="Deputies while people are away.")


@deputy.command("list")
@as_account
@with_json
def list_deputies(*, login: str, as_json: bool) -> None:
    """List who stands in for the account, and for whom it stands in."""
    actor, today = acting(login), shanghai_day(current_clock.get().now())
    person = actor.person_id or 0
    found = [
        *own_absences(db.session(), person, today=today),
        *stood_in_for(db.session(), person, today=today),
    ]
    if as_json:
        return say_json([_shape(one) for one in found])
    if not found:
        return say_line(gettext("Nobody stands in."))
    return say_table(
        [gettext("No."), gettext("Person"), gettext("Deputy"), gettext("From"), gettext("Until")],
        [[str(one.id), one.person, one.deputy, day(one.valid_from), day(one.valid_until)] for one in found],
    )


@deputy.command("name")
@click.argument("who", metavar="LOGIN")
@click.argument("since", metavar="FROM", type=a_day)
@click.argument("until", metavar="UNTIL", type=a_day)
@click.option("--for", "whom", metavar="LOGIN", help="For whom; by default for the account itself.")
@as_account
@with_json
def name(who: str, since: date, until: date, *, whom: str | None, login: str, as_json: bool) -> None:
    """Name a deputy for these days, both included, and print the number."""
    actor = acting(login)
    person = account(db.session(), whom) if whom else None
    stands_in = account(db.session(), who)
    db.session.rollback()
    number = absence.delegate(
        actor=actor, deputy_id=stands_in, valid_from=since, valid_until=until, person_id=person
    )
    say_json({"number": number}) if as_json else say_line(str(number))


@deputy.command("end")
@click.argument("number", type=int)
@as_account
@with_json
def end(number: int, *, login: str, as_json: bool) -> None:
    """End the time of a deputy at once."""
    absence.end_delegation(number, actor=acting(login))
    if as_json:
        return say_json({"number": number})
    return say_line(gettext("The time of the deputy has ended."))


def _shape(one: Absence) -> object:
    return {
        "number": one.id,
        "person": one.person,
        "deputy": one.deputy,
        "valid_from": to_plain(one.valid_from),
        "valid_until": to_plain(one.valid_until),
    }
