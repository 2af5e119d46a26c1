"""`flask rules sweep|defects|report`: check every catalogue, and print what was found and kept."""

import click
import sqlalchemy as sa
from flask_babel import gettext

from models import Jurisdiction, db
from values.messages import N_
from web.cli.printing import local_text, say_json, say_table, with_json
from web.cli.rules.check import shape
from web.cli.rules.group import rules
from web.cli.rules.shapes import (
    ComplianceReport,
    DefectLine,
    DefectList,
    ReportLine,
    SweepDone,
)
from web.language import say
from workflow.actor import SYSTEM
from workflow.commands import sweep as sweeping
from workflow.errors import invalid
from workflow.queries.bodies import current_day
from workflow.queries.compliance import latest_run, open_defects, report


@rules.command()
@with_json
def sweep(*, as_json: bool) -> None:
    """Check every local catalogue now, and keep what is found."""
    sweeping.start_sweep(actor=SYSTEM)
    chunks = sweeping.chunks_to_queue()
    with click.progressbar(chunks, label=gettext("Checking"), hidden=as_json) as bar:
        for chunk in bar:
            sweeping.check_chunk(chunk)
    run = latest_run(db.session())
    if run is not None and as_json:
        say_json(SweepDone(run=run.id, total=run.total, done=run.done))
    elif run is not None:
        click.echo(gettext("%(done)s of %(total)s catalogues are checked.", done=run.done, total=run.total))


@rules.command()
@with_json
def defects(*, as_json: bool) -> None:
    """List the open legacy defects (存量问题), the most urgent first."""
    found = open_defects(db.session())
    if as_json:
        lines = (
            DefectLine(
                catalogue=one.code,
                owner=one.owner,
                first_found=one.row.first_found.isoformat(),
                last_seen=one.row.last_seen.isoformat(),
                due=one.row.due_on.isoformat(),
                finding=shape(one.found),
            )
            for one in found
        )
        say_json(DefectList(defects=tuple(lines)))
        return
    say_table(
        [gettext("Catalogue"), gettext("Rule"), gettext("Place"), gettext("Due"), gettext("What is found")],
        [
            [
                one.code,
                one.found.rule,
                f"{one.found.number} {one.found.name}".strip(),
                one.row.due_on.isoformat(),
                say(one.found.said),
            ]
            for one in found
        ],
    )


@rules.command("report")
@click.option("--under", metavar="CODE", help="A jurisdiction: only catalogues there and below.")
@with_json
def print_report(*, under: str | None, as_json: bool) -> None:
    """Print how catalogues satisfy standard and rules, as they were last checked."""
    lines = report(db.session(), below(under), today=current_day())
    if as_json:
        shapes = (
            ReportLine(
                catalogue=one.code,
                title=one.title,
                jurisdiction=one.place,
                release=one.result.release_no,
                standard_release=one.result.standard_release_no,
                checked_at=local_text(one.result.checked_at),
                present=one.result.present,
                left_out=one.result.left_out,
                missing=one.result.missing,
                rules=one.rules,
                open=one.open,
                overdue=one.overdue,
            )
            for one in lines
        )
        say_json(ComplianceReport(catalogues=tuple(shapes)))
        return
    head = (
        N_("Catalogue"),
        N_("Listed"),
        N_("Left out"),
        N_("Missing"),
        N_("Errors"),
        N_("Warnings"),
        N_("Hints"),
        N_("Open"),
        N_("Overdue"),
    )
    say_table(
        [gettext(one) for one in head],
        [
            [
                one.code,
                *map(str, (one.result.present, one.result.left_out, one.result.missing)),
                *(str(one.severities[kind]) for kind in ("error", "warning", "hint")),
                *map(str, (one.open, one.overdue)),
            ]
            for one in lines
        ],
    )


def below(code: str | None) -> sa.ColumnElement[bool]:
    """Return the condition that a jurisdiction is the one of a code or lies below it; all of them for None.

    Raises: InvalidError for a code that nobody bears.
    """
    if code is None:
        return sa.true()
    path = db.session.scalar(sa.select(Jurisdiction.path).where(Jurisdiction.code == code))
    if path is None:
        raise invalid("under", N_("There is no jurisdiction with this code."))
    return Jurisdiction.path.startswith(path, autoescape=True)
