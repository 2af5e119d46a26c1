"""What can go wrong with a command, each with a sentence for the person; only `web.errors` knows numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from values.messages import N_, Message


@dataclass(frozen=True)
class Issue:
    """One thing wrong with what was entered."""

    field: str
    message: Message
    entry: str = ""
    """The row it is about, where it is about one."""


class WorkflowError(Exception):
    """A command was refused, with a sentence that says why."""

    def __init__(self, message: Message) -> None:
        """Keep the sentence; its English form is the exception's text."""
        super().__init__(message.in_english())
        self.message = message


class NotFoundError(WorkflowError):
    """It does not exist, or not for this person."""

    def __init__(self, what: str = N_("This page does not exist, or you may not see it.")) -> None:
        """Say the same of what is hidden and of what is not there."""
        super().__init__(Message(what))


class ForbiddenError(WorkflowError):
    """The person may not do this."""


class NotAllowedError(WorkflowError):
    """It cannot be done in this state."""


class StaleError(WorkflowError):
    """The page the person acted from is older than the proposal."""

    def __init__(self, *, seen: int, present: int) -> None:
        """Keep both versions, so that the page can tell what happened in between."""
        super().__init__(
            Message(
                N_(
                    "Somebody else was quicker: this has changed since you opened the page."
                    " What you typed is kept below; look at what happened meanwhile, then decide again."
                )
            )
        )
        self.seen = seen
        self.present = present


class BusyError(WorkflowError):
    """The database was held by others for too long."""

    sentence = N_("The system is busy just now. Nothing was changed; please try again.")

    def __init__(self) -> None:
        """Ask to try again."""
        super().__init__(Message(self.sentence))


class AwayError(BusyError):
    """The database cannot be reached; where it went away in the middle, nobody knows yet what it has saved."""

    sentence = N_(
        "The database cannot be reached just now. Please try again in a moment;"
        " if you have just sent something, look first whether it is there."
    )


class FullError(BusyError):
    """There is no room left to save anything."""

    sentence = N_(
        "There is no room left on the system's disk. Nothing was changed;"
        " please tell the system administrator, and try again later."
    )


class InvalidError(WorkflowError):
    """Something entered is missing or wrong."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        """Keep every issue, so that all are shown at once."""
        super().__init__(issues[0].message)
        self.issues = tuple(issues)


def invalid(field: str, message: str, **params: str | int) -> InvalidError:
    """Return an error about one field."""
    return InvalidError([Issue(field, Message(message, params))])
