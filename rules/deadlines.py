"""R08 (N3.4): the deadline of a row is no longer than the standard's, and a public notice no shorter."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from rules.findings import Finding, Severity, digest
from rules.grounds import Grounds
from values.deadlines.clauses import is_of_law
from values.deadlines.deadline import Deadline, DeadlineText, Kind, Pace
from values.deadlines.order import Order, order, share_anchor
from values.deadlines.reading import deadlines_of
from values.entry import EntryState
from values.messages import N_, Message

LONGER = N_(
    "“%(own)s” is longer than “%(upstream)s”, which the standard sets: write that, or a shorter time."
)
BRIEFER = N_(
    "“%(own)s” is shorter than “%(upstream)s”, which the standard asks for: a public notice is shown at least that long."
)
NOT_COMPARABLE = N_(
    "“%(own)s” and the standard's “%(upstream)s” are not comparable: %(why)s"
    " Write it as the standard does, or say why it is no longer."
)
WHY = {
    Order.OTHER_KIND: N_("one of them has a time of a kind that the other does not have."),
    Order.OTHER_ANCHOR: N_("they count from different events."),
    Order.OTHER_UNIT: N_("working days, days, hours and months are counted differently."),
    Order.VAGUE: N_("one of them names no number of days."),
    Order.OTHER_PACE: N_("one of them repeats, and the other does not."),
}
UNREAD = N_("these words are not understood as a time.")
EXCEPTED = N_("the standard has no such exception.")

MOST = 5
"""Findings on a row; who answers these sees the next."""

LONGEST = 60
"""Characters of a text that a message repeats."""

LONGEST_KEPT = 1_000
"""Characters of two texts whose comparison is kept in memory."""

Told = tuple[Severity, Message]


def deadline_kept(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find deadlines that are longer than the standard's, or that cannot be compared with it (R08).

    A missing deadline is R05's; the same words are never a finding.
    """
    upstream = grounds.floor_of(state)
    if upstream is None:
        return
    own, other = state.content.deadline.strip(), upstream.content.deadline.strip()
    if not own or not other or own == other:
        return
    told = _kept if len(own) + len(other) <= LONGEST_KEPT else _told
    for severity, message, about in told(own, other):
        yield Finding(
            rule="R08",
            severity=severity,
            entry=state.entry,
            field="deadline",
            clause="N3.4",
            message=message,
            about=about,
            against=upstream.entry,
        )


def _told(own: str, upstream: str) -> tuple[tuple[Severity, Message, str], ...]:
    """Return what is said of a deadline beside the standard's, with what names it."""
    found = islice(dict.fromkeys(differences(own, upstream)), MOST)
    return tuple(
        (severity, message, digest(own, upstream, message.in_english())) for severity, message in found
    )


_kept = lru_cache(maxsize=16_384)(_told)
"""The same for texts that are short enough to be kept; counties say the same in the same words."""


def differences(own: str, upstream: str) -> Iterator[Told]:
    """Yield what of a deadline is longer than another, or not comparable with it; nothing where all of it is kept."""
    mine, floor = deadlines_of(own), deadlines_of(upstream)
    for kind, is_standing in dict.fromkeys(_strand(one) for one in floor.deadlines):
        yield from _of_strand(
            [one for one in mine.deadlines if _strand(one) == (kind, is_standing)],
            [one for one in floor.deadlines if _strand(one) == (kind, is_standing)],
            own,
        )
    if not floor.deadlines and not floor.unread and mine.deadlines:
        yield _not_comparable(own, upstream, Message(WHY[Order.OTHER_KIND]))
    yield from _of_rest(mine, floor, own, upstream)


def _strand(one: Deadline) -> tuple[Kind, bool]:
    """Return what two deadlines must share to be held against each other: 长期 says how long, not how soon."""
    return one.kind, one.pace is Pace.STANDING


def _of_strand(mine: list[Deadline], floor: list[Deadline], own: str) -> Iterator[Told]:
    for scope in dict.fromkeys(one.scope for one in (*floor, *mine)):
        bounds, kept = _for(scope, floor), _for(scope, mine)
        if not bounds or not kept:
            standard = bounds or floor
            yield _not_comparable(own, standard[0].rendered, Message(WHY[Order.OTHER_KIND]))
            continue
        for one in kept:
            yield from _of_one(one, bounds)
        for bound in bounds:
            if not any(share_anchor(one, bound) for one in kept):
                yield _not_comparable(own, bound.rendered, Message(WHY[Order.OTHER_ANCHOR]))


def _for(scope: str, deadlines: list[Deadline]) -> list[Deadline]:
    """Return what holds for a scope: its own deadlines, or the general ones; 及时 only where it stands alone."""
    found = [one for one in deadlines if one.scope == scope] or [one for one in deadlines if not one.scope]
    return [one for one in found if one.pace is not Pace.PROMPT] or found


def _of_one(one: Deadline, bounds: list[Deadline]) -> Iterator[Told]:
    """Hold a deadline against those that hold for the same; keeping one of them is enough."""
    orders = {order(one, bound): bound for bound in bounds if share_anchor(one, bound)} or {
        Order.OTHER_ANCHOR: bounds[0]
    }
    broken, is_notice = Order.LONGER, one.kind is Kind.NOTICE
    if is_notice:
        broken = Order.SHORTER
    if any(found.is_known and found is not broken for found in orders):
        return
    unknown = next((found for found in orders if found is not broken), None)
    if unknown is not None:
        yield _not_comparable(one.rendered, orders[unknown].rendered, Message(WHY[unknown]))
    else:
        params: dict[str, str | int | Message] = {
            "own": one.rendered[:LONGEST],
            "upstream": orders[broken].rendered[:LONGEST],
        }
        yield Severity.ERROR, Message(BRIEFER if is_notice else LONGER, params)


def _of_rest(mine: DeadlineText, floor: DeadlineText, own: str, upstream: str) -> Iterator[Told]:
    """Tell what was not understood on either side, and exceptions that only the row makes."""
    for text in mine.unread:
        if text not in floor.unread:
            yield _not_comparable(text, upstream, Message(UNREAD))
    if any(text not in mine.unread for text in floor.unread):
        yield _not_comparable(own, upstream, Message(UNREAD))
    for text in mine.exceptions:
        if text not in floor.exceptions and not is_of_law(text):
            yield _not_comparable(text, upstream, Message(EXCEPTED))


def _not_comparable(own: str, upstream: str, why: Message) -> Told:
    params: dict[str, str | int | Message] = {
        "own": own[:LONGEST],
        "upstream": upstream[:LONGEST],
        "why": why,
    }
    return Severity.WARNING, Message(NOT_COMPARABLE, params)
