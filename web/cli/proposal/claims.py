"""`flask proposal claimable|claim`: rows of the county that a township claims (认领), as their page offers them."""

from typing import Any

import click
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from values.messages import N_
from values.proposal_content import DraftContent
from web.cli.acting import acting, as_account, business_seats
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.proposal.group import proposal
from web.cli.proposal.rows import desk_of
from web.cli.proposal.shapes import ClaimableRow
from web.cli.proposal.writing import report
from web.draft import claiming, picking
from web.wording.common import field_label
from workflow.claims import claimed_rows
from workflow.commands import drafting
from workflow.errors import invalid


@proposal.command("claimable")
@click.argument("code")
@as_account
@with_json
def list_claimable(code: str, *, login: str, as_json: bool) -> None:
    """List the rows of the county that the township of a catalogue can claim, and those it claims already."""
    catalogue, current = picking.proposable(code, business_seats(acting(login)))
    claimed = claimed_rows(current, DraftContent())
    found = [
        ClaimableRow(number=row.number, entry=row.entry, name=row.name, is_claimed=row.entry in claimed)
        for row in claiming.claimable_rows(claiming.county_of(catalogue))
        if not row.is_heading
    ]
    if as_json:
        return say_json(found)
    if not found:
        return say_line(gettext("The county has no rows for townships"))
    return say_table(
        [gettext("No."), field_label("name"), gettext("Claimed"), gettext("Identity")],
        [[one.number, one.name, gettext("yes") if one.is_claimed else "", one.entry] for one in found],
    )


@proposal.command("claim")
@click.argument("number")
@click.argument("rows", metavar="ROW…", nargs=-1, required=True)
@click.option("--body", "lead_body", metavar="ID", default="", help="Who discloses them in the township.")
@click.option("--place", "place_text", default="", help="Where: a column or an address.")
@click.option("--link", "place_url", default="", help="The link of the place.")
@click.option("--questions", default="", help="The telephone for questions.")
@click.option("--supervision", default="", help="The telephone for supervision.")
@click.option("--complaints", default="", help="The telephone for complaints.")
@as_account
@with_json
def claim(number: str, rows: tuple[str, ...], *, login: str, as_json: bool, **said: Any) -> None:
    """Claim rows of the county in a township's draft; ROW is a number of the county's table, or an identity."""
    actor = acting(login)
    desk = desk_of(number, actor)
    catalogue = desk.case.catalogue
    offered = claiming.claimable_rows(claiming.county_of(catalogue))
    by_name = {row.number: row.entry for row in offered} | {row.entry: row.entry for row in offered}
    unknown = next((row for row in rows if row not in by_name), None)
    if unknown is not None:
        raise invalid(
            "changes",
            N_("The county has no row “%(row)s” to claim; `flask proposal claimable` lists them."),
            row=unknown,
        )
    form: MultiDict[str, str] = MultiDict(said)
    form.setlist("entry", [by_name[row] for row in rows])
    content = claiming.with_claimed(catalogue, desk.draft, desk.current, form, seed=number)
    drafting.save_draft(number, actor=actor, draft_version=desk.draft_version, content=content)
    report(number, actor, as_json=as_json)
