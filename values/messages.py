"""Sentences for people, as translatable messages: English ids with named parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Union


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a message for translation where it is named; the web layer translates it where it is shown."""
    return message


Params = Mapping[str, Union[str, int, "Message"]]


@dataclass(frozen=True)
class Message:
    """A sentence by its English id, with what its `%(name)s` places hold; these may be messages themselves."""

    id: str
    params: Params = field(default_factory=dict, hash=False)
    """Left out of the hash, so that a message can stand in sets although a mapping cannot."""

    def in_english(self) -> str:
        """Return the sentence in English, for logs and exceptions."""
        told = {
            name: value.in_english() if isinstance(value, Message) else value
            for name, value in self.params.items()
        }
        return self.id % told if told else self.id
