"""The product's own processes, started by a test: on a clock that the test moves, and with less patience.

`celery -A tests.faults.entry:celery worker` and `python -m tests.faults.entry` are `celery -A wsgi:celery worker` and
`python wsgi.py`; nothing differs but for how long they wait: between two beats, before they look after their clock, and
where a test asks for it, for a mail server.
"""

import os
from pathlib import Path

import worker.clock
import worker.mail
from tests.faults.moved_clock import MovedClock
from values.clock import SystemClock
from worker.schedule import SCHEDULE

QUICKER = 10
"""How many times as often as in production the beat queues its tasks."""
SWEEP_SECONDS = 0.25
"""How often it sweeps: what is owed waits for this more than for anything else."""
LOOK_SECONDS = 0.5
"""How often a worker looks whether its clock lives."""

SystemClock.now = MovedClock(Path(os.environ["MULU_FAULTS_CLOCK"])).now  # type: ignore[method-assign]
for plan in SCHEDULE.values():
    plan["schedule"] = float(plan["schedule"]) / QUICKER  # type: ignore[arg-type]

SCHEDULE["sweep"]["schedule"] = SWEEP_SECONDS
worker.clock.LOOK_SECONDS = LOOK_SECONDS
worker.mail.TIMEOUT = float(os.environ.get("MULU_FAULTS_MAIL_SECONDS") or worker.mail.TIMEOUT)  # type: ignore[assignment]

from web.cli import seeding  # noqa: E402 - see below
from wsgi import app, celery, serve  # noqa: E402 - clock and beat are set before anything reads them

__all__ = ["app", "celery"]

if __name__ == "__main__":
    # The test's own world is there already, in the place of the demonstration county.
    seeding.load = lambda *_, **__: None  # type: ignore[assignment]
    serve(app, celery)
