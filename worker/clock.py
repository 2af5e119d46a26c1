"""Looks after the clock of a worker that was started with `--beat`: one that was killed is started again."""

from typing import Any

import structlog
from celery import bootsteps
from celery.worker import WorkController

log = structlog.get_logger()

LOOK_SECONDS = 5.0
"""How often the worker looks; the sweep, which finds lost work, runs every ten seconds."""


class KeptClock(bootsteps.StartStopStep):
    """A step of the worker: Celery starts the clock as a child and never looks at it again.

    Without the clock nothing is swept, published or sealed, and the worker says that all is well.
    """

    requires = ("celery.worker.components:Beat", "celery.worker.components:Timer")

    def __init__(self, worker: WorkController, *, beat: bool = False, **options: Any) -> None:
        """Look only where the worker has a clock of its own."""
        self.enabled = beat
        self._looking: Any = None
        super().__init__(worker, **options)

    def start(self, worker: WorkController) -> None:
        """Begin to look."""
        self._looking = worker.timer.call_repeatedly(LOOK_SECONDS, _look, (worker,))

    def stop(self, worker: WorkController) -> None:  # noqa: ARG002 - Celery calls it so
        """Look no longer; Celery ends the clock itself."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    terminate = stop


def _look(worker: WorkController) -> None:
    if worker.beat.is_alive():
        return
    log.error("the clock had ended and is started again", exit=worker.beat.exitcode)
    step = next(one for one in worker.steps if one.name == "celery.worker.components.Beat")
    # The step's own object is replaced, so that stopping the worker stops the new clock.
    step.obj = step.create(worker)
    step.obj.start()
