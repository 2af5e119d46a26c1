"""Commands that answer what the user did wrong with a sentence and status 1, never with a traceback."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
import structlog
from flask.cli import AppGroup
from flask_babel import gettext
from sqlalchemy.exc import DBAPIError

from models.db import db
from models.migrations import is_current
from models.refusing import UpdateRefusedError
from values.messages import N_
from web.cli.story.usage import usage_spoken
from web.language import say
from workflow.audit import NotInstalledError
from workflow.errors import BusyError, InvalidError, NotFoundError, StaleError, WorkflowError

STALE = N_(
    "Somebody else was quicker: this has changed meanwhile. Nothing was done; look at it again, then decide."
)
NOT_FOUND = N_("It does not exist, or this account may not see it.")
NOT_MIGRATED = N_("This database has not got the present tables yet: run `flask --app wsgi seed` first.")


class SpokenError(click.ClickException):
    """What was refused, said as it is; the program ends with status 1."""

    def show(self, file: Any = None) -> None:
        """Print the sentence where errors go."""
        click.echo(self.message, file=file, err=file is None)


class SpokenCommand(click.Command):
    """A command whose errors are sentences in the language of the command line."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read what was typed behind the command."""
        with usage_spoken(parent):
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; whatever the user can mend becomes a sentence."""
        try:
            with _logs_on_stderr(), usage_spoken(ctx):
                return super().invoke(ctx)
        except WorkflowError as error:
            raise SpokenError(sentences(error)) from error
        except NotInstalledError as error:
            raise SpokenError(gettext(str(error))) from error
        except UpdateRefusedError as error:
            raise SpokenError(say(error.message)) from error
        except DBAPIError as error:
            if (sentence := _of_database(error)) is None:
                raise
            raise SpokenError(sentence) from error
        except OSError as error:
            if error.filename is None:
                raise
            raise SpokenError(
                gettext("%(path)s: %(reason)s", path=str(error.filename), reason=error.strerror)
            ) from error


class SpokenGroup(AppGroup):
    """A group of such commands."""

    command_class = SpokenCommand

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read what was typed behind the group."""
        with usage_spoken(parent):
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Find the command of the group and run it."""
        with usage_spoken(ctx):
            return super().invoke(ctx)


def sentences(error: WorkflowError) -> str:
    """Return why something was refused, a line for each thing that is wrong."""
    if isinstance(error, StaleError):
        return gettext(STALE)
    if isinstance(error, NotFoundError) and error.message == NotFoundError().message:
        return gettext(NOT_FOUND)
    if isinstance(error, InvalidError):
        return "\n".join(dict.fromkeys(say(issue.message) for issue in error.issues))
    return say(error.message)


def _of_database(error: DBAPIError) -> str | None:
    """Return what the user can do about an error of the database; None where it is ours."""
    if any(word in str(error.orig) for word in ("locked", "busy", "deadlock")):
        return sentences(BusyError())
    db.session.rollback()
    try:
        return None if is_current(db.engine) else gettext(NOT_MIGRATED)
    except DBAPIError as away:
        reason = str(away.orig).strip().splitlines()[0]
        return gettext("The database does not answer: %(reason)s", reason=reason)


@contextmanager
def _logs_on_stderr() -> Iterator[None]:
    """Keep log lines out of what a program may read."""
    before = structlog.get_config()
    structlog.configure(logger_factory=lambda *_: structlog.PrintLogger(sys.stderr))
    try:
        yield
    finally:
        structlog.configure(**before)
