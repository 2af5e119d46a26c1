"""How workers receive: what cannot be carried out is put aside, for Celery's own consumer would end with it or lose it."""

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

    def on_decode_error(self, message: Any, exc: Exception) -> None:
        """Put a message aside whose body cannot be decoded."""
        super().on_decode_error(message, exc)
        self._put_aside(message, type(exc).__name__)

    def on_unknown_message(self, body: Any, message: Any) -> None:
        """Put a message aside that names no task."""
        super().on_unknown_message(body, message)
        self._put_aside(message, "UnknownMessage")

    def on_unknown_task(self, body: Any, message: Any, exc: Exception) -> None:
        """Put a message aside whose task does not exist."""
        super().on_unknown_task(body, message, exc)
        self._put_aside(message, "UnknownTask")

    def on_invalid_task(self, body: Any, message: Any, exc: Exception) -> None:
        """Put a message aside whose task cannot be begun."""
        super().on_invalid_task(body, message, exc)
        self._put_aside(message, "InvalidTask")

    def _put_aside(self, message: Any, reason: str) -> None:
        body = message.body
        raw = body if isinstance(body, bytes) else str(body).encode()
        headers = message.headers if isinstance(message.headers, dict) else {}
        task = str(headers.get("task", "")).encode()
        self.app.conf.broker_transport_options["put_aside"](task + b" " + raw if task else raw, reason)
