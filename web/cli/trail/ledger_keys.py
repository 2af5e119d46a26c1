"""`flask ledger checkpoint|witness|rotate-key|open`: heads, keys, and what an operator does to a log."""

from pathlib import Path

import click
from flask_babel import gettext

from models import db
from values.messages import N_
from web.cli.printing import say_json, say_line, with_json
from web.cli.trail.ledger import ledger, own_safe
from web.cli.trail.ledger_shapes import KeyShape, WitnessShape
from workflow.commands import ledger_logs
from workflow.commands.witness import witness as let_witness
from workflow.errors import NotFoundError
from workflow.queries.ledger import ledger_state


@ledger.command()
@with_json
def checkpoint(*, as_json: bool) -> None:
    """Print the newest signed head, to be kept elsewhere."""
    state = ledger_state(db.session())
    if state is None or state.head is None:
        raise NotFoundError(N_("Nothing is sealed yet; try again in a minute."))
    note = state.head.note.decode()
    say_json({"checkpoint": note}) if as_json else click.echo(note, nl=False)


@ledger.command()
@click.option(
    "--folder",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The witness's own folder; made with a key at the first call.",
)
@click.option("--name", default="witness", show_default=True, help="What its key is called.")
@with_json
def witness(*, folder: Path, name: str, as_json: bool) -> None:
    """Check with a key and a memory of its own that the log only grew, and sign the newest head."""
    done = let_witness(folder, name)
    if as_json:
        return say_json(WitnessShape(verifier_key=str(done.verifier_key), size=done.size))
    return say_line(
        gettext(
            "Signed the head over %(size)s events as %(key)s.", size=done.size, key=str(done.verifier_key)
        )
    )


@ledger.command("rotate-key")
@with_json
def rotate_key(*, as_json: bool) -> None:
    """Make the next signing key; the next head bears both signatures."""
    made = ledger_logs.rotate_key(own_safe())
    if as_json:
        return say_json(KeyShape(log=made.name, verifier_key=str(made)))
    return say_line(gettext("Signed from now on with %(key)s.", key=str(made)))


@ledger.command("open")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
@with_json
def open_log(*, is_sure: bool, as_json: bool) -> None:
    """Open a new log after the database was set back; its first leaf names the newest head outside."""
    if not is_sure:
        click.confirm(gettext("Was the database set back, and is the old log to end here?"), abort=True)
    made = ledger_logs.open_log(own_safe())
    if as_json:
        return say_json(KeyShape(log=made.name, verifier_key=str(made)))
    return say_line(gettext("The log %(log)s is open; its key is %(key)s.", log=made.name, key=str(made)))
