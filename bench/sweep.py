"""A national sweep as it runs: both catalogues of 2,850 counties, through Celery, by two processes of a worker."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import sqlalchemy as sa

from bench.blocks import Ratio, within
from bench.country import COUNTY, lay_down, register
from bench.places import Place, bare_connection
from config import ROOT
from models import ComplianceRun
from models.db import db
from tests.servers import ServerMissingError, start_redis
from worker import create_celery
from worker.hand_over import enqueue
from workflow.actor import SYSTEM
from workflow.commands import sweep

ROWS = {COUNTY[0]: 34, COUNTY[1]: 87}
"""The rows of each catalogue of a county."""

COUNTIES, OF_ENTRIES = 2_850, 300_000
"""So many counties are laid down where the country has so many entries, and fewer in proportion."""

SWEEP_S = 60.0
"""What the whole country should take."""

PROCESSES = 2
LONGEST_S = 900
LOOK_S = 0.1


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:
    """Measure a first sweep, which keeps all that it finds, and a second, which finds the same again."""
    url = place.seeded("sweep")
    counties = max(COUNTIES * entries // OF_ENTRIES, 1)
    for code, rows in ROWS.items():
        country = lay_down(place, url, counties * rows, whose=(code,))
        with closing(bare_connection(place, url)) as connection:
            register(place, connection, country.catalogues, like=code)
    folder = place.folder / f"redis-{place.kind}"
    folder.mkdir()
    try:
        broker = start_redis(folder)
    except ServerMissingError as error:
        print(f"The sweep is not measured: {error}")
        return
    before = _processor_time()
    try:
        with place.app(url) as app, _worker(place, url, f"{broker.url}/0"):
            settings = replace(place.settings(url), broker_url=f"{broker.url}/0")
            app.config["SETTINGS"] = settings
            task = create_celery(app).tasks["mulu.rules.sweep"]
            swept = {name: _swept(task) for name in ("first", "again")}
    finally:
        broker.stop()
    spent = _processor_time() - before
    for name, (seconds, catalogues) in swept.items():
        told = (
            f"{catalogues:,} catalogues; the worker's processors were busy for {spent:.0f} s in both sweeps"
        )
        yield _ratio(f"{place.kind}: national sweep, {name}", seconds, counties, told)


def _processor_time() -> float:
    """Return the seconds that processes which have ended had of the processors: on a shared machine they say more."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


@contextmanager
def _worker(place: Place, url: str, broker: str) -> Iterator[None]:
    """Run a worker with its clock, as production starts it."""
    environment = {
        **os.environ,
        "MULU_HOME": str(place.folder / "home"),
        "MULU_DATABASE_URL": url,
        "MULU_BROKER_URL": broker,
    }
    command = [sys.executable, "-m", "celery", "-A", "wsgi:celery", "worker", "--beat", "--loglevel", "INFO"]
    log = place.folder / f"worker-{place.kind}.log"
    with (
        log.open("wb") as told,
        subprocess.Popen(  # noqa: S603 - our own words
            [*command, "--schedule", str(log.with_suffix(".beat")), "--concurrency", str(PROCESSES)],
            cwd=ROOT,
            env=environment,
            stdout=told,
            stderr=told,
        ) as process,
    ):
        try:
            while b"ready." not in log.read_bytes() and process.poll() is None:
                time.sleep(LOOK_S)
            yield
        finally:
            process.terminate()


def _swept(task: object) -> tuple[float, int]:
    """Sweep the country, and return the seconds from beginning to end with the number of catalogues."""
    number = sweep.start_sweep(actor=SYSTEM)
    begin = time.monotonic()
    enqueue(task)
    while time.monotonic() - begin < LONGEST_S:
        with db.engine.connect() as connection:
            asked = sa.select(ComplianceRun.finished_at, ComplianceRun.done).where(ComplianceRun.id == number)
            finished_at, done = connection.execute(asked).one()
        if finished_at is not None:
            return time.monotonic() - begin, done
        time.sleep(LOOK_S)
    raise TimeoutError("The sweep has not come to its end.")


def _ratio(name: str, seconds: float, counties: int, note: str) -> Ratio:
    wanted = SWEEP_S * counties / COUNTIES
    return within(
        name,
        seconds * 1000,
        wanted * 1000,
        blocks=1,
        note=f"{counties * sum(ROWS.values()):,} entries in {note}",
    )
