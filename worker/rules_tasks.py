"""The tasks that hold catalogues against the rules: a run a week or when asked for, in chunks, and what has changed."""

from celery import Celery

from worker.hand_over import enqueue
from workflow.commands import sweep


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
