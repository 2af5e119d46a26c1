"""The task that attends to hidings which nobody approved in time."""

from celery import Celery

from workflow.commands.hiding_dues import attend_to_hidings


def register_hidings(queue: Celery) -> None:
    """Make the task, with a name that stays and limits of its own."""

    @queue.task(name="mulu.hidings", soft_time_limit=60, time_limit=90, shared=False)
    def attend() -> None:
        """Escalate and end what is overdue; the events are fanned out like any other."""
        attend_to_hidings()
