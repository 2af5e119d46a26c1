"""Channels (公开渠道和载体): which of a county's words mean a channel of the standard (R09, decision 30)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from values.names import normalised


@dataclass(frozen=True)
class ChannelSynonyms:
    """Other words for a channel of the standard, kept by the business administrators."""

    meant: Mapping[str, str] = field(default_factory=dict)
    """Another word, normalised → the channel of the standard."""

    def channel(self, said: str) -> str:
        """Return what a channel is compared by: the standard's word for it, normalised."""
        word = normalised(said)
        return normalised(self.meant.get(word, word))
