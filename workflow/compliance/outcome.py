"""What the rules find on a whole catalogue, with the numbers that people see, and how it covers its standard."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from models import Catalogue
from rules.check import check_whole
from rules.findings import Finding, Severity
from rules.grounds import Grounds
from rules.sheet import Sheet
from values.entry import EntryState
from values.messages import Message
from values.serial import to_plain
from values.vocabulary import Presence
from workflow.queries.catalogue import arranged


@dataclass(frozen=True, kw_only=True)
class Found:
    """A finding as it is kept and shown."""

    key: str
    rule: str
    severity: Severity
    entry: str
    """Identity of the row, or of the standard's entry that is missing."""
    number: str
    """序号 as displayed; empty where the row is not listed."""
    name: str
    field: str
    clause: str
    message: dict[str, Any]
    """Id and parameters of the sentence."""
    is_reconstructed: bool = False

    @property
    def said(self) -> Message:
        """Return the sentence."""
        return message_of(self.message)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A catalogue as it was checked."""

    findings: tuple[Found, ...]
    present: int
    left_out: int
    missing: int

    @property
    def counts(self) -> Counter[tuple[str, str]]:
        """Return how often each rule found something of each severity."""
        return Counter((one.rule, one.severity.value) for one in self.findings)


@dataclass(frozen=True)
class Checked:
    """A catalogue with what was found on it, by which release of its standard."""

    catalogue: Catalogue
    outcome: Outcome
    standard_release_no: int | None
    at: datetime
    """The moment before it was read; what happens to it from then on asks for another check."""

    @cached_property
    def plain(self) -> list[dict[str, Any]]:
        """The findings as JSON, in their order."""
        return [to_plain(one) for one in self.outcome.findings]


def outcome(grounds: Grounds) -> Outcome:
    """Check a whole catalogue."""
    own = [one for one in grounds.sheet.states.values() if one.presence is not Presence.CANCELLED]
    adapted = {one.upstream_entry for one in own if one.is_listed}
    ended = {one.upstream_entry for one in own if one.presence is Presence.LEFT_OUT} - adapted
    asked = grounds.upstream.present.keys()
    present, left_out = len(asked & adapted), len(asked & ended)
    return Outcome(
        findings=tuple(shown(check_whole(grounds), grounds.sheet, grounds.upstream)),
        present=present,
        left_out=left_out,
        missing=len(asked) - present - left_out,
    )


def shown(findings: Collection[Finding], sheet: Sheet, upstream: Sheet) -> Iterator[Found]:
    """Yield findings with number and name of their rows, in the order of the table; what is missing comes last."""
    if not findings:
        return
    rows = arranged(sheet.states.values())
    numbers = {row.state.entry: row.number for row in rows}
    places = {row.state.entry: place for place, row in enumerate(rows)}
    for one in sorted(findings, key=lambda one: (places.get(one.entry, len(places)), one.rule, one.key)):
        yield Found(
            key=one.key,
            rule=one.rule,
            severity=one.severity,
            entry=one.entry,
            number=numbers.get(one.entry, ""),
            name=_name(one.entry, (sheet.states, upstream.states)),
            field=one.field,
            clause=one.clause,
            message=plain_message(one.message),
            is_reconstructed=one.is_reconstructed,
        )


def _name(entry: str, known: Iterable[dict[str, EntryState]]) -> str:
    return next((states[entry].content.name for states in known if entry in states), "")


def plain_message(message: Message) -> dict[str, Any]:
    """Return a sentence as JSON: its id, and its parameters, which may be sentences themselves."""
    told = {
        name: plain_message(value) if isinstance(value, Message) else value
        for name, value in message.params.items()
    }
    return {"id": message.id, "params": told}


def message_of(plain: dict[str, Any]) -> Message:
    """Read a sentence back."""
    told = {
        name: message_of(value) if isinstance(value, dict) else value
        for name, value in plain["params"].items()
    }
    return Message(plain["id"], told)
