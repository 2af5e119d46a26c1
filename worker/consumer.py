"""How workers receive: what cannot be read is noted and dropped, for Celery's own consumer would end with it."""

from collections.abc import Callable
from typing import Any

from celery.worker.consumer import Consumer

UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)
"""What Celery raises for a message whose body has another shape than it wrote itself."""


class PatientConsumer(Consumer):
    """A consumer that outlives any message; with late acknowledgement it would meet the same one again and again."""

    def create_task_handler(self, *args: Any, **options: Any) -> Callable[[Any], None]:
        """Return what is called with each message."""
        receive = super().create_task_handler(*args, **options)

        def receive_or_drop(message: Any) -> None:
            try:
                receive(message)
            except self.connection_errors:
                raise
            except UNREADABLE as error:
                self.on_decode_error(message, error)

        return receive_or_drop
