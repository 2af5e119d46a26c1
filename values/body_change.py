"""What a proposal does to a body (机构改革): rename it, merge it into another, or transfer what it discloses."""

from dataclasses import dataclass, replace
from enum import StrEnum

from values.entry import DisclosingBody


class BodyChangeKind(StrEnum):
    """What becomes of the body."""

    RENAME = "rename"
    """更名: it stays the same body under another name."""
    MERGE = "merge"
    """并入: it ends, and another takes its place."""
    TRANSFER = "transfer"
    """职能划转: it stays, and another discloses what it disclosed."""


@dataclass(frozen=True, kw_only=True)
class BodyChange:
    """A change of one body over all its catalogues; its day is the proposal's effective date."""

    kind: BodyChangeKind
    body: str
    """Id of the body that is changed."""
    new_name: str = ""
    """Of a renaming."""
    successor: str = ""
    """Id of the body that takes its place, of a merging or a transfer."""


def succeeded(bodies: tuple[DisclosingBody, ...], change: BodyChange) -> tuple[DisclosingBody, ...]:
    """Return a row's disclosing bodies with the successor in the body's place.

    Whoever discloses beside it stays as they are; where the successor is among them, the two become one, which
    leads if either led and discloses for the levels of both.
    """
    result: list[DisclosingBody] = []
    for one in bodies:
        renamed = replace(one, body=change.successor) if one.body == change.body else one
        place = next((at for at, other in enumerate(result) if other.body == renamed.body), None)
        if place is None or renamed.body != change.successor:
            result.append(renamed)
        else:
            result[place] = _united(result[place], renamed)
    return tuple(result)


def _united(one: DisclosingBody, other: DisclosingBody) -> DisclosingBody:
    levels = tuple(dict.fromkeys((*one.levels, *other.levels))) if one.levels and other.levels else ()
    return replace(one, lead=one.lead or other.lead, levels=levels)
