"""The technical log of the embedded default: a file a day beside the database, none thrown away before its time."""

import json
import logging
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from values.canonical import instant
from values.clock import SystemClock

NAME = "mulu.log"


class Copied:
    """Writes each line of the log into a file, too, as JSON with the moment in UTC."""

    def __init__(self, handler: logging.Handler) -> None:
        """Take where the lines go."""
        self._handler = handler

    def __call__(self, logger: WrappedLogger, method: str, said: EventDict) -> EventDict:
        """Write a line, and leave it to be shown as ever."""
        told = structlog.processors.format_exc_info(logger, method, dict(said))
        line: dict[str, Any] = {**told, "timestamp": instant(SystemClock().now())}
        text = json.dumps(line, ensure_ascii=False, default=str)
        self._handler.handle(logging.LogRecord("mulu", logging.INFO, "", 0, text, None, None))
        return said


def keep_technical_log(folder: Path, days: int) -> logging.Handler:
    """Write the log into a file from now on, begun anew each midnight (UTC), the last `days` of which are kept.

    A day without a line makes no file, so that what is kept never reaches less far back than that.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = TimedRotatingFileHandler(
        folder / NAME, when="midnight", backupCount=days, encoding="utf-8", delay=True, utc=True
    )
    *before, shown = structlog.get_config()["processors"]
    structlog.configure(processors=[*before, Copied(handler), shown])
    return handler
