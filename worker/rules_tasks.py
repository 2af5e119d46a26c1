"""The tasks that ask the rules: catalogues in chunks, a run a week or when asked for, and what has changed."""

import traceback

import structlog
from celery import Celery

from models.db import db
from values.clock import shanghai_day
from worker.hand_over import enqueue
from workflow.commands import draft_checks, sweep
from workflow.unit import current_clock

log = structlog.get_logger()


def register_rules(queue: Celery) -> None:
    """Make the tasks, with names that stay and limits of their own."""

    @queue.task(name="mulu.rules.chunk", soft_time_limit=60, time_limit=90, shared=False)
    def chunk(chunk_id: int) -> None:
        """Check the catalogues of a chunk."""
        sweep.check_chunk(chunk_id)

    @queue.task(name="mulu.rules.sweep", soft_time_limit=60, time_limit=90, shared=False)
    def run() -> None:
        """Begin the weekly run where it is due, queue the chunks of runs, and check what has changed."""
        sweep.begin_weekly_sweep()
        for chunk_id in sweep.chunks_to_queue():
            enqueue(chunk, chunk_id)
        sweep.check_changed()

    @queue.task(name="mulu.rules.drafts", soft_time_limit=60, time_limit=90, shared=False)
    def drafts() -> None:
        """Check working drafts that were saved, or whose grounds have changed, each for itself."""
        _check_drafts()


def _check_drafts() -> None:
    due = draft_checks.drafts_to_check(db.session(), today=shanghai_day(current_clock.get().now()))
    db.session.remove()
    for proposal_id in due:
        try:
            draft_checks.check_draft(proposal_id)
        except Exception as error:  # noqa: BLE001 - it is logged, and tried again
            # The database was away, say: the next beat tries again, and the others wait for nobody.
            log.error(  # noqa: TRY400
                "check of a draft broke off",
                proposal=proposal_id,
                error=type(error).__name__,
                trace="".join(traceback.format_tb(error.__traceback__)),
            )
