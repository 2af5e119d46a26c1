"""Why an update of the database is refused before it changes anything."""

from values.messages import N_, Message

TWO_OF_A_FIELD = N_(
    "Nothing was changed. From this version on a jurisdiction has one catalogue of each field, and here are more (in"
    " brackets the number of releases): %(catalogues)s. Go on with the version that was installed before, keep one"
    " catalogue of each field and remove the others as docs/operation.md says under “Two catalogues of one field”;"
    " then update again."
)
"""A migration says it; sentences are collected here."""


class UpdateRefusedError(RuntimeError):
    """What is stored does not fit the present schema; the sentence says what to do first."""

    def __init__(self, message: Message) -> None:
        """Keep the sentence, to be said in the reader's language; by itself it is English."""
        super().__init__(message.in_english())
        self.message = message
