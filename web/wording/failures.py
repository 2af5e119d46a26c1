"""Why a message could not be sent, in the reader's language; what a service said itself stays as it was said."""

from flask_babel import gettext

from values.messages import N_

REASONS: dict[str, str] = {
    "ConnectionRefusedError": N_("The mail server refused the connection"),
    "NoAnswerError": N_("The service gave no answer that can be used"),
    "NotAllowedAddressError": N_("The address of the service leads where none may"),
    "NotReachedError": N_("The service did not answer"),
    "RefusedError": N_("The service refused"),
    "SMTPAuthenticationError": N_("The mail server refused account or password"),
    "SMTPRecipientsRefused": N_("The mail server refused the recipient"),
    "TimeoutError": N_("There was no answer in time"),
    "TokenError": N_("The service's token has ended"),
    "TooOftenError": N_("The service was asked too often"),
    "gaierror": N_("The name of the server is unknown"),
}
"""By the name of the error, with which its record begins."""


def failure(record: str) -> str:
    """Say what is kept of a failed attempt: `RefusedError: 40001` is "The service refused: 40001"."""
    name, _, rest = record.partition(": ")
    if name not in REASONS:
        return record
    reason: str = gettext(REASONS[name])
    return reason + (gettext(": %(text)s", text=rest) if rest else "")
