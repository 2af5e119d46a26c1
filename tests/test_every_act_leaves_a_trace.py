"""Every route that changes something and every command write an event in the same transaction, or say why not.

What reaches the writer of events is read from the source; that each transaction of every test which asks for `app`
really holds one, the fixture itself asserts (`tests/tracing.py`).
"""

import inspect
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Person, db
from models.search import SAMPLES, index_of
from tests.calls import Place, closure, public_functions
from tests.contexts import cheap_settings
from tests.tracing import WITHOUT_EVENT, traced
from tests.world import World
from web import create_app
from workflow.commands.sign_in import choose_language
from workflow.errors import InvalidError, invalid
from workflow.unit import transaction

RECORDS = {("workflow.audit", "record"), ("workflow.audit", "record_all")}
UNIT = ("workflow.unit", "unit")

SILENT_COMMANDS = {
    "drafting.save_draft": "a working draft: who saved what and when stands in the append-only draft_save",
    "draft_undoing.undo_edit": "a save of the working draft",
    "draft_undoing.redo_edit": "a save of the working draft",
    "updating.bring_up_to_date": "a save of the working draft",
    "notify.mark_read": "one's own messages",
    "digest.make_digests": "which messages go together; that each has gone is an event",
    "sweep.begin_weekly_sweep": "the system's own check; it changes no catalogue",
    "sweep.chunks_to_queue": "a lease on work to be done",
    "sweep.check_chunk": "what rules find, computed from what events record",
    "sweep.check_changed": "the same for what was changed since",
    "unreadable.note_unreadable": "what the queue held and nobody can read, a technical log",
    "unreadable.forget_unreadable": "the same, after 180 days",
    "guiding.dismiss_guide": "a person put a panel of help away; it decides nothing",
    "viewing.note_view": "that somebody has read a revision; it decides nothing and is kept once",
    "draft_checks.check_draft": "what rules find in a draft, computed for the inbox",
    "file_reading.read_file": "what a file says, read from its bytes to be searched",
    "jobs.ask_for": "makes a file ready for its reader; that somebody takes it is an event",
    "jobs.jobs_to_queue": "a lease on work to be done",
    "jobs.carry_out": "how far the work is, and its result",
    "jobs.clear_away": "what can be made again at any time",
    "place_reading.read_catalogue": "an index of which places published rows name, computed from them",
    "place_reading.read_places": "the same for whichever catalogue was not read today",
    "place_checking.take_errands": "a lease on hosts to be asked",
    "place_checking.keep_found": "what was found at an address, by the clock; asked again at any time",
    "place_checking.check_places": "the same",
    "uploading.keep_upload": "a file that waits for its owner alone; what is made of it is an event",
    "uploading.decide_reading": "how such a file is read; the event of the import counts it",
    "uploading.throw_away": "such a file, before anything was made of it",
    "uploading.clear_uploads": "such files, when their week is over",
    "scanning.look_at": "what a scanner said of bytes; taking them in is an event",
    "scanning.look_again": "the same, later",
    "notify.note_failed_fan_out": "how often the telling of an event failed, before it is tried again",
}
"""Commands that write no event, with the reason."""

SILENT_ROUTES = {
    "absence.act": "in whose name a deputy acts stands in their own session; each act then names both",
    "importing.look": "keeps a file for its owner alone, for a week; what is made of it is an event",
    "importing.decide": "how such a file is read; the event of the import counts it",
    "importing.away": "throws such a file away",
    "editor.preview": "shows the redline of what is typed and keeps nothing",
    "guiding.dismiss": "a person put a panel of help away; it decides nothing",
    "editor.save_header": "a working draft",
    "editor.add": "a working draft",
    "editor.answer": "a working draft",
    "editor.save_entry": "a working draft",
    "editor.remove": "a working draft",
    "editor.take_heading_along": "a working draft",
    "editor.operate": "a working draft",
    "editor.pick": "a working draft",
    "claims.add": "a working draft",
    "beginning.add": "a working draft",
    "conflicts.decide": "a working draft",
    "draft_table.write": "a working draft",
    "draft_table.undo": "a working draft",
    "draft_table.redo": "a working draft",
}
"""Routes that are posted to and write no event, with the reason."""


@pytest.fixture(scope="module")
def routes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Place]:
    """Where the view of every route stands to which something can be posted."""
    folder = tmp_path_factory.mktemp("routes")
    app = create_app(cheap_settings(f"sqlite:///{folder / 'unused.sqlite'}", Path(folder)))
    posted = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    views = {endpoint: inspect.unwrap(app.view_functions[endpoint]) for endpoint in posted}
    return {endpoint: (view.__module__, view.__name__) for endpoint, view in views.items()}


def test_every_command_records_or_says_why_not() -> None:
    reached = {place: _reached(place) for place in public_functions("workflow/commands")}
    commands = {place for place, found in reached.items() if UNIT in found}
    silent = {
        f"{place[0].rpartition('.')[2]}.{place[1]}" for place in commands if not RECORDS & reached[place]
    }
    assert len(commands) > 60, "the test no longer sees the commands"
    assert silent == SILENT_COMMANDS.keys()


def test_every_route_that_is_posted_to_records_or_says_why_not(routes: dict[str, Place]) -> None:
    silent = {endpoint for endpoint, view in routes.items() if not RECORDS & _reached(view)}
    assert len(routes) > 30, "the test no longer sees the routes"
    assert silent == SILENT_ROUTES.keys()


def _reached(place: Place) -> set[Place]:
    """Return what a function reaches; that its refusals are recorded does not count."""
    return closure(place, not_through="workflow.refusals")


@pytest.mark.usefixtures("context", "clock")
def test_what_is_committed_in_silence_is_noticed(world: World) -> None:
    with traced(db.engine) as silent:
        choose_language("en", actor=world.actor("drafter"))
        world.save(world.opened(), world.amendment(deadline="12个工作日内公开"))
        assert silent == []
        with transaction() as session:
            session.execute(sa.update(Person).values(failed_sign_ins=1))
        with pytest.raises(InvalidError):
            _lock_out_and_fail()
        assert silent == ["person"]


def test_what_may_be_silent_is_a_table(context: Flask) -> None:
    assert context
    tables = set(sa.inspect(db.engine).get_table_names())
    # SQLite finds what is searched by tables of its own, PostgreSQL by indexes.
    assert WITHOUT_EVENT.keys() - set(map(index_of, (1, *SAMPLES))) <= tables


def _lock_out_and_fail() -> None:
    with transaction() as session:
        session.execute(sa.update(Person).values(failed_sign_ins=2))
        raise invalid("login", "Nothing of this is kept.")
