"""`flask rules provincial …`: rules that provinces add as data (docs/rules-of-provinces.md)."""

import json
from datetime import date
from pathlib import Path

import click
from flask_babel import gettext

from models import db
from values.messages import N_
from values.provincial_rule import ProvincialRule
from values.serial import from_plain
from web.cli.acting import acting, as_account, business_seats
from web.cli.administered_shapes import OwnRuleLine, OwnRuleList
from web.cli.asking import a_day
from web.cli.previewing import place_of, say_preview
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.story.speaking import SpokenGroup
from workflow.administering import require_sound_rule
from workflow.commands.administering import end_rule, write_rule
from workflow.errors import NotFoundError, invalid
from workflow.queries.administered_lists import listed_rules, newest_rule
from workflow.queries.bodies import current_day
from workflow.queries.rule_preview import preview_ending, preview_rule

provincial = SpokenGroup("provincial", help="Rules that provinces add as data.")


@provincial.command("list")
@as_account
@with_json
def list_all(*, login: str, as_json: bool) -> None:
    """List the rules as their newest versions say."""
    business_seats(acting(login))
    found = listed_rules(db.session())
    if as_json:
        lines = (
            OwnRuleLine(jurisdiction=place.code, version=row.version, rule=row.rule) for row, place in found
        )
        return say_json(OwnRuleList(rules=tuple(lines)))
    head = [gettext("No."), gettext("Jurisdiction"), gettext("Version"), gettext("In force"), gettext("Says")]
    return say_table(
        head,
        [
            [
                row.code,
                place.code,
                str(row.version),
                f"{row.rule.in_force_from}–{row.rule.in_force_until}",
                row.rule.message_zh,
            ]
            for row, place in found
        ],
    )


@provincial.command("add")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--preview", is_flag=True, help="Only show what the rule would find.")
@as_account
@with_json
def add(file: Path, *, preview: bool, login: str, as_json: bool) -> None:
    """Write the rule that a JSON FILE holds, or its next version."""
    actor = acting(login)
    try:
        rule: ProvincialRule = from_plain(json.loads(file.read_bytes()), ProvincialRule)
    except (ValueError, RecursionError) as error:
        raise invalid("file", N_("The file is no provincial rule: %(reason)s"), reason=str(error)) from error
    if preview:
        place = place_of(login)
        require_sound_rule(rule)
        return say_preview(preview_rule(db.session(), place, rule, day=current_day()), as_json=as_json)
    version = write_rule(rule, actor=actor)
    return _say_version(rule.id, version, as_json=as_json)


@provincial.command("end")
@click.argument("code")
@click.argument("last_day", type=a_day)
@click.option("--preview", is_flag=True, help="Only show what the rule would find no more.")
@as_account
@with_json
def end(code: str, last_day: date, *, preview: bool, login: str, as_json: bool) -> None:
    """Have the rule of that CODE hold until LAST_DAY, that day included."""
    if preview:
        place = place_of(login)
        newest = newest_rule(db.session(), code, place.id)
        if newest is None:
            raise NotFoundError
        return say_preview(
            preview_ending(db.session(), place, newest.rule, last_day, day=current_day()), as_json=as_json
        )
    version = end_rule(code, last_day, actor=acting(login))
    return _say_version(code, version, as_json=as_json)


def _say_version(code: str, version: int, *, as_json: bool) -> None:
    if as_json:
        return say_json({"code": code, "version": version})
    return say_line(gettext("%(code)s is there in version %(version)s.", code=code, version=version))
