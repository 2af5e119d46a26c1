"""Which of two deadlines is longer, where that can be said at all (decision 29)."""

from enum import StrEnum

from values.deadlines.deadline import Deadline, Every, Pace, Unit


class Order(StrEnum):
    """How long one deadline is beside another."""

    SHORTER = "shorter"
    EQUAL = "equal"
    LONGER = "longer"
    OTHER_KIND = "other_kind"
    OTHER_ANCHOR = "other_anchor"
    OTHER_UNIT = "other_unit"
    VAGUE = "vague"
    """One of them names no time: 及时, 长期."""
    OTHER_PACE = "other_pace"
    """One repeats, and the other does not."""

    @property
    def is_known(self) -> bool:
        """Whether the two could be compared."""
        return self in {Order.SHORTER, Order.EQUAL, Order.LONGER}


_FREQUENCY = list(Every)
_PERIOD_END = (13, 0)
_MONTHS_A_YEAR = 12


def order(one: Deadline, other: Deadline) -> Order:
    """Return whether a deadline is shorter or longer than another, whatever the two apply to."""
    if one.of_all == other.of_all:
        return Order.EQUAL
    if one.kind is not other.kind or not share_anchor(one, other):
        return Order.OTHER_KIND if one.kind is not other.kind else Order.OTHER_ANCHOR
    return _of_paces(one, other)


def _of_paces(one: Deadline, other: Deadline) -> Order:
    paces = {one.pace, other.pace}
    if paces & {Pace.PROMPT, Pace.STANDING}:
        return Order.VAGUE
    if Pace.IMMEDIATE in paces:
        return _compared(_rank(one.pace is not Pace.IMMEDIATE), _rank(other.pace is not Pace.IMMEDIATE))
    if Pace.PERIODIC in paces:
        return _compared(_repeats(one), _repeats(other)) if len(paces) == 1 else Order.OTHER_PACE
    return _of_lengths(one, other)


def share_anchor(one: Deadline, other: Deadline) -> bool:
    """Whether two count from the same event; what repeats counts from none."""
    return one.anchor == other.anchor or Pace.PERIODIC in {one.pace, other.pace}


def _repeats(one: Deadline) -> tuple[int, tuple[int, int]]:
    return _FREQUENCY.index(one.every or Every.DAY), one.by or _PERIOD_END


def _of_lengths(one: Deadline, other: Deadline) -> Order:
    (family, length), (other_family, other_length) = _length(one), _length(other)
    if family is other_family:
        return _compared(_rank(length), _rank(other_length))
    # The same day (当日) is sooner than any number of days, however they are counted.
    if 0 in {length, other_length} and Unit.HOURS not in {family, other_family}:
        return _compared(_rank(length > 0), _rank(other_length > 0))
    return Order.OTHER_UNIT


def _length(one: Deadline) -> tuple[Unit | None, int]:
    if one.unit is Unit.YEARS:
        return Unit.MONTHS, one.quantity * _MONTHS_A_YEAR
    return one.unit, one.quantity


def _rank(number: int) -> tuple[int, tuple[int, int]]:
    return number, _PERIOD_END


def _compared(one: tuple[int, tuple[int, int]], other: tuple[int, tuple[int, int]]) -> Order:
    if one == other:
        return Order.EQUAL
    return Order.SHORTER if one < other else Order.LONGER
