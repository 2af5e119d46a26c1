"""`--preview` of `flask rules channels|provincial …`: what a change would do to the catalogues below, and nothing changes."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

import click
from flask_babel import gettext, ngettext

from models import Jurisdiction, db
from rules.findings import Finding
from values.clock import shanghai_day
from values.messages import N_, Message
from values.vocabulary import Role
from web.cli.administered_shapes import PreviewedChange, PreviewedFinding, PreviewedRow
from web.cli.printing import say_json, say_line
from web.language import say
from web.wording import day as said_day
from workflow.actor import Actor
from workflow.errors import ForbiddenError
from workflow.queries.rule_preview import ChangedRow, Preview
from workflow.reach import seats_of
from workflow.unit import current_clock

Command = TypeVar("Command", bound=Callable[..., object])


def with_preview(command: Command) -> Command:
    """Give a command the option `--preview`."""
    return click.option(
        "--preview", is_flag=True, help="Only show what would change on the catalogues below."
    )(command)


def places_kept_by(actor: Actor) -> list[Jurisdiction]:
    """Return the jurisdictions that an account administers, the one that its commands write for first.

    Raises: ForbiddenError for others than business administrators.
    """
    seats = seats_of(db.session(), actor.person_id or 0, today())
    held = [one.jurisdiction for one in seats if one.role is Role.BUSINESS_ADMINISTRATOR]
    if not held:
        raise ForbiddenError(Message(N_("Only a business administrator does this.")))
    return [db.session().get_one(Jurisdiction, one) for one in held]


def today() -> date:
    """Return the day in Shanghai."""
    return shanghai_day(current_clock.get().now())


def say_preview(found: Preview, *, as_json: bool) -> None:
    """Say how many rows and findings would change, and where, as the page does."""
    if as_json:
        return say_json(_shape(found))
    rows = ngettext("%(num)d row would change", "%(num)d rows would change", found.changed)
    gone = ngettext("%(num)d finding disappears", "%(num)d findings disappear", found.disappearing)
    new = ngettext("%(num)d finding appears", "%(num)d findings appear", found.appearing)
    say_line(f"{rows} · {gone} · {new}")
    say_line(
        gettext(
            "Looked at: %(looked)s of %(total)s published catalogues here and below, as of %(day)s.",
            looked=found.looked_at,
            total=found.total,
            day=said_day(found.day),
        )
    )
    if found.looked_at < found.total:
        say_line(gettext("What it does to the others, the next check of every catalogue shows."))
    if len(found.rows) < found.changed:
        say_line(gettext("The first %(shown)s rows are listed.", shown=len(found.rows)))
    for row in found.rows:
        _say_row(row)
    return None


def _shape(found: Preview) -> PreviewedChange:
    return PreviewedChange(
        day=found.day.isoformat(),
        looked_at=found.looked_at,
        total=found.total,
        changed=found.changed,
        disappearing=found.disappearing,
        appearing=found.appearing,
        rows=tuple(
            PreviewedRow(
                catalogue=row.code,
                entry=row.entry,
                number=row.number,
                name=row.name,
                gone=_findings(row.gone),
                new=_findings(row.new),
            )
            for row in found.rows
        ),
    )


def _findings(found: Iterable[Finding]) -> tuple[PreviewedFinding, ...]:
    return tuple(
        PreviewedFinding(rule=one.rule, severity=one.severity.value, message=say(one.message))
        for one in found
    )


def _say_row(row: ChangedRow) -> None:
    say_line(f"{row.code} {row.number} {row.name}", indent=2)
    for one in row.gone:
        say_line(f"{one.rule} {gettext('Disappears:')} {say(one.message)}", indent=4)
    for one in row.new:
        say_line(f"{one.rule} {gettext('Appears:')} {say(one.message)}", indent=4)
    if not row.gone and not row.new:
        say_line(gettext("Understood differently; no finding changes."), indent=4)
