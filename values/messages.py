"""Interim."""
from dataclasses import dataclass, field
def N_(m): return m
@dataclass(frozen=True)
class Message:
    id: str
    params: dict = field(default_factory=dict)
    def in_english(self): return self.id % {k: v.in_english() if isinstance(v, Message) else v for k, v in self.params.items()}
