"""The tasks that do long work which somebody asked for."""

import structlog
from celery import Celery

from worker.hand_over import enqueue
from workflow.commands import jobs

log = structlog.get_logger()


def register_jobs(queue: Celery) -> None:
    """Make the tasks, with names that stay and limits of their own."""

    @queue.task(name="mulu.jobs.carry_out", soft_time_limit=60, time_limit=90, shared=False)
    def carry_out(job_id: int) -> None:
        """Do a piece of work; one whose worker is lost is taken up again by the sweep."""
        if error := jobs.carry_out(job_id):
            log.error("long work failed", job=job_id, error=str(error))

    @queue.task(name="mulu.jobs.sweep", soft_time_limit=60, time_limit=90, shared=False)
    def sweep() -> None:
        """Queue work that was never begun, or was lost with its worker."""
        for job_id in jobs.jobs_to_queue():
            enqueue(carry_out, job_id)
