"""`flask ledger seal|status|verify|export`: the trail, and how it is proven."""

import shutil
import tempfile
from pathlib import Path

import click
from flask import current_app
from flask_babel import gettext

from config import Settings
from models import db
from values.messages import N_, Message
from web.cli.printing import local_text, say_json, say_line, with_json
from web.cli.story.speaking import SpokenGroup
from web.cli.trail.ledger_shapes import (
    CopyShape,
    ExportShape,
    SealShape,
    StatusShape,
    VerifyShape,
    WitnessShape,
    WrongShape,
)
from web.language import say
from workflow.actor import SYSTEM
from workflow.commands import export_bundle as exporting
from workflow.commands.seal import seal as seal_events
from workflow.commands.verify_ledger import verify as verify_all
from workflow.errors import NotFoundError, invalid
from workflow.queries.ledger import ledger_state
from workflow.sealing.safe import Safe
from workflow.sealing.walk import Wrong

ledger = SpokenGroup("ledger", help="The trail, and how it is proven.")

SHOWN = 20
"""Wrong places that are printed for people; JSON has all of them."""


def own_safe() -> Safe:
    """Return where this installation keeps its keys and copies."""
    settings: Settings = current_app.config["SETTINGS"]
    return Safe(keys=settings.keys_folder, outside=settings.checkpoints_folder)


@ledger.command()
@with_json
def seal(*, as_json: bool) -> None:
    """Seal every event that has no leaf yet, sign the head and write it outside."""
    done = seal_events(own_safe(), everywhere=True)
    if as_json:
        return say_json(SealShape(size=done.size, added=done.added))
    return say_line(
        gettext(
            "%(added)s events are sealed anew; the log covers %(size)s.", added=done.added, size=done.size
        )
    )


@ledger.command()
@with_json
def status(*, as_json: bool) -> None:
    """Print where the trail stands: sealed, signed, written outside, verified."""
    state = ledger_state(db.session())
    if state is None:
        raise NotFoundError(N_("This installation has no log yet: run flask --app wsgi seed first."))
    head, verified = state.head, state.verified
    shape = StatusShape(
        log=state.log.origin,
        hash=state.log.hash_algorithm,
        size=state.size,
        oldest_unsealed_seconds=state.unsealed_seconds,
        checkpoint_size=head.size if head else None,
        root=head.root.hex() if head else None,
        signed_at=local_text(head.signed_at) if head else None,
        keys=state.keys,
        copies=tuple(
            CopyShape(place=one.place, size=one.size, written_at=local_text(one.written_at))
            for one in state.copies
        ),
        witnesses=tuple(
            WitnessShape(verifier_key=one.verifier_key, size=one.size) for one in state.witnesses
        ),
        verified_at=local_text(verified.at) if verified else None,
        verified_size=verified.size if verified else None,
        verified_right=verified.is_right if verified else None,
        contents_checked_since=local_text(state.checked_since) if state.checked_since else None,
        rolled_back=state.rolled_back,
    )
    if as_json:
        return say_json(shape)
    return _say_status(shape)


@ledger.command()
@click.option("--vkey", "keys", multiple=True, type=click.Path(path_type=Path), help="A public key you hold.")
@click.option(
    "--checkpoint", "given", multiple=True, type=click.Path(path_type=Path), help="A head you hold."
)
@with_json
@click.pass_context
def verify(context: click.Context, *, keys: tuple[Path, ...], given: tuple[Path, ...], as_json: bool) -> None:
    """Hash everything anew and name the first leaf that is wrong; status 1 where something is."""
    done = verify_all(own_safe(), actor=SYSTEM, keys=keys, given=given)
    if as_json:
        say_json(
            VerifyShape(
                log=done.origin,
                right=done.is_right,
                size=done.size,
                root=done.root.hex(),
                contents=done.contents,
                versions=done.versions,
                heads=done.heads,
                outside=done.outside,
                unsealed=done.unsealed,
                destroyed=dict(done.destroyed),
                erased=done.erased,
                wrong=tuple(
                    WrongShape(leaf=one.index, before=one.before, event=one.event_id, message=say(one.said))
                    for one in done.wrong
                ),
            )
        )
    else:
        say_line(
            gettext(
                "Hashed anew: %(size)s events, %(contents)s contents, %(versions)s published rows;"
                " compared with %(heads)s signed heads.",
                size=done.size,
                contents=done.contents,
                versions=done.versions,
                heads=done.heads,
            )
        )
        if done.outside is None:
            say_line(gettext("No head outside the database was there to compare with."))
        if done.unsealed:
            say_line(gettext("%(count)s events are not sealed yet.", count=done.unsealed))
        for number, count in done.destroyed:
            say_line(
                gettext(
                    "Lawfully destroyed under list no. %(no)s: %(count)s contents.", no=number, count=count
                )
            )
        if done.erased:
            say_line(gettext("Erased by law: %(count)s comments; salted hashes stay.", count=done.erased))
        for one in done.wrong[:SHOWN]:
            say_line(_place(one) + say(one.said))
        if done.is_right:
            say_line(gettext("Everything is as it was recorded."))
    if not done.is_right:
        context.exit(1)


@ledger.command()
@click.option("--proposal", metavar="NUMBER", help="Only the events of a proposal.")
@click.option("--catalogue", metavar="CODE", help="Only the events of a catalogue.")
@click.option("--all", "everything", is_flag=True, help="The whole log.")
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    help="A new folder, or a file whose name ends with .zip.",
)
@with_json
def export(
    *, proposal: str | None, catalogue: str | None, everything: bool, target: Path, as_json: bool
) -> None:
    """Write an evidence bundle that can be verified without this system."""
    if [proposal is not None, catalogue is not None, everything].count(True) != 1:
        raise invalid("scope", N_("Say what is wanted: --proposal, --catalogue or --all."))
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise invalid("to", N_("%(path)s exists already; name a new folder or file."), path=str(target))
    seal_events(own_safe())
    scope = exporting.scope_of(db.session(), proposal=proposal, catalogue=catalogue)
    db.session.rollback()
    if target.suffix == ".zip":
        with tempfile.TemporaryDirectory() as folder:
            done = exporting.export_bundle(scope, Path(folder), actor=SYSTEM)
            shutil.make_archive(str(target.with_suffix("")), "zip", folder)
    else:
        done = exporting.export_bundle(scope, target, actor=SYSTEM)
    if as_json:
        return say_json(
            ExportShape(
                scope=done.scope,
                size=done.size,
                root=done.root.hex(),
                leaves=done.leaves,
                contents=done.contents,
                to=str(target),
            )
        )
    return say_line(
        gettext(
            "%(leaves)s events and %(contents)s contents are in %(path)s. Verify: python3 -I %(path)s/verify.py %(path)s",
            leaves=done.leaves,
            contents=done.contents,
            path=str(target),
        )
        if target.suffix != ".zip"
        else gettext(
            "%(leaves)s events and %(contents)s contents are in %(path)s.",
            leaves=done.leaves,
            contents=done.contents,
            path=str(target),
        )
    )


def _say_status(state: StatusShape) -> None:
    say_line(
        gettext(
            "Log %(log)s (%(hash)s), %(size)s events sealed", log=state.log, hash=state.hash, size=state.size
        )
    )
    say_line(gettext("Oldest event without a leaf: %(seconds)s s", seconds=state.oldest_unsealed_seconds))
    if state.checkpoint_size is not None:
        say_line(
            gettext(
                "Newest signed head: %(size)s events, %(at)s, root %(root)s",
                size=state.checkpoint_size,
                at=state.signed_at,
                root=state.root,
            )
        )
    for key in state.keys:
        say_line(gettext("Public key: %(key)s", key=key))
    for copy in state.copies:
        say_line(
            gettext(
                "Copy outside (%(place)s): %(size)s events, %(at)s",
                place=copy.place,
                size=copy.size,
                at=copy.written_at,
            )
        )
    for one in state.witnesses:
        say_line(gettext("Witness %(key)s: %(size)s events", key=one.verifier_key, size=one.size))
    if state.verified_at is not None:
        said = N_("Verified %(at)s: right") if state.verified_right else N_("Verified %(at)s: NOT RIGHT")
        say_line(say(Message(said, {"at": state.verified_at})))
    if state.contents_checked_since is not None:
        said = N_("The contents of every leaf were hashed anew since %(at)s.")
        say_line(say(Message(said, {"at": state.contents_checked_since})))
    if state.rolled_back is not None:
        say_line(
            gettext(
                "ROLLBACK: a head outside covers %(size)s events that this database has not, or not so.",
                size=state.rolled_back,
            )
        )


def _place(wrong: Wrong) -> str:
    if wrong.index is None:
        return ""
    if wrong.before in (None, wrong.index + 1):
        return gettext("Leaf %(index)s: ", index=wrong.index)
    return gettext("Leaves %(first)s to %(last)s: ", first=wrong.index, last=wrong.before - 1)
