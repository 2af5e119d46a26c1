"""`flask proposal row`: what is to happen to a row of the draft, as its page in the browser offers it."""

from typing import Any

import click
from werkzeug.datastructures import MultiDict

from models import Draft, db
from values.messages import N_
from values.vocabulary import Operation
from web.cli.acting import acting, as_account
from web.cli.printing import with_json
from web.cli.proposal.group import proposal
from web.cli.proposal.reading import file_of
from web.cli.proposal.writing import report
from web.draft import operating
from web.draft.desk import Desk, picked
from workflow import operations
from workflow.actor import Actor
from workflow.commands import drafting
from workflow.errors import invalid
from workflow.queries.catalogue import arranged

REASONS = [one.value for one in operating.REASONS]


@proposal.command("row")
@click.argument("number")
@click.argument("row")
@click.option("--amend", "way", flag_value="amend", help="Take it into the draft as it is, to be changed.")
@click.option("--leave-out", "reason", type=click.Choice(REASONS), help="Leave it out, for a reason.")
@click.option("--explanation", default="", help="Why it is left out, with the document.")
@click.option("--cancel", "way", flag_value="cancel", help="Cancel the county's own entry.")
@click.option("--restore", "way", flag_value="restore", help="Restore a row that is not listed.")
@click.option("--under", metavar="ROW", help="Move it under a row; 0 is the top level.")
@click.option("--after", metavar="ROW", help="Move it behind a row, on the same level.")
@click.option("--split", "names", multiple=True, metavar="NAME", help="Split it; once for each new name.")
@click.option("--merge-into", "target", metavar="ROW", help="Merge it into another row.")
@click.option("--drop", "way", flag_value="drop", help="Take it out of the draft.")
@as_account
@with_json
def row(number: str, row: str, *, login: str, as_json: bool, **given: Any) -> None:
    """Say what is to happen to a ROW, which is a number of the table (1.2) or an identity."""
    actor = acting(login)
    desk = desk_of(number, actor)
    entry = _row(desk, row)
    content = (
        desk.draft
        if desk.draft.change_of(entry)
        else operations.put(desk.draft, [picked(desk.current[entry])])
    )
    if given["way"] == "drop":
        content = operations.without(desk.draft, entry)
    elif given["way"] != Operation.AMEND:
        content = operating.with_operation(desk.with_draft(content), entry, _form(desk, given))
    drafting.save_draft(number, actor=actor, draft_version=desk.draft_version, content=content)
    report(number, actor, as_json=as_json)


def desk_of(number: str, actor: Actor) -> Desk:
    """Return a proposal with its working draft, as its editor has it."""
    file = file_of(number, actor)
    saved_at = db.session.get_one(Draft, file.case.proposal.id).saved_at
    return Desk(
        case=file.case,
        draft=file.draft,
        draft_version=file.draft_version,
        saved_at=saved_at,
        current=file.current,
    )


def _row(desk: Desk, said: str) -> str:
    """Return the identity of a row that is said by its number in the published table, or by its identity.

    Raises: InvalidError where neither the catalogue nor the draft has it.
    """
    if said in desk.states:
        return said
    for one in arranged(row.state for row in desk.current.values()):
        if one.number == said:
            return one.state.entry
    raise invalid(
        "changes", N_("There is no row “%(row)s”; give its number in the table, or its identity."), row=said
    )


def _form(desk: Desk, given: dict[str, Any]) -> MultiDict[str, str]:
    """Return what the page's form would send.

    Raises: InvalidError where not exactly one thing is to happen.
    """
    ways = {
        given["way"]: {},
        Operation.LEAVE_OUT: {"reason": given["reason"], "explanation": given["explanation"]},
        Operation.MOVE: {"place": _place(desk, given)},
        Operation.SPLIT: {"names": "\n".join(given["names"])},
        Operation.MERGE: {"target": given["target"] and _row(desk, given["target"])},
    }
    wanted = {
        way: fields for way, fields in ways.items() if way and (not fields or next(iter(fields.values())))
    }
    if given["way"] == Operation.RESTORE and Operation.MOVE in wanted:
        wanted[Operation.RESTORE] = wanted.pop(Operation.MOVE)
    if len(wanted) != 1:
        raise invalid("changes", N_("Say one thing that is to happen to the row; --help lists them."))
    ((way, fields),) = wanted.items()
    return MultiDict({"operation": str(way), **fields})


def _place(desk: Desk, given: dict[str, Any]) -> str:
    if given["under"] is not None:
        return f"{operating.UNDER}:" + ("" if given["under"] == "0" else _row(desk, given["under"]))
    return f"{operating.AFTER}:{_row(desk, given['after'])}" if given["after"] is not None else ""
