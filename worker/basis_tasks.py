"""The task that opens the drafts which a change of a basis asks for."""

from celery import Celery

from workflow.commands.basis_drafts import open_due


def register_basis_drafts(queue: Celery) -> None:
    """Make the task, with a name that stays and limits of its own."""

    @queue.task(name="mulu.basis_drafts", soft_time_limit=60, time_limit=90, shared=False)
    def open_drafts() -> None:
        """Open what was confirmed, each catalogue in a command of its own; the next run takes up the rest."""
        open_due()
