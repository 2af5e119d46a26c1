"""What happens later: `create_celery` makes the queue; `tasks` are thin, `embedded` runs them in one process."""

from celery import Celery, Task
from flask import Flask

from config import Settings
from worker import redis_transport
from worker.basis_tasks import register_basis_drafts
from worker.clock import KeptClock
from worker.digest_tasks import register_digests
from worker.file_tasks import register_files
from worker.hiding_tasks import register_hidings
from worker.job_tasks import register_jobs
from worker.ledger_tasks import register_ledger
from worker.place_tasks import register_places
from worker.put_aside import put_aside_into
from worker.rules_tasks import register_rules
from worker.schedule import SCHEDULE
from worker.tasks import register


def create_celery(app: Flask) -> Celery:
    """Return the queue of an application; its tasks run in the application's context."""
    settings: Settings = app.config["SETTINGS"]

    class InContext(Task):
        """A task with the application at hand."""

        def __call__(self, *args: object, **kwargs: object) -> object:
            """Run within the application's context."""
            with app.app_context():
                return self.run(*args, **kwargs)

    redis_transport.install()
    queue = Celery("mulu", broker=settings.broker_url, task_cls=InContext, set_as_current=False)
    queue.conf.update(
        # Ids only, as JSON: nothing that is queued can be more than the database knows.
        task_serializer="json",
        accept_content=["json"],
        # The database says what became of a message; nobody reads Celery's results.
        task_ignore_result=True,
        # A task is done when it is done, not when it is begun; what a dying worker held comes back.
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        # With prefetching, workers wedge for good when Redis restarts while all of them are busy.
        worker_prefetch_multiplier=0,
        worker_disable_prefetch=True,
        worker_consumer="worker.consumer:PatientConsumer",
        # Well under the visibility timeout, after which Redis gives a task out again.
        task_soft_time_limit=60,
        task_time_limit=90,
        broker_transport_options={
            "visibility_timeout": 600,
            "socket_timeout": 3,
            "socket_connect_timeout": 2,
            "socket_keepalive": True,
            # How often the in-memory broker of the embedded worker looks, in seconds.
            "polling_interval": 0.1,
            # Called with what lies in the queue and is no message that a worker can read.
            "put_aside": put_aside_into(queue),
        },
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=2,
        # A page never waits for the queue: what cannot be handed over at once is found by the sweep.
        task_publish_retry=False,
        task_default_queue="mulu",
        beat_schedule=SCHEDULE,
        timezone="UTC",
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        worker_enable_remote_control=not settings.embedded,
    )
    queue.steps["worker"].add(KeptClock)
    register(queue, app)
    register_hidings(queue)
    register_digests(queue, app)
    register_files(queue)
    register_basis_drafts(queue)
    register_rules(queue)
    register_jobs(queue)
    register_places(queue, app)
    register_ledger(queue, app)
    queue.set_default()
    return queue
