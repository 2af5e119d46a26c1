"""The days in what an event says, as the reader's language writes them."""

from dataclasses import replace
from datetime import date

from values.messages import Message
from web.wording.common import day

DAYS = ("from", "until", "since", "signed_on")
"""The parameters of sentences that records keep as days."""


def with_days(message: Message) -> Message:
    """Return a sentence with its days in words; what is no day stays as it is."""
    params = message.params
    said = {name: _said(text) for name in DAYS if isinstance(text := params.get(name), str)}
    return replace(message, params={**params, **said})


def _said(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
