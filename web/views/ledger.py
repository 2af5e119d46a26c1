"""How the trail is proven: what is sealed, signed, written outside and verified; evidence to take away."""

import io
import shutil
import tempfile
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, flash, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from config import Settings
from models import db
from values.messages import N_
from web.access import access, anyone, auditors
from web.errors import status_of
from web.language import say
from web.session import actor, seats
from workflow.commands.export_bundle import evidence_for
from workflow.commands.verify_ledger import LARGEST_AT_ONCE, verify
from workflow.errors import NotFoundError
from workflow.queries.ledger import LedgerState, ledger_state
from workflow.sealing.rounds import ROUND
from workflow.sealing.safe import Safe

blueprint = Blueprint("ledger", __name__)

NOTHING = N_("Nothing is sealed yet; try again in a minute.")


@blueprint.get("/ledger")
@access(auditors)
def show() -> ResponseReturnValue:
    """Show where the trail stands, and what was last verified."""
    state = _state()
    return _page(state, at_once=state.size <= LARGEST_AT_ONCE)


@blueprint.post("/ledger/verify")
@access(auditors)
def check() -> ResponseReturnValue:
    """Verify the whole trail now."""
    settings: Settings = current_app.config["SETTINGS"]
    safe = Safe(keys=settings.keys_folder, outside=settings.checkpoints_folder)
    done = verify(safe, actor=actor(), most=LARGEST_AT_ONCE)
    if done.is_right:
        flash(gettext("Everything is as it was recorded: %(size)s events.", size=done.size), "ok")
    else:
        flash(gettext("Something is not as it was recorded; see below."), "bad")
    return _page(_state(), at_once=True, done=done)


@blueprint.post("/ledger/evidence")
@access(auditors)
def evidence() -> ResponseReturnValue:
    """Hand out the evidence of a proposal or a catalogue as a zip file."""
    about = request.form.get("about", "").strip()[:80]
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder) / "bundle"
        try:
            evidence_for(about, bundle, actor=actor(), seats=seats())
        except NotFoundError as error:
            db.session.rollback()
            state = _state()
            page = _page(
                state, at_once=state.size <= LARGEST_AT_ONCE, about=about, unknown=say(error.message)
            )
            return page, status_of(error)
        packed = Path(shutil.make_archive(str(Path(folder) / "evidence"), "zip", bundle)).read_bytes()
    answer = send_file(
        io.BytesIO(packed),
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"evidence-{about}.zip",
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/ledger/checkpoint")
@access(anyone)
def checkpoint() -> ResponseReturnValue:
    """Publish the newest signed head, so that anybody can keep it."""
    state = _state()
    if state.head is None:
        raise NotFoundError(NOTHING)
    return _plain(state.head.note)


@blueprint.get("/ledger/vkey")
@access(anyone)
def verifier_key() -> ResponseReturnValue:
    """Publish the public keys of the log, the present one last."""
    return _plain("".join(f"{key}\n" for key in _state().keys).encode())


def _page(state: LedgerState, *, about: str = "", unknown: str = "", **values: Any) -> str:
    said = {"about": about, "unknown": unknown, "round_days": ROUND.days}
    return render_template("ledger/show.html", state=state, **said, **values)


def _state() -> LedgerState:
    state = ledger_state(db.session())
    if state is None:
        raise NotFoundError(NOTHING)
    return state


def _plain(data: bytes) -> Response:
    answer = Response(data, mimetype="text/plain")
    answer.headers["Cache-Control"] = "public, max-age=30"
    return answer
